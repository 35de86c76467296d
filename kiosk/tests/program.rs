//! The whole kiosk against a small server: touched, printed, cut off, ended.
#![expect(clippy::unwrap_used, reason = "a test may, its small functions too")]
mod server;

use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use kiosk::{Options, World};
use screen::input::Input;
use screen::screen::Waker;
use server::{Answer, Seen, Server};
use station::{LastLines, Pulse};

/// Longer than any of this takes; a test that waits for so long has failed.
const PATIENCE: Duration = Duration::from_secs(30);

/// A kiosk in this process, whose screen is a folder of pictures.
struct Running {
    waker: Waker,
    thread: JoinHandle<anyhow::Result<()>>,
}

impl Running {
    fn start(folder: &Path, server: &Server, run: u128) -> Self {
        let options = Options::read(flags(folder, &server.url)).unwrap();
        let (give, wakers) = channel();
        let thread = thread::spawn(move || {
            let (clock, log) = (Instant::now as fn() -> Instant, LastLines::default());
            let pulse = Pulse::new(None, |_| {}, clock());
            let world = World { run, name: "sanh-1".into(), clock, pulse, log };
            kiosk::run(options, world, |waker| give.send(waker).unwrap(), || {})
        });
        Self { waker: wakers.recv_timeout(PATIENCE).unwrap(), thread }
    }

    fn touch(&self, (x, y): (i32, i32)) {
        self.waker.input(Input::Pressed { touch: 1, x, y });
        self.waker.input(Input::Released { touch: 1, x, y });
    }

    fn end(self) {
        self.waker.quit();
        self.thread.join().unwrap().unwrap();
    }
}

fn flags(folder: &Path, url: &str) -> Vec<OsString> {
    fs::write(folder.join("key"), "secret\n").unwrap();
    let path = |name: &str| folder.join(name).display().to_string();
    let flags = format!(
        "kiosk --server {url} --office tay-ninh --key-file {} --screen png:{} --size 540x960 --printer file:{} --state {}",
        path("key"),
        path("screen"),
        path("paper"),
        path("state")
    );
    flags.split(' ').map(OsString::from).collect()
}

/// Where the first service's card is, at this size.
const CARD: (i32, i32) = (270, 200);

/// Touches the first card until the kiosk asks: before it knows the office, a touch means nothing.
fn press(kiosk: &Running, seen: &Receiver<Seen>) -> Seen {
    let until = Instant::now() + PATIENCE;
    loop {
        kiosk.touch(CARD);
        if let Ok(seen) = seen.recv_timeout(Duration::from_millis(50)) {
            return seen;
        }
        assert!(Instant::now() < until, "the kiosk does not ask for a number");
    }
}

fn next(seen: &Receiver<Seen>) -> Seen {
    seen.recv_timeout(PATIENCE).unwrap()
}

/// The cuts in what a printer got: one a ticket.
fn tickets(folder: &Path) -> usize {
    let bytes = fs::read(folder.join("paper")).unwrap_or_default();
    bytes.windows(4).filter(|window| *window == [0x1D, b'V', 66, 0]).count()
}

#[test]
fn one_touch_gives_one_ticket_on_paper() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start([Answer::Number(12)]);
    let kiosk = Running::start(folder.path(), &server, 1);
    let press = press(&kiosk, &server.seen);
    assert_eq!(press.path, "/api/v1/offices/tay-ninh/tickets");
    assert_eq!(press.body, r#"{"service":"A","lang":"vi"}"#);
    let printed = next(&server.seen);
    assert_eq!(printed.path, "/api/v1/offices/tay-ninh/tickets/A012/printed");
    assert_eq!(printed.body, r#"{"ok":true}"#);
    assert_eq!(tickets(folder.path()), 1);
    kiosk.end();
}

#[test]
fn an_answer_that_was_cut_off_is_asked_for_with_the_same_key() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start([Answer::Cut, Answer::Cut, Answer::Number(12)]);
    let kiosk = Running::start(folder.path(), &server, 1);
    let first = press(&kiosk, &server.seen);
    assert!(first.key.is_some());
    for _ in 0..2 {
        let again = next(&server.seen);
        assert_eq!((&again.key, &again.body), (&first.key, &first.body));
    }
    assert!(next(&server.seen).path.ends_with("A012/printed"));
    assert_eq!(tickets(folder.path()), 1);
    kiosk.end();
}

#[test]
fn a_press_cut_off_by_the_end_of_the_program_is_asked_again_by_the_next() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start([Answer::Cut; 40]);
    let kiosk = Running::start(folder.path(), &server, 1);
    let first = press(&kiosk, &server.seen);
    kiosk.end();
    let server = Server::start([Answer::Number(12)]);
    let kiosk = Running::start(folder.path(), &server, 2);
    let again = next(&server.seen);
    assert_eq!((again.key, again.body), (first.key, first.body));
    assert!(next(&server.seen).path.ends_with("A012/printed"));
    assert_eq!(tickets(folder.path()), 1);
    kiosk.end();
}

/// The program itself, without a server.
fn program(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kiosk"));
    command.args(&flags(folder, "http://127.0.0.1:1")[1..]);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

#[test]
fn the_program_says_ready_and_ends_when_told() {
    let folder = tempfile::tempdir().unwrap();
    let mut child = program(folder.path()).spawn().unwrap();
    let mut said = [0; 6];
    std::io::Read::read_exact(child.stdout.as_mut().unwrap(), &mut said).unwrap();
    assert_eq!(&said, b"ready\n");
    assert!(folder.path().join("screen/000001.png").exists());
    let begun = Instant::now();
    Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap();
    assert!(child.wait().unwrap().success());
    assert!(begun.elapsed() < Duration::from_secs(1), "it took {:?}", begun.elapsed());
}

#[test]
fn a_folder_that_can_not_be_written_is_told_at_the_start() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("state"), "a file").unwrap();
    let output = program(folder.path()).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("the kiosk needs its folder for presses"), "{said}");
}

#[test]
fn a_wrong_call_is_told_by_2() {
    let wrong = Command::new(env!("CARGO_BIN_EXE_kiosk")).arg("--colour").output().unwrap();
    let said = String::from_utf8(wrong.stderr).unwrap();
    assert_eq!((wrong.status.code(), said.lines().count()), (Some(2), 1), "{said}");
    assert!(said.starts_with("kiosk: unexpected argument '--colour' found; "), "{said}");
    let help = Command::new(env!("CARGO_BIN_EXE_kiosk")).arg("--help").output().unwrap();
    assert!(help.status.success() && String::from_utf8(help.stdout).unwrap().contains("--printer"));
}
