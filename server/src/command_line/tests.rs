//! Commands on real folders, all but `serve`, which the whole-system tests run.
mod changing;
mod copying;
mod reporting;
mod verifying;

use std::cell::Cell;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::*;
use crate::accounts::Accounts;

/// What a command did.
struct Done {
    code: u8,
    output: String,
    errors: String,
}

/// A folder with the sample's files in `office/`; the data folder is `data`, and not yet there.
struct Desk {
    folder: TempDir,
    now_ms: Cell<i64>,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let office = folder.path().join("office");
        fs::create_dir(&office).unwrap();
        let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("office");
        for file in ["tay-ninh.toml", "calendar-vn.toml", "procedures.toml"] {
            fs::copy(sample.join(file), office.join(file)).unwrap();
        }
        Self { folder, now_ms: Cell::new(1_795_398_000_000) }
    }

    /// One with the sample office in its data folder.
    fn with_office() -> Self {
        let desk = Self::new();
        assert_eq!(desk.run("init --data DATA --office OFFICE").code, 0);
        desk
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn office(&self) -> PathBuf {
        self.folder.path().join("office/tay-ninh.toml")
    }

    /// Runs a command whose words are divided by spaces; DATA and OFFICE are the folder and the file.
    fn run(&self, command: &str) -> Done {
        self.run_with(command, "xin chào 2026")
    }

    fn run_with(&self, command: &str, password: &str) -> Done {
        let word = |word: &str| match word {
            "DATA" => self.data().into_os_string(),
            "OFFICE" => self.office().into_os_string(),
            word => word.into(),
        };
        let (mut output, mut errors) = (Vec::new(), Vec::new());
        let now_ms = self.now_ms.get();
        let exit_code = run(World {
            watcher: Watcher::NONE,
            arguments: ["server"].into_iter().chain(command.split(' ')).map(word).collect(),
            clock: Clock::new(move || now_ms, || std::time::Duration::ZERO),
            host: "may-chu".to_owned(),
            log_level: None,
            password: &mut || Ok(password.to_owned()),
            output: &mut output,
            errors: &mut errors,
        });
        let code = (0..=2).find(|code| exit_code == ExitCode::from(*code)).unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Done { code, output: text(output), errors: text(errors) }
    }

    fn accounts(&self) -> Accounts {
        Accounts::open(&self.data(), &Clock::new(|| 1_795_398_000_000, || std::time::Duration::ZERO)).unwrap()
    }
}

/// One sentence that says what went wrong and what to do, at the end of what was said.
fn check(done: &Done, code: u8, last: &str) {
    assert_eq!(done.code, code, "{}", done.errors);
    assert_eq!(done.errors.trim_end().lines().last().unwrap_or_default(), last);
}

#[test]
fn init_makes_a_folder_and_gives_a_link_for_the_first_admin() {
    let desk = Desk::new();
    let done = desk.run("init --data DATA --office OFFICE");
    assert_eq!(done.code, 0, "{}", done.errors);
    let code = done.output.trim_end().strip_prefix("http://may-chu:7070/setup/").unwrap();
    assert!(desk.accounts().is_setup_open(code).unwrap());
    assert!(desk.data().join("server.db").is_file());
    assert!(desk.data().join("offices/tay-ninh.db").is_file());
    let files = fs::read_dir(desk.data().join("offices")).unwrap();
    assert_eq!(files.count(), 1, "nothing half-done");
}

#[test]
fn a_demonstration_may_begin_in_the_past() {
    let desk = Desk::new();
    let done = desk.run("init --data DATA --office OFFICE --clock 2026-11-02T07:00:00+07:00");
    assert_eq!(done.code, 0, "{}", done.errors);
    let db = rusqlite::Connection::open(desk.data().join("offices/tay-ninh.db")).unwrap();
    let at_ms: i64 = db.query_row("select at from event where seq = 1", [], |row| row.get(0)).unwrap();
    assert_eq!(lists::time(at_ms), "2026-11-02T00:00:00+00:00");
}

