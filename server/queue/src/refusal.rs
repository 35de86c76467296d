//! An expected "no": the hall's answer when the rules do not allow a command in the present state.
use alloc::string::String;

use protocol::Stop;

use crate::Number;

impl Refusal {
    /// Whether it is said before anything about the command itself: no right, or not there.
    pub fn comes_first(&self) -> bool {
        match self {
            Self::Forbidden | Self::UnknownCounter | Self::UnknownTicket | Self::UnknownService => true,
            Self::Invalid { .. }
            | Self::Stopped(_)
            | Self::ServiceStopped
            | Self::DayClosed
            | Self::CounterClosed
            | Self::CounterPaused
            | Self::CounterBusy
            | Self::CounterTaken
            | Self::NotWaiting
            | Self::LimitReached
            | Self::NothingToUndo
            | Self::NothingCalled
            | Self::WrongState
            | Self::TooSoon { .. }
            | Self::Changed { .. } => false,
        }
    }
}

/// Why a command was refused. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The path names a counter that is not there.
    UnknownCounter,
    /// A service that the office does not have.
    UnknownService,
    /// A ticket that was not issued today.
    UnknownTicket,
    /// The counter is another clerk's, or only a manager may do this.
    Forbidden,
    /// A field of the command names what this office does not have, or may not have.
    Invalid {
        /// The field.
        field: &'static str,
        /// What is wrong with it.
        detail: String,
    },
    /// No number is given now.
    Stopped(Stop),
    /// No day is open, or this day can't be opened.
    DayClosed,
    /// Nobody serves at this counter.
    CounterClosed,
    /// The counter pauses.
    CounterPaused,
    /// A ticket is in hand.
    CounterBusy,
    /// Another clerk serves at this counter.
    CounterTaken,
    /// A manager stopped this service for today.
    ServiceStopped,
    /// The ticket does not wait.
    NotWaiting,
    /// It was done as often as it may be.
    LimitReached,
    /// Nothing can be taken back.
    NothingToUndo,
    /// No ticket is in hand.
    NothingCalled,
    /// The ticket in hand is not in a state for this act.
    WrongState,
    /// Not before this many seconds, or this many more calls.
    TooSoon {
        /// Seconds to wait.
        wait_s: u32,
        /// Calls that are missing.
        calls: u32,
    },
    /// Something else is in hand than the caller believes.
    Changed {
        /// What is in hand.
        in_hand: Option<Number>,
    },
}
