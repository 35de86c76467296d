//! What holders do with their tickets, by the token alone.
use std::time::Duration;

use serde_json::{Value, json};

use super::hall::{Answer, Dressed, Hall, OFFICE, post};

async fn token(hall: &Hall, key: &str) -> String {
    hall.issue(key, "A").await["token"].as_str().unwrap().to_owned()
}

async fn act(hall: &Hall, token: &str, act: &str, body: &Value) -> Answer {
    hall.send(post(&format!("/api/v1/tickets/{token}/{act}")).json(body)).await
}

async fn refused(hall: &Hall, token: &str, name: &str) -> (u16, String) {
    act(hall, token, name, &json!({})).await.problem()
}

/// An act at counter 1.
async fn at_counter(hall: &Hall, cookie: &str, act: &str) {
    let answer = hall.send(post(&format!("{OFFICE}/counters/1/{act}")).cookie(cookie).empty()).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
}

/// Calls whoever is next, in vain.
async fn miss(hall: &Hall, cookie: &str) {
    at_counter(hall, cookie, "next").await;
    hall.pass(Duration::from_secs(10));
    at_counter(hall, cookie, "recall").await;
    at_counter(hall, cookie, "no-show").await;
}

#[tokio::test]
async fn a_holder_gives_the_number_up() {
    let hall = Hall::new();
    let (first, second) = (token(&hall, "one").await, token(&hall, "two").await);
    let given_up = act(&hall, &first.to_lowercase(), "cancel", &json!({})).await;
    assert_eq!((given_up.status, &given_up.json()["state"]), (200, &json!("cancelled")));
    assert!(!given_up.text().contains(&first));
    assert_eq!(refused(&hall, &first, "cancel").await, (409, "not_waiting".to_owned()));
    let lan = hall.sign_in("lan").await;
    at_counter(&hall, &lan, "open").await;
    at_counter(&hall, &lan, "next").await;
    assert_eq!(refused(&hall, &second, "cancel").await, (409, "not_waiting".to_owned()));
}

#[tokio::test]
async fn a_holder_asks_for_more_time_as_often_as_the_office_allows() {
    let hall = Hall::new();
    let tokens = [token(&hall, "one").await, token(&hall, "two").await];
    let later = act(&hall, &tokens[0], "later", &json!({})).await;
    let ticket = later.json();
    assert_eq!(
        (later.status, &ticket["state"], &ticket["ahead"], &ticket["later_left"]),
        (200, &json!("waiting"), &json!(1), &json!(0))
    );
    assert_eq!(refused(&hall, &tokens[0], "later").await, (409, "limit_reached".to_owned()));
    let lan = hall.sign_in("lan").await;
    at_counter(&hall, &lan, "open").await;
    at_counter(&hall, &lan, "next").await;
    assert_eq!(refused(&hall, &tokens[1], "later").await, (409, "not_waiting".to_owned()));
}

#[tokio::test]
async fn a_no_show_comes_back_as_often_as_the_office_allows() {
    let hall = Hall::new();
    let token = token(&hall, "one").await;
    assert_eq!(refused(&hall, &token, "return").await, (409, "wrong_state".to_owned()));
    let lan = hall.sign_in("lan").await;
    at_counter(&hall, &lan, "open").await;
    miss(&hall, &lan).await;
    let back = act(&hall, &token, "return", &json!({})).await;
    assert_eq!(
        (back.status, &back.json()["state"], &back.json()["return_left"]),
        (200, &json!("waiting"), &json!(0))
    );
    miss(&hall, &lan).await;
    assert_eq!(refused(&hall, &token, "return").await, (409, "limit_reached".to_owned()));
}

#[tokio::test]
async fn a_visit_is_rated_once_when_it_is_over() {
    let hall = Hall::new();
    let token = token(&hall, "one").await;
    let rating = json!({"stars": 5, "comment": "Nhanh,\nvui vẻ"});
    assert_eq!(act(&hall, &token, "rating", &rating).await.problem(), (409, "wrong_state".to_owned()));
    let lan = hall.sign_in("lan").await;
    at_counter(&hall, &lan, "open").await;
    at_counter(&hall, &lan, "next").await;
    at_counter(&hall, &lan, "finish").await;
    for (body, fields) in [
        (json!({}), &["stars"][..]),
        (json!({"stars": 0}), &["stars"]),
        (json!({"stars": 6, "comment": "x".repeat(1001)}), &["stars", "comment"]),
        (json!({"stars": 4.5, "comment": 1, "name": "x"}), &["stars", "comment", "name"]),
        (json!({"stars": "5"}), &["stars"]),
        (json!([]), &[""]),
    ] {
        assert_eq!(act(&hall, &token, "rating", &body).await.wrong_fields(), fields, "{body}");
    }
    let rated = act(&hall, &token, "rating", &rating).await;
    assert_eq!((rated.status, &rated.json()["state"]), (201, &json!("done")));
    assert_eq!(act(&hall, &token, "rating", &rating).await.problem(), (409, "wrong_state".to_owned()));
}

