//! Lets people do what can be done just now: with a ticket that is in the right state, at a counter that is theirs.
use alloc::vec::Vec;

use crate::tests::office::staff;
use crate::{Act, Actor, Caller, Command, Day, HolderAct, Number, Stage, Station, Ticket, TicketAct};

/// Whoever is at the counter acts there, and with a ticket that `pick` chooses among those in the right state.
pub(super) fn fit(day: &Day, caller: &mut Caller, command: &mut Command, pick: usize) {
    let choose = |is_right: &dyn Fn(Stage) -> bool, number: &mut Number| {
        let right = day.tickets().filter(|ticket| is_right(ticket.stage));
        let right: Vec<Number> = right.map(|ticket: &Ticket| ticket.number).collect();
        if !right.is_empty() {
            *number = right[pick % right.len()];
        }
    };
    match command {
        Command::At { counter, act, .. } => {
            if let Some(Actor::Account(name)) = day.station(counter).and_then(Station::clerk) {
                *caller = staff(name);
            }
            match act {
                Act::Call { number } => choose(&|stage| stage == Stage::Waiting, number),
                Act::Resume { number } => choose(&|stage| matches!(stage, Stage::Held { .. }), number),
                Act::Open { .. }
                | Act::Pause { .. }
                | Act::Close
                | Act::Next { .. }
                | Act::Recall
                | Act::Start
                | Act::Finish { .. }
                | Act::NoShow
                | Act::Serve { .. }
                | Act::Hold { .. }
                | Act::Transfer { .. }
                | Act::Undo => {}
            }
        }
        Command::Holder { number, act } => match act {
            HolderAct::Cancel | HolderAct::Later => choose(&|stage| stage == Stage::Waiting, number),
            HolderAct::Return => choose(&is_missed, number),
            HolderAct::Rate { .. } => {
                let last_ms = day.tickets().filter_map(|ticket| done_ms(ticket.stage)).max();
                choose(&|stage| last_ms.is_some() && done_ms(stage) == last_ms, number);
            }
        },
        Command::Ticket { number, act } => match act {
            TicketAct::Priority(_) => choose(&|stage| stage == Stage::Waiting, number),
            TicketAct::Return { .. } => choose(&is_missed, number),
            TicketAct::Cancel | TicketAct::Reprint { .. } => choose(&|_| true, number),
        },
        Command::Printed { number, .. } => choose(&|_| true, number),
        Command::OpenDay { .. }
        | Command::CloseDay
        | Command::Issue(_)
        | Command::Manage(_)
        | Command::CallHelp => {}
    }
}

fn is_missed(stage: Stage) -> bool {
    matches!(stage, Stage::NoShow { .. })
}

fn done_ms(stage: Stage) -> Option<i64> {
    if let Stage::Done { at_ms, .. } = stage { Some(at_ms) } else { None }
}
