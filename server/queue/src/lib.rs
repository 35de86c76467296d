//! The rules of the hall: commands in, events out. No clock, no IO, no randomness: time comes as an argument,
//! and the same events always give the same state.
#![no_std]
extern crate alloc;

mod office;

mod command;
mod decide;
mod event;
mod refusal;

mod apply;
mod forecast;
mod hall;
mod hours;
mod learning;
mod line;
mod number;

#[cfg(any(test, feature = "sample"))]
pub mod sample;
#[cfg(test)]
mod tests;

pub use command::{
    Act, Actor, Caller, Command, Destination, HolderAct, Issue, Manage, Now, Outcome, OutcomeKind, Standing,
    TicketAct,
};
pub use decide::InUse;
pub use event::{BODY_VERSION, Event, Issued, PlaceWish, Rating, Wait};
pub use forecast::Forecast;
pub use hall::{
    Announcement, Day, Due, Duty, Hall, Help, Notice, Past, Reprint, Stage, Station, Ticket, UndoableAct,
};
pub use hours::{DAY_MIN, Door, Hours, Session, SpecialDay};
pub use learning::{TEACHING_VISITS, learned_mean};
pub use line::{Choice, Place};
pub use number::{DIGITS_MAX, Letter, Number, NumberError};
pub use office::{Counter, Limits, Office, PauseReason, Priority, Rules, Service};
pub use refusal::Refusal;
