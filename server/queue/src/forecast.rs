//! How long a wait will be: the rule run forward over the counters that are open, each visit as long as its
//! service's mean. Closed time in between is added. Nothing here changes who is called.
use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use crate::hall::{Day, Duty, Line, Stage};
use crate::line::preferred;
use crate::{Counter, DAY_MIN, Letter, Now, Number, Place, Wait};

/// Beyond this many calls the rest is reckoned by its sum: nobody can use a finer figure.
const CALLS_MAX: usize = 1000;
/// The range that is shown around the expected wait, percent: rather too long than too short.
const LOW_PERCENT: i64 = 85;
const HIGH_PERCENT: i64 = 115;
const MINUTE_MS: i64 = 60_000;

/// Lines by service, and of those who wait for one counter alone.
type Lines<'a> = BTreeMap<Key<'a>, Vec<(Place, Number)>>;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Key<'a> {
    Service(Letter),
    Counter(&'a str),
}

/// The calls to come, as they are expected now.
#[derive(Debug)]
pub struct Forecast<'a> {
    day: &'a Day,
    now: Now,
    free: Vec<(i64, &'a Counter)>,
    starts: BTreeMap<Number, i64>,
    /// When somebody would be called who came now for this service.
    newcomers: BTreeMap<Letter, i64>,
}

impl<'a> Forecast<'a> {
    /// Runs the rule forward from now until the lines are empty.
    pub fn new(day: &'a Day, now: &Now) -> Self {
        Self::run(day, now, now.at_ms)
    }

    /// The wait of somebody who comes now with this turn; `None` while no able counter is open.
    pub(crate) fn wait_at(day: &'a Day, now: &Now, letter: Letter, turn_ms: i64) -> Option<Wait> {
        Self::run(day, now, turn_ms).wait_for(letter)
    }

    fn run(day: &'a Day, now: &Now, turn_ms: i64) -> Self {
        let free =
            day.office.counters.iter().filter_map(|counter| Some((day.free_ms(counter, now)?, counter)));
        let (starts, newcomers) = (BTreeMap::new(), BTreeMap::new());
        let mut forecast = Self { day, now: *now, free: free.collect(), starts, newcomers };
        let mut lines = forecast.lines();
        let mut calling: Vec<usize> = (0..forecast.free.len()).collect();
        let newcomer = Place { turn_ms, order: u64::MAX, after: 0 };
        for _ in 0..CALLS_MAX {
            if !forecast.call(&mut lines, &mut calling, newcomer) {
                return forecast;
            }
        }
        forecast.reckon(lines);
        forecast
    }

    /// The wait of a waiting ticket; `None` while no able counter is open.
    pub fn wait_of(&self, number: Number) -> Option<Wait> {
        self.starts.get(&number).map(|start_ms| self.wait(*start_ms))
    }

    /// The wait of somebody who comes now; `None` while no able counter is open.
    pub fn wait_for(&self, letter: Letter) -> Option<Wait> {
        if !self.day.able_open(letter) {
            return None;
        }
        let able = self.free.iter().filter(|(_, counter)| counter.services.contains_key(&letter));
        let last_ms = || able.map(|(free_ms, _)| self.open_from(*free_ms)).min();
        self.newcomers.get(&letter).copied().or_else(last_ms).map(|start_ms| self.wait(start_ms))
    }

