//! Many offices in one process, and damaged ones beside those that are whole: each is served for itself.
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::thread;

use serde_json::{Value, json};
use tests::hall::{Hall, OFFICE, PASSWORD, office_file};
use tests::wire::{Answer, Request};

/// The hall's own office among them.
const OFFICES: usize = 200;
/// So many are added at the same time.
const AT_ONCE: usize = 2;

/// A hall whose server has many offices, and an administrator who acts in all.
struct Town {
    hall: Hall,
    codes: Vec<String>,
    cookie: String,
}

impl Town {
    /// As many offices in all, the server at work.
    fn open(count: usize) -> Self {
        let mut hall = Hall::open();
        hall.stop();
        let added: Vec<_> = (1..count).map(|index| format!("ward-{index:03}")).collect();
        let (folder, data) = (hall.path().to_owned(), hall.path().join("data"));
        let per_thread = added.len().div_ceil(AT_ONCE);
        thread::scope(|threads| {
            for codes in added.chunks(per_thread) {
                let (folder, data) = (&folder, &data);
                threads.spawn(move || codes.iter().for_each(|code| add(folder, data, code)));
            }
        });
        let root = ["account", "add", "--user", "root", "--role", "admin"];
        assert!(hall.command(&root, PASSWORD).unwrap().status.success());
        hall.start();
        let codes = [OFFICE.to_owned()].into_iter().chain(added).collect();
        let mut town = Self { hall, codes, cookie: String::new() };
        town.cookie = town.hall.cookie("root");
        town
    }

    fn post(&self, code: &str, path: &str, body: &Value) -> Answer {
        let request = Request::post(&format!("/api/v1/offices/{code}/{path}"), body);
        self.hall.send(&request.header("cookie", self.cookie.as_str()))
    }

    /// One visitor comes to this office and is called, the first of its day or a later one.
    fn visit(&self, code: &str, number: &str) {
        for (path, body, status) in [
            ("tickets", json!({"service": "A"}), 201),
            ("counters/1/open", json!({}), 200),
            ("counters/1/next", json!({}), 200),
        ] {
            let answer = self.post(code, path, &body);
            assert_eq!(answer.status, status, "{code} {path}: {}", answer.text());
        }
        let board = self.hall.send(&Request::new("GET", &format!("/api/v1/offices/{code}/board"))).json();
        assert_eq!((&board["office"], &board["calls"][0]["number"]), (&json!(code), &json!(number)));
    }

    fn log(&self, code: &str) -> PathBuf {
        self.hall.path().join(format!("data/offices/{code}.db"))
    }

    /// What a command says of all offices: its exit code, its result and its sentence.
    fn said(&self, arguments: &[&str]) -> (Option<i32>, String, String) {
        let output = self.hall.command(arguments, "").unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (output.status.code(), text(output.stdout), text(output.stderr))
    }
}

