//! A hall round the clock into which visitors come at random, played over the rules from one happening to the next.
use std::collections::BTreeMap;

use queue::sample::{counter, office, service, session};
use queue::{Act, Actor, Caller, Command, Event, Hall, Issue, Now, Number, Office, Standing};

use crate::Dice;
use crate::tests::{DATE, MIDNIGHT_MS};

const DAY_MS: f64 = 86_400_000.0;
/// Longer than a day, and so than any wait.
const CREDIT_MIN: u32 = 2_000;

/// Who comes for the same thing.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stream {
    service: &'static str,
    /// So many come in a unit of time.
    arrivals: f64,
    priority: bool,
}

/// What happens on the day.
pub(super) struct Flow {
    streams: Vec<Stream>,
    /// Each counter could serve so many in a unit of time.
    visits: f64,
    /// What each counter serves.
    counters: Vec<&'static str>,
    credit_min: u32,
    /// About so many come on the day: the more, the longer the test and the narrower its intervals.
    visitors: f64,
}

impl Flow {
    /// One line that all counters serve.
    pub(super) fn pooled(arrivals: f64, visits: f64, counters: u32, visitors: u32) -> Self {
        let streams = vec![Stream { service: "A", arrivals, priority: false }];
        let counters = (0..counters).map(|_| "A").collect();
        Self { streams, visits, counters, credit_min: CREDIT_MIN, visitors: f64::from(visitors) }
    }

    /// A line for each of three counters.
    pub(super) fn apart(arrivals: f64, visits: f64, visitors: u32) -> Self {
        let counters = vec!["A", "B", "C"];
        let streams = counters.iter().map(|service| Stream { service, arrivals, priority: false }).collect();
        Self { streams, counters, ..Self::pooled(arrivals, visits, 0, visitors) }
    }

    /// One line, in which the first come before the second.
    pub(super) fn two_classes(first: f64, second: f64, visits: f64, counters: u32, visitors: u32) -> Self {
        let mut flow = Self::pooled(second, visits, counters, visitors);
        flow.streams.insert(0, Stream { service: "A", arrivals: first, priority: true });
        flow
    }

    /// The same people, without any credit.
    pub(super) fn without_credit(mut self) -> Self {
        self.credit_min = 0;
        self
    }

    /// The waits of each stream in units of time, in the order in which people came.
    pub(super) fn waits(&self) -> Vec<Vec<f64>> {
        let play = self.played();
        let mut waits = vec![Vec::new(); self.streams.len()];
        for (stream, wait_ms) in play.waits() {
            waits[stream].push(wait_ms as f64 / play.unit_ms);
        }
        waits
    }

    /// The waits of all, milliseconds, and what they must be when whoever came first is always called first: each is
    /// served at the counter that is free first (J. Kiefer and J. Wolfowitz, 1955).
    pub(super) fn waits_and_recursion(&self) -> Vec<(i64, i64)> {
        let play = self.played();
        let mut free_ms = vec![0.0_f64; self.counters.len()];
        let recursion = play.came_ms.iter().zip(&play.visits_ms).map(|(came_ms, visit_ms)| {
            let first = free_ms.iter_mut().min_by(|one, other| one.total_cmp(other)).unwrap();
            let called_ms = first.max(*came_ms);
            *first = called_ms + visit_ms;
            whole_ms(called_ms) - whole_ms(*came_ms)
        });
        play.waits().into_iter().map(|(_, wait_ms)| wait_ms).zip(recursion).collect()
    }

    fn played(&self) -> Play<'_> {
        let all: f64 = self.streams.iter().map(|stream| stream.arrivals).sum();
        let mut play = Play::new(self, DAY_MS * all / self.visitors);
        while play.step() {}
        play
    }

    fn office(&self) -> Office {
        let mut office = office();
        office.hours.week = std::array::from_fn(|_| vec![session(0, 1440)]);
        office.hours.last_ticket_min = 0;
        office.rules.undo_s = 0;
        office.priorities[0].credit_min = self.credit_min;
        let wide = |letter| queue::Service { range: (1, 999_999), ..service(letter, 1) };
        office.services = ["A", "B", "C"].map(wide).to_vec();
        let counters = self.counters.iter().enumerate();
        office.counters =
            counters.map(|(index, letter)| counter(&index.to_string(), &[(letter, 0)])).collect();
        office
    }
}

/// A day on its way.
struct Play<'f> {
    flow: &'f Flow,
    hall: Hall,
    dice: Dice,
    unit_ms: f64,
    /// When the next of each stream comes, milliseconds after midnight.
    coming_ms: Vec<f64>,
    /// When each counter has served whom it has; it is free when it has nobody.
    over_ms: Vec<Option<f64>>,
    /// Whose number is of which stream, in the order in which they came.
    numbers: Vec<(usize, Number)>,
    came_ms: Vec<f64>,
    /// How long visits take, in the order in which they begin.
    visits_ms: Vec<f64>,
}

