//! Dates, times of day, and when numbers can be taken again.
use protocol::{Moment, Stop};

use crate::Words;

/// The time of day at the moment's own offset: "08:42".
pub fn clock(moment: Moment) -> String {
    let civil = moment.civil();
    format!("{:02}:{:02}", civil.hour(), civil.minute())
}

impl Words<'_> {
    /// "Thứ Hai".
    pub fn weekday(&self, moment: Moment) -> String {
        self.get(&format!("weekday-{}", moment.civil().weekday().to_monday_one_offset()))
    }

    /// "23/11/2026".
    pub fn day(&self, moment: Moment) -> String {
        let civil = moment.civil();
        let month = self.get(&format!("month-{}", civil.month()));
        let (day, year) = (format!("{:02}", civil.day()), civil.year().to_string());
        self.fill("day", &[("day", (&day).into()), ("month", (&month).into()), ("year", (&year).into())])
    }

    /// "Thứ Hai, 23/11/2026".
    pub fn date(&self, moment: Moment) -> String {
        self.date_in("date", moment)
    }

    /// The same for the board, without the comma: "Thứ Hai 23/11/2026".
    pub fn date_board(&self, moment: Moment) -> String {
        self.date_in("date-board", moment)
    }

    /// "08:42 23/11/2026".
    pub fn clock_day(&self, moment: Moment) -> String {
        let (time, day) = (clock(moment), self.day(moment));
        self.fill("clock-day", &[("time", (&time).into()), ("day", (&day).into())])
    }

    fn date_in(&self, word: &str, moment: Moment) -> String {
        let (weekday, date) = (self.weekday(moment), self.day(moment));
        self.fill(word, &[("weekday", (&weekday).into()), ("date", (&date).into())])
    }

    /// Why no number can be taken and when it can be again, in one or two sentences: "Đã hết giờ lấy số buổi
    /// sáng. Lấy số buổi chiều từ 12:30."
    pub fn closed(&self, stop: Option<Stop>, now: Moment, reopens_at: Option<Moment>) -> String {
        let why = self.closed_why(stop, now, reopens_at);
        match reopens_at {
            Some(at) => format!("{why} {}", self.reopens(now, at)),
            None => why,
        }
    }

    /// Why alone: "Đã hết giờ lấy số buổi sáng."
    pub fn closed_why(&self, stop: Option<Stop>, now: Moment, reopens_at: Option<Moment>) -> String {
        let hour = now.civil().hour();
        let afternoon_follows = reopens_at.is_some_and(|at| same_day(now, at) && is_afternoon(at));
        let word = match stop {
            Some(Stop::LastTicket) if hour < NOON || afternoon_follows => "closed-morning",
            Some(Stop::LastTicket) => "closed-afternoon",
            // Early in the day there may have been no morning session at all.
            Some(Stop::Hours) if hour >= LATE_MORNING && afternoon_follows => "closed-morning",
            Some(Stop::Hours) | None => "closed-hours",
            Some(Stop::Limit) => "closed-limit",
            Some(Stop::Holiday) => "closed-holiday",
            Some(Stop::DayClosed) => "closed-day",
        };
        self.get(word)
    }

    /// When numbers can be taken again: "Lấy số buổi chiều từ 12:30.", "Mời trở lại 07:30 ngày mai."
    pub fn reopens(&self, now: Moment, at: Moment) -> String {
        let time = clock(at);
        let time = ("time", (&time).into());
        if same_day(now, at) {
            // "In the afternoon" only tells something to who is there in the morning.
            let afternoon = is_afternoon(at) && now.civil().hour() <= NOON;
            return self.fill(if afternoon { "reopens-afternoon" } else { "reopens-today" }, &[time]);
        }
        if now.civil().date().tomorrow().is_ok_and(|tomorrow| tomorrow == at.civil().date()) {
            return self.fill("reopens-tomorrow", &[time]);
        }
        let date = self.date(at);
        self.fill("reopens-day", &[time, ("date", (&date).into())])
    }
}

/// Whether the day's numbers are still to come at this time, not only those after a break at noon.
pub fn before_opening(now: Moment, opens: Moment) -> bool {
    same_day(now, opens) && (now.civil().hour() < LATE_MORNING || !is_afternoon(opens))
}

const NOON: i8 = 12;

/// From this hour on, a closed office that opens in the afternoon has had its morning.
const LATE_MORNING: i8 = 10;

fn same_day(one: Moment, other: Moment) -> bool {
    one.civil().date() == other.civil().date()
}

fn is_afternoon(at: Moment) -> bool {
    at.civil().hour() >= NOON
}
