//! What kiosks do: numbers, papers, signs of life; and the holder's own ticket.
use serde_json::json;

use super::hall::{Dressed, Hall, OFFICE, OTHER, get, post};

#[tokio::test]
async fn a_number_is_given_once_for_a_key() {
    let hall = Hall::new();
    let issue = |key: &str, body: serde_json::Value| {
        post(&format!("{OFFICE}/tickets")).bearer(&hall.kiosk).key(key).json(&body)
    };
    let first = hall.send(issue("one", json!({"service": "A", "lang": "vi"}))).await;
    assert_eq!(first.status, 201);
    let ticket = first.json();
    assert_eq!(
        (&ticket["number"], &ticket["service"], &ticket["priority"]),
        (&json!("A001"), &json!("A"), &json!(false))
    );
    let token = ticket["token"].as_str().unwrap();
    assert_eq!(ticket["url"], format!("HTTPS://MOTCUA.EXAMPLE.VN/T/{token}"));

    let again = hall.send(issue("one", json!({"lang": "vi", "service": "A"}))).await;
    assert_eq!((again.status, again.json()), (200, ticket.clone()));
    let other = hall.send(issue("one", json!({"service": "A"}))).await;
    assert_eq!(other.wrong_fields(), ["Idempotency-Key"]);
    let printed = post(&format!("{OFFICE}/tickets/A001/printed")).bearer(&hall.kiosk).key("one");
    assert_eq!(hall.send(printed.json(&json!({"ok": true}))).await.wrong_fields(), ["Idempotency-Key"]);

    let second = hall.send(issue("two", json!({"service": "A", "priority": "yes", "assist": true}))).await;
    assert_eq!(
        (second.status, &second.json()["number"], &second.json()["priority"]),
        (201, &json!("A002"), &json!(true))
    );
}

#[tokio::test]
async fn a_device_must_name_its_request_and_staff_need_not() {
    let hall = Hall::new();
    let lan = hall.sign_in("lan").await;
    let tickets = format!("{OFFICE}/tickets");
    let body = json!({"service": "A"});
    for (request, status) in [
        (post(&tickets).json(&body), 401),
        (post(&tickets).bearer("nonsense").json(&body), 400),
        (post(&tickets).bearer("nonsense").key("k").json(&body), 401),
        (post(&tickets).bearer(&hall.kiosk).json(&body), 400),
        (post(&tickets).bearer(&hall.display).key("k").json(&body), 403),
        (post(&tickets).bearer(&hall.other_kiosk).key("k").json(&body), 403),
        (post(&format!("{OTHER}/tickets")).cookie(&lan).json(&body), 403),
        (post("/api/v1/offices/nowhere/tickets").bearer(&hall.kiosk).key("k").json(&body), 404),
        (post("/api/v1/offices/nowhere/tickets").json(&body), 401),
        (post(&tickets).cookie(&lan).json(&body), 201),
        (post(&tickets).cookie(&lan).header("Authorization", "Basic eDp5").json(&body), 201),
    ] {
        let shown = format!("{request:?}");
        assert_eq!(hall.send(request).await.status, status, "{shown}");
    }
}

#[tokio::test]
async fn every_wrong_field_of_a_press_is_named() {
    let hall = Hall::new();
    for (body, fields) in [
        (json!({"service": "Q"}), &["service"][..]),
        (
            json!({"service": "Q", "priority": "king", "procedure": "X1"}),
            &["service", "priority", "procedure"],
        ),
        (json!({"service": "Q", "priority": "king", "lang": 5}), &["lang", "service", "priority"]),
        (
            json!({"service": "q", "lang": "VI", "assist": "no", "extra": 1}),
            &["service", "lang", "assist", "extra"],
        ),
        (json!({"service": "A", "procedure": "KD01"}), &["procedure"]),
    ] {
        let request = post(&format!("{OFFICE}/tickets")).bearer(&hall.kiosk).key("k").json(&body);
        assert_eq!(hall.send(request).await.wrong_fields(), fields, "{body}");
    }
    // Nothing was changed by any of them, and the key is still free.
    assert_eq!(hall.issue("k", "A").await["number"], "A001");
}

