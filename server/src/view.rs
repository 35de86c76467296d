//! From the state of the rules to the shapes on the wire. Nothing is decided or changed here.
mod board;
mod counters;
mod devices;
mod hall;
mod office;
mod tickets;

use std::cell::OnceCell;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use protocol::{Estimate, Moment, OfficeSummary, Stop, Text};
use queue::{Due, Forecast, Hall, Letter, Now, Number, Wait};
use texts::Value;

pub(crate) use devices::{ForDevice, Setting};

use crate::office::Tokens;
use crate::words;

/// An office at one moment, as reads see it.
pub struct View<'a> {
    pub(crate) hall: &'a Hall,
    pub(crate) now: Now,
    pub(crate) zone: &'a TimeZone,
    pub(crate) tokens: &'a Tokens,
    /// Since when the server works again after an outage, while the hall is to be told so.
    back_ms: Option<i64>,
    /// One look ahead serves all that is asked of those who wait,
    forecast: OnceCell<Option<Forecast<'a>>>,
    /// and a quicker one what is asked of those who come now.
    newcomers: OnceCell<Option<Forecast<'a>>>,
}

impl<'a> View<'a> {
    pub(crate) fn new(hall: &'a Hall, now: Now, zone: &'a TimeZone, tokens: &'a Tokens) -> Self {
        Self { hall, now, zone, tokens, back_ms: None, forecast: OnceCell::new(), newcomers: OnceCell::new() }
    }

    /// The same, where the hall is to be told that an outage ended then.
    pub(crate) fn back_since(self, back_ms: Option<i64>) -> Self {
        Self { back_ms, ..self }
    }

    fn forecast(&self) -> Option<&Forecast<'a>> {
        let look = || self.hall.open_day().map(|day| Forecast::new(day, &self.now));
        self.forecast.get_or_init(look).as_ref()
    }

    fn wait_for(&self, letter: Letter) -> Option<Wait> {
        let look = || self.hall.open_day().map(|day| Forecast::for_newcomers(day, &self.now));
        self.newcomers.get_or_init(look).as_ref()?.wait_for(letter)
    }

    /// Why no number of a service is given now; `None` = it is.
    fn stop(&self, letter: Letter) -> Option<Stop> {
        self.hall.stop(letter, &self.now, self.wait_for(letter))
    }
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

    /// Whether a day should begin, but its date is so far from the last one that a manager must open it.
    pub fn waits_for_confirmation(&self) -> bool {
        self.hall.due(&self.now) == Due::Confirm
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
        self.office_data().services.iter().any(|service| self.stop(service.letter).is_none())
    }

    /// When a number of some service may be taken again; `None` while one may be taken now.
    fn reopens_at(&self) -> Option<Moment> {
        let services = self.office_data().services.iter();
        let stopped = services.map(|service| Some((service, self.stop(service.letter)?)));
        let stopped = stopped.collect::<Option<Vec<_>>>()?;
        stopped.into_iter().filter_map(|(service, stop)| self.service_reopens_at(service, stop)).min()
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

    /// What a manager tells today goes before what the server says of itself, and that before what the office always
    /// tells.
    fn notice(&self) -> Option<Text> {
        let office = self.office_data();
        let day = self.hall.open_day();
        let today = day.and_then(|day| day.notices().last());
        if let Some(notice) = today.filter(|notice| notice.holds(self.now.at_ms)) {
            return Some(notice.text.clone());
        }
        if let Some(back_ms) = self.back_ms.filter(|_| day.is_some()) {
            return Some(self.back_again(back_ms));
        }
        let filled = |text: &String| text.replace("{hotline}", &office.hotline);
        let notice = office.notice.as_ref()?;
        Some(Text(notice.0.iter().map(|(language, text)| (language.clone(), filled(text))).collect()))
    }

    /// In the office's languages that there are words in.
    fn back_again(&self, back_ms: i64) -> Text {
        let (texts, time) = (words::all(), texts::clock(self.moment(back_ms)));
        let office = self.office_data();
        let say = |language: &String| {
            let words = texts.speak(language, office.language());
            (language.clone(), words.fill("notice-back-again", &[("time", Value::from(&time))]))
        };
        let spoken = office.languages.iter().filter(|language| texts.knows(language));
        Text(spoken.map(say).collect())
    }
}
