//! A played day is like a day: everybody is served or gone, nobody is refused, and the seed decides it all.
mod clerks;
mod estimates;
mod theory;

use jiff::civil::Date;
use queue::sample::office;
use queue::{Duty, Office, Stage};

use crate::{Clerk, Dice, Played, Visitor, play, shifts, visitors};

/// A Monday.
const DATE: Date = jiff::civil::date(2026, 11, 23);
/// Its midnight at UTC+7.
const MIDNIGHT_MS: i64 = 1_795_366_800_000;

/// About `count` visitors of that day, and the clerks.
fn cast(office: &Office, count: u32, seed: u64) -> (Vec<Visitor>, Vec<Clerk>) {
    let (sessions, mut dice) = (office.hours.sessions(DATE), Dice::new(seed));
    let coming = visitors(office, sessions, count, &mut dice);
    (coming, shifts(office, sessions, &mut dice).into_iter().map(Clerk::new).collect())
}

fn day(office: &Office, seed: u64) -> Played {
    let (coming, clerks) = cast(office, 120, seed);
    play(office, DATE, MIDNIGHT_MS, coming, clerks)
}

#[test]
fn a_day_is_played_to_its_end() {
    let played = day(&office(), 1);
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
    let hall = |seed| day(&office(), seed).hall;
    assert_eq!(hall(3), hall(3));
    assert_ne!(hall(3), hall(4));
}

#[test]
fn a_crowd_waits_at_opening_and_a_second_peak_comes_after_lunch() {
    let (coming, _) = cast(&office(), 2000, 5);
    let between = |from_min: i64, to_min: i64| {
        coming.iter().filter(|visitor| (from_min * 60_000..to_min * 60_000).contains(&visitor.at_ms)).count()
    };
    assert!(between(420, 450) > 60, "in front of the door");
    assert!(between(510, 570) > 3 * between(630, 660), "a lull before lunch");
    assert!(between(780, 900) > between(570, 690), "a second peak");
    assert_eq!(between(690, 780) + between(1020, 1440), 0, "nobody comes when it is closed");
}
