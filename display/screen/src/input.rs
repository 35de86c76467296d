//! What a person does at a screen, whichever back end it comes from.

use embedded_graphics::geometry::Size;

/// One act at the screen. Places are pixels of the picture, whatever the panel's rotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// A finger (or the mouse's left button) came down.
    Pressed {
        /// Which finger; the mouse is [`MOUSE`].
        touch: u64,
        /// Column.
        x: i32,
        /// Row.
        y: i32,
    },
    /// A finger that is down moved.
    Moved {
        /// Which finger.
        touch: u64,
        /// Column.
        x: i32,
        /// Row.
        y: i32,
    },
    /// A finger was lifted.
    Released {
        /// Which finger.
        touch: u64,
        /// Column.
        x: i32,
        /// Row.
        y: i32,
    },
    /// A touch ended without being lifted here, such as by the system taking it away.
    Cancelled {
        /// Which finger.
        touch: u64,
    },
    /// A key went down.
    Key(Key),
    /// The picture has another size from now on.
    Resized(Size),
    /// The window is being closed; the program ends after this.
    Closed,
}

/// The touch that a mouse makes.
pub const MOUSE: u64 = u64::MAX;

/// The keys that mean something on these screens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// To the next control; also the arrows to the right and down.
    Tab,
    /// To the control before; also the arrows to the left and up.
    ShiftTab,
    /// Acts.
    Enter,
    /// Goes back.
    Escape,
    /// A digit, 0 to 9.
    Digit(u8),
    /// Any other character, space included.
    Char(char),
}
