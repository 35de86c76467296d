//! Signs of life: every event is one, and while nothing happens a note now and then, so that after an end of any kind
//! it is known for how long the server was not at work.
use queue::{Hall, Now};

use super::{Desk, unsettled};
use crate::store::log::{Batch, Restored};

/// After so much time without an event a note is written, while a day is open.
const PAUSE_MS: i64 = 30_000;

/// An outage longer than this is seen in the hall: kiosks say that they are cut off.
const SEEN_MS: i64 = 3_000;

/// For so long after an outage the hall is told that it is over.
const TOLD_MS: i64 = 10 * 60_000;

/// When the server was seen at work on this log.
pub(super) struct Signs {
    last_ms: i64,
    /// This sign was given before the server began; what lies between was an outage, if a day was open.
    from_before: bool,
    /// Since when nothing can be written.
    lost_ms: Option<i64>,
    /// Since when it works again, after an outage that was seen by somebody who waits.
    back_ms: Option<i64>,
}

impl Signs {
    /// What the log knows of the server's last life. That it did not end in good order was seen in any case.
    pub(super) fn of_last_life(restored: &Restored, now: &Now) -> Self {
        let signs = Self::read(restored);
        let was_seen = !restored.ended_well || now.at_ms - signs.last_ms > SEEN_MS;
        let back_ms = (was_seen && somebody_waits(&restored.hall, now)).then_some(now.at_ms);
        Self { back_ms, ..signs }
    }

    /// From now on nothing can be written.
    pub(super) fn lost(&mut self, now: &Now) {
        self.lost_ms = Some(now.at_ms);
    }

    /// What is told when the log can be written again.
    pub(super) fn mended(&self, restored: &Restored, now: &Now) -> Self {
        let was_seen = self.lost_ms.is_some_and(|lost_ms| now.at_ms - lost_ms > SEEN_MS);
        let is_news = was_seen && somebody_waits(&restored.hall, now);
        let back_ms = if is_news { Some(now.at_ms) } else { self.back_ms };
        Self { back_ms, ..Self::read(restored) }
    }

    fn read(restored: &Restored) -> Self {
        let last_ms = restored.hall.at_ms.max(restored.alive_ms.unwrap_or(i64::MIN));
        let from_before = restored.hall.open_day().is_some();
        Self { last_ms, from_before, lost_ms: None, back_ms: None }
    }

    /// Since when the server works again, while the hall is to be told so.
    pub(super) fn back_ms(&self, now: &Now) -> Option<i64> {
        self.back_ms.filter(|back_ms| now.at_ms - back_ms < TOLD_MS)
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
        (self.last_ms, self.from_before) = (now.at_ms, false);
    }
}

/// Whether there is anybody today to whom an outage matters.
fn somebody_waits(hall: &Hall, now: &Now) -> bool {
    let today = hall.open_day().filter(|day| day.date == now.date);
    today.is_some_and(|day| day.tickets().any(|ticket| unsettled(&ticket.stage)))
}

impl Desk {
    /// The server ends in good order.
    pub(super) fn last_sign(&mut self) {
        let now = self.clock.now();
        // After a failure nobody knows until when it was at work.
        let is_seen = self.hall.open_day().is_some() && !self.worn;
        let Some(log) = self.log.as_mut().filter(|_| is_seen) else { return };
        let batch = Batch { alive_ms: Some(now.at_ms), ended: true, ..Batch::default() };
        if let Err(error) = log.write(&batch) {
            tracing::warn!("the end of the server could not be noted: {error:#}");
        }
    }
}
