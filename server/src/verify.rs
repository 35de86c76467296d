//! Whether a log is what was written: the chain of its hashes, what a replay gives, and what its tables say. Nothing
//! is changed, and a server may be at work on it.
mod replay;
mod tables;
#[cfg(test)]
mod tests;

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use jiff::civil::Date;

use crate::store::record::Hash;
use crate::store::snapshot::Snapshot;
use replay::Replay;

/// A log in which nothing is wrong.
#[derive(Debug)]
pub(crate) struct Whole {
    /// How many events it has.
    pub(crate) events: u64,
    /// Its days, the first first.
    pub(crate) days: u64,
    /// Its closed days.
    pub(crate) seals: Vec<Seal>,
}

/// The hash of the event that closed a day: whoever holds it sees every later change of this day and of all before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Seal {
    pub(crate) date: Date,
    /// The sequence number of that event.
    pub(crate) closed_seq: u64,
    pub(crate) hash: Hash,
}

/// The first thing that is wrong with a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// Which event; none when the file as a whole can't be read.
    pub(crate) seq: Option<u64>,
    /// What is wrong, to go on after "event N".
    pub(crate) what: String,
}

impl Fault {
    fn at(seq: u64, what: impl Into<String>) -> Self {
        Self { seq: Some(seq), what: what.into() }
    }

    fn file(error: &anyhow::Error) -> Self {
        Self { seq: None, what: format!("{error:#}") }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.seq {
            Some(seq) => write!(f, "event {seq} {}", self.what),
            None => f.write_str(&self.what),
        }
    }
}

/// Reads a whole log.
pub(crate) fn log(path: &Path) -> Result<Whole, Fault> {
    let snapshot = Snapshot::open(path).map_err(|error| Fault::file(&error))?;
    let mut replay = Replay::default();
    // Events that make sense to nobody may be more than the rules can bear.
    let read = catch_unwind(AssertUnwindSafe(|| replay.run(&snapshot)));
    read.unwrap_or_else(|_| Err(Fault::at(replay.next_seq(), "makes the rules fail")))?;
    if let Some(damage) = snapshot.damage().map_err(|error| Fault::file(&error))? {
        return Err(Fault { seq: None, what: format!("the file is damaged: {damage}") });
    }
    Ok(replay.into_whole())
}
