//! The table `[office]`: what the office is called, and what holds for all of it.
use jiff::tz::TimeZone;
use protocol::{Text, Wifi};

use super::languages::Languages;
use super::table::Table;
use super::value::Value;

/// Names of offices, services and the like, characters.
pub(super) const NAME_CHARS_MAX: usize = 120;

/// Sentences such as the notice, characters.
pub(super) const SENTENCE_CHARS_MAX: usize = 400;

/// What `[office]` says, but for what could not be read.
pub(super) struct Identity<'d> {
    pub(super) code: Option<String>,
    pub(super) name: Option<Text>,
    pub(super) unit: Option<Text>,
    pub(super) time_zone: Option<String>,
    pub(super) agency: Option<String>,
    pub(super) languages: Languages,
    pub(super) hotline: Option<String>,
    pub(super) notice: Option<Text>,
    pub(super) wifi: Option<Wifi>,
    /// Where the calendar's file is named, and its name.
    pub(super) calendar: Option<(Value<'d>, String)>,
    /// The same for the catalogue.
    pub(super) catalogue: Option<(Value<'d>, String)>,
}

pub(super) fn read<'d>(mut office: Table<'d>) -> Identity<'d> {
    let languages = office.must("languages", |value| Languages::read(&value)).unwrap_or_default();
    let identity = Identity {
        code: office.must("code", |value| value.word("2 to 32 of a-z, 0-9 and \"-\" in quotes", is_code)),
        name: office.must("name", |value| languages.text(&value, NAME_CHARS_MAX)),
        unit: office.must("unit", |value| languages.text(&value, NAME_CHARS_MAX)),
        time_zone: office.must("time_zone", |value| time_zone(&value)),
        agency: office
            .may("agency", |value| value.word("an agency's code such as \"000.00.15.H53\"", is_agency)),
        hotline: office.must("hotline", |value| value.text(40)),
        notice: office.may("notice", |value| languages.checked_text(&value, notice)),
        wifi: office.may("wifi", |value| wifi(value.table()?)),
        calendar: office.may("calendar", |value| Some((value.clone(), file_name(&value)?))),
        catalogue: office.may("catalogue", |value| Some((value.clone(), file_name(&value)?))),
        languages,
    };
    office.close();
    identity
}

fn is_code(text: &str) -> bool {
    let is_right = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'-';
    (2..=32).contains(&text.len()) && text.bytes().all(is_right)
}

/// The agency's part of a dossier code, `V1V2V3.Z1Z2.Y1Y2.MX1X2` (TT 01/2018/TT-VPCP, article 19).
fn is_agency(text: &str) -> bool {
    let form = "000.00.00.A00";
    let fits = |(shape, c): (u8, u8)| match shape {
        b'0' => c.is_ascii_digit(),
        b'A' => c.is_ascii_uppercase(),
        dot => c == dot,
    };
    text.len() == form.len() && form.bytes().zip(text.bytes()).all(fits)
}

fn time_zone(value: &Value<'_>) -> Option<String> {
    value.word("a time zone such as \"Asia/Ho_Chi_Minh\"", |name| TimeZone::get(name).is_ok())
}

/// A sentence in which `{hotline}` stands for the hotline, and no other brace stands.
fn notice(value: &Value<'_>) -> Option<String> {
    let text = value.text(SENTENCE_CHARS_MAX)?;
    let rest = text.replace("{hotline}", "");
    let Some(at) = rest.find(['{', '}']) else { return Some(text) };
    let wrong = rest[at..].split_inclusive('}').next().unwrap_or_default();
    value.wrong(&format!("has {wrong:?}, but only {{hotline}} may stand in braces"))
}

/// A network as phones know it (IEEE 802.11: names of at most 32 bytes, WPA passwords of 8 to 63 characters).
fn wifi(mut wifi: Table<'_>) -> Option<Wifi> {
    let name = wifi.must("name", |value| {
        let name = value.text(32)?;
        if name.len() <= 32 { Some(name) } else { value.wrong("must have at most 32 bytes") }
    });
    let password = wifi.must("password", |value| {
        value.word("8 to 63 plain characters in quotes", |text| {
            (8..=63).contains(&text.len()) && text.bytes().all(|c| (b' '..=b'~').contains(&c))
        })
    });
    wifi.close();
    Some(Wifi { name: name?, password: password? })
}

/// A file in the same folder.
fn file_name(value: &Value<'_>) -> Option<String> {
    value.word("the name of a file beside this one", |name| {
        !name.is_empty() && name != "." && name != ".." && !name.contains(['/', '\\', '\0'])
    })
}
