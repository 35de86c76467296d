//! The words of a call as they are spoken. Pure text: no sound, no language file and no clock is here, and
//! nobody's name is ever among the words.
mod english;
mod vietnamese;

#[cfg(test)]
mod tests;

pub use vietnamese::{Reading, Thousand, ZeroTens};

/// The language in which a call is spoken.
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
    /// The short name of the service, to follow the number; for letters that [`Language::sound_alike`].
    pub short: Option<&'a str>,
    /// Whether the number was called before.
    pub recall: bool,
}

impl Language {
    /// One sentence, to be spoken twice: "Mời công dân có số thứ tự A, không, một, hai, đến quầy số ba."
    pub fn call(self, call: &Call<'_>) -> String {
        match self {
            Self::Vietnamese(reading) => vietnamese::call(reading, call),
            Self::English => english::call(call),
        }
    }

    /// Whether two service letters can be taken for one another when they are heard.
    pub fn sound_alike(self, one: char, other: char) -> bool {
        let groups: &[&str] = match self {
            Self::Vietnamese(_) => &vietnamese::SOUND_ALIKE,
            Self::English => &english::SOUND_ALIKE,
        };
        one != other && groups.iter().any(|group| group.contains(one) && group.contains(other))
    }
}

/// A ticket's number taken apart as it is read: its letters and digits one by one, or as one number where it
/// is written as one.
enum Part {
    Letter(char),
    Digit(u32),
    Whole(u32),
}

/// Digits of a plain number are read as on the paper, one by one, when there are more than these.
const WHOLE_DIGITS_MAX: usize = 4;

/// How a ticket's number is read. Letters and zeros in front ask for digit by digit; marks between are silent.
fn parts(number: &str) -> Vec<Part> {
    let plain = !number.starts_with('0') && number.bytes().all(|byte| byte.is_ascii_digit());
    match number.parse() {
        Ok(whole) if plain && number.len() <= WHOLE_DIGITS_MAX => vec![Part::Whole(whole)],
        Ok(_) | Err(_) => number.chars().filter_map(letter_or_digit).collect(),
    }
}

fn letter_or_digit(sign: char) -> Option<Part> {
    match sign.to_digit(10) {
        Some(digit) => Some(Part::Digit(digit)),
        None => sign.is_alphabetic().then_some(Part::Letter(sign)),
    }
}

/// A counter's code as it is read: `12` as one number, `3a` as a number and a letter. `None` for a code
/// without a digit in front, which is a name of its own.
fn counter_parts(code: &str) -> Option<Vec<Part>> {
    let digits = code.len() - code.trim_start_matches(|sign: char| sign.is_ascii_digit()).len();
    let (number, rest) = code.split_at(digits);
    let mut read = if number.is_empty() { return None } else { parts(number) };
    read.extend(rest.chars().filter_map(letter_or_digit));
    Some(read)
}
