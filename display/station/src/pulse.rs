//! Signs of life to whoever watches over the program, such as systemd: given by the loop that draws, so that one that
//! hangs gives none.
use std::time::{Duration, Instant};

use sd_notify::NotifyState;

/// What is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// The first picture stands.
    Ready,
    /// It lives.
    Alive,
    /// What it is doing, in a word.
    Doing(&'static str),
}

/// Tells systemd, where it has started the program. It watches, the program does not depend on it.
pub fn tell_systemd(sign: Sign) {
    let state = match sign {
        Sign::Ready => NotifyState::Ready,
        Sign::Alive => NotifyState::Watchdog,
        Sign::Doing(doing) => NotifyState::Status(doing),
    };
    let _ = sd_notify::notify(&[state]);
}

/// Tells a watcher, if there is one.
#[derive(Debug)]
pub struct Pulse {
    every: Option<Duration>,
    tell: fn(Sign),
    due: Option<Instant>,
    doing: Option<&'static str>,
}

impl Pulse {
    /// Of a program that begins at `now` and is taken for hung after `patience` without a sign; without patience
    /// nobody counts them. `tell` carries the signs.
    pub fn new(patience: Option<Duration>, tell: fn(Sign), now: Instant) -> Self {
        // Three chances in the time.
        let every = patience.map(|patience| patience / 3);
        Self { every, tell, due: every.map(|_| now), doing: None }
    }

    /// The loop came round at `now`, doing this.
    pub(crate) fn beat(&mut self, now: Instant, doing: &'static str) {
        if self.doing != Some(doing) {
            self.doing = Some(doing);
            (self.tell)(Sign::Doing(doing));
        }
        if let Some(every) = self.every.filter(|_| self.due.is_some_and(|due| due <= now)) {
            self.due = Some(now + every);
            (self.tell)(Sign::Alive);
        }
    }

    /// When the next sign is due.
    pub(crate) fn due(&self) -> Option<Instant> {
        self.due
    }
}
