//! A value while it is read: what it must be, and the complaint when it isn't.
use std::ops::RangeInclusive;

use jiff::civil::Date;
use toml::Spanned;
use toml::de::{DeTable, DeValue};
use unicode_normalization::UnicodeNormalization;

use super::document::Document;
use super::table::Table;

/// How much of a wrong text is shown, characters.
const SHOWN_CHARS_MAX: usize = 40;

/// A value under a key, or in a list. Its readers return nothing when it is wrong, after reporting it.
#[derive(Clone)]
pub(super) struct Value<'d> {
    document: &'d Document<'d>,
    raw: &'d Spanned<DeValue<'d>>,
    /// The table in which it stands, as it is called in mistakes.
    place: String,
    /// How it is called there.
    name: String,
}

impl<'d> Value<'d> {
    pub(super) fn new(
        document: &'d Document<'d>,
        raw: &'d Spanned<DeValue<'d>>,
        place: &str,
        name: String,
    ) -> Self {
        Self { document, raw, place: place.to_owned(), name }
    }

    /// The value is wrong: `complaint` goes on after its name. Returns nothing, for readers to return.
    pub(super) fn wrong<T>(&self, complaint: &str) -> Option<T> {
        self.document.wrong(self.raw.span().start, format!("{} {complaint}", self.full_name()));
        None
    }

    /// The value must be something else than it is.
    pub(super) fn must_be<T>(&self, what: &str) -> Option<T> {
        self.wrong(&format!("must be {what}, not {}", self.shown()))
    }

    /// What stands there, when it is a text, right or wrong.
    pub(super) fn spelt(&self) -> Option<&str> {
        self.raw.get_ref().as_str()
    }

    /// The line on which it stands.
    pub(super) fn line(&self) -> usize {
        self.document.line(self.raw.span().start)
    }

    /// One line of text, 1 to `chars_max` characters, in NFC and without space at its ends.
    pub(super) fn text(&self, chars_max: usize) -> Option<String> {
        let text: String = self.raw_text("text in quotes")?.trim().nfc().collect();
        let count = text.chars().count();
        if count == 0 {
            return self.wrong("must not be empty");
        }
        if text.chars().any(char::is_control) {
            return self.wrong("must be one line, without control characters");
        }
        if count > chars_max {
            return self.wrong(&format!("must have at most {chars_max} characters, not {count}"));
        }
        Some(text)
    }

    /// Text of a certain form, which `form` describes.
    pub(super) fn word(&self, form: &str, is_right: impl Fn(&str) -> bool) -> Option<String> {
        let text = self.raw_text(form)?;
        if is_right(text) { Some(text.to_owned()) } else { self.must_be(form) }
    }

    /// A code of a group, a reason or a procedure.
    pub(super) fn code(&self) -> Option<String> {
        self.word("1 to 32 of a-z, A-Z, 0-9, \".\", \"_\" and \"-\" in quotes", |text| {
            let is_right = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
            (1..=32).contains(&text.len()) && text.chars().all(is_right)
        })
    }

    /// One of a few words.
    pub(super) fn one_of<T: Copy>(&self, choices: &[(&str, T)]) -> Option<T> {
        let words: Vec<_> = choices.iter().map(|(word, _)| format!("{word:?}")).collect();
        let form = format!("one of {}", words.join(", "));
        let text = self.raw_text(&form)?;
        let chosen = choices.iter().find(|(word, _)| *word == text);
        chosen.map(|(_, choice)| *choice).or_else(|| self.must_be(&form))
    }

    /// A whole number.
    pub(super) fn whole(&self, range: RangeInclusive<u32>) -> Option<u32> {
        let number = self.whole_number();
        let number = number.filter(|number| range.contains(number));
        number.or_else(|| self.must_be(&format!("a whole number from {} to {}", range.start(), range.end())))
    }

    /// A whole number of minutes of a day, at most twelve hours.
    pub(super) fn lead_min(&self) -> Option<u16> {
        self.whole(0..=720).and_then(|minutes| u16::try_from(minutes).ok())
    }

