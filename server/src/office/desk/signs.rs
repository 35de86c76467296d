//! Signs of life: every event is one, and while nothing happens a note now and then, so that after an end of any kind
//! it is known for how long the server was not at work.
use queue::Now;

use super::Desk;
use crate::store::log::{Batch, Restored};

/// After so much time without an event a note is written, while a day is open.
const PAUSE_MS: i64 = 30_000;

/// When the server was seen at work on this log.
pub(super) struct Signs {
    last_ms: i64,
    /// This sign was given before the server began; what lies between was an outage, if a day was open.
    from_before: bool,
}

impl Signs {
    /// What the log knows of the time before.
    pub(super) fn after(restored: &Restored) -> Self {
        let last_ms = restored.hall.at_ms.max(restored.alive_ms.unwrap_or(i64::MIN));
        Self { last_ms, from_before: restored.hall.open_day().is_some() }
    }

    /// The time since which the server was not at work, with its end, to be written now.
    pub(super) fn outage(&self, now: &Now) -> Option<(i64, i64)> {
        (self.from_before && self.last_ms < now.at_ms).then_some((self.last_ms, now.at_ms))
    }

    /// The note that is to be written now, beside events or alone.
    pub(super) fn due(&self, now: &Now, is_open: bool) -> Option<i64> {
        let is_silent = self.from_before || now.at_ms - self.last_ms >= PAUSE_MS;
        (is_open && is_silent).then_some(now.at_ms)
    }

    /// One was written.
    pub(super) fn given(&mut self, now: &Now) {
        *self = Self { last_ms: now.at_ms, from_before: false };
    }
}

impl Desk {
    /// The server ends in good order.
    pub(super) fn last_sign(&mut self) {
        let now = self.clock.now();
        let Some(log) = self.log.as_mut().filter(|_| self.hall.open_day().is_some()) else { return };
        let batch = Batch { alive_ms: Some(now.at_ms), ..Batch::default() };
        if let Err(error) = log.write(&batch) {
            tracing::warn!("the end of the server could not be noted: {error:#}");
        }
    }
}
