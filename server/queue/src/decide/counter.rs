//! May an act happen at a counter.
use alloc::string::ToString;
use alloc::vec;
use alloc::vec::Vec;

use protocol::Rule;

use super::issue::next_number;
use crate::hall::{Day, Duty, Stage, Station, Ticket};
use crate::{
    Act, Actor, Caller, Choice, Counter, Destination, Event, Issued, Letter, Now, Number, Office, Outcome,
    PlaceWish, Refusal, Standing,
};

/// What all acts at one counter look at.
struct At<'a> {
    day: &'a Day,
    counter: &'a Counter,
    station: &'a Station,
    by: &'a Actor,
    now: &'a Now,
}

type Decided = Result<Vec<Event>, Refusal>;

pub(super) fn decide(
    day: &Day,
    code: &str,
    in_hand: Option<Option<Number>>,
    act: &Act,
    caller: &Caller,
    now: &Now,
) -> Decided {
    let counter = day.office.counter(code).ok_or(Refusal::UnknownCounter)?;
    let station = day.station(code).ok_or(Refusal::UnknownCounter)?;
    let at = At { day, counter, station, by: &caller.actor, now };
    if in_hand.is_some_and(|believed| believed != station.hand) {
        return Err(Refusal::Changed { in_hand: station.hand });
    }
    match act {
        Act::Open { takeover } => at.open(*takeover),
        Act::Pause { reason, until_ms } => at.pause(reason, *until_ms),
        Act::Close => at.close(),
        Act::Next { outcomes } => at.next(outcomes),
        Act::Recall => at.recall(),
        Act::Start => at.start(),
        Act::Finish { outcomes } => at.finish(outcomes),
        Act::NoShow => at.no_show(),
        Act::Call { number } => at.call(*number),
        Act::Serve { service, reason } => at.serve(*service, reason.as_deref()),
        Act::Hold { reason } => at.hold(reason.as_deref()),
        Act::Resume { number } => at.resume(*number),
        Act::Transfer { to, place, note } => at.transfer(to, *place, note.as_deref()),
        Act::Undo => at.undo(),
    }
}

