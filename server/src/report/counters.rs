//! How long each counter was open, and how much of that somebody was in its hand: read from the events themselves.
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Add;

use anyhow::Context;
use jiff::civil::Date;
use queue::{Day, Duty, Event, Hall};

use super::outages::Outages;
use crate::store::snapshot::Snapshot;

/// Times of counters by code.
pub(super) type Times = BTreeMap<String, Time>;

/// A counter's time, milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Time {
    /// A clerk served there, and did not pause.
    pub(super) open_ms: i64,
    /// Of that, somebody was called or served.
    pub(super) busy_ms: i64,
}

impl Add for Time {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { open_ms: self.open_ms + other.open_ms, busy_ms: self.busy_ms + other.busy_ms }
    }
}

/// What a counter is doing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Doing {
    is_open: bool,
    is_busy: bool,
}

/// The times of the counters from one day to another, both included, without outages.
pub(super) fn times(snapshot: &Snapshot, from: Date, to: Date, outages: &Outages) -> anyhow::Result<Times> {
    let mut times = Times::new();
    for (date, row) in snapshot.days()? {
        let date: Date = date.parse().with_context(|| format!("{date:?} is no day"))?;
        if (from..=to).contains(&date) {
            Watch::new(outages, &mut times).read_day(snapshot, row.opened_seq)?;
        }
    }
    Ok(times)
}

/// Looks at the counters of one day, event after event.
struct Watch<'a> {
    outages: &'a Outages,
    times: &'a mut Times,
    doing: BTreeMap<String, (Doing, i64)>,
}

impl<'a> Watch<'a> {
    fn new(outages: &'a Outages, times: &'a mut Times) -> Self {
        Self { outages, times, doing: BTreeMap::new() }
    }

    fn read_day(mut self, snapshot: &Snapshot, opened_seq: u64) -> anyhow::Result<()> {
        let mut hall = opened(snapshot, opened_seq)?;
        loop {
            let page = snapshot.after(hall.seq)?;
            if page.is_empty() {
                break;
            }
            for record in page {
                let event = record.event()?;
                if matches!(event, Event::DayOpened { .. }) && record.seq != opened_seq {
                    return Ok(());
                }
                hall.apply(record.seq, record.at_ms, &event);
                self.look(hall.day().context("a day is open")?, record.at_ms);
            }
        }
        // The day goes on; what is open now is reckoned up to the last event.
        let open: BTreeSet<String> = self.doing.keys().cloned().collect();
        open.iter().for_each(|code| self.turn(code, Doing::default(), hall.at_ms));
        Ok(())
    }

    fn look(&mut self, day: &Day, at_ms: i64) {
        for counter in &day.office.counters {
            let station = day.station(&counter.code);
            let is_open = station.is_some_and(|station| matches!(station.duty, Duty::Open { .. }));
            let is_busy = is_open && station.is_some_and(|station| station.hand.is_some());
            self.turn(&counter.code, Doing { is_open, is_busy }, at_ms);
        }
    }

    /// A counter does something else from now on.
    fn turn(&mut self, code: &str, now: Doing, at_ms: i64) {
        let (before, since_ms) = self.doing.get(code).copied().unwrap_or_default();
        if before == now {
            return;
        }
        let passed_ms = self.outages.without(since_ms, at_ms);
        let time = self.times.entry(code.to_owned()).or_default();
        time.open_ms += if before.is_open { passed_ms } else { 0 };
        time.busy_ms += if before.is_busy { passed_ms } else { 0 };
        self.doing.insert(code.to_owned(), (now, at_ms));
    }
}

/// A hall right before this day was opened.
fn opened(snapshot: &Snapshot, opened_seq: u64) -> anyhow::Result<Hall> {
    let mut hall = Hall::default();
    let opening = snapshot.event(opened_seq)?;
    let Some((_, Event::DayOpened { office_seq, .. })) = opening else {
        anyhow::bail!("event {opened_seq} opens no day");
    };
    let (at_ms, office) =
        snapshot.event(office_seq)?.with_context(|| format!("event {office_seq} is missing"))?;
    hall.apply(office_seq, at_ms, &office);
    hall.seq = opened_seq - 1;
    Ok(hall)
}
