//! The OpenAPI document and the metrics say what is there.
use serde_json::Value;

use super::super::operations as operations_with_body;
use super::hall::Hall;

fn resolve<'a>(document: &'a Value, reference: &str) -> Option<&'a Value> {
    document.pointer(reference.strip_prefix('#')?)
}

fn references(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            if let Some(Value::String(reference)) = fields.get("$ref") {
                found.push(reference.clone());
            }
            fields.values().for_each(|value| references(value, found));
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[tokio::test]
async fn the_document_says_of_every_call_what_it_takes_and_answers() {
    let hall = Hall::new();
    let answer = hall.get("/api/v1/openapi.json").await;
    let document = answer.json();
    assert_eq!(document["openapi"], "3.1.0");
    let mut found = Vec::new();
    references(&document, &mut found);
    for reference in &found {
        assert!(resolve(&document, reference).is_some(), "{reference}");
    }
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            check_operation(path, method, operation);
            check_problems(&document, path, operation);
        }
    }
}

fn check_operation(path: &str, method: &str, operation: &Value) {
    let described = operation["responses"].as_object().unwrap();
    assert!(described.keys().any(|status| status.starts_with('2')), "{path}");
    for (status, response) in described {
        let whole = response.get("$ref").is_some()
            || response["description"].as_str().is_some_and(|text| !text.is_empty());
        assert!(whole, "{method} {path} {status}");
    }
    let changes = method == "post";
    for (status, there) in [
        ("401", operation.get("security").is_some() || path.ends_with("/login")),
        ("404", path.contains('{')),
        ("413", changes),
        ("415", changes),
        ("422", changes),
        ("429", !path.ends_with("openapi.json")),
    ] {
        let needed = path.ends_with("openapi.json") || described.contains_key(status) == there;
        assert!(needed, "{method} {path} {status}");
    }
    assert_eq!(operation.get("requestBody").is_some(), changes, "{method} {path}");
}

/// Every "no" is described with its codes, and each code belongs to its status.
fn check_problems(document: &Value, path: &str, operation: &Value) {
    for (status, response) in operation["responses"].as_object().unwrap() {
        let shared = response["$ref"].as_str().map(|reference| resolve(document, reference).unwrap());
        let response = shared.unwrap_or(response);
        if status.as_str() < "400" {
            assert!(response["content"].get("application/problem+json").is_none(), "{path} {status}");
            continue;
        }
        let schema = &response["content"]["application/problem+json"]["schema"]["allOf"];
        assert_eq!(schema[0]["$ref"], "#/components/schemas/Problem", "{path} {status}");
        let codes = schema[1]["properties"]["code"]["enum"].as_array().unwrap();
        assert!(!codes.is_empty(), "{path} {status}");
        for code in codes {
            let code: protocol::Code = serde_json::from_value(code.clone()).unwrap();
            assert_eq!(code.status().to_string(), *status, "{path}: {code:?}");
        }
    }
}

#[tokio::test]
async fn bodies_are_described_as_they_are_read() {
    let hall = Hall::new();
    let document = hall.get("/api/v1/openapi.json").await.json();
    let schema = |path: &str| {
        let operation = &document["paths"][path]["post"];
        operation["requestBody"]["content"]["application/json"]["schema"].clone()
    };
    let issue = schema("/api/v1/offices/{office}/tickets");
    assert_eq!(issue["required"], serde_json::json!(["service"]));
    assert_eq!(issue["additionalProperties"], false);
    let pause = schema("/api/v1/offices/{office}/counters/{counter}/pause");
    assert_eq!(
        pause["properties"].as_object().unwrap().keys().collect::<Vec<_>>(),
        ["in_hand", "reason", "until"]
    );
    let transfer = schema("/api/v1/offices/{office}/counters/{counter}/transfer");
    let only =
        |name: &str| serde_json::json!({"required": [name], "properties": {name: {"not": {"type": "null"}}}});
    assert_eq!(transfer["oneOf"], serde_json::json!([only("service"), only("counter")]));
    let close = schema("/api/v1/offices/{office}/day/close");
    assert_eq!(close["properties"], serde_json::json!({}));
}

/// So that a new route's body is tried at random like all others.
#[tokio::test]
async fn the_list_of_bodies_is_that_of_all_calls_that_take_one() {
    let document = Hall::new().get("/api/v1/openapi.json").await.json();
    let operations = document["paths"].as_object().unwrap().values();
    let mut described: Vec<_> = operations.filter_map(|item| item["post"]["operationId"].as_str()).collect();
    let mut listed: Vec<_> = operations_with_body().collect();
    described.sort_unstable();
    listed.sort_unstable();
    assert_eq!(listed, described);
}

#[tokio::test]
async fn every_metric_is_there_from_the_start() {
    let hall = Hall::new();
    let text = hall.get("/metrics").await.text();
    for line in [
        "mot_cua_requests_total{route=\"/api/v1/offices/{office}/tickets\",status=\"2xx\"}",
        "mot_cua_requests_total{route=\"none\",status=\"4xx\"}",
        "mot_cua_refusals_total{code=\"slow_down\"}",
        "mot_cua_followers{kind=\"office\"}",
        "mot_cua_tickets_issued_total{office=\"tay-ninh\"}",
        "mot_cua_tickets_called_total{office=\"tay-ninh\"}",
        "mot_cua_panics_total",
        "mot_cua_batches_failed_total",
        "mot_cua_request_seconds_bucket{le=\"+Inf\"}",
        "mot_cua_commit_seconds_count",
        "mot_cua_batch_events_sum",
    ] {
        assert!(text.lines().any(|found| found.starts_with(line)), "{line}");
    }
    for line in text.lines().filter(|line| line.starts_with("# TYPE ")) {
        let name = line.split(' ').nth(2).unwrap();
        assert!(text.contains(&format!("# HELP {name} ")), "{name} has no meaning");
    }
}
