//! What staff see of counters and do at them.
use std::sync::Arc;

use axum::extract::State;
use protocol::{Code, CounterDetail, CounterSummary, Next, StaffTicket};
use queue::{Act, Command, Number};

use super::answers::{Answered, json, reply};
use super::bodies::counter::{self as acts, Hand};
use super::callers::For;
use super::fields::Reader;
use super::head::Head;
use super::problem::No;
use super::sent::Sent;
use super::site::Site;
use super::submit::{Subject, submit};

/// Every counter and what it has in hand.
#[utoipa::path(get, path = "/api/v1/offices/{office}/counters", tag = "staff", security(("staff" = [])),
    responses((status = 200, body = [CounterSummary], description = "in the office's order")))]
pub(super) async fn counters(State(site): State<Arc<Site>>, head: Head) -> Answered {
    let desk = site.desk(&head, For::Clerks)?;
    Ok(json(&desk.office.read(|view| view.counters()).await?))
}

/// One counter and its line, in the order in which it would call.
#[utoipa::path(get, path = "/api/v1/offices/{office}/counters/{counter}", tag = "staff", security(("staff" = [])),
    responses((status = 200, body = CounterDetail, description = "the counter")))]
pub(super) async fn counter(State(site): State<Arc<Site>>, head: Head) -> Answered {
    let desk = site.desk(&head, For::Clerks)?;
    let code = head.param("counter").to_owned();
    let counter = desk.office.read(move |view| view.counter(&code)).await?;
    let unknown = || No::new(Code::UnknownCounter, "this office has no such counter");
    Ok(json(&counter.ok_or_else(unknown)?))
}

/// The counter is the opener's until it is closed; also ends a pause.
#[utoipa::path(post, path = "/api/v1/offices/{office}/counters/{counter}/open", tag = "staff",
    security(("staff" = [])),
    responses((status = 200, body = CounterSummary, description = "the counter"),
        (status = 409, description = "`counter_taken`, `day_closed`, `changed`")))]
pub(super) async fn open(State(site): State<Arc<Site>>, sent: Sent) -> Answered {
    at_counter(&site, &sent, acts::open, Act::Open { takeover: false }).await
}

/// The clerk goes away for a while.
#[utoipa::path(post, path = "/api/v1/offices/{office}/counters/{counter}/pause", tag = "staff",
    security(("staff" = [])),
    responses((status = 200, body = CounterSummary, description = "the counter"),
        (status = 409, description = "`counter_closed`, `day_closed`, `changed`")))]
pub(super) async fn pause(State(site): State<Arc<Site>>, sent: Sent) -> Answered {
    at_counter(&site, &sent, acts::pause, Act::Close).await
}

/// Nobody serves at the counter any more.
#[utoipa::path(post, path = "/api/v1/offices/{office}/counters/{counter}/close", tag = "staff",
    security(("staff" = [])),
    responses((status = 200, body = CounterSummary, description = "the counter"),
        (status = 409, description = "`counter_busy`, `counter_closed`, `day_closed`, `changed`")))]
pub(super) async fn close(State(site): State<Arc<Site>>, sent: Sent) -> Answered {
    at_counter(&site, &sent, acts::close, Act::Close).await
}

/// Finishes the ticket in hand, if any, and calls the next.
#[utoipa::path(post, path = "/api/v1/offices/{office}/counters/{counter}/next", tag = "staff",
    security(("staff" = [])),
    responses((status = 200, body = Next, description = "the ticket called; null when nobody waits"),
        (status = 409, description = "`counter_paused`, `counter_closed`, `day_closed`, `changed`")))]
pub(super) async fn next(State(site): State<Arc<Site>>, sent: Sent) -> Answered {
    at_counter(&site, &sent, acts::next, Act::Close).await
}

/// Rings again.
#[utoipa::path(post, path = "/api/v1/offices/{office}/counters/{counter}/recall", tag = "staff",
    security(("staff" = [])),
    responses((status = 200, body = StaffTicket, description = "the ticket"),
        (status = 409, description = "`too_soon`, `nothing_called`, `wrong_state`, `counter_closed`, `day_closed`, `changed`")))]
pub(super) async fn recall(State(site): State<Arc<Site>>, sent: Sent) -> Answered {
    at_counter(&site, &sent, acts::recall, Act::Close).await
}

/// The person called has come.
#[utoipa::path(post, path = "/api/v1/offices/{office}/counters/{counter}/start", tag = "staff",
    security(("staff" = [])),
    responses((status = 200, body = StaffTicket, description = "the ticket"),
        (status = 409, description = "`nothing_called`, `wrong_state`, `counter_closed`, `day_closed`, `changed`")))]
pub(super) async fn start(State(site): State<Arc<Site>>, sent: Sent) -> Answered {
    at_counter(&site, &sent, acts::start, Act::Close).await
}

/// The visit is over. A ticket that was only called counts as unstarted.
#[utoipa::path(post, path = "/api/v1/offices/{office}/counters/{counter}/finish", tag = "staff",
    security(("staff" = [])),
    responses((status = 200, body = StaffTicket, description = "the ticket"),
        (status = 409, description = "`nothing_called`, `counter_closed`, `day_closed`, `changed`")))]
