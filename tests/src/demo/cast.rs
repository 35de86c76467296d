//! Who plays: the visitors still to come, those who wait already, and the clerks' shifts. The seed decides it all.
use anyhow::ensure;
use jiff::civil::Date;
use queue::Office;
use simulation::{Clerk, Dice, Shift, Visitor, play, shifts, visitors};

/// What decides who comes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted {
    /// The same seed gives the same people.
    pub(super) seed: u64,
    /// About how many visitors on the whole day.
    pub(super) visitors: u32,
    /// The date.
    pub(super) day: Date,
    /// Nobody comes before this, milliseconds after midnight.
    pub(super) from_ms: i64,
}

/// Everybody from a moment of the day on.
#[derive(Debug)]
pub(super) struct Cast {
    /// Who would have come before and still waits.
    pub(super) waiting: Vec<Visitor>,
    /// Who is still to come, in this order.
    pub(super) coming: Vec<Visitor>,
    /// One for each counter.
    pub(super) shifts: Vec<Shift>,
}

/// The cast of a day of this office.
pub(super) fn cast(office: &Office, wanted: Wanted) -> anyhow::Result<Cast> {
    let Wanted { day, from_ms, .. } = wanted;
    let sessions = office.hours.sessions(day);
    ensure!(!sessions.is_empty(), "the office does not work on {day}: choose another --day");
    let mut dice = Dice::new(wanted.seed);
    let all = visitors(office, sessions, wanted.visitors, &mut dice);
    let shifts = shifts(office, sessions, &mut dice);
    let (earlier, coming): (Vec<_>, Vec<_>) = all.into_iter().partition(|visitor| visitor.at_ms < from_ms);
    Ok(Cast { waiting: waiting(office, day, earlier, &shifts, from_ms), coming, shifts })
}

/// Which of those who came earlier would wait at `from_ms`: the day is played in virtual time over the rules.
fn waiting(
    office: &Office,
    day: Date,
    earlier: Vec<Visitor>,
    shifts: &[Shift],
    from_ms: i64,
) -> Vec<Visitor> {
    let clerks = shifts.iter().cloned().map(Clerk::new).collect();
    let played = play(office, day, 0, earlier, clerks);
    let waits = |called_ms: Option<i64>| called_ms.is_none_or(|called_ms| called_ms > from_ms);
    let holders = played.holders.into_iter().filter(|(number, _)| {
        let ticket = played.hall.open_day().and_then(|day| day.ticket(*number));
        ticket.is_some_and(|ticket| waits(ticket.called_ms))
    });
    let mut waiting: Vec<_> = holders.map(|(_, visitor)| visitor).collect();
    waiting.sort_by_key(|visitor| visitor.at_ms);
    waiting
}

#[cfg(test)]
mod tests {
    use super::*;

    const MONDAY: Date = jiff::civil::date(2026, 11, 23);

    fn office() -> Office {
        server::office_file::read(&super::super::folder::office_file()).unwrap()
    }

    /// The cast from this minute of the day on.
    fn cast_from(hour: i64, minute: i64, seed: u64) -> Cast {
        let from_ms = (hour * 60 + minute) * 60_000;
        cast(&office(), Wanted { seed, visitors: 220, day: MONDAY, from_ms }).unwrap()
    }

    #[test]
    fn from_the_middle_of_a_day_some_wait_already_and_the_rest_is_skipped() {
        let whole = cast_from(6, 0, 1).coming.len();
        assert!((180..260).contains(&whole), "{whole} visitors");
        let doors = cast_from(7, 25, 1);
        assert_eq!(
            doors.waiting.len() + doors.coming.len(),
            whole,
            "nobody is served before the first clerk comes"
        );
        assert!(!doors.waiting.is_empty());
        let nine = cast_from(9, 0, 1);
        assert!((5..60).contains(&nine.waiting.len()), "{} wait at nine", nine.waiting.len());
        assert!(nine.coming.len() < whole * 4 / 5);
        assert!(cast_from(12, 15, 1).waiting.len() < 3, "at lunch nearly nobody waits");
        let evening = cast_from(18, 0, 1);
        assert!(evening.waiting.is_empty() && evening.coming.is_empty());
    }

    #[test]
    fn the_seed_decides_who_comes() {
        let (first, again, other) = (cast_from(9, 0, 3), cast_from(9, 0, 3), cast_from(9, 0, 4));
        assert_eq!(
            (&first.waiting, &first.coming, &first.shifts),
            (&again.waiting, &again.coming, &again.shifts)
        );
        assert_ne!(first.coming, other.coming);
    }

    #[test]
    fn a_day_off_is_refused() {
        let sunday = Wanted { seed: 1, visitors: 220, day: jiff::civil::date(2026, 11, 22), from_ms: 0 };
        assert!(cast(&office(), sunday).unwrap_err().to_string().contains("--day"));
    }
}
