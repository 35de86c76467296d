//! Calls, numbers and times in English.
use crate::language::{Call, Language};
use crate::number::{Code, Sign, signs};

/// Letters whose names are heard as one another.
pub(crate) const SOUND_ALIKE: [&str; 4] = ["BCDEGPTVZ", "MN", "AJK", "FSX"];

pub(crate) const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];

const TENS: [&str; 10] =
    ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// "Ticket number A, zero, one, two, please go to counter three."
pub(crate) fn call(call: &Call<'_>) -> String {
    let start = if call.recall { "Calling again: ticket" } else { "Ticket" };
    let mut number = spelled(call.number);
    number.extend(call.short.map(str::to_owned));
    let own = Language::English.own_name(call.counter, call.name);
    let counter = own.unwrap_or_else(|| counter(call.counter));
    format!("{start} number {}, please go to {counter}.", number.join(", "))
}

/// "Ticket number A, zero, one, three: called by mistake, please keep waiting."
pub(crate) fn withdrawn(number: &str) -> String {
    format!("Ticket number {}: called by mistake, please keep waiting.", spelled(number).join(", "))
}

fn spelled(number: &str) -> Vec<String> {
    signs(number).iter().map(said).collect()
}

/// "counter three", "counter three A", "counter B two"; any other code is a name.
fn counter(code: &str) -> String {
    match Code::of(code) {
        Code::Numbered(signs) | Code::Lettered(signs) => {
            format!("counter {}", Language::English.joined(signs, " "))
        }
        Code::Named => format!("counter {code}"),
    }
}

pub(crate) fn said(sign: &Sign) -> String {
    match sign {
        Sign::Letter(letter) => letter.to_uppercase().collect(),
        Sign::Digit(digit) => SMALL[*digit as usize % 10].into(),
        Sign::Whole(whole) => number(*whole),
    }
}

/// "seven thirty a.m.", "one p.m.", "noon" for twelve sharp.
pub(crate) fn time(hour: u32, minute: u32) -> String {
    let half = if hour < 12 { "a.m." } else { "p.m." };
    let hour_said = number((hour + 11) % 12 + 1);
    match minute {
        0 if hour == 12 => "noon".into(),
        0 => format!("{hour_said} {half}"),
        1..10 => format!("{hour_said} oh {} {half}", number(minute)),
        _ => format!("{hour_said} {} {half}", number(minute)),
    }
}

/// A number up to 9999 in words: "three thousand and twenty-four".
fn number(number: u32) -> String {
    let (thousands, hundreds, rest) = (number / 1000 % 10, number / 100 % 10, number % 100);
    let mut words = Vec::new();
    for (count, unit) in [(thousands, "thousand"), (hundreds, "hundred")] {
        if count > 0 {
            words.push(format!("{} {unit}", SMALL[count as usize]));
        }
    }
    if rest > 0 && !words.is_empty() {
        words.push("and".into());
    }
    if rest > 0 || words.is_empty() {
        words.push(below_a_hundred(rest));
    }
    words.join(" ")
}

fn below_a_hundred(number: u32) -> String {
    if let Some(word) = SMALL.get(number as usize) {
        return (*word).into();
    }
    let (tens, ones) = (TENS[(number / 10) as usize % 10], number % 10);
    if ones == 0 { tens.into() } else { format!("{tens}-{}", SMALL[ones as usize]) }
}

/// The pieces of which every sentence of this file is made, names apart.
pub(crate) fn pieces() -> Vec<String> {
    let phrases = [
        "ticket number",
        "calling again",
        "please go to counter",
        "please go to",
        "called by mistake",
        "please keep waiting",
        "hundred",
        "thousand",
        "and",
        "oh",
        "a.m.",
        "p.m.",
        "noon",
        "to",
    ];
    let words = phrases.iter().chain(&SMALL).chain(&TENS[2..]);
    words.map(|word| (*word).to_owned()).collect()
}