/// What comes next.
#[derive(Clone, Copy)]
enum Happening {
    Comes(usize),
    IsServed(usize),
}

impl<'f> Play<'f> {
    fn new(flow: &'f Flow, unit_ms: f64) -> Self {
        let (mut hall, mut dice) = (Hall::default(), Dice::new(1));
        hall.apply(1, MIDNIGHT_MS, &Event::OfficeApplied { office: Box::new(flow.office()) });
        let opened = hall.tick(&now(0.0), &BTreeMap::new()).unwrap();
        hall.apply(2, MIDNIGHT_MS, &opened);
        let coming_ms =
            flow.streams.iter().map(|stream| dice.exponential(unit_ms / stream.arrivals)).collect();
        let over_ms = vec![None; flow.counters.len()];
        let (numbers, came_ms, visits_ms) = (Vec::new(), Vec::new(), Vec::new());
        let mut play = Self { flow, hall, dice, unit_ms, coming_ms, over_ms, numbers, came_ms, visits_ms };
        for index in 0..flow.counters.len() {
            play.at_counter(index, Act::Open { takeover: false }, 0.0);
        }
        play
    }

    /// Goes on to what happens next; false at midnight.
    fn step(&mut self) -> bool {
        let coming = self.coming_ms.iter().enumerate().map(|(index, ms)| (*ms, Happening::Comes(index)));
        let served = self.over_ms.iter().enumerate();
        let served = served.filter_map(|(index, ms)| Some(((*ms)?, Happening::IsServed(index))));
        let next = coming.chain(served).min_by(|(one, _), (other, _)| one.total_cmp(other));
        let Some((at_ms, happening)) = next.filter(|(at_ms, _)| *at_ms < DAY_MS) else { return false };
        match happening {
            Happening::Comes(stream) => self.come(stream, at_ms),
            Happening::IsServed(index) => self.call(index, at_ms),
        }
        true
    }

    fn come(&mut self, index: usize, at_ms: f64) {
        let stream = self.flow.streams[index];
        self.coming_ms[index] = at_ms + self.dice.exponential(self.unit_ms / stream.arrivals);
        let priority = stream.priority.then(|| "yes".into());
        let service = stream.service.parse().unwrap();
        let issue = Issue { service, priority, lang: None, assist: false, procedure: None };
        let caller = Caller { actor: Actor::Device("kiosk".into()), standing: Standing::Device };
        let events = self.ask(&Command::Issue(issue), &caller, at_ms);
        let Event::Issued(issued) = &events[0] else { panic!("no number") };
        self.numbers.push((index, issued.number));
        self.came_ms.push(at_ms);
        let free = (0..self.over_ms.len()).filter(|counter| self.over_ms[*counter].is_none());
        if let Some(counter) = free.into_iter().find(|counter| self.flow.counters[*counter] == stream.service)
        {
            self.call(counter, at_ms);
        }
    }

    /// Whom the counter has is served; it calls the next.
    fn call(&mut self, index: usize, at_ms: f64) {
        let events = self.at_counter(index, Act::Next { outcomes: Vec::new() }, at_ms);
        self.over_ms[index] = None;
        if events.iter().any(|event| matches!(event, Event::Called { .. })) {
            let visit_ms = self.dice.exponential(self.unit_ms / self.flow.visits);
            self.visits_ms.push(visit_ms);
            self.over_ms[index] = Some(at_ms + visit_ms);
        }
    }

    fn at_counter(&mut self, index: usize, act: Act, at_ms: f64) -> Vec<Event> {
        let caller = Caller { actor: Actor::Account(format!("clerk-{index}")), standing: Standing::Clerk };
        let command = Command::At { counter: index.to_string(), in_hand: None, act };
        self.ask(&command, &caller, at_ms)
    }

    fn ask(&mut self, command: &Command, caller: &Caller, at_ms: f64) -> Vec<Event> {
        let now = now(at_ms);
        let events = self.hall.decide(command, caller, &now).unwrap();
        for event in &events {
            self.hall.apply(self.hall.seq + 1, now.at_ms, event);
        }
        events
    }

    /// The streams and waits of all who were called.
    fn waits(&self) -> Vec<(usize, i64)> {
        let day = self.hall.open_day().unwrap();
        let tickets =
            self.numbers.iter().filter_map(|(stream, number)| Some((*stream, day.ticket(*number)?)));
        tickets
            .filter_map(|(stream, ticket)| Some((stream, ticket.first_called_ms? - ticket.issued_ms)))
            .collect()
    }
}

/// So many milliseconds after midnight.
fn now(at_ms: f64) -> Now {
    crate::play::now(DATE, MIDNIGHT_MS, whole_ms(at_ms))
}

#[expect(clippy::cast_possible_truncation, reason = "a day has far fewer than 2^53 milliseconds")]
fn whole_ms(at_ms: f64) -> i64 {
    at_ms as i64
}
