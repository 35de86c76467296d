//! A scanner that types what it reads like a keyboard, and Enter after it: told from a person by its pace.
use std::time::{Duration, Instant};

use screen::input::Key;

/// Scanners leave a few milliseconds between two letters; who needs longer begins anew.
const PACE: Duration = Duration::from_millis(300);

/// Shorter is a slip of the finger.
const SHORTEST: usize = 8;

/// Longer is no code of ours.
const LONGEST: usize = 512;

/// What was typed so far.
#[derive(Debug, Default)]
pub(crate) struct Scanner {
    typed: String,
    last: Option<Instant>,
}

impl Scanner {
    /// Takes a key, and gives what was read when the key ends it. An Enter that ends nothing is a person's.
    pub(crate) fn key(&mut self, key: Key, now: Instant) -> Option<String> {
        if self.last.is_none_or(|last| now.saturating_duration_since(last) > PACE) {
            self.typed.clear();
        }
        self.last = Some(now);
        match key {
            Key::Char(letter) if self.typed.len() < LONGEST => self.typed.push(letter),
            Key::Digit(digit) if self.typed.len() < LONGEST => self.typed.push(char::from(b'0' + digit % 10)),
            Key::Char(_) | Key::Digit(_) => {}
            Key::Enter => {
                let read = std::mem::take(&mut self.typed);
                return (read.chars().count() >= SHORTEST).then_some(read);
            }
            Key::Tab | Key::ShiftTab | Key::Escape => self.typed.clear(),
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What comes of typing this, with so many milliseconds before each key.
    fn typed(text: &str, pace_ms: u64) -> Option<String> {
        let mut scanner = Scanner::default();
        let mut now = Instant::now();
        let keys =
            text.chars().map(|sign| sign.to_digit(10).map_or(Key::Char(sign), |d| Key::Digit(d as u8)));
        for key in keys {
            now += Duration::from_millis(pace_ms);
            assert_eq!(scanner.key(key, now), None);
        }
        scanner.key(Key::Enter, now + Duration::from_millis(pace_ms))
    }

    #[test]
    fn a_burst_that_ends_with_enter_was_read() {
        let code = "HTTP://192.168.10.5:7070/T/ABCDEFGHIJKLMNOPQRSTUVWX27";
        assert_eq!(typed(code, 5).as_deref(), Some(code));
    }

    #[test]
    fn fingers_are_no_scanner() {
        assert_eq!(typed("ABCDEFGHIJ", 400), None);
        assert_eq!(typed("abc", 5), None);
        assert_eq!(typed("", 5), None);
    }
}
