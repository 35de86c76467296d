//! What can be asked of the hall, and who asks.
use alloc::collections::BTreeMap;
use alloc::string::String;

use jiff::civil::Date;
use protocol::PrintProblem;
use serde::{Deserialize, Serialize};

use crate::{Letter, Number, PlaceWish};

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
    /// Whoever holds the ticket; nobody asks for a name.
    Holder,
}

/// What the caller may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Holds the ticket.
    Holder,
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
    /// A ticket's holder does something with it.
    Holder {
        /// Which ticket.
        number: Number,
        /// What.
        act: HolderAct,
    },
    /// Staff, or the kiosk that gave it, do something with a ticket that no counter has in hand.
    Ticket {
        /// Which ticket.
        number: Number,
        /// What.
        act: TicketAct,
    },
    /// A manager changes something of the day.
    Manage(Manage),
    /// Somebody at a device needs a person.
    CallHelp,
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
    /// Calls a waiting ticket out of turn.
    Call {
        /// Which ticket.
        number: Number,
    },
    /// A person without a ticket.
    Serve {
        /// For which service.
        service: Letter,
        /// Why.
        reason: Option<String>,
    },
    /// Sets aside whom it has.
    Hold {
        /// Why.
        reason: Option<String>,
    },
    /// Takes up again whom a counter set aside.
    Resume {
        /// Which ticket.
        number: Number,
    },
    /// Sends on whom it has.
    Transfer {
        /// Where to.
        to: Destination,
        /// Where it shall stand.
        place: PlaceWish,
        /// A note for the next counter.
        note: Option<String>,
    },
    /// Takes back its last act.
    Undo,
}

/// Where a ticket is sent on to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// The line of a service.
    Service(Letter),
    /// One counter, by its code.
    Counter(String),
}

/// What a ticket's holder may do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HolderAct {
    /// Gives it up.
    Cancel,
    /// Needs more time.
    Later,
    /// Is back after a no-show.
    Return,
    /// Says what the visit was like.
    Rate {
        /// 1 to 5.
        stars: u8,
        /// In own words.
        comment: Option<String>,
    },
}

/// What staff, and in part the kiosk that gave it, may do with a ticket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TicketAct {
    /// Gives it another priority, or none.
    Priority(Option<String>),
    /// Takes a no-show back.
    Return {
        /// In front of all.
        front: bool,
        /// Why.
        reason: Option<String>,
    },
    /// Gives it up.
    Cancel,
    /// Has it printed once more.
    Reprint {
        /// On which device.
        device: String,
    },
}

/// What a manager may change of the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Manage {
    /// Gives no numbers of a service any more.
    StopService {
        /// Which.
        service: Letter,
        /// Why; visitors read it.
        reason: String,
    },
    /// Gives them again.
    ResumeService {
        /// Which.
        service: Letter,
    },
    /// Lets a counter serve something else today.
    CounterServices {
        /// The counter's code.
        counter: String,
        /// What it serves.
        services: BTreeMap<Letter, u32>,
    },
    /// Tells everybody something, or nothing any more.
    Notice {
        /// The text.
        text: Option<protocol::Text>,
        /// Until when, milliseconds.
        until_ms: Option<i64>,
        /// Whether it is to be spoken too.
        say: bool,
    },
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
