//! The gesture and the PIN as scripts, and the pictures.
use embedded_graphics::geometry::Size;
use screen::button::Buttons;
use screen::frame::Painter;
use screen::input::Key;
use texts::{Texts, Words};

use super::view::{Facts, sheet};
use super::{Press, Service, Shown};
use crate::WORDS;

const SIZE: Size = Size::new(1080, 1920);
const CORNER: (i32, i32) = (60, 60);

fn service() -> Service {
    Service::new(Some("2468".into()))
}

/// Taps the corner five times, and types.
fn asked(typed: &[u8]) -> Service {
    let mut service = service();
    (0..5).for_each(|at| service.touched(CORNER, SIZE, at * 300));
    type_in(&mut service, typed, 2_000);
    service
}

fn type_in(service: &mut Service, digits: &[u8], now_ms: u64) {
    for digit in digits {
        let press = service.key(Key::Digit(*digit)).unwrap();
        assert!(!service.pressed(press, now_ms));
    }
}

fn try_pin(service: &mut Service, digits: &[u8], now_ms: u64) -> Shown {
    type_in(service, digits, now_ms);
    service.pressed(Press::Enter, now_ms);
    service.shown().clone()
}

const WRONG: Shown = Shown::Asking { typed: String::new(), wrong: true };

#[test]
fn five_quick_taps_of_the_corner_ask_for_the_pin_and_nothing_else_does() {
    assert!(asked(&[]).is_open());
    let mut slow = service();
    (0..20).for_each(|at| slow.touched(CORNER, SIZE, at * 1_000));
    assert!(!slow.is_open(), "a child that plays with the corner");
    let mut elsewhere = service();
    for at in 0..20 {
        elsewhere.touched(if at % 5 == 4 { (600, 60) } else { CORNER }, SIZE, at * 100);
    }
    assert!(!elsewhere.is_open(), "a touch elsewhere begins anew");
    let mut off = Service::new(None);
    (0..20).for_each(|at| off.touched(CORNER, SIZE, at * 100));
    assert!(!off.is_open(), "without a PIN there is no service screen");
}

#[test]
fn the_right_pin_opens_and_a_wrong_one_says_so() {
    let mut service = asked(&[1, 2]);
    service.pressed(Press::Erase, 2_000);
    assert_eq!(service.shown(), &Shown::Asking { typed: "1".into(), wrong: false });
    assert_eq!(try_pin(&mut service, &[1], 2_000), WRONG);
    assert_eq!(try_pin(&mut service, &[2, 4, 6, 8], 2_000), Shown::Open);
    assert!(service.pressed(Press::Print, 2_000));
    service.pressed(Press::Touches, 2_000);
    (0..70).for_each(|x| service.touched((x, 5), SIZE, 2_000));
    let Shown::Touches(dots) = service.shown() else { panic!() };
    assert_eq!((dots.len(), dots[0]), (60, (10, 5)));
    service.pressed(Press::Back, 2_000);
    service.pressed(service.key(Key::Escape).unwrap(), 2_000);
    assert!(!service.is_open());
}

#[test]
fn five_wrong_pins_cost_a_minute_and_each_further_one_too() {
    let mut service = asked(&[]);
    for _ in 0..5 {
        assert_eq!(try_pin(&mut service, &[1], 2_000), WRONG);
    }
    assert_eq!((service.pause_s(), service.next_ms()), (60, Some(3_000)));
    // The right one is not taken either, nor after the screen was left and asked for again.
    assert_eq!(
        try_pin(&mut service, &[2, 4, 6, 8], 3_000),
        Shown::Asking { typed: String::new(), wrong: false }
    );
    service.pressed(Press::Close, 4_000);
    (0..5).for_each(|at| service.touched(CORNER, SIZE, 5_000 + at));
    [30_000, 58_000].into_iter().for_each(|now_ms| service.touched(CORNER, SIZE, now_ms));
    try_pin(&mut service, &[2, 4, 6, 8], 61_000);
    assert_ne!(service.shown(), &Shown::Open);
    assert_eq!(try_pin(&mut service, &[3], 62_000), WRONG);
    assert_eq!(service.pause_s(), 60);
    service.touched(CORNER, SIZE, 90_000);
    assert_eq!(
        try_pin(&mut service, &[2, 4, 6, 8], 122_000 - 3_000),
        Shown::Asking { typed: String::new(), wrong: false }
    );
    assert_eq!(try_pin(&mut service, &[2, 4, 6, 8], 122_000), Shown::Open);
}

#[test]
fn it_leaves_by_itself() {
    let mut service = asked(&[1]);
    assert_eq!(service.next_ms(), Some(32_000));
    service.pass(31_999);
    assert!(service.is_open());
    service.pass(32_000);
    assert!(!service.is_open());
    let mut service = asked(&[2, 4, 6, 8]);
    service.pressed(Press::Enter, 2_000);
    service.pass(121_999);
    assert_eq!(service.shown(), &Shown::Open);
    service.pass(122_000);
    assert_eq!((service.is_open(), service.next_ms()), (false, None));
}

fn facts(words: &Words<'_>) -> Facts {
    let rows = [
        ("service-version", "0.1.0"),
        ("service-server", "https://192.168.1.10:7070"),
        ("service-line", "OK"),
        ("service-device", "kiosk-sanh · tay-ninh"),
        ("service-network", "192.168.1.21"),
        ("service-printer", "OK"),
    ];
    let log = (10..60).map(|minute| {
        format!("2026-11-23T01:{minute}:10Z  WARN kiosk: there is no line to the server; trying again")
    });
    Facts { rows: rows.map(|(word, value)| (words.get(word), value.to_owned())).to_vec(), log: log.collect() }
}

fn check(name: &str, service: &Service, language: &str, size: Size) {
    let texts = Texts::new(&WORDS).unwrap();
    let words = texts.speak(language, "vi");
    let mut painter = Painter::new(size);
    let sheet = sheet(service, &facts(&words), &words, size).unwrap();
    for target in sheet.targets() {
        assert!(target.area.w >= 80 && target.area.h >= 80, "{target:?} on {size} is too small for a finger");
    }
    painter.show(sheet.frame(&Buttons::new()));
    screen::golden::check(env!("CARGO_MANIFEST_DIR"), name, painter.canvas());
}

const SMALL: Size = Size::new(1024, 600);

#[test]
fn which_pin() {
    check("service_pin", &asked(&[1, 2, 3]), "vi", SIZE);
    let mut service = asked(&[]);
    (0..5).for_each(|_| drop(try_pin(&mut service, &[1], 2_000)));
    check("service_paused", &service, "en", SMALL);
}

#[test]
fn how_the_machine_is() {
    let mut service = asked(&[]);
    try_pin(&mut service, &[2, 4, 6, 8], 2_000);
    check("service", &service, "vi", SIZE);
    check("service_small", &service, "en", SMALL);
    service.pressed(Press::Touches, 2_000);
    [(100, 300), (480, 640), (900, 1500)].into_iter().for_each(|at| service.touched(at, SIZE, 2_000));
    check("service_touches", &service, "vi", SIZE);
}
