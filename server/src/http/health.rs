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
    let wall_ms = site.clock.wall_ms();
    let looks = site.offices.iter().map(|(code, office)| async move { (code, look(office, wall_ms).await) });
    let (mut words, mut unready) = (vec!["ok".to_owned()], Vec::new());
    for (code, look) in join_all(looks).await {
        match look {
            Ok(told) => words.extend(told.into_iter().map(|word| format!("{code}: {word}"))),
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
pub(super) async fn look(office: &Result<Office, String>, wall_ms: i64) -> Result<Vec<String>, String> {
    let office = office.as_ref().map_err(Clone::clone)?;
    // Who could not write tries again by itself, and is not asked: a failing disk lets everybody wait.
    office.health()?;
    let asked = office.read(|view| (view.waits_for_confirmation(), view.now.at_ms));
    let told = tokio::time::timeout(PATIENCE, asked).await;
    office.health()?;
    let (waits, at_ms) = told.map_err(|_| "does not answer")?.map_err(|fault| match fault {
        Fault::Storage => "the log can't be read",
        Fault::Busy => "too much waits to be done",
    })?;
    let waits = waits.then(|| "the date is far from the last day's; a manager must open the day".to_owned());
    Ok(waits.into_iter().chain(behind(at_ms - wall_ms)).collect())
}

/// Of a machine's clock that is behind the office's time.
fn behind(by_ms: i64) -> Option<String> {
    let minutes = by_ms / 60_000;
    (minutes > 0).then(|| {
        format!(
            "the machine's clock is {minutes} minutes behind the log, whose time goes on: set the clock right"
        )
    })
}

pub(super) async fn counted() -> Response {
    let text = (header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8");
    ([text], metrics::rendered()).into_response()
}
