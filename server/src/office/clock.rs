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
    /// Both hands at the last look.
    seen: (i64, Duration),
    /// By how much the wall clock was set since somebody asked, milliseconds.
    set_by_ms: i64,
}

/// A wall clock that falls by less than this holds the time given last; one that falls further is believed.
const HELD_MS: i64 = 60_000;

/// What is less than this is no more than a clock that is kept right, and nobody needs to know.
const SET_MS: i64 = 60_000;

impl OfficeClock {
    pub(super) fn new(clock: Clock, zone: TimeZone, last_ms: i64) -> Self {
        let last_monotonic = clock.monotonic();
        let seen = (clock.wall_ms(), last_monotonic);
        Self { clock, zone, last_ms, last_monotonic, given_ms: last_ms, seen, set_by_ms: 0 }
    }

    /// The time for the next batch.
    pub(super) fn now(&mut self) -> Now {
        let (wall_ms, monotonic) = (self.clock.wall_ms(), self.clock.monotonic());
        let carried_ms = self.last_ms.saturating_add(millis_between(self.last_monotonic, monotonic));
        let passed_ms = millis_between(self.seen.1, monotonic);
        self.set_by_ms += wall_ms.saturating_sub(self.seen.0).saturating_sub(passed_ms);
        self.seen = (wall_ms, monotonic);
        let at_ms = if wall_ms < self.last_ms { carried_ms } else { wall_ms };
        let is_held = (1..HELD_MS).contains(&(self.given_ms - at_ms));
        self.given_ms = if is_held { self.given_ms } else { at_ms };
        self.at(self.given_ms)
    }

    /// By how much the wall clock was set since this was asked last, forward or back, milliseconds; nothing while it
    /// just goes.
    pub(super) fn set_by_ms(&mut self) -> Option<i64> {
        let is_set = self.set_by_ms.abs() >= SET_MS;
        is_set.then(|| std::mem::take(&mut self.set_by_ms))
    }

    /// An event of this time was written.
    pub(super) fn written(&mut self, at_ms: i64) {
        self.last_ms = at_ms;
        self.last_monotonic = self.clock.monotonic();
    }

    /// The log was read again, and its last event is of this time.
    pub(super) fn read(&mut self, at_ms: i64) {
        if at_ms > self.last_ms {
            self.written(at_ms);
        }
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

    /// A moment as the zone in force has it.
    pub(super) fn at(&self, at_ms: i64) -> Now {
        let at = Timestamp::from_millisecond(at_ms).unwrap_or(Timestamp::UNIX_EPOCH);
        let civil = self.zone.to_datetime(at);
        let minute = i16::from(civil.hour()) * 60 + i16::from(civil.minute());
        Now { at_ms, date: civil.date(), minute: minute.unsigned_abs() }
    }
}

fn millis_between(earlier: Duration, later: Duration) -> i64 {
    i64::try_from(later.saturating_sub(earlier).as_millis()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

    use super::*;

    /// A clock with its two hands, milliseconds.
    fn clock(wall_ms: i64) -> (Clock, Arc<AtomicI64>, Arc<AtomicU64>) {
        let (wall, monotonic) = (Arc::new(AtomicI64::new(wall_ms)), Arc::new(AtomicU64::new(0)));
        let (wall_hand, monotonic_hand) = (wall.clone(), monotonic.clone());
        let clock = Clock::new(
            move || wall_hand.load(Ordering::Relaxed),
            move || Duration::from_millis(monotonic_hand.load(Ordering::Relaxed)),
        );
        (clock, wall, monotonic)
    }

    #[test]
    fn it_is_told_by_how_much_the_wall_clock_was_set() {
        let (clock, wall, monotonic) = clock(5_000);
        let mut office = OfficeClock::new(clock, TimeZone::UTC, 0);
        let mut look = |wall_ms: i64, monotonic_ms: u64| {
            wall.fetch_add(wall_ms, Ordering::Relaxed);
            monotonic.fetch_add(monotonic_ms, Ordering::Relaxed);
            office.now();
            office.set_by_ms()
        };
        assert_eq!(look(3_600_000, 3_600_000), None, "an hour passes");
        assert_eq!(look(3_600_000, 1_000), Some(3_599_000));
        assert_eq!(look(1_000, 1_000), None, "once");
        assert_eq!(look(-59_000, 500), None);
        assert_eq!(look(-500, 0), Some(-60_000), "in two steps");
    }

    #[test]
    fn time_never_falls_behind_the_log() {
        let (clock, wall, monotonic) = clock(5_000);
        let mut office = OfficeClock::new(clock, TimeZone::UTC, 9_000);
        assert_eq!(office.now().at_ms, 9_000);
        monotonic.store(700, Ordering::Relaxed);
        assert_eq!(office.now().at_ms, 9_700);
        office.written(9_700);
        wall.store(9_800, Ordering::Relaxed);
        assert_eq!(office.now().at_ms, 9_800);
    }
}