    /// A number of days in halves.
    pub(super) fn half_days(&self) -> Option<f64> {
        let digits = self.raw.get_ref().as_float().and_then(|digits| digits.as_str().parse::<f64>().ok());
        let number = digits.or_else(|| self.whole_number().map(f64::from));
        let is_right = |days: &f64| (0.0..=3650.0).contains(days) && (days * 2.0).fract() == 0.0;
        number.filter(is_right).or_else(|| self.must_be("a number of days from 0 to 3650 in steps of 0.5"))
    }

    /// True or false.
    pub(super) fn switch(&self) -> Option<bool> {
        self.raw.get_ref().as_bool().or_else(|| self.must_be("true or false"))
    }

    /// A date.
    pub(super) fn date(&self) -> Option<Date> {
        let form = "a date such as \"2026-02-14\"";
        let text = self.raw_text(form)?;
        let date = text.parse::<Date>().ok().filter(|date| date.to_string() == text);
        date.or_else(|| self.must_be(form))
    }

    /// A list of anything; its items are called by their place in it.
    pub(super) fn list(&self) -> Option<Vec<Self>> {
        let DeValue::Array(items) = self.raw.get_ref() else { return self.must_be("a list in [ ]") };
        let item = |(i, raw)| Self::new(self.document, raw, &self.place, format!("{} {}", self.name, i + 1));
        Some(items.iter().enumerate().map(item).collect())
    }

    /// A list of tables, each under a heading of its own.
    pub(super) fn headed_list(&self) -> Option<Vec<Self>> {
        if self.raw.get_ref().is_array() {
            self.list()
        } else {
            self.must_be(&format!("written as [[{}]]", self.name))
        }
    }

    /// A table.
    pub(super) fn table(&self) -> Option<Table<'d>> {
        let entries = self.entries()?;
        Some(Table::new(self.document, Some(entries), self.raw.span().start, self.full_name()))
    }

    /// A table of a list, called after the text under its key `id`, if there is one.
    pub(super) fn table_named_by(&self, kind: &str, id: &str) -> Option<Table<'d>> {
        let entries = self.entries()?;
        let at = self.raw.span().start;
        let id = entries.get(id).and_then(|id| id.get_ref().as_str()).filter(|id| !id.is_empty());
        let named = id.map(|id| format!("{kind} {}", quoted(id)));
        let place = named.unwrap_or_else(|| self.full_name());
        Some(Table::new(self.document, Some(entries), at, place))
    }

    fn entries(&self) -> Option<&'d DeTable<'d>> {
        self.raw.get_ref().as_table().or_else(|| self.must_be("a table"))
    }

    fn raw_text(&self, form: &str) -> Option<&'d str> {
        self.raw.get_ref().as_str().or_else(|| self.must_be(form))
    }

    fn whole_number(&self) -> Option<u32> {
        let digits = self.raw.get_ref().as_integer()?;
        u32::from_str_radix(digits.as_str(), digits.radix()).ok()
    }

    fn full_name(&self) -> String {
        if self.place.is_empty() { self.name.clone() } else { format!("{}: {}", self.place, self.name) }
    }

    fn shown(&self) -> String {
        match self.raw.get_ref() {
            DeValue::String(text) => quoted(text),
            DeValue::Integer(digits) => shortened(&digits.to_string()),
            DeValue::Float(digits) => shortened(digits.as_str()),
            DeValue::Boolean(switch) => switch.to_string(),
            DeValue::Datetime(datetime) => format!("{datetime} without quotes"),
            DeValue::Array(_) => "a list".to_owned(),
            DeValue::Table(_) => "a table".to_owned(),
        }
    }
}

/// A text from the file as it is shown in mistakes.
pub(super) fn quoted(text: &str) -> String {
    format!("{:?}", shortened(&text.nfc().collect::<String>()))
}

/// At most as many characters as mistakes show.
pub(super) fn shortened(text: &str) -> String {
    match text.char_indices().nth(SHOWN_CHARS_MAX) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
