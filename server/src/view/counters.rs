//! Counters and their lines, for staff.
use protocol::{CounterDetail, CounterState, CounterSummary, LineTicket, UndoNow, Why};
use queue::{Actor, Choice, Day, Duty, Event, Number, Past};

use super::View;

impl View<'_> {
    /// Every counter.
    pub fn counters(&self) -> Vec<CounterSummary> {
        self.office_data().counters.iter().map(|counter| self.counter_summary(counter)).collect()
    }

    /// One counter with its line; `None` for an unknown code.
    pub fn counter(&self, code: &str) -> Option<CounterDetail> {
        let counter = self.office_data().counter(code)?;
        let day = self.hall.open_day();
        let held = day.into_iter().flat_map(|day| day.held_for(counter));
        let undo = day.and_then(|day| day.undoable(code, &self.now));
        Some(CounterDetail {
            summary: self.counter_summary(counter),
            waiting: day.map(|day| self.line(day, counter)).unwrap_or_default(),
            held: held.map(|ticket| self.staff_ticket(ticket)).collect(),
            undo: undo.map(|past| self.undo_now(past)),
        })
    }

    /// One counter without its line; `None` for an unknown code.
    pub(crate) fn summary_of(&self, code: &str) -> Option<CounterSummary> {
        self.office_data().counter(code).map(|counter| self.counter_summary(counter))
    }

    /// The answer to `next`: whom these events called, and why.
    pub(crate) fn next(&self, events: &[Event]) -> protocol::Next {
        let called = events.iter().find_map(|event| match event {
            Event::Called { number, rule, overtook, .. } => Some((*number, why(rule, overtook))),
            _ => None,
        });
        let ticket = called.and_then(|(number, _)| self.hall.day()?.ticket(number));
        protocol::Next {
            ticket: ticket.map(|ticket| self.staff_ticket(ticket)),
            why: called.map(|(_, why)| why),
        }
    }

    fn counter_summary(&self, counter: &queue::Counter) -> CounterSummary {
        let day = self.hall.open_day();
        let station = day.and_then(|day| day.station(&counter.code));
        let (state, reason, until_ms) = match station.map(|station| &station.duty) {
            None | Some(Duty::Closed) => (CounterState::Closed, None, None),
            Some(Duty::Open { .. }) => (CounterState::Open, None, None),
            Some(Duty::Paused { reason, until_ms, .. }) => {
                (CounterState::Paused, Some(reason.clone()), *until_ms)
            }
        };
        CounterSummary {
            counter: counter.code.clone(),
            name: counter.name.clone(),
            services: services(counter),
            state,
            reason,
            until: until_ms.map(|until_ms| self.moment(until_ms)),
            clerk: station.and_then(|station| station.clerk()).map(name),
            ticket: day.and_then(|day| day.in_hand(&counter.code)).map(|ticket| self.staff_ticket(ticket)),
        }
    }

    fn undo_now(&self, past: &Past) -> UndoNow {
        let until_ms = past.at_ms + i64::from(self.office_data().rules.undo_s) * 1000;
        let act = serde_json::to_value(past.act).ok().and_then(|act| act.as_str().map(str::to_owned));
        UndoNow { act: act.unwrap_or_default(), left_s: (until_ms - self.now.at_ms).max(0) / 1000 }
    }

    fn line(&self, day: &Day, counter: &queue::Counter) -> Vec<LineTicket> {
        let row = |choice: Choice| {
            let ticket = day.ticket(choice.number)?;
            Some(LineTicket { ticket: self.staff_ticket(ticket), why: why(&choice.rule, &choice.overtook) })
        };
        day.line_for(counter).into_iter().filter_map(row).collect()
    }
}

/// What a counter serves, its own work first.
fn services(counter: &queue::Counter) -> Vec<String> {
    let mut services: Vec<_> = counter.services.iter().map(|(letter, minutes)| (*minutes, *letter)).collect();
    services.sort();
    services.into_iter().map(|(_, letter)| letter.to_string()).collect()
}

pub(super) fn name(actor: &Actor) -> String {
    match actor {
        Actor::Device(name) | Actor::Account(name) => name.clone(),
        Actor::Holder => String::new(),
    }
}

fn why(rule: &protocol::Rule, overtook: &[Number]) -> Why {
    Why { rule: *rule, overtook: u32::try_from(overtook.len()).unwrap_or(u32::MAX) }
}
