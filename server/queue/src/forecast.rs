//! How long a wait will be: the rule run forward over the counters that are open, each visit as long as its
//! service's mean. Closed time in between is added. Nothing here changes who is called.
mod run;

use alloc::vec::Vec;

use crate::hall::{Day, Duty, Stage};
use crate::{Counter, Letter, Now, Number, Wait};
use run::Run;

/// The range that is shown around the expected wait, percent: rather too long than too short.
const LOW_PERCENT: u64 = 85;
const HIGH_PERCENT: u64 = 115;
const MINUTE_MS: i64 = 60_000;

/// The calls to come, as they are expected now.
#[derive(Debug)]
pub struct Forecast<'a> {
    day: &'a Day,
    now: Now,
    opening: Opening,
    /// When each counter is free after all who wait, as far as it was looked.
    free: Vec<(i64, &'a Counter)>,
    /// When each waiting ticket is called, by number.
    starts: Vec<(Number, i64)>,
    /// When somebody is called who comes now, as far as that is before the end of the lines.
    newcomers: Vec<(Letter, Option<i64>)>,
}

impl<'a> Forecast<'a> {
    /// Runs the rule forward from now until nobody waits.
    pub fn new(day: &'a Day, now: &Now) -> Self {
        let mut starts = Vec::new();
        let mut forecast = Self::run(day, now, (&letters(day), now.at_ms), |run| {
            run.whole(|number, start_ms| starts.push((number, start_ms)));
        });
        starts.sort_unstable();
        forecast.starts = starts;
        forecast
    }

    /// The same for those alone who come now, which is quicker.
    pub fn for_newcomers(day: &'a Day, now: &Now) -> Self {
        Self::run(day, now, (&letters(day), now.at_ms), Run::of_newcomers)
    }

    /// The wait of somebody who comes now with this turn; `None` while no able counter is open.
    pub(crate) fn wait_at(day: &'a Day, now: &Now, letter: Letter, turn_ms: i64) -> Option<Wait> {
        Self::run(day, now, (&[letter], turn_ms), Run::of_newcomers).wait_for(letter)
    }

    fn run(day: &'a Day, now: &Now, newcomers: (&[Letter], i64), run_on: impl FnOnce(&mut Run<'a>)) -> Self {
        let counters = day.office.counters.iter();
        let free = counters.filter_map(|counter| Some((day.free_ms(counter, now)?, counter)));
        let mut free: Vec<_> = free.collect();
        let mut run = Run::new(day, Opening::of(day, now), &free, newcomers);
        run_on(&mut run);
        let Run { opening, free_ms, newcomers, .. } = run;
        free.iter_mut().zip(free_ms).for_each(|((before_ms, _), free_ms)| *before_ms = free_ms);
        Self { day, now: *now, opening, free, starts: Vec::new(), newcomers }
    }

    /// The wait of a waiting ticket; `None` while no able counter is open.
    pub fn wait_of(&self, number: Number) -> Option<Wait> {
        let index = self.starts.binary_search_by_key(&number, |(number, _)| *number).ok()?;
        Some(self.wait(self.starts[index].1))
    }

    /// The wait of somebody who comes now; `None` while no able counter is open.
    pub fn wait_for(&self, letter: Letter) -> Option<Wait> {
        if !self.day.able_open(letter) {
            return None;
        }
        let able = self.free.iter().filter(|(_, counter)| counter.services.contains_key(&letter));
        let last_ms = || able.map(|(free_ms, _)| self.opening.from(*free_ms)).min();
        let known_ms = self.newcomers.iter().find(|(other, _)| *other == letter)?.1;
        known_ms.or_else(last_ms).map(|start_ms| self.wait(start_ms))
    }

    fn wait(&self, start_ms: i64) -> Wait {
        let step_min = self.day.office.rules.estimate_step_min;
        Wait::around(start_ms - self.now.at_ms, step_min, self.crosses_into(start_ms))
    }

    /// The session of the turn, when that isn't the session of now.
    fn crosses_into(&self, start_ms: i64) -> Option<u16> {
        let from_ms = self.opening.sessions_ms.iter().find(|(from, to)| (*from..*to).contains(&start_ms))?.0;
        let from_min = u16::try_from((from_ms - self.opening.midnight_ms) / MINUTE_MS).ok()?;
        (from_min > self.now.minute).then_some(from_min)
    }
}

