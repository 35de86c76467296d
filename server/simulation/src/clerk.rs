//! What a clerk does next: opens, calls, recalls, starts, finishes, gives up on a no-show, takes a break, goes to
//! lunch. A pure decision from what lies on the desk.
use std::collections::BTreeMap;

use queue::{Act, Number, Office, Rules, Session, Stage, Ticket};

use crate::{Coming, Dice, MINUTE_MS, Visitor};

/// The plan of one counter for a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shift {
    /// The counter's code.
    pub counter: String,
    /// When it serves, milliseconds after midnight.
    pub serves: Vec<(i64, i64)>,
    /// Breaks: from, until, code of the reason.
    pub breaks: Vec<(i64, i64, String)>,
    /// How often the office wants somebody called before it is a no-show; at least twice.
    calls: u32,
    /// How long the clerk waits before calling again, and before giving up, milliseconds.
    patience_ms: i64,
}

/// The ticket in hand, as the clerk knows it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hand<'a> {
    /// Its number.
    pub number: Number,
    /// Who holds it; nobody knows of one who took it by hand.
    pub visitor: &'a Visitor,
    /// When it was called last, milliseconds after midnight.
    pub called_ms: i64,
    /// Calls since it came into this hand.
    pub calls: u32,
    /// When service began.
    pub started_ms: Option<i64>,
}

impl<'a> Hand<'a> {
    /// A ticket in hand on the day of this midnight, if it is known who holds it.
    pub fn of(ticket: &Ticket, holders: &'a BTreeMap<Number, Visitor>, midnight_ms: i64) -> Option<Self> {
        let started_ms = ticket.started_ms.filter(|_| ticket.stage == Stage::Serving);
        Some(Self {
            number: ticket.number,
            visitor: holders.get(&ticket.number)?,
            called_ms: ticket.called_ms? - midnight_ms,
            calls: ticket.recalls + 1,
            started_ms: started_ms.map(|at_ms| at_ms - midnight_ms),
        })
    }
}

/// What a clerk remembers between two looks.
#[derive(Clone, Debug)]
pub struct Clerk {
    shift: Shift,
    /// Looks up only so often when nobody waits.
    idle_until_ms: i64,
    duty: Duty,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Duty {
    Away,
    Serving,
    Break,
}

/// A clerk waits this long before calling again, and before giving up, where the office does not want more.
const PATIENCE_MS: i64 = 40_000;
/// And looks for the next visitor this often.
const LOOK_MS: i64 = 5_000;

/// One clerk a counter: a little late in the morning, a break at most.
pub fn shifts(office: &Office, sessions: &[Session], dice: &mut Dice) -> Vec<Shift> {
    let mut shifts = Vec::new();
    for counter in &office.counters {
        let late_ms = dice.exponential_ms(120_000.0).min(15 * MINUTE_MS);
        let serve = |session: &Session| {
            (i64::from(session.from_min) * MINUTE_MS + late_ms, i64::from(session.to_min) * MINUTE_MS)
        };
        let serves: Vec<_> = sessions.iter().map(serve).collect();
        let breaks =
            serves.iter().filter_map(|(from_ms, to_ms)| pause(office, *from_ms, *to_ms, dice)).collect();
        let (calls, patience_ms) = (office.rules.no_show_calls.max(2), patience_ms(&office.rules));
        shifts.push(Shift { counter: counter.code.clone(), serves, breaks, calls, patience_ms });
    }
    shifts
}

fn patience_ms(rules: &Rules) -> i64 {
    PATIENCE_MS.max(i64::from(rules.recall_gap_s.max(rules.no_show_after_s)) * 1000)
}

fn pause(office: &Office, from_ms: i64, to_ms: i64, dice: &mut Dice) -> Option<(i64, i64, String)> {
    let reason = office.pause_reasons.first().filter(|_| dice.chance(0.5))?;
    let third_ms = (to_ms - from_ms) / 3;
    let begin_ms = from_ms + dice.between_ms(third_ms, 2 * third_ms);
    Some((begin_ms, begin_ms + 10 * MINUTE_MS, reason.code.clone()))
}

impl Clerk {
    /// A clerk with a shift to work.
    pub fn new(shift: Shift) -> Self {
        Self { shift, idle_until_ms: 0, duty: Duty::Away }
    }

