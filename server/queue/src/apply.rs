//! What has happened changes the state. This can't fail: an event that was decided once is a fact, also when
//! it is read from the log years later.
use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::string::String;

use jiff::civil::Date;

use crate::hall::{Announcement, Day, Duty, Hall, Stage, Station, Ticket};
use crate::line::Place;
use crate::{Actor, Event, Issued, Letter, Number, Office};

impl Hall {
    /// Takes in the event with this sequence number, of this time in milliseconds.
    pub fn apply(&mut self, seq: u64, at_ms: i64, event: &Event) {
        self.seq = seq;
        self.at_ms = self.at_ms.max(at_ms);
        match event {
            Event::OfficeApplied { office } => self.office_applied(seq, office),
            Event::DayOpened { date, means, by, .. } => self.day_opened(*date, at_ms, means, by.is_some()),
            Event::DayClosed { .. } => self.change(|day| day.close(at_ms)),
            Event::Issued(issued) => self.change(|day| day.issue(seq, at_ms, issued)),
            Event::Printed { number, ok, .. } => {
                self.change(|day| day.change(*number, |ticket| ticket.printed = Some(*ok)));
            }
            Event::CounterOpened { by, counter } => self.change(|day| day.open(counter, by, at_ms)),
            Event::CounterPaused { counter, reason, until_ms, .. } => {
                self.change(|day| day.pause(counter, reason, *until_ms));
            }
            Event::CounterClosed { counter, .. } => {
                self.change(|day| day.station_mut(counter).duty = Duty::Closed);
            }
            Event::Called { counter, number, .. } => {
                self.change(|day| day.call(seq, at_ms, counter, *number));
            }
            Event::Recalled { counter, number, recall, .. } => {
                self.change(|day| day.recall(seq, at_ms, counter, *number, *recall));
            }
            Event::Started { number, .. } => self.change(|day| {
                day.change(*number, |ticket| {
                    ticket.stage = Stage::Serving;
                    ticket.started_ms = Some(at_ms);
                });
            }),
            Event::Finished { counter, number, .. } => {
                self.change(|day| day.leave(counter, *number, Stage::Done { at_ms, by_day_end: false }));
            }
            Event::NoShow { counter, number, .. } => {
                self.change(|day| {
                    day.leave(counter, *number, Stage::NoShow { at_ms });
                    day.no_shows.push(*number);
                });
            }
        }
    }

    fn change(&mut self, change: impl FnOnce(&mut Day)) {
        if let Some(day) = &mut self.day {
            change(day);
        }
    }

    fn office_applied(&mut self, seq: u64, office: &Office) {
        self.change(|day| {
            if day.closed_ms.is_none() {
                *day.office = day.office.during_day(office);
            }
        });
        self.office = Some((seq, Box::new(office.clone())));
    }

    fn day_opened(&mut self, date: Date, at_ms: i64, means: &BTreeMap<Letter, u32>, by_manager: bool) {
        let Some((_, office)) = &self.office else { return };
        let stations = office.counters.iter().map(|counter| (counter.code.clone(), Station::default()));
        self.day = Some(Day {
            date,
            opened_ms: at_ms,
            by_manager,
            closed_ms: None,
            office: office.clone(),
            means: means.clone(),
            tickets: BTreeMap::new(),
            lines: BTreeMap::new(),
            stations: stations.collect(),
            announcements: alloc::vec::Vec::new(),
            no_shows: alloc::vec::Vec::new(),
        });
    }
}

impl Day {
    fn issue(&mut self, seq: u64, at_ms: i64, issued: &Issued) {
        let number = issued.number;
        let turn_ms = at_ms - i64::from(issued.credit_min) * 60_000;
        let place = Place { turn_ms, order: seq, after: 0 };
        self.lines.entry(number.letter).or_default().insert((place, number));
        let ticket = Ticket {
            number,
            service: number.letter,
            issued_ms: at_ms,
            issued_seq: seq,
            issued: issued.clone(),
            stage: Stage::Waiting(place),
            calls: 0,
            recalls: 0,
            first_called_ms: None,
            called_ms: None,
            started_ms: None,
            counter: None,
            printed: None,
        };
        self.tickets.insert(number, ticket);
    }

    fn open(&mut self, counter: &str, by: &Actor, at_ms: i64) {
        self.station_mut(counter).duty = Duty::Open { clerk: by.clone(), since_ms: at_ms };
    }

    fn pause(&mut self, counter: &str, reason: &str, until_ms: Option<i64>) {
        let station = self.station_mut(counter);
        if let Some(clerk) = station.clerk().cloned() {
            station.duty = Duty::Paused { clerk, reason: reason.into(), until_ms };
        }
    }

    fn call(&mut self, seq: u64, at_ms: i64, counter: &str, number: Number) {
        self.out_of_line(number);
        self.change(number, |ticket| {
            ticket.stage = Stage::Called;
            ticket.calls += 1;
            ticket.recalls = 0;
            ticket.first_called_ms.get_or_insert(at_ms);
            ticket.called_ms = Some(at_ms);
            ticket.counter = Some(counter.into());
        });
        self.station_mut(counter).hand = Some(number);
        self.announce(seq, at_ms, counter, number, 0);
    }

    fn recall(&mut self, seq: u64, at_ms: i64, counter: &str, number: Number, recall: u32) {
        self.change(number, |ticket| {
            ticket.calls += 1;
            ticket.recalls = recall;
            ticket.called_ms = Some(at_ms);
        });
        self.announce(seq, at_ms, counter, number, recall);
    }

    fn announce(&mut self, seq: u64, at_ms: i64, counter: &str, number: Number, recall: u32) {
        self.announcements.push(Announcement { seq, at_ms, number, counter: counter.into(), recall });
    }

    /// Out of the counter's hand.
    fn leave(&mut self, counter: &str, number: Number, stage: Stage) {
        self.change(number, |ticket| ticket.stage = stage);
        self.station_mut(counter).hand = None;
    }

    fn close(&mut self, at_ms: i64) {
        self.closed_ms = Some(at_ms);
        self.lines.clear();
        for ticket in self.tickets.values_mut() {
            ticket.stage = match ticket.stage {
                Stage::Waiting(_) => Stage::Expired,
                Stage::Called => Stage::NoShow { at_ms },
                Stage::Serving => Stage::Done { at_ms, by_day_end: true },
                Stage::Done { .. } | Stage::NoShow { .. } | Stage::Expired => continue,
            };
        }
        for station in self.stations.values_mut() {
            *station = Station::default();
        }
    }

    fn out_of_line(&mut self, number: Number) {
        let Some(ticket) = self.tickets.get(&number) else { return };
        let (service, place) = (ticket.service, ticket.place());
        if let (Some(line), Some(place)) = (self.lines.get_mut(&service), place) {
            line.remove(&(place, number));
        }
    }

    fn change(&mut self, number: Number, change: impl FnOnce(&mut Ticket)) {
        if let Some(ticket) = self.tickets.get_mut(&number) {
            change(ticket);
        }
    }

    fn station_mut(&mut self, counter: &str) -> &mut Station {
        self.stations.entry(String::from(counter)).or_default()
    }
}

impl Station {
    /// Whose counter it is.
    pub fn clerk(&self) -> Option<&Actor> {
        match &self.duty {
            Duty::Closed => None,
            Duty::Open { clerk, .. } | Duty::Paused { clerk, .. } => Some(clerk),
        }
    }
}
