//! Where a program appears, and how it is driven: in a window, over the full screen, or as pictures in a
//! folder. All three drive it through the same trait.

use crate::frame::Frame;
use crate::input::Input;
use crate::picture::Rotation;
use crate::{png_folder, window};
use embedded_graphics::geometry::Size;
use std::path::PathBuf;
use std::str::FromStr;
use std::sync::mpsc;
use std::time::Instant;
use winit::event_loop::EventLoopProxy;

/// A program that is seen on a screen. Its picture depends on its state alone; it is asked for after each
/// of the other calls, and only what changed is drawn.
pub trait Program {
    /// Somebody did something at the screen.
    fn input(&mut self, input: Input, now: Instant);

    /// A [`Waker`] called, or the moment of [`Program::next_wake`] came.
    fn wake(&mut self, now: Instant);

    /// When to be woken next without anybody calling, if at all. Must lie in the future after a wake.
    fn next_wake(&self) -> Option<Instant>;

    /// The picture of this state, at this size.
    fn frame(&self, size: Size) -> Frame<'_>;
}

/// Where the picture goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// A window.
    Window,
    /// The whole of the first screen, with or without a window manager.
    Full,
    /// A folder that gets each changed picture as `000001.png`, `000002.png` and so on.
    Pictures(PathBuf),
}

impl FromStr for Output {
    type Err = anyhow::Error;

    /// Reads `window`, `full` or `png:DIR`.
    fn from_str(text: &str) -> Result<Self, anyhow::Error> {
        match text.split_once(':') {
            None if text == "window" => Ok(Self::Window),
            None if text == "full" => Ok(Self::Full),
            Some(("png", folder)) if !folder.is_empty() => Ok(Self::Pictures(PathBuf::from(folder))),
            _ => anyhow::bail!("a screen is window, full or png:DIR, not {text}"),
        }
    }
}

/// How a program appears.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where.
    pub output: Output,
    /// Size of the picture before it is turned; the full screen has its own.
    pub size: Size,
    /// How the panel is turned.
    pub rotation: Rotation,
    /// Title of the window.
    pub title: String,
    /// Whether the mouse pointer is hidden: for touch panels.
    pub hide_pointer: bool,
}

/// What other threads tell the one that draws.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Signal {
    Wake,
    Input(Input),
    Quit,
}

/// Calls the thread that draws, from any other. Clone it freely; calls after the end are lost.
#[derive(Clone, Debug)]
pub struct Waker(Line);

#[derive(Clone, Debug)]
enum Line {
    Window(EventLoopProxy<Signal>),
    Pictures(mpsc::Sender<Signal>),
}

impl Waker {
    /// Something arrived for the program: it is woken and drawn.
    pub fn wake(&self) {
        self.send(Signal::Wake);
    }

    /// As if somebody did this at the screen: for scripts.
    pub fn input(&self, input: Input) {
        self.send(Signal::Input(input));
    }

    /// Ends the program: [`Screen::run`] returns.
    pub fn quit(&self) {
        self.send(Signal::Quit);
    }

    /// A line without anybody at the other end means that the program has ended: nothing is left to tell.
    fn send(&self, signal: Signal) {
        match &self.0 {
            Line::Window(proxy) => drop(proxy.send_event(signal)),
            Line::Pictures(sender) => drop(sender.send(signal)),
        }
    }
}

/// An opened screen on which nothing runs yet.
#[derive(Debug)]
pub struct Screen {
    options: Options,
    end: End,
}

#[derive(Debug)]
enum End {
    Window(Box<window::Loop>),
    Pictures(PathBuf, mpsc::Receiver<Signal>, mpsc::Sender<Signal>),
}

impl Screen {
    /// Opens the screen; a window must be opened on the main thread. Fails in one sentence when there is no
    /// X display, or when the folder can't be made.
    pub fn open(options: Options) -> anyhow::Result<Self> {
        let end = match &options.output {
            Output::Window | Output::Full => End::Window(Box::new(window::open()?)),
            Output::Pictures(folder) => {
                png_folder::open(folder)?;
                let (sender, receiver) = mpsc::channel();
                End::Pictures(folder.clone(), receiver, sender)
            }
        };
        Ok(Self { options, end })
    }

    /// A line to the thread that will run here.
    pub fn waker(&self) -> Waker {
        Waker(match &self.end {
            End::Window(events) => Line::Window(events.create_proxy()),
            End::Pictures(_, _, sender) => Line::Pictures(sender.clone()),
        })
    }

    /// Runs a program until somebody quits or the window is closed. Calls `ready` once, after the first
    /// picture is shown. `clock` tells the time: `Instant::now`.
    pub fn run<P: Program>(
        self,
        program: &mut P,
        clock: fn() -> Instant,
        ready: impl FnOnce(),
    ) -> anyhow::Result<()> {
        let Self { options, end } = self;
        match end {
            End::Window(events) => window::run(*events, options, program, clock, ready),
            End::Pictures(folder, receiver, sender) => {
                // With its last waker gone the folder's program ends, so none may be kept here.
                drop(sender);
                png_folder::run(&folder, &receiver, &options, program, clock, ready)
            }
        }
    }
}
