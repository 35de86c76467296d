//! What is to be spoken, as a value.
use crate::language::Language;

/// Something spoken in one piece: nothing else is heard until it is over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Utterance {
    /// By which the speaker tells of it; the caller's own, best used once.
    pub id: u64,
    /// What is heard, in this order, with a short pause between.
    pub parts: Vec<Part>,
}

/// A piece of an utterance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Two notes that ask for attention.
    Chime,
    /// Words.
    Sentence {
        /// The code of their language, such as `vi`, `en` or `km`.
        language: String,
        /// As they are spoken: numbers in words where an engine reads them wrongly (see [`Language::aloud`]).
        text: String,
    },
    /// Silence, besides the short one between parts.
    Pause {
        /// How long.
        length_ms: u32,
    },
}

impl Part {
    /// A sentence in one of the languages whose words are known here.
    pub fn said(language: Language, text: impl Into<String>) -> Self {
        Self::Sentence { language: language.code().into(), text: text.into() }
    }
}
