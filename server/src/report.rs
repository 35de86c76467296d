//! What a hall did in a time: figures with their definitions, for all of it and by service, counter and hour. How they
//! are written down is not known here.
mod counters;
mod estimates;
mod figures;
mod outages;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use anyhow::Context;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use protocol::Moment;
use queue::Office;

use crate::store::snapshot::{Snapshot, Visit};
pub(crate) use figures::{FIGURES, Unit};
use outages::Outages;

/// The visits of an office from one day to another.
pub(crate) struct Report {
    pub(crate) office: Office,
    pub(crate) from: Date,
    pub(crate) to: Date,
    /// When the server was not at work, as far as it falls into these days.
    pub(crate) outages: Vec<Outage>,
    /// All of it, then by service, counter and hour.
    pub(crate) parts: Vec<Part>,
}

/// A time in which the server was not at work while a day was open.
pub(crate) struct Outage {
    /// The last sign of life before.
    pub(crate) from: Moment,
    /// The first after.
    pub(crate) to: Moment,
}

/// Figures of a part of the visits.
pub(crate) struct Part {
    pub(crate) of: Of,
    /// In the order of [`FIGURES`]; nothing where there is nothing to tell.
    pub(crate) values: [Option<f64>; FIGURES.len()],
}

/// Which part.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Of {
    /// All visits.
    All,
    /// Those that waited for this service last.
    Service(String),
    /// Those that this counter called last.
    Counter(String),
    /// Those that took their number in this hour of the day, in the office's zone.
    Hour(i8),
}

/// Reads the visits of the days from one to another, both included.
pub(crate) fn visits(snapshot: &Snapshot, from: Date, to: Date) -> anyhow::Result<Report> {
    let office = snapshot.restore()?.next_office().cloned().context("the log begins with no office")?;
    let zone = TimeZone::get(&office.time_zone).with_context(|| format!("no zone {}", office.time_zone))?;
    let outages = Outages::new(snapshot.outages()?);
    let times = counters::times(snapshot, from, to, &outages)?;
    let target_s = i64::from(office.limits.wait_mean_min) * 60;
    let visits = snapshot.visited(from, to)?;
    let parts = split(&visits, &zone, &office, &times);
    let parts = parts.into_iter().map(|(of, visits)| {
        let time = match &of {
            Of::All => times.values().copied().reduce(|all, one| all + one),
            Of::Counter(code) => times.get(code).copied(),
            Of::Service(_) | Of::Hour(_) => None,
        };
        Part { of, values: figures::values(&visits, &outages, target_s, time) }
    });
    let parts = parts.collect();
    let outages = outages.between(from, to, &zone).collect();
    Ok(Report { office, from, to, outages, parts })
}

/// Every service and every counter that the office has is there, also when nobody came.
fn split<'v>(
    visits: &'v [Visit],
    zone: &TimeZone,
    office: &Office,
    times: &counters::Times,
) -> BTreeMap<Of, Vec<&'v Visit>> {
    let mut parts: BTreeMap<Of, Vec<&Visit>> = BTreeMap::from([(Of::All, Vec::new())]);
    let services = office.services.iter().map(|service| Of::Service(service.letter.to_string()));
    let counters = office.counters.iter().map(|counter| &counter.code).chain(times.keys());
    for of in services.chain(counters.map(|code| Of::Counter(code.clone()))) {
        parts.entry(of).or_default();
    }
    for visit in visits {
        let hour = zone.to_datetime(timestamp(visit.issued_ms)).hour();
        let counter = visit.counter.clone().map(Of::Counter);
        let of = [Of::All, Of::Service(visit.service.clone()), Of::Hour(hour)];
        for of in of.into_iter().chain(counter) {
            parts.entry(of).or_default().push(visit);
        }
    }
    parts
}

fn timestamp(at_ms: i64) -> Timestamp {
    Timestamp::from_millisecond(at_ms).unwrap_or(Timestamp::UNIX_EPOCH)
}
