//! What holds on every day, whatever people do: shown on random days.
use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec;
use alloc::vec::Vec;

use proptest::prelude::*;

use super::office::{at, hall, office};
use protocol::Rule;

use crate::{
    Act, Actor, Caller, Command, Destination, Event, Hall, HolderAct, Issue, Letter, Now, Number, PlaceWish,
    Stage, Standing, TicketAct,
};

/// One thing somebody tries, this many seconds after the thing before.
#[derive(Clone, Debug)]
struct Try {
    after_s: u16,
    what: What,
}

#[derive(Clone, Debug)]
enum What {
    Issue { service: usize, priority: bool },
    At { counter: usize, clerk: usize, act: Act },
    Holder { number: Number, act: HolderAct },
    Staff { number: Number, act: TicketAct },
}

const SERVICES: [&str; 3] = ["A", "B", "C"];
const COUNTERS: [&str; 4] = ["1", "2", "3", "9"];

fn number() -> impl Strategy<Value = Number> {
    (0..2usize, 1..25u32)
        .prop_map(|(service, digits)| Number { letter: SERVICES[service].parse().unwrap(), digits })
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => any::<bool>().prop_map(|takeover| Act::Open { takeover }),
        1 => Just(Act::Pause { reason: "break".into(), until_ms: None }),
        1 => Just(Act::Close),
        12 => Just(Act::Next { outcomes: alloc::vec![] }),
        3 => Just(Act::Recall),
        4 => Just(Act::Start),
        4 => Just(Act::Finish { outcomes: alloc::vec![] }),
        3 => Just(Act::NoShow),
        2 => Just(Act::Hold { reason: None }),
        2 => number().prop_map(|number| Act::Resume { number }),
        1 => number().prop_map(|number| Act::Call { number }),
        1 => (0..2usize).prop_map(|service| Act::Serve { service: SERVICES[service].parse().unwrap(), reason: None }),
        3 => transfer(),
        3 => Just(Act::Undo),
    ]
}

fn transfer() -> impl Strategy<Value = Act> {
    let place = prop_oneof![Just(PlaceWish::Turn), Just(PlaceWish::Front), Just(PlaceWish::End)];
    let to = prop_oneof![
        (0..2usize).prop_map(|service| Destination::Service(SERVICES[service].parse().unwrap())),
        (0..3usize).prop_map(|counter| Destination::Counter(COUNTERS[counter].into())),
    ];
    (to, place).prop_map(|(to, place)| Act::Transfer { to, place, note: None })
}

fn holder_act() -> impl Strategy<Value = HolderAct> {
    prop_oneof![
        Just(HolderAct::Cancel),
        Just(HolderAct::Later),
        Just(HolderAct::Return),
        Just(HolderAct::Rate { stars: 5, comment: None }),
    ]
}

fn ticket_act() -> impl Strategy<Value = TicketAct> {
    prop_oneof![
        Just(TicketAct::Priority(Some("yes".into()))),
        Just(TicketAct::Priority(None)),
        any::<bool>().prop_map(|front| TicketAct::Return { front, reason: None }),
        Just(TicketAct::Cancel),
    ]
}

fn what() -> impl Strategy<Value = What> {
    prop_oneof![
        6 => (0..SERVICES.len(), any::<bool>()).prop_map(|(service, priority)| What::Issue { service, priority }),
        8 => (0..COUNTERS.len(), 0..3usize, act()).prop_map(|(counter, clerk, act)| What::At { counter, clerk, act }),
        1 => (number(), holder_act()).prop_map(|(number, act)| What::Holder { number, act }),
        1 => (number(), ticket_act()).prop_map(|(number, act)| What::Staff { number, act }),
    ]
}

fn day() -> impl Strategy<Value = Vec<Try>> {
    let one = (0..200u16, what()).prop_map(|(after_s, what)| Try { after_s, what });
    prop::collection::vec(one, 0..300)
}

/// Every event of a day on which all this is tried, with the state before it.
fn run(day: &[Try], mut seen: impl FnMut(&Hall, u64, &Now, &Event)) -> (Hall, Vec<(u64, i64, Event)>) {
    let mut hall = hall(office());
    let mut log = Vec::new();
    let mut second = 7 * 3600u32;
    let mut take = |hall: &mut Hall, now: &Now, event: Event| {
        let seq = hall.seq + 1;
        seen(hall, seq, now, &event);
        hall.apply(seq, now.at_ms, &event);
        log.push((seq, now.at_ms, event));
    };
    for attempt in day {
        second = (second + u32::from(attempt.after_s)).min(86_399);
        let part = |value: u32| u16::try_from(value).unwrap();
        let now = at(part(second / 3600), part(second / 60 % 60), part(second % 60));
        if let Some(event) = hall.tick(&now, &BTreeMap::new()) {
            take(&mut hall, &now, event);
        }
        let (command, caller) = asked(&attempt.what);
        for event in hall.decide(&command, &caller, &now).unwrap_or_default() {
            take(&mut hall, &now, event);
        }
    }
    (hall, log)
}