    /// The lines that some open counter serves, the first of each at the end.
    fn lines(&self) -> Lines<'a> {
        let services = self.day.office.services.iter().map(|service| service.letter);
        let able = services.filter(|letter| self.day.able_open(*letter));
        let own = able.map(|letter| (Key::Service(letter), reversed(self.day.lines.get(&letter))));
        let bound = self
            .free
            .iter()
            .map(|(_, counter)| (Key::Counter(&counter.code), reversed(self.day.bound.get(&counter.code))));
        own.chain(bound).collect()
    }

    /// The counter that is free first calls whom it would call then; one that has nobody to call any more is left
    /// out of `calling`. False when nobody is left.
    fn call(&mut self, lines: &mut Lines<'a>, calling: &mut Vec<usize>, newcomer: Place) -> bool {
        let first = calling.iter().copied().min_by_key(|index| self.free[*index].0);
        let Some(index) = first else { return false };
        let (free_ms, counter) = self.free[index];
        let start_ms = self.open_from(free_ms);
        let choice = choose(counter, lines);
        self.welcome(counter, start_ms, newcomer, choice.map(|(place, _)| place));
        let number = choice.and_then(|(_, key)| lines.get_mut(&key)?.pop());
        let Some((_, number)) = number else {
            calling.retain(|other| *other != index);
            return true;
        };
        self.starts.insert(number, start_ms);
        self.free[index].0 = start_ms + self.visit_ms(number);
        true
    }

    /// Whoever came now would be called here and then, if before all others.
    fn welcome(&mut self, counter: &Counter, start_ms: i64, newcomer: Place, first: Option<Place>) {
        for (letter, minutes) in &counter.services {
            if first.is_none_or(|first| preferred(newcomer, *minutes) < first) {
                self.newcomers.entry(*letter).or_insert(start_ms);
            }
        }
    }

    /// What is left after many calls: each line shared evenly among the counters that serve it.
    fn reckon(&mut self, lines: Lines<'a>) {
        for (key, line) in lines {
            let able = |counter: &Counter| match key {
                Key::Service(letter) => counter.services.contains_key(&letter),
                Key::Counter(code) => counter.code == code,
            };
            let able_count = self.free.iter().filter(|(_, counter)| able(counter)).count().max(1);
            let begin_ms = self.free.iter().filter(|(_, c)| able(c)).map(|(ms, _)| *ms).min().unwrap_or(0);
            let mut start_ms = begin_ms;
            for (_, number) in line.into_iter().rev() {
                self.starts.insert(number, start_ms);
                start_ms += self.visit_ms(number) / i64::try_from(able_count).unwrap_or(1);
            }
            for (free_ms, _) in self.free.iter_mut().filter(|(_, counter)| able(counter)) {
                *free_ms += start_ms - begin_ms;
            }
        }
    }

    /// Somebody who is not there yet has the service of the number.
    fn visit_ms(&self, number: Number) -> i64 {
        self.day.mean_ms(self.day.ticket(number).map_or(number.letter, |ticket| ticket.service))
    }

    /// The first moment from `at_ms` on in which counters serve. Before the first session nobody is called;
    /// after the last one clerks finish what waits.
    fn open_from(&self, at_ms: i64) -> i64 {
        let minute = self.minute(at_ms);
        let sessions = self.day.office.hours.sessions(self.now.date);
        if sessions.iter().any(|s| (i64::from(s.from_min)..i64::from(s.to_min)).contains(&minute)) {
            return at_ms;
        }
        let next = sessions.iter().map(|session| i64::from(session.from_min)).find(|from| *from > minute);
        next.map_or(at_ms, |from_min| self.midnight_ms() + from_min * MINUTE_MS)
    }

    fn wait(&self, start_ms: i64) -> Wait {
        let step = i64::from(self.day.office.rules.estimate_step_min.max(1));
        let wait_ms = (start_ms - self.now.at_ms).max(0);
        let low_min = wait_ms * LOW_PERCENT / 100 / MINUTE_MS / step * step;
        let high_ms = wait_ms * HIGH_PERCENT / 100;
        let high_min = high_ms.div_euclid(step * MINUTE_MS) * step
            + if high_ms % (step * MINUTE_MS) > 0 { step } else { 0 };
        Wait {
            expected_s: u32::try_from(wait_ms / 1000).unwrap_or(u32::MAX),
            low_min: u32::try_from(low_min).unwrap_or(u32::MAX),
            high_min: u32::try_from(high_min).unwrap_or(u32::MAX),
            after_min: self.crosses_into(start_ms),
        }
    }

    /// The session of the turn, when that isn't the session of now.
    fn crosses_into(&self, start_ms: i64) -> Option<u16> {
        let minute = self.minute(start_ms);
        let sessions = self.day.office.hours.sessions(self.now.date);
        let session =
            sessions.iter().find(|s| (i64::from(s.from_min)..i64::from(s.to_min)).contains(&minute))?;
        (session.from_min > self.now.minute).then_some(session.from_min)
    }

    fn midnight_ms(&self) -> i64 {
        self.now.at_ms - self.now.at_ms.rem_euclid(MINUTE_MS) - i64::from(self.now.minute) * MINUTE_MS
    }

    fn minute(&self, at_ms: i64) -> i64 {
        ((at_ms - self.midnight_ms()) / MINUTE_MS).min(i64::from(DAY_MIN))
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
        match (ticket.stage, ticket.started_ms) {
            // Whoever is served for long already needs as long as half a visit more: some need much longer.
            (Stage::Serving, Some(started_ms)) => (started_ms + mean_ms - now.at_ms).max(mean_ms / 2),
            _ => mean_ms,
        }
    }

    /// Whether a counter that serves this service is open now.
    pub(crate) fn able_open(&self, letter: Letter) -> bool {
        self.office.counters.iter().any(|counter| {
            let open = self.station(&counter.code).is_some_and(|s| matches!(s.duty, Duty::Open { .. }));
            open && counter.services.contains_key(&letter)
        })
    }
}

/// The line out of which this counter would call, with the place as it counts it; the first of each line stands at
/// its end.
fn choose<'a>(counter: &'a Counter, lines: &Lines<'a>) -> Option<(Place, Key<'a>)> {
    let services = counter.services.iter().map(|(letter, minutes)| (Key::Service(*letter), *minutes));
    let keys = services.chain([(Key::Counter(counter.code.as_str()), 0)]);
    let heads = keys.filter_map(|(key, minutes)| Some((preferred(lines.get(&key)?.last()?.0, minutes), key)));
    heads.min()
}

fn reversed(line: Option<&Line>) -> Vec<(Place, Number)> {
    line.into_iter().flatten().rev().copied().collect()
}