    /// The counter's code.
    pub fn counter(&self) -> &str {
        &self.shift.counter
    }

    /// What to do at this moment, milliseconds after midnight; `midnight_ms` is that midnight's time. After an
    /// act that brought nobody, the clerk looks again a little later.
    pub fn act(&mut self, hand: Option<Hand<'_>>, now_ms: i64, midnight_ms: i64) -> Option<Act> {
        match (hand, self.duty) {
            (Some(hand), _) => self.with(&hand, now_ms),
            (None, Duty::Away) => self.arrive(now_ms),
            (None, Duty::Break) => self.come_back(now_ms),
            (None, Duty::Serving) => self.look_up(now_ms, midnight_ms),
        }
    }

    fn with(&self, hand: &Hand<'_>, now_ms: i64) -> Option<Act> {
        if let Some(started_ms) = hand.started_ms {
            let over = now_ms >= started_ms + hand.visitor.visit_ms;
            // When the clerk is about to leave, the next one is not called.
            let act = if self.stays(now_ms) { next() } else { Act::Finish { outcomes: Vec::new() } };
            return over.then_some(act);
        }
        let walk_ms = match hand.visitor.coming {
            Coming::After(walk_ms) => Some(walk_ms),
            Coming::AfterRecall(walk_ms) => (hand.calls > 1).then_some(walk_ms),
            Coming::Never => None,
        };
        let waited_ms = now_ms - hand.called_ms;
        match walk_ms {
            Some(walk_ms) => (waited_ms >= walk_ms).then_some(Act::Start),
            None if waited_ms < self.shift.patience_ms => None,
            None if hand.calls < self.shift.calls => Some(Act::Recall),
            None => Some(Act::NoShow),
        }
    }

    fn arrive(&mut self, now_ms: i64) -> Option<Act> {
        let serves = self.serves(now_ms);
        if serves {
            self.duty = Duty::Serving;
        }
        serves.then_some(Act::Open { takeover: true })
    }

    fn come_back(&mut self, now_ms: i64) -> Option<Act> {
        let over = self.pausing(now_ms).is_none();
        if over {
            self.duty = Duty::Serving;
        }
        over.then_some(Act::Open { takeover: true })
    }

    fn look_up(&mut self, now_ms: i64, midnight_ms: i64) -> Option<Act> {
        if !self.serves(now_ms) {
            self.duty = Duty::Away;
            return Some(Act::Close);
        }
        if let Some((_, until_ms, reason)) = self.pausing(now_ms) {
            let act = Act::Pause { reason: reason.clone(), until_ms: Some(midnight_ms + until_ms) };
            self.duty = Duty::Break;
            return Some(act);
        }
        if now_ms < self.idle_until_ms {
            return None;
        }
        self.idle_until_ms = now_ms + LOOK_MS;
        Some(next())
    }

    fn stays(&self, now_ms: i64) -> bool {
        self.serves(now_ms) && self.pausing(now_ms).is_none()
    }

    fn serves(&self, now_ms: i64) -> bool {
        self.shift.serves.iter().any(|(from_ms, to_ms)| (*from_ms..*to_ms).contains(&now_ms))
    }

    fn pausing(&self, now_ms: i64) -> Option<&(i64, i64, String)> {
        self.shift.breaks.iter().find(|(from_ms, to_ms, _)| (*from_ms..*to_ms).contains(&now_ms))
    }
}

fn next() -> Act {
    Act::Next { outcomes: Vec::new() }
}
