//! The OpenAPI document: what utoipa gathers from the handlers, completed by what holds for all of them. Bodies
//! are described by the readers that read them.
mod problems;

use axum::body::Bytes;
use protocol::{Call, Code, FieldError, HallNow, Notice, Paused, Problem, Withdrawn};
use serde_json::{Map, Value, json};
use utoipa::OpenApi;

use super::bodies;
use super::kinds::NUMBER_PATTERN;

/// Shapes that no handler names: problems, and what is inside event streams.
#[derive(OpenApi)]
#[openapi(components(schemas(Problem, FieldError, Code, Call, Withdrawn, Notice, Paused, HallNow)))]
struct Shapes;

/// The finished document.
pub(super) struct Document(Value);

impl Document {
    /// The paths it describes.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.0["paths"].as_object().into_iter().flat_map(Map::keys).map(String::as_str)
    }

    /// As it is sent.
    pub(super) fn bytes(&self) -> Bytes {
        self.0.to_string().into()
    }
}

/// Completes what was gathered from the handlers.
pub(super) fn complete(mut gathered: utoipa::openapi::OpenApi) -> Document {
    gathered.merge(Shapes::openapi());
    let mut document = serde_json::to_value(gathered).expect("the document is plain JSON");
    document["info"] = info();
    document["components"]["securitySchemes"] = security_schemes();
    document["components"]["parameters"] = parameters();
    document["components"]["headers"] = headers();
    document["components"]["responses"] = problems::shared();
    document["paths"]["/api/v1/openapi.json"] = itself();
    let Some(paths) = document["paths"].as_object_mut() else { return Document(document) };
    for (path, item) in paths {
        for (method, operation) in item.as_object_mut().into_iter().flatten() {
            complete_operation(path, method == "post", operation);
        }
    }
    Document(document)
}

fn complete_operation(path: &str, changes: bool, operation: &mut Value) {
    let named = path.split('{').skip(1).filter_map(|rest| rest.split('}').next());
    let mut parameters: Vec<_> = named.map(|name| reference("parameters", name)).collect();
    let name = operation["operationId"].as_str().unwrap_or_default().to_owned();
    if changes {
        let key = if name == "issue" { "IssueKey" } else { "Key" };
        parameters.push(reference("parameters", key));
        operation["requestBody"] = request_body(&name);
    }
    if let Some(own) = operation["parameters"].as_array() {
        parameters.extend(own.iter().cloned());
    }
    if !parameters.is_empty() {
        operation["parameters"] = Value::Array(parameters);
    }
    let signed_in = operation.get("security").is_some();
    problems::complete(path, changes, signed_in, operation);
}

/// The body that an operation takes. All may be empty when no field is needed.
fn request_body(operation: &str) -> Value {
    let body = bodies::of(operation).unwrap_or_else(|| panic!("the body of {operation} is not in the list"));
    let schema = &body.schema;
    let required = schema.get("required").is_some();
    json!({"required": required, "content": {"application/json": {"schema": schema}}})
}

fn info() -> Value {
    json!({
        "title": "Một Cửa",
        "version": env!("CARGO_PKG_VERSION"),
        "description": "Tickets, counters and boards of one-stop offices. An expected \"no\" is an RFC 9457 \
            problem; an unknown path is 404 `unknown_path`, a wrong method 405 `wrong_method` with `Allow`.",
        "license": {"name": env!("CARGO_PKG_LICENSE"), "identifier": env!("CARGO_PKG_LICENSE")},
    })
}

fn itself() -> Value {
    json!({"get": {
        "tags": ["public"],
        "summary": "This document.",
        "operationId": "openapi",
        "responses": {"200": {
            "description": "OpenAPI 3.1",
            "content": {"application/json": {"schema": {"type": "object"}}},
        }},
    }})
}

fn security_schemes() -> Value {
    json!({
        "device": {"type": "http", "scheme": "bearer", "description": "the key of a kiosk or a display"},
        "staff": {"type": "apiKey", "in": "cookie", "name": "session", "description": "set by login"},
    })
}

fn parameters() -> Value {
    let in_path = |name: &str, pattern: &str, description: &str| {
        let schema = json!({"type": "string", "pattern": pattern});
        json!({"name": name, "in": "path", "required": true, "description": description, "schema": schema})
    };
    let key = |description: &str| {
        let schema = json!({"type": "string", "pattern": "^[!-~]{1,64}$"});
        json!({"name": "Idempotency-Key", "in": "header", "description": description, "schema": schema})
    };
    json!({
        "office": in_path("office", "^[a-z0-9-]{2,32}$", "the office's code"),
        "counter": in_path("counter", "^[^/]+$", "the counter's code"),
        "letter": in_path("letter", "^[A-Z]$", "the service's letter"),
        "number": in_path("number", NUMBER_PATTERN, "what is printed on the paper"),
        "pairing": in_path("pairing", "^[A-Za-z2-7]{26}$", "the secret of a device that asked"),
        "code": in_path("code", "^[0-9]{6}$", "what the device shows"),
        "token": in_path("token", "^[A-Za-z2-7]{26}$", "the secret behind the QR code"),
        "Key": key("gives the first success again when the request is repeated"),
        "IssueKey": key("as everywhere, but a device must give one, else 400 `malformed`"),
    })
}

fn headers() -> Value {
    json!({
        "RetryAfter": {
            "description": "seconds to wait",
            "required": true,
            "schema": {"type": "integer", "minimum": 1},
        },
    })
}

fn reference(kind: &str, name: &str) -> Value {
    json!({"$ref": format!("#/components/{kind}/{name}")})
}
