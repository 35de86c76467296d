//! Whether the process lives, whether it can work, and what it counts.
use std::sync::Arc;

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use futures_util::future::join_all;

use super::answers::Answered;
use super::metrics;
use super::problem::No;
use super::site::Site;
use super::tokens::PATIENCE;
use crate::office::{Fault, Office};

pub(super) async fn healthz() -> &'static str {
    "ok"
}

/// Every office's log must be open and writable.
pub(super) async fn readyz(State(site): State<Arc<Site>>) -> Answered {
    let looks = site.offices.iter().map(|(code, office)| async move { (code, look(office).await) });
    let (mut words, mut unready) = (vec!["ok".to_owned()], Vec::new());
    for (code, look) in join_all(looks).await {
        match look {
            Ok(word) => words.extend(word.map(|word| format!("{code}: {word}"))),
            Err(reason) => unready.push(format!("{code}: {reason}")),
        }
    }
    if !unready.is_empty() {
        return Err(No::storage(&unready.join("; ")));
    }
    words.extend(site.offices.space_warning());
    Ok(words.join("\n").into_response())
}

/// What somebody should know about an office; `Err` gives the reason why it can't work.
pub(super) async fn look(office: &Result<Office, String>) -> Result<Option<&'static str>, String> {
    let office = office.as_ref().map_err(Clone::clone)?;
    // Who could not write tries again by itself, and is not asked: a failing disk lets everybody wait.
    office.health()?;
    let waits = tokio::time::timeout(PATIENCE, office.read(|view| view.waits_for_confirmation())).await;
    office.health()?;
    let waits = waits.map_err(|_| "does not answer")?.map_err(|fault| match fault {
        Fault::Storage => "the log can't be read",
        Fault::Busy => "too much waits to be done",
    })?;
    Ok(waits.then_some("the date is far from the last day's; a manager must open the day"))
}

pub(super) async fn counted() -> Response {
    let text = (header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8");
    ([text], metrics::rendered()).into_response()
}
