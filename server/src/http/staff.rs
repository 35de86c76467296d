//! Calls of staff at counters and of those who run the hall. Signing in is in `sign_in`.
use std::sync::Arc;

use axum::extract::State;
use protocol::{Code, CounterDetail, CounterSummary, Next, StaffTicket};
use queue::{Act, Command};

use super::answers::{Answered, json, reply};
use super::bodies;
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

/// Opens a day that does not open by itself.
#[utoipa::path(post, path = "/api/v1/offices/{office}/day/open", tag = "staff", security(("staff" = [])),
    responses((status = 204, description = "the day is open"),
        (status = 409, description = "`day_closed`: each date has one day")))]
pub(super) async fn open_day(State(site): State<Arc<Site>>, sent: Sent) -> Answered {
    let desk = site.desk(&sent.head, For::Managers)?;
    let form = sent.form(bodies::open_day);
    // What was learned of earlier days is known to the office alone.
    let form = form.map(|date| Command::OpenDay { date, means: std::collections::BTreeMap::new() });
    let answer = submit(&desk, &sent, Subject::Hall, form).await?;
    Ok(reply(&site, &sent, answer))
}

/// Ends the day.
#[utoipa::path(post, path = "/api/v1/offices/{office}/day/close", tag = "staff", security(("staff" = [])),
    responses((status = 204, description = "the day is closed"),
        (status = 409, description = "`day_closed`: no day is open")))]
pub(super) async fn close_day(State(site): State<Arc<Site>>, sent: Sent) -> Answered {
    let desk = site.desk(&sent.head, For::Managers)?;
    let form = sent.form(bodies::nothing).map(|()| Command::CloseDay);
    let answer = submit(&desk, &sent, Subject::Hall, form).await?;
    Ok(reply(&site, &sent, answer))
}

/// An act at a counter. `stand_in` asks for the same right as the act that a wrong body could not give.
async fn at_counter(site: &Site, sent: &Sent, reader: Reader<(Hand, Act)>, stand_in: Act) -> Answered {
    let desk = site.desk(&sent.head, For::Clerks)?;
    let counter = sent.head.param("counter").to_owned();
    let subject = Subject::Counter(counter.clone(), stand_in);
    let form = sent.form(reader).map(|(in_hand, act)| Command::At { counter, in_hand, act });
    let answer = submit(&desk, sent, subject, form).await?;
    Ok(reply(site, sent, answer))
}
