//! The list `[[service]]`: what a kiosk's cards offer.
use queue::{DIGITS_MAX, Letter, Service};

use super::identity::NAME_CHARS_MAX;
use super::languages::Languages;
use super::names::Names;
use super::table::Table;
use super::value::Value;

/// Colours of services that give none, by their order; again from the first when there are more services.
const PALETTE: [&str; 8] =
    ["#1F5FA8", "#1B7F5C", "#7A4FB5", "#B3541E", "#A3195B", "#0E7490", "#6B5B00", "#12233D"];

/// The numbers of a day when a service gives no range.
const RANGE: (u32, u32) = (1, 9999);

/// Reads the services. Left out: `short` is the name, `hint` is empty, `color` goes by order, `range` is
/// 1 to 9999, `daily_limit` is none, the lead times are the office's.
pub(super) fn read<'d>(file: &mut Table<'d>, languages: &Languages, letters: &mut Names<'d>) -> Vec<Service> {
    let mut order = 0;
    let services = file.each("service", "letter", |service| {
        order += 1;
        read_one(service, languages, letters, PALETTE[(order - 1) % PALETTE.len()])
    });
    if order == 0 {
        file.miss("[service]");
    }
    services
}

fn read_one<'d>(
    mut service: Table<'d>,
    languages: &Languages,
    letters: &mut Names<'d>,
    color: &str,
) -> Option<Service> {
    let has_letter = service.has("letter");
    let letter = service.must("letter", |value| letters.add(&value, letter(&value)));
    let name = service.must("name", |value| languages.text(&value, NAME_CHARS_MAX));
    let short = service.may("short", |value| languages.text(&value, NAME_CHARS_MAX));
    let hint = service.may("hint", |value| languages.text(&value, NAME_CHARS_MAX));
    let color = service.or("color", color.to_owned(), |value| self::color(&value));
    let minutes = service.must("minutes", |value| value.whole(1..=240));
    let range = service.or("range", RANGE, |value| range(&value));
    let daily_limit = service.or("daily_limit", 0, |value| value.whole(0..=DIGITS_MAX));
    let first_ticket_min = service.may("first_ticket_min", |value| value.lead_min());
    let last_ticket_min = service.may("last_ticket_min", |value| value.lead_min());
    if !has_letter {
        letters.lose();
    }
    service.close();
    Some(Service {
        letter: letter?.parse().ok()?,
        short: short.or_else(|| name.clone())?,
        name: name?,
        hint: hint.unwrap_or_default(),
        color,
        minutes: minutes?,
        range,
        daily_limit,
        first_ticket_min,
        last_ticket_min,
    })
}

/// A letter, still as text.
fn letter(value: &Value<'_>) -> Option<String> {
    value.word("one letter of A-Z in quotes", |text| text.parse::<Letter>().is_ok())
}

fn color(value: &Value<'_>) -> Option<String> {
    let is_right = |text: &str| {
        let digits = text.strip_prefix('#');
        digits.is_some_and(|digits| digits.len() == 6 && digits.bytes().all(|c| c.is_ascii_hexdigit()))
    };
    value.word("a colour such as \"#1F5FA8\"", is_right).map(|color| color.to_ascii_uppercase())
}

fn range(value: &Value<'_>) -> Option<(u32, u32)> {
    let items = value.list()?;
    let [first, last] = items.as_slice() else {
        return value.wrong("must be a list of the first and the last number, such as [1, 9999]");
    };
    let (first, last) = (first.whole(1..=DIGITS_MAX), last.whole(1..=DIGITS_MAX));
    let (first, last) = (first?, last?);
    if first > last {
        return value.wrong(&format!("begins with {first}, which is after its last number {last}"));
    }
    Some((first, last))
}
