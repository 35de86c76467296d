//! Who comes on a day: a crowd before the doors open, a peak in the first hours, a lull before lunch, a smaller
//! peak after it (reported from offices of this kind).
use queue::{DAY_MIN, Letter, Office, Session};

use crate::{Dice, MINUTE_MS};

/// A person who will take a number.
#[derive(Clone, Debug, PartialEq)]
pub struct Visitor {
    /// When, milliseconds after midnight.
    pub at_ms: i64,
    /// For which service.
    pub service: Letter,
    /// Declares a priority.
    pub priority: bool,
    /// Needs help at the counter.
    pub assist: bool,
    /// How long the visit will take, milliseconds.
    pub visit_ms: i64,
    /// What happens when the number is called.
    pub coming: Coming,
}

/// What a visitor does when called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coming {
    /// Comes after this time, milliseconds.
    After(i64),
    /// Does not hear the first call, comes this long after the second, milliseconds.
    AfterRecall(i64),
    /// Has gone.
    Never,
}

/// Shares of the day's visitors by hour of the session, relative.
const MORNING: [f64; 4] = [3.0, 4.0, 2.6, 1.2];
const AFTERNOON: [f64; 4] = [2.2, 2.4, 1.6, 0.6];
/// A part of the morning waits in front of the door.
const AT_THE_DOOR: f64 = 0.12;
const PRIORITY: f64 = 0.12;
const ASSIST: f64 = 0.04;
const AFTER_RECALL: f64 = 0.08;
const NEVER: f64 = 0.05;

/// About `count` visitors of a day with these sessions, in the order in which they come.
pub fn visitors(office: &Office, sessions: &[Session], count: u32, dice: &mut Dice) -> Vec<Visitor> {
    let weights: Vec<f64> =
        office.services.iter().map(|service| 1.0 / f64::from(service.minutes.max(1))).collect();
    let mut coming: Vec<Visitor> = Vec::new();
    for hour in hours(office, sessions) {
        let mean_gap_ms = hour.length_ms as f64 / (f64::from(count) * hour.share);
        let mut after_ms = dice.exponential_ms(mean_gap_ms);
        while after_ms < hour.length_ms {
            let service = &office.services[dice.pick(&weights)];
            coming.push(visitor(hour.from_ms + after_ms, service, dice));
            after_ms += dice.exponential_ms(mean_gap_ms);
        }
    }
    at_the_door(office, sessions, &mut coming, dice);
    coming.sort_by_key(|visitor| visitor.at_ms);
    coming
}

/// An hour of a session, or what the last ticket leaves of it.
struct Hour {
    from_ms: i64,
    length_ms: i64,
    share: f64,
}

/// Each hour of each session with its share of the day.
fn hours(office: &Office, sessions: &[Session]) -> Vec<Hour> {
    let mut hours = Vec::new();
    for (index, session) in sessions.iter().enumerate() {
        let shape = if index == 0 { MORNING } else { AFTERNOON };
        let last_min = session.to_min.saturating_sub(office.hours.last_ticket_min).min(DAY_MIN);
        for (hour, from_min) in (session.from_min..last_min).step_by(60).enumerate() {
            let minutes = (last_min - from_min).min(60);
            let share = shape[hour % shape.len()] * f64::from(minutes) / 60.0;
            let (from_ms, length_ms) = (i64::from(from_min) * MINUTE_MS, i64::from(minutes) * MINUTE_MS);
            hours.push(Hour { from_ms, length_ms, share });
        }
    }
    let total: f64 = hours.iter().map(|hour| hour.share).sum();
    hours.iter_mut().for_each(|hour| hour.share /= total);
    hours
}

/// Some of the first hour came before the doors opened.
fn at_the_door(office: &Office, sessions: &[Session], coming: &mut [Visitor], dice: &mut Dice) {
    let Some(first) = sessions.first() else { return };
    let opens_ms = i64::from(first.from_min.saturating_sub(office.hours.first_ticket_min)) * MINUTE_MS;
    let early_ms = i64::from(first.from_min) * MINUTE_MS + 120 * MINUTE_MS;
    for visitor in coming.iter_mut().filter(|visitor| visitor.at_ms < early_ms) {
        if dice.chance(AT_THE_DOOR) {
            visitor.at_ms = opens_ms + dice.exponential_ms(90_000.0);
        }
    }
}

fn visitor(at_ms: i64, service: &queue::Service, dice: &mut Dice) -> Visitor {
    let mean_ms = i64::from(service.minutes) * MINUTE_MS;
    let walk_ms = dice.between_ms(5_000, 35_000);
    let coming = match dice.share() {
        share if share < NEVER => Coming::Never,
        share if share < NEVER + AFTER_RECALL => Coming::AfterRecall(walk_ms),
        _ => Coming::After(walk_ms),
    };
    Visitor {
        at_ms,
        service: service.letter,
        priority: dice.chance(PRIORITY),
        assist: dice.chance(ASSIST),
        // No visit is over at once, and some take very long.
        visit_ms: mean_ms * 2 / 5 + dice.exponential_ms(mean_ms as f64 * 0.6),
        coming,
    }
}
