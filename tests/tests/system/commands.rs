//! Commands beside a running server and beside each other: nothing is damaged, each says plainly what came of it, and
//! what they change is in force at once.
use std::fs;
use std::path::Path;
use std::process::Output;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};
use tests::crowd;
use tests::hall::{Hall, OFFICE, PASSWORD, PUBLIC_URL, office_file, office_path};
use tests::programs::{self, Program, run};
use tests::wire::{Events, Request};

/// What a command said: its exit code, its result, its sentence.
#[derive(Debug)]
struct Said {
    code: Option<i32>,
    result: String,
    sentence: String,
}

impl Said {
    fn of(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap().trim_end().to_owned();
        let said =
            Self { code: output.status.code(), result: text(&output.stdout), sentence: text(&output.stderr) };
        assert!(!said.sentence.contains("panicked"), "{said:?}");
        said
    }
}

fn on(data: &Path, arguments: &[&str]) -> Said {
    let data = data.display().to_string();
    Said::of(&run("server", &[arguments, &["--data", &data]].concat(), "").unwrap())
}

/// Runs commands on a folder, all at the same time.
fn at_once(data: &Path, commands: &[Vec<String>]) -> Vec<Said> {
    thread::scope(|threads| {
        let start = |command: &Vec<String>| {
            let command = command.clone();
            threads.spawn(move || on(data, &command.iter().map(String::as_str).collect::<Vec<_>>()))
        };
        let running: Vec<_> = commands.iter().map(start).collect();
        running.into_iter().map(|command| command.join().unwrap()).collect()
    })
}

fn words(text: &str) -> Vec<String> {
    text.split(' ').map(str::to_owned).collect()
}

/// An office file of this code with this hotline.
fn write(folder: &Path, name: &str, code: &str, hotline: &str) -> String {
    let text = office_file("").replace(&format!("\"{OFFICE}\""), &format!("\"{code}\""));
    let path = folder.join(name);
    fs::write(&path, text.replace("0276 1234 567", hotline)).unwrap();
    path.display().to_string()
}

fn hotline(hall: &Hall) -> Value {
    hall.send(&Request::new("GET", &format!("/api/v1/offices/{OFFICE}"))).json()["hotline"].clone()
}

fn press(hall: &Hall, key: &str) -> Request {
    let press = Request::post(&office_path("tickets"), &json!({"service": "B"}));
    press.header("authorization", format!("Bearer {}", hall.key("kiosk-3"))).header("idempotency-key", key)
}

#[test]
fn two_of_each_at_once_beside_a_running_server() {
    let mut hall = Hall::open();
    let (folder, data) = (hall.path().to_owned(), hall.path().join("data"));
    let [one, two] =
        ["1022", "1900"].map(|hotline| write(&folder, &format!("{hotline}.toml"), OFFICE, hotline));
    let other = write(&folder, "other.toml", "other", "1022");
    let (copies, elsewhere) = (folder.join("copies"), folder.join("elsewhere"));
    let commands = [
        "verify --seals".to_owned(),
        "verify".to_owned(),
        format!("backup --to {}", copies.display()),
        format!("backup --to {}", copies.display()),
        format!("backup --to {}", elsewhere.display()),
        format!("office apply {one}"),
        format!("office apply {two}"),
        format!("office export {OFFICE}"),
        format!("report --office {OFFICE} --kind visits --from 2026-11-23 --to 2026-11-23"),
        "device list".to_owned(),
        "account list".to_owned(),
        format!("init --office {one}"),
        format!("init --office {other}"),
        "serve --listen 127.0.0.1:0".to_owned(),
    ]
    .map(|command| words(&command));
    let mut said = Vec::new();
    thread::scope(|threads| {
        let running = threads.spawn(|| at_once(&data, &commands));
        for number in 1.. {
            assert_eq!(
                hall.send(&press(&hall, &number.to_string())).json()["number"],
                format!("B{number:03}")
            );
            if running.is_finished() {
                break;
            }
        }
        said = running.join().unwrap();
    });
    let expected = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 1, 1];
    for ((command, said), expected) in commands.iter().zip(&said).zip(expected) {
        assert_eq!(said.sentence.lines().count(), 1, "{command:?}: {said:?}");
        // Of two copies to the same place, one may find the other at work.
        let is_second = command[0] == "backup" && said.sentence.contains("another copy is being made");
        assert!(said.code == Some(expected) || is_second, "{command:?}: {said:?}");
    }
    assert!(["1022", "1900"].map(Value::from).contains(&hotline(&hall)));
    assert!(!data.join("offices/other.db").exists());
    assert!(said[2].code == Some(0) || said[3].code == Some(0), "{said:?}");
    hall.stop();
    hall.verify();
}