#[cfg(unix)]
#[test]
fn nobody_else_may_look_into_the_folder() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::with_office();
    assert_eq!(fs::metadata(desk.data()).unwrap().permissions().mode() & 0o777, 0o700);
}

#[test]
fn an_office_is_added_once() {
    let desk = Desk::with_office();
    let data = desk.data();
    let data = data.display();
    let there = format!(
        "error: office tay-ninh is there already, in {data}: start it with `server serve --data {data}`"
    );
    check(&desk.run("init --data DATA --office OFFICE"), 2, &there);
    let lock = folder::Folder::at(&desk.data()).lock().unwrap();
    check(&desk.run("init --data DATA --office OFFICE"), 2, &there);
    rename(&desk, "hoa-thanh");
    let running = format!("error: a server is running on {data}: stop it first, or take another folder");
    check(&desk.run("init --data DATA --office OFFICE"), 1, &running);
    drop(lock);
    desk.run("account add --data DATA --user an --role admin");
    let second = desk.run("init --data DATA --office OFFICE");
    check(&second, 0, &format!("Office hoa-thanh was added: start `server serve --data {data}`."));
    assert_eq!(second.output, "", "there is an admin");
}

/// Gives the office file another code.
fn rename(desk: &Desk, code: &str) {
    let text = fs::read_to_string(desk.office()).unwrap();
    fs::write(desk.office(), text.replacen("tay-ninh", code, 1)).unwrap();
}

#[test]
fn a_wrong_office_file_makes_nothing() {
    let desk = Desk::new();
    let text = fs::read_to_string(desk.office()).unwrap();
    fs::write(desk.office(), text.replacen("minutes = 6", "minutes = 0", 1).replacen("undo_s", "undos", 1))
        .unwrap();
    let file = desk.office();
    let file = file.display();
    for (command, next) in [
        ("init --data DATA --office OFFICE", "run this command again"),
        ("office check OFFICE", "check it again"),
    ] {
        let done = desk.run(command);
        check(&done, 1, &format!("error: {file} has 2 mistakes: correct them and {next}"));
        assert!(
            done.errors.contains(&format!("{file}:50: queue: unknown key undos, did you mean undo_s?\n"))
        );
        assert!(done.errors.contains(&format!("{file}:88: service \"A\": minutes must be")));
        assert_eq!(done.output, "");
    }
    assert!(!desk.data().exists());
}

#[test]
fn a_failed_init_leaves_nothing_behind() {
    let desk = Desk::new();
    fs::write(desk.data(), "a file where the folder should be").unwrap();
    assert_eq!(desk.run("init --data DATA --office OFFICE").code, 1);
    fs::remove_file(desk.data()).unwrap();
    fs::create_dir_all(desk.data().join("server.db")).unwrap();
    let done = desk.run("init --data DATA --office OFFICE");
    assert_eq!(done.code, 1, "{}", done.errors);
    assert!(!desk.data().join("offices/tay-ninh.db").exists());
}

#[test]
fn a_right_office_file_is_said_to_be() {
    let desk = Desk::new();
    let done = desk.run("office check OFFICE");
    let file = desk.office();
    let file = file.display();
    assert_eq!(
        done.output,
        format!("{file} is right: office tay-ninh has 6 services, 6 counters and 21 procedures\n")
    );
    check(
        &done,
        0,
        &format!(
            "Put it into force with `server office apply --data DIR {file}`, or for a new office with `server init --data DIR --office {file}`."
        ),
    );
    check(
        &desk.run("office check nowhere.toml"),
        2,
        "error: there is no file nowhere.toml: name the office file",
    );
}

