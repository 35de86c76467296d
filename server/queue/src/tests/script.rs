//! Scripts: `TIME WHO ACT …`, one line each. `kiosk A [priority]`, `lan 2 next`, `(lan believes A001) 2 next` is
//! written `lan 2 next hand=A001`; a capital first letter of the name makes a manager. `+2d08:00` is two days later.
//! The answer is written behind each line.
use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use expect_test::Expect;

use super::office::{DAY_S, device, hall, holder, moment, office, staff};
use crate::{
    Act, Caller, Command, Destination, Event, Forecast, Hall, HolderAct, Issue, Letter, Manage, Now, Number,
    Office, Outcome, OutcomeKind, PlaceWish, Refusal, TicketAct,
};

/// Runs a script in the small office on a Monday.
pub(super) fn check(script: &str, expect: &Expect) {
    check_in(office(), script, expect);
}

/// Runs a script in this office.
pub(super) fn check_in(office: Office, script: &str, expect: &Expect) {
    expect.assert_eq(&play(&mut hall(office), script));
}

/// Runs a script in a hall and gives the answers.
pub(super) fn play(hall: &mut Hall, script: &str) -> String {
    let lines = script.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| format!("{line}: {}\n", run(hall, line))).collect()
}

/// Takes in what time brings, then what this line asks.
fn run(hall: &mut Hall, line: &str) -> String {
    let (time, rest) = line.split_once(' ').unwrap_or((line, "look"));
    let now = time_of(time);
    while let Some(event) = hall.tick(&now, &BTreeMap::new()) {
        hall.apply(hall.seq + 1, now.at_ms, &event);
    }
    let words: Vec<&str> = rest.split(' ').collect();
    match words[..] {
        ["look"] => look(hall),
        ["line", counter] => would_call(hall, counter),
        ["stop", letter] => stops(hall, letter, &now),
        _ => {
            let (caller, command) = read(&words, &now);
            match hall.decide(&command, &caller, &now) {
                Ok(events) => {
                    events.iter().map(|event| take(hall, &now, event)).collect::<Vec<_>>().join(", ")
                }
                Err(refusal) => refused(&refusal),
            }
        }
    }
}

fn take(hall: &mut Hall, now: &Now, event: &Event) -> String {
    hall.apply(hall.seq + 1, now.at_ms, event);
    said(event)
}

/// `08:00`, `08:00:30`, or either after `+2d` or `-2d`.
pub(super) fn time_of(time: &str) -> Now {
    let (days, clock) = time.split_once('d').unwrap_or(("0", time));
    let parts: Vec<i64> = clock.split(':').map(|part| part.parse().unwrap()).collect();
    let second = (parts[0] * 60 + parts[1]) * 60 + parts.get(2).copied().unwrap_or(0);
    moment(days.parse::<i64>().unwrap() * DAY_S + second)
}

fn read(words: &[&str], now: &Now) -> (Caller, Command) {
    match *words {
        ["holder", number, act] => {
            (holder(), Command::Holder { number: number.parse().unwrap(), act: held(act) })
        }
        [name, number, ref act @ ..] if number.parse::<Number>().is_ok() => {
            let caller = if name == "kiosk" { device() } else { staff(name) };
            (caller, Command::Ticket { number: number.parse().unwrap(), act: ticket_act(act) })
        }
        ["kiosk", "calls", "help"] => (device(), Command::CallHelp),
        ["kiosk", letter, ref extra @ ..] => (device(), issue(letter, extra)),
        [name, "issues", letter, ref extra @ ..] => (staff(name), issue(letter, extra)),
        ["kiosk:", "printed", number, ok] => {
            let number = number.parse().unwrap();
            (device(), Command::Printed { number, ok: ok == "ok", problem: None })
        }
        [name, "opens", "day"] => (staff(name), Command::OpenDay { date: now.date, means: BTreeMap::new() }),
        [name, "closes", "day"] => (staff(name), Command::CloseDay),
        [name, "stops", letter, reason] => {
            let service = letter.parse().unwrap();
            (staff(name), Command::Manage(Manage::StopService { service, reason: reason.into() }))
        }
        [name, "resumes", letter] => {
            (staff(name), Command::Manage(Manage::ResumeService { service: letter.parse().unwrap() }))
        }
        [name, "lets", counter, "serve", ref services @ ..] => {
            let (counter, services) = (counter.into(), services.iter().map(|word| served(word)).collect());
            (staff(name), Command::Manage(Manage::CounterServices { counter, services }))
        }
        [name, "tells", text, ref until @ ..] => {
            let text = (text != "nothing").then(|| [("vi", text)].into());
            let until_ms = until.first().map(|time| time_of(time).at_ms);
            (staff(name), Command::Manage(Manage::Notice { text, until_ms, say: false }))
        }
        [name, counter, act, ref extra @ ..] => {
            let hand = extra.iter().find_map(|word| word.strip_prefix("hand="));
            let in_hand = hand.map(|number| (number != "none").then(|| number.parse().unwrap()));
            (staff(name), Command::At { counter: counter.into(), in_hand, act: act_of(act, extra, now) })
        }
        _ => panic!("no such line: {words:?}"),
    }
}

