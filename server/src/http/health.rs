//! Whether the process lives, whether it can work, and what it counts.
use std::sync::Arc;

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use super::answers::Answered;
use super::metrics;
use super::problem::No;
use super::site::Site;

pub(super) async fn healthz() -> &'static str {
    "ok"
}

/// Every office's log must be open and writable.
pub(super) async fn readyz(State(site): State<Arc<Site>>) -> Answered {
    let unready = site.offices.iter().filter_map(|(code, office)| {
        let reason = match office {
            Ok(office) => office.health().err()?,
            Err(reason) => reason.clone(),
        };
        Some(format!("{code}: {reason}"))
    });
    let unready: Vec<_> = unready.collect();
    if !unready.is_empty() {
        return Err(No::storage(&unready.join("; ")));
    }
    let mut words = vec!["ok".to_owned()];
    for (code, office) in site.offices.iter() {
        let Ok(office) = office else { continue };
        if office.read(|view| view.waits_for_confirmation()).await? {
            words.push(format!("{code}: the date is far from the last day's; a manager must open the day"));
        }
    }
    words.extend(site.offices.space_warning());
    Ok(words.join("\n").into_response())
}

pub(super) async fn counted() -> Response {
    let text = (header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8");
    ([text], metrics::rendered()).into_response()
}
