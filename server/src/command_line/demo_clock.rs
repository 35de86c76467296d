//! A clock that begins at a chosen time and may run fast, for demonstrations.
use std::str::FromStr;

use protocol::Moment;

use crate::clock::Clock;

/// The fastest clock: a day in 24 seconds.
const SPEED_MAX: u32 = 3600;

/// When a demonstration begins, and how fast it runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DemoClock {
    start_ms: i64,
    speed: u32,
}

impl DemoClock {
    /// The clock that begins now.
    pub(super) fn begin(self, machine: &Clock) -> Clock {
        let (of_wall, of_monotonic) = (machine.clone(), machine.clone());
        let (begun, speed) = (machine.monotonic(), self.speed);
        let wall_ms = move || {
            let passed = of_wall.monotonic().saturating_sub(begun).saturating_mul(speed);
            self.start_ms.saturating_add(i64::try_from(passed.as_millis()).unwrap_or(i64::MAX))
        };
        Clock::new(wall_ms, move || of_monotonic.monotonic().saturating_mul(speed))
    }
}

impl FromStr for DemoClock {
    type Err = String;

    /// Reads a time, or a time, `x` and the speed.
    fn from_str(text: &str) -> Result<Self, String> {
        let (start, speed) = text.split_once('x').unwrap_or((text, "1"));
        let start: Moment = start.parse().map_err(|error| format!("{error}"))?;
        let speed = speed.parse().ok().filter(|speed| (1..=SPEED_MAX).contains(speed));
        let speed = speed.ok_or_else(|| format!("the speed is a whole number from 1 to {SPEED_MAX}"))?;
        Ok(Self { start_ms: start.at_ms(), speed })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU64, Ordering};
    use std::time::Duration;

    use super::*;

    #[test]
    fn it_begins_when_it_should_and_runs_as_fast() {
        let passed_s = Arc::new(AtomicU64::new(5));
        let hand = passed_s.clone();
        let machine = Clock::new(|| 0, move || Duration::from_secs(hand.load(Ordering::Relaxed)));
        let demo: DemoClock = "2026-11-23T07:00:00+07:00x60".parse().unwrap();
        let clock = demo.begin(&machine);
        let (begun_ms, begun) = (clock.wall_ms(), clock.monotonic());
        assert_eq!(begun_ms, 1_795_392_000_000);
        passed_s.store(15, Ordering::Relaxed);
        assert_eq!(clock.wall_ms() - begun_ms, 600_000);
        assert_eq!(clock.monotonic() - begun, Duration::from_secs(600));
    }

    #[test]
    fn what_is_no_time_or_no_speed_is_refused() {
        assert_eq!("2026-11-23T07:00:00+07:00".parse::<DemoClock>().unwrap().speed, 1);
        for text in [
            "",
            "x60",
            "2026-11-23",
            "2026-11-23T07:00:00+07:00x0",
            "2026-11-23T07:00:00+07:00x",
            "2026-11-23T07:00:00+07:00x1.5",
        ] {
            assert!(text.parse::<DemoClock>().is_err(), "{text}");
        }
    }
}
