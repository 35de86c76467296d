//! Random lives of an office with its real log: everything that can be asked of it, hours that pass, and restarts. All
//! that may not be public has the same mark in it.
use proptest::prelude::*;
use protocol::{Document, Fee, Procedure, TermUnit, Text};
use queue::{
    Destination, HolderAct, Manage, Number, Outcome, OutcomeKind, PauseReason, PlaceWish, Priority, TicketAct,
};

use super::*;

/// Stands in every name, free text, procedure and reason.
pub(crate) const MARK: &str = "xq7";

const CLERK: &str = "xq7-lan";
const MANAGER: &str = "xq7-hoa";
const KIOSK: &str = "xq7-kiosk";
const GROUP: &str = "xq7-elderly";
const PROCEDURE: &str = "XQ7-01";
const BREAK: &str = "xq7-break";

/// What happens next.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    /// Somebody asks for something.
    Ask(Caller, Command),
    /// Seconds go by.
    Pass(i64),
    /// A manager closes the day or, when none is open, opens today's.
    Day,
    /// The server ends and begins again.
    Restart,
}

/// A life.
pub(crate) fn life() -> impl Strategy<Value = Vec<Step>> {
    prop::collection::vec(step(), 1..160)
}

fn step() -> impl Strategy<Value = Step> {
    let ask = |caller: Caller| move |command: Command| Step::Ask(caller.clone(), command);
    let pass = prop_oneof![9 => 1..100_i64, 1 => 1..50_000_i64].prop_map(Step::Pass);
    prop_oneof![
        60 => issue().prop_map(ask(device())),
        10 => issue().prop_map(ask(clerk())),
        160 => at_counter().prop_map(ask(manager())),
        30 => at_counter().prop_map(ask(clerk())),
        40 => of_holders().prop_map(ask(holder())),
        30 => of_tickets().prop_map(ask(clerk())),
        10 => of_tickets().prop_map(ask(device())),
        20 => manage().prop_map(|change| Step::Ask(manager(), Command::Manage(change))),
        10 => (number(), any::<bool>()).prop_map(|(number, ok)| {
            Step::Ask(device(), Command::Printed { number, ok, problem: None })
        }),
        5 => Just(Step::Ask(device(), Command::CallHelp)),
        2 => Just(Step::Day),
        80 => pass,
        15 => Just(Step::Restart),
    ]
}

fn device() -> Caller {
    Caller { actor: Actor::Device(KIOSK.into()), standing: Standing::Device }
}

fn clerk() -> Caller {
    Caller { actor: Actor::Account(CLERK.into()), standing: Standing::Clerk }
}

fn manager() -> Caller {
    Caller { actor: Actor::Account(MANAGER.into()), standing: Standing::Manager }
}

fn holder() -> Caller {
    Caller { actor: Actor::Holder, standing: Standing::Holder }
}

fn marked(text: &str) -> Option<String> {
    Some(format!("{MARK} {text}"))
}

fn number() -> impl Strategy<Value = Number> {
    let letters = prop::sample::select(vec!["A", "B"]);
    (letters, 1..5_u32).prop_map(|(letter, digits)| Number { letter: letter.parse().unwrap(), digits })
}

fn issue() -> impl Strategy<Value = Command> {
    let of = |service: &str, priority: Option<&str>, procedure: Option<&str>| Issue {
        service: service.parse().unwrap(),
        priority: priority.map(str::to_owned),
        lang: Some("vi".into()),
        assist: priority.is_some(),
        procedure: procedure.map(str::to_owned),
    };
    let issues = vec![
        of("A", None, None),
        of("B", None, None),
        of("A", Some(GROUP), None),
        of("A", Some("yes"), Some(PROCEDURE)),
        of("A", None, Some(PROCEDURE)),
    ];
    prop::sample::select(issues).prop_map(Command::Issue)
}

fn at_counter() -> impl Strategy<Value = Command> {
    let counter = prop::sample::select(vec!["1", "2", "3"]);
    (counter, act()).prop_map(|(counter, act)| Command::At { counter: counter.into(), in_hand: None, act })
}

