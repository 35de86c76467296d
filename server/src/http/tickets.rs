//! What staff, and in part the kiosk that gave it, do with a ticket that no counter has in hand.
use std::sync::Arc;

use axum::extract::State;
use protocol::{Code, DeviceKind, FieldError, StaffTicket};
use queue::{Command, Number, TicketAct};

use super::answers::{Answered, reply};
use super::bodies::ticket;
use super::callers::For;
use super::fields::{Form, Reader};
use super::head::Head;
use super::problem::No;
use super::sent::Sent;
use super::site::Site;
use super::submit::{Subject, submit};

/// Gives a ticket another priority, or none: the kiosk that gave it within the first minute, staff as long as it
/// waits.
#[utoipa::path(post, path = "/api/v1/offices/{office}/tickets/{number}/priority", tag = "device",
    security(("device" = []), ("staff" = [])),
    responses((status = 200, body = StaffTicket, description = "the ticket"),
        (status = 409, description = "`not_waiting`, `wrong_state` (a kiosk after its minute), `day_closed`")))]
pub(super) async fn change_priority(State(site): State<Arc<Site>>, sent: Sent) -> Answered {
    act(&site, &sent, For::KiosksAndClerks, Subject::GivenTicket, ticket::change_priority).await
}

/// A no-show has come to a clerk: waits again, behind the next few or in front of all.
#[utoipa::path(post, path = "/api/v1/offices/{office}/tickets/{number}/return", tag = "staff",
    security(("staff" = [])),
    responses((status = 200, body = StaffTicket, description = "the ticket"),
        (status = 409, description = "`wrong_state`, `day_closed`")))]
pub(super) async fn take_back(State(site): State<Arc<Site>>, sent: Sent) -> Answered {
    act(&site, &sent, For::Clerks, Subject::Ticket, ticket::take_back).await
}

/// The number is given up.
#[utoipa::path(post, path = "/api/v1/offices/{office}/tickets/{number}/cancel", tag = "staff",
    security(("staff" = [])),
    responses((status = 200, body = StaffTicket, description = "the ticket"),
        (status = 409, description = "`not_waiting`, `day_closed`")))]
pub(super) async fn cancel(State(site): State<Arc<Site>>, sent: Sent) -> Answered {
    act(&site, &sent, For::Clerks, Subject::Ticket, ticket::cancel).await
}

/// Has the ticket printed once more, at a kiosk of this office.
#[utoipa::path(post, path = "/api/v1/offices/{office}/tickets/{number}/reprint", tag = "staff",
    security(("staff" = [])),
    responses((status = 204, description = "the kiosk is asked; it says `printed` when it has done it"),
        (status = 409, description = "`day_closed`")))]
pub(super) async fn reprint(State(site): State<Arc<Site>>, sent: Sent) -> Answered {
    act(&site, &sent, For::Clerks, Subject::Ticket, ticket::reprint).await
}

/// The number in the path; one out of form is as unknown as one that was not issued.
pub(super) fn number(head: &Head) -> Result<Number, No> {
    let unknown = |_| No::new(Code::UnknownTicket, "no such number was issued today");
    head.param("number").parse().map_err(unknown)
}

/// Only a kiosk of this office prints.
fn at_kiosk(site: &Site, sent: &Sent, mut form: Form<TicketAct>) -> Result<Form<TicketAct>, No> {
    let Some(TicketAct::Reprint { device: name }) = &form.value else { return Ok(form) };
    let office = sent.head.param("office");
    let devices = site.accounts.devices()?;
    let known = devices.iter().filter(|status| status.revoked_at_ms.is_none()).any(|status| {
        let device = &status.device;
        device.office == office && device.kind == DeviceKind::Kiosk && device.name == *name
    });
    if !known {
        let detail = "is no kiosk of this office".to_owned();
        form = Form { value: None, errors: vec![FieldError { field: "device".to_owned(), detail }], ..form };
    }
    Ok(form)
}

async fn act(
    site: &Site,
    sent: &Sent,
    whom: For,
    subject: fn(Number) -> Subject,
    reader: Reader<TicketAct>,
) -> Answered {
    let desk = site.desk(&sent.head, whom)?;
    let number = number(&sent.head)?;
    let form = at_kiosk(site, sent, sent.form(reader))?.map(|act| Command::Ticket { number, act });
    let answer = submit(&desk, sent, subject(number), form).await?;
    Ok(reply(site, answer))
}
