//! Wrong places in an office file: one change of the sample, and every mistake that follows from it.
use super::{CALENDAR, CATALOGUE, OFFICE, changed, read};

/// A change of the sample (from, to), and the mistakes it brings, each as `line: text`.
type Wrong = (&'static str, &'static str, &'static [&'static str]);

fn check(wrongs: &[Wrong]) {
    for (from, to, expected) in wrongs {
        let mistakes = read(&changed(OFFICE, from, to), CALENDAR, CATALOGUE).err().unwrap_or_default();
        let mistakes: Vec<_> =
            mistakes.iter().map(|m| m.strip_prefix("tay-ninh.toml:").unwrap_or(m)).collect();
        assert_eq!(mistakes, *expected, "{from} => {to}");
    }
}

#[test]
fn office() {
    check(&[
        (
            r#"code = "tay-ninh""#,
            r#"code = "Tây Ninh""#,
            &[r#"9: office: code must be 2 to 32 of a-z, 0-9 and "-" in quotes, not "Tây Ninh""#],
        ),
        (r#"code = "tay-ninh""#, "", &["8: office: code is missing"]),
        (
            r#"code = "tay-ninh""#,
            "code = 7",
            &[r#"9: office: code must be 2 to 32 of a-z, 0-9 and "-" in quotes, not 7"#],
        ),
        (r#"name = { vi = "UBND thị xã Tây Ninh", en"#, "name = { en", &["10: office: name: vi is missing"]),
        (
            r#"en = "One-stop division""#,
            r#"fr = "Guichet""#,
            &["11: office: unit: fr is none of this office's languages (vi, en)"],
        ),
        (
            "unit = {",
            "unti = {",
            &["8: office: unit is missing", "11: office: unknown key unti, did you mean unit?"],
        ),
        (
            "Asia/Ho_Chi_Minh",
            "Asia/Saigonn",
            &[r#"12: office: time_zone must be a time zone such as "Asia/Ho_Chi_Minh", not "Asia/Saigonn""#],
        ),
        (
            "000.00.15.H53",
            "000.00.15.h53",
            &[r#"13: office: agency must be an agency's code such as "000.00.15.H53", not "000.00.15.h53""#],
        ),
        (r#"["vi", "en"]"#, "[]", &["14: office: languages must name at least one language"]),
        (
            r#"["vi", "en"]"#,
            r#"["vi", "vi"]"#,
            &[r#"14: office: languages 2 "vi" stands already in line 14"#],
        ),
        (
            r#"["vi", "en"]"#,
            r#"["vi", "EN"]"#,
            &[
                r#"14: office: languages 2 must be a language code of 2 or 3 letters of a-z in quotes, not "EN""#,
            ],
        ),
        (r#"["vi", "en"]"#, r#""vi""#, &[r#"14: office: languages must be a list in [ ], not "vi""#]),
        (r#""0276 1234 567""#, r#""""#, &["15: office: hotline must not be empty"]),
        (r#""0276 1234 567""#, "2761234567", &["15: office: hotline must be text in quotes, not 2761234567"]),
        (
            r#""calendar-vn.toml""#,
            r#""../calendar-vn.toml""#,
            &[
                r#"16: office: calendar must be the name of a file beside this one, not "../calendar-vn.toml""#,
            ],
        ),
        (
            r#""calendar-vn.toml""#,
            r#""calendar.toml""#,
            &["16: office: calendar names calendar.toml, which cannot be read: there is no such file"],
        ),
        (
            "Phản ánh: {hotline}.",
            "Phản ánh: {hotlin}.",
            &[r#"18: office: notice: vi has "{hotlin}", but only {hotline} may stand in braces"#],
        ),
        (
            "Phản ánh: {hotline}.",
            "Phản ánh: {hotline.",
            &[r#"18: office: notice: vi has "{hotline.", but only {hotline} may stand in braces"#],
        ),
        (
            r#"# wifi = { name = "Mot cua", password = "xinchao2026" }"#,
            r#"wifi = { name = "Mot cua", password = "xin" }"#,
            &[r#"19: office: wifi: password must be 8 to 63 plain characters in quotes, not "xin""#],
        ),
    ]);
}

#[test]
fn hours_and_days() {
    check(&[
        ("[hours]", "[hour]", &["1: [hours] is missing", "21: unknown key hour, did you mean hours?"]),
        (
            r#"mon = "07:30-11:30 13:00-17:00""#,
            r#"mon = "7:30-11:30""#,
            &[
                r#"22: hours: mon must be sessions such as "07:30-11:30 13:00-17:00", or "" for closed, not "7:30-11:30""#,
            ],
        ),
        (
            r#"mon = "07:30-11:30 13:00-17:00""#,
            r#"mon = "07:30-11:30 11:00-17:00""#,
            &["22: hours: mon has sessions that overlap or are out of order (07:30-11:30 and 11:00-17:00)"],
        ),
        (
            r#"mon = "07:30-11:30 13:00-17:00""#,
            r#"mon = "11:30-07:30""#,
            &["22: hours: mon has a session that ends before it begins (11:30-07:30)"],
        ),
        (
            r#"mon = "07:30-11:30 13:00-17:00""#,
            r#"mon = "00:00-24:01""#,
            &[
                r#"22: hours: mon must be sessions such as "07:30-11:30 13:00-17:00", or "" for closed, not "00:00-24:01""#,
            ],
        ),
        (
            r#"mon = "07:30-11:30 13:00-17:00""#,
            "mon = 07:30",
            &[
                r#"22: hours: mon must be sessions such as "07:30-11:30 13:00-17:00", or "" for closed, not 07:30 without quotes"#,
            ],
        ),
        (
            "first_ticket_min = 30",
            "first_ticket_min = 30.5",
            &["30: hours: first_ticket_min must be a whole number from 0 to 720, not 30.5"],
        ),
        (
            "project_close = true",
            r#"project_close = "yes""#,
            &[r#"32: hours: project_close must be true or false, not "yes""#],
        ),
        (
            r#"date = "2026-02-14""#,
            r#"date = "2026-02-30""#,
            &[r#"35: day "2026-02-30": date must be a date such as "2026-02-14", not "2026-02-30""#],
        ),
        (
            r#"date = "2026-02-14""#,
            "date = 2026-02-14",
            &[r#"35: day 1: date must be a date such as "2026-02-14", not 2026-02-14 without quotes"#],
        ),
        (
            r#"date = "2026-02-14""#,
            r#"date = "2026-02-21""#,
            &[r#"40: day "2026-02-21": date "2026-02-21" stands already in line 35"#],
        ),
    ]);
}

#[test]
fn rules_and_groups() {
    check(&[
        ("undo_s = 60", "undo_s = -60", &["50: queue: undo_s must be a whole number from 0 to 600, not -60"]),
        ("undo_s = 60", "undos = 60", &["50: queue: unknown key undos, did you mean undo_s?"]),
        ("\n[queue]", "\n[[queue]]", &["44: queue must be a table, not a list"]),
        (
            "retention_days = 90",
            "retention_days = 0",
            &["60: limits: retention_days must be a whole number from 1 to 3650, not 0"],
        ),
        (
            r#"code = "elderly""#,
            r#"code = "yes""#,
            &[r#"62: priority "yes": this code stands for a group that was not asked, choose another"#],
        ),
        (
            r#"code = "elderly""#,
            r#"code = "child""#,
            &[r#"73: priority "child": code "child" stands already in line 63"#],
        ),
        (
            "credit_min = 20",
            "credit_min = 61",
            &[r#"65: priority "elderly": credit_min must be a whole number from 0 to 60, not 61"#],
        ),
        (
            r#"code = "meeting""#,
            r#"code = "break""#,
            &[r#"173: pause_reason "break": code "break" stands already in line 169"#],
        ),
    ]);
}

#[test]
fn services() {
    check(&[
        (
            r#"letter = "B""#,
            r#"letter = "b""#,
            &[r#"93: service "b": letter must be one letter of A-Z in quotes, not "b""#],
        ),
        (r#"letter = "B""#, r#"letter = "A""#, &[r#"93: service "A": letter "A" stands already in line 83"#]),
        (
            r#"letter = "T""#,
            r#"letter = "X""#,
            &[
                r#"129: service "X": letter is served by no counter"#,
                r#"141: counter "1": services: T is no service of this office (A, B, C, D, E, X)"#,
                r#"146: counter "2": services: T is no service of this office (A, B, C, D, E, X)"#,
            ],
        ),
        (
            "minutes = 6 ",
            r#"minutes = "six" "#,
            &[r#"88: service "A": minutes must be a whole number from 1 to 240, not "six""#],
        ),
        (
            "minutes = 6 ",
            "minute = 6 ",
            &[
                r#"82: service "A": minutes is missing"#,
                r#"88: service "A": unknown key minute, did you mean minutes?"#,
            ],
        ),
        ("#1F5FA8", "blue", &[r##"87: service "A": color must be a colour such as "#1F5FA8", not "blue""##]),
        (
            "range = [1, 9999]",
            "range = [9999, 1]",
            &[r#"89: service "A": range begins with 9999, which is after its last number 1"#],
        ),
        (
            "range = [1, 9999]",
            "range = [0, 9999]",
            &[r#"89: service "A": range 1 must be a whole number from 1 to 999999, not 0"#],
        ),
        (
            "range = [1, 9999]",
            "range = [1]",
            &[r#"89: service "A": range must be a list of the first and the last number, such as [1, 9999]"#],
        ),
        (
            "last_ticket_min = 10",
            "last_ticket_min = 1000",
            &[r#"136: service "T": last_ticket_min must be a whole number from 0 to 720, not 1000"#],
        ),
    ]);
}

#[test]
fn counters() {
    check(&[
        (
            r#"code = "1""#,
            r#"code = "Quầy 1""#,
            &[
                r#"139: counter "Quầy 1": code must be 1 to 8 of 0-9, A-Z, a-z and "-" in quotes, not "Quầy 1""#,
            ],
        ),
        (r#"code = "1""#, r#"code = "2""#, &[r#"144: counter "2": code "2" stands already in line 139"#]),
        (
            "services = { T = 0, A = 10 }",
            "services = { T = 0, Q = 10 }",
            &[r#"141: counter "1": services: Q is no service of this office (A, B, C, D, E, T)"#],
        ),
        (
            "services = { T = 0, A = 10 }",
            "services = { T = 0, A = 61 }",
            &[r#"141: counter "1": services: A must be a whole number from 0 to 60, not 61"#],
        ),
        (
            "services = { T = 0, A = 10 }",
            "services = {}",
            &[r#"141: counter "1": services must name at least one service, such as { A = 0 }"#],
        ),
        (
            "services = { E = 0, B = 10, C = 10 }",
            "services = { B = 10, C = 10 }",
            &[r#"120: service "E": letter is served by no counter"#],
        ),
        (
            "services = { E = 0, B = 10, C = 10 }",
            r#"services = ["E"]"#,
            &[r#"166: counter "6": services must be a table, not a list"#],
        ),
        (
            "[[counter]]",
            "[counter]",
            &[
                "138: counter must be written as [[counter]], not a table",
                "143: counter stands here a second time",
                "148: counter stands here a second time",
                "153: counter stands here a second time",
                "158: counter stands here a second time",
                "163: counter stands here a second time",
            ],
        ),
    ]);
}

#[test]
fn lines_that_are_not_toml() {
    check(&[
        (
            "services = { T = 0, A = 10 }",
            "services = { T = 0 A = 10 }",
            &[r#"141: 0 A is no value: text must stand in quotes, and "," between two values"#],
        ),
        (
            "short = { vi = \"Kinh",
            "short = { vi = \"\"\"Kinh",
            &["113: a text that begins with three quotes does not end"],
        ),
        ("\n[hours]", "\nhours]", &[r#"21: the "[" that begins the heading is missing"#]),
        ("\n[[counter]]", "\ncounter]]", &[r#"138: the "[" that begins the heading is missing"#]),
        ("\n[[counter]]", "\n[counter]]", &["138: not TOML: unexpected key or value, expected newline, `#`"]),
        ("\n[hours]", "\n[[hours", &[r#"21: the "]" that ends the heading is missing"#]),
        ("languages = [", "languages [", &[r#"14: after "languages", "=" and a value are missing"#]),
        (
            "code = \"other\"",
            "= \"other\"",
            &[
                "176: pause_reason 3: code is missing",
                "177: not TOML: unquoted keys cannot be empty, expected letters, numbers, `-`, `_`",
            ],
        ),
        ("minutes = 6 ", "minutes = 06 ", &["88: not TOML: unexpected leading zero, expected nothing"]),
        ("\n[queue]", "\n[queue", &[r#"44: the "]" that ends the heading is missing"#]),
        ("minutes = 6 ", "minutes = six ", &[r#"88: six must stand in quotes if it is text: "six""#]),
        ("minutes = 6 ", "minutes =  ", &[r#"88: a value is missing after "=""#]),
        (
            "range = [1, 9999]",
            "range = [1, 9999",
            &[r#"89: a "," is missing here, or the "]" or "}" at the end"#],
        ),
        (
            r#"en = "Counter 1" }"#,
            r#"en = "Counter 1""#,
            &[r#"140: a "," is missing here, or the "]" or "}" at the end"#],
        ),
        (
            r#"en = "Counter 1" }"#,
            r#"en = "Counter 1 }"#,
            &[r#"140: the quote (") that ends a text is missing"#],
        ),
        (
            r#"code = "tay-ninh""#,
            r#"code = "tay-ninh"
code = "x""#,
            &["10: code stands here a second time"],
        ),
        ("\n[queue]", "\n[hours]", &["44: hours stands here a second time"]),
    ]);
}

#[test]
fn a_wrong_letter_explains_what_may_mean_it_and_nothing_else() {
    let office = changed(OFFICE, r#"letter = "B""#, r#"letter = "bb""#);
    let office =
        changed(&office, "services = { E = 0, B = 10, C = 10 }", "services = { E = 0, B = 10, Q = 10 }");
    assert_eq!(
        read(&office, CALENDAR, CATALOGUE).err().unwrap_or_default(),
        [
            r#"tay-ninh.toml:93: service "bb": letter must be one letter of A-Z in quotes, not "bb""#,
            r#"tay-ninh.toml:166: counter "6": services: Q is no service of this office (A, C, D, E, T)"#,
        ]
    );
}
