//! May a number be given, and which.
use alloc::format;

use protocol::Stop;

use crate::forecast::Forecast;
use crate::hall::{Day, Hall};
use crate::line::Place;
use crate::{
    Caller, Door, Event, Issue, Issued, Letter, Now, Number, Office, Refusal, Service, Standing, Wait,
};

/// What a visitor says who isn't asked for the group.
const ANY_GROUP: &str = "yes";

pub(super) fn decide(hall: &Hall, issue: &Issue, caller: &Caller, now: &Now) -> Result<Event, Refusal> {
    let office = hall.office().ok_or(Refusal::DayClosed)?;
    let service = office.service(issue.service).ok_or_else(|| invalid("service", "no such service"))?;
    if issue.lang.as_ref().is_some_and(|lang| !office.languages.contains(lang)) {
        return Err(invalid("lang", "no language of this office"));
    }
    let credit_min = credit(office, issue.priority.as_deref(), caller)?;
    known_procedure(office, issue)?;
    let day =
        hall.open_day().ok_or_else(|| Refusal::Stopped(closed_stop(hall, office, service.letter, now)))?;
    // Staff give numbers by hand at any time of the open day, also over the limit.
    let turn_ms = now.at_ms - i64::from(credit_min) * 60_000;
    let promised = Forecast::wait_at(day, now, service.letter, turn_ms);
    if caller.standing == Standing::Device {
        may_be_given(day, service.letter, now, promised)?;
    }
    let number = next_number(day, service)?;
    let place = Place { turn_ms, order: u64::MAX, after: 0 };
    Ok(Event::Issued(Issued {
        by: caller.actor.clone(),
        number,
        priority: issue.priority.clone(),
        credit_min,
        lang: issue.lang.clone(),
        assist: issue.assist,
        procedure: issue.procedure.clone(),
        ahead: day.ahead_of_place(service.letter, place),
        promised,
    }))
}

fn may_be_given(day: &Day, letter: Letter, now: &Now, wait: Option<Wait>) -> Result<(), Refusal> {
    if day.stopped.contains_key(&letter) {
        return Err(Refusal::ServiceStopped);
    }
    stop(day, letter, now, wait).map_or(Ok(()), |stop| Err(Refusal::Stopped(stop)))
}

pub(super) fn stop(day: &Day, letter: Letter, now: &Now, wait: Option<Wait>) -> Option<Stop> {
    let office = &*day.office;
    let service = office.service(letter)?;
    if day.stopped.contains_key(&letter) {
        return Some(Stop::DayClosed);
    }
    let session = match office.door(letter, now) {
        Door::Hours => return Some(Stop::Hours),
        Door::LastTicket => return Some(Stop::LastTicket),
        // A manager opened a day off: numbers are given until it is closed.
        Door::DayOff if day.by_manager => None,
        Door::DayOff => return Some(Stop::Holiday),
        Door::Open(session) => Some(session),
    };
    if over_limit(day, service) || next_number(day, service).is_err() {
        return Some(Stop::Limit);
    }
    let session = session?;
    let ends = !office.hours.goes_on(now.date, session);
    let projected = office.hours.project_close && ends;
    let left_s = i64::from(session.to_min.saturating_sub(now.minute)) * 60;
    let late = wait.is_some_and(|wait| i64::from(wait.expected_s) >= left_s);
    (projected && late).then_some(Stop::LastTicket)
}

/// Why nothing can be issued while no day is open.
fn closed_stop(hall: &Hall, office: &Office, letter: Letter, now: &Now) -> Stop {
    if hall.day().is_some_and(|day| day.date == now.date) || hall.due(now) == crate::Due::Confirm {
        return Stop::DayClosed;
    }
    match office.door(letter, now) {
        Door::DayOff => Stop::Holiday,
        Door::Hours => Stop::Hours,
        Door::LastTicket => Stop::LastTicket,
        Door::Open(_) => Stop::DayClosed,
    }
}

impl Hall {
    /// Why no number of a service is given now; `None` = it is. `wait` is that of somebody who comes now.
    pub fn stop(&self, letter: Letter, now: &Now, wait: Option<Wait>) -> Option<Stop> {
        match (self.open_day(), self.office()) {
            (Some(day), _) => stop(day, letter, now, wait),
            (None, Some(office)) => Some(closed_stop(self, office, letter, now)),
            (None, None) => Some(Stop::DayClosed),
        }
    }
}

pub(super) fn credit(office: &Office, priority: Option<&str>, caller: &Caller) -> Result<u32, Refusal> {
    let Some(priority) = priority else { return Ok(0) };
    if caller.standing == Standing::Device && !office.rules.self_priority {
        return Err(invalid("priority", "this office gives priority at the counter only"));
    }
    if priority == ANY_GROUP {
        // Without a group the smallest credit is certain.
        let credits = office.priorities.iter().map(|group| group.credit_min);
        return credits.min().ok_or_else(|| invalid("priority", "this office has no priority groups"));
    }
    let group = office.priority(priority).ok_or_else(|| invalid("priority", "no such group"))?;
    Ok(group.credit_min)
}

fn known_procedure(office: &Office, issue: &Issue) -> Result<(), Refusal> {
    let Some(code) = &issue.procedure else { return Ok(()) };
    let procedure = office.procedures.iter().find(|procedure| procedure.procedure == *code);
    let procedure = procedure.ok_or_else(|| invalid("procedure", "no such procedure"))?;
    if procedure.service.parse() == Ok(issue.service) {
        return Ok(());
    }
    Err(Refusal::Invalid { field: "procedure", detail: format!("belongs to service {}", procedure.service) })
}

/// The number after the last one given; none beyond the range.
pub(super) fn next_number(day: &Day, service: &Service) -> Result<Number, Refusal> {
    let digits = service.range.0 + day.issued(service.letter);
    if digits > service.range.1 {
        return Err(Refusal::Stopped(Stop::Limit));
    }
    Ok(Number { letter: service.letter, digits })
}

fn over_limit(day: &Day, service: &Service) -> bool {
    service.daily_limit > 0 && day.issued(service.letter) >= service.daily_limit
}

fn invalid(field: &'static str, detail: &str) -> Refusal {
    Refusal::Invalid { field, detail: detail.into() }
}
