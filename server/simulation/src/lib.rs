//! Seeded visitors and clerks: what people would do on a day, as plain data and pure decisions. The same seed
//! gives the same day. Whether it is played over the rules in virtual time or over a real server is not known
//! here, but for `play`, which does the first.
mod clerk;
mod dice;
mod play;
mod visitors;

pub use clerk::{Clerk, Hand, Shift, shifts};
pub use dice::Dice;
pub use play::{Played, play};
pub use visitors::{Coming, Visitor, visitors};

/// Milliseconds of a minute.
const MINUTE_MS: i64 = 60_000;

#[cfg(test)]
mod tests;
