//! What staff do at counters besides calling the next: out of turn, without a ticket, aside, onwards and back.
use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};

use super::hall::{Answer, Dressed, Hall, OFFICE, get, post};

/// An act at a counter with a body.
fn request(cookie: &str, counter: &str, act: &str, body: &Value) -> Request<Body> {
    post(&format!("{OFFICE}/counters/{counter}/{act}")).cookie(cookie).json(body)
}

async fn act(hall: &Hall, cookie: &str, counter: &str, act: &str, body: &Value) -> Answer {
    hall.send(request(cookie, counter, act, body)).await
}

async fn done(hall: &Hall, cookie: &str, counter: &str, name: &str, body: &Value) -> Value {
    let answer = act(hall, cookie, counter, name, body).await;
    assert_eq!(answer.status, 200, "{name} {body}: {}", answer.text());
    answer.json()
}

async fn refused(hall: &Hall, cookie: &str, counter: &str, name: &str, body: &Value) -> (u16, String) {
    act(hall, cookie, counter, name, body).await.problem()
}

fn problem(status: u16, code: &str) -> (u16, String) {
    (status, code.to_owned())
}

async fn counter(hall: &Hall, cookie: &str, code: &str) -> Value {
    hall.send(get(&format!("{OFFICE}/counters/{code}")).cookie(cookie).empty()).await.json()
}

#[tokio::test]
async fn a_manager_calls_a_number_out_of_turn() {
    let hall = Hall::new();
    let (lan, hoa) = (hall.sign_in("lan").await, hall.sign_in("hoa").await);
    hall.issue("one", "A").await;
    hall.issue("two", "A").await;
    done(&hall, &hoa, "2", "open", &json!({})).await;
    let second = json!({"number": "A002", "in_hand": null});
    let called = done(&hall, &hoa, "2", "call", &second).await;
    assert_eq!((&called["number"], &called["state"]), (&json!("A002"), &json!("called")));
    assert_eq!(refused(&hall, &hoa, "2", "call", &second).await, problem(409, "changed"));
    let first = json!({"number": "A001"});
    assert_eq!(refused(&hall, &hoa, "2", "call", &first).await, problem(409, "counter_busy"));
    done(&hall, &hoa, "2", "finish", &json!({})).await;
    let again = json!({"number": "A002"});
    assert_eq!(refused(&hall, &hoa, "2", "call", &again).await, problem(409, "not_waiting"));
    // Clerks may not, and hear of that before their body or the counter is looked at.
    done(&hall, &lan, "1", "open", &json!({})).await;
    assert_eq!(refused(&hall, &lan, "1", "call", &first).await, problem(403, "forbidden"));
    assert_eq!(refused(&hall, &lan, "1", "call", &json!({"number": 5})).await, problem(403, "forbidden"));
    assert_eq!(refused(&hall, &lan, "99", "call", &json!({})).await, problem(403, "forbidden"));
}

#[tokio::test]
async fn a_number_that_is_not_there_is_said_before_everything_about_the_state() {
    let hall = Hall::new();
    let hoa = hall.sign_in("hoa").await;
    hall.issue("one", "A").await;
    for name in ["call", "resume"] {
        for (body, expected) in [
            (json!({"number": "A999"}), problem(404, "unknown_ticket")),
            (json!({"number": "a1"}), problem(404, "unknown_ticket")),
            (json!({"number": ""}), problem(404, "unknown_ticket")),
            (json!({"number": "A000"}), problem(404, "unknown_ticket")),
            (json!({"number": "A999", "in_hand": "A001"}), problem(404, "unknown_ticket")),
            (json!({"number": "A999", "more": 1}), problem(404, "unknown_ticket")),
            (json!({"number": "A001", "more": 1}), problem(422, "invalid")),
            (json!({"number": 1}), problem(422, "invalid")),
            (json!({"number": null}), problem(422, "invalid")),
            (json!({}), problem(422, "invalid")),
            (json!({"number": "A001", "in_hand": "A001"}), problem(409, "changed")),
            (json!({"number": "A001"}), problem(409, "counter_closed")),
        ] {
            assert_eq!(refused(&hall, &hoa, "2", name, &body).await, expected, "{name} {body}");
        }
        let unknown = act(&hall, &hoa, "99", name, &json!({"number": "A999"})).await;
        assert_eq!(unknown.problem(), problem(404, "unknown_counter"));
    }
    assert_eq!(hall.send(post(&format!("{OFFICE}/day/close")).cookie(&hoa).empty()).await.status, 204);
    for (number, expected) in [("A999", problem(404, "unknown_ticket")), ("A001", problem(409, "day_closed"))]
    {
        assert_eq!(refused(&hall, &hoa, "2", "call", &json!({"number": number})).await, expected);
    }
}

