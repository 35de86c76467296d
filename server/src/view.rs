//! From the state of the rules to the shapes on the wire. Nothing is decided or changed here.
mod board;
mod counters;
mod office;
mod tickets;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use protocol::{Estimate, Moment, OfficeSummary, Text};
use queue::{Hall, Now, Number, Wait};

use crate::office::Tokens;

/// An office at one moment, as reads see it.
pub struct View<'a> {
    pub(crate) hall: &'a Hall,
    pub(crate) now: Now,
    pub(crate) zone: &'a TimeZone,
    pub(crate) tokens: &'a Tokens,
}

impl View<'_> {
    /// The office in force; every log begins with one.
    pub fn office_data(&self) -> &queue::Office {
        self.hall.office().expect("the first event of every log is its office")
    }

    /// The row of the list of offices.
    pub fn summary(&self) -> OfficeSummary {
        let office = self.office_data();
        OfficeSummary { code: office.code.clone(), name: office.name.clone(), open: self.open() }
    }

    /// The present moment with the office's offset.
    pub fn now_moment(&self) -> Moment {
        self.moment(self.now.at_ms)
    }

    /// The ticket of today behind a token; `None` for every other text.
    pub fn token_number(&self, token: &str) -> Option<Number> {
        let day = self.hall.day().filter(|day| day.date == self.now.date)?;
        let number = self.tokens.number(token)?;
        day.ticket(number).map(|ticket| ticket.number)
    }

    /// Whether a number of any service may be taken now.
    fn open(&self) -> bool {
        self.office_data().services.iter().any(|service| self.hall.stop(service.letter, &self.now).is_none())
    }

    /// When numbers may be taken again, by the hours alone.
    fn reopens_at(&self) -> Option<Moment> {
        let hours = &self.office_data().hours;
        let (date, minute) = hours.reopening(self.now.date, self.now.minute, hours.first_ticket_min)?;
        Some(self.moment_of(date, minute))
    }

    fn moment(&self, at_ms: i64) -> Moment {
        let at = jiff::Timestamp::from_millisecond(at_ms).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        Moment::new(at_ms, self.zone.to_offset(at).seconds())
    }

    fn moment_of(&self, date: Date, minute: u16) -> Moment {
        let hour_minute = |part: u16| i8::try_from(part).expect("a day has 24 hours of 60 minutes");
        let civil = date.at(hour_minute(minute / 60 % 24), hour_minute(minute % 60), 0, 0);
        match self.zone.to_timestamp(civil) {
            Ok(at) => self.moment(at.as_millisecond()),
            Err(_) => self.now_moment(),
        }
    }

    fn estimate(&self, wait: Option<Wait>) -> Option<Estimate> {
        let wait = wait?;
        let after = wait.after_min.map(|minute| self.moment_of(self.now.date, minute));
        Some(Estimate { low_min: wait.low_min, high_min: wait.high_min, after })
    }

    fn notice(&self) -> Option<Text> {
        let office = self.office_data();
        let today = self.hall.open_day().and_then(|day| day.notice.as_ref());
        if let Some(notice) = today.filter(|notice| notice.until_ms.is_none_or(|ms| ms > self.now.at_ms)) {
            return Some(notice.text.clone());
        }
        let filled = |text: &String| text.replace("{hotline}", &office.hotline);
        let notice = office.notice.as_ref()?;
        Some(Text(notice.0.iter().map(|(language, text)| (language.clone(), filled(text))).collect()))
    }
}
