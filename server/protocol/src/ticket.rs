//! A ticket as its holder may see it.
use alloc::string::String;

use serde::{Deserialize, Serialize};

use crate::Moment;

/// Where a ticket stands in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TicketState {
    /// In the line.
    Waiting,
    /// Called to a counter, not yet there.
    Called,
    /// At the counter.
    Serving,
    /// Set aside under its number, for papers to be completed.
    Held,
    /// The visit is over.
    Done,
    /// Called often enough, and nobody came.
    NoShow,
    /// Given up by its holder or by staff.
    Cancelled,
    /// The day ended before its turn.
    Expired,
}

/// An expected wait as a range in minutes, both ends multiples of the office's step; 0 to 0 means no wait.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Estimate {
    /// Rounded down to the step.
    pub low_min: u32,
    /// Rounded up to the step.
    pub high_min: u32,
    /// When the wait crosses closed time: the beginning of the session in which the turn is expected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Moment>,
}

/// A ticket without anything that only staff may know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PublicTicket {
    /// The office's code.
    pub office: String,
    /// What is printed on the paper, such as `A012`.
    pub number: String,
    /// The service's letter.
    pub service: String,
    /// Where it stands.
    pub state: TicketState,
    /// Waiting tickets of the same service that stand before it; 0 when it doesn't wait.
    pub ahead: u32,
    /// `None` when no able counter is open, or when it doesn't wait.
    pub estimate: Option<Estimate>,
    /// The counter that called it last, while it is called, served or held there.
    pub counter: Option<String>,
    /// When the number was taken.
    pub issued_at: Moment,
    /// When it was called last.
    pub called_at: Option<Moment>,
    /// Repeated calls since the last first call.
    pub recalls: u32,
    /// How often its holder may still be put later.
    pub later_left: u32,
    /// How often it may still come back from a no-show.
    pub return_left: u32,
}
