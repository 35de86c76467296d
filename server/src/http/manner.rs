//! What holds for every request, whatever its route: the caller's address, its rate, headers of security, one
//! line in the server's own log, and an answer also when a handler panics.
use std::any::Any;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use protocol::Code;

use super::address::Peer;
use super::metrics;
use super::problem::No;
use super::site::Site;

/// The label of requests that no route takes.
pub(super) const NO_ROUTE: &str = "none";
/// Streams have their own limit, and ten thousand phones may come back at once.
const STREAMS_END: &str = "/events";
/// Nothing is loaded from anywhere, no page frames this, nothing is kept. Pages set their own.
const HEADERS: [(HeaderName, &str); 4] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'"),
    (header::CACHE_CONTROL, "no-store"),
];

/// Goes around every handler.
pub(super) async fn around(State(site): State<Arc<Site>>, mut request: Request, next: Next) -> Response {
    let begun = site.clock.monotonic();
    let peer = request.extensions().get::<Peer>().copied().unwrap_or_default();
    let peer = peer.behind(request.headers(), &site.trusted_proxies);
    request.extensions_mut().insert(peer);
    let method = request.method().clone();
    // The template only: the path itself may hold a token.
    let route = request.extensions().get::<MatchedPath>().cloned();
    let route = route.as_ref().map_or(NO_ROUTE, MatchedPath::as_str);
    let allowed = if route.ends_with(STREAMS_END) { Ok(()) } else { site.limits.request(peer.limited_as()) };
    let allowed = allowed.or_else(|no| if site.knows(request.headers()) { Ok(()) } else { Err(no) });
    let mut response = match allowed {
        Ok(()) => next.run(request).await,
        Err(no) => no.into_response(),
    };
    secure(response.headers_mut());
    let took = site.clock.monotonic().saturating_sub(begun);
    let status = response.status().as_u16();
    ::metrics::histogram!(metrics::REQUEST_SECONDS).record(took.as_secs_f64());
    metrics::request(route, metrics::class(status)).increment(1);
    if let Some(code) = response.extensions().get::<Code>() {
        metrics::refusal(*code).increment(1);
    }
    tracing::debug!(%method, route, status, ms = took.as_millis(), "request");
    response
}

/// No route takes the path.
pub(super) async fn unknown_path() -> No {
    No::new(Code::UnknownPath, "nothing is here")
}

/// The route does not take the method; axum adds `Allow`.
pub(super) async fn wrong_method() -> No {
    No::new(Code::WrongMethod, "the Allow header names the methods of this path")
}

/// A handler panicked. Whatever it had submitted was confirmed to nobody, so repeating it with its key is safe.
#[expect(clippy::needless_pass_by_value, reason = "the layer gives it away")]
pub(super) fn panicked(panic: Box<dyn Any + Send>) -> axum::http::Response<Body> {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no message");
    tracing::error!("a handler panicked: {text}");
    ::metrics::counter!(metrics::PANICS).increment(1);
    No::busy("something went wrong inside; repeat with the same key").into_response()
}

fn secure(headers: &mut HeaderMap) {
    for (name, value) in HEADERS {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
}
