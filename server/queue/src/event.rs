//! What happened. Each body is kept for ever and must stay readable: add fields with a default, never change one.
use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use jiff::civil::Date;
use protocol::{PrintProblem, Rule};
use serde::{Deserialize, Serialize};

use crate::{Actor, Letter, Number, Office, Outcome};

/// The version in which bodies are written now.
pub const BODY_VERSION: u32 = 1;

/// What happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Event {
    /// An office file came into force.
    OfficeApplied {
        /// The whole office.
        office: Box<Office>,
    },
    /// A day began.
    DayOpened {
        /// The day.
        date: Date,
        /// Sequence number of the office in force.
        office_seq: u64,
        /// Mean visits by service, seconds.
        means: BTreeMap<Letter, u32>,
        /// The manager who opened it; nobody when it opened by the hours.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<Actor>,
    },
    /// A day ended: who waited expired, who was called is a no-show, who was served is done, unfinished.
    DayClosed {
        /// The day.
        date: Date,
        /// The manager who closed it; nobody at midnight.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<Actor>,
    },
    /// A number was taken.
    Issued(Issued),
    /// A kiosk told whether the paper came out.
    Printed {
        /// Who told.
        by: Actor,
        /// Which ticket.
        number: Number,
        /// It came out.
        ok: bool,
        /// What was wrong.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        problem: Option<PrintProblem>,
    },
    /// A clerk began to serve at a counter, took it over, or ended a pause.
    CounterOpened {
        /// Whose counter it is now.
        by: Actor,
        /// Which counter.
        counter: String,
    },
    /// A clerk went away for a while.
    CounterPaused {
        /// Who did it.
        by: Actor,
        /// Which counter.
        counter: String,
        /// Code of the reason.
        reason: String,
        /// When the clerk means to be back, milliseconds.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until_ms: Option<i64>,
    },
    /// Nobody serves there any more.
    CounterClosed {
        /// Who did it.
        by: Actor,
        /// Which counter.
        counter: String,
    },
    /// A ticket was called.
    Called {
        /// Who called.
        by: Actor,
        /// To which counter.
        counter: String,
        /// Which ticket.
        number: Number,
        /// Which rule chose it.
        rule: Rule,
        /// Waiting tickets that this counter serves and that came earlier.
        overtook: Vec<Number>,
    },
    /// It was called again.
    Recalled {
        /// Who called.
        by: Actor,
        /// To which counter.
        counter: String,
        /// Which ticket.
        number: Number,
        /// 1 for the first repetition.
        recall: u32,
    },
    /// Its holder came, service began.
    Started {
        /// Who said so.
        by: Actor,
        /// At which counter.
        counter: String,
        /// Which ticket.
        number: Number,
    },
    /// The visit is over.
    Finished {
        /// Who said so.
        by: Actor,
        /// At which counter.
        counter: String,
        /// Which ticket.
        number: Number,
        /// What came of it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        outcomes: Vec<Outcome>,
    },
    /// Nobody came.
    NoShow {
        /// Who said so.
        by: Actor,
        /// At which counter.
        counter: String,
        /// Which ticket.
        number: Number,
    },
}

/// A number was taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issued {
    /// At which device, or by whom.
    pub by: Actor,
    /// The number.
    pub number: Number,
    /// A group's code, or "yes".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<String>,
    /// By how much earlier it counts as having come, minutes. Kept even when the office changes its credits.
    pub credit_min: u32,
    /// The language chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    /// Needs help.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub assist: bool,
    /// The procedure chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub procedure: Option<String>,
    /// Waiting tickets of its service before it.
    pub ahead: u32,
    /// The wait that was promised, to be compared with what happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promised: Option<Wait>,
}

/// An expected wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wait {
    /// Expected seconds until the call.
    pub expected_s: u32,
    /// The range shown, minutes.
    pub low_min: u32,
    /// The range shown, minutes.
    pub high_min: u32,
    /// When the wait crosses closed time: the minute of the day at which the session of the turn begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after_min: Option<u16>,
}
