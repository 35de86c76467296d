//! However it is looked ahead, the same is seen.
use alloc::collections::BTreeMap;
use alloc::string::ToString;

use jiff::civil::date;

use super::*;
use crate::sample::office;
use crate::{Actor, Event, Hall, Issued};

const NOW: Now = Now { at_ms: 1_795_395_600_000, date: date(2026, 11, 23), minute: 480 };

/// A hall with counters 1, 2 and 3 open.
fn hall() -> Hall {
    let mut hall = Hall::default();
    hall.apply(1, NOW.at_ms, &Event::OfficeApplied { office: office().into() });
    let opened = Event::DayOpened { date: NOW.date, office_seq: 1, means: BTreeMap::new(), by: None };
    hall.apply(2, NOW.at_ms, &opened);
    for counter in ["1", "2", "3"] {
        let event = Event::CounterOpened { by: Actor::Account("lan".into()), counter: counter.to_string() };
        hall.apply(hall.seq + 1, NOW.at_ms, &event);
    }
    hall
}

/// Somebody comes, some earlier than others by their priority.
fn come(hall: &mut Hall, letter: Letter, digits: u32) {
    let issued = Issued {
        by: Actor::Device("kiosk".into()),
        number: Number { letter, digits },
        priority: None,
        credit_min: digits % 7 * 4,
        lang: None,
        assist: false,
        procedure: None,
        ahead: 0,
        promised: None,
    };
    hall.apply(hall.seq + 1, NOW.at_ms + i64::from(digits) * 500, &Event::Issued(issued));
}

#[test]
fn who_comes_now_is_told_the_same_however_long_the_line_is() {
    let mut hall = hall();
    let letters = ["A", "B"].map(|letter| letter.parse::<Letter>().unwrap());
    for digits in 1..=1200 {
        // The second line comes to its end before the first one is reckoned by sums.
        let coming = if digits % 9 == 0 { 2 } else { 1 };
        letters[..coming].iter().for_each(|letter| come(&mut hall, *letter, digits));
        if digits > 20 && digits % 150 != 0 {
            continue;
        }
        let day = hall.open_day().unwrap();
        let now = Now { at_ms: NOW.at_ms + i64::from(digits) * 500, ..NOW };
        let (whole, quick) = (Forecast::new(day, &now), Forecast::for_newcomers(day, &now));
        for letter in letters {
            assert_eq!(quick.wait_for(letter), whole.wait_for(letter), "{digits}");
            assert_eq!(Forecast::wait_at(day, &now, letter, now.at_ms), whole.wait_for(letter), "{digits}");
        }
        assert!(day.tickets().all(|ticket| whole.wait_of(ticket.number).is_some()));
    }
}
