//! The real kiosk: its window is touched, its paper decoded from the bytes, its QR code read.
use std::path::PathBuf;
use std::time::Duration;

use serde_json::{Value, json};
use tests::hall::{Hall, OFFICE, PUBLIC_URL, office_path};
use tests::paper::{self, Paper};
use tests::patience::until;
use tests::picture::Picture;
use tests::programs::Program;
use tests::proxy::Proxy;
use tests::wire::Request;
use tests::x_server::XServer;

use super::screens::{self, KIOSK};

/// The letter on the card of service A stands on this colour (office file), the button "done" on that (look).
pub(super) const CARD_A: [u8; 3] = [0x1F, 0x5F, 0xA8];
const DONE: [u8; 3] = [0x0F, 0x2A, 0x4D];
/// Where the main button stands, percent of the screen's height. Above it the bar and below it the edges of the other
/// buttons have its colour, too, and all words.
const MAIN_BUTTON: (usize, usize) = (76, 84);

/// A kiosk in its window, with a plain file as its printer unless told otherwise.
pub(super) struct Kiosk {
    pub(super) x: XServer,
    pub(super) program: Program,
}

impl Kiosk {
    pub(super) fn start(hall: &Hall, server: &str, more: &[&str]) -> Self {
        // Of the window's size, so that a place in the window is a place on the screen.
        let x = XServer::start(KIOSK.0, KIOSK.1).unwrap();
        let printer = format!("file:{}", paper_file(hall).display());
        let printer = if more.contains(&"--printer") { &[][..] } else { &["--printer", &printer] };
        let own = ["--server", server, "--office", OFFICE, "--screen", "window"];
        let program = screens::kiosk(hall, &[&own, printer, more].concat(), Some(&x));
        Self { x, program }
    }

    pub(super) fn picture(&self) -> Picture {
        self.x.picture().unwrap()
    }

    /// Touches the card of service A as soon as it is there.
    pub(super) fn touch_a(&self, times: usize) {
        let (x, y) = until("the card of service A", || self.picture().middle_of(CARD_A));
        self.x.click(x, y, times).unwrap();
    }

    /// Waits for the number on the screen; gives what its QR code says.
    pub(super) fn result(&self) -> String {
        until("the QR code on the screen", || self.picture().codes().pop())
    }

    /// What it shows between these heights, percent, and where that begins.
    pub(super) fn band(&self, (top, bottom): (usize, usize)) -> (Picture, usize) {
        let Picture { width, pixels } = self.picture();
        let height = pixels.len() / width;
        let (top, bottom) = (height * top / 100, height * bottom / 100);
        (Picture { width, pixels: pixels[width * top..width * bottom].to_vec() }, top)
    }

    /// Where the main button is, above the others, when it can be touched.
    pub(super) fn main_button_in(Picture { width, pixels }: &Picture) -> Option<(usize, usize)> {
        let height = pixels.len() / width;
        let (top, bottom) = (height * MAIN_BUTTON.0 / 100, height * MAIN_BUTTON.1 / 100);
        let band = Picture { width: *width, pixels: pixels[width * top..width * bottom].to_vec() };
        band.middle_of(DONE).map(|(x, y)| (x, top + y))
    }

    /// Touches the card of service A, and the main button where the kiosk asks whether one more is wanted. Taps that
    /// follow too fast on a touch that led to another screen do nothing there, so they are repeated.
    pub(super) fn take_a(&self) -> String {
        until("the number", || {
            let picture = self.picture();
            let code = picture.codes().pop();
            let target = picture.middle_of(CARD_A).or_else(|| Self::main_button_in(&picture));
            if let (None, Some((x, y))) = (&code, target) {
                self.x.click(x, y, 1).unwrap();
            }
            code
        })
    }

    /// Touches "done" until home is there.
    pub(super) fn done(&self) {
        until("home", || {
            let picture = self.picture();
            let home = picture.middle_of(CARD_A);
            if let (None, Some((x, y))) = (home, Self::main_button_in(&picture)) {
                self.x.click(x, y, 1).unwrap();
            }
            home
        });
    }
}

