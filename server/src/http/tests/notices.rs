//! Notices on their way to the lobby: on the board, and once to be spoken.
use std::time::Duration;

use serde_json::{Value, json};

use super::hall::{Dressed, Hall, OFFICE, post};
use super::streams::{announced, follow, message};

async fn give(hall: &Hall, cookie: &str, key: &str, body: &Value) {
    let answer = hall.send(post(&format!("{OFFICE}/notice")).cookie(cookie).key(key).json(body)).await;
    assert_eq!(answer.status, 204, "{}", answer.text());
}

/// What is told before the first board to whoever heard of everything up to an id.
async fn missed(hall: &Hall, last_id: Option<u64>) -> Vec<String> {
    let mut stream = follow(hall, last_id).await;
    let mut told = Vec::new();
    loop {
        match message(&mut stream).await {
            (event, ..) if event == "board" => return told,
            (_, _, data) => told.push(data["text"]["vi"].as_str().unwrap_or("a call").to_owned()),
        }
    }
}

#[tokio::test]
async fn a_notice_is_spoken_once_when_it_shall_be() {
    let hall = Hall::new();
    let hoa = hall.sign_in("hoa").await;
    let mut stream = follow(&hall, None).await;
    let (_, before, _) = message(&mut stream).await;
    give(&hall, &hoa, "quiet", &json!({"text": "Chỉ hiện trên bảng"})).await;
    let until = "2026-11-23T08:30:00+07:00";
    let loud = json!({"text": {"vi": "Xin chú ý", "en": "Attention"}, "until": until, "say": true});
    give(&hall, &hoa, "loud", &loud).await;
    give(&hall, &hoa, "loud", &loud).await;
    let (event, id, notice) = announced(&mut stream).await;
    let expected = json!({"notice": id.unwrap(), "text": loud["text"], "at": "2026-11-23T08:00:00+07:00", "until": until});
    assert_eq!((event.as_str(), notice), ("notice", expected));
    let (event, board_id, board) = message(&mut stream).await;
    assert_eq!((event.as_str(), &board["notice"], board_id >= id), ("board", &loud["text"], true));
    give(&hall, &hoa, "more", &json!({"text": "Xin chú ý lần nữa", "say": true})).await;
    assert_eq!(announced(&mut stream).await.2["text"]["vi"], "Xin chú ý lần nữa", "the key made it one");

    // Whoever comes back hears what was missed, in order, and whoever comes first hears none of it.
    assert_eq!(missed(&hall, before).await, ["Xin chú ý", "Xin chú ý lần nữa"]);
    assert_eq!(missed(&hall, id).await, ["Xin chú ý lần nữa"]);
    assert_eq!(missed(&hall, None).await, [""; 0]);
    hall.pass(Duration::from_mins(11));
    assert_eq!(missed(&hall, before).await, [""; 0], "after ten minutes it is no news");
}

#[tokio::test]
async fn a_notice_that_is_over_is_not_spoken_any_more() {
    let hall = Hall::new();
    let hoa = hall.sign_in("hoa").await;
    let (_, before, _) = message(&mut follow(&hall, None).await).await;
    let short = json!({"text": "Đến 8 giờ 05", "until": "2026-11-23T08:05:00+07:00", "say": true});
    give(&hall, &hoa, "short", &short).await;
    give(&hall, &hoa, "long", &json!({"text": "Cả ngày", "say": true})).await;
    assert_eq!(missed(&hall, before).await, ["Đến 8 giờ 05", "Cả ngày"]);
    hall.pass(Duration::from_mins(5));
    give(&hall, &hoa, "tick", &json!({"text": "Cả ngày"})).await;
    assert_eq!(missed(&hall, before).await, ["Cả ngày"]);
    give(&hall, &hoa, "none", &json!({"text": null})).await;
    assert_eq!(missed(&hall, before).await, [""; 0]);
}

#[tokio::test]
async fn a_notice_vanishes_by_itself_when_its_time_is_over() {
    let hall = Hall::new();
    let hoa = hall.sign_in("hoa").await;
    let mut stream = follow(&hall, None).await;
    let usual = message(&mut stream).await.2["notice"].clone();
    let body = json!({"text": "Đến 8 giờ 05", "until": "2026-11-23T08:05:00+07:00"});
    give(&hall, &hoa, "k", &body).await;
    let mut notice_of_next_board = async || message(&mut stream).await.2["notice"].clone();
    assert_eq!(notice_of_next_board().await, json!({"vi": "Đến 8 giờ 05"}));
    hall.pass(Duration::from_mins(5));
    assert_eq!(notice_of_next_board().await, usual);
    assert_eq!(hall.get(OFFICE).await.json()["notice"], usual);
}
