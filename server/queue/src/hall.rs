//! The state of a hall: the office in force, and the open day with its tickets, lines and counters.
//! What changes it is in `apply`, what may change it in `decide`.
use alloc::boxed::Box;
use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::String;
use alloc::vec::Vec;

use jiff::civil::Date;

use crate::line::Place;
use crate::{Actor, Door, Issued, Letter, Now, Number, Office};

/// An office between two events.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hall {
    /// Sequence number of the last event; 0 before the first.
    pub seq: u64,
    /// Time of the last event, milliseconds.
    pub at_ms: i64,
    /// The office in force for the next day, with the sequence number of its event.
    pub(crate) office: Option<(u64, Box<Office>)>,
    /// The open day, or the last one after it was closed.
    pub(crate) day: Option<Day>,
}

/// A day of the hall.
#[derive(Clone, Debug, PartialEq)]
pub struct Day {
    /// Its date in the office's zone.
    pub date: Date,
    /// When it was opened, milliseconds.
    pub opened_ms: i64,
    /// A manager opened it, the hours did not.
    pub by_manager: bool,
    /// When it was closed.
    pub closed_ms: Option<i64>,
    /// The office as it is today.
    pub office: Box<Office>,
    /// Mean visits by service, seconds.
    pub means: BTreeMap<Letter, u32>,
    pub(crate) tickets: BTreeMap<Number, Ticket>,
    pub(crate) lines: BTreeMap<Letter, BTreeSet<(Place, Number)>>,
    pub(crate) stations: BTreeMap<String, Station>,
    /// Calls and recalls in their order.
    pub(crate) announcements: Vec<Announcement>,
    /// In the order in which they were missed.
    pub(crate) no_shows: Vec<Number>,
}

/// A ticket of the day.
#[derive(Clone, Debug, PartialEq)]
pub struct Ticket {
    /// Its number.
    pub number: Number,
    /// The service for which it waits; a transfer changes it.
    pub service: Letter,
    /// When it was issued, milliseconds.
    pub issued_ms: i64,
    /// Sequence number of its issue.
    pub issued_seq: u64,
    /// What was known when it was issued.
    pub issued: Issued,
    /// Where it stands.
    pub stage: Stage,
    /// Calls and recalls.
    pub calls: u32,
    /// Recalls since its last first call.
    pub recalls: u32,
    /// When it was called first.
    pub first_called_ms: Option<i64>,
    /// When it was called last.
    pub called_ms: Option<i64>,
    /// When service began.
    pub started_ms: Option<i64>,
    /// The counter that called it last.
    pub counter: Option<String>,
    /// Whether the paper came out.
    pub printed: Option<bool>,
}

/// Where a ticket stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// In its service's line.
    Waiting(Place),
    /// In a counter's hand, not yet there.
    Called,
    /// In a counter's hand, being served.
    Serving,
    /// Over.
    Done {
        /// When, milliseconds.
        at_ms: i64,
        /// Nobody finished it before the day ended, so nothing can be learned from its length.
        by_day_end: bool,
    },
    /// Nobody came.
    NoShow {
        /// When, milliseconds.
        at_ms: i64,
    },
    /// The day ended before its turn.
    Expired,
}

/// A counter of the day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Station {
    /// Whether and for whom it is open.
    pub duty: Duty,
    /// The ticket in hand.
    pub hand: Option<Number>,
}

/// Whether a counter serves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Duty {
    /// Nobody is there.
    #[default]
    Closed,
    /// A clerk serves.
    Open {
        /// Whose counter it is.
        clerk: Actor,
        /// Since when, milliseconds.
        since_ms: i64,
    },
    /// The clerk is away for a while.
    Paused {
        /// Whose counter it is.
        clerk: Actor,
        /// Code of the reason.
        reason: String,
        /// When the clerk means to be back, milliseconds.
        until_ms: Option<i64>,
    },
}

/// A call or a recall.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announcement {
    /// Its sequence number in the log.
    pub seq: u64,
    /// When, milliseconds.
    pub at_ms: i64,
    /// Which ticket.
    pub number: Number,
    /// To which counter.
    pub counter: String,
    /// 0 for a call.
    pub recall: u32,
}

