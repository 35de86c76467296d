//! A day to try the rules on, in the sample office.
use alloc::boxed::Box;

use jiff::civil::{Date, date};

pub(super) use crate::sample::{office, service, session};
use crate::{Event, Hall, Now, Office};

/// A Monday.
pub(super) const DAY: Date = date(2026, 11, 23);
/// Midnight of that day at UTC+7, milliseconds.
pub(super) const MIDNIGHT_MS: i64 = 1_795_366_800_000;

/// A moment of that day.
pub(super) fn at(hour: u16, minute: u16, second: u16) -> Now {
    on(DAY, 0, hour, minute, second)
}

/// A moment `days` after that day, which has this date.
pub(super) fn on(date: Date, days: i64, hour: u16, minute: u16, second: u16) -> Now {
    let of_day = i64::from(hour) * 3600 + i64::from(minute) * 60 + i64::from(second);
    Now { at_ms: MIDNIGHT_MS + (days * 86_400 + of_day) * 1000, date, minute: hour * 60 + minute }
}

/// A hall whose first event is this office.
pub(super) fn hall(office: Office) -> Hall {
    let mut hall = Hall::default();
    hall.apply(1, MIDNIGHT_MS, &Event::OfficeApplied { office: Box::new(office) });
    hall
}
