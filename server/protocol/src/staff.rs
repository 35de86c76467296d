//! What clerks and managers see: counters, lines and why a ticket was called.
use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::{Moment, TicketState};

/// What an account may do; each role includes those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Serves at a counter.
    Clerk,
    /// Runs the hall.
    Manager,
    /// Runs the system.
    Admin,
}

/// Who is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Me {
    /// The account's name.
    pub user: String,
    /// Its role.
    pub role: Role,
    /// Codes of the offices it may act in; for an admin, all.
    pub offices: Vec<String>,
}

/// Whether a counter calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CounterState {
    /// A clerk serves.
    Open,
    /// The clerk is away for a while.
    Paused,
    /// Nobody is there.
    Closed,
}

/// A ticket as staff see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StaffTicket {
    /// What is printed on the paper.
    pub number: String,
    /// The service's letter.
    pub service: String,
    /// Where it stands.
    pub state: TicketState,
    /// When the number was taken.
    pub issued_at: Moment,
    /// Whole seconds from issue to the first call, or until now.
    pub waited_s: i64,
    /// Calls and recalls so far.
    pub calls: u32,
    /// How often it was called again since it was called to a counter last.
    #[serde(default)]
    pub recalls: u32,
    /// When it was called last.
    pub called_at: Option<Moment>,
    /// When service began.
    pub started_at: Option<Moment>,
    /// The group's code, "yes" when the group was not asked, `None` without priority.
    pub priority: Option<String>,
    /// Whether the holder needs help.
    pub assist: bool,
    /// The language chosen.
    pub lang: Option<String>,
    /// Whether the paper came out; `None` when nobody said.
    pub printed: Option<bool>,
    /// A note for the next counter.
    pub note: Option<String>,
    /// The procedure chosen.
    pub procedure: Option<String>,
}

/// Which rule chose a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// It came first.
    Turn,
    /// It counts as having come earlier.
    Priority,
    /// It belongs to what this counter serves first.
    Preference,
    /// It was sent to this counter.
    Counter,
    /// Staff called its number.
    ByNumber,
    /// It was set aside and came back.
    Resume,
}

/// Why a ticket was called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Why {
    /// The rule.
    pub rule: Rule,
    /// Waiting tickets this counter serves that came earlier.
    pub overtook: u32,
}

/// The answer to `next`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Next {
    /// The ticket called; `None` when nobody waits.
    pub ticket: Option<StaffTicket>,
    /// Why it was called.
    pub why: Option<Why>,
}

/// A counter and what it holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CounterSummary {
    /// The counter's code.
    pub counter: String,
    /// Its name.
    pub name: crate::Text,
    /// Letters of the services it serves, its own first.
    pub services: Vec<String>,
    /// Open, paused or closed.
    pub state: CounterState,
    /// Code of the pause's reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// When the clerk means to be back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Moment>,
    /// Whose counter it is.
    pub clerk: Option<String>,
    /// The ticket in hand.
    pub ticket: Option<StaffTicket>,
}

/// A waiting ticket and why it stands there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LineTicket {
    /// The ticket.
    #[serde(flatten)]
    pub ticket: StaffTicket,
    /// Why it would be called when it is its turn.
    pub why: Why,
}

/// The act that could be taken back now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UndoNow {
    /// The act's name in the path.
    pub act: String,
    /// Whole seconds left.
    pub left_s: i64,
}

/// A counter with its line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CounterDetail {
    /// The counter itself.
    #[serde(flatten)]
    pub summary: CounterSummary,
    /// The line in the order in which this counter would call it.
    pub waiting: Vec<LineTicket>,
    /// Tickets set aside that it could resume.
    pub held: Vec<StaffTicket>,
    /// What could be taken back.
    pub undo: Option<UndoNow>,
}