impl At<'_> {
    /// Also ends a pause. Again by the same clerk nothing happens.
    fn open(&self, takeover: bool) -> Decided {
        let opened = vec![Event::CounterOpened { by: self.by.clone(), counter: self.counter.code.clone() }];
        match &self.station.duty {
            Duty::Closed => Ok(opened),
            Duty::Open { clerk, .. } if clerk == self.by => Ok(Vec::new()),
            Duty::Paused { clerk, .. } if clerk == self.by => Ok(opened),
            Duty::Open { .. } | Duty::Paused { .. } if takeover => Ok(opened),
            Duty::Open { .. } | Duty::Paused { .. } => Err(Refusal::CounterTaken),
        }
    }

    fn pause(&self, reason: &str, until_ms: Option<i64>) -> Decided {
        self.served()?;
        Ok(vec![Event::CounterPaused {
            by: self.by.clone(),
            counter: self.counter.code.clone(),
            reason: reason.to_string(),
            until_ms,
        }])
    }

    fn close(&self) -> Decided {
        self.served()?;
        if self.station.hand.is_some() {
            return Err(Refusal::CounterBusy);
        }
        Ok(vec![Event::CounterClosed { by: self.by.clone(), counter: self.counter.code.clone() }])
    }

    fn next(&self, outcomes: &[Outcome]) -> Decided {
        self.calling()?;
        let finished = self.station.hand.map(|number| self.finished(number, outcomes));
        let called = self.day.next_for(self.counter).map(|choice| self.calls(choice, finished.is_some()));
        Ok(finished.into_iter().chain(called).collect())
    }

    /// Calls a number out of turn, which stands in the log as such.
    fn call(&self, number: Number) -> Decided {
        let ticket = self.day.ticket(number).ok_or(Refusal::UnknownTicket)?;
        self.free_to_call()?;
        if ticket.stage != Stage::Waiting {
            return Err(Refusal::NotWaiting);
        }
        Ok(vec![self.calls(self.day.out_of_turn(self.counter, ticket, Rule::ByNumber), false)])
    }

    /// A person without a ticket gets one and is called, in one act.
    fn serve(&self, service: Letter, reason: Option<&str>) -> Decided {
        let service = self.day.office.service(service).ok_or(Refusal::UnknownService)?;
        self.free_to_call()?;
        let issued = Issued {
            by: self.by.clone(),
            number: next_number(self.day, service)?,
            priority: None,
            credit_min: 0,
            lang: None,
            assist: false,
            procedure: None,
            ahead: 0,
            promised: None,
        };
        let overtook = self.day.overtaken_at_once(self.counter, service.letter, self.now.at_ms);
        let (counter, reason) = (self.counter.code.clone(), reason.map(ToString::to_string));
        Ok(vec![Event::Served { counter, issued, overtook, reason }])
    }

    fn hold(&self, reason: Option<&str>) -> Decided {
        let (by, number) = (self.by.clone(), self.hand()?.number);
        let (counter, reason) = (self.counter.code.clone(), reason.map(ToString::to_string));
        Ok(vec![Event::Held { by, counter, number, reason }])
    }

    /// At any open counter that serves it or has set it aside: in hand when that is empty, else the first in its line.
    fn resume(&self, number: Number) -> Decided {
        let ticket = self.day.ticket(number).ok_or(Refusal::UnknownTicket)?;
        self.calling()?;
        if !ticket.is_held_for(self.counter) {
            return Err(Refusal::WrongState);
        }
        if self.station.hand.is_none() {
            return Ok(vec![self.calls(self.day.out_of_turn(self.counter, ticket, Rule::Resume), false)]);
        }
        Ok(vec![Event::Resumed { by: self.by.clone(), counter: self.counter.code.clone(), number }])
    }

    fn transfer(&self, to: &Destination, place: PlaceWish, note: Option<&str>) -> Decided {
        let number = self.hand()?.number;
        let (service, to) = match to {
            Destination::Service(letter) => (Some(*letter), None),
            Destination::Counter(code) => (None, Some(code.clone())),
        };
        let target = to.as_deref().and_then(|code| self.day.station(code));
        if target.is_some_and(|station| station.duty == Duty::Closed) {
            return Err(Refusal::CounterClosed);
        }
        let (by, counter) = (self.by.clone(), self.counter.code.clone());
        let note = note.map(ToString::to_string);
        Ok(vec![Event::Transferred { by, counter, number, service, to, place, note }])
    }

    /// The last act, unless it is too old or somebody else has gone on with one of its tickets.
    fn undo(&self) -> Decided {
        self.served()?;
        let past = self.day.undoable(&self.counter.code, self.now).ok_or(Refusal::NothingToUndo)?;
        let (by, counter) = (self.by.clone(), self.counter.code.clone());
        Ok(vec![Event::Undone { by, counter, act: past.act, from_seq: past.from_seq }])
    }

    fn calls(&self, choice: Choice, finishes: bool) -> Event {
        Event::Called {
            by: self.by.clone(),
            counter: self.counter.code.clone(),
            number: choice.number,
            rule: choice.rule,
            overtook: choice.overtook,
            finishes,
        }
    }

    fn recall(&self) -> Decided {
        let ticket = self.called()?;
        let gap_ms = i64::from(self.day.office.rules.recall_gap_s) * 1000;
        self.not_before(ticket.called_ms.unwrap_or(0) + gap_ms, 0)?;
        Ok(vec![Event::Recalled {
            by: self.by.clone(),
            counter: self.counter.code.clone(),
            number: ticket.number,
            recall: ticket.recalls + 1,
        }])
    }

    fn start(&self) -> Decided {
        let number = self.called()?.number;
        Ok(vec![Event::Started { by: self.by.clone(), counter: self.counter.code.clone(), number }])
    }

    fn finish(&self, outcomes: &[Outcome]) -> Decided {
        let number = self.hand()?.number;
        Ok(vec![self.finished(number, outcomes)])
    }

    fn no_show(&self) -> Decided {
        let ticket = self.called()?;
        let rules = &self.day.office.rules;
        // Whoever was called to another counter before, or came back, has not heard of this one yet.
        let calls = rules.no_show_calls.saturating_sub(ticket.recalls + 1);
        self.not_before(ticket.called_ms.unwrap_or(0) + i64::from(rules.no_show_after_s) * 1000, calls)?;
        let number = ticket.number;
        Ok(vec![Event::NoShow { by: self.by.clone(), counter: self.counter.code.clone(), number }])
    }

    fn finished(&self, number: Number, outcomes: &[Outcome]) -> Event {
        Event::Finished {
            by: self.by.clone(),
            counter: self.counter.code.clone(),
            number,
            outcomes: outcomes.to_vec(),
        }
    }

    /// Somebody serves here, present or away for a while.
    fn served(&self) -> Result<(), Refusal> {
        match self.station.duty {
            Duty::Closed => Err(Refusal::CounterClosed),
            Duty::Open { .. } | Duty::Paused { .. } => Ok(()),
        }
    }

    /// Somebody serves here, and calls.
    fn calling(&self) -> Result<(), Refusal> {
        match self.station.duty {
            Duty::Closed => Err(Refusal::CounterClosed),
            Duty::Paused { .. } => Err(Refusal::CounterPaused),
            Duty::Open { .. } => Ok(()),
        }
    }

    fn free_to_call(&self) -> Result<(), Refusal> {
        self.calling()?;
        if self.station.hand.is_some() { Err(Refusal::CounterBusy) } else { Ok(()) }
    }

    fn hand(&self) -> Result<&Ticket, Refusal> {
        self.served()?;
        self.day.in_hand(&self.counter.code).ok_or(Refusal::NothingCalled)
    }

    /// The ticket in hand, called and not yet served.
    fn called(&self) -> Result<&Ticket, Refusal> {
        let ticket = self.hand()?;
        if ticket.stage == Stage::Called { Ok(ticket) } else { Err(Refusal::WrongState) }
    }

    fn not_before(&self, earliest_ms: i64, calls: u32) -> Result<(), Refusal> {
        let wait_ms = (earliest_ms - self.now.at_ms).max(0);
        if wait_ms == 0 && calls == 0 {
            return Ok(());
        }
        Err(Refusal::TooSoon { wait_s: u32::try_from((wait_ms + 999) / 1000).unwrap_or(u32::MAX), calls })
    }
}

