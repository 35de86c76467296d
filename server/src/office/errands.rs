//! What the command line asks of the running server, by a row in the log's file: no network, no secret, and only for
//! whoever may write the file.
use std::path::PathBuf;

use queue::{InUse, Office};
use serde::{Deserialize, Serialize};

use super::desk::{Desk, Phones};
use super::inbox::Health;
use crate::clock::Clock;

/// What can be asked.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Asked {
    /// Puts a changed office into force.
    Apply(Box<Office>),
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Told {
    /// It is in force.
    Applied {
        /// All of it; else what a day keeps, services, counters, ranges and the zone, comes with the next one.
        in_full: bool,
    },
    /// It was in force.
    Unchanged,
    /// It lacks what is in use, in words.
    InUse(Vec<String>),
    /// It could not be read.
    Unreadable(String),
}

/// Puts a changed office into force while no server works on its log.
pub(crate) fn apply_at_rest(log: PathBuf, clock: &Clock, office: &Office) -> anyhow::Result<Told> {
    Desk::open(log, clock, Health::default(), Phones::none())?.apply_at_rest(office)
}

/// What is in use, in words.
pub(crate) fn said(in_use: &InUse) -> String {
    match in_use {
        InUse::Service { letter, tickets: 1 } => format!("service {letter} has 1 ticket that is not done"),
        InUse::Service { letter, tickets } => {
            format!("service {letter} has {tickets} tickets that are not done")
        }
        InUse::Counter { code } => format!("counter {code} is open"),
        InUse::PauseReason { code, counter } => format!("counter {counter} pauses for the reason {code}"),
    }
}
