//! Open-loop load: what is to happen happens at its moment, however long the one before took, and is measured from that
//! moment, so that a server that stands still can't hide it.
use std::time::{Duration, Instant};

/// A schedule of moments, one every so often.
#[derive(Clone, Debug)]
pub(crate) struct Pace {
    next: Instant,
    gap: Duration,
}

impl Pace {
    /// The first moment is at once. Without a gap everything happens as soon as it can.
    pub(crate) fn new(begin: Instant, gap: Duration) -> Self {
        Self { next: begin, gap }
    }

    /// Waits for the next moment, and gives it.
    pub(crate) fn wait(&mut self) -> Instant {
        let due = self.due();
        std::thread::sleep(due.saturating_duration_since(Instant::now()));
        due
    }

    /// The next moment, which is used up.
    fn due(&mut self) -> Instant {
        if self.gap.is_zero() {
            return Instant::now();
        }
        let due = self.next;
        self.next += self.gap;
        due
    }
}
