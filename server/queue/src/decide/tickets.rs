//! May something happen to a ticket that no counter has in hand: by its holder, by staff, by the kiosk.
use alloc::string::ToString;
use alloc::vec;
use alloc::vec::Vec;

use super::issue::credit;
use crate::hall::{Day, Hall, Stage, Ticket};
use crate::{Caller, Event, HolderAct, Now, Number, Rating, Refusal, Standing, TicketAct};

/// A kiosk may change the priority of its own ticket for this long.
const KIOSK_MS: i64 = 60_000;

type Decided = Result<Vec<Event>, Refusal>;

pub(super) fn holder(hall: &Hall, number: Number, act: &HolderAct, now: &Now) -> Decided {
    let (day, ticket) = hall.known(number, now)?;
    let return_max = day.office.rules.return_max;
    let event = match act {
        HolderAct::Cancel => {
            open(day)?;
            waiting(ticket)?;
            Event::Cancelled { by: None, number }
        }
        HolderAct::Later => {
            open(day)?;
            waiting(ticket)?;
            within(ticket.laters, return_max)?;
            Event::PutLater { number }
        }
        HolderAct::Return => {
            open(day)?;
            missed(ticket)?;
            within(ticket.returns, return_max)?;
            Event::Returned { by: None, number, front: false, reason: None }
        }
        // Whoever was served last says so when the day may be closed already.
        HolderAct::Rate { stars, comment } => {
            let is_done = matches!(ticket.stage, Stage::Done { .. });
            if !is_done || ticket.stars.is_some() {
                return Err(Refusal::WrongState);
            }
            Event::Rated { number, rating: Some(Rating { stars: *stars, comment: comment.clone() }) }
        }
    };
    Ok(vec![event])
}

pub(super) fn staff(hall: &Hall, number: Number, act: &TicketAct, caller: &Caller, now: &Now) -> Decided {
    let (day, ticket) = hall.known(number, now)?;
    match act {
        TicketAct::Priority(priority) => change_priority(day, ticket, priority.as_deref(), caller, now),
        TicketAct::Return { front, reason } => {
            clerk(caller)?;
            open(day)?;
            missed(ticket)?;
            let by = Some(caller.actor.clone());
            Ok(vec![Event::Returned { by, number, front: *front, reason: reason.clone() }])
        }
        TicketAct::Cancel => {
            clerk(caller)?;
            open(day)?;
            match ticket.stage {
                Stage::Waiting | Stage::Held { .. } | Stage::NoShow { .. } => {}
                Stage::Called
                | Stage::Serving
                | Stage::Done { .. }
                | Stage::Cancelled { .. }
                | Stage::Expired => return Err(Refusal::NotWaiting),
            }
            Ok(vec![Event::Cancelled { by: Some(caller.actor.clone()), number }])
        }
        TicketAct::Reprint { device } => {
            clerk(caller)?;
            open(day)?;
            Ok(vec![Event::ReprintAsked { by: caller.actor.clone(), number, device: device.clone() }])
        }
    }
}

/// A kiosk corrects what it gave itself a moment ago; staff may do it as long as the ticket waits.
fn change_priority(
    day: &Day,
    ticket: &Ticket,
    priority: Option<&str>,
    caller: &Caller,
    now: &Now,
) -> Decided {
    if caller.standing == Standing::Device && ticket.issued.by != caller.actor {
        return Err(Refusal::Forbidden);
    }
    let credit_min = credit(&day.office, priority, caller)?;
    open(day)?;
    waiting(ticket)?;
    if caller.standing == Standing::Device && now.at_ms - ticket.issued_ms > KIOSK_MS {
        return Err(Refusal::WrongState);
    }
    if ticket.issued.priority.as_deref() == priority {
        return Ok(Vec::new());
    }
    let (by, priority) = (caller.actor.clone(), priority.map(ToString::to_string));
    Ok(vec![Event::PriorityChanged { by, number: ticket.number, priority, credit_min }])
}

fn clerk(caller: &Caller) -> Result<(), Refusal> {
    match caller.standing {
        Standing::Clerk | Standing::Manager => Ok(()),
        Standing::Holder | Standing::Device => Err(Refusal::Forbidden),
    }
}

fn open(day: &Day) -> Result<(), Refusal> {
    if day.closed_ms.is_none() { Ok(()) } else { Err(Refusal::DayClosed) }
}

fn waiting(ticket: &Ticket) -> Result<(), Refusal> {
    if ticket.stage == Stage::Waiting { Ok(()) } else { Err(Refusal::NotWaiting) }
}

fn missed(ticket: &Ticket) -> Result<(), Refusal> {
    if matches!(ticket.stage, Stage::NoShow { .. }) { Ok(()) } else { Err(Refusal::WrongState) }
}

fn within(times: u32, max: u32) -> Result<(), Refusal> {
    if times < max { Ok(()) } else { Err(Refusal::LimitReached) }
}
