//! Calls and numbers in Vietnamese. The rules of number words are those of any Vietnamese grammar: mốt, tư,
//! lăm after "mươi", lăm after "mười", a word for an empty ten.
use crate::{Call, Part, counter_parts, parts};

/// How numbers are read, which differs between North and South.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The word for an empty ten.
    pub zero_tens: ZeroTens,
    /// The word for a thousand.
    pub thousand: Thousand,
}

/// The word between hundreds and ones: 105 is "một trăm lẻ năm".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ZeroTens {
    /// "lẻ", as in the South.
    #[default]
    Le,
    /// "linh", as in the North.
    Linh,
}

/// The word for a thousand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Thousand {
    /// "nghìn", as in the North and in writing.
    #[default]
    Nghin,
    /// "ngàn", as in the South.
    Ngan,
}

/// Letters whose names are heard as one another: bê, xê, dê, đê, giê, pê, tê, vê; em-mờ and en-nờ.
pub(crate) const SOUND_ALIKE: [&str; 2] = ["BCDĐGPTV", "MN"];

const DIGITS: [&str; 10] = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];

/// "Mời công dân có số thứ tự A, không, một, hai, đến quầy số ba."
pub(crate) fn call(reading: Reading, call: &Call<'_>) -> String {
    let start = if call.recall { "Xin nhắc lại: mời" } else { "Mời" };
    let mut number: Vec<String> = parts(call.number).iter().map(|part| said(reading, part)).collect();
    number.extend(call.short.map(str::to_owned));
    let counter = counter(reading, call.counter);
    format!("{start} công dân có số thứ tự {}, đến {counter}.", number.join(", "))
}

/// "quầy số ba", "quầy số ba A"; a code without a number is a name: "quầy Tiếp dân".
fn counter(reading: Reading, code: &str) -> String {
    match counter_parts(code) {
        Some(parts) => {
            let said: Vec<String> = parts.iter().map(|part| said(reading, part)).collect();
            format!("quầy số {}", said.join(" "))
        }
        None => format!("quầy {code}"),
    }
}

fn said(reading: Reading, part: &Part) -> String {
    match part {
        Part::Letter(letter) => letter_name(*letter),
        Part::Digit(digit) => DIGITS[*digit as usize % 10].into(),
        Part::Whole(whole) => number(reading, *whole),
    }
}

/// The name of a letter, with a capital as it is written in the sentence.
fn letter_name(letter: char) -> String {
    let capital: String = letter.to_uppercase().collect();
    let name = match capital.as_str() {
        "B" => "Bê",
        "C" => "Xê",
        "D" => "Dê",
        "Đ" => "Đê",
        "F" => "Ép",
        "G" => "Giê",
        "H" => "Hát",
        "J" => "Gi",
        "K" => "Ca",
        "L" => "E-lờ",
        "M" => "Em-mờ",
        "N" => "En-nờ",
        "P" => "Pê",
        "Q" => "Quy",
        "R" => "E-rờ",
        "S" => "Ét",
        "T" => "Tê",
        "V" => "Vê",
        "W" => "Vê kép",
        "X" => "Ích",
        "Y" => "I dài",
        "Z" => "Dét",
        // A vowel is its own name.
        vowel => vowel,
    };
    name.into()
}

/// A number up to 9999 in words: "ba nghìn không trăm hai mươi tư".
fn number(reading: Reading, number: u32) -> String {
    let mut words: Vec<&str> = Vec::new();
    let (thousands, rest) = (number / 1000 % 10, number % 1000);
    if thousands > 0 {
        words.extend([DIGITS[thousands as usize], reading.thousand.word()]);
    }
    if rest > 0 || thousands == 0 {
        below_a_thousand(reading, rest, thousands > 0, &mut words);
    }
    words.join(" ")
}

/// `after_thousands`: then hundreds and an empty ten are said even where they are zero.
fn below_a_thousand(reading: Reading, number: u32, after_thousands: bool, words: &mut Vec<&'static str>) {
    let (hundreds, tens, ones) = (number / 100, number / 10 % 10, number % 10);
    let after_hundreds = hundreds > 0 || after_thousands;
    if after_hundreds {
        words.extend([DIGITS[hundreds as usize], "trăm"]);
    }
    match tens {
        0 if ones == 0 && after_hundreds => return,
        0 if after_hundreds => words.push(reading.zero_tens.word()),
        0 => {}
        1 => words.push("mười"),
        _ => words.extend([DIGITS[tens as usize], "mươi"]),
    }
    match (tens, ones) {
        (1.., 0) => {}
        (2.., 1) => words.push("mốt"),
        (2.., 4) => words.push("tư"),
        (1.., 5) => words.push("lăm"),
        _ => words.push(DIGITS[ones as usize]),
    }
}

impl ZeroTens {
    const fn word(self) -> &'static str {
        match self {
            Self::Le => "lẻ",
            Self::Linh => "linh",
        }
    }
}

impl Thousand {
    const fn word(self) -> &'static str {
        match self {
            Self::Nghin => "nghìn",
            Self::Ngan => "ngàn",
        }
    }
}
