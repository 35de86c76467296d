//! The service screen: what the one who looks after the machine sees of it, behind a gesture that no visitor makes and
//! a PIN. A state machine like `app`: pure, time is milliseconds since the program began.
pub(crate) mod view;

use embedded_graphics::geometry::Size;
use screen::input::Key;

/// So many taps of the corner, none of them elsewhere.
const TAPS: usize = 5;

/// All within this time.
const TAPS_MS: u64 = 4_000;

/// The corner's sides: a share of the picture's shorter side, in hundredths.
const CORNER_PERCENT: u32 = 14;

/// No PIN is longer.
const DIGITS_MAX: usize = 12;

/// After so many wrong PINs, and each one after them, there is a pause.
const TRIES: u32 = 5;

const PAUSE_MS: u64 = 60_000;

/// Nobody types any more.
const ASKING_IDLE_MS: u64 = 30_000;

/// Nobody looks any more.
const OPEN_IDLE_MS: u64 = 120_000;

/// So many touches are seen at once.
const DOTS_MAX: usize = 60;

/// What can be pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Press {
    Digit(u8),
    Erase,
    Enter,
    Print,
    Touches,
    Back,
    Close,
}

/// What is seen of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Shown {
    /// The kiosk as visitors see it.
    Nothing,
    /// Which PIN?
    Asking {
        typed: String,
        wrong: bool,
    },
    Open,
    /// Where the panel was touched.
    Touches(Vec<(i32, i32)>),
}

/// The service screen.
#[derive(Clone, Debug)]
pub(crate) struct Service {
    /// None: there is no service screen.
    pin: Option<String>,
    shown: Shown,
    /// When the corner was tapped.
    taps_ms: Vec<u64>,
    /// Wrong PINs since the last right one.
    wrong: u32,
    /// Until when no PIN is taken.
    paused_until_ms: u64,
    touched_ms: u64,
    now_ms: u64,
}

impl Service {
    /// Behind a PIN of digits; without one it can't be opened.
    pub(crate) fn new(pin: Option<String>) -> Self {
        let (shown, taps_ms) = (Shown::Nothing, Vec::new());
        Self { pin, shown, taps_ms, wrong: 0, paused_until_ms: 0, touched_ms: 0, now_ms: 0 }
    }

    pub(crate) const fn shown(&self) -> &Shown {
        &self.shown
    }

    pub(crate) fn is_open(&self) -> bool {
        self.shown != Shown::Nothing
    }

    /// For how long no PIN is taken, in seconds; 0 when one is.
    pub(crate) const fn pause_s(&self) -> u64 {
        self.paused_until_ms.saturating_sub(self.now_ms).div_ceil(1000)
    }

    /// The panel was touched, here on a picture of this size.
    pub(crate) fn touched(&mut self, (x, y): (i32, i32), size: Size, now_ms: u64) {
        self.pass(now_ms);
        self.touched_ms = now_ms;
        match &mut self.shown {
            Shown::Nothing => self.tapped((x, y), size),
            Shown::Touches(dots) => {
                if dots.len() >= DOTS_MAX {
                    dots.remove(0);
                }
                dots.push((x, y));
            }
            Shown::Asking { .. } | Shown::Open => {}
        }
    }

    fn tapped(&mut self, (x, y): (i32, i32), size: Size) {
        let side = i32::try_from(size.width.min(size.height) * CORNER_PERCENT / 100).unwrap_or(i32::MAX);
        if self.pin.is_none() || x >= side || y >= side {
            return self.taps_ms.clear();
        }
        let now_ms = self.now_ms;
        self.taps_ms.retain(|at_ms| now_ms - at_ms < TAPS_MS);
        self.taps_ms.push(now_ms);
        if self.taps_ms.len() >= TAPS {
            self.taps_ms.clear();
            self.shown = Shown::Asking { typed: String::new(), wrong: false };
        }
    }

    /// What a key means here.
    pub(crate) fn key(&self, key: Key) -> Option<Press> {
        match (&self.shown, key) {
            (Shown::Asking { .. }, Key::Digit(digit)) => Some(Press::Digit(digit)),
            (Shown::Asking { .. } | Shown::Open, Key::Escape) => Some(Press::Close),
            (Shown::Touches(_), Key::Escape) => Some(Press::Back),
            _ => None,
        }
    }

    /// Something was pressed. Whether a test is to be printed.
    pub(crate) fn pressed(&mut self, press: Press, now_ms: u64) -> bool {
        self.pass(now_ms);
        self.touched_ms = now_ms;
        match (press, &mut self.shown) {
            (Press::Close, _) => self.shown = Shown::Nothing,
            (Press::Digit(digit), Shown::Asking { typed, wrong }) => {
                *wrong = false;
                if typed.len() < DIGITS_MAX {
                    typed.extend(char::from_digit(u32::from(digit), 10));
                }
            }
            (Press::Erase, Shown::Asking { typed, .. }) => drop(typed.pop()),
            (Press::Enter, Shown::Asking { .. }) => self.tried(),
            (Press::Touches, Shown::Open) => self.shown = Shown::Touches(Vec::new()),
            (Press::Back, Shown::Touches(_)) => self.shown = Shown::Open,
            (Press::Print, Shown::Open) => return true,
            // A press of a screen that has just gone.
            (
                Press::Digit(_) | Press::Erase | Press::Enter | Press::Touches | Press::Back | Press::Print,
                _,
            ) => {}
        }
        false
    }

    fn tried(&mut self) {
        let Shown::Asking { typed, wrong } = &mut self.shown else { return };
        if self.now_ms < self.paused_until_ms {
            typed.clear();
            return;
        }
        if self.pin.as_ref() == Some(typed) {
            self.wrong = 0;
            self.shown = Shown::Open;
            tracing::info!("somebody opened the service screen");
            return;
        }
        typed.clear();
        *wrong = true;
        self.wrong += 1;
        tracing::warn!(tries = self.wrong, "a wrong PIN for the service screen");
        if self.wrong >= TRIES {
            self.paused_until_ms = self.now_ms + PAUSE_MS;
        }
    }

    /// Time went on.
    pub(crate) fn pass(&mut self, now_ms: u64) {
        self.now_ms = self.now_ms.max(now_ms);
        if self.idle_ms().is_some_and(|idle_ms| self.now_ms >= self.touched_ms + idle_ms) {
            self.shown = Shown::Nothing;
        }
    }

    const fn idle_ms(&self) -> Option<u64> {
        match self.shown {
            Shown::Nothing => None,
            Shown::Asking { .. } => Some(ASKING_IDLE_MS),
            Shown::Open | Shown::Touches(_) => Some(OPEN_IDLE_MS),
        }
    }

    /// When it changes by itself.
    pub(crate) fn next_ms(&self) -> Option<u64> {
        let idle_ms = self.touched_ms + self.idle_ms()?;
        let asking = matches!(self.shown, Shown::Asking { .. });
        let second = (asking && self.pause_s() > 0).then(|| self.now_ms + 1000);
        // The lines on the open screen are looked at again.
        let again = (self.shown == Shown::Open).then(|| self.now_ms + 1000);
        [second, again].into_iter().flatten().fold(idle_ms, u64::min).into()
    }
}

#[cfg(test)]
mod tests;
