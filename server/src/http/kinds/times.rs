//! The kinds of dates and times: those of RFC 3339, where the parser alone would take other forms of ISO 8601 too.
use jiff::civil::Date;
use protocol::Moment;
use serde_json::json;

use super::super::fields::Kind;
use super::text_of;

/// A moment with its offset.
pub(in crate::http) const MOMENT: Kind<Moment> = Kind {
    read: |value| {
        moment(text_of(value)?).ok_or_else(|| "is not a time such as 2026-11-23T08:42:10+07:00".to_owned())
    },
    schema: || json!({"type": "string", "format": "date-time"}),
    names: None,
};

/// A day.
pub(in crate::http) const DATE: Kind<Date> = Kind {
    read: |value| date(text_of(value)?).ok_or_else(|| "is not a date such as 2026-11-23".to_owned()),
    schema: || json!({"type": "string", "format": "date"}),
    names: None,
};

/// RFC 3339, date-time.
fn moment(text: &str) -> Option<Moment> {
    let (local, rest) = text.split_at_checked(LOCAL.len())?;
    let offset = match rest.strip_prefix('.') {
        Some(fraction) => fraction.trim_start_matches(|c: char| c.is_ascii_digit()),
        None => rest,
    };
    let hours = offset.strip_prefix(['+', '-']).filter(|hours| is_like(hours, OFFSET) && *hours < "24");
    let in_form = is_like(local, LOCAL) && (matches!(offset, "Z" | "z") || hours.is_some());
    text.parse().ok().filter(|_| in_form)
}

const LOCAL: &str = "0000-00-00T00:00:00";
const OFFSET: &str = "00:00";

/// Whether a text has digits where the form has them, and else the same.
fn is_like(text: &str, form: &str) -> bool {
    let alike = |(c, shape): (u8, u8)| {
        if shape == b'0' { c.is_ascii_digit() } else { c.eq_ignore_ascii_case(&shape) }
    };
    text.len() == form.len() && text.bytes().zip(form.bytes()).all(alike)
}

/// RFC 3339, full-date.
fn date(text: &str) -> Option<Date> {
    let date: Date = text.parse().ok()?;
    (date.to_string() == text).then_some(date)
}
