//! Text as words and the pauses between them, which is how clips are found for it.
use unicode_normalization::UnicodeNormalization;

/// How long it is paused after a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Pause {
    /// Within a phrase.
    None,
    /// After a comma.
    Short,
    /// At the end of a sentence.
    Long,
}

impl Pause {
    pub(crate) const fn length_ms(self) -> u32 {
        match self {
            Self::None => 20,
            Self::Short => 140,
            Self::Long => 350,
        }
    }
}

/// A word in small letters, and the pause after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    pub(crate) text: String,
    pub(crate) pause: Pause,
}

/// The words of a text, composed and in small letters, so that one word has one spelling.
pub(crate) fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut begun = String::new();
    for sign in cleaned(text).nfc().flat_map(char::to_lowercase).chain(['\n']) {
        if !is_between(sign) {
            begun.push(sign);
            continue;
        }
        if !begun.is_empty() {
            words.push(Word { text: std::mem::take(&mut begun), pause: Pause::None });
        }
        if let Some(last) = words.last_mut() {
            last.pause = last.pause.max(pause_of(sign));
        }
    }
    words
}

/// A text without signs that have no sound: those that isolate an argument in a bidirectional text (Fluent
/// puts them there) and control characters become nothing and one space.
pub(crate) fn cleaned(text: &str) -> String {
    let heard = text.chars().filter(|sign| !matches!(sign, '\u{2066}'..='\u{2069}' | '\u{200B}'));
    let spaced: String = heard.map(|sign| if sign.is_control() { ' ' } else { sign }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Everything else belongs to a word: also the marks of scripts whose vowels are no letters of their own.
fn is_between(sign: char) -> bool {
    sign.is_whitespace() || sign.is_ascii_punctuation() || "–—…“”‘’«»។៖".contains(sign)
}

fn pause_of(sign: char) -> Pause {
    match sign {
        ',' | ';' | ':' | '–' | '—' | '៖' | '(' | ')' => Pause::Short,
        '.' | '!' | '?' | '…' | '។' => Pause::Long,
        _ => Pause::None,
    }
}