impl Wait {
    /// What is shown for a wait of so many milliseconds: a range in steps of so many minutes.
    pub fn around(wait_ms: i64, step_min: u32, after_min: Option<u16>) -> Self {
        let wait_ms = u64::try_from(wait_ms).unwrap_or(0);
        let step_min = u64::from(step_min.max(1));
        let step_ms = step_min * MINUTE_MS.unsigned_abs();
        let fits = |whole: u64| u32::try_from(whole).unwrap_or(u32::MAX);
        Self {
            expected_s: fits(wait_ms / 1000),
            low_min: fits(wait_ms * LOW_PERCENT / 100 / step_ms * step_min),
            high_min: fits((wait_ms * HIGH_PERCENT / 100).div_ceil(step_ms) * step_min),
            after_min,
        }
    }
}

fn letters(day: &Day) -> Vec<Letter> {
    day.office.services.iter().map(|service| service.letter).collect()
}

/// When counters serve on the day, milliseconds.
#[derive(Debug)]
struct Opening {
    midnight_ms: i64,
    sessions_ms: Vec<(i64, i64)>,
}

impl Opening {
    fn of(day: &Day, now: &Now) -> Self {
        let midnight_ms = now.at_ms - now.at_ms.rem_euclid(MINUTE_MS) - i64::from(now.minute) * MINUTE_MS;
        let at_ms = |minute: u16| midnight_ms + i64::from(minute) * MINUTE_MS;
        let sessions = day.office.hours.sessions(now.date).iter();
        let sessions_ms = sessions.map(|session| (at_ms(session.from_min), at_ms(session.to_min))).collect();
        Self { midnight_ms, sessions_ms }
    }

    /// The first moment from `at_ms` on in which counters serve. Before the first session nobody is called; after the
    /// last one clerks finish what waits.
    fn from(&self, at_ms: i64) -> i64 {
        for (from_ms, to_ms) in &self.sessions_ms {
            if at_ms < *to_ms {
                return at_ms.max(*from_ms);
            }
        }
        at_ms
    }
}

impl Day {
    /// When a counter can call next; `None` while nobody serves there. A pause ends when it was said to end, if
    /// that was said.
    fn free_ms(&self, counter: &Counter, now: &Now) -> Option<i64> {
        let station = self.station(&counter.code)?;
        let from_ms = match &station.duty {
            Duty::Closed => return None,
            Duty::Open { .. } => now.at_ms,
            Duty::Paused { until_ms, .. } => (*until_ms)?.max(now.at_ms),
        };
        Some(from_ms.max(now.at_ms + self.remainder_ms(&counter.code, now)))
    }

    fn remainder_ms(&self, code: &str, now: &Now) -> i64 {
        let Some(ticket) = self.in_hand(code) else { return 0 };
        let mean_ms = self.mean_ms(ticket.service);
        if let (Stage::Serving, Some(started_ms)) = (ticket.stage, ticket.started_ms) {
            // Whoever is served for long already needs as long as half a visit more: some need much longer.
            return (started_ms + mean_ms - now.at_ms).max(mean_ms / 2);
        }
        mean_ms
    }

    /// Whether a counter that serves this service is open now.
    pub(crate) fn able_open(&self, letter: Letter) -> bool {
        self.office.counters.iter().any(|counter| {
            let open = self.station(&counter.code).is_some_and(|s| matches!(s.duty, Duty::Open { .. }));
            open && counter.services.contains_key(&letter)
        })
    }
}
