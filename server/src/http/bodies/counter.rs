//! What acts at a counter take, each with what the caller believes is in hand.
use protocol::Moment;
use queue::{Act, Destination, Number, Outcome, PlaceWish};

use super::super::fields::Fields;
use super::super::kinds::{
    COUNT, COUNTER, FLAG, LETTER, MOMENT, NOTE, NUMBER, OUTCOME, PAUSE_REASON, PLACE, PROCEDURE, TICKET,
};

/// Outcomes that one visit can have at the most.
const OUTCOMES_MAX: usize = 50;

/// What the caller believes is in hand, if it says so.
pub(in crate::http) type Hand = Option<Option<Number>>;

pub(in crate::http) fn open(fields: &mut Fields<'_>) -> Option<(Hand, Act)> {
    let takeover = fields.may("takeover", &FLAG);
    let in_hand = in_hand(fields);
    Some((in_hand?, Act::Open { takeover: takeover?.unwrap_or(false) }))
}

pub(in crate::http) fn pause(fields: &mut Fields<'_>) -> Option<(Hand, Act)> {
    let reason = fields.need("reason", &PAUSE_REASON);
    let until = fields.may("until", &MOMENT);
    let in_hand = in_hand(fields);
    let until_ms = until?.map(|until: Moment| until.at_ms());
    Some((in_hand?, Act::Pause { reason: reason?, until_ms }))
}

pub(in crate::http) fn close(fields: &mut Fields<'_>) -> Option<(Hand, Act)> {
    Some((in_hand(fields)?, Act::Close))
}

pub(in crate::http) fn next(fields: &mut Fields<'_>) -> Option<(Hand, Act)> {
    let outcomes = outcomes(fields);
    let in_hand = in_hand(fields);
    Some((in_hand?, Act::Next { outcomes: outcomes? }))
}

pub(in crate::http) fn recall(fields: &mut Fields<'_>) -> Option<(Hand, Act)> {
    Some((in_hand(fields)?, Act::Recall))
}

pub(in crate::http) fn start(fields: &mut Fields<'_>) -> Option<(Hand, Act)> {
    Some((in_hand(fields)?, Act::Start))
}

pub(in crate::http) fn finish(fields: &mut Fields<'_>) -> Option<(Hand, Act)> {
    let outcomes = outcomes(fields);
    let in_hand = in_hand(fields);
    Some((in_hand?, Act::Finish { outcomes: outcomes? }))
}

pub(in crate::http) fn no_show(fields: &mut Fields<'_>) -> Option<(Hand, Act)> {
    Some((in_hand(fields)?, Act::NoShow))
}

pub(in crate::http) fn call(fields: &mut Fields<'_>) -> Option<(Hand, Act)> {
    let number = fields.need("number", &TICKET);
    let in_hand = in_hand(fields);
    Some((in_hand?, Act::Call { number: number? }))
}

pub(in crate::http) fn serve(fields: &mut Fields<'_>) -> Option<(Hand, Act)> {
    let service = fields.need("service", &LETTER);
    let reason = fields.may("reason", &NOTE);
    let in_hand = in_hand(fields);
    Some((in_hand?, Act::Serve { service: service?, reason: reason? }))
}

pub(in crate::http) fn hold(fields: &mut Fields<'_>) -> Option<(Hand, Act)> {
    let reason = fields.may("reason", &NOTE);
    let in_hand = in_hand(fields);
    Some((in_hand?, Act::Hold { reason: reason? }))
}

pub(in crate::http) fn resume(fields: &mut Fields<'_>) -> Option<(Hand, Act)> {
    let number = fields.need("number", &TICKET);
    let in_hand = in_hand(fields);
    Some((in_hand?, Act::Resume { number: number? }))
}

pub(in crate::http) fn transfer(fields: &mut Fields<'_>) -> Option<(Hand, Act)> {
    let to = destination(fields);
    let place = fields.may("place", &PLACE);
    let note = fields.may("note", &NOTE);
    let in_hand = in_hand(fields);
    Some((in_hand?, Act::Transfer { to: to?, place: place?.unwrap_or(PlaceWish::Turn), note: note? }))
}

pub(in crate::http) fn undo(fields: &mut Fields<'_>) -> Option<(Hand, Act)> {
    Some((in_hand(fields)?, Act::Undo))
}

fn destination(fields: &mut Fields<'_>) -> Option<Destination> {
    let service = fields.may("service", &LETTER);
    let counter = fields.may("counter", &COUNTER);
    match (service?, counter?) {
        (Some(letter), None) => Some(Destination::Service(letter)),
        (None, Some(code)) => Some(Destination::Counter(code)),
        (None, None) | (Some(_), Some(_)) => fields.not_exactly_one(["service", "counter"]),
    }
}

fn in_hand(fields: &mut Fields<'_>) -> Option<Hand> {
    fields.nullable("in_hand", &NUMBER)
}

fn outcomes(fields: &mut Fields<'_>) -> Option<Vec<Outcome>> {
    fields.list("outcomes", OUTCOMES_MAX, outcome)
}

fn outcome(fields: &mut Fields<'_>) -> Option<Outcome> {
    let service = fields.need("service", &LETTER);
    let procedure = fields.may("procedure", &PROCEDURE);
    let count = fields.need("count", &COUNT);
    let outcome = fields.need("outcome", &OUTCOME);
    Some(Outcome { service: service?, procedure: procedure?, count: count?, outcome: outcome? })
}