#[tokio::test]
async fn a_key_is_good_for_the_holder_too_and_for_one_ticket_alone() {
    let hall = Hall::new();
    let (first, second) = (token(&hall, "one").await, token(&hall, "two").await);
    let later = |token: &str| post(&format!("/api/v1/tickets/{token}/later")).key("k").empty();
    let once = hall.send(later(&first)).await;
    let again = hall.send(later(&first)).await;
    assert_eq!((once.status, once.json()), (again.status, again.json()));
    assert_eq!(hall.send(later(&second)).await.json()["number"], "A002");
}

#[tokio::test]
async fn checks_of_a_holders_act_come_in_their_order() {
    let hall = Hall::new();
    let token = token(&hall, "one").await;
    let wrong = json!({"stars": 9});
    let path = |token: &str| format!("/api/v1/tickets/{token}/rating");
    let nobody = "AAAAAAAAAAAAAAAAAAAAAAAAAA";
    let lan = hall.sign_in("lan").await;
    let evil = |token: &str| post(&path(token)).cookie(&lan).header("Origin", "http://evil.example");
    for (request, status) in [
        (post(&path(nobody)).key("a b").json(&wrong), 400),
        (evil(nobody).json(&wrong), 403),
        (post(&path(nobody)).json(&wrong), 404),
        (post(&path("nonsense")).json(&wrong), 404),
        (post(&path(&token)).json(&wrong), 422),
        (post(&path(&token)).json(&json!({"stars": 1})), 409),
        (post(&format!("/api/v1/tickets/{token}/cancel")).json(&wrong), 422),
    ] {
        let shown = format!("{request:?}");
        assert_eq!(hall.send(request).await.status, status, "{shown}");
    }
    for _ in 0..58 {
        assert_eq!(refused(&hall, nobody, "cancel").await, (404, "unknown_ticket".to_owned()));
    }
    assert_eq!(refused(&hall, nobody, "later").await, (429, "slow_down".to_owned()));
    assert_eq!(act(&hall, &token, "cancel", &json!({})).await.status, 200);
}

#[tokio::test]
async fn when_the_day_is_closed_a_ticket_is_still_known_but_over() {
    let hall = Hall::new();
    let tokens = [token(&hall, "one").await, token(&hall, "two").await];
    let (lan, hoa) = (hall.sign_in("lan").await, hall.sign_in("hoa").await);
    at_counter(&hall, &lan, "open").await;
    at_counter(&hall, &lan, "next").await;
    at_counter(&hall, &lan, "finish").await;
    assert_eq!(hall.send(post(&format!("{OFFICE}/day/close")).cookie(&hoa).empty()).await.status, 204);
    assert_eq!(hall.get(&format!("/api/v1/tickets/{}", tokens[1])).await.json()["state"], "expired");
    for name in ["cancel", "later", "return"] {
        assert_eq!(refused(&hall, &tokens[1], name).await, (409, "day_closed".to_owned()), "{name}");
    }
    let path = |number: &str, act: &str| post(&format!("{OFFICE}/tickets/{number}/{act}")).cookie(&lan);
    for (act, body) in [
        ("priority", json!({"priority": null})),
        ("return", json!({})),
        ("cancel", json!({})),
        ("reprint", json!({"device": "Kiosk 1"})),
    ] {
        let no = hall.send(path("A002", act).json(&body)).await;
        assert_eq!(no.problem(), (409, "day_closed".to_owned()), "{act}");
        assert_eq!(hall.send(path("A009", act).json(&body)).await.status, 404, "{act}");
    }
    // What the visit was like can be said afterwards.
    assert_eq!(act(&hall, &tokens[0], "rating", &json!({"stars": 4})).await.status, 201);
    assert_eq!(act(&hall, &tokens[1], "rating", &json!({"stars": 4})).await.status, 409);
    hall.pass(Duration::from_hours(16));
    assert_eq!(act(&hall, &tokens[0], "rating", &json!({"stars": 4})).await.status, 404);
}
