//! What staff, and in part the kiosk that gave it, do with a ticket that no counter has in hand.
use std::time::Duration;

use serde_json::{Value, json};

use super::hall::{Answer, Dressed, Hall, OFFICE, OTHER, get, post};

async fn act(hall: &Hall, cookie: &str, number: &str, act: &str, body: &Value) -> Answer {
    hall.send(post(&format!("{OFFICE}/tickets/{number}/{act}")).cookie(cookie).json(body)).await
}

async fn refused(hall: &Hall, cookie: &str, number: &str, name: &str, body: &Value) -> (u16, String) {
    act(hall, cookie, number, name, body).await.problem()
}

async fn at_counter(hall: &Hall, cookie: &str, act: &str) {
    let answer = hall.send(post(&format!("{OFFICE}/counters/2/{act}")).cookie(cookie).empty()).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
}

fn problem(status: u16, code: &str) -> (u16, String) {
    (status, code.to_owned())
}

#[tokio::test]
async fn a_kiosk_corrects_the_priority_of_its_own_ticket_for_a_minute() {
    let hall = Hall::new();
    let lan = hall.sign_in("lan").await;
    hall.issue("one", "A").await;
    let by_clerk = post(&format!("{OFFICE}/tickets")).cookie(&lan).json(&json!({"service": "A"}));
    assert_eq!(hall.send(by_clerk).await.json()["number"], "A002");
    let change = |number: &str, body: Value| {
        post(&format!("{OFFICE}/tickets/{number}/priority")).bearer(&hall.kiosk).json(&body)
    };
    let yes = hall.send(change("A001", json!({"priority": "yes"}))).await;
    assert_eq!((yes.status, &yes.json()["priority"]), (200, &json!("yes")));
    assert_eq!(hall.send(change("A001", json!({"priority": null}))).await.json()["priority"], Value::Null);
    for (number, body, expected) in [
        ("A999", json!({"priority": 1}), problem(404, "unknown_ticket")),
        ("a1", json!({}), problem(404, "unknown_ticket")),
        ("A002", json!({"priority": 1}), problem(403, "forbidden")),
        ("A002", json!({"priority": "yes"}), problem(403, "forbidden")),
        ("A001", json!({}), problem(422, "invalid")),
        ("A001", json!({"priority": "king"}), problem(422, "invalid")),
        ("A001", json!({"priority": ""}), problem(422, "invalid")),
    ] {
        assert_eq!(hall.send(change(number, body.clone())).await.problem(), expected, "{number} {body}");
    }
    hall.pass(Duration::from_secs(61));
    let late = hall.send(change("A001", json!({"priority": "yes"}))).await;
    assert_eq!(late.problem(), problem(409, "wrong_state"));
    let path = format!("{OFFICE}/tickets/A001/priority");
    let body = json!({"priority": "elderly"});
    for (request, status) in [
        (post(&path).json(&body), 401),
        (post(&path).bearer(&hall.display).json(&body), 403),
        (post(&path).bearer(&hall.other_kiosk).json(&body), 403),
        (post(&format!("{OTHER}/tickets/A001/priority")).cookie(&lan).json(&body), 403),
        (post(&path).cookie(&lan).json(&body), 200),
    ] {
        let shown = format!("{request:?}");
        assert_eq!(hall.send(request).await.status, status, "{shown}");
    }
    at_counter(&hall, &lan, "open").await;
    at_counter(&hall, &lan, "next").await;
    let called = json!({"priority": null});
    assert_eq!(refused(&hall, &lan, "A001", "priority", &called).await, problem(409, "not_waiting"));
}

#[tokio::test]
async fn a_clerk_takes_a_no_show_back() {
    let hall = Hall::new();
    let lan = hall.sign_in("lan").await;
    for key in ["one", "two", "three"] {
        hall.issue(key, "A").await;
    }
    let none = json!({});
    assert_eq!(refused(&hall, &lan, "A001", "return", &none).await, problem(409, "wrong_state"));
    at_counter(&hall, &lan, "open").await;
    at_counter(&hall, &lan, "next").await;
    hall.pass(Duration::from_secs(10));
    at_counter(&hall, &lan, "recall").await;
    at_counter(&hall, &lan, "no-show").await;
    for (body, fields) in [
        (json!({"place": "turn"}), &["place"][..]),
        (json!({"place": "top", "reason": "x".repeat(501)}), &["place", "reason"]),
        (json!({"why": "x"}), &["why"]),
    ] {
        assert_eq!(act(&hall, &lan, "A001", "return", &body).await.wrong_fields(), fields, "{body}");
    }
    let front = json!({"place": "front", "reason": "Đi gửi xe"});
    let back = act(&hall, &lan, "A001", "return", &front).await;
    assert_eq!((back.status, &back.json()["state"]), (200, &json!("waiting")));
    let counter = hall.send(get(&format!("{OFFICE}/counters/2")).cookie(&lan).empty()).await.json();
    assert_eq!(counter["waiting"][0]["number"], "A001");
    assert_eq!(
        refused(&hall, &lan, "A999", "return", &json!({"x": 1})).await,
        problem(404, "unknown_ticket")
    );
    let kiosk = post(&format!("{OFFICE}/tickets/A001/return")).bearer(&hall.kiosk).empty();
    assert_eq!(hall.send(kiosk).await.status, 403);
}

#[tokio::test]
async fn a_clerk_gives_a_number_up() {
    let hall = Hall::new();
    let lan = hall.sign_in("lan").await;
    hall.issue("one", "A").await;
    hall.issue("two", "A").await;
    let none = json!({});
    let path = format!("{OFFICE}/tickets/A001/cancel");
    let once = || post(&path).cookie(&lan).key("k").empty();
    let given_up = hall.send(once()).await;
    assert_eq!((given_up.status, &given_up.json()["state"]), (200, &json!("cancelled")));
    assert_eq!(hall.send(once()).await.json(), given_up.json());
    assert_eq!(refused(&hall, &lan, "A001", "cancel", &none).await, problem(409, "not_waiting"));
    assert_eq!(refused(&hall, &lan, "A999", "cancel", &none).await, problem(404, "unknown_ticket"));
    assert_eq!(act(&hall, &lan, "A002", "cancel", &json!({"reason": "x"})).await.wrong_fields(), ["reason"]);
    assert_eq!(hall.send(post(&path).bearer(&hall.kiosk).empty()).await.status, 403);
}

#[tokio::test]
async fn a_ticket_is_printed_again_at_a_kiosk_of_the_office() {
    let hall = Hall::new();
    let lan = hall.sign_in("lan").await;
    hall.issue("one", "A").await;
    let at = |device: &str| json!({"device": device});
    assert_eq!(act(&hall, &lan, "A001", "reprint", &at("Kiosk 1")).await.status, 204);
    for body in [at("Kiosk 9"), at("Sảnh"), at(""), json!({"device": 1}), json!({})] {
        assert_eq!(act(&hall, &lan, "A001", "reprint", &body).await.wrong_fields(), ["device"], "{body}");
    }
    assert_eq!(refused(&hall, &lan, "A999", "reprint", &at("Kiosk 9")).await, problem(404, "unknown_ticket"));
    let kiosk = post(&format!("{OFFICE}/tickets/A001/reprint")).bearer(&hall.kiosk).json(&at("Kiosk 1"));
    assert_eq!(hall.send(kiosk).await.status, 403);
}
