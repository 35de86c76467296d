//! What the streams of devices and of staff have in common: they look at the office again when something has
//! changed, not too often, and end when their followers may not look any more.
use std::sync::Arc;
use std::time::Duration;

use queue::Actor;
use tokio::sync::watch;
use tokio::time::Instant;

use super::super::callers::{Desk, For};
use super::super::connection::stopped;
use super::super::head::Head;
use super::super::problem::No;
use super::super::site::{Place, Site};
use super::SILENCE;
use crate::office::{Office, Published};

/// The least time between two looks.
const LOOK_GAP: Duration = Duration::from_millis(250);
/// Some things change without a word from the office; and a session may have grown too old.
const ROUND: Duration = Duration::from_secs(5);
/// A key or a session may have been taken away, by another process too.
const CHECK: Duration = Duration::from_secs(1);

/// Where one follower stands.
pub(super) struct Lookout {
    pub(super) site: Arc<Site>,
    pub(super) office: Office,
    /// Who follows.
    pub(super) who: Actor,
    head: Head,
    whom: For,
    published: watch::Receiver<Arc<Published>>,
    stop: watch::Receiver<bool>,
    /// The office has changed since the last look.
    changed: bool,
    looked: Instant,
    went_round: Instant,
    checked: Instant,
    /// Of the accounts, when the follower was found right.
    accounts_version: i64,
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
    /// A follower of this kind who looks at once, if the request is right and there is room.
    pub(super) fn new(site: Arc<Site>, head: Head, whom: For, kind: &'static str) -> Result<Self, No> {
        // Before the check, so that what is taken away after it is noticed.
        let accounts_version = site.accounts.version()?;
        let Desk { office, caller, .. } = site.desk(&head, whom)?;
        let place = site.place(kind)?;
        let (mut published, stop, now) = (office.published(), site.stop.clone(), Instant::now());
        published.mark_unchanged();
        Ok(Self {
            site,
            office,
            who: caller.actor,
            head,
            whom,
            published,
            stop,
            changed: false,
            looked: now,
            went_round: now,
            checked: now,
            accounts_version,
            spoke: now,
            _place: place,
        })
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
            self.check(at, goes_round)?;
            if goes_round {
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

    /// Ends the stream of whoever may not look any more.
    fn check(&mut self, at: Instant, closely: bool) -> Option<()> {
        if !closely && at < self.checked + CHECK {
            return Some(());
        }
        self.checked = at;
        let version = self.site.accounts.version().ok()?;
        if closely || version != self.accounts_version {
            self.site.desk(&self.head, self.whom).ok()?;
            self.accounts_version = version;
        }
        Some(())
    }

    async fn sleep(&mut self) -> Option<()> {
        let due = (self.went_round + ROUND).min(self.checked + CHECK).min(self.spoke + SILENCE);
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