#[tokio::test]
async fn a_person_without_a_ticket_is_served() {
    let hall = Hall::new();
    let lan = hall.sign_in("lan").await;
    let body = json!({"service": "A", "reason": "Người già, máy hỏng"});
    assert_eq!(refused(&hall, &lan, "2", "serve", &body).await, problem(409, "counter_closed"));
    done(&hall, &lan, "2", "open", &json!({})).await;
    for (body, fields) in [
        (json!({}), &["service"][..]),
        (json!({"service": "Q", "reason": ""}), &["reason", "service"]),
        (json!({"service": "Q"}), &["service"]),
        (json!({"service": "A", "reason": "x".repeat(501)}), &["reason"]),
    ] {
        assert_eq!(act(&hall, &lan, "2", "serve", &body).await.wrong_fields(), fields, "{body}");
    }
    let once = |key: &str| post(&format!("{OFFICE}/counters/2/serve")).cookie(&lan).key(key).json(&body);
    let served = hall.send(once("k")).await;
    assert_eq!((served.status, &served.json()["number"]), (200, &json!("A001")));
    assert_eq!(served.json()["note"], "Người già, máy hỏng");
    assert_eq!(hall.send(once("k")).await.json(), served.json());
    assert_eq!(hall.send(once("l")).await.problem(), problem(409, "counter_busy"));
}

#[tokio::test]
async fn who_was_set_aside_comes_back_to_any_able_counter() {
    let hall = Hall::new();
    let (lan, minh) = (hall.sign_in("lan").await, hall.sign_in("minh").await);
    hall.issue("one", "A").await;
    hall.issue("two", "A").await;
    for (cookie, counter) in [(&lan, "2"), (&minh, "3")] {
        done(&hall, cookie, counter, "open", &json!({})).await;
    }
    assert_eq!(refused(&hall, &lan, "2", "hold", &json!({})).await, problem(409, "nothing_called"));
    done(&hall, &lan, "2", "next", &json!({})).await;
    let aside = done(&hall, &lan, "2", "hold", &json!({"reason": "Thiếu\nbản sao", "in_hand": "A001"})).await;
    assert_eq!((&aside["state"], &aside["note"]), (&json!("held"), &json!("Thiếu\nbản sao")));
    assert_eq!(counter(&hall, &minh, "3").await["held"][0]["number"], "A001");
    let number = json!({"number": "A001"});
    assert_eq!(
        refused(&hall, &lan, "2", "resume", &json!({"number": "A002"})).await,
        problem(409, "wrong_state")
    );
    // With a busy hand it stands first in this counter's line.
    done(&hall, &minh, "3", "next", &json!({})).await;
    assert_eq!(done(&hall, &minh, "3", "resume", &number).await["state"], "waiting");
    assert_eq!(counter(&hall, &minh, "3").await["waiting"][0]["number"], "A001");
    done(&hall, &minh, "3", "undo", &json!({"in_hand": "A002"})).await;
    // With an empty one it is in hand, as a call.
    done(&hall, &minh, "3", "finish", &json!({})).await;
    let back = done(&hall, &minh, "3", "resume", &number).await;
    assert_eq!((&back["state"], &back["calls"]), (&json!("called"), &json!(2)));
}