fn asked(what: &What) -> (Command, Caller) {
    match what {
        What::Issue { service, priority } => {
            let service = SERVICES[*service].parse().unwrap();
            let priority = priority.then(|| "yes".into());
            let issue = Issue { service, priority, lang: None, assist: false, procedure: None };
            let actor = Actor::Device("kiosk-1".into());
            (Command::Issue(issue), Caller { actor, standing: Standing::Device })
        }
        What::Holder { number, act } => {
            let caller = Caller { actor: Actor::Holder, standing: Standing::Holder };
            (Command::Holder { number: *number, act: act.clone() }, caller)
        }
        What::Staff { number, act } => {
            let caller = Caller { actor: Actor::Account("lan".into()), standing: Standing::Clerk };
            (Command::Ticket { number: *number, act: act.clone() }, caller)
        }
        What::At { counter, clerk, act } => {
            let actor = Actor::Account(["lan", "mai", "hoa"][*clerk].into());
            let standing = if *clerk == 2 { Standing::Manager } else { Standing::Clerk };
            let counter = COUNTERS[*counter].into();
            (Command::At { counter, in_hand: None, act: act.clone() }, Caller { actor, standing })
        }
    }
}

fn hands(hall: &Hall) -> Vec<Number> {
    let day = hall.day().unwrap();
    COUNTERS.iter().filter_map(|code| day.station(code)?.hand).collect()
}

/// The counter of an act that can be taken back.
fn counter_of(event: &Event) -> Option<&str> {
    match event {
        Event::Called { counter, .. }
        | Event::Served { counter, .. }
        | Event::Started { counter, .. }
        | Event::Finished { counter, .. }
        | Event::NoShow { counter, .. }
        | Event::Held { counter, .. }
        | Event::Resumed { counter, .. }
        | Event::Transferred { counter, .. } => Some(counter),
        _ => None,
    }
}

/// The state without what remembers how it came about.
fn bare(hall: &Hall, made: Option<Number>) -> Option<crate::Day> {
    let mut day = hall.day()?.clone();
    day.history.clear();
    day.announcements.retain(|call| call.withdrawn.is_none());
    day.lines.retain(|_, line| !line.is_empty());
    day.bound.retain(|_, line| !line.is_empty());
    if let Some(made) = made {
        day.tickets.remove(&made);
    }
    day.tickets.values_mut().for_each(|ticket| ticket.last_act = (0, None));
    Some(day)
}

