//! A new device on its way to a key, as the network sees it.
use std::time::Duration;

use axum::http::{Method, Request, header};
use serde_json::{Value, json};

use super::hall::{Answer, Dressed, Hall, OFFICE, from, get, post};

fn problem(status: u16, code: &str) -> (u16, String) {
    (status, code.to_owned())
}

async fn ask(hall: &Hall, body: &Value) -> Answer {
    hall.send(post("/api/v1/pair").json(body)).await
}

async fn asked(hall: &Hall, kind: &str, name: &str) -> (String, String) {
    let answer = ask(hall, &json!({"kind": kind, "name": name})).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    let text = |field: &str| answer.json()[field].as_str().unwrap().to_owned();
    (text("pairing"), text("code"))
}

async fn state(hall: &Hall, pairing: &str) -> Answer {
    hall.get(&format!("/api/v1/pair/{pairing}")).await
}

fn approving(cookie: &str, code: &str) -> axum::http::request::Builder {
    post(&format!("/api/v1/pairings/{code}/approve")).cookie(cookie)
}

async fn approve(hall: &Hall, cookie: &str, code: &str, body: &Value) -> Answer {
    hall.send(approving(cookie, code).json(body)).await
}

#[tokio::test]
async fn a_device_asks_is_approved_and_gets_its_key_once() {
    let hall = Hall::new();
    let root = hall.sign_in("root").await;
    let (pairing, code) = asked(&hall, "display", " Sảnh 2 ").await;
    assert_eq!((pairing.len(), code.len()), (26, 6));
    let waits = state(&hall, &pairing).await;
    assert_eq!((waits.status, waits.body.len()), (202, 0));
    hall.pass(Duration::from_secs(61));
    let waiting = hall.send(get("/api/v1/pairings").cookie(&root).empty()).await.json();
    assert_eq!(waiting, json!([{"code": code, "kind": "display", "name": "Sảnh 2", "waited_s": 61}]));
    assert!(!waiting.to_string().contains(&pairing));

    let spaced = format!("{}%20{}", &code[..3], &code[3..]);
    let approved = approve(&hall, &root, &spaced, &json!({"office": "tay-ninh"})).await;
    let device = json!({"office": "tay-ninh", "kind": "display", "name": "Sảnh 2"});
    assert_eq!((approved.status, approved.json()), (200, device.clone()));
    assert_eq!(hall.send(get("/api/v1/pairings").cookie(&root).empty()).await.json(), json!([]));

    let path = format!("/api/v1/pair/{}", pairing.to_lowercase());
    let head = Request::builder().method(Method::HEAD).uri(&path).body(axum::body::Body::empty()).unwrap();
    assert_eq!(hall.send(head).await.status, 200);
    let told = hall.get(&path).await;
    assert_eq!(told.headers[header::CACHE_CONTROL], "no-store");
    let told = told.json();
    for field in ["office", "kind", "name"] {
        assert_eq!(told[field], device[field]);
    }
    assert_eq!(hall.get(&path).await.problem(), problem(404, "unknown_pairing"));
    let beat = post(&format!("{OFFICE}/heartbeat")).bearer(told["key"].as_str().unwrap());
    let beat = hall.send(beat.json(&json!({"version": "1.0", "state": "showing"}))).await;
    assert_eq!(beat.status, 204);
}

#[tokio::test]
async fn nobody_waits_longer_than_ten_minutes() {
    let hall = Hall::new();
    let root = hall.sign_in("root").await;
    let (pairing, code) = asked(&hall, "kiosk", "Kiosk 9").await;
    hall.pass(Duration::from_secs(599));
    assert_eq!(state(&hall, &pairing).await.status, 202);
    hall.pass(Duration::from_secs(1));
    assert_eq!(state(&hall, &pairing).await.problem(), problem(404, "unknown_pairing"));
    let late = approve(&hall, &root, &code, &json!({"office": "tay-ninh"})).await;
    assert_eq!(late.problem(), problem(404, "unknown_pairing"));
    // Approved in time and never collected.
    let (pairing, code) = asked(&hall, "kiosk", "Kiosk 9").await;
    assert_eq!(approve(&hall, &root, &code, &json!({"office": "tay-ninh"})).await.status, 200);
    hall.pass(Duration::from_mins(10));
    assert_eq!(state(&hall, &pairing).await.problem(), problem(404, "unknown_pairing"));
}

#[tokio::test]
async fn whoever_guesses_at_new_devices_may_still_ask_for_tickets() {
    let hall = Hall::new();
    let unknown = "A".repeat(26);
    for _ in 0..60 {
        assert_eq!(state(&hall, &unknown).await.problem(), problem(404, "unknown_pairing"));
    }
    let refused = state(&hall, &unknown).await;
    assert_eq!(refused.problem(), problem(429, "slow_down"));
    let detail = refused.json()["detail"].as_str().unwrap().to_owned();
    assert_eq!(detail, "this address asked for too many devices that do not wait");
    let ticket = hall.get(&format!("/api/v1/tickets/{unknown}")).await;
    assert_eq!(ticket.problem(), problem(404, "unknown_ticket"));
}

