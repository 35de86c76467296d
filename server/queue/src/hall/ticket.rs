//! A ticket of the day, and where it stands in its life.
use alloc::string::String;

use crate::line::Place;
use crate::{Actor, Counter, Issued, Letter, Number};

/// A ticket of the day.
#[derive(Clone, Debug, PartialEq)]
pub struct Ticket {
    /// Its number.
    pub number: Number,
    /// The service for which it waits; a transfer changes it.
    pub service: Letter,
    /// When it was issued, milliseconds.
    pub issued_ms: i64,
    /// Sequence number of its issue.
    pub issued_seq: u64,
    /// What was known when it was issued.
    pub issued: Issued,
    /// Where it stands.
    pub stage: Stage,
    /// The place it has in its line, or had last.
    pub place: Place,
    /// The only counter that may call it.
    pub bound: Option<String>,
    /// A note for the next counter.
    pub note: Option<String>,
    /// How often it came back from a no-show by itself.
    pub returns: u32,
    /// How often its holder put it later.
    pub laters: u32,
    /// What its holder thought of the visit, 1 to 5.
    pub stars: Option<u8>,
    /// The last act that named it: its sequence number, and at which counter, if at one.
    pub(crate) last_act: (u64, Option<String>),
    /// Calls and recalls.
    pub calls: u32,
    /// Recalls since its last first call.
    pub recalls: u32,
    /// When it was called first.
    pub first_called_ms: Option<i64>,
    /// When it was called last.
    pub called_ms: Option<i64>,
    /// When service began.
    pub started_ms: Option<i64>,
    /// The counter that called it last.
    pub counter: Option<String>,
    /// Whose counter that was then, or when the ticket left it.
    pub clerk: Option<Actor>,
    /// How long it was set aside, milliseconds; while it is, up to then.
    pub held_ms: i64,
    /// Whether the paper came out.
    pub printed: Option<bool>,
}

/// Where a ticket stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// In its service's line, or in that of the counter it is bound to.
    Waiting,
    /// In a counter's hand, not yet there.
    Called,
    /// In a counter's hand, being served.
    Serving,
    /// Over.
    Done {
        /// When, milliseconds.
        at_ms: i64,
        /// Nobody finished it before the day ended, so nothing can be learned from its length.
        by_day_end: bool,
    },
    /// Set aside under its number.
    Held {
        /// Since when, milliseconds.
        at_ms: i64,
    },
    /// Nobody came.
    NoShow {
        /// When, milliseconds.
        at_ms: i64,
    },
    /// Given up by its holder or by staff.
    Cancelled {
        /// When, milliseconds.
        at_ms: i64,
    },
    /// The day ended before its turn.
    Expired,
}

impl Ticket {
    /// By how much earlier it counts as having come, milliseconds.
    pub fn credit_ms(&self) -> i64 {
        i64::from(self.issued.credit_min) * 60_000
    }

    /// Whether the act that gave its number called it: a person without a ticket.
    pub fn came_without_ticket(&self) -> bool {
        matches!(self.issued.by, Actor::Account(_)) && self.first_called_ms == Some(self.issued_ms)
    }

    /// Whether it is set aside and this counter may take it up again: one that serves it, or that has set it aside.
    pub(crate) fn is_held_for(&self, counter: &Counter) -> bool {
        let is_able =
            counter.services.contains_key(&self.service) || self.counter.as_ref() == Some(&counter.code);
        matches!(self.stage, Stage::Held { .. }) && is_able
    }
}
