//! What the streams of devices and of staff have in common: they look at the office again when something has
//! changed, not too often, and end when their followers may not look any more.
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::Instant;

use super::super::callers::For;
use super::super::connection::stopped;
use super::super::head::Head;
use super::super::site::{Place, Site};
use super::SILENCE;
use crate::office::{Office, Published};

/// The least time between two looks.
const LOOK_GAP: Duration = Duration::from_millis(250);
/// Some things change without a word from the office; and a key or a session may have been taken away.
const ROUND: Duration = Duration::from_secs(5);

/// Where one follower stands.
pub(super) struct Lookout {
    pub(super) site: Arc<Site>,
    pub(super) office: Office,
    head: Head,
    whom: For,
    published: watch::Receiver<Arc<Published>>,
    stop: watch::Receiver<bool>,
    /// The office has changed since the last look.
    changed: bool,
    looked: Instant,
    went_round: Instant,
    spoke: Instant,
    /// Counts among the followers while it lives.
    _place: Place,
}

/// Why a follower wakes.
pub(super) enum Wake {
    /// Something may have changed.
    Look,
    /// Nothing was said for long.
    Silence,
}

impl Lookout {
    /// A follower whose request was found right, and who looks at once.
    pub(super) fn new(site: Arc<Site>, office: Office, head: Head, whom: For, place: Place) -> Self {
        let (mut published, stop, now) = (office.published(), site.stop.clone(), Instant::now());
        published.mark_unchanged();
        Self {
            site,
            office,
            head,
            whom,
            published,
            stop,
            changed: false,
            looked: now,
            went_round: now,
            spoke: now,
            _place: place,
        }
    }

    /// Something is said now.
    pub(super) fn speak(&mut self) {
        self.spoke = Instant::now();
    }

    /// Waits for a reason to wake; `None` ends the stream.
    pub(super) async fn wake(&mut self) -> Option<Wake> {
        loop {
            if *self.stop.borrow() {
                return None;
            }
            let at = Instant::now();
            let goes_round = at >= self.went_round + ROUND;
            if goes_round {
                self.site.desk(&self.head, self.whom).ok()?;
                self.went_round = at;
            }
            if goes_round || (self.changed && at >= self.looked + LOOK_GAP) {
                (self.changed, self.looked) = (false, at);
                return Some(Wake::Look);
            }
            if at >= self.spoke + SILENCE {
                return Some(Wake::Silence);
            }
            self.sleep().await?;
        }
    }

    async fn sleep(&mut self) -> Option<()> {
        let due = (self.went_round + ROUND).min(self.spoke + SILENCE);
        let due = if self.changed { due.min(self.looked + LOOK_GAP) } else { due };
        tokio::select! {
            biased;
            () = stopped(&mut self.stop) => return None,
            changed = self.published.changed() => {
                changed.ok()?;
                self.changed = true;
            }
            () = tokio::time::sleep_until(due) => {}
        }
        Some(())
    }
}