#[tokio::test]
async fn what_is_asked_must_be_in_form() {
    let hall = Hall::new();
    for (body, fields) in [
        (json!({}), &["kind", "name"][..]),
        (json!({"kind": "printer", "name": ""}), &["kind", "name"]),
        (json!({"kind": "kiosk", "name": "  "}), &["name"]),
        (json!({"kind": "kiosk", "name": "a\nb"}), &["name"]),
        (json!({"kind": "kiosk", "name": "x".repeat(65)}), &["name"]),
        (json!({"kind": "kiosk", "name": format!(" {} ", "x".repeat(64))}), &["name"]),
        (json!({"kind": "kiosk", "name": "x", "office": "tay-ninh"}), &["office"]),
    ] {
        assert_eq!(ask(&hall, &body).await.wrong_fields(), fields, "{body}");
    }
    for pairing in ["x", "AAAAAAAAAAAAAAAAAAAAAAAAAA"] {
        assert_eq!(state(&hall, pairing).await.problem(), problem(404, "unknown_pairing"));
    }
}

#[tokio::test]
async fn an_approval_is_checked_in_the_order_of_all() {
    let hall = Hall::new();
    let (lan, hoa, root) = (hall.sign_in("lan").await, hall.sign_in("hoa").await, hall.sign_in("root").await);
    let (_, code) = asked(&hall, "kiosk", "Kiosk 1").await;
    let (right, wrong) = (json!({"office": "tay-ninh"}), json!({"office": "nowhere"}));
    let nobody = hall.send(post(&format!("/api/v1/pairings/{code}/approve")).json(&wrong)).await;
    assert_eq!(nobody.problem(), problem(401, "unauthenticated"));
    for cookie in [&lan, &hoa] {
        assert_eq!(approve(&hall, cookie, "000", &wrong).await.problem(), problem(403, "forbidden"));
    }
    let elsewhere = approving(&root, &code).header("Origin", "http://evil.example").json(&right);
    assert_eq!(hall.send(elsewhere).await.problem(), problem(403, "forbidden"));
    for unknown in ["12345", "abcdef", "0000000"] {
        assert_eq!(approve(&hall, &root, unknown, &wrong).await.problem(), problem(404, "unknown_pairing"));
        assert_eq!(approve(&hall, &root, unknown, &right).await.problem(), problem(404, "unknown_pairing"));
    }
    for (body, fields) in [
        (json!({}), &["office"][..]),
        (wrong, &["office"]),
        (json!({"office": "tay-ninh", "name": "\t"}), &["name"]),
        (json!({"office": "tay-ninh", "x": 1}), &["x"]),
    ] {
        assert_eq!(approve(&hall, &root, &code, &body).await.wrong_fields(), fields, "{body}");
    }
    assert_eq!(approve(&hall, &root, &code, &right).await.problem(), problem(409, "name_taken"));
    let other = json!({"office": "tay-ninh", "name": "Kiosk 2"});
    assert_eq!(approve(&hall, &root, &code, &other).await.json()["name"], "Kiosk 2");
}

#[tokio::test]
async fn a_repeated_approval_is_the_first() {
    let hall = Hall::new();
    let root = hall.sign_in("root").await;
    let (pairing, code) = asked(&hall, "kiosk", "Kiosk 9").await;
    let (_, other) = asked(&hall, "kiosk", "Kiosk 10").await;
    let body = json!({"office": "tay-ninh"});
    let first = hall.send(approving(&root, &code).key("k").json(&body)).await.json();
    assert_eq!(state(&hall, &pairing).await.status, 200);
    let again = hall.send(approving(&root, &code).key("k").json(&body)).await;
    assert_eq!((again.status, again.json()), (200, first));
    let reused = hall.send(approving(&root, &other).key("k").json(&body)).await;
    assert_eq!(reused.wrong_fields(), ["Idempotency-Key"]);
}

#[tokio::test]
async fn no_address_takes_all_the_places() {
    let hall = Hall::new();
    let body = |name: String| json!({"kind": "kiosk", "name": name});
    for name in 0..8 {
        asked(&hall, "kiosk", &format!("Máy {name}")).await;
    }
    let refused = ask(&hall, &body("Máy 8".into())).await;
    assert_eq!(refused.problem(), problem(429, "slow_down"));
    let wait_s: u64 = refused.headers[header::RETRY_AFTER].to_str().unwrap().parse().unwrap();
    hall.pass(Duration::from_secs(wait_s));
    asked(&hall, "kiosk", "Máy 8").await;
    // Others still find a place, until none is left.
    let ask_from = async |address: &str, name: usize| {
        let mut request = post("/api/v1/pair").json(&body(format!("Máy {name}")));
        request.extensions_mut().insert(from(address));
        hall.send(request).await
    };
    for name in 0..11 {
        let address = if name < 8 { "10.0.0.2" } else { "10.0.0.3" };
        assert_eq!(ask_from(address, name).await.status, 201);
    }
    let full = ask_from("10.0.0.4", 20).await;
    assert_eq!(full.problem(), problem(429, "slow_down"));
    let wait_s: u64 = full.headers[header::RETRY_AFTER].to_str().unwrap().parse().unwrap();
    hall.pass(Duration::from_secs(wait_s));
    assert_eq!(ask_from("10.0.0.4", 20).await.status, 201);
}

#[tokio::test]
async fn a_sign_of_life_counts_once_under_its_key() {
    let hall = Hall::new();
    let beat = |key: &str, state: &str| {
        let request = post(&format!("{OFFICE}/heartbeat")).bearer(&hall.kiosk).key(key);
        hall.send(request.json(&json!({"version": "1.0", "state": state})))
    };
    assert_eq!(beat("k", "home").await.status, 204);
    assert_eq!(beat("k", "home").await.status, 204);
    assert_eq!(beat("k", "idle").await.wrong_fields(), ["Idempotency-Key"]);
    assert_eq!(beat("l", "idle").await.status, 204);
}
