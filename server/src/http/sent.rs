//! A state-changing request: its head, its key and its JSON body, all in form. Which fields the body needs, and
//! who may send it, is looked at later.
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::{HeaderMap, header};
use http_body_util::BodyExt;
use protocol::{Code, Problem};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::bodies;
use super::fields::{Form, Reader};
use super::head::Head;
use super::kinds::whole;
use super::problem::No;
use super::site::Site;
use crate::office::Key;

/// The largest body, bytes.
const BODY_MAX: usize = 64 * 1024;
/// How much of a body that is too large is still taken in, so that its sender comes to read the answer.
const DRAINED_MAX: usize = 8 * 1024 * 1024;
/// How long a body may take to arrive.
const BODY_TIME: Duration = Duration::from_secs(10);

/// A state-changing request, in form.
pub(super) struct Sent {
    pub(super) head: Head,
    /// The caller's `Idempotency-Key`.
    pub(super) key: Option<String>,
    body: Value,
}

impl FromRequest<Arc<Site>> for Sent {
    type Rejection = No;

    async fn from_request(request: Request, site: &Arc<Site>) -> Result<Self, No> {
        let (mut parts, body) = request.into_parts();
        let head = Head::from_request_parts(&mut parts, site).await?;
        let key = head.idempotency_key()?;
        let bytes = gathered(body, &head.headers).await?;
        if !bytes.is_empty() {
            json_declared(&head.headers)?;
        }
        Ok(Self { head, key, body: parsed(&bytes)? })
    }
}

impl Sent {
    /// Reads the body.
    pub(super) fn form<T>(&self, reader: Reader<T>) -> Form<T> {
        Form::read(&self.body, reader)
    }

    /// Reads a body whose fields name nothing that only an office knows.
    pub(super) fn read<T>(&self, reader: Reader<T>) -> Result<T, No> {
        let form = self.form(reader);
        form.value.ok_or_else(|| No::invalid(form.errors))
    }

    /// The caller's key with what it is for.
    pub(super) fn key_of(&self, caller: String) -> Option<Key> {
        let key = self.key.clone()?;
        Some(Key { caller, key, request: self.fingerprint() })
    }

    /// What makes this request the same as another: method, path and the body as parsed.
    fn fingerprint(&self) -> [u8; 32] {
        let mut text = format!("{} {}\n", self.head.method, self.head.route);
        for (name, value) in &self.head.params {
            text.push_str(&format!("{}={}\n", name, Value::from(value.as_str())));
        }
        canonical(&self.body, &mut text);
        Sha256::digest(text).into()
    }
}

/// Reads a body as the operation of this id would, and gives nothing or the problem that would be answered. What
/// only an office knows, such as its services, is not looked at.
///
/// # Errors
/// The problem: `malformed`, or `invalid` with every wrong field.
///
/// # Panics
/// When no operation has this id.
pub fn check_body(operation: &str, bytes: &[u8]) -> Result<(), Problem> {
    let body = parsed(bytes).map_err(No::into_problem)?;
    let errors = (bodies::of(operation).expect("the operation is one of `operations`").wrong)(&body);
    if errors.is_empty() { Ok(()) } else { Err(No::invalid(errors).into_problem()) }
}

/// The value that bytes stand for; none stand for `{}`.
pub(super) fn parsed(bytes: &[u8]) -> Result<Value, No> {
    if bytes.is_empty() {
        return Ok(Value::Object(Map::new()));
    }
    let body = serde_json::from_slice(bytes)
        .map_err(|error| No::new(Code::Malformed, format!("the body is not JSON: {error}")))?;
    Ok(composed(body))
}

async fn gathered(body: Body, headers: &HeaderMap) -> Result<Vec<u8>, No> {
    let length = headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    if length.is_some_and(|length: usize| length > DRAINED_MAX) {
        return Err(too_large());
    }
    let late = |_| No::new(Code::Malformed, "the body did not arrive in time");
    tokio::time::timeout(BODY_TIME, drained(body)).await.map_err(late)?
}

async fn drained(mut body: Body) -> Result<Vec<u8>, No> {
    let mut bytes = Vec::new();
    let mut length = 0;
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| No::new(Code::Malformed, "the body broke off"))?;
        let Ok(data) = frame.into_data() else { continue };
        length += data.len();
        if length <= BODY_MAX {
            bytes.extend_from_slice(&data);
        }
        if length > DRAINED_MAX {
            break;
        }
    }
    if length > BODY_MAX { Err(too_large()) } else { Ok(bytes) }
}

