//! A program driven through a folder of pictures: scripted, without a display and without waiting.

use crate::area::Area;
use crate::frame::Frame;
use crate::golden::read_png;
use crate::input::{Input, Key};
use crate::picture::Rotation;
use crate::screen::{Options, Output, Program, Screen, Waker};
use crate::theme;
use embedded_graphics::geometry::{OriginDimensions, Size};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// A bar as long as the number of keys that were pressed; counts wakes without showing them.
#[derive(Default)]
struct Bar {
    keys: i32,
    wakes: u32,
    due: Option<Instant>,
    quit_at_wake: Option<Waker>,
}

impl Program for Bar {
    fn input(&mut self, input: Input, _: Instant) {
        self.keys += i32::from(matches!(input, Input::Key(_)));
    }

    fn wake(&mut self, _: Instant) {
        self.wakes += 1;
        self.due = None;
        if let Some(waker) = self.quit_at_wake.take() {
            waker.quit();
        }
    }

    fn next_wake(&self) -> Option<Instant> {
        self.due
    }

    fn frame(&self, size: Size) -> Frame<'_> {
        let mut frame = Frame::new(theme::PAPER);
        let area = Area::of_size(size).split_top(2).0;
        frame.region(area, theme::WHITE, self.keys, |keys, area, pen| {
            pen.fill(area.split_left(*keys).0, theme::INK);
        });
        frame
    }
}

fn open(folder: &Path, rotation: Rotation) -> Screen {
    let output = Output::Pictures(folder.to_owned());
    let title = String::new();
    Screen::open(Options { output, size: Size::new(8, 4), rotation, title, hide_pointer: false }).unwrap()
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn each_changed_picture_becomes_a_file() {
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("made").join("here");
    let screen = open(&folder, Rotation::None);
    let waker = screen.waker();
    waker.input(Input::Key(Key::Tab));
    waker.wake();
    waker.clone().input(Input::Cancelled { touch: 1 });
    waker.input(Input::Key(Key::Tab));
    waker.quit();
    waker.input(Input::Key(Key::Tab));
    let (mut bar, mut ready) = (Bar::default(), 0);
    screen.run(&mut bar, Instant::now, || ready += 1).unwrap();
    assert_eq!((bar.keys, bar.wakes, ready), (2, 1, 1));
    assert_eq!(names(&folder), ["000001.png", "000002.png", "000003.png"]);
    let last = read_png(&folder.join("000003.png")).unwrap();
    assert_eq!((last.pixel(1, 1), last.pixel(2, 1)), (Some(theme::INK), Some(theme::WHITE)));
}

#[test]
fn ready_is_told_after_the_first_picture() {
    let folder = tempfile::tempdir().unwrap();
    let screen = open(folder.path(), Rotation::None);
    screen.waker().quit();
    let mut seen = Vec::new();
    screen.run(&mut Bar::default(), Instant::now, || seen = names(folder.path())).unwrap();
    assert_eq!(seen, ["000001.png"]);
}

#[test]
fn a_due_moment_wakes() {
    let folder = tempfile::tempdir().unwrap();
    let screen = open(folder.path(), Rotation::None);
    let due = Some(Instant::now());
    let mut bar = Bar { due, quit_at_wake: Some(screen.waker()), ..Bar::default() };
    screen.run(&mut bar, Instant::now, || {}).unwrap();
    assert_eq!(bar.wakes, 1);
}

#[test]
fn a_signal_comes_before_a_far_moment() {
    let folder = tempfile::tempdir().unwrap();
    let screen = open(folder.path(), Rotation::None);
    let waker = screen.waker();
    let caller = std::thread::spawn(move || waker.quit());
    let due = Some(Instant::now() + Duration::from_secs(3600));
    screen.run(&mut Bar { due, ..Bar::default() }, Instant::now, || {}).unwrap();
    caller.join().unwrap();
}

#[test]
fn without_anybody_to_call_it_ends() {
    let folder = tempfile::tempdir().unwrap();
    open(folder.path(), Rotation::None).run(&mut Bar::default(), Instant::now, || {}).unwrap();
    assert_eq!(names(folder.path()), ["000001.png"]);
}

#[test]
fn pictures_are_turned_as_the_panel_is() {
    let folder = tempfile::tempdir().unwrap();
    open(folder.path(), Rotation::Quarter).run(&mut Bar::default(), Instant::now, || {}).unwrap();
    let picture = read_png(&folder.path().join("000001.png")).unwrap();
    assert_eq!(picture.size(), Size::new(4, 8));
    assert_eq!((picture.pixel(3, 0), picture.pixel(0, 0)), (Some(theme::WHITE), Some(theme::PAPER)));
}

#[test]
fn another_size_is_another_picture() {
    let folder = tempfile::tempdir().unwrap();
    let screen = open(folder.path(), Rotation::None);
    screen.waker().input(Input::Resized(Size::new(6, 3)));
    screen.run(&mut Bar::default(), Instant::now, || {}).unwrap();
    assert_eq!(read_png(&folder.path().join("000002.png")).unwrap().size(), Size::new(6, 3));
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "").unwrap();
    let output = Output::Pictures(file.join("below"));
    let (size, title) = (Size::new(8, 4), String::new());
    let options = Options { output, size, rotation: Rotation::None, title, hide_pointer: false };
    let error = Screen::open(options).unwrap_err();
    assert!(format!("{error:#}").contains("file/below"), "{error:#}");
}

#[test]
fn outputs_are_read_strictly() {
    assert_eq!("window".parse::<Output>().unwrap(), Output::Window);
    assert_eq!("full".parse::<Output>().unwrap(), Output::Full);
    assert_eq!("png:/a:b".parse::<Output>().unwrap(), Output::Pictures(PathBuf::from("/a:b")));
    for wrong in ["", "png", "png:", "Window", "window:", "full:0", "jpg:a"] {
        assert!(wrong.parse::<Output>().is_err(), "{wrong}");
    }
}
