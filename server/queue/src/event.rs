//! What happened. Each body is kept for ever and must stay readable: add fields with a default, never change one.
mod facts;
mod parts;

use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use jiff::civil::Date;
pub use parts::{Issued, PlaceWish, Rating, Wait};
use protocol::{PrintProblem, Rule};
use serde::{Deserialize, Serialize};

use crate::{Actor, Letter, Number, Office, Outcome, UndoableAct};

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
        /// Waiting tickets that came earlier and that this counter serves, without those put behind it by hand; all of
        /// its own service, too, when it was called by its number or had been set aside.
        overtook: Vec<Number>,
        /// The visitor before was finished by the same act.
        #[serde(default, skip_serializing_if = "core::ops::Not::not")]
        finishes: bool,
    },
    /// A person without a ticket got one and was called, in one act.
    Served {
        /// To which counter.
        counter: String,
        /// The ticket.
        issued: Issued,
        /// Waiting tickets that this counter serves, or of the same service; all came earlier.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        overtook: Vec<Number>,
        /// Why, in the clerk's words.
        #[serde(skip)]
        reason: Option<String>,
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
    /// It was set aside under its number.
    Held {
        /// Who did it.
        by: Actor,
        /// At which counter.
        counter: String,
        /// Which ticket.
        number: Number,
        /// Why, in the clerk's words.
        #[serde(skip)]
        reason: Option<String>,
    },
    /// One set aside came back to a busy counter, and is the first in its line.
    Resumed {
        /// Who did it.
        by: Actor,
        /// At which counter.
        counter: String,
        /// Which ticket.
        number: Number,
    },
    /// It was sent on, and waits again under the same number.
    Transferred {
        /// Who did it.
        by: Actor,
        /// From which counter.
        counter: String,
        /// Which ticket.
        number: Number,
        /// For which service it waits now, when that changed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        service: Option<Letter>,
        /// The only counter that calls it from now on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<String>,
        /// Where it stands.
        place: PlaceWish,
        /// A note for the next counter.
        #[serde(skip)]
        note: Option<String>,
    },
    /// A no-show came back.
    Returned {
        /// Who took it back; nobody when its holder did.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<Actor>,
        /// Which ticket.
        number: Number,
        /// In front of all, not behind the next few.
        #[serde(default, skip_serializing_if = "core::ops::Not::not")]
        front: bool,
        /// Why, in the clerk's words.
        #[serde(skip)]
        reason: Option<String>,
    },
    /// Its holder needs more time.
    PutLater {
        /// Which ticket.
        number: Number,
    },
    /// It was given up.
    Cancelled {
        /// Who did it; nobody when its holder did.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<Actor>,
        /// Which ticket.
        number: Number,
    },
    /// Its priority was changed after it was issued.
    PriorityChanged {
        /// Who did it.
        by: Actor,
        /// Which ticket.
        number: Number,
        /// A group's code, "yes", or none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        priority: Option<String>,
        /// By how much earlier it counts as having come, minutes.
        credit_min: u32,
    },
    /// Its holder said what the visit was like.
    Rated {
        /// Which ticket.
        number: Number,
        /// What it was like; kept apart as a whole, none when that was erased.
        #[serde(skip)]
        rating: Option<Rating>,
    },
    /// A counter's last act was taken back.
    Undone {
        /// Who did it.
        by: Actor,
        /// At which counter.
        counter: String,
        /// Which act.
        act: UndoableAct,
        /// The sequence number of the act's first event.
        from_seq: u64,
    },
    /// No numbers of a service are given any more today.
    ServiceStopped {
        /// Who did it.
        by: Actor,
        /// Which service.
        service: Letter,
        /// Why; visitors read it.
        reason: String,
    },
    /// They are again.
    ServiceResumed {
        /// Who did it.
        by: Actor,
        /// Which service.
        service: Letter,
    },
    /// A counter serves something else today.
    ServicesChanged {
        /// Who did it.
        by: Actor,
        /// Which counter.
        counter: String,
        /// What it serves, with the minutes by which it counts each as later.
        services: BTreeMap<Letter, u32>,
    },
    /// A line of text for all, or none any more.
    Noticed {
        /// Who did it.
        by: Actor,
        /// The text.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<protocol::Text>,
        /// Until when, milliseconds.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until_ms: Option<i64>,
        /// Whether it is to be spoken too.
        #[serde(default, skip_serializing_if = "core::ops::Not::not")]
        say: bool,
    },
    /// Somebody at a device needs a person.
    HelpCalled {
        /// At which device.
        by: Actor,
    },
    /// A ticket is to be printed once more.
    ReprintAsked {
        /// Who asked.
        by: Actor,
        /// Which ticket.
        number: Number,
        /// On which device.
        device: String,
    },
}
