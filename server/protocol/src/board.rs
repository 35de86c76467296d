//! What the lobby sees: the board, and the calls that go with it. No token, name, priority, reason,
//! procedure or dossier is ever in these types.
use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::{CounterState, Estimate, Moment, Text};

/// The whole board of an office, true as of `seq`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Board {
    /// The office's code.
    pub office: String,
    /// The office's name.
    pub name: Text,
    /// The log's last sequence number in this board.
    pub seq: u64,
    /// The server's time.
    pub at: Moment,
    /// Whether numbers may be taken now.
    pub open: bool,
    /// When numbers may be taken again, while not open.
    pub reopens_at: Option<Moment>,
    /// Tickets now called or served, newest call first, at most 20.
    pub calls: Vec<BoardCall>,
    /// No-shows of the last 15 minutes.
    pub missed: Vec<BoardMissed>,
    /// Every service with its line.
    pub waiting: Vec<BoardWaiting>,
    /// Every counter.
    pub counters: Vec<BoardCounter>,
    /// One line of text for all.
    pub notice: Option<Text>,
}

/// A ticket that is called or served.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BoardCall {
    /// Sequence number of its last call or recall; only grows.
    pub call: u64,
    /// The ticket's number.
    pub number: String,
    /// The counter's code.
    pub counter: String,
    /// The counter's name.
    pub counter_name: Text,
    /// The service's letter.
    pub service: String,
    /// When it was called or recalled last.
    pub at: Moment,
    /// Repeated calls since the first.
    pub recalls: u32,
}

/// A ticket whose holder did not come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BoardMissed {
    /// The ticket's number.
    pub number: String,
    /// When it became a no-show.
    pub at: Moment,
}

/// The line of one service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BoardWaiting {
    /// The service's letter.
    pub service: String,
    /// The service's short name.
    pub short: Text,
    /// `#RRGGBB`.
    pub color: String,
    /// How many wait.
    pub count: u32,
    /// The wait of a ticket taken now.
    pub estimate: Option<Estimate>,
}

/// One counter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BoardCounter {
    /// The counter's code.
    pub counter: String,
    /// The counter's name.
    pub name: Text,
    /// Open, paused or closed.
    pub state: CounterState,
    /// When a paused counter means to be back.
    pub until: Option<Moment>,
    /// The number in hand.
    pub number: Option<String>,
}

/// One call (`recall` 0) or recall (1, 2, …), to be shown and spoken once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Call {
    /// Its sequence number in the log; only grows.
    pub call: u64,
    /// The ticket's number.
    pub number: String,
    /// The counter's code.
    pub counter: String,
    /// The counter's name.
    pub counter_name: Text,
    /// The service's letter.
    pub service: String,
    /// The service's short name.
    pub short: Text,
    /// When it was made.
    pub at: Moment,
    /// 0 for the first call of a ticket to this counter.
    pub recall: u32,
}

/// A call that was taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Withdrawn {
    /// Which call.
    pub call: u64,
    /// The ticket's number.
    pub number: String,
}

/// A notice that is to be spoken once; it stands on the board, too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Notice {
    /// Its sequence number in the log; only grows.
    pub notice: u64,
    /// What is to be said.
    pub text: Text,
    /// When it was given.
    pub at: Moment,
    /// When it is over; the day's end without it.
    pub until: Option<Moment>,
}
