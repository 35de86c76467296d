//! Calls of those who run the hall: its day.
use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::State;
use queue::Command;

use super::answers::{Answered, reply};
use super::bodies;
use super::callers::For;
use super::sent::Sent;
use super::site::Site;
use super::submit::{Subject, submit};

/// Opens a day that does not open by itself.
#[utoipa::path(post, path = "/api/v1/offices/{office}/day/open", tag = "staff", security(("staff" = [])),
    responses((status = 204, description = "the day is open"),
        (status = 409, description = "`day_closed`: each date has one day")))]
pub(super) async fn open_day(State(site): State<Arc<Site>>, sent: Sent) -> Answered {
    let desk = site.desk(&sent.head, For::Managers)?;
    let form = sent.form(bodies::open_day);
    // What was learned of earlier days is known to the office alone.
    let form = form.map(|date| Command::OpenDay { date, means: BTreeMap::new() });
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
