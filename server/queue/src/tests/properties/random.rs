//! Random lives of a hall: everything that can be asked of it, by everybody, over some days; and what came of it.
mod fitting;

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use proptest::prelude::*;
use protocol::Text;

use crate::tests::office::{DAY_S, device, hall, holder, moment, office, staff};
use crate::{
    Act, Caller, Command, Destination, Event, Hall, HolderAct, Issue, Letter, Manage, Now, Number, Office,
    Outcome, OutcomeKind, PlaceWish, TicketAct,
};

/// One thing somebody tries.
#[derive(Clone, Debug)]
pub(super) struct Try {
    after: Pause,
    what: What,
    /// Mostly people do what can be done: with a ticket that this picks out, at a counter of their own.
    fitting: Option<usize>,
}

/// How long after the thing before.
#[derive(Clone, Copy, Debug)]
enum Pause {
    Seconds(i64),
    /// So many days later, in the morning.
    Days(i64),
}

#[derive(Clone, Debug)]
enum What {
    Ask(Caller, Command),
    /// An account closes the day or, when none is open, opens today's.
    Day(&'static str),
    /// An office file is put into force.
    Apply(bool),
}

/// An event with the number and time under which it stands in the log.
pub(super) type Logged = (u64, i64, Event);

/// Codes of counters, the last of which is not there.
pub(super) const COUNTERS: [&str; 4] = ["1", "2", "3", "9"];

/// The seconds of the first day at which lives begin.
const BEGIN_S: i64 = 7 * 3600;

/// A life of several hundred tries.
pub(super) fn life() -> impl Strategy<Value = Vec<Try>> {
    let after = prop_oneof![
        300 => (0..40_i64).prop_map(Pause::Seconds),
        20 => (0..600_i64).prop_map(Pause::Seconds),
        1 => (0..20_000_i64).prop_map(Pause::Seconds),
        2 => (1..4_i64).prop_map(Pause::Days),
        1 => (4..20_i64).prop_map(Pause::Days),
    ];
    let fitting = prop_oneof![9 => (0..1000_usize).prop_map(Some), 1 => Just(None)];
    let one = (after, what(), fitting);
    let one = one.prop_map(|(after, what, fitting)| Try { after, what, fitting });
    prop::collection::vec(one, 0..400)
}

/// What somebody tries at one counter.
pub(super) fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        6 => any::<bool>().prop_map(|takeover| Act::Open { takeover }),
        1 => any::<bool>().prop_map(|known| pause(if known { "break" } else { "tea" })),
        2 => Just(Act::Close),
        14 => outcomes().prop_map(|outcomes| Act::Next { outcomes }),
        5 => Just(Act::Recall),
        4 => Just(Act::Start),
        4 => outcomes().prop_map(|outcomes| Act::Finish { outcomes }),
        7 => Just(Act::NoShow),
        4 => Just(Act::Hold { reason: Some("papers".into()) }),
        4 => number().prop_map(|number| Act::Resume { number }),
        1 => number().prop_map(|number| Act::Call { number }),
        1 => letter().prop_map(|service| Act::Serve { service, reason: Some("old".into()) }),
        5 => transfer(),
        5 => Just(Act::Undo),
    ]
}

fn what() -> impl Strategy<Value = What> {
    let ask = |caller: Caller, command: Command| What::Ask(caller, command);
    prop_oneof![
        40 => (issue(), 0..10_u8).prop_map(move |(issue, by)| {
            ask(if by == 0 { staff("lan") } else { device() }, Command::Issue(issue))
        }),
        160 => (counter(), account(), act(), believed()).prop_map(move |(counter, account, act, in_hand)| {
            ask(staff(account), Command::At { counter, in_hand, act })
        }),
        10 => (number(), holder_act()).prop_map(move |(number, act)| {
            ask(holder(), Command::Holder { number, act })
        }),
        10 => (number(), ticket_act(), any::<bool>()).prop_map(move |(number, act, by_kiosk)| {
            ask(if by_kiosk { device() } else { staff("lan") }, Command::Ticket { number, act })
        }),
        8 => (account(), manage()).prop_map(move |(account, change)| ask(staff(account), Command::Manage(change))),
        2 => (number(), any::<bool>()).prop_map(move |(number, ok)| {
            ask(device(), Command::Printed { number, ok, problem: None })
        }),
        2 => Just(What::Ask(device(), Command::CallHelp)),
        1 => account().prop_map(What::Day),
        1 => any::<bool>().prop_map(What::Apply),
    ]
}

fn letter() -> impl Strategy<Value = Letter> {
    prop_oneof![5 => Just("A"), 4 => Just("B"), 1 => Just("C")].prop_map(|letter| letter.parse().unwrap())
}

fn number() -> impl Strategy<Value = Number> {
    (letter(), 1..25_u32).prop_map(|(letter, digits)| Number { letter, digits })
}

fn counter() -> impl Strategy<Value = String> {
    let real = prop::sample::select(&COUNTERS[..3]);
    prop_oneof![20 => real, 1 => Just(COUNTERS[3])].prop_map(String::from)
}

/// Two clerks and a manager.
fn account() -> impl Strategy<Value = &'static str> {
    prop::sample::select(&["lan", "mai", "Hoa"])
}

fn believed() -> impl Strategy<Value = Option<Option<Number>>> {
    prop_oneof![20 => Just(None), 1 => Just(Some(None)), 1 => number().prop_map(|number| Some(Some(number)))]
}

