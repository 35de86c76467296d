//! Reads event after event: the chain, whether each makes sense where it stands, and whether each day gives the same
//! when it is replayed from its own beginning.
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use queue::{Event, Hall, Number, Stage, Ticket};

use super::tables;
use super::{Fault, Seal, Whole};
use crate::store::record::{GENESIS, Hash, Record};
use crate::store::snapshot::Snapshot;

/// How far a log was read.
#[derive(Default)]
pub(super) struct Replay {
    /// From the first event on.
    pub(super) whole: Hall,
    /// From the last day's opening on.
    alone: Hall,
    last_hash: Hash,
    /// The office in force, with its event's number and time.
    office: Option<(u64, i64, Event)>,
    pub(super) day: Option<DayRead>,
    dates: BTreeSet<Date>,
    seals: Vec<Seal>,
}

/// What was read of the last day.
pub(super) struct DayRead {
    pub(super) date: Date,
    pub(super) opened_seq: u64,
    pub(super) closed_seq: Option<u64>,
    /// The last event that changed each ticket.
    pub(super) changed: BTreeMap<Number, u64>,
}

impl Replay {
    /// Reads all of it.
    pub(super) fn run(&mut self, snapshot: &Snapshot) -> Result<(), Fault> {
        self.last_hash = GENESIS;
        let days = snapshot.days().map_err(|error| Fault::file(&error))?;
        loop {
            let page = snapshot.after(self.whole.seq);
            let page =
                page.map_err(|error| Fault::at(self.next_seq(), format!("can't be read: {error:#}")))?;
            if page.is_empty() {
                break;
            }
            for record in &page {
                let event = self.checked(record)?;
                if matches!(event, Event::DayOpened { .. }) {
                    self.finish_day(snapshot, &days)?;
                }
                self.take(record, &event)?;
            }
        }
        if self.whole.seq == 0 {
            return Err(Fault::at(1, "is missing"));
        }
        self.finish_day(snapshot, &days)?;
        tables::check_rest(self, snapshot, &days)
    }

    /// The event after the last one that was right.
    pub(super) fn next_seq(&self) -> u64 {
        self.whole.seq + 1
    }

    pub(super) fn into_whole(self) -> Whole {
        let days = u64::try_from(self.dates.len()).unwrap_or(u64::MAX);
        Whole { events: self.whole.seq, days, seals: self.seals }
    }

    /// How many days were read.
    pub(super) fn has_day(&self, date: &str) -> bool {
        date.parse().is_ok_and(|date| self.dates.contains(&date))
    }

    fn checked(&mut self, record: &Record) -> Result<Event, Fault> {
        let seq = self.next_seq();
        self.last_hash =
            record.follows(self.whole.seq, &self.last_hash).map_err(|wrong| Fault::at(seq, wrong))?;
        let event =
            record.event().map_err(|error| Fault::at(seq, format!("can't be understood: {error:#}")))?;
        self.must_fit(record, &event).map_err(|wrong| Fault::at(seq, wrong))?;
        Ok(event)
    }

    /// Whether an event can stand here, whatever else the rules would say to it.
    fn must_fit(&self, record: &Record, event: &Event) -> Result<(), String> {
        let open = self.whole.open_day();
        if record.at_ms < self.whole.at_ms {
            return Err("is older than the event before it".to_owned());
        }
        match event {
            Event::OfficeApplied { .. } => return Ok(()),
            _ if self.office.is_none() => return Err("stands before the first office".to_owned()),
            Event::DayOpened { office_seq, .. }
                if self.office.as_ref().is_some_and(|o| o.0 != *office_seq) =>
            {
                return Err(format!(
                    "opens a day with the office of event {office_seq}, which is not in force"
                ));
            }
            Event::DayOpened { .. } if open.is_some() => {
                return Err("opens a day while another is open".to_owned());
            }
            Event::DayOpened { date, .. } if self.dates.contains(date) => {
                return Err(format!("opens {date} a second time"));
            }
            Event::DayClosed { date, .. } if open.is_none_or(|day| day.date != *date) => {
                return Err(format!("closes {date}, which is not open"));
            }
            _ => {}
        }
        self.must_know(event)
    }

    /// A number is given once a day, and what is said about one is said of one that was given.
    fn must_know(&self, event: &Event) -> Result<(), String> {
        let Some(number) = event.number() else { return Ok(()) };
        let is_known = self.whole.day().is_some_and(|day| day.ticket(number).is_some());
        let gives = matches!(event, Event::Issued(_) | Event::Served { .. });
        match (gives, is_known) {
            (true, true) => Err(format!("gives number {number} a second time")),
            (false, false) => Err(format!("is about number {number}, which was not given")),
            (true, false) if self.whole.open_day().is_none() => {
                Err(format!("gives {number} while no day is open"))
            }
            (true, false) | (false, true) => Ok(()),
        }
    }

    fn take(&mut self, record: &Record, event: &Event) -> Result<(), Fault> {
        let seq = record.seq;
        let before = self.whole.open_day().map(|day| day.date);
        self.note(seq, event);
        self.whole.apply(seq, record.at_ms, event);
        self.alone.apply(seq, record.at_ms, event);
        let day = self.whole.open_day().map(|day| day.date).or(before).map(|date| date.to_string());
        if record.day != day {
            return Err(Fault::at(seq, "stands under a day that is not its own"));
        }
        match event {
            Event::OfficeApplied { .. } => self.office = Some((seq, record.at_ms, event.clone())),
            Event::DayClosed { date, .. } => {
                self.seals.push(Seal { date: *date, closed_seq: seq, hash: self.last_hash });
            }
            _ => {}
        }
        Ok(())
    }

    /// What this event is about to change.
    fn note(&mut self, seq: u64, event: &Event) {
        if let Event::DayOpened { date, .. } = event {
            self.dates.insert(*date);
            let (opened_seq, closed_seq, changed) = (seq, None, BTreeMap::new());
            self.day = Some(DayRead { date: *date, opened_seq, closed_seq, changed });
            self.alone = Hall::default();
            if let Some((seq, at_ms, office)) = &self.office {
                self.alone.apply(*seq, *at_ms, office);
            }
        }
        let (Some(read), Some(day)) = (&mut self.day, self.whole.day()) else { return };
        read.changed.extend(event.number().map(|number| (number, seq)));
        match event {
            Event::Undone { counter, .. } => {
                read.changed.extend(day.undone_by(counter).into_iter().map(|number| (number, seq)));
            }
            Event::DayClosed { .. } => {
                read.closed_seq = Some(seq);
                let unsettled = day.tickets().filter(|ticket| is_unsettled(ticket));
                read.changed.extend(unsettled.map(|ticket| (ticket.number, seq)));
            }
            _ => {}
        }
    }

    /// The last day is over, or the log is at its end.
    fn finish_day(&mut self, snapshot: &Snapshot, days: &tables::Days) -> Result<(), Fault> {
        let Some(read) = &self.day else { return Ok(()) };
        if self.alone != self.whole {
            return Err(Fault::at(
                read.opened_seq,
                "opens a day that gives something else when it is replayed alone",
            ));
        }
        tables::check_day(self, snapshot, days)
    }
}

fn is_unsettled(ticket: &Ticket) -> bool {
    match ticket.stage {
        Stage::Waiting | Stage::Called | Stage::Serving | Stage::Held { .. } => true,
        Stage::Done { .. } | Stage::NoShow { .. } | Stage::Cancelled { .. } | Stage::Expired => false,
    }
}
