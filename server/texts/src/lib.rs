//! The words that people read, in several languages: Fluent files in, finished phrases out.
//! Vietnamese and English are built in, more come from a folder. No drawing, no speech and no file of a
//! program's own words is here.
mod compare;
mod dates;
mod language;
mod mistake;
mod phrases;
mod procedures;
mod texts;
mod tickets;
mod words;

pub use compare::differences;
pub use dates::{before_opening, clock};
pub use mistake::{Mistake, TextsError};
pub use texts::Texts;
pub use words::{Value, Words};

#[cfg(test)]
mod tests;
