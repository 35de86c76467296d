//! May a manager change this of the day.
use alloc::format;
use alloc::vec;
use alloc::vec::Vec;

use super::manager;
use crate::hall::{Day, Hall};
use crate::{Caller, Event, Letter, Manage, Now, Refusal};

pub(super) fn decide(
    hall: &Hall,
    change: &Manage,
    caller: &Caller,
    now: &Now,
) -> Result<Vec<Event>, Refusal> {
    manager(caller)?;
    let by = caller.actor.clone();
    match change {
        Manage::StopService { service, reason } => {
            let day = known_service(hall, *service)?.ok_or(Refusal::DayClosed)?;
            let same = day.stopped.get(service) == Some(reason);
            Ok(one_unless(same, Event::ServiceStopped { by, service: *service, reason: reason.clone() }))
        }
        Manage::ResumeService { service } => {
            let day = known_service(hall, *service)?.ok_or(Refusal::DayClosed)?;
            let runs = !day.stopped.contains_key(service);
            Ok(one_unless(runs, Event::ServiceResumed { by, service: *service }))
        }
        Manage::CounterServices { counter, services } => {
            let office = hall.office().ok_or(Refusal::DayClosed)?;
            let known = office.counter(counter).ok_or(Refusal::UnknownCounter)?;
            if let Some(letter) = services.keys().find(|letter| office.service(**letter).is_none()) {
                return Err(Refusal::Invalid {
                    field: "services",
                    detail: format!("{letter} is no service"),
                });
            }
            hall.open_day().ok_or(Refusal::DayClosed)?;
            let same = known.services == *services;
            let (counter, services) = (counter.clone(), services.clone());
            Ok(one_unless(same, Event::ServicesChanged { by, counter, services }))
        }
        Manage::Notice { text, until_ms, say } => {
            if until_ms.is_some_and(|until_ms| until_ms <= now.at_ms) {
                return Err(Refusal::Invalid { field: "until", detail: "lies in the past".into() });
            }
            hall.open_day().ok_or(Refusal::DayClosed)?;
            Ok(vec![Event::Noticed { by, text: text.clone(), until_ms: *until_ms, say: *say }])
        }
    }
}

/// The open day, if the office has the service.
fn known_service(hall: &Hall, letter: Letter) -> Result<Option<&Day>, Refusal> {
    let office = hall.office().ok_or(Refusal::UnknownService)?;
    office.service(letter).ok_or(Refusal::UnknownService)?;
    Ok(hall.open_day())
}

fn one_unless(same: bool, event: Event) -> Vec<Event> {
    if same { Vec::new() } else { vec![event] }
}
