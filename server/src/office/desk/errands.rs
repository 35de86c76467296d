//! What the command line asks of the running server, by a row in the log's file: no network, no secret, and only for
//! whoever may write the file.
use std::time::Duration;

use queue::{InUse, Now, Office};
use serde::{Deserialize, Serialize};

use super::Desk;
use super::batch::Pending;
use crate::store::log::Errand;

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
    /// It is in force: now, or what a day keeps, from the next day on.
    Applied {
        /// A day is open.
        day_is_open: bool,
    },
    /// It was in force.
    Unchanged,
    /// It lacks what is in use, in words.
    InUse(Vec<String>),
    /// It could not be read.
    Unreadable(String),
}

/// Errands are looked for as often as this.
const LOOK: Duration = Duration::from_secs(1);

impl Desk {
    /// Looks for errands now and then, and runs them within the batch.
    pub(super) fn run_errands(&mut self, now: &Now, pending: &mut Pending) -> anyhow::Result<()> {
        let monotonic = self.clock.monotonic();
        match self.looked {
            Some(looked) if monotonic < looked + LOOK => return Ok(()),
            Some(_) => {}
            None => self.log()?.forget_errands()?,
        }
        self.looked = Some(monotonic);
        for Errand { id, body } in self.log()?.errands()? {
            let told = match serde_json::from_str(&body) {
                Ok(Asked::Apply(office)) => self.apply_office(&office, now, pending)?,
                Err(error) => Told::Unreadable(error.to_string()),
            };
            pending.errands.push((id, serde_json::to_string(&told)?));
        }
        Ok(())
    }

    fn apply_office(&mut self, office: &Office, now: &Now, pending: &mut Pending) -> anyhow::Result<Told> {
        let day_is_open = self.hall.open_day().is_some();
        let event = match self.hall.change_office(office) {
            Ok(Some(event)) => event,
            Ok(None) => return Ok(Told::Unchanged),
            Err(in_use) => return Ok(Told::InUse(in_use.iter().map(said).collect())),
        };
        self.take(event, now, pending)?;
        Ok(Told::Applied { day_is_open })
    }
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
