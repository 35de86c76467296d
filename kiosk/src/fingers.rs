//! Which fingers are meant: a touch panel that chatters and a hand that trembles press twice, and the second press
//! falls on whatever the first one has brought.
use std::time::{Duration, Instant};

use screen::input::Input;

/// A finger that comes down again so soon after it was lifted was never lifted: panels chatter for some
/// milliseconds, and nobody taps faster than this.
const CHATTER: Duration = Duration::from_millis(80);

/// The second tap of a double one comes within this time, as desktops count it; who reads a new screen and answers
/// it needs longer.
const DOUBLE_TAP: Duration = Duration::from_millis(500);

/// What came before.
#[derive(Debug, Default)]
pub(crate) struct Fingers {
    down: Option<u64>,
    lifted: Option<Instant>,
    led_on_at: Option<Instant>,
}

impl Fingers {
    /// Whether an input counts. A finger that is not meant is not known when it is lifted either.
    pub(crate) fn is_meant(&mut self, input: Input, now: Instant) -> bool {
        let within = |since: Option<Instant>, time| {
            since.is_some_and(|since| now.saturating_duration_since(since) < time)
        };
        match input {
            Input::Pressed { touch, .. } => {
                let again = within(self.lifted, CHATTER) || within(self.led_on_at, DOUBLE_TAP);
                if !again && self.down.is_none() {
                    self.down = Some(touch);
                }
                !again
            }
            Input::Released { touch, .. } | Input::Cancelled { touch } => {
                if self.down.take_if(|down| *down == touch).is_some() {
                    self.lifted = Some(now);
                }
                true
            }
            Input::Moved { .. } | Input::Key(_) | Input::Resized(_) | Input::Closed => true,
        }
    }

    /// A touch was done that leads on to something else.
    pub(crate) fn led_on(&mut self, now: Instant) {
        self.led_on_at = Some(now);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Runs steps such as `0 down`, `40 up`, `120 screen` (milliseconds first, `down2` for another finger), and
    /// gives for each `down` whether it counts.
    fn run(script: &str) -> Vec<bool> {
        let (mut fingers, start, mut meant) = (Fingers::default(), Instant::now(), Vec::new());
        for step in script.split(", ") {
            let (ms, what) = step.split_once(' ').unwrap();
            let now = start + Duration::from_millis(ms.parse().unwrap());
            let touch = if what.ends_with('2') { 2 } else { 1 };
            match what.trim_end_matches('2') {
                "down" => meant.push(fingers.is_meant(Input::Pressed { touch, x: 0, y: 0 }, now)),
                "up" => assert!(fingers.is_meant(Input::Released { touch, x: 0, y: 0 }, now)),
                "gone" => assert!(fingers.is_meant(Input::Cancelled { touch }, now)),
                "screen" => fingers.led_on(now),
                other => panic!("unknown step {other}"),
            }
        }
        meant
    }

    #[test]
    fn a_panel_that_chatters_presses_once() {
        assert_eq!(
            run("0 down, 40 up, 45 down, 50 up, 119 down, 121 up, 130 down"),
            [true, false, false, true]
        );
        assert_eq!(run("0 down, 40 gone, 60 down, 200 down"), [true, false, true]);
    }

    #[test]
    fn a_long_press_is_one_and_the_next_counts() {
        assert_eq!(run("0 down, 9000 up, 9080 down"), [true, true]);
    }

    #[test]
    fn a_second_finger_does_not_begin_the_time_anew() {
        assert_eq!(run("0 down, 10 down2, 500 up2, 520 up, 540 down"), [true, true, false]);
    }

    #[test]
    fn the_second_tap_does_not_fall_on_the_next_screen() {
        assert_eq!(run("0 down, 100 up, 100 screen, 300 down, 350 up, 600 down"), [true, false, true]);
    }
}
