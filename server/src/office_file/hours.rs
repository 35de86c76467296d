//! The tables `[hours]` and `[[day]]`: when the office serves.
use queue::{DAY_MIN, Hours, Session, SpecialDay};

use super::calendar::Calendar;
use super::identity::SENTENCE_CHARS_MAX;
use super::languages::Languages;
use super::names::Names;
use super::table::Table;
use super::value::Value;

/// The keys of the week's days.
pub(super) const WEEK: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// Reads the hours. A weekday that is left out is closed; `worked` is as Monday, lead times are 30 minutes and
/// `project_close` is true when left out.
pub(super) fn read(file: &mut Table<'_>, languages: &Languages, calendar: Calendar) -> Hours {
    let days = days(file, languages);
    let mut hours = file.must_section("hours");
    let week = WEEK.map(|day| hours.or(day, Vec::new(), |value| sessions(&value)));
    if week.iter().all(Vec::is_empty) {
        hours.miss("a session on any day of the week");
    }
    let read = Hours {
        worked: hours.or("worked", week[0].clone(), |value| sessions(&value)),
        week,
        first_ticket_min: hours.or("first_ticket_min", 30, |value| value.lead_min()),
        last_ticket_min: hours.or("last_ticket_min", 30, |value| value.lead_min()),
        project_close: hours.or("project_close", true, |value| value.switch()),
        days,
        off: calendar.off,
        worked_days: calendar.worked,
    };
    hours.close();
    read
}

/// Reads the days that go before everything else.
fn days(file: &mut Table<'_>, languages: &Languages) -> Vec<SpecialDay> {
    let mut dates = Names::default();
    file.each("day", "date", |mut day| {
        let date = day.must("date", |value| {
            let date = value.date();
            dates.add(&value, date.map(|date| date.to_string()))?;
            date
        });
        let sessions = day.must("hours", |value| sessions(&value));
        let reason = day.may("reason", |value| languages.text(&value, SENTENCE_CHARS_MAX));
        day.close();
        Some(SpecialDay { date: date?, sessions: sessions?, reason: reason.unwrap_or_default() })
    })
}

/// Sessions such as `07:30-11:30 13:00-17:00`, in order and apart; `""` is closed.
fn sessions(value: &Value<'_>) -> Option<Vec<Session>> {
    let form = "sessions such as \"07:30-11:30 13:00-17:00\", or \"\" for closed";
    let text = value.word(form, |text| text.split_whitespace().all(|part| session(part).is_some()))?;
    let sessions: Vec<_> = text.split_whitespace().filter_map(session).collect();
    if let Some(backward) = sessions.iter().find(|session| session.from_min >= session.to_min) {
        return value.wrong(&format!("has a session that ends before it begins ({})", shown(backward)));
    }
    if let Some(pair) = sessions.windows(2).find(|pair| pair[1].from_min < pair[0].to_min) {
        let (first, second) = (shown(&pair[0]), shown(&pair[1]));
        return value.wrong(&format!("has sessions that overlap or are out of order ({first} and {second})"));
    }
    Some(sessions)
}

fn session(part: &str) -> Option<Session> {
    let (from, to) = part.split_once('-')?;
    let to_min = if to == "24:00" { DAY_MIN } else { minute(to)? };
    Some(Session { from_min: minute(from)?, to_min })
}

/// The minute of the day of `HH:MM`.
pub(super) fn minute(text: &str) -> Option<u16> {
    let (hour, minute) = text.split_once(':')?;
    let two_digits = |part: &str| part.len() == 2 && part.bytes().all(|c| c.is_ascii_digit());
    if !two_digits(hour) || !two_digits(minute) {
        return None;
    }
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}

/// A session as it is written.
pub(super) fn shown(session: &Session) -> String {
    let time = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
    format!("{}-{}", time(session.from_min), time(session.to_min))
}
