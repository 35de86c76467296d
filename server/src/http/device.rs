//! Calls of kiosks and displays.
use std::sync::Arc;

use axum::extract::State;
use protocol::{Code, IssuedTicket};
use queue::Command;

use super::answers::{Answered, nothing, reply};
use super::bodies;
use super::callers::{For, bearer, device_owner};
use super::problem::No;
use super::sent::Sent;
use super::site::Site;
use super::submit::{Subject, submit};
use super::tickets;

/// A person takes a number, at a kiosk or from a clerk.
#[utoipa::path(post, path = "/api/v1/offices/{office}/tickets", tag = "device",
    security(("device" = []), ("staff" = [])),
    responses(
        (status = 201, body = IssuedTicket, description = "the number"),
        (status = 200, body = IssuedTicket, description = "the number that this key got before"),
        (status = 409, description = "`service_closed`, `limit_reached`, `day_closed`")))]
pub(super) async fn issue(State(site): State<Arc<Site>>, sent: Sent) -> Answered {
    if bearer(&sent.head.headers).is_some() && sent.key.is_none() {
        return Err(No::new(Code::Malformed, "a device must name its request by an Idempotency-Key"));
    }
    let desk = site.desk(&sent.head, For::KiosksAndClerks)?;
    let form = sent.form(bodies::issue).map(Command::Issue);
    let answer = submit(&desk, &sent, Subject::Hall, form).await?;
    Ok(reply(&site, answer))
}

/// A kiosk tells whether the paper came out.
#[utoipa::path(post, path = "/api/v1/offices/{office}/tickets/{number}/printed", tag = "device",
    security(("device" = [])),
    responses((status = 204, description = "noted")))]
pub(super) async fn printed(State(site): State<Arc<Site>>, sent: Sent) -> Answered {
    let desk = site.desk(&sent.head, For::Kiosks)?;
    let number = tickets::number(&sent.head)?;
    let form = sent.form(bodies::printed).map(|(ok, problem)| Command::Printed { number, ok, problem });
    let answer = submit(&desk, &sent, Subject::Ticket(number), form).await?;
    Ok(reply(&site, answer))
}

/// Somebody at this device needs a person: clerks and managers are told.
#[utoipa::path(post, path = "/api/v1/offices/{office}/help", tag = "device", security(("device" = [])),
    responses((status = 204, description = "they are told")))]
pub(super) async fn call_help(State(site): State<Arc<Site>>, sent: Sent) -> Answered {
    let desk = site.desk(&sent.head, For::Devices)?;
    let form = sent.form(bodies::nothing).map(|()| Command::CallHelp);
    let answer = submit(&desk, &sent, Subject::Hall, form).await?;
    Ok(reply(&site, answer))
}

/// A device's sign of life, shown to managers; not in the log.
#[utoipa::path(post, path = "/api/v1/offices/{office}/heartbeat", tag = "device",
    security(("device" = [])),
    responses((status = 204, description = "noted")))]
pub(super) async fn heartbeat(State(site): State<Arc<Site>>, sent: Sent) -> Answered {
    let device = site.device(&sent.head)?;
    let heartbeat = sent.read(bodies::heartbeat)?;
    let key = sent.key_of(device_owner(&device));
    site.accounts.seen(&device, &heartbeat, key.as_ref())?;
    Ok(nothing())
}