fn issue(letter: &str, extra: &[&str]) -> Command {
    let service = letter.parse().unwrap();
    let priority = extra.first().map(|word| (*word).to_string());
    Command::Issue(Issue { service, priority, lang: None, assist: false, procedure: None })
}

fn act_of(act: &str, extra: &[&str], now: &Now) -> Act {
    match act {
        "open" => Act::Open { takeover: extra.contains(&"takeover") },
        "pause" => Act::Pause {
            reason: extra.first().unwrap_or(&"break").to_string(),
            until_ms: extra.get(1).map(|time| time_of(time).at_ms.max(now.at_ms - 1)),
        },
        "close" => Act::Close,
        "next" => Act::Next { outcomes: extra.iter().filter_map(|word| outcome(word)).collect() },
        "recall" => Act::Recall,
        "start" => Act::Start,
        "finish" => Act::Finish { outcomes: extra.iter().filter_map(|word| outcome(word)).collect() },
        "no-show" => Act::NoShow,
        "call" => Act::Call { number: extra[0].parse().unwrap() },
        "serve" => Act::Serve { service: extra[0].parse().unwrap(), reason: None },
        "hold" => Act::Hold { reason: extra.first().map(|word| (*word).to_string()) },
        "resume" => Act::Resume { number: extra[0].parse().unwrap() },
        "transfer" => transfer(extra),
        "undo" => Act::Undo,
        _ => panic!("no such act: {act}"),
    }
}

/// What a counter serves: `A`, or `A+10` when it counts it as later by 10 minutes.
fn served(word: &str) -> (Letter, u32) {
    let (letter, minutes) = word.split_once('+').unwrap_or((word, "0"));
    (letter.parse().unwrap(), minutes.parse().unwrap())
}

/// `A=2` are two dossiers of A that were accepted, `A/HT01=2` with their procedure.
fn outcome(word: &str) -> Option<Outcome> {
    let (what, count) = word.split_once('=').filter(|(what, _)| *what != "hand")?;
    let (service, procedure) = what.split_once('/').map_or((what, None), |(s, p)| (s, Some(p.to_string())));
    let (service, count) = (service.parse().unwrap(), count.parse().unwrap());
    Some(Outcome { service, procedure, count, outcome: OutcomeKind::Accepted })
}

/// `transfer B`, `transfer B end`, `transfer @3 front`
fn transfer(extra: &[&str]) -> Act {
    let to = match extra[0].strip_prefix('@') {
        Some(counter) => Destination::Counter(counter.into()),
        None => Destination::Service(extra[0].parse().unwrap()),
    };
    let place = match extra.get(1) {
        None => PlaceWish::Turn,
        Some(&"front") => PlaceWish::Front,
        Some(&"end") => PlaceWish::End,
        Some(other) => panic!("no such place: {other}"),
    };
    Act::Transfer { to, place, note: None }
}

fn held(act: &str) -> HolderAct {
    match act {
        "cancels" => HolderAct::Cancel,
        "later" => HolderAct::Later,
        "returns" => HolderAct::Return,
        _ => HolderAct::Rate { stars: act.parse().unwrap(), comment: None },
    }
}

fn ticket_act(words: &[&str]) -> TicketAct {
    match *words {
        ["priority", "none"] => TicketAct::Priority(None),
        ["priority", group] => TicketAct::Priority(Some(group.into())),
        ["returns"] => TicketAct::Return { front: false, reason: None },
        ["returns", "front"] => TicketAct::Return { front: true, reason: None },
        ["cancels"] => TicketAct::Cancel,
        ["prints", device] => TicketAct::Reprint { device: device.into() },
        _ => panic!("no such act: {words:?}"),
    }
}

