//! How many people come on a date: more on Mondays and after days off, fewer on half days and in the quiet months.
use jiff::civil::Date;
use queue::Hours;
use simulation::Dice;

/// Monday to Sunday, relative to a usual weekday; on Saturdays the hours are shorter too.
const WEEKDAYS: [f64; 7] = [1.2, 1.05, 0.95, 0.9, 0.95, 0.9, 0.9];
/// January to December: before Tết many papers are due, in the weeks after it few, and in summer pupils need copies.
const MONTHS: [f64; 12] = [1.12, 0.85, 0.98, 0.97, 1.0, 1.05, 1.1, 1.08, 0.98, 0.97, 0.97, 1.05];
/// Whoever could not come yesterday comes today.
const AFTER_A_DAY_OFF: f64 = 1.08;
/// From one day to the next it is this much more or less.
const SPREAD: f64 = 0.15;
/// Minutes in which a whole day's counters serve.
const WHOLE_DAY_MIN: f64 = 480.0;

/// About how many come, when `usual` come on a usual weekday.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few thousand people at most")]
pub(super) fn crowd(hours: &Hours, date: Date, usual: u32, dice: &mut Dice) -> u32 {
    let minutes: f64 = hours.sessions(date).iter().map(|s| f64::from(s.to_min - s.from_min)).sum();
    let weekday = WEEKDAYS[usize::from(date.weekday().to_monday_zero_offset().unsigned_abs())];
    let month = MONTHS[usize::from(date.month().unsigned_abs()) - 1];
    let rested = date.yesterday().is_ok_and(|yesterday| hours.sessions(yesterday).is_empty());
    let rested = if rested { AFTER_A_DAY_OFF } else { 1.0 };
    let luck = 1.0 + SPREAD * (2.0 * dice.share() - 1.0);
    (f64::from(usual) * weekday * month * rested * luck * minutes / WHOLE_DAY_MIN).round() as u32
}