#[test]
fn accounts_are_made_listed_and_closed() {
    let desk = Desk::with_office();
    check(
        &desk.run("account add --data DATA --user Lan --role clerk --office tay-ninh"),
        0,
        "lan may sign in from now on as clerk of tay-ninh.",
    );
    desk.run("account add --data DATA --user an --role admin");
    assert!(desk.accounts().login("lan", "xin chào 2026").unwrap().is_some());
    desk.run_with("account password --data DATA --user lan", "mật khẩu mới");
    assert!(desk.accounts().login("lan", "mật khẩu mới").unwrap().is_some());
    assert_eq!(desk.run("account disable --data DATA --user lan").code, 0);
    let list = desk.run("account list --data DATA");
    let expected = "\
user  role   offices   disabled
an    admin  all       -
lan   clerk  tay-ninh  2026-11-23T01:40:00Z
";
    assert_eq!(list.output, expected.replace("01:40:00Z", "01:40:00+00:00"));
    check(
        &desk.run("account disable --data DATA --user an"),
        0,
        "an is signed out and can't sign in until `server account password` sets a new password, and no admin is left: add one.",
    );
}

#[test]
fn wrong_accounts_are_refused_with_what_to_do() {
    let desk = Desk::with_office();
    let add = "account add --data DATA --user lan";
    desk.run("account add --data DATA --user an --role admin");
    let data = desk.data();
    let data = data.display();
    let unknown = format!("error: there is no office x in {data}: name one of those that are (tay-ninh)");
    check(&desk.run(&format!("{add} --role clerk --office x")), 2, &unknown);
    let missing = "error: a clerk or a manager belongs to at least one office: name it with --office CODE";
    check(&desk.run(&format!("{add} --role clerk")), 2, missing);
    let short = "error: a password has 8 to 256 characters: choose another";
    check(&desk.run_with(&format!("{add} --role admin"), "1234567"), 2, short);
    let taken = "error: there is a user an already: choose another name, or set this one's password with `server account password`";
    check(&desk.run("account add --data DATA --user an --role admin"), 2, taken);
    let nobody = "error: there is no user hoa: `server account list` shows who is";
    check(&desk.run("account password --data DATA --user hoa"), 2, nobody);
    check(&desk.run("account disable --data DATA --user hoa"), 2, nobody);
    assert_eq!(desk.run(&format!("{add} --role boss")).code, 2);
}

#[test]
fn a_device_gets_a_key_alone_on_a_line() {
    let desk = Desk::with_office();
    let add = "device add --data DATA --office tay-ninh --kind kiosk --name K1";
    let done = desk.run(add);
    check(&done, 0, "Put this key into a file and start the kiosk with --key-file: it is not shown again.");
    assert_eq!(done.output.lines().count(), 1);
    assert!(desk.accounts().device(done.output.trim_end()).unwrap().is_some());
    assert_eq!(desk.run(add).code, 2);
    let list = desk.run("device list --data DATA").output;
    assert_eq!(list.lines().nth(1), Some("tay-ninh  kiosk  K1    never  -        -      -"));
    let revoke = "device revoke --data DATA --office tay-ninh --name K1";
    check(&desk.run(revoke), 0, "The key of K1 is void; `server device add` gives a new one.");
    assert!(desk.accounts().device(done.output.trim_end()).unwrap().is_none());
    assert_eq!(desk.run(revoke).code, 2);
    assert!(desk.run("device list --data DATA").output.contains("revoked 2026-11-23"));
}

#[test]
fn a_device_that_waits_is_listed_and_approved() {
    let desk = Desk::with_office();
    let asked = desk.accounts().ask_to_pair(protocol::DeviceKind::Kiosk, "K1").unwrap();
    let list = desk.run("device list --data DATA").output;
    let waits = format!("-       kiosk  K1    -     -        waits with code {}  -", asked.code);
    assert_eq!(list.lines().nth(1), Some(waits.as_str()));
    let approve = format!("device approve --data DATA {}", asked.code);
    check(&desk.run(&approve), 0, "The kiosk K1 belongs to tay-ninh now and fetches its key by itself.");
    let unknown = format!(
        "error: no device waits to be approved with the code {}: `server device list` shows those that wait, each for ten minutes",
        asked.code
    );
    check(&desk.run(&approve), 2, &unknown);
    assert_eq!(desk.run(&format!("{approve} --office nowhere")).code, 2);
    let key = desk.accounts().pairing_state(asked.pairing.reveal()).unwrap();
    assert_eq!(key, Some(crate::accounts::PairingState::Approved));
}