#[tokio::test]
async fn a_kiosk_tells_whether_the_paper_came_out() {
    let hall = Hall::new();
    hall.issue("one", "A").await;
    let printed = |number: &str| post(&format!("{OFFICE}/tickets/{number}/printed"));
    let ok = json!({"ok": true});
    for (request, status) in [
        (printed("A001").bearer(&hall.kiosk).key("p1").json(&ok), 204),
        (printed("A001").bearer(&hall.kiosk).key("p1").json(&ok), 204),
        (printed("A001").bearer(&hall.kiosk).json(&json!({"ok": false, "problem": "paper_out"})), 204),
        (printed("A001").bearer(&hall.kiosk).json(&json!({"ok": false, "problem": "eaten"})), 422),
        (printed("A001").bearer(&hall.kiosk).empty(), 422),
        (printed("A002").bearer(&hall.kiosk).json(&ok), 404),
        (printed("A002").bearer(&hall.kiosk).json(&json!({"ok": 1})), 404),
        (printed("a001").bearer(&hall.kiosk).json(&ok), 404),
        (printed("%F0%9F%8E%AB").bearer(&hall.kiosk).json(&ok), 404),
        (printed("A001").bearer(&hall.display).json(&ok), 403),
        (printed("A001").json(&ok), 401),
    ] {
        let shown = format!("{request:?}");
        assert_eq!(hall.send(request).await.status, status, "{shown}");
    }
}

#[tokio::test]
async fn devices_give_signs_of_life() {
    let hall = Hall::new();
    let lan = hall.sign_in("lan").await;
    let beat = || post(&format!("{OFFICE}/heartbeat"));
    let body = json!({"version": "1.0.0", "state": "home", "problem": "Hết giấy"});
    assert_eq!(hall.send(beat().bearer(&hall.kiosk).json(&body)).await.status, 204);
    assert_eq!(
        hall.send(beat().bearer(&hall.display).json(&json!({"version": "1", "state": "board"}))).await.status,
        204
    );
    assert_eq!(
        hall.send(beat().bearer(&hall.kiosk).json(&json!({"state": ""}))).await.wrong_fields(),
        ["version", "state"]
    );
    assert_eq!(hall.send(beat().bearer(&hall.other_kiosk).json(&body)).await.status, 403);
    assert_eq!(hall.send(beat().cookie(&lan).json(&body)).await.status, 403);
    assert_eq!(hall.send(beat().json(&body)).await.status, 401);
}

#[tokio::test]
async fn a_holder_sees_the_own_ticket_by_its_token_in_any_case() {
    let hall = Hall::new();
    let token = hall.issue("one", "A").await["token"].as_str().unwrap().to_owned();
    for spelled in [token.clone(), token.to_lowercase()] {
        let ticket = hall.get(&format!("/api/v1/tickets/{spelled}")).await;
        assert_eq!(ticket.status, 200);
        assert_eq!(ticket.json()["number"], "A001");
        assert!(!ticket.text().contains(&token));
    }
}

#[tokio::test]
async fn guessing_tokens_is_slowed_down_and_knowing_them_is_not() {
    let hall = Hall::new();
    let token = hall.issue("one", "A").await["token"].as_str().unwrap().to_owned();
    for _ in 0..60 {
        assert_eq!(hall.get("/api/v1/tickets/AAAAAAAAAAAAAAAAAAAAAAAAAA").await.status, 404);
    }
    let refused = hall.get("/api/v1/tickets/nonsense").await;
    assert_eq!(refused.problem(), (429, "slow_down".to_owned()));
    assert!(refused.headers.contains_key("retry-after"));
    assert_eq!(hall.get("/api/v1/tickets/nonsense/events").await.status, 429);
    assert_eq!(hall.get(&format!("/api/v1/tickets/{token}")).await.status, 200);
    let mut elsewhere = get("/api/v1/tickets/nonsense").empty();
    elsewhere.extensions_mut().insert(super::hall::from("10.0.0.2"));
    assert_eq!(hall.send(elsewhere).await.status, 404);
}
