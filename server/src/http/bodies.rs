//! The bodies of requests: which fields they have and what is made of them. One reader for each body;
//! the OpenAPI document describes them by running the same readers.
use jiff::civil::Date;
use protocol::{Heartbeat, Moment, PrintProblem};
use queue::{Act, Issue, Number, Outcome};

use super::fields::Fields;
use super::kinds::{
    COUNT, DATE, FLAG, LANGUAGE, LETTER, LINE, MOMENT, NUMBER, OUTCOME, PASSWORD, PAUSE_REASON,
    PRINT_PROBLEM, PRIORITY, PROCEDURE, WORD,
};

/// Outcomes that one visit can have at the most.
const OUTCOMES_MAX: usize = 50;

/// What the caller believes is in hand, if it says so.
pub(super) type Hand = Option<Option<Number>>;

/// Who wants to sign in.
pub(super) struct Login {
    pub(super) user: String,
    pub(super) password: String,
}

pub(super) fn nothing(_: &mut Fields<'_>) -> Option<()> {
    Some(())
}

pub(super) fn login(fields: &mut Fields<'_>) -> Option<Login> {
    let user = fields.need("user", &WORD);
    let password = fields.need("password", &PASSWORD);
    Some(Login { user: user?, password: password? })
}

pub(super) fn issue(fields: &mut Fields<'_>) -> Option<Issue> {
    let service = fields.need("service", &LETTER);
    let priority = fields.may("priority", &PRIORITY);
    let lang = fields.may("lang", &LANGUAGE);
    let assist = fields.may("assist", &FLAG);
    let procedure = fields.may("procedure", &PROCEDURE);
    Some(Issue {
        service: service?,
        priority: priority?,
        lang: lang?,
        assist: assist?.unwrap_or(false),
        procedure: procedure?,
    })
}

pub(super) fn printed(fields: &mut Fields<'_>) -> Option<(bool, Option<PrintProblem>)> {
    let ok = fields.need("ok", &FLAG);
    let problem = fields.may("problem", &PRINT_PROBLEM);
    Some((ok?, problem?))
}

pub(super) fn heartbeat(fields: &mut Fields<'_>) -> Option<Heartbeat> {
    let version = fields.need("version", &WORD);
    let state = fields.need("state", &WORD);
    let problem = fields.may("problem", &LINE);
    Some(Heartbeat { version: version?, state: state?, problem: problem? })
}

pub(super) fn open_day(fields: &mut Fields<'_>) -> Option<Date> {
    fields.need("date", &DATE)
}

pub(super) fn open(fields: &mut Fields<'_>) -> Option<(Hand, Act)> {
    let takeover = fields.may("takeover", &FLAG);
    let in_hand = in_hand(fields);
    Some((in_hand?, Act::Open { takeover: takeover?.unwrap_or(false) }))
}

pub(super) fn pause(fields: &mut Fields<'_>) -> Option<(Hand, Act)> {
    let reason = fields.need("reason", &PAUSE_REASON);
    let until = fields.may("until", &MOMENT);
    let in_hand = in_hand(fields);
    let until_ms = until?.map(|until: Moment| until.at_ms());
    Some((in_hand?, Act::Pause { reason: reason?, until_ms }))
}

pub(super) fn close(fields: &mut Fields<'_>) -> Option<(Hand, Act)> {
    Some((in_hand(fields)?, Act::Close))
}

pub(super) fn next(fields: &mut Fields<'_>) -> Option<(Hand, Act)> {
    let outcomes = outcomes(fields);
    let in_hand = in_hand(fields);
    Some((in_hand?, Act::Next { outcomes: outcomes? }))
}

pub(super) fn recall(fields: &mut Fields<'_>) -> Option<(Hand, Act)> {
    Some((in_hand(fields)?, Act::Recall))
}

pub(super) fn start(fields: &mut Fields<'_>) -> Option<(Hand, Act)> {
    Some((in_hand(fields)?, Act::Start))
}

pub(super) fn finish(fields: &mut Fields<'_>) -> Option<(Hand, Act)> {
    let outcomes = outcomes(fields);
    let in_hand = in_hand(fields);
    Some((in_hand?, Act::Finish { outcomes: outcomes? }))
}

pub(super) fn no_show(fields: &mut Fields<'_>) -> Option<(Hand, Act)> {
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
