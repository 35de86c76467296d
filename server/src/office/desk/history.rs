//! An office that nobody serves, worked at times of the caller's choosing: years of days in minutes, through the rules
//! and the log of every other day. No clock is read, and nobody is told anything.
use std::path::PathBuf;
use std::time::Duration;

use queue::{Hall, Now};

use super::batch::Pending;
use super::{Desk, Phones};
use crate::clock::Clock;
use crate::office::inbox::Health;
use crate::office::{Answer, Denied, Request};

/// The log of an office on which no server works. After an error nothing more must be asked of it.
pub struct History {
    desk: Desk,
    pending: Pending,
}

impl History {
    /// Opens the file of a log.
    ///
    /// # Errors
    /// When it can't be read, or is damaged.
    pub fn open(log: PathBuf) -> anyhow::Result<Self> {
        let clock = Clock::new(|| 0, || Duration::ZERO);
        let mut desk = Desk::open(log, &clock, Health::default(), Phones::none())?;
        desk.mend()?;
        Ok(Self { desk, pending: Pending::default() })
    }

    /// The state after what was asked last.
    pub fn hall(&self) -> &Hall {
        &self.desk.hall
    }

    /// What time itself brings at this moment. Times never fall from one call to the next.
    ///
    /// # Errors
    /// When the log can't be read.
    pub fn pass(&mut self, now: &Now) -> anyhow::Result<()> {
        self.desk.tick(*now, &mut self.pending).map(drop)
    }

    /// Has a command decided at this moment. What it brings is in the state, and on disk after [`History::write`].
    ///
    /// # Errors
    /// When the log can't be read.
    pub fn submit(&mut self, request: &Request, now: &Now) -> anyhow::Result<Result<Answer, Denied>> {
        self.pass(now)?;
        self.desk.decide(request, now, &mut self.pending)
    }

    /// Writes all that came since the last time, in one transaction.
    ///
    /// # Errors
    /// When it is not on disk.
    pub fn write(&mut self, now: &Now) -> anyhow::Result<()> {
        let mut pending = std::mem::take(&mut self.pending);
        self.desk.commit(now, &mut pending)
    }
}
