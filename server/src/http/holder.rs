//! What the holder of a ticket does with it. The token behind the QR code is all that is needed.
use std::sync::Arc;

use axum::extract::State;
use protocol::PublicTicket;
use queue::{Actor, Caller, Command, HolderAct, Standing};

use super::answers::{Answered, made, reply};
use super::bodies::ticket;
use super::callers::Desk;
use super::fields::Reader;
use super::problem::No;
use super::sent::Sent;
use super::site::Site;
use super::submit::{Subject, submit};
use super::{origin, tokens};
use crate::office::Answer;

/// Gives the number up.
#[utoipa::path(post, path = "/api/v1/tickets/{token}/cancel", tag = "public",
    responses((status = 200, body = PublicTicket, description = "the ticket"),
        (status = 403, description = "`forbidden`: another origin"),
        (status = 409, description = "`not_waiting`, `day_closed`")))]
pub(super) async fn cancel_own(State(site): State<Arc<Site>>, sent: Sent) -> Answered {
    let answer = act(&site, &sent, ticket::cancel_own).await?;
    Ok(reply(&site, answer))
}

/// Needs more time: waits behind the next few.
#[utoipa::path(post, path = "/api/v1/tickets/{token}/later", tag = "public",
    responses((status = 200, body = PublicTicket, description = "the ticket"),
        (status = 403, description = "`forbidden`: another origin"),
        (status = 409, description = "`not_waiting`, `limit_reached`, `day_closed`")))]
pub(super) async fn put_later(State(site): State<Arc<Site>>, sent: Sent) -> Answered {
    let answer = act(&site, &sent, ticket::put_later).await?;
    Ok(reply(&site, answer))
}

/// Is back after a no-show: waits again behind the next few.
#[utoipa::path(post, path = "/api/v1/tickets/{token}/return", tag = "public",
    responses((status = 200, body = PublicTicket, description = "the ticket"),
        (status = 403, description = "`forbidden`: another origin"),
        (status = 409, description = "`wrong_state`, `limit_reached`, `day_closed`")))]
pub(super) async fn return_own(State(site): State<Arc<Site>>, sent: Sent) -> Answered {
    let answer = act(&site, &sent, ticket::return_own).await?;
    Ok(reply(&site, answer))
}

/// Says once what the visit was like, when it is over.
#[utoipa::path(post, path = "/api/v1/tickets/{token}/rating", tag = "public",
    responses((status = 201, body = PublicTicket, description = "the ticket"),
        (status = 200, body = PublicTicket, description = "the ticket; this key has rated it before"),
        (status = 403, description = "`forbidden`: another origin"),
        (status = 409, description = "`wrong_state`")))]
pub(super) async fn rate(State(site): State<Arc<Site>>, sent: Sent) -> Answered {
    let answer = act(&site, &sent, ticket::rate).await?;
    Ok(made(&site, answer))
}

async fn act(site: &Site, sent: &Sent, reader: Reader<HolderAct>) -> Result<Answer, No> {
    origin::check(&sent.head, site.public_url.as_ref())?;
    let found = tokens::find(site, &sent.head).await?;
    let number = found.number;
    let caller = Caller { actor: Actor::Holder, standing: Standing::Holder };
    // Holders have no names, so a key is known by the ticket it is about.
    let desk = Desk { office: found.office, caller, owner: format!("holder:{number}") };
    let form = sent.form(reader).map(|act| Command::Holder { number, act });
    submit(&desk, sent, Subject::Hall, form).await
}
