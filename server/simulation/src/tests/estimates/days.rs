//! Days that are lived one after the other: each begins with what those before it have taught.
use std::collections::{BTreeMap, VecDeque};

use queue::{
    Day, Duty, Event, Hall, Issued, Letter, Number, Office, Stage, TEACHING_VISITS, Ticket, Wait,
    learned_mean,
};

use super::halls::Place;
use crate::play::watch;
use crate::tests::{DATE, MIDNIGHT_MS, cast};
use crate::{MINUTE_MS, Played};

/// What was expected for a visitor by each way of reckoning, and what came of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Estimate {
    pub(super) ours: Wait,
    pub(super) own_line: Wait,
    pub(super) whole_hall: Wait,
    pub(super) waited_min: f64,
}

/// Newest first.
type Visits = VecDeque<u64>;

/// So many days are lived, and the first of them only teach.
const DAYS: u64 = 12;
const TEACHING_DAYS: u64 = 2;

/// The estimates of some days.
pub(super) fn lived(place: &Place) -> Vec<Estimate> {
    let mut visits_s = BTreeMap::new();
    let mut estimates = Vec::new();
    for seed in 0..DAYS {
        let (played, of_day) = live(place, seed, &means(&place.file, &visits_s));
        if place.learns {
            learn(played.hall.day().unwrap(), &mut visits_s);
        }
        if seed >= TEACHING_DAYS {
            estimates.extend(of_day);
        }
    }
    estimates
}

fn means(office: &Office, visits_s: &BTreeMap<Letter, Visits>) -> BTreeMap<Letter, u32> {
    let mean = |service: &queue::Service| {
        let own = visits_s.get(&service.letter).cloned().unwrap_or_default();
        learned_mean(own.into(), u64::from(service.minutes) * 60)
    };
    office.services.iter().map(|service| (service.letter, mean(service))).collect()
}

/// From the call on, as the log teaches it.
fn learn(day: &Day, visits_s: &mut BTreeMap<Letter, Visits>) {
    let mut done: Vec<_> = day.tickets().filter_map(visit).collect();
    done.sort_unstable();
    for (at_ms, letter, called_ms) in done {
        let known = visits_s.entry(letter).or_default();
        known.push_front(u64::try_from((at_ms - called_ms) / 1000).unwrap());
        known.truncate(TEACHING_VISITS);
    }
}

/// When a visit was finished, for which service it was, and when it was called.
fn visit(ticket: &Ticket) -> Option<(i64, Letter, i64)> {
    let Stage::Done { at_ms, by_day_end: false } = ticket.stage else { return None };
    Some((at_ms, ticket.service, ticket.called_ms?))
}

fn live(place: &Place, seed: u64, means: &BTreeMap<Letter, u32>) -> (Played, Vec<Estimate>) {
    let (coming, clerks) = cast(&place.office, place.visitors, seed);
    let mut estimates: BTreeMap<Number, Estimate> = BTreeMap::new();
    let mut seen = |hall: &Hall, event: &Event| {
        if let (Event::Issued(issued), Some(day)) = (event, hall.open_day()) {
            estimates.extend(estimate(day, issued).map(|estimate| (issued.number, estimate)));
        }
    };
    let played = watch(&place.file, DATE, MIDNIGHT_MS, coming, clerks, means, &mut seen);
    let waited_min = |number: &Number| {
        let ticket = played.hall.day()?.ticket(*number)?;
        Some((ticket.first_called_ms? - ticket.issued_ms) as f64 / MINUTE_MS as f64)
    };
    let estimates = estimates.iter();
    let estimates = estimates
        .filter_map(|(number, estimate)| Some(Estimate { waited_min: waited_min(number)?, ..*estimate }));
    let estimates = estimates.collect();
    (played, estimates)
}

/// What is expected for whoever takes this number; nothing while nobody who could serve it is there.
fn estimate(day: &Day, issued: &Issued) -> Option<Estimate> {
    let ours = issued.promised?;
    let is_open =
        |code: &str| day.station(code).is_some_and(|station| matches!(station.duty, Duty::Open { .. }));
    let open: Vec<_> = day.office.counters.iter().filter(|counter| is_open(&counter.code)).collect();
    let able = open.iter().filter(|counter| counter.services.contains_key(&issued.number.letter)).count();
    let mean_ms = |letter: Letter| i64::from(day.means[&letter]) * 1000;
    let waiting = day.tickets().filter(|ticket| ticket.stage == Stage::Waiting);
    let all_ms: i64 = waiting.map(|ticket| mean_ms(ticket.service)).sum();
    let line_ms = i64::from(issued.ahead) * mean_ms(issued.number.letter);
    let step_min = day.office.rules.estimate_step_min;
    let shared =
        |ms: i64, counters: usize| Wait::around(ms / i64::try_from(counters).unwrap(), step_min, None);
    let (own_line, whole_hall) = (shared(line_ms, able), shared(all_ms, open.len()));
    Some(Estimate { ours, own_line, whole_hall, waited_min: 0.0 })
}