pub(super) async fn finish(State(site): State<Arc<Site>>, sent: Sent) -> Answered {
    at_counter(&site, &sent, acts::finish, Act::Close).await
}

/// Nobody came.
#[utoipa::path(post, path = "/api/v1/offices/{office}/counters/{counter}/no-show", tag = "staff",
    security(("staff" = [])),
    responses((status = 200, body = StaffTicket, description = "the ticket"),
        (status = 409, description = "`too_soon`, `nothing_called`, `wrong_state`, `counter_closed`, `day_closed`, `changed`")))]
pub(super) async fn no_show(State(site): State<Arc<Site>>, sent: Sent) -> Answered {
    at_counter(&site, &sent, acts::no_show, Act::Close).await
}

/// Calls a waiting ticket out of turn, which stands in the log as such: managers, and clerks where the office
/// lets them.
#[utoipa::path(post, path = "/api/v1/offices/{office}/counters/{counter}/call", tag = "staff",
    security(("staff" = [])),
    responses((status = 200, body = StaffTicket, description = "the ticket"),
        (status = 409, description = "`counter_busy`, `not_waiting`, `counter_paused`, `counter_closed`, `day_closed`, `changed`")))]
pub(super) async fn call(State(site): State<Arc<Site>>, sent: Sent) -> Answered {
    at_counter(&site, &sent, acts::call, Act::Call { number: Number::NONE }).await
}

/// A person without a ticket gets a number and is called.
#[utoipa::path(post, path = "/api/v1/offices/{office}/counters/{counter}/serve", tag = "staff",
    security(("staff" = [])),
    responses((status = 200, body = StaffTicket, description = "the ticket"),
        (status = 409, description = "`counter_busy`, `limit_reached`, `counter_paused`, `counter_closed`, `day_closed`, `changed`")))]
pub(super) async fn serve(State(site): State<Arc<Site>>, sent: Sent) -> Answered {
    at_counter(&site, &sent, acts::serve, Act::Close).await
}

/// Sets the ticket in hand aside under its number.
#[utoipa::path(post, path = "/api/v1/offices/{office}/counters/{counter}/hold", tag = "staff",
    security(("staff" = [])),
    responses((status = 200, body = StaffTicket, description = "the ticket"),
        (status = 409, description = "`nothing_called`, `counter_closed`, `day_closed`, `changed`")))]
pub(super) async fn hold(State(site): State<Arc<Site>>, sent: Sent) -> Answered {
    at_counter(&site, &sent, acts::hold, Act::Close).await
}

/// Takes up again what was set aside: in hand when that is empty, else first in this counter's line.
#[utoipa::path(post, path = "/api/v1/offices/{office}/counters/{counter}/resume", tag = "staff",
    security(("staff" = [])),
    responses((status = 200, body = StaffTicket, description = "the ticket"),
        (status = 409, description = "`wrong_state`, `counter_paused`, `counter_closed`, `day_closed`, `changed`")))]
pub(super) async fn resume(State(site): State<Arc<Site>>, sent: Sent) -> Answered {
    at_counter(&site, &sent, acts::resume, Act::Close).await
}

/// Sends the ticket in hand on, to a service's line or to one counter; it waits again under its number.
#[utoipa::path(post, path = "/api/v1/offices/{office}/counters/{counter}/transfer", tag = "staff",
    security(("staff" = [])),
    responses((status = 200, body = StaffTicket, description = "the ticket"),
        (status = 409, description = "`nothing_called`, `counter_closed` (this one, or the one it is sent to), `day_closed`, `changed`")))]
pub(super) async fn transfer(State(site): State<Arc<Site>>, sent: Sent) -> Answered {
    at_counter(&site, &sent, acts::transfer, Act::Close).await
}

/// Takes back this counter's last act, whole and to the exact place.
#[utoipa::path(post, path = "/api/v1/offices/{office}/counters/{counter}/undo", tag = "staff",
    security(("staff" = [])),
    responses((status = 200, body = CounterSummary, description = "the counter"),
        (status = 409, description = "`nothing_to_undo`, `counter_closed`, `day_closed`, `changed`")))]
pub(super) async fn undo(State(site): State<Arc<Site>>, sent: Sent) -> Answered {
    at_counter(&site, &sent, acts::undo, Act::Close).await
}

/// An act at a counter. `stand_in` asks for the same right as the act that a wrong body could not give.
async fn at_counter(site: &Site, sent: &Sent, reader: Reader<(Hand, Act)>, stand_in: Act) -> Answered {
    let desk = site.desk(&sent.head, For::Clerks)?;
    let counter = sent.head.param("counter").to_owned();
    let subject = Subject::Counter(counter.clone(), stand_in);
    let form = sent.form(reader).map(|(in_hand, act)| Command::At { counter, in_hand, act });
    let answer = submit(&desk, sent, subject, form).await?;
    Ok(reply(site, answer))
}
