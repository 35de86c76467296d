//! What holds in every life of a hall, whatever people do: shown on random lives.
mod random;
mod undone;

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::String;
use alloc::vec::Vec;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use protocol::Rule;

use super::office::staff;
use crate::{Act, Actor, Command, Day, Event, Hall, Issue, Letter, Now, Number, Stage, Ticket};
use random::{COUNTERS, Logged, life, live};

/// The state after an event.
fn after(hall: &Hall, (seq, at_ms, event): &Logged) -> Hall {
    let mut after = hall.clone();
    after.apply(*seq, *at_ms, event);
    after
}

fn is_final(stage: Stage) -> bool {
    match stage {
        Stage::Done { .. } | Stage::NoShow { .. } | Stage::Cancelled { .. } | Stage::Expired => true,
        Stage::Waiting | Stage::Called | Stage::Serving | Stage::Held { .. } => false,
    }
}

/// Every ticket in a line, as often as it stands in one.
fn in_lines(day: &Day) -> Vec<Number> {
    day.lines.values().chain(day.bound.values()).flatten().map(|(_, number)| *number).collect()
}

fn own_line<'a>(day: &'a Day, counter: &str) -> impl Iterator<Item = &'a Ticket> {
    let served = &day.office.counter(counter).unwrap().services;
    let bound = day.bound.get(counter).into_iter().flatten();
    let numbers = served.keys().filter_map(|letter| day.lines.get(letter)).flatten().chain(bound);
    numbers.filter_map(|(_, number)| day.ticket(*number))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_number_is_given_twice_and_none_is_left_out(life in life()) {
        let mut given: BTreeMap<Letter, u32> = BTreeMap::new();
        live(&life, |hall, _, (_, _, event)| {
            if matches!(event, Event::DayOpened { .. }) {
                given.clear();
            }
            let (Event::Issued(issued) | Event::Served { issued, .. }) = event else { return };
            let letter = issued.number.letter;
            let (first, last) = hall.open_day().unwrap().office.service(letter).unwrap().range;
            let expected = given.get(&letter).map_or(first, |given| given + 1);
            assert_eq!(issued.number.digits, expected);
            assert!(expected <= last);
            given.insert(letter, expected);
        });
    }

    #[test]
    fn a_ticket_is_in_one_hand_at_most_and_a_hand_holds_one(life in life()) {
        live(&life, |hall, _, (_, _, event)| {
            let Some(day) = hall.open_day() else { return };
            if let Event::Called { counter, number, .. } = event {
                assert_eq!(day.station(counter).unwrap().hand, None, "busy: {counter}");
                let stage = day.ticket(*number).unwrap().stage;
                assert!(matches!(stage, Stage::Waiting | Stage::Held { .. }), "not there: {number}");
            }
            let hands: Vec<_> = COUNTERS.iter().filter_map(|code| day.station(code)?.hand).collect();
            let held: BTreeSet<_> = hands.iter().copied().collect();
            assert_eq!(held.len(), hands.len(), "in two hands");
            let at_counters = day.tickets().filter(|t| matches!(t.stage, Stage::Called | Stage::Serving));
            assert_eq!(held, at_counters.map(|ticket| ticket.number).collect());
        });
    }

    /// arrival(Y) − arrival(X) ≤ credit(Y) − credit(X) + pref(X) − pref(Y), for every call of Y by the rule while X
    /// waits that this counter serves too, both in their natural places; and the log names exactly those overtaken.
    #[test]
    fn nobody_is_overtaken_by_more_than_the_bound(life in life()) {
        live(&life, |hall, _, (_, _, event)| {
            let Event::Called { counter, number, rule, overtook, .. } = event else { return };
            let day = hall.day().unwrap();
            let called = day.ticket(*number).unwrap();
            if matches!(rule, Rule::ByNumber | Rule::Resume | Rule::Counter) || !called.is_in_natural_place() {
                return;
            }
            let served = &day.office.counter(counter).unwrap().services;
            let pref_ms = |letter: Letter| i64::from(served[&letter]) * 60_000;
            let mut earlier = BTreeSet::new();
            let others = own_line(day, counter).filter(|ticket| ticket.number != *number);
            for waiting in others.filter(|ticket| ticket.is_in_natural_place()) {
                let gap_ms = called.issued_ms - waiting.issued_ms;
                let bound_ms = called.credit_ms() - waiting.credit_ms() + pref_ms(waiting.service)
                    - pref_ms(called.service);
                assert!(gap_ms <= bound_ms, "{number} before {}", waiting.number);
                if (waiting.issued_ms, waiting.issued_seq) < (called.issued_ms, called.issued_seq) {
                    earlier.insert(waiting.number);
                }
            }
            let natural = |number: &&Number| day.ticket(**number).unwrap().is_in_natural_place();
            let overtook: BTreeSet<_> = overtook.iter().filter(natural).copied().collect();
            assert_eq!(overtook, earlier, "whom {number} overtook");
        });
    }

    /// A natural place is the time of arrival less the credit, whatever happened to the ticket before.
    #[test]
    fn a_natural_place_is_the_arrival_less_the_credit(life in life()) {
        live(&life, |hall, _, logged| {
            let after = after(hall, logged);
            for ticket in after.day().into_iter().flat_map(|day| day.tickets()) {
                let natural_ms = ticket.issued_ms - ticket.credit_ms();
                assert!(!ticket.is_in_natural_place() || ticket.place.turn_ms == natural_ms, "{ticket:?}");
            }
        });
    }

    /// Nobody comes forward by needing more time, and nobody puts it off or comes back oftener than the office lets.
    #[test]
    fn holders_keep_to_their_limits(life in life()) {
        let mut acts: BTreeMap<(Number, bool), u32> = BTreeMap::new();
        live(&life, |hall, _, logged| {
            let event = &logged.2;
            if matches!(event, Event::DayOpened { .. }) {
                acts.clear();
            }
            let is_later = matches!(event, Event::PutLater { .. });
            let (Event::PutLater { number } | Event::Returned { by: None, number, .. }) = *event else { return };
            let done = acts.entry((number, is_later)).or_default();
            *done += 1;
            let day = hall.day().unwrap();
            assert!(*done <= day.office.rules.return_max, "{number} for the {done}. time");
            let after = after(hall, logged);
            let stands = |day: &Day| day.ticket(number).map(|ticket| (ticket.place, day.ahead_of(ticket)));
            assert!(!is_later || stands(after.day().unwrap()) >= stands(day), "{number} comes forward");
        });
    }

    /// At a day's end every number given that day is in one final state, and stays there.
    #[test]
    fn every_ticket_ends_in_exactly_one_final_state(life in life()) {
        let mut given = BTreeSet::new();
        let stages = |day: &Day| day.tickets().map(|ticket| (ticket.number, ticket.stage)).collect::<Vec<_>>();
        let mut check = |hall: &Hall, logged: &Logged| {
            if matches!(logged.2, Event::DayOpened { .. }) {
                given.clear();
            }
            if let Event::Issued(issued) | Event::Served { issued, .. } = &logged.2 {
                given.insert(issued.number);
            }
            let after = after(hall, logged);
            let Some(day) = after.day().filter(|day| day.closed_ms.is_some()) else { return };
            assert_eq!(day.tickets().map(|ticket| ticket.number).collect::<BTreeSet<_>>(), given);
            assert!(day.tickets().all(|ticket| is_final(ticket.stage)));
            assert!(in_lines(day).is_empty() && day.stations.values().all(|station| *station == Default::default()));
            if hall.open_day().is_none() {
                assert_eq!(Some(stages(day)), hall.day().map(stages), "after the day's end");
            }
        };
        let (hall, _) = live(&life, |hall, _, logged| check(hall, logged));
        let midnight = Now { at_ms: hall.at_ms, date: jiff::civil::date(2027, 1, 1), minute: 0 };
        if let Some(event) = hall.tick(&midnight, &BTreeMap::new()) {
            check(&hall, &(hall.seq + 1, midnight.at_ms, event));
        }
    }

    /// While one counter that serves them calls, the turn of all who wait comes, though somebody with a priority comes
    /// before every call.
    #[test]
    fn nobody_starves(life in life()) {
        let (mut hall, _) = live(&life, |_, _, _| {});
        let Some(day) = hall.open_day() else { return Ok(()) };
        let waiting: Vec<Number> = own_line(day, "2").map(|ticket| ticket.number).collect();
        let mut now = Now { at_ms: hall.at_ms, date: day.date, minute: 23 * 60 };
        let mut ask = |hall: &mut Hall, command: &Command| {
            for event in hall.decide(command, &staff("Hoa"), &now).unwrap_or_default() {
                hall.apply(hall.seq + 1, now.at_ms, &event);
            }
            now.at_ms += 30_000;
        };
        let at_two = |act: Act| Command::At { counter: "2".into(), in_hand: None, act };
        ask(&mut hall, &at_two(Act::Open { takeover: true }));
        // The largest credit and preference are an hour together, in which as many come as there are minutes.
        for _ in 0..waiting.len() + 80 {
            let (service, priority) = ("A".parse().unwrap(), Some("elderly".into()));
            let issue = Issue { service, priority, lang: None, assist: true, procedure: None };
            ask(&mut hall, &Command::Issue(issue));
            ask(&mut hall, &at_two(Act::Next { outcomes: Vec::new() }));
        }
        let day = hall.open_day().unwrap();
        let left = waiting.iter().filter(|number| day.ticket(**number).unwrap().stage == Stage::Waiting);
        prop_assert_eq!(left.count(), 0);
    }

    /// A ticket stands in exactly one line while it waits, and in none otherwise; and nobody waits for one counter
    /// alone that is closed.
    #[test]
    fn lines_hold_exactly_those_who_wait(life in life()) {
        live(&life, |hall, _, logged| {
            let after = after(hall, logged);
            let Some(day) = after.day() else { return };
            let lines = in_lines(day);
            let waiting = day.tickets().filter(|ticket| ticket.stage == Stage::Waiting);
            assert_eq!(lines.iter().copied().collect::<BTreeSet<_>>(), waiting.map(|ticket| ticket.number).collect());
            assert_eq!(lines.iter().collect::<BTreeSet<_>>().len(), lines.len(), "in two lines");
            let mut bound = day.bound.iter().filter(|(_, line)| !line.is_empty());
            assert!(bound.all(|(code, _)| day.station(code).unwrap().clerk().is_some()), "for a closed counter");
            // Counted all at once or one by one, the same stand before.
            let ahead: Vec<_> = day.everybody_ahead().collect();
            assert_eq!(ahead.len(), lines.len());
            assert!(ahead.iter().all(|(number, ahead)| *ahead == day.ahead_of(day.ticket(*number).unwrap())));
        });
    }

    /// What a counter sees as its line is what it calls.
    #[test]
    fn a_counter_calls_its_line_from_the_front(life in life()) {
        live(&life, |hall, _, (_, _, event)| {
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

    /// What is promised is a range around what is expected, in the office's steps; nothing without an able counter.
    #[test]
    fn a_promise_is_a_range_in_steps_around_what_is_expected(life in life()) {
        live(&life, |hall, _, (_, _, event)| {
            let Event::Issued(issued) = event else { return };
            let day = hall.open_day().unwrap();
            assert_eq!(issued.promised.is_some(), day.able_open(issued.number.letter));
            let Some(wait) = issued.promised else { return };
            let step = day.office.rules.estimate_step_min;
            assert!(wait.low_min % step == 0 && wait.high_min % step == 0);
            assert!(wait.low_min * 60 <= wait.expected_s && wait.expected_s <= wait.high_min * 60);
        });
    }

    /// Read from the log, all of it or its last day alone, everything is as it was lived.
    #[test]
    fn a_replay_gives_the_same_state(life in life()) {
        let (lived, log) = live(&life, |_, _, _| {});
        let read = |(seq, at_ms, event): &Logged| {
            let (json, secret) = (serde_json::to_string(event).unwrap(), event.secret());
            let event: Event = serde_json::from_str(&json).unwrap();
            (*seq, *at_ms, event.with_secret(secret.map(Into::into)))
        };
        let log: Vec<Logged> = log.iter().map(read).collect();
        let replay = |hall: Hall, log: &[Logged]| log.iter().fold(hall, |hall, logged| after(&hall, logged));
        prop_assert_eq!(&replay(Hall::default(), &log), &lived);
        let opened = log.iter().rposition(|(_, _, event)| matches!(event, Event::DayOpened { .. }));
        let Some(opened) = opened else { return Ok(()) };
        let Event::DayOpened { office_seq, .. } = &log[opened].2 else { unreachable!() };
        let office = log.iter().find(|(seq, _, _)| seq == office_seq).unwrap();
        let begun = after(&Hall::default(), office);
        prop_assert_eq!(&replay(begun, &log[opened..]), &lived, "the last day alone");
    }

    /// Every act of a person says whose it was.
    #[test]
    fn every_act_of_staff_names_who_did_it(life in life()) {
        live(&life, |_, _, (_, _, event)| {
            let json = serde_json::to_value(event).unwrap();
            let by = json.get("by").or_else(|| json.pointer("/issued/by")).cloned();
            let known = by.is_some_and(|by| serde_json::from_value::<Actor>(by).is_ok());
            let by_nobody = matches!(
                event,
                Event::OfficeApplied { .. }
                    | Event::PutLater { .. }
                    | Event::Rated { .. }
                    | Event::DayOpened { by: None, .. }
                    | Event::DayClosed { by: None, .. }
                    | Event::Returned { by: None, .. }
                    | Event::Cancelled { by: None, .. }
            );
            assert_ne!(known, by_nobody, "{json}");
        });
    }
}

/// Otherwise the properties above would say little.
#[test]
fn lives_are_full_of_everything() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    for _ in 0..128 {
        let life = life().new_tree(&mut runner).unwrap().current();
        live(&life, |_, _, (_, _, event)| {
            let json = serde_json::to_value(event).unwrap();
            let kind = json.get("rule").unwrap_or(&json["type"]);
            *seen.entry(kind.as_str().unwrap().into()).or_default() += 1;
        });
    }
    let rules = ["by_number", "counter", "preference", "priority", "resume", "turn"];
    for kind in rules.iter().chain(&KINDS) {
        assert!(seen.get(*kind).is_some_and(|count| *count >= 8), "{kind} in {seen:?}");
    }
}

/// Every kind of event but calls, which are told by their rules.
const KINDS: [&str; 28] = [
    "office_applied",
    "day_opened",
    "day_closed",
    "issued",
    "printed",
    "counter_opened",
    "counter_paused",
    "counter_closed",
    "served",
    "recalled",
    "started",
    "finished",
    "no_show",
    "held",
    "resumed",
    "transferred",
    "returned",
    "put_later",
    "cancelled",
    "priority_changed",
    "rated",
    "undone",
    "services_changed",
    "noticed",
    "help_called",
    "service_stopped",
    "service_resumed",
    "reprint_asked",
];
