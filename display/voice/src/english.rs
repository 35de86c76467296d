//! Calls and numbers in English.
use crate::{Call, Part, counter_parts, parts};

/// Letters whose names are heard as one another.
pub(crate) const SOUND_ALIKE: [&str; 4] = ["BCDEGPTVZ", "MN", "AJK", "FSX"];

const SMALL: [&str; 20] = [
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
    let mut number: Vec<String> = parts(call.number).iter().map(said).collect();
    number.extend(call.short.map(str::to_owned));
    format!("{start} number {}, please go to {}.", number.join(", "), counter(call.counter))
}

/// "counter three", "counter three A"; a code without a number is a name.
fn counter(code: &str) -> String {
    let said = counter_parts(code).map(|parts| parts.iter().map(said).collect::<Vec<_>>().join(" "));
    format!("counter {}", said.unwrap_or_else(|| code.into()))
}

fn said(part: &Part) -> String {
    match part {
        Part::Letter(letter) => letter.to_uppercase().collect(),
        Part::Digit(digit) => SMALL[*digit as usize % 10].into(),
        Part::Whole(whole) => number(*whole),
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
