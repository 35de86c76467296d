//! A calendar file: the days off of each year, and the rest days that are worked for them.
use std::collections::BTreeSet;

use jiff::civil::{Date, Weekday};

use super::names::Names;
use super::table::Table;
use super::value::Value;

/// What a calendar says about the hours of an office.
#[derive(Debug, Default)]
pub(super) struct Calendar {
    /// Days off.
    pub(super) off: BTreeSet<Date>,
    /// Rest days that are worked.
    pub(super) worked: BTreeSet<Date>,
}

/// The names of weekdays.
pub(super) const WEEKDAYS: [(&str, Weekday); 7] = [
    ("mon", Weekday::Monday),
    ("tue", Weekday::Tuesday),
    ("wed", Weekday::Wednesday),
    ("thu", Weekday::Thursday),
    ("fri", Weekday::Friday),
    ("sat", Weekday::Saturday),
    ("sun", Weekday::Sunday),
];

/// Reads the calendar that stands in the office file itself, if one does; then no other may be `named`.
pub(super) fn within(file: &mut Table<'_>, named: Option<&(Value<'_>, String)>) -> Option<Calendar> {
    let calendar = file.may("calendar", |value| value.table())?;
    if let Some((value, other)) = named {
        value.wrong::<()>(&format!("names {other}, but the calendar stands in this file"));
    }
    Some(read(calendar))
}

/// Reads a calendar. `rest` is Saturday and Sunday when left out, a year's lists are empty.
pub(super) fn read(mut file: Table<'_>) -> Calendar {
    let weekend = vec![Weekday::Saturday, Weekday::Sunday];
    let rest = file.or("rest", weekend, |value| rest(&value));
    let years = file.may_section("year");
    file.close();
    let mut calendar = Calendar::default();
    let mut dates = Names::default();
    for (name, year) in years.all() {
        read_year(name, &year, &rest, &mut dates, &mut calendar);
    }
    calendar
}

fn rest(value: &Value<'_>) -> Option<Vec<Weekday>> {
    value.list()?.iter().map(|day| day.one_of(&WEEKDAYS)).collect()
}

fn read_year<'d>(
    name: &str,
    year: &Value<'d>,
    rest: &[Weekday],
    dates: &mut Names<'d>,
    calendar: &mut Calendar,
) {
    let number = name.parse::<i16>().ok().filter(|_| name.len() == 4);
    let Some(number) = number else {
        year.wrong::<()>("is not a year of four digits");
        return;
    };
    let Some(mut year) = year.table() else { return };
    let days = |value: Value<'d>| value.list();
    for day in year.may("off", days).unwrap_or_default() {
        calendar.off.extend(day_of(&day, number, dates));
    }
    for day in year.may("worked", days).unwrap_or_default() {
        let date = day_of(&day, number, dates);
        if let Some(date) = date.filter(|date| !rest.contains(&date.weekday())) {
            day.wrong::<()>(&format!("is {date}, which is no day of rest and worked anyway"));
        }
        calendar.worked.extend(date);
    }
    year.close();
}

/// A date of that year which stands nowhere else in the calendar.
fn day_of<'d>(day: &Value<'d>, year: i16, dates: &mut Names<'d>) -> Option<Date> {
    let date = day.date()?;
    if date.year() != year {
        return day.wrong(&format!("is {date}, which is not in {year}"));
    }
    dates.add(day, Some(date.to_string()))?;
    Some(date)
}
