//! What staff do at counters.
use std::time::Duration;

use serde_json::{Value, json};

use super::hall::{Answer, Dressed, Hall, OFFICE, OTHER, get, post};

/// An act at counter 1 with a body.
async fn act(hall: &Hall, cookie: &str, act: &str, body: &Value) -> Answer {
    hall.send(post(&format!("{OFFICE}/counters/1/{act}")).cookie(cookie).json(body)).await
}

async fn refused(hall: &Hall, cookie: &str, name: &str, body: &Value) -> (u16, String) {
    act(hall, cookie, name, body).await.problem()
}

#[tokio::test]
async fn a_ticket_goes_its_way() {
    let hall = Hall::new();
    let lan = hall.sign_in("lan").await;
    hall.issue("one", "A").await;
    let opened = act(&hall, &lan, "open", &json!({"in_hand": null})).await;
    assert_eq!(
        (opened.status, &opened.json()["state"], &opened.json()["clerk"]),
        (200, &json!("open"), &json!("lan"))
    );
    let next = act(&hall, &lan, "next", &json!({})).await.json();
    assert_eq!(
        (&next["ticket"]["number"], &next["why"]),
        (&json!("A001"), &json!({"rule": "turn", "overtook": 0}))
    );
    assert_eq!(refused(&hall, &lan, "recall", &json!({})).await, (409, "too_soon".to_owned()));
    hall.pass(Duration::from_secs(10));
    assert_eq!(act(&hall, &lan, "recall", &json!({"in_hand": "A001"})).await.json()["calls"], 2);
    assert_eq!(refused(&hall, &lan, "start", &json!({"in_hand": null})).await, (409, "changed".to_owned()));
    assert_eq!(refused(&hall, &lan, "start", &json!({"in_hand": "A999"})).await, (409, "changed".to_owned()));
    assert_eq!(act(&hall, &lan, "start", &json!({})).await.json()["state"], "serving");
    assert_eq!(refused(&hall, &lan, "no-show", &json!({})).await, (409, "wrong_state".to_owned()));
    assert_eq!(refused(&hall, &lan, "close", &json!({})).await, (409, "counter_busy".to_owned()));
    let outcomes =
        json!({"outcomes": [{"service": "A", "procedure": "HT01", "count": 2, "outcome": "accepted"}]});
    assert_eq!(act(&hall, &lan, "finish", &outcomes).await.json()["state"], "done");
    assert_eq!(refused(&hall, &lan, "finish", &json!({})).await, (409, "nothing_called".to_owned()));
    assert_eq!(act(&hall, &lan, "next", &json!({})).await.json(), json!({"ticket": null, "why": null}));
    assert_eq!(act(&hall, &lan, "close", &json!({})).await.json()["state"], "closed");
}

#[tokio::test]
async fn the_same_key_never_calls_twice() {
    let hall = Hall::new();
    let lan = hall.sign_in("lan").await;
    hall.issue("one", "A").await;
    hall.issue("two", "A").await;
    act(&hall, &lan, "open", &json!({})).await;
    let next = |key: &str, body: Value| {
        hall.send(post(&format!("{OFFICE}/counters/1/next")).cookie(&lan).key(key).json(&body))
    };
    let first = next("n1", json!({})).await;
    let empty = post(&format!("{OFFICE}/counters/1/next")).cookie(&lan).key("n1").empty();
    let again = hall.send(empty).await;
    assert_eq!((first.status, again.status, first.json()), (200, 200, again.json()));
    assert_eq!(next("n1", json!({"in_hand": "A001"})).await.wrong_fields(), ["Idempotency-Key"]);
    assert_eq!(next("n2", json!({"in_hand": "A001"})).await.json()["ticket"]["number"], "A002");
}

#[tokio::test]
async fn wrong_fields_of_acts_are_all_named() {
    let hall = Hall::new();
    let lan = hall.sign_in("lan").await;
    act(&hall, &lan, "open", &json!({})).await;
    let entry =
        |service: &str, count: i64| json!({"service": service, "count": count, "outcome": "accepted"});
    for (name, body, fields) in [
        ("pause", json!({}), &["reason"][..]),
        ("pause", json!({"reason": "tea", "until": "noon"}), &["until", "reason"]),
        ("pause", json!({"reason": "tea", "until": "2026-11-23T07:00:00+07:00"}), &["reason"]),
        (
            "next",
            json!({"outcomes": [entry("A", 1), entry("Q", 0)]}),
            &["outcomes[1].count", "outcomes[1].service"],
        ),
        (
            "finish",
            json!({"outcomes": [entry("Q", 1)], "in_hand": "A1"}),
            &["in_hand", "outcomes[0].service"],
        ),
        ("finish", json!({"outcomes": vec![entry("A", 1); 51]}), &["outcomes"]),
        ("recall", json!({"takeover": true}), &["takeover"]),
        ("start", json!([]), &[""]),
    ] {
        assert_eq!(act(&hall, &lan, name, &body).await.wrong_fields(), fields, "{name} {body}");
    }
    let known =
        crate::office_file::read(concat!(env!("CARGO_MANIFEST_DIR"), "/office/tay-ninh.toml").as_ref())
            .unwrap();
    let reason = &known.pause_reasons[0].code;
    let past = json!({"reason": reason, "until": "2026-11-23T07:00:00+07:00"});
    assert_eq!(act(&hall, &lan, "pause", &past).await.wrong_fields(), ["until"]);
    let right = json!({"reason": reason, "until": "2026-11-23T01:30:00Z"});
    let paused = act(&hall, &lan, "pause", &right).await.json();
    assert_eq!((&paused["state"], &paused["until"]), (&json!("paused"), &json!("2026-11-23T08:30:00+07:00")));
    assert_eq!(refused(&hall, &lan, "next", &json!({})).await, (409, "counter_paused".to_owned()));
}

#[tokio::test]
async fn staff_see_counters_and_nobody_else_does() {
    let hall = Hall::new();
    let lan = hall.sign_in("lan").await;
    let root = hall.sign_in("root").await;
    hall.issue("one", "A").await;
    let counters = hall.send(get(&format!("{OFFICE}/counters")).cookie(&lan).empty()).await.json();
    assert_eq!(counters[0]["counter"], "1");
    let counter = hall.send(get(&format!("{OFFICE}/counters/1")).cookie(&root).empty()).await.json();
    assert_eq!(counter["waiting"][0]["number"], "A001");
    for (request, status) in [
        (get(&format!("{OFFICE}/counters")).empty(), 401),
        (get(&format!("{OFFICE}/counters")).bearer(&hall.kiosk).empty(), 403),
        (get(&format!("{OTHER}/counters")).cookie(&lan).empty(), 403),
        (get("/api/v1/offices/nowhere/counters").cookie(&lan).empty(), 404),
        (get(&format!("{OFFICE}/counters/99")).cookie(&lan).empty(), 404),
    ] {
        let shown = format!("{request:?}");
        assert_eq!(hall.send(request).await.status, status, "{shown}");
    }
}
