//! Reading aloud: who wants it, which languages have a voice, and that being spoken to takes time.
use super::{Act, App, Screen};

/// A voice that failed is tried again after this long: somebody may have plugged something in.
const VOICE_AGAIN_MS: u64 = 300_000;

/// Nobody is spoken to for longer without doing anything.
const LISTENING_MS_MAX: u64 = 240_000;

/// Whether a visitor wants the screen read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Reading {
    /// Nobody has asked: the first press of a keypad does.
    #[default]
    Unasked,
    On,
    /// Ended by the button, and so not begun again by a key.
    Off,
}

/// Whether a language can be spoken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Voiced {
    Yes,
    /// It has no voice on this machine.
    No,
    /// Something is wrong with sound or voice.
    Broken,
}

impl App {
    /// Whether this screen can be read in its language.
    pub(crate) fn can_read(&self) -> bool {
        self.voices.contains(&self.language())
    }

    /// Whether somebody has the screens read, and in a language that can be.
    pub(crate) fn is_read(&self) -> bool {
        self.visitor.reading == Reading::On && self.can_read()
    }

    /// Whether it is done by keys, and so control by control; a finger can't look for what it does not see.
    pub(crate) const fn is_keyed(&self) -> bool {
        self.keyed
    }

    /// Whether the next press of a keypad does nothing but begin the reading.
    pub(crate) fn waits_for_key(&self) -> bool {
        self.visitor.reading == Reading::Unasked && self.can_read()
    }

    /// A key of the keypad, which begins the reading for who has not asked yet.
    pub(super) fn key_pressed(&mut self) {
        if self.waits_for_key() {
            self.visitor.reading = Reading::On;
        }
        self.keyed = true;
        self.contact();
    }

    pub(super) fn toggle_reading(&mut self) {
        self.visitor.reading = match self.visitor.reading {
            Reading::On => Reading::Off,
            Reading::Unasked | Reading::Off if self.can_read() => Reading::On,
            Reading::Unasked | Reading::Off => self.visitor.reading,
        };
    }

    pub(super) fn voice_told(&mut self, language: String, voiced: Voiced) {
        self.voices.retain(|known| *known != language);
        match voiced {
            Voiced::Yes => {
                tracing::info!(language, "the screens can be read aloud");
                self.voices.push(language);
            }
            Voiced::No => {}
            Voiced::Broken => self.voice_check_ms = Some(self.now_ms + VOICE_AGAIN_MS),
        }
    }

    pub(super) fn voice_time(&mut self, acts: &mut Vec<Act>) {
        if self.voice_check_ms.is_some_and(|at_ms| self.now_ms >= at_ms) {
            self.voice_check_ms = None;
            acts.push(Act::TryVoices);
        }
    }

    /// Who listens does nothing else: the time until `now_ms` counts as spent, but not beyond a question whether
    /// anybody is there.
    pub(super) fn listened(&mut self, now_ms: u64) {
        if self.speaking > 0 && !self.warned() && now_ms < self.contact_ms + LISTENING_MS_MAX {
            self.touched_ms = self.touched_ms.max(now_ms);
        }
    }

    /// Whether the screen is a number that goes by itself and is read: who only hears it is asked before.
    pub(super) fn is_read_number(&self) -> bool {
        let Screen::Result(shown) = &self.screen else { return false };
        self.is_read() && shown.leaves_ms(self.touched_ms).is_some()
    }
}
