//! Waiting for a key as scripts, as pictures, and the way to work and back.
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use client::{Away, Failure};
use embedded_graphics::geometry::Size;
use protocol::{Code, DeviceKind, PairedDevice, Problem};
use screen::frame::{Frame, Painter};
use screen::input::Input;
use screen::screen::{Options, Output, Program, Screen};
use texts::Texts;

use crate::pairing::{Pairing, Shown, Step, Trouble};
use crate::picture::{self, Waiting};
use crate::{Identity, Newcomer, Pulse, Sign, Station, WORDS, Work};

fn texts() -> Arc<Texts> {
    Arc::new(Texts::new(&WORDS).unwrap())
}

#[test]
fn both_languages_have_the_same_words() {
    assert_eq!(texts::differences(&WORDS), Vec::<String>::new());
}

fn asked(secret: &str, code: &str) -> Result<protocol::Pairing, Failure> {
    Ok(protocol::Pairing { pairing: secret.into(), code: code.into() })
}

fn refused(code: Code) -> Failure {
    let (status, words) = (code.status(), String::new);
    let (kind, title, detail) = (words(), words(), words());
    Failure::Refused(Problem { kind, title, status, detail, code, errors: vec![] })
}

fn away() -> Failure {
    Failure::Away(Away::TimedOut(Duration::from_secs(5)))
}

fn shown(code: Option<&str>, trouble: Option<Trouble>) -> Shown {
    Shown { code: code.map(String::from), trouble }
}

fn paired() -> PairedDevice {
    let text = String::from;
    PairedDevice { key: text("key"), office: text("tay-ninh"), kind: DeviceKind::Kiosk, name: text("k") }
}

#[test]
fn a_machine_asks_shows_its_code_looks_and_gets_its_key() {
    let mut pairing = Pairing::new(7);
    assert_eq!((pairing.next(), pairing.shown()), ((Duration::ZERO, Step::Ask), shown(None, None)));
    pairing.asked(asked("secret", "482915"));
    assert_eq!(pairing.shown(), shown(Some("482915"), None));
    for _ in 0..3 {
        assert_eq!(pairing.next(), (Duration::from_secs(2), Step::Look("secret".into())));
        assert_eq!(pairing.looked(Ok(None)), None);
    }
    assert_eq!(pairing.looked(Ok(Some(paired()))), Some(paired()));
}

#[test]
fn a_code_that_is_too_old_gives_way_to_a_new_one() {
    let mut pairing = Pairing::new(7);
    pairing.asked(asked("first", "111111"));
    assert_eq!(pairing.looked(Err(refused(Code::UnknownPairing))), None);
    assert_eq!((pairing.next(), pairing.shown()), ((Duration::ZERO, Step::Ask), shown(None, None)));
    pairing.asked(asked("second", "222222"));
    assert_eq!(pairing.next().1, Step::Look("second".into()));
    assert_eq!(pairing.shown(), shown(Some("222222"), None));
}

#[test]
fn what_is_in_the_way_is_told_and_the_code_stays() {
    let mut pairing = Pairing::new(7);
    pairing.asked(Err(away()));
    assert_eq!((pairing.next().1, pairing.shown()), (Step::Ask, shown(None, Some(Trouble::Away))));
    let pause = pairing.next().0;
    pairing.asked(Err(away()));
    assert!(pairing.next().0 > pause, "pauses grow");
    pairing.asked(Err(Failure::Busy { retry_after: Duration::from_secs(90) }));
    assert_eq!((pairing.next().0, pairing.shown().trouble), (Duration::from_secs(90), Some(Trouble::Busy)));
    pairing.asked(asked("secret", "482915"));
    assert_eq!(pairing.shown(), shown(Some("482915"), None));
    pairing.looked(Err(Failure::Away(Away::Untrusted("expired".into()))));
    assert_eq!(pairing.shown(), shown(Some("482915"), Some(Trouble::Untrusted)));
    assert_eq!(pairing.next().1, Step::Look("secret".into()));
    pairing.looked(Err(refused(Code::Forbidden)));
    assert_eq!(pairing.shown(), shown(Some("482915"), Some(Trouble::Refused)));
    assert!(pairing.next().0 >= Duration::from_millis(750), "a no is not asked again at once");
    pairing.looked(Ok(None));
    assert_eq!(pairing.shown(), shown(Some("482915"), None));
}

const UPRIGHT: Size = Size::new(1080, 1920);
const LYING: Size = Size::new(1920, 1080);

fn waiting(shown: &Shown, kind: DeviceKind) -> Waiting<'_> {
    let (name, server) = ("kiosk-sanh", "https://192.168.1.10:7070");
    Waiting { shown, kind, revoked: false, name, server, unkept: None }
}

fn check(name: &str, waiting: &Waiting<'_>, language: &str, size: Size) {
    let mut painter = Painter::new(size);
    painter.show(picture::frame(waiting, &texts(), language, size));
    screen::golden::check(env!("CARGO_MANIFEST_DIR"), name, painter.canvas());
}

