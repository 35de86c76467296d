//! Clerks never try what the office's rules refuse.
use std::collections::BTreeMap;

use queue::sample::office;
use queue::{Actor, Caller, Command, Event, Hall, HolderAct, Issue, Number, Stage, Standing, Ticket};

use super::{DATE, MIDNIGHT_MS, cast, day};
use crate::play::now;
use crate::{Coming, Hand, MINUTE_MS, Visitor};

/// A day with one person.
struct Morning {
    hall: Hall,
    number: Number,
    now_ms: i64,
}

impl Morning {
    /// Half past seven, the number taken.
    fn begin() -> Self {
        let number: Number = "A001".parse().unwrap();
        let mut morning = Self { hall: Hall::default(), number, now_ms: 450 * MINUTE_MS };
        morning.take(&Event::OfficeApplied { office: office().into() });
        let now = now(DATE, MIDNIGHT_MS, morning.now_ms);
        let opened = morning.hall.tick(&now, &BTreeMap::new()).unwrap();
        morning.take(&opened);
        let service = number.letter;
        let issue = Issue { service, priority: None, lang: None, assist: false, procedure: None };
        morning.ask(Actor::Device("kiosk".into()), Standing::Device, &Command::Issue(issue));
        morning
    }

    fn take(&mut self, event: &Event) {
        self.hall.apply(self.hall.seq + 1, MIDNIGHT_MS + self.now_ms, event);
    }

    /// Asks for what must not be refused.
    fn ask(&mut self, actor: Actor, standing: Standing, command: &Command) {
        let (caller, now) = (Caller { actor, standing }, now(DATE, MIDNIGHT_MS, self.now_ms));
        let events = self.hall.decide(command, &caller, &now);
        events.unwrap().iter().for_each(|event| self.take(event));
    }

    fn ticket(&self) -> &Ticket {
        self.hall.open_day().unwrap().ticket(self.number).unwrap()
    }
}

#[test]
fn an_office_that_wants_somebody_called_often_and_waited_for_has_it_so() {
    let mut strict = office();
    (strict.rules.no_show_calls, strict.rules.no_show_after_s, strict.rules.recall_gap_s) = (4, 90, 60);
    let played = day(&strict, 1);
    assert_eq!(played.refused, 0);
    let mut no_shows = played.hall.open_day().unwrap().no_shows().peekable();
    assert!(no_shows.peek().is_some() && no_shows.all(|ticket| ticket.calls == 4));
}

#[test]
fn whoever_came_back_and_went_again_is_called_as_often_as_at_first() {
    let mut morning = Morning::begin();
    let number = morning.number;
    let gone = Visitor {
        at_ms: 0,
        service: number.letter,
        priority: false,
        assist: false,
        visit_ms: MINUTE_MS,
        coming: Coming::Never,
    };
    let holders = BTreeMap::from([(number, gone)]);
    let mut clerk = cast(&office(), 1, 1).1.swap_remove(0);
    let is_missed = |ticket: &Ticket| matches!(ticket.stage, Stage::NoShow { .. });
    while !(is_missed(morning.ticket()) && morning.ticket().returns == 1) {
        if is_missed(morning.ticket()) {
            let command = Command::Holder { number, act: HolderAct::Return };
            morning.ask(Actor::Holder, Standing::Holder, &command);
        }
        let ticket = morning.hall.open_day().unwrap().in_hand(clerk.counter());
        let hand = ticket.and_then(|ticket| Hand::of(ticket, &holders, MIDNIGHT_MS));
        if let Some(act) = clerk.act(hand, morning.now_ms, MIDNIGHT_MS) {
            let command = Command::At { counter: clerk.counter().to_owned(), in_hand: None, act };
            morning.ask(Actor::Account("clerk".into()), Standing::Clerk, &command);
        }
        morning.now_ms += 1000;
    }
    assert_eq!(morning.ticket().calls, 4);
}