fn act() -> impl Strategy<Value = Act> {
    let place = prop::sample::select(vec![PlaceWish::Turn, PlaceWish::Front, PlaceWish::End]);
    let to =
        prop_oneof![Just(Destination::Service("B".parse().unwrap())), Just(Destination::Counter("2".into()))];
    let service = "A".parse().unwrap();
    let procedure = Some(PROCEDURE.to_owned());
    let outcomes = vec![Outcome { service, procedure, count: 1, outcome: OutcomeKind::Guided }];
    prop_oneof![
        5 => Just(Act::Open { takeover: true }),
        1 => Just(Act::Pause { reason: BREAK.into(), until_ms: None }),
        1 => Just(Act::Close),
        6 => Just(Act::Next { outcomes: vec![] }),
        2 => Just(Act::Recall),
        3 => Just(Act::Start),
        3 => Just(Act::Finish { outcomes }),
        4 => Just(Act::NoShow),
        1 => number().prop_map(|number| Act::Call { number }),
        3 => Just(Act::Serve { service, reason: marked("người già") }),
        2 => Just(Act::Hold { reason: marked("thiếu giấy") }),
        2 => number().prop_map(|number| Act::Resume { number }),
        4 => (to, place).prop_map(|(to, place)| Act::Transfer { to, place, note: marked("xem lại") }),
        4 => Just(Act::Undo),
    ]
}

fn of_holders() -> impl Strategy<Value = Command> {
    let act = prop::sample::select(vec![
        HolderAct::Cancel,
        HolderAct::Later,
        HolderAct::Return,
        HolderAct::Rate { stars: 4, comment: marked("tốt") },
    ]);
    (number(), act).prop_map(|(number, act)| Command::Holder { number, act })
}

fn of_tickets() -> impl Strategy<Value = Command> {
    let act = prop::sample::select(vec![
        TicketAct::Priority(Some(GROUP.into())),
        TicketAct::Priority(None),
        TicketAct::Return { front: true, reason: marked("ra ngoài") },
        TicketAct::Return { front: false, reason: None },
        TicketAct::Reprint { device: KIOSK.into() },
        TicketAct::Cancel,
    ]);
    (number(), act).prop_map(|(number, act)| Command::Ticket { number, act })
}

fn manage() -> impl Strategy<Value = Manage> {
    let service = "A".parse().unwrap();
    let services = [(service, 0), ("B".parse().unwrap(), 5)].into();
    let text = Some(Text::from([("vi", "Mời ngồi chờ")]));
    prop::sample::select(vec![
        Manage::CounterServices { counter: "1".into(), services },
        Manage::StopService { service, reason: "Mất điện".into() },
        Manage::ResumeService { service },
        Manage::ResumeService { service },
        Manage::Notice { text, until_ms: None, say: true },
        Manage::Notice { text: None, until_ms: None, say: false },
    ])
}

/// With the mark in what is not for everybody.
fn marked_office() -> queue::Office {
    let mut office = sleepless();
    let name = || Text::from([("vi", "Xq7 nhóm")]);
    (office.rules.recall_gap_s, office.rules.no_show_calls) = (0, 1);
    office.priorities = vec![Priority { code: GROUP.into(), name: name(), credit_min: 20 }];
    office.pause_reasons = vec![PauseReason { code: BREAK.into(), name: name() }];
    office.procedures = vec![Procedure {
        procedure: PROCEDURE.into(),
        name: name(),
        service: "A".into(),
        days: 0.0,
        unit: TermUnit::Working,
        same_day_until: None,
        fee: Fee::Free,
        documents: vec![Document { name: "xq7".into(), kind: "form".into(), required: true, count: 1 }],
    }];
    office
}

/// Lives a life. `seen` hears of the office after every step, with what was answered. Gives the folder of its log.
pub(crate) async fn live(life: Vec<Step>, mut seen: impl AsyncFnMut(&Office, Option<Answer>)) -> TempDir {
    let mut house = House::of(&marked_office());
    for step in life {
        let mut answer = None;
        match step {
            Step::Ask(caller, command) => answer = ask(&house.office(), caller, command).await,
            Step::Day => day(&house.office()).await,
            Step::Pass(seconds) => house.pass(seconds * 1000),
            Step::Restart => {
                house.stop();
                house.pass(7000);
                house.start();
            }
        }
        seen(&house.office(), answer).await;
    }
    house.stop();
    house.folder
}

/// What the rules refuse is no matter here.
async fn ask(office: &Office, caller: Caller, command: Command) -> Option<Answer> {
    office.submit(Request { caller, key: None, command }).await.ok()
}

async fn day(office: &Office) {
    let (is_open, date) = office.read(|view| (view.hall.open_day().is_some(), view.now.date)).await.unwrap();
    let open = Command::OpenDay { date, means: std::collections::BTreeMap::new() };
    ask(office, manager(), if is_open { Command::CloseDay } else { open }).await;
}