fn said(event: &Event) -> String {
    match event {
        Event::Issued(issued) => {
            let wait = issued.promised.map_or("no counter".into(), |wait| {
                let after = wait.after_min.map(|minute| format!(" after {}:{:02}", minute / 60, minute % 60));
                format!("{}-{} min{}", wait.low_min, wait.high_min, after.unwrap_or_default())
            });
            format!("{} behind {}, {wait}", issued.number, issued.ahead)
        }
        Event::Called { number, rule, overtook, .. } => {
            format!("calls {number} by {rule:?}{}", before(overtook))
        }
        Event::Recalled { number, recall, .. } => format!("recalls {number} for the {recall}. time"),
        Event::Started { number, .. } => format!("starts {number}"),
        Event::Finished { number, outcomes, .. } if outcomes.is_empty() => format!("finishes {number}"),
        Event::Finished { number, outcomes, .. } => {
            let counts: Vec<_> = outcomes.iter().map(|o| format!("{} {}", o.count, o.service)).collect();
            format!("finishes {number} with {}", counts.join(", "))
        }
        Event::NoShow { number, .. } => format!("{number} is a no-show"),
        Event::Printed { number, ok, .. } => format!("{number} printed: {ok}"),
        Event::CounterOpened { counter, .. } => format!("{counter} open"),
        Event::CounterPaused { counter, .. } => format!("{counter} paused"),
        Event::CounterClosed { counter, .. } => format!("{counter} closed"),
        Event::DayOpened { date, .. } => format!("{date} begins"),
        Event::DayClosed { date, .. } => format!("{date} ends"),
        Event::OfficeApplied { .. } => "office applied".into(),
        Event::Served { issued, overtook, .. } => format!("serves {}{}", issued.number, before(overtook)),
        Event::Held { number, .. } => format!("holds {number}"),
        Event::Resumed { number, .. } => format!("{number} is first in its line"),
        Event::Transferred { number, service, to, place, .. } => {
            let to = service.map_or_else(|| to.clone().unwrap_or_default(), |letter| letter.to_string());
            format!("sends {number} to {to}, {place:?}")
        }
        Event::Returned { number, .. } => format!("{number} is back"),
        Event::PutLater { number } => format!("{number} is put later"),
        Event::Cancelled { number, .. } => format!("{number} is cancelled"),
        Event::PriorityChanged { number, credit_min, .. } => format!("{number} has {credit_min} min credit"),
        Event::Rated { number, rating } => {
            format!("{number} gives {}", rating.as_ref().map_or(0, |rating| rating.stars))
        }
        Event::Undone { act, .. } => format!("takes back {act:?}"),
        Event::ServiceStopped { service, .. } => format!("{service} stopped"),
        Event::ServiceResumed { service, .. } => format!("{service} given again"),
        Event::ServicesChanged { counter, .. } => format!("{counter} serves something else"),
        Event::Noticed { .. } => "notice".into(),
        Event::HelpCalled { .. } => "help".into(),
        Event::ReprintAsked { number, .. } => format!("{number} printed again"),
    }
}

fn before(overtook: &[Number]) -> String {
    let overtaken = overtook.iter().map(|number| format!(" {number}")).collect::<Vec<_>>().concat();
    if overtook.is_empty() { String::new() } else { format!(" before{overtaken}") }
}

fn refused(refusal: &Refusal) -> String {
    format!("NO: {refusal:?}")
}

/// Why no number of a service is given.
fn stops(hall: &Hall, letter: &str, now: &Now) -> String {
    let letter = letter.parse().unwrap();
    let wait = hall.open_day().and_then(|day| Forecast::new(day, now).wait_for(letter));
    format!("{:?}", hall.stop(letter, now, wait))
}

/// Whom a counter would call, in order.
fn would_call(hall: &Hall, counter: &str) -> String {
    let Some(day) = hall.open_day() else { return "no day".into() };
    let line = day.line_for(day.office.counter(counter).unwrap());
    line.iter().map(|choice| choice.number.to_string()).collect::<Vec<_>>().join(" ")
}

/// All tickets with their stages.
fn look(hall: &Hall) -> String {
    let Some(day) = hall.day() else { return "no day".into() };
    let state = if day.closed_ms.is_some() { "closed" } else { "open" };
    let stage = |ticket: &crate::Ticket| match ticket.stage {
        crate::Stage::Waiting => "waiting",
        crate::Stage::Held { .. } => "held",
        crate::Stage::Cancelled { .. } => "cancelled",
        crate::Stage::Called => "called",
        crate::Stage::Serving => "serving",
        crate::Stage::Done { by_day_end: true, .. } => "unfinished",
        crate::Stage::Done { .. } => "done",
        crate::Stage::NoShow { .. } => "no-show",
        crate::Stage::Expired => "expired",
    };
    let tickets = day.tickets().map(|ticket| format!(" {} {}", ticket.number, stage(ticket)));
    format!("{state}{}", tickets.collect::<Vec<_>>().concat())
}
