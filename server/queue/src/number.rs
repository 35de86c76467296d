//! Service letters and ticket numbers, as they are printed and as they stand in paths.
use alloc::string::{String, ToString};
use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize};

/// The letter of a service: one capital of A to Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Letter(char);

/// The number of a ticket: its service's letter, then at least three digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Number {
    /// The service under which it was issued; a transfer keeps it.
    pub letter: Letter,
    /// 1 to 999,999.
    pub digits: u32,
}

impl Number {
    /// A number that no ticket ever has, as numbers begin with 1.
    pub const NONE: Self = Self { letter: Letter('A'), digits: 0 };
}

/// The text is neither a letter nor a number of this form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberError(String);

/// The largest number a range may reach.
pub const DIGITS_MAX: u32 = 999_999;

impl FromStr for Letter {
    type Err = NumberError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut chars = text.chars();
        match (chars.next(), chars.next()) {
            (Some(letter @ 'A'..='Z'), None) => Ok(Self(letter)),
            _ => Err(NumberError(text.to_string())),
        }
    }
}

impl FromStr for Number {
    type Err = NumberError;

    /// Reads exactly what [`fmt::Display`] writes, so that one ticket has one spelling.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || NumberError(text.to_string());
        let (letter, digits) = text.split_at_checked(1).ok_or_else(wrong)?;
        let number = Self { letter: letter.parse()?, digits: digits.parse().map_err(|_| wrong())? };
        let in_range = (1..=DIGITS_MAX).contains(&number.digits);
        if in_range && number.to_string() == text { Ok(number) } else { Err(wrong()) }
    }
}

impl fmt::Display for Letter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{:03}", self.letter, self.digits)
    }
}

impl fmt::Display for NumberError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} is neither a service letter (A) nor a ticket number (A012)", self.0)
    }
}

impl core::error::Error for NumberError {}

impl TryFrom<String> for Letter {
    type Error = NumberError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Letter> for String {
    fn from(letter: Letter) -> Self {
        letter.to_string()
    }
}

impl TryFrom<String> for Number {
    type Error = NumberError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Number> for String {
    fn from(number: Number) -> Self {
        number.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_ticket_has_one_spelling() {
        for text in ["A001", "A012", "Z999", "B1000", "T999999"] {
            assert_eq!(text.parse::<Number>().unwrap().to_string(), text);
        }
        for text in
            ["", "A", "A12", "A0012", "a012", "A000", "AA12", "A-01", "A+12", "Đ012", "A1000000", "012"]
        {
            assert!(text.parse::<Number>().is_err(), "{text}");
        }
    }
}
