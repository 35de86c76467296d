//! Until when something may last. The clock is given; nobody reads one here.
use std::time::{Duration, Instant};

/// A moment of a clock, and the clock.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Deadline {
    clock: fn() -> Instant,
    until: Instant,
}

impl Deadline {
    /// So long from now.
    pub(crate) fn after(clock: fn() -> Instant, duration: Duration) -> Self {
        Self { clock, until: clock() + duration }
    }

    /// The same, but at most so long from now.
    pub(super) fn within(self, duration: Duration) -> Self {
        Self { until: self.until.min(self.now() + duration), ..self }
    }

    pub(super) fn now(&self) -> Instant {
        (self.clock)()
    }

    pub(super) fn until(&self) -> Instant {
        self.until
    }

    /// What is left of it; `None` when it is over.
    pub(super) fn left(&self) -> Option<Duration> {
        Some(self.until.saturating_duration_since(self.now())).filter(|left| !left.is_zero())
    }
}
