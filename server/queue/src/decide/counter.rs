//! May an act happen at a counter.
use alloc::string::ToString;
use alloc::vec;
use alloc::vec::Vec;

use crate::hall::{Day, Duty, Stage, Station, Ticket};
use crate::{Act, Actor, Caller, Counter, Event, Now, Number, Office, Outcome, Refusal};

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
        self.served()?;
        if matches!(self.station.duty, Duty::Paused { .. }) {
            return Err(Refusal::CounterPaused);
        }
        let finished = self.station.hand.map(|number| self.finished(number, outcomes));
        let called = self.day.next_for(self.counter).map(|choice| Event::Called {
            by: self.by.clone(),
            counter: self.counter.code.clone(),
            number: choice.number,
            rule: choice.rule,
            overtook: choice.overtook,
        });
        Ok(finished.into_iter().chain(called).collect())
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
        let calls = rules.no_show_calls.saturating_sub(ticket.calls);
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
        Act::Open { .. } | Act::Close | Act::Recall | Act::Start | Act::NoShow => Ok(()),
    }
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
