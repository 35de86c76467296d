//! The office's time as the players know it: asked of the server once, then carried on at its speed.
use std::time::Instant;

use protocol::Moment;

/// A clock that runs `speed` times as fast as the machine's.
#[derive(Clone, Copy, Debug)]
pub(super) struct DayClock {
    midnight_ms: i64,
    /// Milliseconds after midnight, when it began.
    from_ms: i64,
    begun: Instant,
    speed: u32,
    offset_s: i32,
}

impl DayClock {
    /// The clock that shows `now` at the instant `begun`. A moment has whole seconds, so half of one is added.
    pub(super) fn new(now: Moment, speed: u32, begun: Instant) -> Self {
        let time = now.civil().time();
        let seconds =
            i64::from(time.hour()) * 3600 + i64::from(time.minute()) * 60 + i64::from(time.second());
        let midnight_ms = (now.at_ms().div_euclid(1000) - seconds) * 1000;
        Self { midnight_ms, from_ms: seconds * 1000 + 500, begun, speed, offset_s: now.offset_s() }
    }

    /// The time of the last midnight before it began, milliseconds since 1970.
    pub(super) fn midnight_ms(&self) -> i64 {
        self.midnight_ms
    }

    /// Milliseconds after that midnight.
    pub(super) fn day_ms(&self, now: Instant) -> i64 {
        let passed_ms = now.saturating_duration_since(self.begun).saturating_mul(self.speed).as_millis();
        self.from_ms.saturating_add(i64::try_from(passed_ms).unwrap_or(i64::MAX))
    }

    /// When it began.
    pub(super) fn from(&self) -> Moment {
        self.moment(self.midnight_ms + self.from_ms)
    }

    /// A time since 1970 as the office writes it.
    pub(super) fn moment(&self, at_ms: i64) -> Moment {
        Moment::new(at_ms, self.offset_s)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn it_goes_on_from_the_servers_time_at_its_speed() {
        let begun = Instant::now();
        let clock = DayClock::new("2026-11-23T07:25:03+07:00".parse().unwrap(), 60, begun);
        assert_eq!(clock.midnight_ms(), 1_795_366_800_000);
        assert_eq!(clock.day_ms(begun), 26_703_500);
        assert_eq!(clock.day_ms(begun + Duration::from_millis(1500)), 26_703_500 + 90_000);
        assert_eq!(clock.from().to_string(), "2026-11-23T07:25:03+07:00");
    }
}
