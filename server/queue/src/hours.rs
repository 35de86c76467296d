//! When an office serves: sessions of the week, days that go before them, and when numbers may be taken.
//! Zones stay out: a date and a minute of the day are the office's own.
use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use jiff::civil::Date;
use protocol::Text;
use serde::{Deserialize, Serialize};

/// Minutes of a day.
pub const DAY_MIN: u16 = 24 * 60;

/// How far ahead the next opening is looked for: longer than any run of days off.
const LOOK_AHEAD_DAYS: usize = 60;

/// A part of a day in which counters serve, in minutes of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// The first minute.
    pub from_min: u16,
    /// The minute after the last, at most 1440.
    pub to_min: u16,
}

/// One day with hours of its own; goes before everything else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpecialDay {
    /// The day.
    pub date: Date,
    /// Its sessions; none = closed.
    pub sessions: Vec<Session>,
    /// What visitors are told.
    pub reason: Text,
}

/// The hours of an office (office file, tables `[hours]` and `[[day]]`, and its calendar).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hours {
    /// Sessions of Monday to Sunday, each in order and apart.
    pub week: [Vec<Session>; 7],
    /// Sessions of a rest day worked in exchange for a day off.
    pub worked: Vec<Session>,
    /// Numbers may be taken this long before a session.
    pub first_ticket_min: u16,
    /// And until this long before its end.
    pub last_ticket_min: u16,
    /// Stop earlier when the line could not be served.
    pub project_close: bool,
    /// Days with hours of their own.
    pub days: Vec<SpecialDay>,
    /// The calendar's days off.
    pub off: BTreeSet<Date>,
    /// The calendar's rest days that are worked.
    pub worked_days: BTreeSet<Date>,
}

/// Whether numbers are given at a minute of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// They are, for this session.
    Open(Session),
    /// Outside of the sessions, or too early before one.
    Hours,
    /// Too near to the end of the session.
    LastTicket,
    /// No session today.
    DayOff,
}

impl Hours {
    /// The sessions of a date.
    pub fn sessions(&self, date: Date) -> &[Session] {
        if let Some(day) = self.special(date) {
            return &day.sessions;
        }
        if self.off.contains(&date) {
            return &[];
        }
        if self.worked_days.contains(&date) {
            return &self.worked;
        }
        &self.week[usize::from(date.weekday().to_monday_zero_offset().unsigned_abs())]
    }

    /// The day of this date that has hours of its own.
    pub fn special(&self, date: Date) -> Option<&SpecialDay> {
        self.days.iter().find(|day| day.date == date)
    }

    /// Whether numbers are given, with the lead times that hold for the service.
    pub fn door(&self, date: Date, minute: u16, first_ticket_min: u16, last_ticket_min: u16) -> Door {
        let sessions = self.sessions(date);
        if sessions.is_empty() {
            return Door::DayOff;
        }
        // The session that ends last among those begun decides: at 12:30 that is the afternoon's.
        let begun = sessions.iter().rfind(|session| session.first_ticket(first_ticket_min) <= minute);
        match begun {
            Some(session) if minute < session.last_ticket(last_ticket_min) => Door::Open(*session),
            Some(session) if minute < session.to_min => Door::LastTicket,
            Some(_) | None => Door::Hours,
        }
    }

    /// When numbers are given next after this minute: later today from the first ticket on, or on a later day
    /// when its first session begins.
    pub fn reopening(&self, date: Date, minute: u16, first_ticket_min: u16) -> Option<(Date, u16)> {
        let today = self.sessions(date).iter().map(|session| session.first_ticket(first_ticket_min));
        if let Some(first) = today.into_iter().find(|first| *first > minute) {
            return Some((date, first));
        }
        let later = date.series(jiff::Span::new().days(1)).skip(1).take(LOOK_AHEAD_DAYS);
        later.into_iter().find_map(|day| self.sessions(day).first().map(|session| (day, session.from_min)))
    }

    /// Whether the next session begins where this one ends, be it after midnight.
    pub fn goes_on(&self, date: Date, session: Session) -> bool {
        if self.sessions(date).iter().any(|next| next.from_min == session.to_min) {
            return true;
        }
        let tomorrow = date.tomorrow().map(|tomorrow| self.sessions(tomorrow)).unwrap_or_default();
        session.to_min == DAY_MIN && tomorrow.first().is_some_and(|next| next.from_min == 0)
    }

    /// When the day of this date begins: the first ticket of the first session.
    pub fn day_begins(&self, date: Date, first_ticket_min: u16) -> Option<u16> {
        self.sessions(date).first().map(|session| session.first_ticket(first_ticket_min))
    }
}

impl Session {
    fn first_ticket(&self, first_ticket_min: u16) -> u16 {
        self.from_min.saturating_sub(first_ticket_min)
    }

    fn last_ticket(&self, last_ticket_min: u16) -> u16 {
        self.to_min.saturating_sub(last_ticket_min).max(self.from_min)
    }
}