fn paper_file(hall: &Hall) -> PathBuf {
    hall.path().join("paper.bin")
}

/// Waits until this many whole tickets came out.
fn printed(hall: &Hall, count: usize) -> Vec<Paper> {
    let read = || paper::print(&std::fs::read(paper_file(hall)).ok()?).ok();
    until("the paper", || read().filter(|papers| papers.len() >= count))
}

pub(super) fn waiting(hall: &Hall) -> Value {
    hall.get("board").json()["waiting"][0]["count"].clone()
}

/// The ticket behind a URL as it is printed.
pub(super) fn ticket(hall: &Hall, url: &str) -> Value {
    let token = url.strip_prefix(&format!("{}/T/", PUBLIC_URL.to_ascii_uppercase())).unwrap();
    hall.send(&Request::new("GET", &format!("/api/v1/tickets/{token}"))).json()
}

#[test]
fn a_touch_gives_a_number_on_screen_and_paper() {
    let hall = Hall::open();
    let kiosk = Kiosk::start(&hall, &hall.url(), &[]);
    kiosk.touch_a(1);
    let on_screen = kiosk.result();
    let papers = printed(&hall, 1);
    assert_eq!((papers.len(), papers[0].width), (1, 576));
    assert!(papers[0].height() > 400 && papers[0].black() > 5_000, "a ticket has something on it");
    assert_eq!(papers[0].codes(), std::slice::from_ref(&on_screen));
    let ticket = ticket(&hall, &on_screen);
    assert_eq!((&ticket["number"], &ticket["state"]), (&json!("A001"), &json!("waiting")));
    let counter = Request::new("GET", &office_path("counters/1")).header("cookie", hall.cookie("clerk-1"));
    until("the server is told of the paper", || {
        (hall.send(&counter).json()["waiting"][0]["printed"] == json!(true)).then_some(())
    });
}

#[test]
fn a_double_touch_gives_one_number() {
    let hall = Hall::open();
    let kiosk = Kiosk::start(&hall, &hall.url(), &[]);
    kiosk.touch_a(2);
    kiosk.result();
    kiosk.done();
    assert_eq!((waiting(&hall), printed(&hall, 1).len()), (json!(1), 1));
    // One of the same service was given just now: the kiosk asks, and takes it all the same.
    kiosk.take_a();
    assert_eq!((waiting(&hall), printed(&hall, 2).len()), (json!(2), 2));
}

#[test]
fn the_keyboard_reaches_everything() {
    let hall = Hall::open();
    let kiosk = Kiosk::start(&hall, &hall.url(), &["--paper", "58"]);
    until("home", || kiosk.picture().middle_of(CARD_A));
    kiosk.x.focus().unwrap();
    kiosk.x.key("Tab").unwrap();
    kiosk.x.key("Return").unwrap();
    assert_eq!(ticket(&hall, &kiosk.result())["number"], "A001");
    assert_eq!(printed(&hall, 1)[0].width, 384);
}

/// The power goes when the server has counted the press and the kiosk has not heard of it yet.
#[test]
fn a_press_survives_the_kiosks_death_and_counts_once() {
    let hall = Hall::open();
    let line = Proxy::start(hall.address()).unwrap();
    let mut kiosk = Kiosk::start(&hall, &line.url(), &[]);
    until("home", || kiosk.picture().middle_of(CARD_A));
    line.hold();
    kiosk.touch_a(1);
    until("the server counts the press", || (waiting(&hall) == json!(1)).then_some(()));
    assert!(!paper_file(&hall).exists(), "nobody was told of the number");
    kiosk.program.kill();
    line.release();
    let again = Kiosk::start(&hall, &line.url(), &[]);
    let papers = printed(&hall, 1);
    assert_eq!(ticket(&hall, &papers[0].codes()[0])["number"], "A001");
    assert_eq!(papers[0].codes(), [again.result()]);
    again.done();
    assert_eq!((waiting(&hall), printed(&hall, 1).len()), (json!(1), 1), "once counted, once printed");
}

