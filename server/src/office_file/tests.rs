//! What is read from the sample, and that nothing wrong passes or breaks the reader.
mod beside;
mod exported;
mod wrong;

use jiff::civil::date;
use proptest::prelude::*;
use queue::{Office, Session};

use super::parse;

const OFFICE: &str = include_str!("../../office/tay-ninh.toml");
const CALENDAR: &str = include_str!("../../office/calendar-vn.toml");
const CATALOGUE: &str = include_str!("../../office/procedures.toml");

/// The office of these texts, or its mistakes as they are printed.
fn read(office: &str, calendar: &str, catalogue: &str) -> Result<Office, Vec<String>> {
    let get = |file: &str| match file {
        "calendar-vn.toml" => Ok((file.to_owned(), calendar.to_owned())),
        "procedures.toml" => Ok((file.to_owned(), catalogue.to_owned())),
        _ => Err("cannot be read: there is no such file".to_owned()),
    };
    let office = parse("tay-ninh.toml", office, &get);
    office.map_err(|mistakes| mistakes.iter().map(ToString::to_string).collect())
}

/// A sample with its first `from` changed.
fn changed(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "{from:?} is not in the sample");
    text.replacen(from, to, 1)
}

#[test]
fn the_sample_is_read() {
    let office = read(OFFICE, CALENDAR, CATALOGUE).unwrap();
    assert_eq!((office.code.as_str(), office.time_zone.as_str()), ("tay-ninh", "Asia/Ho_Chi_Minh"));
    assert_eq!(office.languages, ["vi", "en"]);
    assert_eq!(office.name.get("vi", ""), "UBND thị xã Tây Ninh");
    assert_eq!(office.priorities.iter().map(|group| group.credit_min).sum::<u32>(), 80);
    assert_eq!(office.pause_reasons[1].code, "meeting");
    assert_eq!((office.rules.no_show_calls, office.limits.retention_days), (2, 90));
    assert_eq!(office.procedures.len(), 21);
    assert_eq!(office.procedures[0].documents[3].kind, "shown");
    assert!(!office.procedures[0].documents[3].required);
}

#[test]
fn services_and_counters_of_the_sample_are_read() {
    let office = read(OFFICE, CALENDAR, CATALOGUE).unwrap();
    let letters: String = office.services.iter().map(|service| service.letter.to_string()).collect();
    assert_eq!(letters, "ABCDET");
    let colors: Vec<_> = office.services.iter().map(|service| service.color.as_str()).collect();
    assert_eq!(colors, ["#1F5FA8", "#1B7F5C", "#7A4FB5", "#B3541E", "#A3195B", "#0E7490"]);
    assert_eq!((office.services[1].daily_limit, office.services[1].last_ticket_min), (120, None));
    assert_eq!(office.services[5].last_ticket_min, Some(10));
    let first: Vec<_> =
        office.counters[0].services.iter().map(|(l, minutes)| format!("{l}{minutes}")).collect();
    assert_eq!(first, ["A10", "T0"]);
}

#[test]
fn the_hours_of_the_sample_are_read() {
    let hours = read(OFFICE, CALENDAR, CATALOGUE).unwrap().hours;
    let morning = Session { from_min: 450, to_min: 690 };
    let afternoon = Session { from_min: 780, to_min: 1020 };
    assert_eq!(hours.sessions(date(2026, 11, 23)), [morning, afternoon]);
    assert_eq!(hours.sessions(date(2026, 11, 24)), [], "a day off");
    assert_eq!(hours.sessions(date(2026, 11, 28)), [morning], "a Saturday");
    assert_eq!(hours.sessions(date(2026, 8, 22)), [morning, afternoon], "a worked Saturday");
    assert_eq!(
        hours.sessions(date(2026, 2, 14)),
        [Session { from_min: 450, to_min: 630 }],
        "a day of its own"
    );
}

/// The smallest office: everything is left out that may be.
const SMALL: &str = r#"
[office]
code = "an"
name = { vi = "A" }
unit = { vi = "B" }
time_zone = "Asia/Ho_Chi_Minh"
languages = ["vi"]
hotline = "113"
[hours]
mon = "00:00-24:00"
[[service]]
letter = "K"
name = { vi = "  Giâ\u0301y  " }
minutes = 5
[[counter]]
code = "3a"
name = { vi = "Q" }
services = { K = 0 }
"#;

