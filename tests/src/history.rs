//! Years of a town's data: every day that the office's calendar knows is played by seeded visitors and clerks in virtual
//! time, over the real rules, into a real log.
mod crowd;
mod day;
mod options;
mod town;

use std::path::PathBuf;

use anyhow::Context;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use queue::Office;
use server::office::History;
use simulation::Dice;

pub use options::{Options, VISITORS};
pub use town::{TOWN, town};

use day::Day;

/// The days to be made.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The data folder that is made.
    pub data: PathBuf,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Date,
    /// The same seed gives the same days.
    pub seed: u64,
    /// About how many come on a usual weekday.
    pub visitors: u32,
}

/// What was made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Made {
    /// Days on which the office was open.
    pub days: usize,
    /// Numbers that were taken.
    pub tickets: usize,
}

/// Makes the years of the options, and says how far it is.
///
/// # Errors
/// When the folder is there already, or can't be written.
pub fn run(options: &Options, say: &mut dyn FnMut(&str)) -> anyhow::Result<()> {
    let Options { data, years, seed, until, visitors } = options.clone();
    let from = until.checked_sub(jiff::Span::new().years(years))?.tomorrow()?;
    let made = make(&Plan { data, from, until, seed, visitors }, say)?;
    say(&format!("{} days, {} tickets in {}", made.days, made.tickets, options.data.display()));
    Ok(())
}

/// Makes the days of a plan, and says at the end of each year how far it is.
///
/// # Errors
/// When the folder is there already, or can't be written.
pub fn make(plan: &Plan, say: &mut dyn FnMut(&str)) -> anyhow::Result<Made> {
    let office = town::found(&plan.data, plan.from)?;
    let zone = TimeZone::get(&office.time_zone).context("the town has no zone")?;
    let mut history = History::open(plan.data.join("offices").join(format!("{TOWN}.db")))?;
    let mut made = Made::default();
    let days = plan.from.series(jiff::Span::new().days(1)).take_while(|date| *date <= plan.until);
    for date in days {
        if let Some(tickets) = play(&mut history, &office, &zone, date, plan)? {
            made = Made { days: made.days + 1, tickets: made.tickets + tickets };
        }
        if date == date.last_of_year() {
            say(&format!("{}: {} days, {} tickets", date.year(), made.days, made.tickets));
        }
    }
    Ok(made)
}

/// One day; nothing when the office is closed.
fn play(
    history: &mut History,
    office: &Office,
    zone: &TimeZone,
    date: Date,
    plan: &Plan,
) -> anyhow::Result<Option<usize>> {
    let Some(last) = office.hours.sessions(date).last() else { return Ok(None) };
    let midnight_ms = zone.to_timestamp(date.at(0, 0, 0, 0))?.as_millisecond();
    // Each day has its own chance, whatever came before.
    let mut dice = Dice::new(plan.seed.wrapping_mul(1_000_003).wrapping_add(midnight_ms.unsigned_abs()));
    let count = crowd::crowd(&office.hours, date, plan.visitors, &mut dice);
    let day = Day::new(history, office, date, midnight_ms, count, dice);
    day.play(last.to_min).map(Some)
}
