//! Calls for anybody: offices, services, the board, and one's own ticket by its token. Event streams are in
//! `events`.
use std::sync::Arc;

use axum::extract::State;
use protocol::{Board, Code, Office, OfficeSummary, Procedure, PublicTicket, ServiceNow};
use queue::Letter;

use super::answers::{Answered, encoded, json};
use super::head::Head;
use super::problem::No;
use super::site::Site;
use super::tokens;

/// The offices of this server.
#[utoipa::path(get, path = "/api/v1/offices", tag = "public",
    responses((status = 200, body = [OfficeSummary], description = "every office that can answer")))]
pub(super) async fn offices(State(site): State<Arc<Site>>, _: Head) -> Answered {
    let mut offices = Vec::new();
    for (_, office) in site.offices.iter() {
        // An office that is damaged, or can't answer now, must not take the others with it; readyz names it.
        let Ok(office) = office else { continue };
        let Ok(summary) = office.read(|view| view.summary()).await else { continue };
        offices.push(summary);
    }
    Ok(json(&offices))
}

/// One office.
#[utoipa::path(get, path = "/api/v1/offices/{office}", tag = "public",
    responses((status = 200, body = Office, description = "the office")))]
pub(super) async fn office(State(site): State<Arc<Site>>, head: Head) -> Answered {
    let office = site.office(head.param("office"))?;
    Ok(json(&office.read(|view| view.office()).await?))
}

/// Every service now: whether a number may be taken, and how long the line is.
#[utoipa::path(get, path = "/api/v1/offices/{office}/services", tag = "public",
    responses((status = 200, body = [ServiceNow], description = "in the order of the kiosk")))]
pub(super) async fn services(State(site): State<Arc<Site>>, head: Head) -> Answered {
    let office = site.office(head.param("office"))?;
    Ok(json(&office.read(|view| view.services()).await?))
}

/// The catalogue of procedures and what to bring for each.
#[utoipa::path(get, path = "/api/v1/offices/{office}/procedures", tag = "public",
    params(("service" = Option<String>, Query, description = "the letter of a service", pattern = "^[A-Z]$")),
    responses((status = 200, body = [Procedure], description = "of one service or of all")))]
pub(super) async fn procedures(State(site): State<Arc<Site>>, head: Head) -> Answered {
    let office = site.office(head.param("office"))?;
    let unknown = || No::new(Code::UnknownService, "this office has no such service");
    let letter =
        head.query("service").map(|letter| letter.parse::<Letter>()).transpose().map_err(|_| unknown())?;
    let procedures = office.read(move |view| {
        let known = letter.is_none_or(|letter| view.office_data().service(letter).is_some());
        known.then(|| view.procedures(letter))
    });
    Ok(json(&procedures.await?.ok_or_else(unknown)?))
}

/// The board of the lobby.
#[utoipa::path(get, path = "/api/v1/offices/{office}/board", tag = "public",
    responses((status = 200, body = Board, description = "as of its `seq`")))]
pub(super) async fn board(State(site): State<Arc<Site>>, head: Head) -> Answered {
    let office = site.office(head.param("office"))?;
    // Published before whoever acted was answered, so this needs no turn in the office's inbox.
    let board = office.published().borrow().board_now(site.clock.monotonic());
    Ok(encoded(board))
}

/// One's own ticket.
#[utoipa::path(get, path = "/api/v1/tickets/{token}", tag = "public",
    responses((status = 200, body = PublicTicket, description = "the ticket")))]
pub(super) async fn ticket(State(site): State<Arc<Site>>, head: Head) -> Answered {
    let found = tokens::find(&site, &head).await?;
    Ok(json(&found.ticket))
}