/// An act names what this office has. Whatever is wrong here is wrong in every state.
pub(super) fn valid(office: &Office, act: &Act, now: &Now) -> Result<(), Refusal> {
    match act {
        Act::Pause { reason, until_ms } => valid_pause(office, reason, *until_ms, now),
        Act::Next { outcomes } | Act::Finish { outcomes } => valid_outcomes(office, outcomes),
        Act::Serve { service, .. } => known_service(office, *service),
        Act::Transfer { to: Destination::Service(service), .. } => known_service(office, *service),
        Act::Transfer { to: Destination::Counter(code), .. } => known_counter(office, code),
        Act::Open { .. }
        | Act::Close
        | Act::Recall
        | Act::Start
        | Act::NoShow
        | Act::Call { .. }
        | Act::Hold { .. }
        | Act::Resume { .. }
        | Act::Undo => Ok(()),
    }
}

/// Calling out of turn is a manager's, unless the office lets clerks do it.
pub(super) fn may(office: &Office, act: &Act, caller: &Caller) -> Result<(), Refusal> {
    let may = caller.standing == Standing::Manager || office.rules.clerk_may_call;
    if matches!(act, Act::Call { .. }) && !may { Err(Refusal::Forbidden) } else { Ok(()) }
}

fn known_service(office: &Office, letter: Letter) -> Result<(), Refusal> {
    let unknown = || Refusal::Invalid { field: "service", detail: "is no service of this office".into() };
    office.service(letter).map(|_| ()).ok_or_else(unknown)
}

fn known_counter(office: &Office, code: &str) -> Result<(), Refusal> {
    let unknown = || Refusal::Invalid { field: "counter", detail: "is no counter of this office".into() };
    office.counter(code).map(|_| ()).ok_or_else(unknown)
}

fn valid_pause(office: &Office, reason: &str, until_ms: Option<i64>, now: &Now) -> Result<(), Refusal> {
    if !office.pause_reasons.iter().any(|known| known.code == reason) {
        return Err(Refusal::Invalid { field: "reason", detail: "no such reason of a pause".into() });
    }
    if until_ms.is_some_and(|until_ms| until_ms <= now.at_ms) {
        return Err(Refusal::Invalid { field: "until", detail: "lies in the past".into() });
    }
    Ok(())
}

fn valid_outcomes(office: &Office, outcomes: &[Outcome]) -> Result<(), Refusal> {
    let known = |code: &str| office.procedures.iter().any(|procedure| procedure.procedure == code);
    for outcome in outcomes {
        if office.service(outcome.service).is_none() {
            return Err(Refusal::Invalid { field: "outcomes", detail: "names an unknown service".into() });
        }
        if outcome.procedure.as_deref().is_some_and(|code| !known(code)) {
            return Err(Refusal::Invalid { field: "outcomes", detail: "names an unknown procedure".into() });
        }
    }
    Ok(())
}
