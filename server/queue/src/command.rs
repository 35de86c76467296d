//! What can be asked of the hall, and who asks.
use alloc::collections::BTreeMap;
use alloc::string::String;

use jiff::civil::Date;
use protocol::PrintProblem;
use serde::{Deserialize, Serialize};

use crate::{Letter, Number};

/// A moment as the rules need it: the office's clock, read by somebody else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now {
    /// Milliseconds since 1970; never falls from one command to the next.
    pub at_ms: i64,
    /// The date in the office's zone.
    pub date: Date,
    /// The minute of that day, 0 to 1439.
    pub minute: u16,
}

/// Who acts. Its name stands in the log.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// A kiosk or a display, by name.
    Device(String),
    /// A person of the staff, by account.
    Account(String),
}

/// What the caller may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// A device of this office.
    Device,
    /// Acts at the own counter.
    Clerk,
    /// Acts at any counter.
    Manager,
}

/// Who acts, and with what right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    /// Who.
    pub actor: Actor,
    /// With what right.
    pub standing: Standing,
}

/// What can be asked.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// A manager opens a day that does not open by itself.
    OpenDay {
        /// Must be today in the office's zone.
        date: Date,
        /// Mean visits learned so far, seconds.
        means: BTreeMap<Letter, u32>,
    },
    /// A manager ends the day.
    CloseDay,
    /// A person takes a number.
    Issue(Issue),
    /// A kiosk tells whether the paper came out.
    Printed {
        /// Which ticket.
        number: Number,
        /// It came out.
        ok: bool,
        /// What was wrong.
        problem: Option<PrintProblem>,
    },
    /// An act at a counter.
    At {
        /// The counter's code.
        counter: String,
        /// What the caller believes is in hand, when it says so.
        in_hand: Option<Option<Number>>,
        /// The act.
        act: Act,
    },
}

/// A person takes a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// For which service.
    pub service: Letter,
    /// A group's code, or "yes".
    pub priority: Option<String>,
    /// The language chosen.
    pub lang: Option<String>,
    /// Needs help.
    pub assist: bool,
    /// The procedure chosen.
    pub procedure: Option<String>,
}

/// An act at a counter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// Begins to serve there, or ends a pause.
    Open {
        /// Even if the counter is another's.
        takeover: bool,
    },
    /// Goes away for a while.
    Pause {
        /// Code of the reason.
        reason: String,
        /// When the clerk means to be back, milliseconds.
        until_ms: Option<i64>,
    },
    /// Ends serving there.
    Close,
    /// Finishes whom it has and calls the next.
    Next {
        /// What came of the visit.
        outcomes: alloc::vec::Vec<Outcome>,
    },
    /// Rings again.
    Recall,
    /// The person called has come.
    Start,
    /// The visit is over.
    Finish {
        /// What came of it.
        outcomes: alloc::vec::Vec<Outcome>,
    },
    /// Nobody came.
    NoShow,
}

/// What came of a visit, for one procedure or service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// The service.
    pub service: Letter,
    /// The procedure, when it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub procedure: Option<String>,
    /// How many.
    pub count: u32,
    /// What came of them.
    pub outcome: OutcomeKind,
}

/// What can come of a visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutcomeKind {
    /// A dossier was accepted.
    Accepted,
    /// The visitor was told what to do.
    Guided,
    /// Papers are missing.
    Supplement,
    /// The dossier was refused.
    Refused,
    /// A result was handed out.
    Returned,
    /// The visitor left.
    Left,
}
