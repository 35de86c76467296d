//! What a request is answered when all went well.
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::problem::No;
use super::site::Site;
use crate::office::{Answer, Reply};

/// What a handler gives.
pub(super) type Answered = Result<Response, No>;

/// A value as JSON.
pub(super) fn json(value: &impl Serialize) -> Response {
    with_status(StatusCode::OK, value)
}

/// Something was made.
pub(super) fn created(value: &impl Serialize) -> Response {
    with_status(StatusCode::CREATED, value)
}

/// JSON that is encoded already.
pub(super) fn encoded(json: axum::body::Bytes) -> Response {
    typed(StatusCode::OK, json.into())
}

/// Done, and nothing to say.
pub(super) fn nothing() -> Response {
    StatusCode::NO_CONTENT.into_response()
}

/// The answer of an office. A number that was given before, under the same key, is no new one: 200, not 201.
pub(super) fn reply(site: &Site, answer: Answer) -> Response {
    match answer.reply {
        Reply::Nothing => nothing(),
        Reply::Counter(counter) => json(&counter),
        Reply::Next(next) => json(&next),
        Reply::Ticket(ticket) => json(&ticket),
        Reply::Public(ticket) => json(&ticket),
        Reply::Issued(mut ticket) => {
            ticket.url = site.public_url.as_ref().map(|url| url.ticket(&ticket.token));
            with_status(if answer.again { StatusCode::OK } else { StatusCode::CREATED }, &ticket)
        }
    }
}

/// The answer of an office that has made something: 201, when it was made before 200.
pub(super) fn made(site: &Site, answer: Answer) -> Response {
    let again = answer.again;
    let mut response = reply(site, answer);
    if !again {
        *response.status_mut() = StatusCode::CREATED;
    }
    response
}

fn with_status(status: StatusCode, value: &impl Serialize) -> Response {
    typed(status, serde_json::to_vec(value).expect("answers are plain JSON").into())
}

fn typed(status: StatusCode, body: axum::body::Body) -> Response {
    let mut response = (status, body).into_response();
    let json = HeaderValue::from_static("application/json");
    response.headers_mut().insert(header::CONTENT_TYPE, json);
    response
}
