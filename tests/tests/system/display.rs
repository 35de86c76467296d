//! The real display: what it draws while calls are made, while the line is lost, and after.
use std::time::Duration;

use client::{Act, Staff};
use tests::hall::{Hall, OFFICE};
use tests::patience::until;
use tests::picture::{Picture, Pictures};
use tests::programs::Program;
use tests::x_server::XServer;

use super::screens::{self, DISPLAY};

/// The call that is shown large stands on gold; the sentence about the lost line on white (look).
const GOLD: [u8; 3] = [0xFF, 0xC8, 0x45];
const TOLD_LOST: [u8; 3] = [0xF6, 0xF7, 0xF9];

/// A display that draws into a folder.
pub(super) struct Display {
    pub(super) pictures: Pictures,
    program: Program,
}

impl Display {
    /// With these flags, after its first board.
    pub(super) fn start(hall: &Hall, flags: &[&str]) -> Self {
        let pictures = Pictures::of(hall.path().join("pictures"));
        let program = screens::display(hall, &[&["--screen", &*pictures.screen()], flags].concat(), None);
        pictures.after(0, "the first board", is_whole);
        Self { pictures, program }
    }
}

fn is_whole(picture: &Picture) -> bool {
    picture.share_percent(TOLD_LOST) < 1
}

pub(super) fn is_lost(picture: &Picture) -> bool {
    picture.share_percent(TOLD_LOST) >= 4 && picture.share_percent(GOLD) == 0
}

pub(super) fn has_call(picture: &Picture) -> bool {
    picture.share_percent(GOLD) >= 5
}

pub(super) fn is_whole_with_call(picture: &Picture) -> bool {
    is_whole(picture) && has_call(picture)
}

pub(super) async fn call(clerk: &Staff) {
    assert!(clerk.at(OFFICE, "1").next(Act::default()).await.unwrap().ticket.is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_is_in_the_next_picture() {
    let hall = Hall::open();
    hall.seat("A", 3).await;
    let clerk = hall.clerk("1").await;
    let Display { pictures, program: _program } = Display::start(&hall, &[]);
    let settled = pictures.after(0, "the board", is_whole);
    assert!(!has_call(&pictures.picture(settled).unwrap()), "nobody was called");
    let before = pictures.last();
    call(&clerk).await;
    let with_call = pictures.after(before, "the call", has_call);
    assert!(with_call <= before + 2, "{with_call} pictures after {before}");
    let first = pictures.picture(with_call).unwrap();
    call(&clerk).await;
    pictures.after(with_call, "the next call", |picture| {
        has_call(picture) && picture.difference_percent(&first) > 0
    });
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_line_is_told_and_the_board_is_whole_again_after() {
    let mut hall = Hall::open();
    hall.seat("A", 3).await;
    let clerk = hall.clerk("1").await;
    let Display { pictures, mut program } = Display::start(&hall, &[]);
    call(&clerk).await;
    let called = pictures.after(0, "the call", has_call);
    hall.kill();
    let lost = pictures.after(called, "the lost line", is_lost);
    hall.start();
    pictures.after(lost, "the whole board", is_whole_with_call);
    program.terminate();
    assert!(program.wait(Duration::from_secs(10)).unwrap().success());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_window_shows_a_call() {
    let hall = Hall::open();
    hall.seat("A", 1).await;
    let clerk = hall.clerk("1").await;
    let x = XServer::start(DISPLAY.0, DISPLAY.1).unwrap();
    let _display = screens::display(&hall, &["--screen", "window"], Some(&x));
    let picture = || x.picture().unwrap();
    until("the board in the window", || is_whole(&picture()).then_some(()));
    assert!(!has_call(&picture()));
    call(&clerk).await;
    until("the call in the window", || has_call(&picture()).then_some(()));
}
