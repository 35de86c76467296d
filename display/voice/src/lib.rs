//! The words of a call as they are spoken. Pure text: no sound, no language file and no clock is here, and
//! nobody's name is ever among the words.
mod aloud;
mod english;
mod language;
mod number;
mod vietnamese;

#[cfg(test)]
mod tests;

pub use language::{Call, Language};
pub use vietnamese::{Reading, Thousand, ZeroTens};
