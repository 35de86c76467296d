//! The problems that operations answer: for each status the codes it can have, so that whoever reads the document
//! knows every "no" there is. Handlers say in words which refusals they have; those words are read here.
use protocol::Code;
use serde_json::{Value, json};

use super::super::problem::word;
use super::reference;

/// Statuses whose problems are the same wherever they are answered.
const SHARED: [(&str, &[Code]); 8] = [
    ("400", &[Code::Malformed]),
    ("401", &[Code::Unauthenticated]),
    ("403", &[Code::Forbidden]),
    ("413", &[Code::TooLarge]),
    ("415", &[Code::WrongMediaType]),
    ("422", &[Code::Invalid]),
    ("429", &[Code::SlowDown]),
    ("503", &[Code::StorageUnavailable, Code::Busy]),
];

/// What the path, the query or the body of an operation may name that is not there.
const NAMES: [(&str, Code); 8] = [
    ("office", Code::UnknownOffice),
    ("counter", Code::UnknownCounter),
    ("letter", Code::UnknownService),
    ("service", Code::UnknownService),
    ("number", Code::UnknownTicket),
    ("token", Code::UnknownTicket),
    ("pairing", Code::UnknownPairing),
    ("code", Code::UnknownPairing),
];

/// The responses that operations share.
pub(super) fn shared() -> Value {
    let response = |(status, codes): (&str, &[Code])| {
        let mut response = json!({"description": listed(codes), "content": content(status, codes)});
        if matches!(status, "429" | "503") {
            response["headers"] = json!({"Retry-After": reference("headers", "RetryAfter")});
        }
        (status.to_owned(), response)
    };
    Value::Object(SHARED.into_iter().map(response).collect())
}

/// Adds to an operation the problems that its handler does not mention, and gives all of them their shape.
pub(super) fn complete(path: &str, changes: bool, signed_in: bool, operation: &mut Value) {
    let mut shared = vec!["400", "429", "503"];
    if signed_in {
        shared.extend(["401", "403"]);
    }
    if changes {
        shared.extend(["413", "415", "422"]);
    }
    for status in shared {
        operation["responses"][status] = reference("responses", status);
    }
    let unknown = unknown(path, operation);
    if !unknown.is_empty() {
        let own = operation["responses"]["404"]["description"].as_str().map(str::to_owned);
        let words = [own, Some(listed(&unknown))].into_iter().flatten().collect::<Vec<_>>();
        operation["responses"]["404"] = json!({"description": words.join(", ")});
    }
    for (status, response) in operation["responses"].as_object_mut().into_iter().flatten() {
        if status.starts_with('4') && response.get("$ref").is_none() {
            let codes = told(response["description"].as_str().unwrap_or_default());
            response["content"] = content(status, &codes);
        }
    }
}

/// What is answered when something that the operation names is not there.
fn unknown(path: &str, operation: &Value) -> Vec<Code> {
    let in_query = operation["parameters"].as_array().into_iter().flatten();
    let in_query: Vec<_> = in_query.filter(|parameter| parameter["in"] == "query").collect();
    let body = &operation["requestBody"]["content"]["application/json"]["schema"]["properties"];
    let named = |name: &str| {
        path.contains(&format!("{{{name}}}"))
            || in_query.iter().any(|parameter| parameter["name"] == name)
            // An unknown number in a body is an unknown ticket; other names in it are wrong fields.
            || (name == "number" && body.get(name).is_some())
    };
    NAMES.into_iter().filter(|(name, _)| named(name)).map(|(_, code)| code).collect()
}

/// A problem of this status with one of these codes.
fn content(status: &str, codes: &[Code]) -> Value {
    let words: Vec<_> = codes.iter().map(|code| word(*code)).collect();
    let status: u16 = status.parse().unwrap_or_default();
    let narrowed = json!({"properties": {"status": {"const": status}, "code": {"enum": words}}});
    let schema = json!({"allOf": [reference("schemas", "Problem"), narrowed]});
    json!({"application/problem+json": {"schema": schema}})
}

/// The codes among the words that a description marks as such.
fn told(description: &str) -> Vec<Code> {
    let marked = description.split('`').skip(1).step_by(2);
    marked.filter_map(|word| serde_json::from_value(Value::from(word)).ok()).collect()
}

fn listed(codes: &[Code]) -> String {
    let words: Vec<_> = codes.iter().map(|code| format!("`{}`", word(*code))).collect();
    words.join(", ")
}
