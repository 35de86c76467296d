//! Plays a day over the rules in virtual time.
use std::collections::BTreeMap;

use queue::{Actor, Caller, Command, Event, Hall, Issue, Letter, Now, Number, Office, Session, Standing};

use crate::{Clerk, Hand, MINUTE_MS, Visitor};

/// What came of a day.
#[derive(Debug)]
pub struct Played {
    /// The hall after the last act.
    pub hall: Hall,
    /// Who holds which number.
    pub holders: BTreeMap<Number, Visitor>,
    /// Visitors who got no number.
    pub turned_away: usize,
    /// Acts of clerks that the rules refused.
    pub refused: usize,
}

/// Everybody looks around this often.
const STEP_MS: i64 = 1_000;

/// Plays the visitors and clerks of one date, whose midnight is at `midnight_ms`, until all have gone home.
pub fn play(
    office: &Office,
    date: jiff::civil::Date,
    midnight_ms: i64,
    visitors: Vec<Visitor>,
    clerks: Vec<Clerk>,
) -> Played {
    watch(office, date, midnight_ms, visitors, clerks, &BTreeMap::new(), &mut |_, _| {})
}

/// Hears of every event: the hall before it, and what happens.
pub(crate) type Seen<'s> = dyn FnMut(&Hall, &Event) + 's;

/// The same with mean visits that were learned before, in seconds; `seen` hears of all that happens.
pub(crate) fn watch(
    office: &Office,
    date: jiff::civil::Date,
    midnight_ms: i64,
    visitors: Vec<Visitor>,
    mut clerks: Vec<Clerk>,
    means: &BTreeMap<Letter, u32>,
    seen: &mut Seen<'_>,
) -> Played {
    let played = Played { hall: Hall::default(), holders: BTreeMap::new(), turned_away: 0, refused: 0 };
    let mut play = Play { played, seen };
    play.take(midnight_ms, &Event::OfficeApplied { office: Box::new(office.clone()) });
    let mut coming = visitors.into_iter().peekable();
    let end_ms = office.hours.sessions(date).last().map_or(0, last_minute_ms);
    for now_ms in (0..end_ms).step_by(usize::try_from(STEP_MS).expect("positive")) {
        let now = now(date, midnight_ms, now_ms);
        if let Some(event) = play.played.hall.tick(&now, means) {
            play.take(now.at_ms, &event);
        }
        while let Some(visitor) = coming.next_if(|visitor| visitor.at_ms <= now_ms) {
            play.come(visitor, &now);
        }
        for clerk in &mut clerks {
            play.work(clerk, &now, now_ms, midnight_ms);
        }
    }
    play.played
}

/// Whoever is served at the end of the last session is served to the end: an hour more is enough.
fn last_minute_ms(session: &Session) -> i64 {
    (i64::from(session.to_min) + 60).min(24 * 60) * MINUTE_MS
}

/// So many milliseconds after the midnight of a date.
pub(crate) fn now(date: jiff::civil::Date, midnight_ms: i64, now_ms: i64) -> Now {
    let minute = u16::try_from(now_ms / MINUTE_MS).expect("a minute of one day");
    Now { at_ms: midnight_ms + now_ms, date, minute }
}

/// A day on its way.
struct Play<'s, 'w> {
    played: Played,
    seen: &'s mut Seen<'w>,
}

impl Play<'_, '_> {
    fn come(&mut self, visitor: Visitor, now: &Now) {
        let issue = Issue {
            service: visitor.service,
            priority: visitor.priority.then(|| "yes".into()),
            lang: None,
            assist: visitor.assist,
            procedure: None,
        };
        let caller = Caller { actor: Actor::Device("kiosk".into()), standing: Standing::Device };
        let Some(events) = self.ask(&Command::Issue(issue), &caller, now) else {
            self.played.turned_away += 1;
            return;
        };
        if let Some(Event::Issued(issued)) = events.first() {
            self.played.holders.insert(issued.number, visitor);
        }
    }

    fn work(&mut self, clerk: &mut Clerk, now: &Now, now_ms: i64, midnight_ms: i64) {
        let ticket = self.played.hall.open_day().and_then(|day| day.in_hand(clerk.counter()));
        let hand = ticket.and_then(|ticket| Hand::of(ticket, &self.played.holders, midnight_ms));
        let Some(act) = clerk.act(hand, now_ms, midnight_ms) else { return };
        let command = Command::At { counter: clerk.counter().to_owned(), in_hand: None, act };
        let actor = Actor::Account(format!("clerk-{}", clerk.counter()));
        if self.ask(&command, &Caller { actor, standing: Standing::Clerk }, now).is_none() {
            self.played.refused += 1;
        }
    }

    fn ask(&mut self, command: &Command, caller: &Caller, now: &Now) -> Option<Vec<Event>> {
        let events = self.played.hall.decide(command, caller, now).ok()?;
        events.iter().for_each(|event| self.take(now.at_ms, event));
        Some(events)
    }

    fn take(&mut self, at_ms: i64, event: &Event) {
        let hall = &mut self.played.hall;
        (self.seen)(hall, event);
        hall.apply(hall.seq + 1, at_ms, event);
    }
}
