//! One follower of an office: every call once and in order, boards as often as is useful, and a call never after
//! a board that shows it.
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use tokio::sync::watch;
use tokio::time::Instant;

use super::super::connection::stopped;
use super::super::site::Place;
use super::{ALIVE, SILENCE};
use crate::clock::Clock;
use crate::office::Published;

/// The least time between two boards.
const BOARD_GAP: Duration = Duration::from_millis(100);
/// A follower hears of calls that it missed for this long.
const MISSED_MS: i64 = 10 * 60_000;
/// Whoever takes no message for this long is cut off. Calls are kept for much longer, so none is lost in silence.
const SLOWEST: Duration = Duration::from_secs(60);

/// Where one follower stands. Its times are the network's, also while an office's clock runs fast for a
/// demonstration.
pub(crate) struct OfficeFollower {
    published: watch::Receiver<Arc<Published>>,
    stop: watch::Receiver<bool>,
    /// Calls and withdrawals up to this number were told, or need not be.
    told: u64,
    /// Calls and notices that were taken back before they were told; nobody needs to hear of that either.
    passed_over: BTreeSet<u64>,
    /// A board that was not sent yet.
    board_due: bool,
    board_sent: Option<Instant>,
    /// When the last message was handed over.
    spoke: Instant,
    clock: Clock,
    /// Counts among the followers while it lives.
    _place: Place,
}

impl OfficeFollower {
    pub(super) fn new(
        mut published: watch::Receiver<Arc<Published>>,
        last_id: Option<u64>,
        stop: watch::Receiver<bool>,
        clock: &Clock,
        place: Place,
    ) -> Self {
        let now = published.borrow_and_update().clone();
        // An id above the log's last is of another log.
        let told = last_id.filter(|id| *id <= now.seq).unwrap_or(now.seq);
        let oldest_ms = clock.wall_ms().saturating_sub(MISSED_MS);
        let too_old = now.calls.iter().rfind(|call| call.at_ms < oldest_ms).map_or(0, |call| call.seq);
        let (told, spoke) = (told.max(too_old).max(now.gone), Instant::now());
        Self {
            published,
            stop,
            told,
            board_due: true,
            board_sent: None,
            spoke,
            clock: clock.clone(),
            passed_over: BTreeSet::new(),
            _place: place,
        }
    }

    /// One that nobody counts, for tests of what an office publishes.
    #[cfg(test)]
    pub(crate) fn uncounted(
        published: watch::Receiver<Arc<Published>>,
        last_id: Option<u64>,
        stop: watch::Receiver<bool>,
        clock: &Clock,
    ) -> Self {
        Self::new(published, last_id, stop, clock, Place::spare())
    }

    /// The next message, when it is time for it; `None` ends the stream.
    pub(crate) async fn next(&mut self) -> Option<Bytes> {
        if self.spoke.elapsed() > SLOWEST {
            return None;
        }
        loop {
            if *self.stop.borrow() {
                return None;
            }
            if let Some(message) = self.ready()? {
                self.spoke = Instant::now();
                return Some(message);
            }
            let quiet = tokio::time::sleep_until(self.quiet_until());
            tokio::select! {
                biased;
                () = stopped(&mut self.stop) => return None,
                changed = self.published.changed() => {
                    changed.ok()?;
                    self.board_due = true;
                }
                () = quiet => {}
            }
        }
    }

    /// What can be sent now: calls first, so that no board shows a call that was not told.
    fn ready(&mut self) -> Option<Option<Bytes>> {
        self.board_due |= self.published.has_changed().ok()?;
        let now = self.published.borrow_and_update();
        // It comes back and is made whole; a call must not be lost in silence.
        if self.told < now.gone {
            return None;
        }
        let untold = now.calls.partition_point(|call| call.seq <= self.told);
        for call in &now.calls[untold..] {
            self.told = call.seq;
            if call.withdrawn {
                self.passed_over.insert(call.seq);
            } else if call.withdraws.is_empty()
                || call.withdraws.iter().any(|c| !self.passed_over.contains(c))
            {
                return Some(Some(call.message.clone()));
            }
        }
        self.told = self.told.max(now.seq);
        let at = Instant::now();
        if self.board_due && self.board_sent.is_none_or(|sent| at >= sent + BOARD_GAP) {
            self.board_due = false;
            let is_first = self.board_sent.replace(at).is_none();
            // Made a while ago, perhaps; whoever comes sets the clock by it.
            let fresh = is_first.then(|| now.board_message_now(self.clock.monotonic()));
            return Some(Some(fresh.unwrap_or_else(|| now.board.clone())));
        }
        let silent = at >= self.spoke + SILENCE;
        Some(silent.then_some(ALIVE))
    }

    /// Until when nothing is to be said, unless something happens.
    fn quiet_until(&self) -> Instant {
        let board = self.board_sent.filter(|_| self.board_due).map(|sent| sent + BOARD_GAP);
        let alive = self.spoke + SILENCE;
        board.map_or(alive, |board| board.min(alive))
    }
}

#[cfg(test)]
mod tests;
