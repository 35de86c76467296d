//! Calls, numbers and times in Vietnamese. The rules of number words are those of any Vietnamese grammar: mốt, tư,
//! lăm after "mươi", lăm after "mười", a word for an empty ten.
use crate::language::{Call, Language};
use crate::number::{Code, Sign, signs};

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

/// Letters whose names are heard as one another: bê, xê, dê, đê, giê, pê, tê, vê; em-mờ and en-nờ; e-lờ and
/// e-rờ; i, di and i dài. In the South dê, giê and vê are one and the same.
pub(crate) const SOUND_ALIKE: [&str; 4] = ["BCDĐGPTV", "MN", "LR", "IJY"];

const DIGITS: [&str; 10] = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];

/// "Mời công dân có số thứ tự A, không, một, hai, đến quầy số ba."
pub(crate) fn call(reading: Reading, call: &Call<'_>) -> String {
    let start = if call.recall { "Xin nhắc lại: mời" } else { "Mời" };
    let mut number = spelled(reading, call.number);
    number.extend(call.short.map(str::to_owned));
    let own = Language::Vietnamese(reading).own_name(call.counter, call.name);
    let counter = own.unwrap_or_else(|| counter(reading, call.counter));
    format!("{start} công dân có số thứ tự {}, đến {counter}.", number.join(", "))
}

/// "Số A, không, một, ba: gọi nhầm, xin chờ tiếp."
pub(crate) fn withdrawn(reading: Reading, number: &str) -> String {
    format!("Số {}: gọi nhầm, xin chờ tiếp.", spelled(reading, number).join(", "))
}

fn spelled(reading: Reading, number: &str) -> Vec<String> {
    signs(number).iter().map(|sign| said(reading, sign)).collect()
}

/// "quầy số ba", "quầy số ba A", "quầy Bê hai"; any other code is a name: "quầy Tiếp dân".
fn counter(reading: Reading, code: &str) -> String {
    let language = Language::Vietnamese(reading);
    match Code::of(code) {
        Code::Numbered(signs) => format!("quầy số {}", language.joined(signs, " ")),
        Code::Lettered(signs) => format!("quầy {}", language.joined(signs, " ")),
        Code::Named => format!("quầy {code}"),
    }
}

pub(crate) fn said(reading: Reading, sign: &Sign) -> String {
    match sign {
        Sign::Letter(letter) => letter_name(*letter),
        Sign::Digit(digit) => DIGITS[*digit as usize % 10].into(),
        Sign::Whole(whole) => number(reading, *whole),
    }
}

/// "bảy giờ ba mươi", "mười ba giờ".
pub(crate) fn time(reading: Reading, hour: u32, minute: u32) -> String {
    let hour = number(reading, hour);
    if minute == 0 { format!("{hour} giờ") } else { format!("{hour} giờ {}", number(reading, minute)) }
}

/// The pieces of which every sentence of this file is made, names apart.
pub(crate) fn pieces(reading: Reading) -> Vec<String> {
    let phrases = [
        "mời công dân có số thứ tự",
        "xin nhắc lại",
        "đến quầy số",
        "đến quầy",
        "số",
        "gọi nhầm, xin chờ tiếp",
        "mười",
        "mươi",
        "mốt",
        "tư",
        "lăm",
        "trăm",
        reading.zero_tens.word(),
        reading.thousand.word(),
        "giờ",
        "đến",
    ];
    phrases.iter().chain(&DIGITS).map(|word| (*word).to_owned()).collect()
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
        // "Gi" is read as the same in every region, but engines take it for the start of a word.
        "J" => "Di",
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
