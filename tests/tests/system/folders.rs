//! Data folders and office files: one server to a folder, each office once, every mistake by its line.
use tests::hall::{Hall, OFFICE, office_file};
use tests::programs::run;

fn said(output: &std::process::Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap().trim_end().to_owned()
}

#[test]
fn a_second_server_on_a_folder_says_so_and_ends() {
    let hall = Hall::open();
    let second = hall.command(&["serve", "--listen", "127.0.0.1:0"], "").unwrap();
    assert_eq!(second.status.code(), Some(1), "{}", said(&second));
    assert_eq!(said(&second).lines().count(), 1, "one sentence: {}", said(&second));
    assert!(second.stdout.is_empty(), "it never listened");
    assert_eq!(hall.get("board").status, 200, "the first one goes on");
}

#[test]
fn an_office_is_added_once() {
    let mut hall = Hall::open();
    let file = hall.path().join("office.toml").display().to_string();
    // Also while a server runs: that it is there already comes first.
    for _ in 0..2 {
        let again = hall.command(&["init", "--office", &file], "").unwrap();
        assert_eq!(again.status.code(), Some(2), "{}", said(&again));
        assert!(said(&again).contains(OFFICE) && said(&again).lines().count() == 1, "{}", said(&again));
        hall.kill();
    }
    hall.start();
    std::fs::write(&file, office_file("").replace(OFFICE, "other")).unwrap();
    let beside = hall.command(&["init", "--office", &file], "").unwrap();
    assert_eq!(beside.status.code(), Some(1), "not beside a running server: {}", said(&beside));
}

#[test]
fn accounts_and_devices_are_in_force_at_once() {
    let hall = Hall::open();
    let cookie = hall.cookie("clerk-1");
    let me = tests::wire::Request::new("GET", "/api/v1/me").header("cookie", cookie.as_str());
    assert_eq!(hall.send(&me).status, 200);
    assert!(hall.command(&["account", "disable", "--user", "clerk-1"], "").unwrap().status.success());
    assert_eq!(hall.send(&me).status, 401);
    let added = hall.command(&["device", "add", "--office", OFFICE, "--kind", "kiosk", "--name", "late"], "");
    let key = String::from_utf8(added.unwrap().stdout).unwrap();
    let press =
        tests::wire::Request::post("/api/v1/offices/hall/tickets", &serde_json::json!({"service": "A"}));
    let press =
        press.header("idempotency-key", "k").header("authorization", format!("Bearer {}", key.trim()));
    assert_eq!(hall.send(&press).status, 201);
    assert!(
        hall.command(&["device", "revoke", "--office", OFFICE, "--name", "late"], "")
            .unwrap()
            .status
            .success()
    );
    assert_eq!(hall.send(&press).status, 401);
}

#[test]
fn commands_called_wrongly_say_what_to_do() {
    let hall = Hall::open();
    for (arguments, code) in [
        (&["account", "add", "--user", "x", "--role", "king"][..], 2),
        (&["account", "add", "--user", "lan", "--role", "clerk", "--office", "nowhere"], 2),
        (&["device", "add", "--office", "nowhere", "--kind", "kiosk", "--name", "k"], 2),
        (&["serve", "--listen", "nowhere"], 2),
        (&["init", "--office", "/nowhere/office.toml"], 2),
    ] {
        let output = hall.command(arguments, "một mật khẩu").unwrap();
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {}", said(&output));
        assert!(!said(&output).is_empty() && !said(&output).contains("panicked"), "{}", said(&output));
    }
}

/// Ten mistakes, each in a line of its own: what stands there, and what is written instead.
const MISTAKES: [(&str, &str); 10] = [
    ("code = \"hall\"", "code = \"Hall 1\""),
    ("time_zone = \"Asia/Ho_Chi_Minh\"", "time_zone = \"Asia/Tay_Ninh\""),
    ("tue = \"00:00-24:00\"", "tue = \"17:00-07:30\""),
    ("first_ticket_min = 0", "first_ticket_min = -5"),
    ("credit_min = 20", "credit_min = 61"),
    ("hotline = \"0276 1234 567\"", "hotline = 2761234567"),
    ("minutes = 12", "minutes = \"twelve\""),
    ("name = { vi = \"Quầy 1\", en = \"Counter 1\" }", "name = { en = \"Counter 1\" }"),
    ("services = { A = 0, B = 10 }", "services = { A = 0, Q = 10 }"),
    ("code = \"break\"", "kode = \"break\""),
];

#[test]
fn every_mistake_of_an_office_file_is_named_by_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let mut text = office_file("");
    for (right, wrong) in MISTAKES {
        assert_eq!(text.matches(right).count(), 1, "{right}");
        text = text.replace(right, wrong);
    }
    let file = folder.path().join("office.toml").display().to_string();
    std::fs::write(&file, &text).unwrap();
    let data = folder.path().join("data").display().to_string();
    let check = run("server", &["office", "check", &file], "").unwrap();
    let init = run("server", &["init", "--data", &data, "--office", &file], "").unwrap();
    for output in [&check, &init] {
        assert_eq!(output.status.code(), Some(1), "{}", said(output));
        for (_, wrong) in MISTAKES {
            let line = 1 + text.lines().position(|line| line == wrong).unwrap();
            let named = format!("{file}:{line}: ");
            assert!(
                said(output).contains(&named),
                "{wrong:?} in line {line} is not named:\n{}",
                said(output)
            );
        }
    }
    assert!(!folder.path().join("data").exists(), "nothing was made");
    let right = folder.path().join("right.toml").display().to_string();
    std::fs::write(&right, office_file("")).unwrap();
    assert!(run("server", &["office", "check", &right], "").unwrap().status.success());
}