#[tokio::test]
async fn a_person_is_sent_on() {
    let hall = Hall::new();
    let lan = hall.sign_in("lan").await;
    hall.issue("one", "A").await;
    done(&hall, &lan, "2", "open", &json!({})).await;
    done(&hall, &lan, "2", "next", &json!({})).await;
    for (body, fields) in [
        (json!({}), &["service", "counter"][..]),
        (json!({"service": null, "counter": null}), &["service", "counter"]),
        (json!({"service": "B", "counter": "5"}), &["service", "counter"]),
        (json!({"service": "b", "place": "top"}), &["service", "place"]),
        (json!({"service": "Q", "note": "x".repeat(501)}), &["note", "service"]),
        (json!({"counter": "99"}), &["counter"]),
        (json!({"counter": "99", "place": 1}), &["place", "counter"]),
        (json!({"in_hand": 1}), &["service", "counter", "in_hand"]),
    ] {
        assert_eq!(act(&hall, &lan, "2", "transfer", &body).await.wrong_fields(), fields, "{body}");
    }
    let to_counter = json!({"counter": "3"});
    assert_eq!(refused(&hall, &lan, "2", "transfer", &to_counter).await, problem(409, "counter_closed"));
    let minh = hall.sign_in("minh").await;
    done(&hall, &minh, "3", "open", &json!({})).await;
    let sent = json!({"counter": "3", "service": null, "place": "front", "note": "Đã kiểm tra giấy tờ"});
    let waits = done(&hall, &lan, "2", "transfer", &sent).await;
    assert_eq!((&waits["state"], &waits["note"]), (&json!("waiting"), &json!("Đã kiểm tra giấy tờ")));
    assert_eq!(counter(&hall, &lan, "2").await["waiting"], json!([]));
    let called = done(&hall, &minh, "3", "next", &json!({})).await;
    assert_eq!((&called["ticket"]["number"], &called["why"]["rule"]), (&json!("A001"), &json!("counter")));
    let other = done(&hall, &minh, "3", "transfer", &json!({"service": "B", "place": "end"})).await;
    assert_eq!((&other["service"], &other["number"]), (&json!("B"), &json!("A001")));
    assert_eq!(
        refused(&hall, &minh, "3", "transfer", &json!({"service": "B"})).await,
        problem(409, "nothing_called")
    );
}

#[tokio::test]
async fn acts_are_taken_back_step_by_step() {
    let hall = Hall::new();
    let lan = hall.sign_in("lan").await;
    hall.issue("one", "A").await;
    hall.issue("two", "A").await;
    done(&hall, &lan, "2", "open", &json!({})).await;
    assert_eq!(refused(&hall, &lan, "2", "undo", &json!({})).await, problem(409, "nothing_to_undo"));
    done(&hall, &lan, "2", "next", &json!({})).await;
    done(&hall, &lan, "2", "next", &json!({})).await;
    assert_eq!(counter(&hall, &lan, "2").await["undo"]["act"], "next");
    let undo = |key: &str| post(&format!("{OFFICE}/counters/2/undo")).cookie(&lan).key(key).json(&json!({}));
    let back = hall.send(undo("u1")).await;
    assert_eq!((back.status, &back.json()["ticket"]["number"]), (200, &json!("A001")));
    // The same key takes back no second act.
    assert_eq!(hall.send(undo("u1")).await.json(), back.json());
    assert_eq!(hall.send(undo("u2")).await.json()["ticket"], Value::Null);
    let line = counter(&hall, &lan, "2").await["waiting"].clone();
    assert_eq!((&line[0]["number"], &line[1]["number"]), (&json!("A001"), &json!("A002")));
    done(&hall, &lan, "2", "next", &json!({})).await;
    hall.pass(std::time::Duration::from_secs(61));
    assert_eq!(refused(&hall, &lan, "2", "undo", &json!({})).await, problem(409, "nothing_to_undo"));
    assert_eq!(act(&hall, &lan, "2", "undo", &json!({"act": "next"})).await.wrong_fields(), ["act"]);
}