/// The server dies under the kiosk's hands: no press is lost in silence or counted twice.
#[test]
fn a_kiosk_is_whole_again_after_the_server() {
    let mut hall = Hall::open();
    let kiosk = Kiosk::start(&hall, &hall.url(), &[]);
    until("home", || kiosk.picture().middle_of(CARD_A));
    hall.kill();
    until("the kiosk says so", || kiosk.picture().middle_of(CARD_A).is_none().then_some(()));
    hall.start();
    kiosk.touch_a(1);
    assert_eq!(ticket(&hall, &kiosk.result())["number"], "A001");
    assert_eq!(printed(&hall, 1).len(), 1);
}

/// The lines of the kiosk's log that say this.
fn logged(hall: &Hall, words: &str) -> usize {
    let log = std::fs::read_to_string(hall.path().join("kiosk.log")).unwrap();
    log.lines().filter(|line| line.contains(words)).count()
}

#[test]
fn the_log_tells_each_change_of_the_server_once() {
    let mut hall = Hall::open();
    let _kiosk = Kiosk::start(&hall, &hall.url(), &[]);
    let wait_for = |hall: &Hall, words: &str| {
        until(words, || (logged(hall, words) > 0).then_some(()));
    };
    wait_for(&hall, "the server tells of the office");
    hall.kill();
    wait_for(&hall, "the line to the server is lost");
    let revoked = hall.command(&["device", "revoke", "--office", OFFICE, "--name", "kiosk"], "").unwrap();
    assert!(revoked.status.success(), "{revoked:?}");
    hall.start();
    wait_for(&hall, "the server is back");
    wait_for(&hall, "the server does not take this device's key");
    for words in ["the server tells of", "the line to", "the server is back", "the server does not take"] {
        assert_eq!(logged(&hall, words), 1, "{words}");
    }
    assert_eq!(logged(&hall, "\x1b"), 0, "a file has no colours");
}

/// Over the full screen of an X server without a window manager, whose panel stands on its side.
#[test]
fn a_turned_panel_is_touched_where_it_shows() {
    let hall = Hall::open();
    for degrees in ["90", "270"] {
        let x = XServer::start(KIOSK.1, KIOSK.0).unwrap();
        let (url, own) = (hall.url(), ["--office", OFFICE, "--screen", "full", "--rotate", degrees]);
        let program = screens::kiosk(&hall, &[&["--server", &url], &own[..]].concat(), Some(&x));
        let kiosk = Kiosk { x, program };
        let picture = kiosk.picture();
        assert_eq!((picture.width, picture.pixels.len()), (KIOSK.1, KIOSK.0 * KIOSK.1));
        kiosk.touch_a(1);
        kiosk.result();
    }
    assert_eq!(waiting(&hall), json!(2));
}

#[test]
fn whoever_knows_the_corner_and_the_pin_prints_a_test() {
    let hall = Hall::open();
    let pin = hall.path().join("pin");
    std::fs::write(&pin, "2468\n").unwrap();
    let kiosk = Kiosk::start(&hall, &hall.url(), &["--service-pin-file", pin.to_str().unwrap()]);
    until("home", || kiosk.picture().middle_of(CARD_A));
    kiosk.x.click(20, 20, 5).unwrap();
    until("the question for the PIN", || kiosk.picture().middle_of(CARD_A).is_none().then_some(()));
    kiosk.x.focus().unwrap();
    // The first button of the service screen prints.
    for key in ["2", "4", "6", "8", "Return", "Tab", "Return"] {
        kiosk.x.key(key).unwrap();
    }
    assert!(printed(&hall, 1)[0].black() > 1_000);
    kiosk.x.key("Escape").unwrap();
    until("home", || kiosk.picture().middle_of(CARD_A));
    assert_eq!(waiting(&hall), json!(0), "a test is no ticket");
}

#[test]
fn it_ends_when_it_is_told_to() {
    let hall = Hall::open();
    let mut kiosk = Kiosk::start(&hall, &hall.url(), &[]);
    kiosk.program.terminate();
    let status = kiosk.program.wait(Duration::from_secs(10)).unwrap();
    assert!(status.success(), "{status}");
}
