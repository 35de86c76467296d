//! The server's time between two of its messages, carried on by the monotonic clock alone: the machine's own
//! wall clock may be wrong, and is never looked at.
use protocol::Moment;

/// How far a reading may be behind without setting the clock back: it is cut to whole seconds and was some
/// time on its way, and a clock that steps back from 08:43 to 08:42 looks broken.
const BEHIND_MS: i64 = 2_000;

/// A reading of the server's clock, and when it was taken.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ServerClock {
    at: Moment,
    read_ms: u64,
}

impl ServerClock {
    /// The server's clock said `at` at `now_ms` of the monotonic clock.
    pub(crate) const fn new(at: Moment, now_ms: u64) -> Self {
        Self { at, read_ms: now_ms }
    }

    /// The server's time now.
    pub(crate) fn now(&self, now_ms: u64) -> Moment {
        let passed_ms = now_ms.saturating_sub(self.read_ms);
        self.at.plus_ms(i64::try_from(passed_ms).unwrap_or(i64::MAX))
    }

    /// Takes a newer reading, unless it only repeats in whole seconds what is known more exactly.
    pub(crate) fn read(&mut self, at: Moment, now_ms: u64) {
        let behind_ms = self.now(now_ms).at_ms() - at.at_ms();
        let repeats = (0..BEHIND_MS).contains(&behind_ms) && at.offset_s() == self.at.offset_s();
        if !repeats {
            *self = Self::new(at, now_ms);
        }
    }

    /// When the next minute begins, on the monotonic clock.
    pub(crate) fn next_minute_ms(&self, now_ms: u64) -> u64 {
        let into_minute_ms = self.now(now_ms).at_ms().rem_euclid(60_000);
        now_ms + u64::try_from(60_000 - into_minute_ms).unwrap_or(60_000)
    }
}