#[test]
fn two_at_once_on_a_folder_that_nobody_serves() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let [one, two] = ["one", "two"].map(|code| write(folder.path(), &format!("{code}.toml"), code, "1022"));
    let init = |file: &str| words(&format!("init --office {file}"));
    let said = at_once(&data, &[init(&one), init(&two), init(&one)]);
    let mut codes: Vec<_> = said.iter().map(|said| said.code).collect();
    assert_eq!(codes.remove(1), Some(0), "{said:?}");
    codes.sort();
    assert_eq!(codes, [Some(0), Some(2)], "the same office is added once: {said:?}");
    let changed =
        ["1900", "1800"].map(|hotline| write(folder.path(), &format!("{hotline}.toml"), "one", hotline));
    let apply = |file: &String| words(&format!("office apply {file}"));
    let mut commands: Vec<_> = changed.iter().map(apply).collect();
    commands.extend([words("verify"), words("verify")]);
    for said in at_once(&data, &commands) {
        assert_eq!(said.code, Some(0), "{said:?}");
    }
    let verified = on(&data, &["verify"]);
    assert_eq!(verified.result, "one: whole, 3 events, 0 days\ntwo: whole, 1 events, 0 days", "{verified:?}");
}

#[test]
fn a_changed_office_is_in_force_at_once_also_under_load() {
    let mut hall = Hall::with_rules("recall_gap_s = 0");
    let (folder, data) = (hall.path().to_owned(), hall.path().join("data"));
    let stream = Request::new("GET", &office_path("device/events"));
    let stream = stream.header("authorization", format!("Bearer {}", hall.key("kiosk")));
    let mut kiosk = stream.follow(hall.address()).unwrap();
    assert_eq!(kiosk.read().unwrap().unwrap().name, "paused");
    let address = hall.address().to_owned();
    let records = crowd::gather(&mut hall, &address, 1, |hall, acknowledged| {
        for number in ["1022", "1900", "1800"] {
            acknowledged.iter().take(40).for_each(drop);
            let text = office_file("recall_gap_s = 0").replace("0276 1234 567", number);
            let file = folder.join("changed.toml");
            fs::write(&file, &text).unwrap();
            let apply = ["office", "apply", &file.display().to_string()];
            assert_eq!(on(&data, &apply).code, Some(0), "{number}");
            assert_eq!(hotline(hall), number);
            assert_eq!(kiosk.read_named("config").unwrap().name, "config");
            let again = on(&data, &apply);
            assert!(again.sentence.starts_with("Nothing has changed"), "{again:?}");
            let line = 1 + text.lines().position(|line| line == "minutes = 12").unwrap();
            fs::write(&file, text.replace("minutes = 12", "minutes = 0").replace(number, "1")).unwrap();
            let wrong = on(&data, &apply);
            assert_eq!(wrong.code, Some(1), "{wrong:?}");
            assert!(wrong.sentence.contains(&format!("changed.toml:{line}: ")), "{wrong:?}");
            assert_eq!(hotline(hall), number, "what is wrong changes nothing");
        }
    });
    records.assert_agree();
    records.assert_known(&hall);
    let exported = on(&data, &["office", "export", OFFICE]);
    let file = folder.join("exported.toml");
    fs::write(&file, &exported.result).unwrap();
    let same = on(&data, &["office", "apply", &file.display().to_string()]);
    assert!(same.code == Some(0) && same.sentence.starts_with("Nothing has changed"), "{same:?}");
    hall.stop();
    hall.verify();
}

/// A server on a copy, with the same key of its kiosk.
fn serve(copy: &str, log: &Path) -> (Program, String) {
    let mut command = programs::command("server").unwrap();
    command.args(["serve", "--data", copy, "--listen", "127.0.0.1:0", "--public-url", PUBLIC_URL]);
    command.args(["--clock", "2026-11-23T08:00:00+07:00"]);
    let mut server = Program::start("server", &mut command, log).unwrap();
    let address = server.line("listening on http://", Duration::from_secs(30)).unwrap();
    let address = address.trim_start_matches("listening on http://").to_owned();
    (server, address)
}

/// Does something while others take numbers all the time.
fn while_busy(hall: &Hall, act: impl FnOnce()) {
    let (over, address) = (AtomicBool::new(false), hall.address());
    let take = |kiosk: &str, bearer: String| {
        for press in 0.. {
            let request = Request::post(&office_path("tickets"), &json!({"service": "A"}));
            let request = request.header("authorization", bearer.as_str());
            let answer = request.header("idempotency-key", format!("{kiosk}-{press}")).send(address).unwrap();
            assert_eq!(answer.status, 201, "{}", answer.text());
            if over.load(Ordering::SeqCst) {
                break;
            }
        }
    };
    thread::scope(|threads| {
        for kiosk in ["kiosk", "kiosk-2"] {
            let bearer = format!("Bearer {}", hall.key(kiosk));
            threads.spawn(move || take(kiosk, bearer));
        }
        act();
        over.store(true, Ordering::SeqCst);
    });
}

