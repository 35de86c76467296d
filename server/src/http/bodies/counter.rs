//! What acts at a counter take, each with what the caller believes is in hand.
use protocol::Moment;
use queue::{Act, Number, Outcome};

use super::super::fields::Fields;
use super::super::kinds::{COUNT, FLAG, LETTER, MOMENT, NUMBER, OUTCOME, PAUSE_REASON, PROCEDURE};

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
