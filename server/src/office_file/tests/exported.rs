//! An office that is written out reads back to the same office.
use proptest::prelude::*;
use protocol::{Fee, TermUnit, Text};
use queue::Office;
use unicode_normalization::UnicodeNormalization;

use super::{CALENDAR, CATALOGUE, OFFICE, SMALL, changed, read};
use crate::office_file;

/// Reads a file with nothing beside it.
fn read_alone(text: &str) -> Result<Office, Vec<String>> {
    let nothing = |_: &str| Err("cannot be read: there is nothing beside it".to_owned());
    let office = super::parse("export.toml", text, &nothing);
    office.map_err(|mistakes| mistakes.iter().map(ToString::to_string).collect())
}

fn check(office: &Office) {
    let text = office_file::write(office);
    let again = read_alone(&text).unwrap_or_else(|mistakes| panic!("{mistakes:#?}\n{text}"));
    assert_eq!(again, *office, "{text}");
    assert_eq!(office_file::write(&again), text, "and once more");
}

#[test]
fn the_sample_comes_back() {
    check(&read(OFFICE, CALENDAR, CATALOGUE).unwrap());
}

#[test]
fn the_smallest_office_comes_back() {
    let office = read(SMALL, "", "").unwrap();
    check(&office);
    assert!(!office_file::write(&office).contains("calendar."));
}

#[test]
fn what_the_sample_leaves_out_comes_back() {
    let text = changed(OFFICE, "# wifi = {", "wifi = {");
    let text = changed(&text, "hours = \"\"\nreason = { vi", "hours = \"00:00-24:00\"\n# reason = { vi");
    let text = changed(&text, "hint = { vi = \"Khai sinh", "# hint = { vi = \"Khai sinh");
    let text = changed(&text, "last_ticket_min = 10", "first_ticket_min = 0\nlast_ticket_min = 720");
    let mut office = read(&text, CALENDAR, CATALOGUE).unwrap();
    assert!(office.wifi.is_some() && office.hours.days[1].reason == Text::default());
    office.hours.worked_days.insert("2026-06-05".parse().unwrap());
    office.procedures[0].fee = Fee::PerPage { vnd: 0, from_page: None, then_vnd: None, cap_vnd: Some(7) };
    office.procedures[1].unit = TermUnit::Calendar;
    check(&office);
}

#[test]
fn a_calendar_stands_here_or_beside() {
    let text =
        format!("{OFFICE}\n[calendar]\nrest = [\"sun\"]\n[calendar.year.2026]\nworked = [\"2026-06-06\"]\n");
    assert_eq!(
        read(&text, CALENDAR, CATALOGUE).unwrap_err(),
        [
            "tay-ninh.toml:16: office: calendar names calendar-vn.toml, but the calendar stands in this file",
            "tay-ninh.toml:183: calendar: year: 2026: worked 1 is 2026-06-06, which is no day of rest and worked anyway"
        ]
    );
}

#[test]
fn procedures_stand_here_or_beside() {
    let text = format!(
        "{OFFICE}\n[[procedure]]\ncode = \"X\"\nname = {{ vi = \"X\" }}\nservice = \"K\"\ndays = 1\nfee = {{ kind = \"free\" }}\n"
    );
    assert_eq!(
        read(&text, CALENDAR, CATALOGUE).unwrap_err(),
        [
            "tay-ninh.toml:17: office: catalogue names procedures.toml, but procedures stand in this file",
            "tay-ninh.toml:183: procedure \"X\": service \"K\" is no service of this office (A, B, C, D, E, T)"
        ]
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_words_come_back(words in prop::collection::vec("[^\\p{Cc}]{1,30}|[\"\\\\#'=\\[\\]{},. à-ỹ]{1,30}", 3)) {
        // As a reader keeps them.
        let words: Vec<String> = words.iter().map(|text| text.trim().nfc().collect()).collect();
        prop_assume!(words.iter().all(|text| !text.is_empty() && text.chars().count() <= 40));
        let mut office = read(SMALL, "", "").unwrap();
        office.name = Text::from([("vi", words[0].as_str())]);
        office.hotline.clone_from(&words[1]);
        office.services[0].hint = Text::from([("vi", words[2].as_str())]);
        let text = office_file::write(&office);
        prop_assert_eq!(read_alone(&text), Ok(office), "{}", text);
    }
}