#[test]
fn a_copy_made_under_load_has_all_that_was_acknowledged_before() {
    let hall = Hall::open();
    let (data, shelf) = (hall.path().join("data"), hall.path().join("copies"));
    fs::create_dir_all(shelf.join("by hand")).unwrap();
    let backup = ["backup", "--to", &shelf.display().to_string(), "--keep", "2"];
    let (mut copies, mut presses) = (Vec::new(), Vec::new());
    while_busy(&hall, || {
        for round in 0..4 {
            let request = press(&hall, &format!("round-{round}"));
            let answer = hall.send(&request);
            assert_eq!(answer.status, 201, "{}", answer.text());
            presses.push((request, answer.json()));
            let said = on(&data, &backup);
            assert_eq!(said.code, Some(0), "{said:?}");
            copies.push(said.result);
        }
    });
    let mut kept: Vec<_> = fs::read_dir(&shelf).unwrap().map(|entry| entry.unwrap().path()).collect();
    kept.retain(|path| !path.ends_with(".lock"));
    kept.sort();
    assert_eq!(kept, [Path::new(&copies[2]), Path::new(&copies[3]), &shelf.join("by hand")]);
    for (round, copy) in copies.iter().enumerate().skip(2) {
        assert_eq!(on(Path::new(copy), &["verify"]).code, Some(0));
        let (_server, address) = serve(copy, &hall.path().join("copy.log"));
        for (request, said) in &presses[..=round] {
            let again = request.send(&address).unwrap();
            assert_eq!((again.status, &again.json()), (200, said), "in copy {round}");
        }
    }
}

#[test]
fn a_report_beside_a_running_server_has_what_was_acknowledged() {
    let hall = Hall::open();
    let cookie = hall.cookie("clerk-3");
    let act = |act: &str| {
        let request = Request::post(&office_path(&format!("counters/3/{act}")), &json!({}));
        assert_eq!(hall.send(&request.header("cookie", cookie.as_str())).status, 200, "{act}");
    };
    act("open");
    for number in 1..=3 {
        assert_eq!(hall.send(&press(&hall, &number.to_string())).status, 201);
        act("next");
        let report =
            ["report", "--office", OFFICE, "--kind", "visits", "--from", "2026-11-23", "--to", "2026-11-23"];
        let said = on(&hall.path().join("data"), &[&report[..], &["--format", "json"]].concat());
        let all = serde_json::from_str::<Value>(&said.result).unwrap()["all"].clone();
        let figures = ["issued", "called", "served", "still_open"].map(|figure| all[figure].as_i64());
        assert_eq!(figures, [Some(number), Some(number), Some(number - 1), Some(1)], "{all}");
    }
}

/// A stream of the staff, its first message read.
fn staff_stream(hall: &Hall, cookie: &str) -> Events {
    let stream = Request::new("GET", &office_path("staff/events")).header("cookie", cookie);
    let mut stream = stream.follow(hall.address()).unwrap();
    assert_eq!(stream.read().unwrap().unwrap().name, "hall");
    stream
}

fn assert_signed_out(hall: &Hall, cookie: &str, mut stream: Events) {
    let open = Request::post(&office_path("counters/1/open"), &json!({})).header("cookie", cookie);
    assert_eq!(hall.send(&open).status, 401);
    while stream.read().unwrap().is_some() {}
}

#[test]
fn a_new_password_and_a_disabled_account_are_in_force_at_once() {
    let hall = Hall::open();
    let login = |password: &str| {
        let login = Request::post("/api/v1/login", &json!({"user": "clerk-1", "password": password}));
        hall.send(&login).status
    };
    let change = |arguments: &[&str], input: &str| {
        let said = Said::of(&hall.command(arguments, input).unwrap());
        assert_eq!(said.code, Some(0), "{said:?}");
    };
    let (first, other) = (hall.cookie("clerk-1"), hall.cookie("clerk-2"));
    let (stream, mut others) = (staff_stream(&hall, &first), staff_stream(&hall, &other));
    change(&["account", "password", "--user", "clerk-1"], "một mật khẩu mới");
    assert_signed_out(&hall, &first, stream);
    assert_eq!((login(PASSWORD), login("một mật khẩu mới")), (401, 204));
    change(&["account", "password", "--user", "clerk-1"], PASSWORD);
    let second = hall.cookie("clerk-1");
    let stream = staff_stream(&hall, &second);
    change(&["account", "disable", "--user", "clerk-1"], "");
    assert_signed_out(&hall, &second, stream);
    assert_eq!(login(PASSWORD), 401);
    change(&["account", "password", "--user", "clerk-1"], PASSWORD);
    assert_eq!(login(PASSWORD), 204, "a new password enables it again");
    let open = Request::post(&office_path("counters/2/open"), &json!({})).header("cookie", other.as_str());
    assert_eq!(hall.send(&open).status, 200, "nobody else is signed out");
    while others.read().unwrap().expect("and their streams go on").data["counters"][1]["state"] != "open" {}
}
