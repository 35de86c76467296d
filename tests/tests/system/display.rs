//! The real display: what it draws while calls are made, while the line is lost, and after.
use std::path::PathBuf;
use std::time::Duration;

use client::{Act, Staff};
use tests::hall::{Hall, OFFICE};
use tests::patience::until;
use tests::picture::Picture;
use tests::programs::{self, Program};
use tests::x_server::XServer;

/// The call that is shown large stands on gold; the sentence about the lost line on white (look).
const GOLD: [u8; 3] = [0xFF, 0xC8, 0x45];
const TOLD_LOST: [u8; 3] = [0xF6, 0xF7, 0xF9];

/// A display that draws into a folder.
pub(super) struct Display {
    folder: PathBuf,
    program: Program,
}

impl Display {
    fn start(hall: &Hall) -> Self {
        Self::start_with(hall, &[])
    }

    pub(super) fn start_with(hall: &Hall, more: &[&str]) -> Self {
        let folder = hall.path().join("pictures");
        let screen = format!("png:{}", folder.display());
        let own = ["--screen", &screen, "--size", "1280x720"];
        let program = start(hall, &[&own, more].concat(), None);
        let display = Self { folder, program };
        display.after(0, "the first board", |picture| is_whole(picture).then_some(()));
        display
    }

    /// The number of the last picture.
    fn last(&self) -> usize {
        std::fs::read_dir(&self.folder).unwrap().count()
    }

    fn picture(&self, number: usize) -> Option<Picture> {
        Picture::of_png(&self.folder.join(format!("{number:06}.png"))).ok()
    }

    /// Waits for a picture after that one in which something can be seen; gives its number.
    pub(super) fn after<T>(&self, number: usize, what: &str, see: impl Fn(&Picture) -> Option<T>) -> usize {
        let mut next = number + 1;
        until(what, || {
            let seen = see(&self.picture(next)?);
            next += 1;
            seen.map(|_| next - 1)
        })
    }
}

fn start(hall: &Hall, arguments: &[&str], display: Option<&str>) -> Program {
    let mut command = programs::command("display").unwrap();
    command.args(["--server", &hall.url(), "--office", OFFICE]).args(arguments);
    if let Some(display) = display {
        command.env("DISPLAY", display);
    }
    let mut program = Program::start("display", &mut command, &hall.path().join("display.log")).unwrap();
    program.line("ready", Duration::from_secs(30)).unwrap();
    program
}

pub(super) fn is_whole(picture: &Picture) -> bool {
    picture.share_percent(TOLD_LOST) < 1
}

pub(super) fn is_lost(picture: &Picture) -> bool {
    picture.share_percent(TOLD_LOST) >= 4 && picture.share_percent(GOLD) == 0
}

pub(super) fn has_call(picture: &Picture) -> bool {
    picture.share_percent(GOLD) >= 5
}

pub(super) async fn call(clerk: &Staff) {
    assert!(clerk.at(OFFICE, "1").next(Act::default()).await.unwrap().ticket.is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_is_in_the_next_picture() {
    let hall = Hall::open();
    hall.seat("A", 3).await;
    let clerk = hall.clerk("1").await;
    let display = Display::start(&hall);
    let settled = display.after(0, "the board", |picture| is_whole(picture).then_some(()));
    assert!(!has_call(&display.picture(settled).unwrap()), "nobody was called");
    let before = display.last();
    call(&clerk).await;
    let with_call = display.after(before, "the call", |picture| has_call(picture).then_some(()));
    assert!(with_call <= before + 2, "{with_call} pictures after {before}");
    let first = display.picture(with_call).unwrap();
    call(&clerk).await;
    display.after(with_call, "the next call", |picture| {
        (has_call(picture) && picture.difference_percent(&first) > 0).then_some(())
    });
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_line_is_told_and_the_board_is_whole_again_after() {
    let mut hall = Hall::open();
    hall.seat("A", 3).await;
    let clerk = hall.clerk("1").await;
    let mut display = Display::start(&hall);
    call(&clerk).await;
    let called = display.after(0, "the call", |picture| has_call(picture).then_some(()));
    hall.kill();
    let lost = display.after(called, "the lost line", |picture| is_lost(picture).then_some(()));
    hall.start();
    display.after(lost, "the whole board", |picture| (is_whole(picture) && has_call(picture)).then_some(()));
    display.program.terminate();
    assert!(display.program.wait(Duration::from_secs(10)).unwrap().success());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_window_shows_a_call() {
    let hall = Hall::open();
    hall.seat("A", 1).await;
    let clerk = hall.clerk("1").await;
    let x = XServer::start(1280, 720).unwrap();
    let _display = start(&hall, &["--screen", "window", "--size", "1280x720"], Some(x.display()));
    let picture = || x.picture().unwrap();
    until("the board in the window", || is_whole(&picture()).then_some(()));
    assert!(!has_call(&picture()));
    call(&clerk).await;
    until("the call in the window", || has_call(&picture()).then_some(()));
}
