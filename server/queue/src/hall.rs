//! The state of a hall: the office in force, and the open day with its tickets, lines and counters.
//! What changes it is in `apply`, what may change it in `decide`.
mod ticket;

use alloc::boxed::Box;
use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::String;
use alloc::vec::Vec;

use jiff::civil::Date;
pub use ticket::{Stage, Ticket};

use crate::line::Place;
use crate::{Actor, Counter, Door, Letter, Now, Number, Office};

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
    /// What a manager stopped today, and why.
    pub stopped: BTreeMap<Letter, String>,
    /// What managers told everybody today, in their order.
    pub(crate) notices: Vec<Notice>,
    pub(crate) tickets: BTreeMap<Number, Ticket>,
    /// Who waits for a service, wherever it is served.
    pub(crate) lines: BTreeMap<Letter, Line>,
    /// Who waits for one counter alone.
    pub(crate) bound: BTreeMap<String, Line>,
    pub(crate) stations: BTreeMap<String, Station>,
    /// What each counter could take back, the last act last.
    pub(crate) history: BTreeMap<String, Vec<Past>>,
    /// Calls and recalls in their order.
    pub(crate) announcements: Vec<Announcement>,
    /// In the order in which they were missed.
    pub(crate) no_shows: Vec<Number>,
    /// Calls for help from devices.
    pub(crate) helps: Vec<Help>,
    /// Tickets to be printed once more.
    pub(crate) reprints: Vec<Reprint>,
}

/// Tickets in the order of their places.
pub(crate) type Line = BTreeSet<(Place, Number)>;

/// A line of text for all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Its sequence number in the log.
    pub seq: u64,
    /// When, milliseconds.
    pub at_ms: i64,
    /// The text.
    pub text: protocol::Text,
    /// Until when, milliseconds; the day's end without it.
    pub until_ms: Option<i64>,
    /// Whether it is to be spoken too.
    pub say: bool,
    /// It was taken back.
    pub withdrawn: bool,
}

impl Notice {
    /// Whether it still holds at this time, milliseconds.
    pub fn holds(&self, now_ms: i64) -> bool {
        !self.withdrawn && self.until_ms.is_none_or(|until_ms| until_ms > now_ms)
    }
}

/// Somebody at a device needs a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Help {
    /// Where.
    pub device: Actor,
    /// When, milliseconds.
    pub at_ms: i64,
}

/// A ticket that a device shall print once more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reprint {
    /// The sequence number of the asking.
    pub seq: u64,
    /// When, milliseconds.
    pub at_ms: i64,
    /// Which ticket.
    pub number: Number,
    /// The device's name.
    pub device: String,
}

/// An act of a counter that it can take back.
#[derive(Clone, Debug, PartialEq)]
pub struct Past {
    /// Its name, as in the path.
    pub act: UndoableAct,
    /// When, milliseconds.
    pub at_ms: i64,
    /// The sequence number of its first event.
    pub(crate) from_seq: u64,
    /// And of its last.
    pub(crate) to_seq: u64,
    pub(crate) hand_before: Option<Number>,
    /// The tickets that it named, as they were before.
    pub(crate) before: Vec<Ticket>,
    /// A ticket that it made.
    pub(crate) made: Option<Number>,
}

/// What a counter can take back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the words of the paths")]
pub enum UndoableAct {
    Next,
    Call,
    Serve,
    Start,
    Finish,
    NoShow,
    Hold,
    Resume,
    Transfer,
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
    /// The sequence number of the act that took it back.
    pub withdrawn: Option<u64>,
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

    /// The office for the next day, which was put into force last.
    pub fn next_office(&self) -> Option<&Office> {
        self.office.as_ref().map(|(_, office)| &**office)
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
        let begins = office.hours.day_begins(now.date, office.earliest_ticket_min());
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

    /// What managers told everybody today, in their order; the last one stands instead of the office's.
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// The last call or recall of a ticket that was not taken back.
    pub fn last_announcement(&self, number: Number) -> Option<&Announcement> {
        let mut newest_first = self.announcements.iter().rev();
        newest_first.find(|call| call.number == number && call.withdrawn.is_none())
    }

    /// What this counter could take back now: not older than the office allows, and nobody else has gone on with
    /// one of its tickets.
    pub fn undoable(&self, code: &str, now: &Now) -> Option<&Past> {
        let past = self.history.get(code)?.last()?;
        let in_time = now.at_ms <= past.at_ms + i64::from(self.office.rules.undo_s) * 1000;
        let named = past.before.iter().map(|ticket| ticket.number).chain(past.made);
        let mut others = named.filter_map(|number| self.ticket(number)).filter(|ticket| {
            let (seq, counter) = &ticket.last_act;
            *seq > past.to_seq && counter.as_deref() != Some(code)
        });
        (in_time && others.next().is_none()).then_some(past)
    }

    /// The tickets that taking back this counter's last act would change.
    pub fn undone_by(&self, code: &str) -> Vec<Number> {
        let past = self.history.get(code).and_then(|acts| acts.last());
        let named = past.into_iter().flat_map(|past| past.before.iter().map(|t| t.number).chain(past.made));
        named.collect()
    }

    /// Calls for help from devices, oldest first.
    pub fn helps(&self) -> &[Help] {
        &self.helps
    }

    /// What devices were asked to print once more and did not yet answer, oldest first.
    pub fn reprints(&self) -> &[Reprint] {
        &self.reprints
    }

    /// The tickets set aside that this counter could take up again, oldest first.
    pub fn held_for<'a>(&'a self, counter: &'a Counter) -> impl Iterator<Item = &'a Ticket> {
        self.tickets.values().filter(|ticket| ticket.is_held_for(counter))
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

impl Office {
    /// How long before a session the first number of any service may be taken, minutes.
    pub fn earliest_ticket_min(&self) -> u16 {
        let services = self.services.iter().filter_map(|service| service.first_ticket_min);
        services.max().unwrap_or(0).max(self.hours.first_ticket_min)
    }

    /// Whether numbers of a service are given at this moment, by the hours alone.
    pub fn door(&self, letter: Letter, now: &Now) -> Door {
        let service = self.service(letter);
        let first =
            service.and_then(|service| service.first_ticket_min).unwrap_or(self.hours.first_ticket_min);
        let last = service.and_then(|service| service.last_ticket_min).unwrap_or(self.hours.last_ticket_min);
        self.hours.door(now.date, now.minute, first, last)
    }
}
