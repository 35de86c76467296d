//! Days that are lived one after the other: each begins with what those before it have taught.
use std::collections::BTreeMap;

use queue::{Day, Duty, Event, Hall, Issued, Letter, Number, Office, Stage, learned_mean};

use super::halls::Place;
use crate::play::watch;
use crate::tests::MIDNIGHT_MS;
use crate::{Clerk, Dice, MINUTE_MS, Played, shifts, visitors};

const DATE: jiff::civil::Date = jiff::civil::date(2026, 11, 23);

/// What was expected for a visitor by each way of reckoning, and what came of it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Estimate {
    pub(super) ours_min: f64,
    pub(super) own_line_min: f64,
    pub(super) whole_hall_min: f64,
    pub(super) waited_min: f64,
}

/// So many days are lived, and the first of them only teach.
const DAYS: u64 = 12;
const TEACHING_DAYS: u64 = 2;

/// The estimates of some days.
pub(super) fn lived(place: &Place) -> Vec<Estimate> {
    let mut visits_s: BTreeMap<Letter, Vec<u64>> = BTreeMap::new();
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

fn means(office: &Office, visits_s: &BTreeMap<Letter, Vec<u64>>) -> BTreeMap<Letter, u32> {
    let mean = |service: &queue::Service| {
        let own = visits_s.get(&service.letter).cloned().unwrap_or_default();
        learned_mean(own, u64::from(service.minutes) * 60)
    };
    office.services.iter().map(|service| (service.letter, mean(service))).collect()
}

/// From the call on, as the log teaches it.
fn learn(day: &Day, visits_s: &mut BTreeMap<Letter, Vec<u64>>) {
    for ticket in day.tickets() {
        if let (Stage::Done { at_ms, by_day_end: false }, Some(called_ms)) = (ticket.stage, ticket.called_ms)
        {
            let visit_s = u64::try_from((at_ms - called_ms) / 1000).unwrap();
            visits_s.entry(ticket.service).or_default().push(visit_s);
        }
    }
}

fn live(place: &Place, seed: u64, means: &BTreeMap<Letter, u32>) -> (Played, Vec<Estimate>) {
    let office = &place.office;
    let (mut dice, sessions) = (Dice::new(seed), office.hours.sessions(DATE));
    let coming = visitors(office, sessions, place.visitors, &mut dice);
    let clerks = shifts(office, sessions, &mut dice).into_iter().map(Clerk::new).collect();
    let mut estimates: BTreeMap<Number, Estimate> = BTreeMap::new();
    let mut seen = |hall: &Hall, _: i64, event: &Event| {
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
    let is_open =
        |code: &str| day.station(code).is_some_and(|station| matches!(station.duty, Duty::Open { .. }));
    let open: Vec<_> = day.office.counters.iter().filter(|counter| is_open(&counter.code)).collect();
    let able = open.iter().filter(|counter| counter.services.contains_key(&issued.number.letter)).count();
    let mean_min = |letter: Letter| f64::from(day.means[&letter]) / 60.0;
    let waiting = day.tickets().filter(|ticket| ticket.stage == Stage::Waiting);
    let all_min: f64 = waiting.map(|ticket| mean_min(ticket.service)).sum();
    Some(Estimate {
        ours_min: f64::from(issued.promised?.expected_s) / 60.0,
        own_line_min: f64::from(issued.ahead) * mean_min(issued.number.letter) / able as f64,
        whole_hall_min: all_min / open.len() as f64,
        waited_min: 0.0,
    })
}
