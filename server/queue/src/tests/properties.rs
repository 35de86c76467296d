//! What holds on every day, whatever people do: shown on random days.
use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use proptest::prelude::*;

use super::office::{at, hall, office};
use crate::{Act, Actor, Caller, Command, Event, Hall, Issue, Letter, Now, Number, Standing};

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
}

const SERVICES: [&str; 3] = ["A", "B", "C"];
const COUNTERS: [&str; 4] = ["1", "2", "3", "9"];

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
    ]
}

fn what() -> impl Strategy<Value = What> {
    prop_oneof![
        (0..SERVICES.len(), any::<bool>()).prop_map(|(service, priority)| What::Issue { service, priority }),
        (0..COUNTERS.len(), 0..3usize, act()).prop_map(|(counter, clerk, act)| What::At {
            counter,
            clerk,
            act
        }),
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

proptest! {
    #[test]
    fn no_number_is_given_twice_and_none_is_left_out(day in day()) {
        let mut given: BTreeMap<Letter, u32> = BTreeMap::new();
        run(&day, |_, _, _, event| {
            if let Event::Issued(issued) = event {
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
                assert!(hall.day().unwrap().ticket(*number).unwrap().place().is_some(), "not waiting: {number}");
            }
            if hall.day().is_some() {
                let hands = hands(hall);
                assert_eq!(hands.iter().collect::<BTreeSet<_>>().len(), hands.len());
            }
        });
    }

    /// arrival(Y) − arrival(X) ≤ credit(Y) − credit(X) + pref(X) − pref(Y), for every call of Y while X waits that
    /// this counter serves too.
    #[test]
    fn nobody_is_overtaken_by_more_than_the_bound(day in day()) {
        run(&day, |hall, _, _, event| {
            let Event::Called { counter, number, overtook, .. } = event else { return };
            let day = hall.day().unwrap();
            let served = &day.office.counter(counter).unwrap().services;
            let called = day.ticket(*number).unwrap();
            let pref_ms = |letter: Letter| i64::from(served[&letter]) * 60_000;
            let mut earlier = BTreeSet::new();
            for letter in served.keys() {
                for waiting in day.line(*letter).filter(|ticket| ticket.number != *number) {
                    let gap_ms = called.issued_ms - waiting.issued_ms;
                    let bound_ms = called.credit_ms() - waiting.credit_ms() + pref_ms(waiting.service)
                        - pref_ms(called.service);
                    assert!(gap_ms <= bound_ms, "{number} before {}", waiting.number);
                    if (waiting.issued_ms, waiting.issued_seq) < (called.issued_ms, called.issued_seq) {
                        earlier.insert(waiting.number);
                    }
                }
            }
            assert_eq!(overtook.iter().copied().collect::<BTreeSet<_>>(), earlier, "whom {number} overtook");
        });
    }

    #[test]
    fn a_replay_gives_the_same_state(day in day()) {
        let (hall_then, log) = run(&day, |_, _, _, _| {});
        let mut replayed = hall(office());
        for (seq, at_ms, event) in &log {
            let json = serde_json::to_string(event).unwrap();
            replayed.apply(*seq, *at_ms, &serde_json::from_str(&json).unwrap());
        }
        prop_assert_eq!(replayed, hall_then);
    }

    /// What a counter sees as its line is what it calls.
    #[test]
    fn a_counter_calls_its_line_from_the_front(day in day()) {
        run(&day, |hall, _, _, event| {
            let Event::Called { counter, number, rule, overtook, .. } = event else { return };
            let day = hall.day().unwrap();
            let line = day.line_for(day.office.counter(counter).unwrap());
            let first = line.first().unwrap();
            assert_eq!((first.number, first.rule, &first.overtook), (*number, *rule, overtook));
        });
    }
}
