//! Whatever people do, and whenever the server is started anew: the log is whole, and reports can be told of it.
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use jiff::civil::date;
use proptest::prelude::*;
use queue::sample::{office, session};
use queue::{
    Act, Actor, Caller, Command, Destination, HolderAct, Issue, Manage, Number, PlaceWish, Standing,
    TicketAct,
};

use super::*;
use crate::clock::Clock;
use crate::office::{Offices, Request};
use crate::report::FIGURES;
use crate::store::log::create;

/// 2026-11-23 08:00 at UTC+7.
const MORNING_MS: i64 = 1_795_395_600_000;

/// What happens next.
#[derive(Clone, Debug)]
enum Step {
    Ask(Caller, Command),
    /// Seconds go by.
    Pass(i64),
    /// The server ends and begins again.
    Restart,
}

fn number() -> impl Strategy<Value = Number> {
    let letters = prop::sample::select(vec!["A", "B"]);
    (letters, 1..5_u32).prop_map(|(letter, digits)| Number { letter: letter.parse().unwrap(), digits })
}

fn act() -> impl Strategy<Value = Act> {
    let place = prop::sample::select(vec![PlaceWish::Turn, PlaceWish::Front, PlaceWish::End]);
    let to =
        prop_oneof![Just(Destination::Service("B".parse().unwrap())), Just(Destination::Counter("2".into()))];
    prop_oneof![
        3 => Just(Act::Open { takeover: true }),
        1 => Just(Act::Pause { reason: "break".into(), until_ms: None }),
        1 => Just(Act::Close),
        6 => Just(Act::Next { outcomes: vec![] }),
        1 => Just(Act::Recall),
        3 => Just(Act::Start),
        3 => Just(Act::Finish { outcomes: vec![] }),
        2 => Just(Act::NoShow),
        1 => number().prop_map(|number| Act::Call { number }),
        1 => Just(Act::Serve { service: "A".parse().unwrap(), reason: Some("người già".into()) }),
        2 => Just(Act::Hold { reason: Some("thiếu giấy".into()) }),
        2 => number().prop_map(|number| Act::Resume { number }),
        2 => (to, place).prop_map(|(to, place)| Act::Transfer { to, place, note: Some("xem lại".into()) }),
        4 => Just(Act::Undo),
    ]
}

fn of_holders() -> impl Strategy<Value = Command> {
    let act = prop::sample::select(vec![
        HolderAct::Cancel,
        HolderAct::Later,
        HolderAct::Return,
        HolderAct::Rate { stars: 4, comment: Some("Tốt".into()) },
    ]);
    (number(), act).prop_map(|(number, act)| Command::Holder { number, act })
}

fn of_tickets() -> impl Strategy<Value = Command> {
    let act = prop::sample::select(vec![
        TicketAct::Priority(Some("elderly".into())),
        TicketAct::Return { front: true, reason: Some("ra ngoài".into()) },
        TicketAct::Cancel,
    ]);
    (number(), act).prop_map(|(number, act)| Command::Ticket { number, act })
}

fn command() -> impl Strategy<Value = Command> {
    let issue = prop::sample::select(vec![("A", None), ("B", None), ("A", Some("elderly"))]);
    let issue = issue.prop_map(|(service, priority)| {
        let (service, priority) = (service.parse().unwrap(), priority.map(str::to_owned));
        Command::Issue(Issue { service, priority, lang: None, assist: false, procedure: None })
    });
    let counter = prop::sample::select(vec!["1", "2", "3"]);
    let at = (counter, act());
    let at = at.prop_map(|(counter, act)| Command::At { counter: counter.into(), in_hand: None, act });
    let printed = number().prop_map(|number| Command::Printed { number, ok: false, problem: None });
    let services = [("A".parse().unwrap(), 0), ("B".parse().unwrap(), 5)].into();
    let manage = Manage::CounterServices { counter: "1".into(), services };
    prop_oneof![
        6 => issue,
        20 => at,
        4 => of_holders(),
        3 => of_tickets(),
        1 => printed,
        1 => Just(Command::Manage(manage)),
        1 => Just(Command::CloseDay),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    let kiosk = Caller { actor: Actor::Device("kiosk-1".into()), standing: Standing::Device };
    let manager = Caller { actor: Actor::Account("hoa".into()), standing: Standing::Manager };
    let ask = command().prop_map(move |command| {
        let caller = if matches!(command, Command::Issue(_)) { &kiosk } else { &manager };
        Step::Ask(caller.clone(), command)
    });
    let pass = prop_oneof![9 => 1..100_i64, 1 => 1..50_000_i64].prop_map(Step::Pass);
    prop_oneof![20 => ask, 5 => pass, 1 => Just(Step::Restart)]
}

/// A server whose clock is moved by hand.
fn begin(folder: &TempDir, now_ms: &'static AtomicI64) -> Offices {
    let monotonic = || Duration::from_millis(now_ms.load(Ordering::Relaxed).abs_diff(MORNING_MS));
    Offices::open(folder.path(), &Clock::new(|| now_ms.load(Ordering::Relaxed), monotonic)).unwrap()
}

async fn live(steps: Vec<Step>) -> TempDir {
    let folder = TempDir::new().unwrap();
    std::fs::create_dir(folder.path().join("offices")).unwrap();
    let mut office = office();
    office.hours.week = std::array::from_fn(|_| vec![session(0, 1440)]);
    office.hours.off.clear();
    create(&folder.path().join("offices/test.db"), &office, MORNING_MS).unwrap();
    let now_ms: &'static AtomicI64 = Box::leak(Box::new(AtomicI64::new(MORNING_MS)));
    let mut offices = begin(&folder, now_ms);
    for step in steps {
        match step {
            Step::Ask(caller, command) => {
                let office = offices.get("test").unwrap().as_ref().unwrap();
                // What the rules refuse is no matter here.
                let _ = office.submit(Request { caller, key: None, command }).await;
            }
            Step::Pass(seconds) => drop(now_ms.fetch_add(seconds * 1000, Ordering::Relaxed)),
            Step::Restart => {
                offices.stop();
                now_ms.fetch_add(7000, Ordering::Relaxed);
                offices = begin(&folder, now_ms);
            }
        }
    }
    offices.stop();
    folder
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_life_leaves_a_whole_log(steps in prop::collection::vec(step(), 1..120)) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let folder = runtime.block_on(live(steps));
        let path = folder.path().join("offices/test.db");
        prop_assert_eq!(log(&path).err(), None);
        let (from, to) = (date(2026, 11, 23), date(2026, 12, 31));
        let report = crate::report::visits(&Snapshot::open(&path).unwrap(), from, to).unwrap();
        let figures = report.parts.iter().flat_map(|part| FIGURES.iter().zip(part.values));
        for (figure, value) in figures.filter_map(|(figure, value)| Some((figure, value?))) {
            // What was waited may be more than what was promised.
            let may_be_less = figure.key == "estimate_bias_s";
            prop_assert!(value.is_finite() && (value >= 0.0 || may_be_less), "{} {}", figure.key, value);
        }
    }
}
