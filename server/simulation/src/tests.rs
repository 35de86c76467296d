//! A played day is like a day: everybody is served or gone, nobody is refused, and the seed decides it all.
mod estimates;
mod theory;

use queue::sample::office;
use queue::{Duty, Stage};

use crate::{Clerk, Dice, Played, play, shifts, visitors};

/// Midnight of 2026-11-23, a Monday, at UTC+7.
const MIDNIGHT_MS: i64 = 1_795_366_800_000;

fn day(seed: u64) -> Played {
    let (office, date) = (office(), jiff::civil::date(2026, 11, 23));
    let mut dice = Dice::new(seed);
    let sessions = office.hours.sessions(date).to_vec();
    let coming = visitors(&office, &sessions, 120, &mut dice);
    let clerks = shifts(&office, &sessions, &mut dice).into_iter().map(Clerk::new).collect();
    play(&office, date, MIDNIGHT_MS, coming, clerks)
}

#[test]
fn a_day_is_played_to_its_end() {
    let played = day(1);
    let day = played.hall.open_day().unwrap();
    assert!((80..170).contains(&day.tickets().count()), "{}", day.tickets().count());
    assert_eq!((played.turned_away, played.refused), (0, 0));
    let served = day.tickets().filter(|ticket| matches!(ticket.stage, Stage::Done { .. })).count();
    assert!(served * 100 > day.tickets().count() * 85, "{served} served");
    assert!(day.no_shows().count() > 0);
    assert!(day.tickets().all(|ticket| !matches!(ticket.stage, Stage::Called | Stage::Serving)));
    let closed = |code: &str| day.station(code).is_some_and(|station| station.duty == Duty::Closed);
    assert!(day.office.counters.iter().all(|counter| closed(&counter.code)));
}

#[test]
fn the_seed_decides_the_day() {
    assert_eq!(day(3).hall, day(3).hall);
    assert_ne!(day(3).hall, day(4).hall);
}

#[test]
fn a_crowd_waits_at_opening_and_a_second_peak_comes_after_lunch() {
    let (office, date) = (office(), jiff::civil::date(2026, 11, 23));
    let coming = visitors(&office, office.hours.sessions(date), 2000, &mut Dice::new(5));
    let between = |from_min: i64, to_min: i64| {
        coming.iter().filter(|visitor| (from_min * 60_000..to_min * 60_000).contains(&visitor.at_ms)).count()
    };
    assert!(between(420, 450) > 60, "in front of the door");
    assert!(between(510, 570) > 3 * between(630, 660), "a lull before lunch");
    assert!(between(780, 900) > between(570, 690), "a second peak");
    assert_eq!(between(690, 780) + between(1020, 1440), 0, "nobody comes when it is closed");
}
