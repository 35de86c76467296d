//! What a kiosk and a display share as machines that stand alone: how a new one comes to its key by a code on its
//! screen, where it keeps it, and how it shows that it lives. What the machine is there for is not known here.
mod asking;
mod check;
mod kept;
mod log;
mod pairing;
mod picture;
mod pulse;
mod station;

#[cfg(test)]
mod tests;

pub use check::{Check, Line};
pub use kept::Identity;
pub use log::LastLines;
pub use pulse::{Pulse, Sign, tell_systemd};
pub use station::{Newcomer, Station, Work};

/// The words of this crate by language, to be given to `texts::Texts` beside a program's own.
pub const WORDS: [(&str, &str); 2] =
    [("vi", include_str!("../words/vi.ftl")), ("en", include_str!("../words/en.ftl"))];