#[test]
fn the_code_is_read_from_afar() {
    let code = shown(Some("482915"), None);
    check("code_kiosk", &waiting(&code, DeviceKind::Kiosk), "vi", UPRIGHT);
    check("code_display", &waiting(&code, DeviceKind::Display), "vi", LYING);
    check("code_english", &waiting(&code, DeviceKind::Kiosk), "en", Size::new(1024, 600));
}

#[test]
fn what_is_in_the_way_stands_below() {
    let (code, none) = (shown(Some("107070"), Some(Trouble::Away)), shown(None, Some(Trouble::Untrusted)));
    let revoked = Waiting { revoked: true, ..waiting(&code, DeviceKind::Kiosk) };
    check("away_revoked", &revoked, "vi", UPRIGHT);
    check("untrusted", &waiting(&none, DeviceKind::Display), "vi", LYING);
    let code = shown(Some("482915"), None);
    let folder = Some("/var/lib/mot-cua-display");
    let unkept = Waiting { unkept: folder, ..waiting(&code, DeviceKind::Display) };
    check("unkept", &unkept, "vi", Size::new(1080, 1920));
}

/// Work that shows how large it is, until it is refused.
struct Fake {
    size: Size,
    refused: bool,
}

impl Program for Fake {
    fn input(&mut self, input: Input, _: Instant) {
        match input {
            Input::Resized(size) => self.size = size,
            _ => self.refused = true,
        }
    }

    fn wake(&mut self, _: Instant) {}

    fn next_wake(&self) -> Option<Instant> {
        None
    }

    fn frame(&self, _: Size) -> Frame<'_> {
        Frame::new(screen::theme::INK)
    }
}

impl Work for Fake {
    fn is_refused(&self) -> bool {
        self.refused
    }

    fn doing(&self) -> &'static str {
        "work"
    }
}

fn newcomer(folder: &Path) -> Newcomer {
    Newcomer {
        // Nobody listens there.
        server: "http://127.0.0.1:9".parse().unwrap(),
        kind: DeviceKind::Kiosk,
        name: "k".into(),
        language: "vi".into(),
        folder: folder.into(),
        seed: 7,
    }
}

fn screen(folder: &Path) -> Screen {
    let output = Output::Pictures(folder.join("pictures"));
    let (title, rotation) = (String::new(), "0".parse().unwrap());
    Screen::open(Options { output, size: UPRIGHT, rotation, title, hide_pointer: false }).unwrap()
}

fn tell(_: Sign) {}

#[test]
fn a_kept_key_works_at_once_and_a_refused_one_asks_again() {
    let folder = tempfile::tempdir().unwrap();
    let screen = screen(folder.path());
    let identity = Identity { office: "a".into(), name: "k".into(), key: "key".into() };
    identity.keep(folder.path()).unwrap();
    let now = Instant::now();
    let begin = |identity: Option<Identity>| {
        assert_eq!(identity.unwrap().key, "key");
        Ok(Fake { size: Size::zero(), refused: false })
    };
    let pulse = Pulse::new(None, tell, now);
    let mut station =
        Station::pairing(newcomer(folder.path()), begin, texts(), screen.waker(), pulse).unwrap();
    let mut painter = Painter::new(UPRIGHT);
    let mut pixel = |station: &Station<_, _>| {
        painter.show(Station::frame(station, UPRIGHT));
        painter.canvas().pixel(0, 1900)
    };
    assert_eq!(pixel(&station), Some(screen::theme::INK));
    station.input(Input::Closed, now);
    assert_eq!(pixel(&station), Some(screen::theme::PAPER), "it waits for a key");
    assert!(station.end().unwrap().is_none());
}

#[test]
fn work_that_can_not_begin_ends_the_program_with_its_reason() {
    let folder = tempfile::tempdir().unwrap();
    let screen = screen(folder.path());
    let begin = |_: Option<Identity>| -> anyhow::Result<Fake> { anyhow::bail!("no disk") };
    let pulse = Pulse::new(None, tell, Instant::now());
    let failed = Station::working(begin, texts(), screen.waker(), pulse);
    assert_eq!(failed.err().unwrap().to_string(), "no disk");
}

#[test]
fn signs_of_life_come_three_times_in_the_time() {
    use std::sync::Mutex;
    static TOLD: Mutex<Vec<Sign>> = Mutex::new(Vec::new());
    let start = Instant::now();
    let at = |ms| start + Duration::from_millis(ms);
    let mut pulse = Pulse::new(Some(Duration::from_secs(30)), |sign| TOLD.lock().unwrap().push(sign), start);
    for ms in [0, 5_000, 9_999, 10_000, 15_000, 40_000] {
        pulse.beat(at(ms), if ms < 15_000 { "home" } else { "away" });
    }
    assert_eq!(pulse.due(), Some(at(50_000)));
    let (alive, doing) = (Sign::Alive, Sign::Doing);
    assert_eq!(*TOLD.lock().unwrap(), [doing("home"), alive, alive, doing("away"), alive]);
}
