//! What every handler is given: one handle to the offices, one to the accounts, and the limits of this server.
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use ipnet::IpNet;
use protocol::Code;
use tokio::sync::watch;

use super::limits::Limits;
use super::metrics::FOLLOWERS;
use super::problem::No;
use super::public_url::PublicUrl;
use super::turns::Turns;
use super::{Parts, metrics};
use crate::accounts::Accounts;
use crate::clock::Clock;
use crate::office::{Office, Offices};

/// Event streams that may hang on at the same time.
const FOLLOWERS_MAX: usize = 20_000;

/// The server behind its routes.
pub(super) struct Site {
    pub(super) offices: Arc<Offices>,
    pub(super) accounts: Arc<Accounts>,
    pub(super) clock: Clock,
    pub(super) public_url: Option<PublicUrl>,
    pub(super) trusted_proxies: Vec<IpNet>,
    /// True when the server ends.
    pub(super) stop: watch::Receiver<bool>,
    pub(super) limits: Limits,
    /// Taken while a password is checked.
    pub(super) turns: Turns,
    followers: Arc<AtomicUsize>,
    followers_max: usize,
}

/// A place among the event streams, free again when it is dropped.
pub(super) struct Place {
    followers: Arc<AtomicUsize>,
    kind: &'static str,
}

impl Site {
    pub(super) fn new(parts: Parts) -> Self {
        Self {
            limits: Limits::new(&parts.clock),
            offices: parts.offices,
            accounts: parts.accounts,
            clock: parts.clock,
            public_url: parts.public_url,
            trusted_proxies: parts.trusted_proxies,
            stop: parts.stop,
            turns: Turns::new(),
            followers: Arc::default(),
            followers_max: FOLLOWERS_MAX,
        }
    }

    /// The office of a code.
    pub(super) fn office(&self, code: &str) -> Result<Office, No> {
        match self.offices.get(code) {
            Some(Ok(office)) => Ok(office.clone()),
            Some(Err(_)) => Err(No::storage("this office's log is damaged; the server's own log says where")),
            None => Err(No::new(Code::UnknownOffice, "this server has no such office")),
        }
    }

    /// A place for one more event stream.
    pub(super) fn place(&self, kind: &'static str) -> Result<Place, No> {
        let place = Place { followers: self.followers.clone(), kind };
        metrics::gauge(FOLLOWERS, kind).increment(1.0);
        // Dropping the place gives it back, also when it was one too many.
        if self.followers.fetch_add(1, Ordering::Relaxed) < self.followers_max {
            return Ok(place);
        }
        Err(No::busy("too many event streams hang on").retry_after(10))
    }

    #[cfg(test)]
    pub(super) fn with_followers_max(mut self, followers_max: usize) -> Self {
        self.followers_max = followers_max;
        self
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.followers.fetch_sub(1, Ordering::Relaxed);
        metrics::gauge(FOLLOWERS, self.kind).decrement(1.0);
    }
}

#[cfg(test)]
impl Place {
    /// A place that nobody counts.
    pub(super) fn spare() -> Self {
        Self { followers: Arc::new(AtomicUsize::new(1)), kind: "test" }
    }
}
