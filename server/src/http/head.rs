//! What a request says before its body: path, headers, who is at the other end. Everything that is out of form
//! is refused here with 400, before anybody looks at credentials.
use std::sync::Arc;

use axum::extract::{FromRequestParts, MatchedPath, RawPathParams};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, Uri, header};
use protocol::Code;

use super::address::Peer;
use super::problem::No;
use super::site::Site;

/// Longest `Idempotency-Key`.
const KEY_MAX: usize = 64;
/// The header that names a request, so that it can be repeated.
pub(super) const IDEMPOTENCY_KEY: &str = "idempotency-key";
const LAST_EVENT_ID: &str = "last-event-id";

/// The head of a request, in form.
pub(super) struct Head {
    pub(super) method: Method,
    pub(super) headers: HeaderMap,
    /// Who is at the other end.
    pub(super) peer: Peer,
    /// The path's template.
    pub(super) route: String,
    /// What stands in the path for each name of the template.
    pub(super) params: Vec<(String, String)>,
    uri: Uri,
}

impl FromRequestParts<Arc<Site>> for Head {
    type Rejection = No;

    async fn from_request_parts(parts: &mut Parts, site: &Arc<Site>) -> Result<Self, No> {
        let params = RawPathParams::from_request_parts(parts, site)
            .await
            .map_err(|_| No::new(Code::Malformed, "the path is not UTF-8"))?;
        let params = params.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        let route = parts.extensions.get::<MatchedPath>().map(|path| path.as_str().to_owned());
        Ok(Self {
            method: parts.method.clone(),
            peer: parts.extensions.get::<Peer>().copied().unwrap_or_default(),
            route: route.unwrap_or_default(),
            params,
            uri: parts.uri.clone(),
            headers: parts.headers.clone(),
        })
    }
}

impl Head {
    /// What stands in the path for this name.
    pub(super) fn param(&self, name: &str) -> &str {
        let found = self.params.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value)
    }

    /// What the query says for this name; the first counts.
    pub(super) fn query(&self, name: &str) -> Option<String> {
        let pairs = axum::extract::Query::<Vec<(String, String)>>::try_from_uri(&self.uri).ok()?;
        pairs.0.into_iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    /// A header as text; `None` when it is absent or not visible ASCII.
    pub(super) fn text(&self, name: impl header::AsHeaderName) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The key that a device or a person of the staff gave this request.
    pub(super) fn idempotency_key(&self) -> Result<Option<String>, No> {
        let wrong = || No::new(Code::Malformed, "Idempotency-Key is not 1 to 64 visible ASCII characters");
        let Some(key) = self.single(IDEMPOTENCY_KEY)? else { return Ok(None) };
        let in_form = (1..=KEY_MAX).contains(&key.len()) && key.iter().all(u8::is_ascii_graphic);
        let key = if in_form { String::from_utf8(key.to_vec()).ok() } else { None };
        key.map(Some).ok_or_else(wrong)
    }

    /// Where an event stream is to go on. A number too large for any log is above every log's last.
    pub(super) fn last_event_id(&self) -> Result<Option<u64>, No> {
        let Some(id) = self.single(LAST_EVENT_ID)? else { return Ok(None) };
        if id.is_empty() || !id.iter().all(u8::is_ascii_digit) {
            return Err(No::new(Code::Malformed, "Last-Event-ID is not a number"));
        }
        let id =
            id.iter().try_fold(0_u64, |sum, digit| sum.checked_mul(10)?.checked_add(u64::from(digit - b'0')));
        Ok(Some(id.unwrap_or(u64::MAX)))
    }

    fn single(&self, name: &str) -> Result<Option<&[u8]>, No> {
        let mut values = self.headers.get_all(name).iter();
        let first = values.next().map(|value| value.as_bytes());
        if values.next().is_some() {
            return Err(No::new(Code::Malformed, format!("{name} is there twice")));
        }
        Ok(first)
    }
}
