//! A screen that is a folder: each changed picture becomes a file. Needs no display; its input is scripted.

use crate::canvas::Canvas;
use crate::frame::Painter;
use crate::picture::Rotation;
use crate::screen::{Options, Program, Signal};
use anyhow::Context;
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Instant;

pub(crate) fn open(folder: &Path) -> anyhow::Result<()> {
    std::fs::create_dir_all(folder).with_context(|| format!("making the folder {}", folder.display()))
}

pub(crate) fn run<P: Program>(
    folder: &Path,
    signals: &Receiver<Signal>,
    options: &Options,
    program: &mut P,
    clock: fn() -> Instant,
    ready: impl FnOnce(),
) -> anyhow::Result<()> {
    let mut painter = Painter::new(options.size);
    let mut pictures = Pictures { folder, rotation: options.rotation, last: None, count: 0 };
    let mut ready = Some(ready);
    loop {
        if !painter.show(program.frame(painter.canvas().area().size())).is_empty() {
            pictures.save(painter.canvas())?;
        }
        if let Some(ready) = ready.take() {
            ready();
        }
        match next(signals, program.next_wake(), clock) {
            Some(Signal::Wake) => program.wake(clock()),
            Some(Signal::Input(input)) => {
                if let crate::input::Input::Resized(size) = input {
                    painter.resize(size);
                }
                program.input(input, clock());
            }
            Some(Signal::Quit) | None => return Ok(()),
        }
    }
}

/// The next signal, or a wake when its moment comes first. None when nobody is left to call and no wake is
/// wanted: then the picture can never change again.
fn next(signals: &Receiver<Signal>, at: Option<Instant>, clock: fn() -> Instant) -> Option<Signal> {
    let Some(at) = at else { return signals.recv().ok() };
    match signals.recv_timeout(at.saturating_duration_since(clock())) {
        Ok(signal) => Some(signal),
        Err(RecvTimeoutError::Timeout) => Some(Signal::Wake),
        Err(RecvTimeoutError::Disconnected) => None,
    }
}

struct Pictures<'a> {
    folder: &'a Path,
    rotation: Rotation,
    last: Option<Canvas>,
    count: u32,
}

impl Pictures<'_> {
    /// Writes a picture, turned as its panel is, unless it is the one written last.
    fn save(&mut self, canvas: &Canvas) -> anyhow::Result<()> {
        let turned = self.rotation.turned(canvas);
        if self.last.as_ref() != Some(&turned) {
            self.count += 1;
            turned.save_png(&self.folder.join(format!("{:06}.png", self.count)))?;
            self.last = Some(turned);
        }
        Ok(())
    }
}