/// What is to be done about the day at this moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// Nothing.
    Nothing,
    /// The open day is over.
    Close,
    /// Today's day begins.
    Open,
    /// Today's date can't be right, or the system stood still for long: a manager must open the day.
    Confirm,
}

/// After a longer pause a manager confirms the date before a day is opened.
const DAYS_WITHOUT_CONFIRMATION: i32 = 14;

impl Hall {
    /// The office in force: today's while a day is open, else the one for the next day.
    pub fn office(&self) -> Option<&Office> {
        match self.open_day() {
            Some(day) => Some(&day.office),
            None => self.office.as_ref().map(|(_, office)| &**office),
        }
    }

    /// The sequence number of the office for the next day.
    pub fn office_seq(&self) -> u64 {
        self.office.as_ref().map_or(0, |(seq, _)| *seq)
    }

    /// The day, open or closed.
    pub fn day(&self) -> Option<&Day> {
        self.day.as_ref()
    }

    /// The day, while it is open.
    pub fn open_day(&self) -> Option<&Day> {
        self.day.as_ref().filter(|day| day.closed_ms.is_none())
    }

    /// What is to be done about the day.
    pub fn due(&self, now: &Now) -> Due {
        if let Some(day) = self.open_day() {
            return if now.date == day.date { Due::Nothing } else { Due::Close };
        }
        let Some(office) = self.office() else { return Due::Nothing };
        let begins = office.hours.day_begins(now.date);
        if begins.is_none_or(|minute| now.minute < minute) {
            return Due::Nothing;
        }
        let Some(last) = self.day.as_ref().map(|day| day.date) else { return Due::Open };
        match (now.date - last).get_days() {
            0 => Due::Nothing,
            1..=DAYS_WITHOUT_CONFIRMATION => Due::Open,
            _ => Due::Confirm,
        }
    }
}

impl Day {
    /// The ticket of a number.
    pub fn ticket(&self, number: Number) -> Option<&Ticket> {
        self.tickets.get(&number)
    }

    /// All tickets of the day, by number.
    pub fn tickets(&self) -> impl Iterator<Item = &Ticket> {
        self.tickets.values()
    }

    /// The counter of a code, as it is today.
    pub fn station(&self, code: &str) -> Option<&Station> {
        self.stations.get(code)
    }

    /// The ticket in a counter's hand.
    pub fn in_hand(&self, code: &str) -> Option<&Ticket> {
        self.station(code)?.hand.and_then(|number| self.ticket(number))
    }

    /// Calls and recalls in their order.
    pub fn announcements(&self) -> &[Announcement] {
        &self.announcements
    }

    /// The last call or recall of a ticket.
    pub fn last_announcement(&self, number: Number) -> Option<&Announcement> {
        self.announcements.iter().rev().find(|announcement| announcement.number == number)
    }

    /// The tickets whose holders did not come, newest first.
    pub fn no_shows(&self) -> impl Iterator<Item = &Ticket> {
        self.no_shows.iter().rev().filter_map(|number| self.ticket(*number))
    }

    /// How many tickets of a service were issued today.
    pub fn issued(&self, letter: Letter) -> u32 {
        let numbers = Number { letter, digits: 0 }..=Number { letter, digits: u32::MAX };
        match self.tickets.range(numbers).next_back() {
            Some((last, _)) => last.digits + 1 - self.office.service(letter).map_or(1, |s| s.range.0),
            None => 0,
        }
    }

    /// The mean visit of a service, milliseconds.
    pub(crate) fn mean_ms(&self, letter: Letter) -> i64 {
        let configured = || self.office.service(letter).map_or(60, |service| service.minutes * 60);
        i64::from(self.means.get(&letter).copied().unwrap_or_else(configured)) * 1000
    }
}

impl Ticket {
    /// By how much earlier it counts as having come, milliseconds.
    pub fn credit_ms(&self) -> i64 {
        i64::from(self.issued.credit_min) * 60_000
    }
}

impl Office {
    /// Whether numbers of a service are given at this moment, by the hours alone.
    pub fn door(&self, letter: Letter, now: &Now) -> Door {
        let service = self.service(letter);
        let first =
            service.and_then(|service| service.first_ticket_min).unwrap_or(self.hours.first_ticket_min);
        let last = service.and_then(|service| service.last_ticket_min).unwrap_or(self.hours.last_ticket_min);
        self.hours.door(now.date, now.minute, first, last)
    }
}
