//! schemathesis reads the OpenAPI document that the server serves and tries every call of it, in form and out of form:
//! no 5xx, no answer that is not described, nothing taken that the document forbids, nothing done without credentials.
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use serde_json::{Value, json};
use tests::hall::{Hall, OFFICE, PASSWORD};
use tests::programs;
use tests::wire::Request;

/// Not tried: they never end, so that nobody could wait for all of their answer.
const STREAMS: [&str; 4] = ["office_events", "ticket_events", "staff_events", "device_events"];
/// Tried last and in this order, because nothing is as before after them.
const LAST: [&[&str]; 3] = [&["stop_service", "counter_services"], &["close_day"], &["logout"]];
/// What is held against every answer.
const CHECKS: &str = "not_a_server_error,status_code_conformance,content_type_conformance,\
    response_headers_conformance,response_schema_conformance,negative_data_rejection,missing_required_header,\
    unsupported_method,allow_header_conformance,ignored_auth";
/// Of each call, besides those that are made of the document's limits.
const CASES_MAX: &str = "10";

/// What schemathesis may know of a hall: values that are there, by what the document calls them.
struct Known {
    session: String,
    key: String,
    values: Vec<(&'static str, Vec<String>)>,
}

impl Known {
    /// Signs in, and has devices ask. What else a call is about is brought about before it by `schemathesis/hall.py`.
    fn of(hall: &Hall) -> Self {
        let added =
            hall.command(&["account", "add", "--user", "admin", "--role", "admin"], PASSWORD).unwrap();
        assert!(added.status.success());
        let cookie = hall.cookie("admin");
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        let (pairings, codes) = asking(hall).into_iter().unzip();
        let values = vec![
            ("path.pairing", pairings),
            ("path.code", codes),
            ("query.service", words(&["A", "T"])),
            ("body.office", words(&[OFFICE])),
            ("body.service", words(&["A", "B", "T"])),
            ("body.counter", words(&["1", "2"])),
            ("body.number", words(&["A001", "A002", "A003", "B001"])),
            ("body.device", words(&["kiosk", "kiosk-2"])),
            ("body.reason", words(&["break", "meeting", "other"])),
            ("body.priority", words(&["yes", "elderly"])),
            ("body.procedure", words(&["HT01"])),
            ("body.user", words(&["clerk-1"])),
            ("body.password", words(&[PASSWORD])),
        ];
        let session = cookie.trim_start_matches("session=").to_owned();
        Self { session, key: hall.key("kiosk").to_owned(), values }
    }

    /// As `schemathesis.toml` says it.
    fn config(&self) -> String {
        let staff = format!("[auth.openapi.staff]\napi_key = {:?}\n", self.session);
        let device = format!("[auth.openapi.device]\nbearer = {:?}\n", self.key);
        let dictionary =
            |(name, values): &(&str, Vec<String>)| format!("{name:?} = {{ values = {values:?} }}\n");
        let dictionaries: String = self.values.iter().map(dictionary).collect();
        let parameter = |(name, _): &(&str, Vec<String>)| {
            format!("{name:?} = {{ dictionary = {name:?}, probability = 0.9 }}\n")
        };
        let parameters: String = self.values.iter().map(parameter).collect();
        // Whoever is let into nothing has tried nothing.
        let warnings = "[warnings]\nfail-on = [\"missing_auth\", \"unused_openapi_auth\"]\n";
        format!("{staff}{device}[dictionaries]\n{dictionaries}[parameters]\n{parameters}{warnings}")
    }
}

/// Secrets and codes of devices that wait for approval.
fn asking(hall: &Hall) -> Vec<(String, String)> {
    let asks = ["Kiosk 7", "Kiosk 8"].map(|name| {
        let asked = Request::post("/api/v1/pair", &json!({"kind": "kiosk", "name": name}));
        let asked = hall.send(&asked).json();
        let text = |field: &str| asked[field].as_str().unwrap().to_owned();
        (text("pairing"), text("code"))
    });
    asks.into()
}

fn program() -> PathBuf {
    let path = programs::folder().unwrap().join("../schemathesis/bin/schemathesis");
    assert!(path.exists(), "{} is not there; install it with: tests/install all", path.display());
    path
}

/// The ids of all operations of the document.
fn operations(hall: &Hall) -> Vec<String> {
    let document = hall.send(&Request::new("GET", "/api/v1/openapi.json")).json();
    let paths = document["paths"].as_object().unwrap().values();
    let items = paths.flat_map(|item| item.as_object().unwrap().values());
    items.map(|operation: &Value| operation["operationId"].as_str().unwrap().to_owned()).collect()
}

/// Runs schemathesis over operations, and looks whether it has tried all of them and found nothing.
fn run(hall: &Hall, known: &Known, operations: &[String]) {
    let file = hall.path().join("schemathesis.toml");
    fs::write(&file, known.config()).unwrap();
    let mut command = Command::new(program());
    command.arg("--config-file").arg(&file).arg("--no-color").arg("run");
    command.arg(format!("{}/api/v1/openapi.json", hall.url())).current_dir(hall.path());
    command.args(["--checks", CHECKS, "--phases", "coverage,fuzzing", "--seed", "7"]);
    command.args(["--max-examples", CASES_MAX, "--continue-on-failure", "--generation-database", "none"]);
    command.env("PYTHONPATH", concat!(env!("CARGO_MANIFEST_DIR"), "/schemathesis"));
    command.env("PYTHONDONTWRITEBYTECODE", "1").env("SCHEMATHESIS_HOOKS", "hall").env("HALL_URL", hall.url());
    command.env("HALL_OFFICE", OFFICE).env("HALL_SESSION", &known.session).env("HALL_KEY", &known.key);
    for operation in operations {
        command.args(["--include-operation-id", operation]);
    }
    let output = command.output().expect("it can be run");
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{told}{}", String::from_utf8_lossy(&output.stderr));
    assert!(told.contains(&format!("Tested: {}\n", operations.len())), "{told}");
    println!("{told}");
}

/// Looks whether the server has said yes on every route that is tried first; else the answers that matter most would
/// not have been seen.
fn every_route_has_succeeded(hall: &Hall) {
    let metrics = hall.send(&Request::new("GET", "/metrics")).text();
    let never = metrics.lines().filter_map(|line| {
        let rest = line.strip_prefix("mot_cua_requests_total{route=\"/api/v1/")?;
        rest.strip_suffix("\",status=\"2xx\"} 0")
    });
    // A day is open already, and the last are not tried yet.
    let may_be = ["/events", "/logout", "/day/open", "/day/close", "/stop", "{counter}/services"];
    let never: Vec<_> =
        never.filter(|route| !may_be.iter().any(|end| format!("/{route}").ends_with(end))).collect();
    assert_eq!(never, [""; 0]);
}

#[test]
fn every_call_answers_as_the_document_says() {
    let hall = Hall::of_town();
    let known = Known::of(&hall);
    let mut first = operations(&hall);
    for name in STREAMS.iter().chain(LAST.into_iter().flatten()) {
        let count = first.len();
        first.retain(|operation| operation != name);
        assert_eq!(first.len() + 1, count, "{name} is no operation");
    }
    run(&hall, &known, &first);
    every_route_has_succeeded(&hall);
    for names in LAST {
        run(&hall, &known, &names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>());
    }
    assert_eq!(hall.ready().status, 200);
    hall.verify();
}
