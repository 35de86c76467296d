//! Ticket numbers and counters' codes taken apart as they are read. No word of any language is here.

/// One thing that is said of a number or a code.
pub(crate) enum Sign {
    Letter(char),
    Digit(u32),
    /// Up to 9999.
    Whole(u32),
}

/// Digits of a plain number are read as on the paper, one by one, when there are more than these.
const WHOLE_DIGITS_MAX: usize = 4;
/// A code of capitals that is no longer is spelled; a longer one is a word.
const SPELLED_LETTERS_MAX: usize = 3;

/// How a ticket's number is read. Letters and zeros in front ask for digit by digit; marks between are silent.
pub(crate) fn signs(number: &str) -> Vec<Sign> {
    let plain = !number.starts_with('0') && number.bytes().all(|byte| byte.is_ascii_digit());
    match number.parse() {
        Ok(whole) if plain && number.len() <= WHOLE_DIGITS_MAX => vec![Sign::Whole(whole)],
        Ok(_) | Err(_) => one_by_one(number).collect(),
    }
}

/// Every letter and digit.
pub(crate) fn one_by_one(text: &str) -> impl Iterator<Item = Sign> {
    text.chars().filter_map(|sign| match sign.to_digit(10) {
        Some(digit) => Some(Sign::Digit(digit)),
        None => sign.is_alphabetic().then_some(Sign::Letter(sign)),
    })
}

/// A counter's code as it is read.
pub(crate) enum Code {
    /// `12` as one number, `3a` as a number and a letter.
    Numbered(Vec<Sign>),
    /// `B`, `B2`, `HT`: a few capitals, and a number that may follow.
    Lettered(Vec<Sign>),
    /// Anything else is a name of its own.
    Named,
}

impl Code {
    pub(crate) fn of(code: &str) -> Self {
        let after_digits = code.trim_start_matches(|sign: char| sign.is_ascii_digit());
        if after_digits.len() < code.len() {
            let mut read = signs(&code[..code.len() - after_digits.len()]);
            read.extend(one_by_one(after_digits));
            return Self::Numbered(read);
        }
        let after_letters = code.trim_start_matches(|sign: char| sign.is_ascii_uppercase());
        let letters = &code[..code.len() - after_letters.len()];
        let digits = after_letters.trim_start_matches('-');
        let numbered = digits.bytes().all(|byte| byte.is_ascii_digit());
        if letters.is_empty() || letters.len() > SPELLED_LETTERS_MAX || !numbered {
            return Self::Named;
        }
        let mut read: Vec<Sign> = one_by_one(letters).collect();
        if !digits.is_empty() {
            read.extend(signs(digits));
        }
        Self::Lettered(read)
    }
}
