//! The office's time: the wall clock or, while that is behind the log, the log's last time carried on.
use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use queue::Now;

use crate::clock::Clock;

/// Gives times that never fall behind the log.
pub(super) struct OfficeClock {
    clock: Clock,
    zone: TimeZone,
    last_ms: i64,
    last_monotonic: Duration,
    given_ms: i64,
}

/// A wall clock that falls by less than this holds the time given last; one that falls further is believed.
const HELD_MS: i64 = 60_000;

impl OfficeClock {
    pub(super) fn new(clock: Clock, zone: TimeZone, last_ms: i64) -> Self {
        let last_monotonic = clock.monotonic();
        Self { clock, zone, last_ms, last_monotonic, given_ms: last_ms }
    }

    /// The time for the next batch.
    pub(super) fn now(&mut self) -> Now {
        let since = self.clock.monotonic().saturating_sub(self.last_monotonic);
        let carried_ms = self.last_ms.saturating_add(i64::try_from(since.as_millis()).unwrap_or(i64::MAX));
        let wall_ms = self.clock.wall_ms();
        let at_ms = if wall_ms < self.last_ms { carried_ms } else { wall_ms };
        let is_held = (1..HELD_MS).contains(&(self.given_ms - at_ms));
        self.given_ms = if is_held { self.given_ms } else { at_ms };
        self.at(self.given_ms)
    }

    /// An event of this time was written.
    pub(super) fn written(&mut self, at_ms: i64) {
        self.last_ms = at_ms;
        self.last_monotonic = self.clock.monotonic();
    }

    /// The time since some fixed moment.
    pub(super) fn monotonic(&self) -> Duration {
        self.clock.monotonic()
    }

    /// From now on this zone holds.
    pub(super) fn set_zone(&mut self, zone: TimeZone) {
        self.zone = zone;
    }

    pub(super) fn zone(&self) -> &TimeZone {
        &self.zone
    }

    fn at(&self, at_ms: i64) -> Now {
        let at = Timestamp::from_millisecond(at_ms).unwrap_or(Timestamp::UNIX_EPOCH);
        let civil = self.zone.to_datetime(at);
        let minute = i16::from(civil.hour()) * 60 + i16::from(civil.minute());
        Now { at_ms, date: civil.date(), minute: minute.unsigned_abs() }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

    use super::*;

    #[test]
    fn time_never_falls_behind_the_log() {
        let (wall, monotonic) = (Arc::new(AtomicI64::new(5_000)), Arc::new(AtomicU64::new(0)));
        let (wall_hand, monotonic_hand) = (wall.clone(), monotonic.clone());
        let clock = Clock::new(
            move || wall_hand.load(Ordering::Relaxed),
            move || Duration::from_millis(monotonic_hand.load(Ordering::Relaxed)),
        );
        let mut office = OfficeClock::new(clock, TimeZone::UTC, 9_000);
        assert_eq!(office.now().at_ms, 9_000);
        monotonic.store(700, Ordering::Relaxed);
        assert_eq!(office.now().at_ms, 9_700);
        office.written(9_700);
        wall.store(9_800, Ordering::Relaxed);
        assert_eq!(office.now().at_ms, 9_800);
    }
}