fn add(folder: &std::path::Path, data: &std::path::Path, code: &str) {
    let file = folder.join(format!("{code}.toml"));
    fs::write(&file, office_file("").replace(&format!("\"{OFFICE}\""), &format!("\"{code}\""))).unwrap();
    let (file, data) = (file.display().to_string(), data.display().to_string());
    let begun = ["init", "--data", &data, "--office", &file, "--clock", "2026-11-23T08:00:00+07:00"];
    let output = tests::programs::run("server", &begun, "").unwrap();
    assert!(output.status.success(), "{code}: {}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn two_hundred_offices_in_one_process() {
    let mut town = Town::open(OFFICES);
    let (begun_kib, _) = town.hall.memory_kib();
    let listed = town.hall.send(&Request::new("GET", "/api/v1/offices")).json();
    let listed: BTreeSet<_> =
        listed.as_array().unwrap().iter().map(|office| office["code"].as_str().unwrap()).collect();
    assert!(listed.into_iter().eq(town.codes.iter().collect::<BTreeSet<_>>()));
    town.codes.iter().for_each(|code| town.visit(code, "A001"));
    assert_eq!(town.hall.ready().text().lines().next(), Some("ok"));
    println!("{OFFICES} offices: {begun_kib} KiB at the start, {} KiB at work", town.hall.memory_kib().0);
    town.hall.kill();
    town.hall.start();
    town.cookie = town.hall.cookie("root");
    for code in town.codes.iter().step_by(20) {
        let counter = Request::new("GET", &format!("/api/v1/offices/{code}/counters/1"));
        let counter = town.hall.send(&counter.header("cookie", town.cookie.as_str())).json();
        assert_eq!(counter["ticket"]["number"], "A001", "{code} has the same person in hand");
    }
    town.hall.stop();
    let (code, verified, _) = town.said(&["verify"]);
    assert_eq!(
        (code, verified.lines().filter(|line| line.contains(": whole, ")).count()),
        (Some(0), OFFICES)
    );
}

/// How an office may come to harm: its file is no database, is cut in half, is empty, or its office was changed in it.
fn harm(log: &[u8], way: usize) -> Vec<u8> {
    let office = b"Asia/Ho_Chi_Minh";
    match way {
        0 => b"what somebody saved over it\n".repeat(300),
        1 => log[..log.len() / 2].to_vec(),
        2 => Vec::new(),
        _ => {
            let at =
                log.windows(office.len()).position(|bytes| bytes == office).expect("its office stands there");
            let mut log = log.to_vec();
            log[at] = b'X';
            log
        }
    }
}

#[test]
fn damaged_offices_are_named_and_the_others_work() {
    let mut town = Town::open(7);
    let damaged: Vec<String> = town.codes[2..6].to_vec();
    let whole: Vec<String> = town.codes.iter().filter(|code| !damaged.contains(code)).cloned().collect();
    town.codes.iter().for_each(|code| town.visit(code, "A001"));
    let copies = town.hall.path().join("copies").display().to_string();
    let (code, copy, said) = town.said(&["backup", "--to", &copies]);
    assert_eq!(code, Some(0), "{said}");
    town.hall.stop();
    for (way, code) in damaged.iter().enumerate() {
        let log = fs::read(town.log(code)).unwrap();
        fs::write(town.log(code), harm(&log, way)).unwrap();
    }
    town.hall.start();
    town.cookie = town.hall.cookie("root");
    whole.iter().for_each(|code| town.visit(code, "A002"));
    let ready = town.hall.ready();
    assert_eq!(ready.status, 503);
    let detail = ready.json()["detail"].as_str().unwrap().to_owned();
    for code in &town.codes {
        let is_damaged = damaged.contains(code);
        assert_eq!(detail.contains(&format!("{code}: ")), is_damaged, "{code}: {detail}");
        let answers = [
            town.hall.send(&Request::new("GET", &format!("/api/v1/offices/{code}"))),
            town.post(code, "tickets", &json!({"service": "A"})),
        ];
        for answer in answers.iter().filter(|_| is_damaged) {
            assert_eq!((answer.status, &answer.json()["code"]), (503, &json!("storage_unavailable")));
            assert!(answer.header("retry-after").is_some(), "{code}");
        }
    }
    for command in [&["verify"][..], &["backup", "--to", &copies]] {
        let (code, result, sentence) = town.said(command);
        assert_eq!(code, Some(1), "{command:?}: {sentence}");
        let said = format!("{result}{sentence}");
        assert!(damaged.iter().all(|code| said.contains(&format!("{code}: "))), "{command:?}: {said}");
        assert!(!said.contains("panicked"), "{said}");
    }
    restore(&mut town, &damaged, copy.trim());
}

/// Puts the damaged ones back from the copy, as README.md says it.
fn restore(town: &mut Town, damaged: &[String], copy: &str) {
    town.hall.stop();
    for code in damaged {
        for end in ["-wal", "-shm"] {
            let beside = town.log(code).with_extension(format!("db{end}"));
            assert!(!beside.exists() || fs::remove_file(beside).is_ok());
        }
        fs::copy(format!("{copy}/offices/{code}.db"), town.log(code)).unwrap();
    }
    town.hall.start();
    town.cookie = town.hall.cookie("root");
    assert_eq!(town.hall.ready().text().lines().next(), Some("ok"));
    damaged.iter().for_each(|code| town.visit(code, "A002"));
    town.hall.stop();
    town.hall.verify();
}