fn issue() -> impl Strategy<Value = Issue> {
    let priority = prop_oneof![3 => Just(None), 1 => Just(Some("yes")), 1 => Just(Some("elderly"))];
    (letter(), priority).prop_map(|(service, priority)| {
        let priority = priority.map(String::from);
        Issue { service, priority, lang: None, assist: false, procedure: None }
    })
}

fn pause(reason: &str) -> Act {
    Act::Pause { reason: reason.into(), until_ms: None }
}

fn outcomes() -> impl Strategy<Value = Vec<Outcome>> {
    let outcome = |service| Outcome { service, procedure: None, count: 1, outcome: OutcomeKind::Accepted };
    prop_oneof![9 => Just(vec![]), 1 => letter().prop_map(move |service| vec![outcome(service)])]
}

fn transfer() -> impl Strategy<Value = Act> {
    let place = prop::sample::select(&[PlaceWish::Turn, PlaceWish::Front, PlaceWish::End]);
    let to = prop_oneof![letter().prop_map(Destination::Service), counter().prop_map(Destination::Counter),];
    (to, place).prop_map(|(to, place)| Act::Transfer { to, place, note: Some("look again".into()) })
}

fn holder_act() -> impl Strategy<Value = HolderAct> {
    let rate = (1..6_u8).prop_map(|stars| HolderAct::Rate { stars, comment: Some("well".into()) });
    prop_oneof![1 => Just(HolderAct::Cancel), 2 => Just(HolderAct::Later), 4 => Just(HolderAct::Return), 2 => rate]
}

fn ticket_act() -> impl Strategy<Value = TicketAct> {
    prop_oneof![
        Just(TicketAct::Priority(Some("yes".into()))),
        Just(TicketAct::Priority(None)),
        any::<bool>().prop_map(|front| TicketAct::Return { front, reason: None }),
        Just(TicketAct::Cancel),
        Just(TicketAct::Reprint { device: "kiosk-1".into() }),
    ]
}

fn manage() -> impl Strategy<Value = Manage> {
    const SERVED: [&[(&str, u32)]; 3] = [&[("A", 0)], &[("B", 0), ("A", 15)], &[("A", 0), ("B", 0)]];
    let served = prop::sample::select(&SERVED).prop_map(|services| {
        services.iter().map(|(letter, minutes)| (letter.parse().unwrap(), *minutes)).collect()
    });
    prop_oneof![
        2 => letter().prop_map(|service| Manage::StopService { service, reason: "flood".into() }),
        3 => letter().prop_map(|service| Manage::ResumeService { service }),
        1 => (counter(), served).prop_map(|(counter, services)| Manage::CounterServices { counter, services }),
        1 => Just(Manage::Notice { text: Some(Text::from([("vi", "Mời chờ")])), until_ms: None, say: false }),
    ]
}

/// Every event of a life, each told of with the state before it.
pub(super) fn live(life: &[Try], mut seen: impl FnMut(&Hall, &Now, &Logged)) -> (Hall, Vec<Logged>) {
    let mut hall = hall(office());
    let mut log = vec![(hall.seq, hall.at_ms, Event::OfficeApplied { office: office().into() })];
    let mut second = BEGIN_S;
    let mut take = |hall: &mut Hall, now: &Now, event: Event| {
        let logged = (hall.seq + 1, now.at_ms, event);
        seen(hall, now, &logged);
        hall.apply(logged.0, logged.1, &logged.2);
        log.push(logged);
    };
    for attempt in life {
        second = match attempt.after {
            Pause::Seconds(seconds) => second + seconds,
            Pause::Days(days) => (second / DAY_S + days) * DAY_S + BEGIN_S,
        };
        let now = moment(second);
        while let Some(event) = hall.tick(&now, &BTreeMap::new()) {
            take(&mut hall, &now, event);
        }
        for event in follows(&hall, attempt, &now) {
            take(&mut hall, &now, event);
        }
    }
    (hall, log)
}

fn follows(hall: &Hall, attempt: &Try, now: &Now) -> Vec<Event> {
    match &attempt.what {
        What::Ask(caller, command) => {
            let (mut caller, mut command) = (caller.clone(), command.clone());
            if let (Some(pick), Some(day)) = (attempt.fitting, hall.day()) {
                fitting::fit(day, &mut caller, &mut command, pick);
            }
            hall.decide(&command, &caller, now).unwrap_or_default()
        }
        What::Day(account) => {
            let means = [("A".parse().unwrap(), 300)].into();
            let open = Command::OpenDay { date: now.date, means };
            let command = if hall.open_day().is_some() { Command::CloseDay } else { open };
            hall.decide(&command, &staff(account), now).unwrap_or_default()
        }
        What::Apply(other) => {
            let office = if *other { other_office() } else { office() };
            hall.change_office(&office).ok().flatten().into_iter().collect()
        }
    }
}

/// The office with other numbers in its rules, which gives none for a line that could not be served.
fn other_office() -> Office {
    let mut other = office();
    other.priorities[0].credit_min = 45;
    other.rules.return_behind = 1;
    other.rules.return_max = 0;
    other.rules.undo_s = 600;
    other.rules.no_show_calls = 1;
    other.rules.clerk_may_call = true;
    other.hours.project_close = true;
    other.services[0].range = (7, 20);
    other
}