proptest! {
    #[test]
    fn no_number_is_given_twice_and_none_is_left_out(day in day()) {
        let mut given: BTreeMap<Letter, u32> = BTreeMap::new();
        run(&day, |_, _, _, event| {
            if let Event::Issued(issued) | Event::Served { issued, .. } = event {
                let last = given.insert(issued.number.letter, issued.number.digits).unwrap_or(0);
                assert_eq!(issued.number.digits, last + 1);
            }
        });
    }

    #[test]
    fn a_ticket_is_in_one_hand_at_most_and_a_hand_holds_one(day in day()) {
        run(&day, |hall, _, _, event| {
            if let Event::Called { counter, number, .. } = event {
                assert_eq!(hall.day().unwrap().station(counter).unwrap().hand, None, "busy: {counter}");
                let stage = hall.day().unwrap().ticket(*number).unwrap().stage;
                assert!(matches!(stage, Stage::Waiting | Stage::Held { .. }), "not there: {number}");
            }
            if hall.day().is_some() {
                let hands = hands(hall);
                assert_eq!(hands.iter().collect::<BTreeSet<_>>().len(), hands.len());
            }
        });
    }

    /// arrival(Y) − arrival(X) ≤ credit(Y) − credit(X) + pref(X) − pref(Y), for every call of Y by the rule while X
    /// waits that this counter serves too, both in their natural places.
    #[test]
    fn nobody_is_overtaken_by_more_than_the_bound(day in day()) {
        run(&day, |hall, _, _, event| {
            let Event::Called { counter, number, rule, overtook, .. } = event else { return };
            let day = hall.day().unwrap();
            let called = day.ticket(*number).unwrap();
            if matches!(rule, Rule::ByNumber | Rule::Resume | Rule::Counter) || !called.is_in_natural_place() {
                return;
            }
            let served = &day.office.counter(counter).unwrap().services;
            let pref_ms = |letter: Letter| i64::from(served[&letter]) * 60_000;
            let mut earlier = BTreeSet::new();
            for letter in served.keys() {
                let others = day.line(*letter).filter(|ticket| ticket.number != *number);
                for waiting in others.filter(|ticket| ticket.is_in_natural_place()) {
                    let gap_ms = called.issued_ms - waiting.issued_ms;
                    let bound_ms = called.credit_ms() - waiting.credit_ms() + pref_ms(waiting.service)
                        - pref_ms(called.service);
                    assert!(gap_ms <= bound_ms, "{number} before {}", waiting.number);
                    if (waiting.issued_ms, waiting.issued_seq) < (called.issued_ms, called.issued_seq) {
                        earlier.insert(waiting.number);
                    }
                }
            }
            let natural = |number: &&Number| day.ticket(**number).unwrap().is_in_natural_place();
            let overtook: BTreeSet<_> = overtook.iter().filter(natural).copied().collect();
            assert_eq!(overtook, earlier, "whom {number} overtook");
        });
    }

    /// Whatever a counter did, taking it back at once gives the state before.
    #[test]
    fn an_act_followed_by_undo_never_was(day in day()) {
        let mut before: Option<Hall> = None;
        run(&day, |hall, seq, now, event| {
            let first_of_act = !matches!(event, Event::Called { finishes: true, .. });
            if first_of_act {
                before = Some(hall.clone());
            }
            let Some(counter) = counter_of(event) else { return };
            let mut after = hall.clone();
            after.apply(seq, now.at_ms, event);
            let caller = Caller { actor: Actor::Account("hoa".into()), standing: Standing::Manager };
            let undo = Command::At { counter: counter.into(), in_hand: None, act: Act::Undo };
            let events = after.decide(&undo, &caller, now).unwrap();
            after.apply(seq + 1, now.at_ms, &events[0]);
            let made = if let Event::Served { issued, .. } = event { Some(issued.number) } else { None };
            assert_eq!(bare(&after, made), bare(before.as_ref().unwrap(), None), "{event:?}");
        });
    }

    #[test]
    fn every_ticket_ends_in_exactly_one_final_state(day in day()) {
        let (mut hall, _) = run(&day, |_, _, _, _| {});
        let issued = hall.day().map_or(0, |day| day.tickets().count());
        let midnight = super::office::on("2026-11-24".parse().unwrap(), 1, 0, 0, 0);
        if let Some(event) = hall.tick(&midnight, &BTreeMap::new()) {
            hall.apply(hall.seq + 1, midnight.at_ms, &event);
        }
        if let Some(day) = hall.day() {
            assert!(day.closed_ms.is_some());
            let is_final = |stage: &Stage| match stage {
                Stage::Done { .. } | Stage::NoShow { .. } | Stage::Cancelled { .. } | Stage::Expired => true,
                Stage::Waiting | Stage::Called | Stage::Serving | Stage::Held { .. } => false,
            };
            assert_eq!(day.tickets().filter(|ticket| is_final(&ticket.stage)).count(), issued);
            assert!(day.lines.is_empty() && day.bound.is_empty());
        }
    }

    /// While a counter that serves it calls, every waiting ticket's turn comes.
    #[test]
    fn nobody_starves(day in day()) {
        let (mut hall, _) = run(&day, |_, _, _, _| {});
        let caller = Caller { actor: Actor::Account("hoa".into()), standing: Standing::Manager };
        let now = at(23, 59, 59);
        for code in ["1", "2", "3"] {
            let open = Command::At { counter: code.into(), in_hand: None, act: Act::Open { takeover: true } };
            let next = Command::At { counter: code.into(), in_hand: None, act: Act::Next { outcomes: alloc::vec![] } };
            let waiting = hall.day().map_or(0, |day| day.tickets().count());
            for command in core::iter::once(&open).chain(core::iter::repeat_n(&next, waiting + 1)) {
                for event in hall.decide(command, &caller, &now).unwrap_or_default() {
                    hall.apply(hall.seq + 1, now.at_ms, &event);
                }
            }
        }
        if let Some(day) = hall.day() {
            prop_assert!(day.tickets().all(|ticket| ticket.stage != Stage::Waiting));
        }
    }

    /// A ticket stands in exactly one line while it waits, and in none otherwise.
    #[test]
    fn lines_hold_exactly_those_who_wait(day in day()) {
        run(&day, |hall, _, _, _| {
            let Some(day) = hall.day() else { return };
            let in_lines: Vec<Number> = day.lines.values().chain(day.bound.values()).flatten().map(|(_, n)| *n).collect();
            let waiting = day.tickets().filter(|ticket| ticket.stage == Stage::Waiting).map(|ticket| ticket.number);
            assert_eq!(in_lines.iter().copied().collect::<BTreeSet<_>>(), waiting.collect());
            assert_eq!(in_lines.iter().collect::<BTreeSet<_>>().len(), in_lines.len());
        });
    }

    #[test]
    fn a_replay_gives_the_same_state(day in day()) {
        let (hall_then, log) = run(&day, |_, _, _, _| {});
        let mut replayed = hall(office());
        for (seq, at_ms, event) in &log {
            let (json, secret) = (serde_json::to_string(event).unwrap(), event.secret());
            let read: Event = serde_json::from_str(&json).unwrap();
            replayed.apply(*seq, *at_ms, &read.with_secret(secret.map(Into::into)));
        }
        prop_assert_eq!(replayed, hall_then);
    }

    /// What a counter sees as its line is what it calls.
    #[test]
    fn a_counter_calls_its_line_from_the_front(day in day()) {
        run(&day, |hall, _, _, event| {
            let Event::Called { counter, number, rule, overtook, .. } = event else { return };
            if matches!(rule, Rule::ByNumber | Rule::Resume) {
                return;
            }
            let day = hall.day().unwrap();
            let line = day.line_for(day.office.counter(counter).unwrap());
            let first = line.first().unwrap();
            assert_eq!((first.number, first.rule, &first.overtook), (*number, *rule, overtook));
        });
    }
}
