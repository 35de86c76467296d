//! Buttons: how they look, and how presses and keys become actions. No action is known here.

mod look;
mod press;

pub use look::{Button, Kind};
pub use press::{Buttons, Target};

/// How a button stands at this moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum State {
    /// It can be pressed.
    #[default]
    Normal,
    /// A finger is on it.
    Pressed,
    /// The keyboard is at it: it wears a ring.
    Focused,
    /// It can't be pressed now.
    Disabled,
}

#[cfg(test)]
mod tests;
