//! A day to try the rules on, in the sample office, and who is there.
use alloc::boxed::Box;

use jiff::civil::{Date, date};

pub(super) use crate::sample::{office, service, session};
use crate::{Actor, Caller, Event, Hall, Now, Office, Standing};

/// A Monday.
pub(super) const DAY: Date = date(2026, 11, 23);
/// Midnight of that day at UTC+7, milliseconds.
const MIDNIGHT_MS: i64 = 1_795_366_800_000;
pub(super) const DAY_S: i64 = 86_400;

/// So many seconds after that midnight; before it when they are negative.
pub(super) fn moment(second: i64) -> Now {
    let (days, of_day) = (second.div_euclid(DAY_S), second.rem_euclid(DAY_S));
    let date = DAY.checked_add(jiff::Span::new().days(days)).unwrap();
    Now { at_ms: MIDNIGHT_MS + second * 1000, date, minute: u16::try_from(of_day / 60).unwrap() }
}

/// A hall whose first event is this office.
pub(super) fn hall(office: Office) -> Hall {
    let mut hall = Hall::default();
    hall.apply(1, MIDNIGHT_MS, &Event::OfficeApplied { office: Box::new(office) });
    hall
}

pub(super) fn holder() -> Caller {
    Caller { actor: Actor::Holder, standing: Standing::Holder }
}

pub(super) fn device() -> Caller {
    Caller { actor: Actor::Device("kiosk-1".into()), standing: Standing::Device }
}

/// A capital first letter makes a manager.
pub(super) fn staff(name: &str) -> Caller {
    let is_manager = name.starts_with(char::is_uppercase);
    let standing = if is_manager { Standing::Manager } else { Standing::Clerk };
    Caller { actor: Actor::Account(name.into()), standing }
}
