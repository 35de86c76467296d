//! Event streams as a browser hears them.
use axum::response::Response;
use http_body_util::BodyExt;
use serde_json::Value;

use super::super::site::Site;
use super::hall::{Dressed, Hall, OFFICE, get, post};

/// The next message of a stream: its event, its id and its data.
pub(super) async fn message(response: &mut Response) -> (String, Option<u64>, Value) {
    let frame = response.body_mut().frame().await.unwrap().unwrap();
    let text = String::from_utf8(frame.into_data().unwrap().to_vec()).unwrap();
    let field = |name: &str| {
        let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
        line.map(str::to_owned)
    };
    let id = field("id").map(|id| id.parse().unwrap());
    (field("event").unwrap_or_default(), id, serde_json::from_str(&field("data").unwrap()).unwrap())
}

pub(super) async fn follow(hall: &Hall, last_id: Option<u64>) -> Response {
    let request = get(&format!("{OFFICE}/events"));
    let request = match last_id {
        Some(id) => request.header("Last-Event-ID", id.to_string()),
        None => request,
    };
    let response = hall.begin(request.empty()).await;
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    assert_eq!(response.headers()["cache-control"], "no-store");
    assert_eq!(response.headers()["x-accel-buffering"], "no");
    response
}

async fn act(hall: &Hall, cookie: &str, act: &str) {
    let answer = hall.send(post(&format!("{OFFICE}/counters/1/{act}")).cookie(cookie).empty()).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
}

#[tokio::test]
async fn the_lobby_hears_of_every_call() {
    let hall = Hall::new();
    let lan = hall.sign_in("lan").await;
    let mut stream = follow(&hall, None).await;
    let (event, first_id, board) = message(&mut stream).await;
    assert_eq!((event.as_str(), &board["office"]), ("board", &Value::from("tay-ninh")));
    assert_eq!(board["seq"], first_id.unwrap());
    let token = hall.issue("one", "A").await["token"].as_str().unwrap().to_owned();
    act(&hall, &lan, "open").await;
    act(&hall, &lan, "next").await;
    let (event, id, call) = loop {
        let heard = message(&mut stream).await;
        if heard.0 != "board" {
            break heard;
        }
        assert_eq!(heard.2["calls"], serde_json::json!([]), "a board must not come before its call");
    };
    assert_eq!(
        (event.as_str(), &call["number"], &call["recall"]),
        ("call", &Value::from("A001"), &Value::from(0))
    );
    assert_eq!(call["call"], id.unwrap());
    assert!(!call.to_string().contains(&token));

    // Whoever comes back hears what was missed, once.
    let mut again = follow(&hall, first_id).await;
    assert_eq!(message(&mut again).await.0, "call");
    let (event, id, board) = message(&mut again).await;
    assert_eq!((event.as_str(), &board["calls"][0]["call"]), ("board", &call["call"]));
    let mut current = follow(&hall, id).await;
    assert_eq!(message(&mut current).await.0, "board");
}

/// The next message that is no board.
pub(super) async fn announced(stream: &mut Response) -> (String, Option<u64>, Value) {
    loop {
        let heard = message(stream).await;
        if heard.0 != "board" {
            return heard;
        }
    }
}

#[tokio::test]
async fn the_lobby_hears_that_a_call_was_taken_back() {
    let hall = Hall::new();
    let lan = hall.sign_in("lan").await;
    hall.issue("one", "A").await;
    act(&hall, &lan, "open").await;
    let mut stream = follow(&hall, None).await;
    let (_, before, _) = message(&mut stream).await;
    act(&hall, &lan, "next").await;
    let (event, id, call) = announced(&mut stream).await;
    assert_eq!((event.as_str(), &call["number"]), ("call", &Value::from("A001")));
    act(&hall, &lan, "undo").await;
    let (event, withdrawn_id, withdrawn) = announced(&mut stream).await;
    let expected = serde_json::json!({"call": call["call"], "number": "A001"});
    assert_eq!((event.as_str(), &withdrawn), ("withdrawn", &expected));
    assert!(withdrawn_id > id);
    // No board after it shows the call.
    assert_eq!(message(&mut stream).await.2["calls"], serde_json::json!([]));

    let mut heard_call = follow(&hall, id).await;
    assert_eq!(message(&mut heard_call).await, ("withdrawn".to_owned(), withdrawn_id, expected));
    assert_eq!(message(&mut heard_call).await.0, "board");
    for last_id in [None, before, withdrawn_id] {
        let mut other = follow(&hall, last_id).await;
        assert_eq!(message(&mut other).await.0, "board", "{last_id:?}");
    }
}

#[tokio::test]
async fn a_phone_hears_of_its_own_ticket() {
    let hall = Hall::new();
    let lan = hall.sign_in("lan").await;
    let token = hall.issue("one", "A").await["token"].as_str().unwrap().to_owned();
    let path = format!("/api/v1/tickets/{}/events", token.to_lowercase());
    let mut stream = hall.begin(get(&path).empty()).await;
    assert_eq!(stream.headers()["content-type"], "text/event-stream");
    assert_eq!(message(&mut stream).await.2["state"], "waiting");
    act(&hall, &lan, "open").await;
    act(&hall, &lan, "next").await;
    loop {
        let (_, _, ticket) = message(&mut stream).await;
        assert_eq!(ticket["number"], "A001");
        if ticket["state"] == "called" {
            break;
        }
    }
}

#[tokio::test]
async fn places_are_given_back() {
    let hall = Hall::with(|parts| Site::new(parts).with_followers_max(2));
    let token = hall.issue("one", "A").await["token"].as_str().unwrap().to_owned();
    let one = follow(&hall, None).await;
    let _other = hall.begin(get(&format!("/api/v1/tickets/{token}/events")).empty()).await;
    let refused = hall.get(&format!("{OFFICE}/events")).await;
    assert_eq!(refused.problem(), (503, "busy".to_owned()));
    assert!(refused.headers.contains_key("retry-after"));
    drop(one);
    follow(&hall, None).await;
}