#[test]
fn what_may_be_left_out_has_defaults() {
    let office = read(SMALL, "", "").unwrap();
    let sample = read(OFFICE, CALENDAR, CATALOGUE).unwrap();
    assert_eq!((office.rules, office.limits), (sample.rules, sample.limits));
    let service = &office.services[0];
    assert_eq!(service.name.get("vi", ""), "Giấy", "in NFC and trimmed");
    assert_eq!((&service.short, service.range, service.daily_limit), (&service.name, (1, 9999), 0));
    assert_eq!(service.color, "#1F5FA8");
    assert_eq!(office.hours.worked, [Session { from_min: 0, to_min: 1440 }]);
    assert_eq!((office.hours.first_ticket_min, office.hours.project_close), (30, true));
}

#[test]
fn all_of_ten_mistakes_are_named() {
    let changes = [
        ("Asia/Ho_Chi_Minh", "Asia/Saigonn"),
        ("tue = \"07:30-11:30", "tue = \"07:30-25:30"),
        ("date = \"2026-02-21\"", "date = \"2026-02-31\""),
        ("undo_s = 60", "undo_s = six"),
        ("wait_mean_min", "wait_means_min"),
        ("credit_min = 20", "credit_min = 90"),
        ("minutes = 12", "minutes = 0"),
        ("range = [1, 9999]\ndaily_limit = 120", "range = [1, 9999\ndaily_limit = 120"),
        ("services = { B = 0 }", "services = { B = 0, V = 1 }"),
        ("code = \"other\"", "code = \"break\""),
    ];
    let text = changes.iter().fold(OFFICE.to_owned(), |text, (from, to)| changed(&text, from, to));
    let mistakes = read(&text, CALENDAR, CATALOGUE).unwrap_err();
    let lines: Vec<_> =
        mistakes.iter().map(|mistake| mistake.split(':').nth(1).unwrap_or_default()).collect();
    assert_eq!(lines, ["12", "23", "40", "50", "58", "65", "97", "98", "161", "177"], "{mistakes:#?}");
}

#[test]
fn a_file_that_is_no_office_file_is_given_up() {
    let mistakes = read(&"=\n".repeat(100), "", "").unwrap_err();
    assert_eq!(mistakes.len(), 51);
    assert_eq!(mistakes[50], "tay-ninh.toml:51: from here on nothing was read, too much is not TOML");
    let mistakes = read(&"=\n".repeat(6000), "", "").unwrap_err();
    assert_eq!(mistakes, ["tay-ninh.toml:1: from here on nothing was read, too much is not TOML"]);
}

/// Cuts a piece out of the sample and puts another text there.
fn damaged() -> impl Strategy<Value = String> {
    let pieces = prop_oneof!["[\\[\\]{}\"'=,.\n a-c0-9#-]{0,6}", "\\PC{0,4}", Just("\"\"\"".to_owned())];
    let places = (0..OFFICE.len(), 0_usize..40, pieces);
    prop::collection::vec(places, 1..4).prop_map(|places| {
        places.into_iter().fold(OFFICE.to_owned(), |text, (at, length, piece)| {
            let at = text.floor_char_boundary(at.min(text.len()));
            let end = text.floor_char_boundary((at + length).min(text.len()));
            format!("{}{piece}{}", &text[..at], &text[end.max(at)..])
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_is_read_or_refused_with_mistakes(text in "\\PC{0,200}", lines in "([a-z\\[\\]=\"'{},.0-9 #]{0,20}\n){0,12}") {
        for text in [text, lines] {
            let mistakes = read(&text, &text, &text).expect_err("this is no office");
            prop_assert!(!mistakes.is_empty());
        }
    }

    #[test]
    fn a_damaged_sample_is_read_or_refused_with_mistakes(text in damaged()) {
        if let Err(mistakes) = read(&text, "", "") {
            prop_assert!(!mistakes.is_empty());
            let lines = text.lines().count();
            let numbers = mistakes.iter().filter_map(|mistake| mistake.split(':').nth(1)?.parse::<usize>().ok());
            prop_assert!(numbers.into_iter().all(|line| (1..=lines).contains(&line)), "{:?}", mistakes);
        }
    }
}
