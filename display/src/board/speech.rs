//! What is to be spoken, before it is put into words.
use protocol::Text;

use super::announcer::Announcement;

/// A call is spoken twice while at most so many wait behind it.
const TWICE_WAITING: usize = 1;
/// It is spoken in every language while at most so many wait behind it.
const ALL_LANGUAGES_WAITING: usize = 4;

/// Something for the speaker to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    /// Speak this, after the chime.
    Say(Saying),
    /// Fall silent in the middle of the word.
    Stop,
}

/// Something to be spoken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Saying {
    /// Never the same twice.
    pub(crate) id: u64,
    pub(crate) said: Said,
    pub(crate) length: Length,
}

/// What it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Said {
    Call(Announcement),
    /// A number whose call was a slip.
    TakenBack(String),
    Notice(Text),
}

/// How often and in which languages. It is always said whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Length {
    /// In every language, and all once more.
    Twice,
    /// In every language.
    Once,
    /// In the first language.
    First,
}

impl Length {
    /// How a call is spoken while so many wait behind it: it must not be over before its visitor has come, but
    /// the last of a burst must not wait for minutes either.
    pub(crate) const fn when_waiting(waiting: usize) -> Self {
        if waiting <= TWICE_WAITING {
            Self::Twice
        } else if waiting <= ALL_LANGUAGES_WAITING {
            Self::Once
        } else {
            Self::First
        }
    }
}
