//! What people may want of a hall, drawn by chance: everything that can be asked, often what makes sense just now.
use jiff::civil::Date;
use queue::{
    Act, Command, Destination, Hall, HolderAct, Issue, Letter, Manage, Number, PlaceWish, TicketAct,
};
use simulation::Dice;

/// One of these.
pub(super) fn one<T: Clone>(dice: &mut Dice, of: &[T]) -> T {
    of[dice.pick(&vec![1.0; of.len()])].clone()
}

/// What somebody wants who sees this hall on this date.
pub(super) fn draw(dice: &mut Dice, hall: &Hall, today: Date) -> Command {
    if hall.open_day().is_none() && dice.chance(0.4) {
        return Command::OpenDay { date: today, means: [].into() };
    }
    let number = number(dice, hall);
    match dice.pick(&[12.0, 2.0, 24.0, 3.0, 2.0, 2.0, 0.5, 0.2]) {
        0 => Command::Issue(issue(dice)),
        1 => Command::Printed { number, ok: dice.chance(0.8), problem: None },
        2 => {
            Command::At { counter: one(dice, &["1", "2", "3"]).into(), in_hand: None, act: act(dice, number) }
        }
        3 => Command::Holder { number, act: holder(dice) },
        4 => Command::Ticket { number, act: ticket(dice) },
        5 => Command::Manage(manage(dice)),
        6 => Command::CallHelp,
        _ => Command::CloseDay,
    }
}

/// Whether a success always leaves an event.
pub(super) fn always_happens(command: &Command) -> bool {
    match command {
        Command::Issue(_)
        | Command::Printed { .. }
        | Command::OpenDay { .. }
        | Command::CloseDay
        | Command::CallHelp => true,
        Command::At { act, .. } => !matches!(act, Act::Open { .. } | Act::Next { .. }),
        Command::Holder { .. } | Command::Ticket { .. } | Command::Manage(_) => false,
    }
}

/// Mostly a number that was given today.
fn number(dice: &mut Dice, hall: &Hall) -> Number {
    let given: Vec<_> = hall.day().into_iter().flat_map(|day| day.tickets()).map(|t| t.number).collect();
    if given.is_empty() { "A001".parse().unwrap() } else { one(dice, &given) }
}

fn letter(dice: &mut Dice) -> Letter {
    one(dice, &["A", "B"]).parse().unwrap()
}

fn issue(dice: &mut Dice) -> Issue {
    let priority = one(dice, &[None, None, Some("elderly".to_owned())]);
    Issue { service: letter(dice), priority, lang: None, assist: false, procedure: None }
}

fn act(dice: &mut Dice, number: Number) -> Act {
    let reason = Some("thiếu giấy".to_owned());
    let to =
        if dice.chance(0.5) { Destination::Service(letter(dice)) } else { Destination::Counter("2".into()) };
    let place = one(dice, &[PlaceWish::Turn, PlaceWish::Front, PlaceWish::End]);
    let acts = [
        (4.0, Act::Open { takeover: true }),
        (0.5, Act::Pause { reason: "break".into(), until_ms: None }),
        (0.3, Act::Close),
        (8.0, Act::Next { outcomes: vec![] }),
        (1.0, Act::Call { number }),
        (2.0, Act::Recall),
        (3.0, Act::Start),
        (3.0, Act::Finish { outcomes: vec![] }),
        (2.0, Act::NoShow),
        (1.0, Act::Serve { service: letter(dice), reason: reason.clone() }),
        (2.0, Act::Hold { reason: reason.clone() }),
        (2.0, Act::Resume { number }),
        (1.5, Act::Transfer { to, place, note: reason }),
        (3.0, Act::Undo),
    ];
    let weights: Vec<_> = acts.iter().map(|(weight, _)| *weight).collect();
    acts[dice.pick(&weights)].1.clone()
}

fn holder(dice: &mut Dice) -> HolderAct {
    let rate = HolderAct::Rate { stars: 4, comment: Some("Tốt".into()) };
    one(dice, &[HolderAct::Cancel, HolderAct::Later, HolderAct::Return, rate])
}

fn ticket(dice: &mut Dice) -> TicketAct {
    let acts = [
        TicketAct::Priority(Some("elderly".into())),
        TicketAct::Return { front: true, reason: Some("ra ngoài".into()) },
        TicketAct::Cancel,
        TicketAct::Reprint { device: "kiosk-1".into() },
    ];
    one(dice, &acts)
}

fn manage(dice: &mut Dice) -> Manage {
    let service = letter(dice);
    let services = [("A".parse().unwrap(), 0), ("B".parse().unwrap(), 5)].into();
    let text = Some(protocol::Text::from([("vi", "Xin chờ")]));
    let acts = [
        Manage::StopService { service, reason: "mất điện".into() },
        Manage::ResumeService { service },
        Manage::ResumeService { service },
        Manage::CounterServices { counter: "1".into(), services },
        Manage::Notice { text, until_ms: None, say: true },
        Manage::Notice { text: None, until_ms: None, say: false },
    ];
    one(dice, &acts)
}
