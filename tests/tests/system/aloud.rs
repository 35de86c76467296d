//! A ticket taken without looking: a script that hears what the real kiosk says, and presses three keys of a keypad.
use std::path::{Path, PathBuf};

use serde_json::json;
use tests::hall::{Hall, OFFICE, office_path};
use tests::patience::until;
use tests::programs::Program;
use tests::wire::Request;
use tests::x_server::XServer;

use super::screens::{self, KIOSK};

/// Somebody who does not see the kiosk's window.
struct Ear {
    x: XServer,
    sound: PathBuf,
    _program: Program,
}

impl Ear {
    fn start(hall: &Hall) -> Self {
        let x = XServer::start(KIOSK.0, KIOSK.1).unwrap();
        let (sound, paper) = (hall.path().join("sound"), hall.path().join("paper.bin"));
        let (to, printer) = (format!("wav:{}", sound.display()), format!("file:{}", paper.display()));
        let server = hall.url();
        let own = ["--server", &server, "--office", OFFICE, "--screen", "window", "--sound", &to];
        let program = screens::kiosk(hall, &[&own[..], &["--printer", &printer]].concat(), Some(&x));
        is_read(&hall.path().join("kiosk.log"));
        x.focus().unwrap();
        Self { x, sound, _program: program }
    }

    /// All that was said so far, utterance by utterance.
    fn heard(&self) -> Vec<String> {
        let said = |number: usize| std::fs::read_to_string(self.sound.join(format!("{number:06}.txt"))).ok();
        (1..).map_while(said).filter(|text| text.ends_with('\n')).collect()
    }

    /// Presses a key and gives what is said to it.
    fn press(&self, key: &str) -> String {
        let before = self.heard().len();
        self.x.key(key).unwrap();
        until(&format!("an answer to {key}"), || self.heard().get(before).cloned())
    }

    /// Goes on until this is said.
    fn find(&self, words: &str) {
        let found = (0..20).map(|_| self.press("Right")).any(|said| said.contains(words));
        assert!(found, "{words} was not heard: {:?}", self.heard());
    }

    /// Waits for an utterance with these words.
    fn hear(&self, words: &str) -> String {
        until(words, || self.heard().into_iter().find(|said| said.contains(words)))
    }
}

/// Waits until the kiosk has found its voices and its office: nobody presses a key in the first second.
fn is_read(log: &Path) {
    until("the voice and the office", || {
        let log = std::fs::read_to_string(log).ok()?;
        (log.contains("can be read aloud") && log.contains("tells of the office")).then_some(())
    });
}

#[test]
fn a_ticket_is_taken_by_ear_and_three_keys() {
    let hall = Hall::open();
    let ear = Ear::start(&hall);
    let welcome = until("the first words", || {
        let said = ear.press("Right");
        said.contains("Chọn thủ tục cần làm").then_some(said)
    });
    assert!(welcome.contains("Bấm phím chọn"), "{welcome}");
    ear.find("Đất đai");
    assert!(ear.press("Left").contains("Hộ tịch"));
    ear.find("Đất đai");
    ear.x.key("Return").unwrap();
    let result = ear.hear("Số Bê, không, không, một. Mời chờ.");
    assert!(result.contains("Quầy hai hoặc ba"), "{result}");
    let counter = Request::new("GET", &office_path("counters/3")).header("cookie", hall.cookie("clerk-1"));
    until("the server has the number that was heard", || {
        (hall.send(&counter).json()["waiting"][0]["number"] == json!("B001")).then_some(())
    });
    ear.hear("Mời lấy phiếu");
    ear.find("Nghe lại");
    assert!(ear.press("Return").starts_with("Số Bê, không, không, một."));
    assert!(hall.path().join("sound/000001.wav").exists());
}

/// A player that records how much it got, and does not end what is long by itself.
const PLAYER: &str =
    "#!/bin/sh\ngot=$(wc -c)\necho $got >> \"$0.log\"\n[ $got -lt 100000 ] || exec tail -f /dev/null\n";

#[test]
fn the_next_press_is_heard_at_once() {
    let hall = Hall::open();
    let x = XServer::start(KIOSK.0, KIOSK.1).unwrap();
    let (player, server) = (hall.path().join("player"), hall.url());
    std::fs::write(&player, PLAYER).unwrap();
    std::fs::set_permissions(&player, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    let (log, played) = (hall.path().join("kiosk.log"), player.with_extension("log"));
    let device = format!("device:{}", player.display());
    let own = ["--server", &server, "--office", OFFICE, "--screen", "window"];
    let _program = screens::kiosk(&hall, &[&own[..], &["--sound", &device]].concat(), Some(&x));
    is_read(&log);
    x.focus().unwrap();
    let played = || std::fs::read_to_string(&played).unwrap_or_default().lines().count();
    let tried = played();
    for press in 1..=4 {
        x.key("Right").unwrap();
        until("what is said to this press", || (played() >= tried + press).then_some(()));
    }
    let said = std::fs::read_to_string(&log).unwrap();
    assert!(!said.contains("can't be played"), "nothing waited for the end of what was said before: {said}");
}

#[test]
fn a_machine_without_sound_says_so_once_and_works_by_the_same_keys() {
    let hall = Hall::open();
    let x = XServer::start(KIOSK.0, KIOSK.1).unwrap();
    let server = hall.url();
    let own = ["--server", &server, "--office", OFFICE, "--screen", "window"];
    // What plays fails at once, whatever this machine has.
    let _program = screens::kiosk(&hall, &[&own[..], &["--sound", "device:/bin/false"]].concat(), Some(&x));
    let log = || std::fs::read_to_string(hall.path().join("kiosk.log")).unwrap_or_default();
    until("the log says so", || log().contains("sound can't be played").then_some(()));
    until("the office", || log().contains("tells of the office").then_some(()));
    x.focus().unwrap();
    let counter = Request::new("GET", &office_path("counters/1")).header("cookie", hall.cookie("clerk-1"));
    until("a number", || {
        x.key("Tab").unwrap();
        x.key("Return").unwrap();
        (hall.send(&counter).json()["waiting"][0]["number"] == json!("A001")).then_some(())
    });
    assert_eq!(log().matches("sound can't be played").count(), 1, "{}", log());
}
