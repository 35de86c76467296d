//! Bodies at random: whatever is sent is read whole, or every wrong field of it is named, and nothing but those.
//! Which fields are wrong is found a second time by the JSON Schema that the OpenAPI document shows.
pub(in crate::http) mod made;
mod printed;
pub(in crate::http) mod schema;

use proptest::prelude::*;
use proptest::sample::select;
use protocol::{Code, Problem};
use serde_json::{Value, json};

use super::super::check_body;
use super::super::sent::parsed;
use super::{of, operations};

fn an_operation() -> impl Strategy<Value = &'static str> {
    select(operations().collect::<Vec<_>>())
}

fn schema_of(operation: &str) -> &'static Value {
    &of(operation).unwrap().schema
}

/// An operation and a body that fits its schema.
fn a_right_body() -> impl Strategy<Value = (&'static str, Value)> {
    an_operation().prop_flat_map(|operation| (Just(operation), made::right(schema_of(operation))))
}

fn a_nearly_right_body() -> impl Strategy<Value = (&'static str, Value)> {
    an_operation().prop_flat_map(|operation| (Just(operation), made::nearly_right(schema_of(operation))))
}

/// The wrong fields of a body by its schema. A ticket's number out of form is no wrong field but an unknown ticket.
fn expected(operation: &str, body: &Value) -> Vec<String> {
    let mut wrong = schema::wrong(schema_of(operation), body);
    if matches!(operation, "call" | "resume") && body["number"].is_string() {
        wrong.retain(|field| field != "number");
    }
    wrong
}

/// The wrong fields that a problem names.
fn named(problem: &Problem) -> Vec<String> {
    assert_eq!((problem.status, problem.code), (422, Code::Invalid));
    assert!(problem.errors.iter().all(|error| !error.detail.is_empty()));
    let mut named: Vec<_> = problem.errors.iter().map(|error| error.field.clone()).collect();
    named.sort();
    named
}

/// Looks whether bytes are read, or refused for the right reason.
fn check(operation: &str, bytes: &[u8]) {
    let outcome = check_body(operation, bytes);
    let shown = String::from_utf8_lossy(bytes);
    match (parsed(bytes), outcome) {
        (Err(_), Err(problem)) => {
            assert_eq!((problem.status, problem.code), (400, Code::Malformed), "{shown}")
        }
        (Ok(body), Ok(())) => assert_eq!(expected(operation, &body), [""; 0], "{operation}: {shown}"),
        (Ok(body), Err(problem)) => {
            assert_eq!(named(&problem), expected(operation, &body), "{operation}: {shown}")
        }
        (Err(_), Ok(())) => panic!("{operation} takes what is no JSON: {shown}"),
    }
}

/// Cuts a piece out of a text and puts others there.
fn spliced() -> impl Strategy<Value = (&'static str, Vec<u8>)> {
    let pieces = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..4),
        select(vec![
            "\"service\":\"A\",",
            "1e999",
            "-",
            "\\ud800",
            "\\u0000",
            "[[[[",
            "{\"a\":",
            "\u{feff}",
            ",",
            "//",
            "NaN"
        ])
        .prop_map(|piece| piece.as_bytes().to_vec()),
        (0_usize..200).prop_map(|depth| "[".repeat(depth).into_bytes()),
    ];
    (a_right_body(), any::<prop::sample::Index>(), 0_usize..6, pieces).prop_map(
        |((operation, body), at, length, piece)| {
            let mut bytes = body.to_string().into_bytes();
            let at = at.index(bytes.len() + 1);
            let end = (at + length).min(bytes.len());
            bytes.splice(at..end, piece);
            (operation, bytes)
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_right_body_is_read((operation, body) in a_right_body()) {
        prop_assert_eq!(expected(operation, &body), [""; 0], "{}: {}", operation, body);
        prop_assert_eq!(check_body(operation, body.to_string().as_bytes()), Ok(()), "{}: {}", operation, body);
    }

    #[test]
    fn of_a_nearly_right_body_every_wrong_field_is_named((operation, body) in a_nearly_right_body()) {
        check(operation, body.to_string().as_bytes());
    }

    #[test]
    fn any_json_is_read_or_refused(operation in an_operation(), body in made::anything()) {
        check(operation, body.to_string().as_bytes());
    }

    #[test]
    fn any_bytes_are_read_or_refused(operation in an_operation(), bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        check(operation, &bytes);
    }

    #[test]
    fn a_damaged_body_is_read_or_refused((operation, bytes) in spliced()) {
        check(operation, &bytes);
    }
}

#[test]
fn a_field_that_stands_twice_counts_as_the_last() {
    for (body, right) in [
        (r#"{"service":1,"service":"A"}"#, true),
        (r#"{"service":"A","service":1}"#, false),
        ("{\"service\":\"A\",\"se\\u0301\":1,\"s\u{e9}\":2}", false),
    ] {
        assert_eq!(check_body("issue", body.as_bytes()).is_ok(), right, "{body}");
    }
}

#[test]
fn times_and_dates_are_those_of_rfc_3339() {
    for time in made::TIMES {
        check("pause", json!({"reason": "x", "until": time}).to_string().as_bytes());
        check("open_day", json!({"date": time}).to_string().as_bytes());
        check("open_day", json!({"date": time.get(..10)}).to_string().as_bytes());
    }
}

#[test]
fn nesting_ends_somewhere() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        for depth in [10, 100, 127, 128, 1000, 30_000] {
            let body = format!("{{\"service\":{}1{}}}", open.repeat(depth), close.repeat(depth));
            let code = check_body("issue", body.as_bytes()).unwrap_err().code;
            assert_eq!(code, if depth < 127 { Code::Invalid } else { Code::Malformed }, "{depth}");
        }
    }
}