fn too_large() -> No {
    No::new(Code::TooLarge, format!("a body may have {BODY_MAX} bytes"))
}

/// `application/json`, in UTF-8 and not compressed.
fn json_declared(headers: &HeaderMap) -> Result<(), No> {
    let text = |name| headers.get(name).map(|value| value.to_str().unwrap_or_default().to_ascii_lowercase());
    let media_type = text(header::CONTENT_TYPE).unwrap_or_default();
    let mut parts = media_type.split(';').map(str::trim);
    let json = parts.next() == Some("application/json");
    let utf8 = parts.all(|part| match part.split_once('=') {
        Some(("charset", charset)) => matches!(charset.trim_matches('"'), "utf-8" | "utf8"),
        Some(_) | None => true,
    });
    let plain = text(header::CONTENT_ENCODING).is_none_or(|encoding| encoding == "identity");
    if json && utf8 && plain {
        return Ok(());
    }
    Err(No::new(Code::WrongMediaType, "a body must be application/json in UTF-8"))
}

/// The same value with composed texts (NFC).
fn composed(value: Value) -> Value {
    match value {
        Value::String(text) if !is_nfc(&text) => Value::String(text.nfc().collect()),
        Value::Array(items) => Value::Array(items.into_iter().map(composed).collect()),
        Value::Object(fields) => {
            Value::Object(fields.into_iter().map(|(key, value)| (key, composed(value))).collect())
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value,
    }
}

/// One spelling for equal values: fields by name, no spaces, `3.0` as `3`.
fn canonical(value: &Value, text: &mut String) {
    match value {
        Value::Object(fields) => {
            let mut fields: Vec<_> = fields.iter().collect();
            fields.sort_by_key(|(name, _)| *name);
            text.push('{');
            for (name, value) in fields {
                text.push_str(&Value::from(name.as_str()).to_string());
                text.push(':');
                canonical(value, text);
                text.push(',');
            }
            text.push('}');
        }
        Value::Array(items) => {
            text.push('[');
            for item in items {
                canonical(item, text);
                text.push(',');
            }
            text.push(']');
        }
        Value::Number(number) => match whole(value) {
            Some(whole) => text.push_str(&whole.to_string()),
            None => text.push_str(&number.to_string()),
        },
        Value::Null | Value::Bool(_) | Value::String(_) => text.push_str(&value.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelled(json: &str) -> String {
        let mut text = String::new();
        canonical(&composed(serde_json::from_str(json).unwrap()), &mut text);
        text
    }

    #[test]
    fn equal_bodies_have_one_spelling() {
        for (one, other) in [
            (r#"{"a":1,"b":[2,{"c":null}]}"#, "{ \"b\": [2.0, {\"c\": null}], \"a\": 1e0 }"),
            (r#"{"a":"\u1ec7"}"#, r#"{"a":"e\u0323\u0302"}"#),
        ] {
            assert_eq!(spelled(one), spelled(other));
        }
    }

    #[test]
    fn different_bodies_have_different_spellings() {
        let bodies = [
            "{}",
            r#"{"a":1}"#,
            r#"{"a":"1"}"#,
            r#"{"a":null}"#,
            r#"{"a":[1]}"#,
            r#"{"a":[1,[]]}"#,
            r#"{"a":1.5}"#,
        ];
        for (index, one) in bodies.iter().enumerate() {
            for other in &bodies[index + 1..] {
                assert_ne!(spelled(one), spelled(other));
            }
        }
    }

    #[test]
    fn only_json_in_utf8_is_taken() {
        let declared = |value: &str| {
            let headers = HeaderMap::from_iter([(header::CONTENT_TYPE, value.parse().unwrap())]);
            json_declared(&headers).is_ok()
        };
        for right in
            ["application/json", "Application/JSON; charset=UTF-8", "application/json;charset=\"utf-8\""]
        {
            assert!(declared(right), "{right}");
        }
        for wrong in ["text/plain", "application/jsonx", "application/json; charset=latin1", ""] {
            assert!(!declared(wrong), "{wrong}");
        }
        assert!(json_declared(&HeaderMap::new()).is_err());
    }
}