#[test]
fn what_is_no_data_folder_is_not_made_into_one() {
    let desk = Desk::new();
    let data = desk.data();
    let data = data.display();
    let expected =
        format!("error: {data} is no data folder: make it with `server init --data {data} --office FILE`");
    for command in [
        "verify --data DATA",
        "report --data DATA --office a --kind visits --from 2026-11-23 --to 2026-11-23",
        "office apply --data DATA OFFICE",
        "office export --data DATA tay-ninh",
        "backup --data DATA --to DATA",
        "account list --data DATA",
        "account add --data DATA --user an --role admin",
        "account password --data DATA --user an",
        "account disable --data DATA --user an",
        "device list --data DATA",
        "device approve --data DATA 123456",
        "device add --data DATA --office a --kind kiosk --name K",
        "device revoke --data DATA --office a --name K",
    ] {
        check(&desk.run(command), 2, &expected);
    }
    assert!(!desk.data().exists());
}

#[test]
fn help_is_a_result_and_a_wrong_call_is_not() {
    let desk = Desk::new();
    for command in ["--help", "--version", "serve --help", "account add --help"] {
        let done = desk.run(command);
        assert_eq!((done.code, done.errors.as_str()), (0, ""), "{command}");
        assert!(!done.output.is_empty());
    }
    for command in [
        "",
        "fly",
        "serve",
        "serve --data DATA --listen here",
        "serve --data DATA --public-url motcua.vn",
        "serve --data DATA --trusted-proxy everybody",
        "serve --data DATA --clock noon",
        "serve --data DATA --tls-cert cert.pem",
        "serve --data DATA --tls-key key.pem",
        "report --data DATA --office tay-ninh --kind visits --from 2026-11-23",
        "report --data DATA --office tay-ninh --kind visits --from 2026-11-31 --to 2026-12-01",
        "report --data DATA --office tay-ninh --kind smiles --from 2026-11-23 --to 2026-11-23",
        "verify --data DATA --seal 2026-11-23",
        "backup --data DATA --to DATA --keep 0",
        "verify --data DATA --seal 2026-11-23=00",
        "device add --data DATA --office a --kind toaster --name K",
    ] {
        let done = desk.run(command);
        assert_eq!((done.code, done.output.as_str()), (2, ""), "{command}");
        assert!(!done.errors.is_empty());
    }
}

#[test]
fn a_certificate_is_looked_at_before_anything_is_served() {
    let desk = Desk::new();
    for (given, missing) in [("tls-key", "tls-cert"), ("tls-cert", "tls-key")] {
        let half = desk.run(&format!("serve --data DATA --{given} file.pem"));
        let named =
            format!("error: the following required arguments were not provided:\n  --{missing} <FILE>\n");
        assert!(half.code == 2 && half.errors.starts_with(&named), "{}", half.errors);
    }
    let missing = desk.run("serve --data DATA --tls-cert /not/there.pem --tls-key /nor/there.pem");
    assert_eq!(missing.code, 1);
    assert!(
        missing.errors.starts_with("error: can't read the certificate /not/there.pem: "),
        "{}",
        missing.errors
    );
}

#[test]
fn addresses_and_networks_of_serve_are_read() {
    let flags = "server serve --data D --listen [::1]:0 --public-url https://a.vn/ --trusted-proxy 10.0.0.0/8 --trusted-proxy ::1";
    let arguments = Arguments::try_parse_from(flags.split(' ')).unwrap();
    let Command::Serve(serve) = arguments.command else { panic!("not serve") };
    assert_eq!(serve.listen.to_string(), "[::1]:0");
    assert_eq!(serve.public_url.unwrap().to_string(), "https://a.vn");
    let proxies: Vec<_> = serve.trusted_proxies.iter().map(ToString::to_string).collect();
    assert_eq!(proxies, ["10.0.0.0/8", "::1/128"]);
}
