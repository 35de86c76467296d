//! The files beside an office file: wrong places in the calendar and the catalogue, and files that can't be read.
use std::fs;

use protocol::TermUnit;

use super::{CALENDAR, CATALOGUE, OFFICE, changed, read};
use crate::office_file;

fn check_calendar(from: &str, to: &str, expected: &[&str]) {
    let mistakes = read(OFFICE, &changed(CALENDAR, from, to), CATALOGUE).err().unwrap_or_default();
    assert_eq!(mistakes, expected, "{from} => {to}");
}

fn check_catalogue(from: &str, to: &str, expected: &[&str]) {
    let mistakes = read(OFFICE, CALENDAR, &changed(CATALOGUE, from, to)).err().unwrap_or_default();
    assert_eq!(mistakes, expected, "{from} => {to}");
}

#[test]
fn calendar() {
    check_calendar(
        "rest = [\"sat\", \"sun\"]",
        "rest = [\"sat\", \"Sunday\"]",
        &[
            r#"calendar-vn.toml:5: rest 2 must be one of "mon", "tue", "wed", "thu", "fri", "sat", "sun", not "Sunday""#,
        ],
    );
    check_calendar("rest =", "rests =", &["calendar-vn.toml:5: unknown key rests, did you mean rest?"]);
    check_calendar(
        "[year.2026]",
        "[year.26]",
        &["calendar-vn.toml:75: year: 26 is not a year of four digits"],
    );
    check_calendar(
        "2026-02-16",
        "2026-02-29",
        &[r#"calendar-vn.toml:76: year: 2026: off 3 must be a date such as "2026-02-14", not "2026-02-29""#],
    );
    check_calendar(
        "2026-02-16",
        "2025-02-16",
        &["calendar-vn.toml:76: year: 2026: off 3 is 2025-02-16, which is not in 2026"],
    );
    check_calendar(
        "2026-02-16",
        "2026-02-17",
        &[r#"calendar-vn.toml:76: year: 2026: off 4 "2026-02-17" stands already in line 76"#],
    );
    check_calendar(
        "2026-08-22",
        "2026-08-21",
        &[
            "calendar-vn.toml:77: year: 2026: worked 2 is 2026-08-21, which is no day of rest and worked anyway",
        ],
    );
    check_calendar(
        "\"2026-08-22\"]",
        "2026-08-22]",
        &[
            r#"calendar-vn.toml:77: year: 2026: worked 2 must be a date such as "2026-02-14", not 2026-08-22 without quotes"#,
        ],
    );
    check_calendar("\"2026-02-16\", ", "\"2026-02-16\" ", &[r#"calendar-vn.toml:76: a "," is missing here"#]);
    check_calendar(
        "worked = []",
        "work = []",
        &["calendar-vn.toml:9: year: 2009: unknown key work, did you mean worked?"],
    );
}

#[test]
fn catalogue() {
    check_catalogue(
        "same_day_until = \"15:00\"",
        "same_day_until = \"3 pm\"",
        &[r#"procedures.toml:5: same_day_until must be a time of day such as "15:00", not "3 pm""#],
    );
    check_catalogue(
        "code = \"HT02\"",
        "code = \"HT01\"",
        &[r#"procedures.toml:18: procedure "HT01": code "HT01" stands already in line 8"#],
    );
    check_catalogue(
        "service = \"D\"",
        "service = \"K\"",
        &[
            r#"procedures.toml:100: procedure "KD01": service "K" is no service of this office (A, B, C, D, E, T)"#,
        ],
    );
    check_catalogue(
        "days = 0.5",
        "days = 0.3",
        &[
            r#"procedures.toml:104: procedure "KD01": steps 1: days must be a number of days from 0 to 3650 in steps of 0.5, not 0.3"#,
        ],
    );
    check_catalogue(
        "days = 15",
        "days = -1",
        &[
            r#"procedures.toml:129: procedure "XD01": days must be a number of days from 0 to 3650 in steps of 0.5, not -1"#,
        ],
    );
    check_catalogue(
        "kind = \"free\"",
        "kind = \"gratis\"",
        &[
            r#"procedures.toml:14: procedure "HT01": fee: kind must be one of "free", "fixed", "per_page", "per_copy", not "gratis""#,
        ],
    );
    check_catalogue(
        "kind = \"free\"",
        "kind = \"free\", vnd = 0",
        &[r#"procedures.toml:14: procedure "HT01": fee: unknown key vnd"#],
    );
    check_catalogue(
        "kind = \"fixed\", vnd = 15000",
        "kind = \"fixed\"",
        &[r#"procedures.toml:46: procedure "HT04": fee: vnd is missing"#],
    );
    check_catalogue(
        "from_page = 3, then_vnd = 1000",
        "from_page = 3",
        &[r#"procedures.toml:75: procedure "CT01": fee: from_page and then_vnd go together"#],
    );
    check_catalogue(
        "kind = \"form\"",
        "kind = \"paper\"",
        &[
            r#"procedures.toml:15: procedure "HT01": documents 1: kind must be one of "original", "certified", "copy", "form", "shown", not "paper""#,
        ],
    );
    check_catalogue(
        "name = \"Giấy chứng sinh\", ",
        "",
        &[r#"procedures.toml:15: procedure "HT01": documents 2: name is missing"#],
    );
    check_catalogue(
        "applicants = 2",
        "applicants = \"two\"",
        &[
            r#"procedures.toml:25: procedure "HT02": applicants must be a whole number from 1 to 20, not "two""#,
        ],
    );
    check_catalogue(
        "sensitive = true",
        "sensible = true",
        &[r#"procedures.toml:24: procedure "HT02": unknown key sensible"#],
    );
    check_catalogue(
        "name = \"Thẩm định\", days = 10",
        "name = \"Thẩm định\"",
        &[r#"procedures.toml:132: procedure "XD01": steps 2: days is missing"#],
    );
    check_catalogue(
        "days = 0\n",
        "days = 0\nunit = \"weeks\"\n",
        &[r#"procedures.toml:13: procedure "HT01": unit must be one of "working", "calendar", not "weeks""#],
    );
    check_catalogue(
        "days = 3\n",
        "days = 3\nsame_day_until = \"15:00\"\n",
        &[r#"procedures.toml:39: procedure "HT04": same_day_until goes with days = 0"#],
    );
}

#[test]
fn terms_say_how_their_days_are_counted_and_until_when_the_same_day_holds() {
    let catalogue = changed(CATALOGUE, "days = 15", "days = 15\nunit = \"calendar\"");
    let catalogue = changed(&catalogue, "days = 0\n", "days = 0\nsame_day_until = \"10:30\"\n");
    let procedures = read(OFFICE, CALENDAR, &catalogue).unwrap().procedures;
    let calendar = procedures.iter().filter(|procedure| procedure.unit == TermUnit::Calendar);
    assert_eq!(calendar.map(|procedure| procedure.procedure.as_str()).collect::<Vec<_>>(), ["XD01"]);
    let until = |at: usize| (procedures[at].days, procedures[at].same_day_until.as_deref());
    assert_eq!([until(0), until(1), until(3)], [(0.0, Some("10:30")), (0.0, Some("15:00")), (3.0, None)]);
}

#[test]
fn mistakes_of_all_files_are_named_together() {
    let office = changed(OFFICE, "minutes = 6 ", "minutes = 600 ");
    let calendar = changed(CALENDAR, "2026-02-16", "2026-02-30");
    let catalogue = changed(CATALOGUE, "days = 15", "days = 1.3");
    let mistakes = read(&office, &calendar, &catalogue).unwrap_err();
    let files: Vec<_> = mistakes.iter().filter_map(|mistake| mistake.split(':').next()).collect();
    assert_eq!(files, ["tay-ninh.toml", "calendar-vn.toml", "procedures.toml"]);
}

#[test]
fn files_that_cannot_be_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("office.toml");
    let problem =
        || office_file::read(&path).unwrap_err().to_string().replace(&path.display().to_string(), "F");
    assert_eq!(problem(), "F: cannot be read: No such file or directory (os error 2)");
    fs::write(&path, "[office]\n\n# T\u{e2}y Ninh".chars().map(|c| c as u8).collect::<Vec<_>>()).unwrap();
    assert_eq!(problem(), "F: is not UTF-8 text (look at line 3)");
    fs::write(&path, " ".repeat(1024 * 1024 + 1)).unwrap();
    assert_eq!(problem(), "F: is larger than 1 MiB");
    fs::write(&path, "").unwrap();
    assert_eq!(
        problem(),
        "F:1: [office] is missing\nF:1: [hours] is missing\nF:1: [[service]] is missing\nF:1: [[counter]] is missing"
    );
}

#[test]
fn the_shipped_folder_is_right() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/office/tay-ninh.toml");
    let office = office_file::read(path.as_ref()).unwrap();
    assert_eq!((office.services.len(), office.procedures.len()), (6, 21));
}
