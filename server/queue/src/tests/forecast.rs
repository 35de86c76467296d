//! However it is looked ahead, the same is seen.
use super::office::{device, hall, moment, office};
use super::script::play;
use crate::{Event, Forecast, Hall, Issued, Letter, Now, Number};

/// One comes after the other.
fn at(digits: u32) -> Now {
    moment(8 * 3600 + i64::from(digits) / 2)
}

/// Somebody comes, some earlier than others by their priority.
fn come(hall: &mut Hall, letter: Letter, digits: u32) {
    let issued = Issued {
        by: device().actor,
        number: Number { letter, digits },
        priority: None,
        credit_min: digits % 7 * 4,
        lang: None,
        assist: false,
        procedure: None,
        ahead: 0,
        promised: None,
    };
    hall.apply(hall.seq + 1, at(digits).at_ms, &Event::Issued(issued));
}

#[test]
fn who_comes_now_is_told_the_same_however_long_the_line_is() {
    let mut hall = hall(office());
    play(&mut hall, "08:00 lan 1 open\n08:00 mai 2 open\n08:00 thu 3 open");
    let letters = ["A", "B"].map(|letter| letter.parse::<Letter>().unwrap());
    for digits in 1..=1200 {
        // The second line comes to its end before the first one is reckoned by itself.
        let coming = if digits % 9 == 0 { 2 } else { 1 };
        letters[..coming].iter().for_each(|letter| come(&mut hall, *letter, digits));
        if digits > 20 && digits % 150 != 0 {
            continue;
        }
        let day = hall.open_day().unwrap();
        let now = at(digits);
        let (whole, quick) = (Forecast::new(day, &now), Forecast::for_newcomers(day, &now));
        for letter in letters {
            assert_eq!(quick.wait_for(letter), whole.wait_for(letter), "{digits}");
            assert_eq!(Forecast::wait_at(day, &now, letter, now.at_ms), whole.wait_for(letter), "{digits}");
        }
        assert!(day.tickets().all(|ticket| whole.wait_of(ticket.number).is_some()));
    }
}
