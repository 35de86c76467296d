//! Pages for browsers: the holder's own ticket and the one-time link for the first administrator.
use std::sync::Arc;

use axum::Form;
use axum::extract::State;
use axum::extract::rejection::FormRejection;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use protocol::Code;
use serde::Deserialize;
use texts::Words;

use super::head::Head;
use super::problem::No;
use super::site::Site;
use super::tokens::{self, Found};
use crate::accounts::AccountError;
use crate::office::Fault;
use crate::pages::{self, TicketNews};
use crate::words;

/// Where no office says another.
const FIRST_LANGUAGE: &str = "vi";

/// What a page may load: its own style and nothing else.
const PAGE_POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
);

/// `/t/{token}`: one's own ticket.
pub(super) async fn ticket(State(site): State<Arc<Site>>, head: Head) -> Response {
    let words = spoken(&head, FIRST_LANGUAGE);
    match tokens::find(&site, &head).await {
        Ok(found) => match news(found, head.query("p")).await {
            Ok(news) => page(StatusCode::OK, shown(&head, &news)),
            Err(fault) => missing(&fault.into(), &words),
        },
        Err(no) => missing(&no, &words),
    }
}

/// `GET /setup/{code}`: the form for the first administrator.
pub(super) async fn setup(State(site): State<Arc<Site>>, head: Head) -> Response {
    let words = spoken(&head, FIRST_LANGUAGE);
    match site.accounts.is_setup_open(head.param("code")) {
        Ok(true) => page(StatusCode::OK, pages::setup(&words, false)),
        Ok(false) => page(StatusCode::NOT_FOUND, pages::setup_used(&words)),
        Err(error) => failed(&error, &words),
    }
}

/// The first administrator's name and password.
#[derive(Deserialize)]
pub(super) struct Admin {
    user: String,
    password: String,
}

/// `POST /setup/{code}`: makes the first administrator.
pub(super) async fn set_up(
    State(site): State<Arc<Site>>,
    head: Head,
    form: Result<Form<Admin>, FormRejection>,
) -> Response {
    let words = spoken(&head, FIRST_LANGUAGE);
    let Ok(Form(admin)) = form else {
        return page(StatusCode::UNPROCESSABLE_ENTITY, pages::setup(&words, true));
    };
    let (accounts, code) = (site.accounts.clone(), head.param("code").to_owned());
    let user = admin.user.clone();
    let made =
        tokio::task::spawn_blocking(move || accounts.first_admin(&code, &admin.user, &admin.password)).await;
    match made {
        Ok(Ok(())) => page(StatusCode::CREATED, pages::setup_done(&words, &user)),
        Ok(Err(error)) => not_made(&error, &words),
        Err(error) => failed(&error.into(), &words),
    }
}

/// `/assets/style.css`.
pub(super) async fn style() -> Response {
    let css = HeaderValue::from_static("text/css; charset=utf-8");
    let hour = HeaderValue::from_static("public, max-age=3600");
    ([(header::CONTENT_TYPE, css), (header::CACHE_CONTROL, hour)], pages::STYLE).into_response()
}

async fn news(found: Found, chosen: Option<String>) -> Result<TicketNews, Fault> {
    let letter = found.ticket.service.parse().ok();
    let read = found.office.read(move |view| (view.office(), view.board(), view.procedures(letter)));
    let (office, board, procedures) = read.await?;
    Ok(TicketNews { ticket: found.ticket, office, board, procedures, chosen })
}

fn shown(head: &Head, news: &TicketNews) -> String {
    let first = news.office.languages.first().map_or(FIRST_LANGUAGE, String::as_str);
    pages::ticket(news, &spoken(head, first))
}

fn missing(no: &No, words: &Words<'_>) -> Response {
    match no.code() {
        Code::UnknownTicket => page(StatusCode::NOT_FOUND, pages::unknown_ticket(words)),
        Code::SlowDown => later(StatusCode::TOO_MANY_REQUESTS, no, words),
        _ => later(StatusCode::SERVICE_UNAVAILABLE, no, words),
    }
}

fn not_made(error: &AccountError, words: &Words<'_>) -> Response {
    match error {
        AccountError::SetupClosed => page(StatusCode::NOT_FOUND, pages::setup_used(words)),
        AccountError::Fault(error) => failed(error, words),
        _ => page(StatusCode::UNPROCESSABLE_ENTITY, pages::setup(words, true)),
    }
}

fn failed(error: &anyhow::Error, words: &Words<'_>) -> Response {
    tracing::error!("a page could not be made: {error:#}");
    later(StatusCode::SERVICE_UNAVAILABLE, &Fault::Storage.into(), words)
}

/// Not now; says when to come again, as the refusal does.
fn later(status: StatusCode, no: &No, words: &Words<'_>) -> Response {
    let mut response = page(status, pages::away(words));
    if let Some(seconds) = no.retry_after_s() {
        response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
    }
    response
}

fn page(status: StatusCode, html: String) -> Response {
    let mut response = (status, Html(html)).into_response();
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, PAGE_POLICY);
    response
}

/// The first language the browser asks for that pages are written in, else the office's.
fn spoken<'a>(head: &'a Head, first: &'a str) -> Words<'static> {
    let asked = head.text(header::ACCEPT_LANGUAGE).unwrap_or_default();
    let tags = asked.split(',').map(|tag| tag.trim().split(['-', ';']).next().unwrap_or_default());
    let known = tags.into_iter().find(|tag| words::all().knows(tag));
    words::all().speak(known.unwrap_or(first), first)
}
