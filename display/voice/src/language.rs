//! The languages in which this crate finds the words itself, and what it says in them.
use crate::aloud;
use crate::english;
use crate::number::Sign;
use crate::vietnamese::{self, Reading};

/// A language whose numbers and calls are known here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Vietnamese, as numbers are read in one region.
    Vietnamese(Reading),
    /// English.
    English,
}

/// A call or recall to be spoken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Call<'a> {
    /// The number on the paper, `A012`.
    pub number: &'a str,
    /// The code on the counter's sign, `3` or `3a`.
    pub counter: &'a str,
    /// The counter's name in this language, as the board shows it: "Bàn tiếp công dân" is said in place of the code.
    /// A name that says no more than the code, such as "Quầy 3", may be left out.
    pub name: &'a str,
    /// The short name of the service, to follow the number; for letters that [`Language::sound_alike`].
    pub short: Option<&'a str>,
    /// Whether the number was called before.
    pub recall: bool,
}

impl Language {
    /// The language of a code, `vi` or `en`; `None` for those in which no words are known here.
    pub fn of(code: &str, reading: Reading) -> Option<Self> {
        match code {
            "vi" => Some(Self::Vietnamese(reading)),
            "en" => Some(Self::English),
            _ => None,
        }
    }

    /// Its code, `vi` or `en`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Vietnamese(_) => "vi",
            Self::English => "en",
        }
    }

    /// One sentence, to be spoken twice: "Mời công dân có số thứ tự A, không, một, hai, đến quầy số ba."
    pub fn call(self, call: &Call<'_>) -> String {
        match self {
            Self::Vietnamese(reading) => vietnamese::call(reading, call),
            Self::English => english::call(call),
        }
    }

    /// What is said of a counter that has a name of its own: one that is more than a counter's word and its code.
    pub(crate) fn own_name(self, counter: &str, name: &str) -> Option<String> {
        let words: &[&str] = match self {
            Self::Vietnamese(_) => &["", "quầy", "quầy số"],
            Self::English => &["", "counter"],
        };
        let name = name.trim();
        let (word, sign) = name.rsplit_once(char::is_whitespace).unwrap_or(("", name));
        let is_code = sign.to_lowercase() == counter.to_lowercase();
        let is_plain = is_code && words.contains(&word.trim().to_lowercase().as_str());
        (!name.is_empty() && !is_plain).then(|| self.aloud(name))
    }

    /// What is said of a number whose call was a slip: "Số A, không, một, ba: gọi nhầm, xin chờ tiếp."
    pub fn withdrawn(self, number: &str) -> String {
        match self {
            Self::Vietnamese(reading) => vietnamese::withdrawn(reading, number),
            Self::English => english::withdrawn(number),
        }
    }

    /// A text of the screen or the office as it is read aloud: word by word as it stands, but ticket numbers,
    /// counters, plain numbers, ranges and times in words, as an engine alone would read them wrongly
    /// (`A012` as "A twelve", `10–15` as "ten fifteen").
    pub fn aloud(self, text: &str) -> String {
        aloud::aloud(self, text)
    }

    /// Whether two service letters can be taken for one another when they are heard.
    pub fn sound_alike(self, one: char, other: char) -> bool {
        let groups: &[&str] = match self {
            Self::Vietnamese(_) => &vietnamese::SOUND_ALIKE,
            Self::English => &english::SOUND_ALIKE,
        };
        one != other && groups.iter().any(|group| group.contains(one) && group.contains(other))
    }

    pub(crate) fn said(self, sign: &Sign) -> String {
        match self {
            Self::Vietnamese(reading) => vietnamese::said(reading, sign),
            Self::English => english::said(sign),
        }
    }

    /// Signs with the same mark between them.
    pub(crate) fn joined(self, signs: impl IntoIterator<Item = Sign>, mark: &str) -> String {
        signs.into_iter().map(|sign| self.said(&sign)).collect::<Vec<_>>().join(mark)
    }
}
