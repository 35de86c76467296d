//! What was read of a right body prints back to the same body: no field is lost or taken for another.
use proptest::prelude::*;
use protocol::{Moment, Printed};
use queue::{Act, Destination, HolderAct, Number, PlaceWish, TicketAct};
use serde_json::{Map, Value, json};

use super::super::super::fields::{Form, Reader};
use super::super::super::kinds::{Wording, whole};
use super::super::super::sent::parsed;
use super::super::counter::{self, Hand};
use super::super::{approve, heartbeat, issue, login, manager, open_day, pair, printed, ticket};
use super::a_right_body;

/// Acts at a counter, by the operation's id.
const ACTS: [(&str, Reader<(Hand, Act)>); 14] = [
    ("open", counter::open),
    ("pause", counter::pause),
    ("close", counter::close),
    ("next", counter::next),
    ("recall", counter::recall),
    ("start", counter::start),
    ("finish", counter::finish),
    ("no_show", counter::no_show),
    ("call", counter::call),
    ("serve", counter::serve),
    ("hold", counter::hold),
    ("resume", counter::resume),
    ("transfer", counter::transfer),
    ("undo", counter::undo),
];

fn read<T>(body: &Value, reader: Reader<T>) -> T {
    Form::read(body, reader).value.unwrap_or_else(|| panic!("{body}"))
}

/// Prints what was read of a body, in full.
fn print(operation: &str, body: &Value) -> Value {
    if let Some((_, reader)) = ACTS.iter().find(|(name, _)| *name == operation) {
        let (hand, act) = read(body, *reader);
        let mut printed = act_of(act);
        if let Some(in_hand) = hand {
            printed["in_hand"] = number(in_hand);
        }
        return printed;
    }
    match operation {
        "login" => {
            let login = read(body, login);
            json!({"user": login.user, "password": login.password})
        }
        "issue" => {
            let issue = read(body, issue);
            json!({"service": issue.service.to_string(), "priority": issue.priority, "lang": issue.lang,
                "assist": issue.assist, "procedure": issue.procedure})
        }
        "printed" => {
            let (ok, problem) = read(body, printed);
            serde_json::to_value(Printed { ok, problem }).unwrap()
        }
        "heartbeat" => serde_json::to_value(read(body, heartbeat)).unwrap(),
        "open_day" => json!({"date": read(body, open_day).to_string()}),
        "rate" => match read(body, ticket::rate) {
            HolderAct::Rate { stars, comment } => json!({"stars": stars, "comment": comment}),
            other => panic!("{other:?}"),
        },
        "notice" => notice(&read(body, manager::notice)),
        "stop_service" => json!({"reason": read(body, manager::stop_service)}),
        "counter_services" => {
            let services = read(body, manager::counter_services);
            let services =
                services.iter().map(|(letter, minutes)| (letter.to_string(), Value::from(*minutes)));
            json!({"services": services.collect::<Map<_, _>>()})
        }
        "ask_to_pair" => {
            let (kind, name) = read(body, pair);
            json!({"kind": kind.word(), "name": name})
        }
        "approve" => {
            let approval = read(body, approve);
            json!({"office": approval.office, "name": approval.name})
        }
        "cancel_own" | "put_later" | "return_own" | "cancel" => json!({}),
        "logout" | "call_help" | "resume_service" | "close_day" => json!({}),
        "change_priority" => ticket_act(read(body, ticket::change_priority)),
        "take_back" => ticket_act(read(body, ticket::take_back)),
        "reprint" => ticket_act(read(body, ticket::reprint)),
        other => panic!("{other} is read into nothing"),
    }
}

fn act_of(act: Act) -> Value {
    match act {
        Act::Open { takeover } => json!({"takeover": takeover}),
        Act::Pause { reason, until_ms } => json!({"reason": reason, "until": until_ms}),
        Act::Next { outcomes } | Act::Finish { outcomes } => json!({"outcomes": outcomes}),
        Act::Call { number: called } | Act::Resume { number: called } => {
            json!({"number": number(Some(called))})
        }
        Act::Serve { service, reason } => json!({"service": service.to_string(), "reason": reason}),
        Act::Hold { reason } => json!({"reason": reason}),
        Act::Transfer { to, place, note } => {
            let place = match place {
                PlaceWish::Turn => "turn",
                PlaceWish::Front => "front",
                PlaceWish::End => "end",
            };
            match to {
                Destination::Service(letter) => {
                    json!({"service": letter.to_string(), "place": place, "note": note})
                }
                Destination::Counter(code) => json!({"counter": code, "place": place, "note": note}),
            }
        }
        Act::Close | Act::Recall | Act::Start | Act::NoShow | Act::Undo => json!({}),
    }
}

fn ticket_act(act: TicketAct) -> Value {
    match act {
        TicketAct::Priority(priority) => json!({"priority": priority}),
        TicketAct::Return { front, reason } => json!({"place": front.then_some("front"), "reason": reason}),
        TicketAct::Reprint { device } => json!({"device": device}),
        TicketAct::Cancel => json!({}),
    }
}

fn notice(notice: &manager::NewNotice) -> Value {
    let text = match &notice.text {
        Some(Wording::First(line)) => Value::from(line.as_str()),
        Some(Wording::Each(text)) => serde_json::to_value(text).unwrap(),
        None => Value::Null,
    };
    json!({"text": text, "until": notice.until_ms, "say": notice.say})
}

fn number(number: Option<Number>) -> Value {
    number.map_or(Value::Null, |number| number.to_string().into())
}

/// The one way to write what means the same: nothing instead of null or of what holds anyway, `3.0` as `3`, times
/// in milliseconds.
fn plain(value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            let fields = fields.iter().map(|(name, value)| (name.clone(), plain_field(name, value)));
            Value::Object(fields.filter(|(name, value)| !is_idle(name, value)).collect())
        }
        Value::Array(items) => items.iter().map(plain).collect(),
        Value::Number(_) => whole(value).map_or_else(|| value.clone(), Value::from),
        Value::Null | Value::Bool(_) | Value::String(_) => value.clone(),
    }
}

fn plain_field(name: &str, value: &Value) -> Value {
    match value.as_str().map(str::parse::<Moment>) {
        Some(Ok(moment)) if name == "until" => moment.at_ms().into(),
        // A device's name loses the spaces around it.
        Some(_) if name == "name" => value.as_str().map(str::trim).into(),
        _ => plain(value),
    }
}

fn is_idle(name: &str, value: &Value) -> bool {
    match value {
        Value::Null => name != "in_hand",
        Value::Bool(flag) => !flag && name != "ok",
        Value::String(word) => name == "place" && word == "turn",
        Value::Array(items) => items.is_empty(),
        Value::Number(_) | Value::Object(_) => false,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_right_body_prints_back((operation, body) in a_right_body()) {
        // As it arrives: composed.
        let body = parsed(body.to_string().as_bytes()).unwrap();
        prop_assert_eq!(plain(&print(operation, &body)), plain(&body), "{}", operation);
    }
}
