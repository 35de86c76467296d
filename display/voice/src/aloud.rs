//! Free text as it is read aloud: numbers of tickets, counters, phones and plain ones, ranges and times become
//! words; everything else stays as it is.
use crate::language::Language;
use crate::number::{one_by_one, signs};
use crate::{english, vietnamese};

/// Digits after a ticket's letter, at least.
const TICKET_DIGITS_MIN: usize = 3;

pub(crate) fn aloud(language: Language, text: &str) -> String {
    let mut read = Vec::new();
    let mut in_phone = false;
    for word in text.split_whitespace() {
        let core = word.trim_matches(|sign: char| !sign.is_alphanumeric());
        let is_digits = all_digits(core);
        in_phone = is_digits && (in_phone || core.len() > 2 && core.starts_with('0'));
        let said = if in_phone { Some(by_digit(language, core)) } else { said(language, core) };
        match (said, word.split_once(core)) {
            (Some(said), Some((before, after))) => read.push(format!("{before}{said}{after}")),
            _ => read.push(word.to_owned()),
        }
    }
    read.join(" ")
}

/// What one word without the marks around it is in words, if it is none yet.
fn said(language: Language, word: &str) -> Option<String> {
    ticket(language, word)
        .or_else(|| single(language, word))
        .or_else(|| range(language, word))
        .or_else(|| dotted_phone(language, word))
        .or_else(|| counter(language, word))
        .or_else(|| unit(language, word))
}

/// `A012`, `HT-045`.
fn ticket(language: Language, word: &str) -> Option<String> {
    let digits = word.trim_start_matches(|sign: char| sign.is_uppercase());
    let letters = word.len() - digits.len();
    let digits = digits.strip_prefix('-').unwrap_or(digits);
    let is_number = letters > 0 && digits.len() >= TICKET_DIGITS_MIN && all_digits(digits);
    is_number.then(|| by_sign(language, word))
}

/// A time or a plain number.
fn single(language: Language, word: &str) -> Option<String> {
    if all_digits(word) {
        return Some(language.joined(signs(word), " "));
    }
    let (hour, minute) = word.split_once(':')?;
    let (hour, minute) = (below(24, hour)?, below(60, minute).filter(|_| minute.len() == 2)?);
    Some(match language {
        Language::Vietnamese(reading) => vietnamese::time(reading, hour, minute),
        Language::English => english::time(hour, minute),
    })
}

/// `10–15`, `07:30-11:30`.
fn range(language: Language, word: &str) -> Option<String> {
    let (from, to) = word.split_once(['–', '-'])?;
    let between = match language {
        Language::Vietnamese(_) => "đến",
        Language::English => "to",
    };
    Some(format!("{} {between} {}", single(language, from)?, single(language, to)?))
}

/// `0276.3822.233`.
fn dotted_phone(language: Language, word: &str) -> Option<String> {
    let is_phone = word.starts_with('0') && word.split('.').all(all_digits) && word.split('.').count() > 2;
    is_phone.then(|| by_digit(language, word))
}

/// `3a`.
fn counter(language: Language, word: &str) -> Option<String> {
    let letter = word.trim_start_matches(|sign: char| sign.is_ascii_digit());
    let digits = &word[..word.len() - letter.len()];
    let is_code = !digits.is_empty() && letter.len() == 1 && letter.bytes().all(|c| c.is_ascii_alphabetic());
    is_code.then(|| language.joined(signs(digits).into_iter().chain(one_by_one(letter)), " "))
}

/// What is written short: "10–15 min".
fn unit(language: Language, word: &str) -> Option<String> {
    (language == Language::English && word == "min").then(|| "minutes".into())
}

fn by_sign(language: Language, word: &str) -> String {
    language.joined(one_by_one(word), ", ")
}

/// Quicker than a ticket's number: phones are long.
fn by_digit(language: Language, word: &str) -> String {
    language.joined(one_by_one(word), " ")
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn below(limit: u32, text: &str) -> Option<u32> {
    let number = if text.len() <= 2 && all_digits(text) { text.parse().ok()? } else { return None };
    (number < limit).then_some(number)
}
