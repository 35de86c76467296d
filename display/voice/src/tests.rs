//! Words as text, as they must be heard in the hall.
mod aloud;
mod words;
