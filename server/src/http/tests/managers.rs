//! What those who run the hall do.
use serde_json::{Value, json};

use super::hall::{Answer, Dressed, Hall, OFFICE, post};

async fn act(hall: &Hall, cookie: &str, path: &str, body: &Value) -> Answer {
    hall.send(post(&format!("{OFFICE}/{path}")).cookie(cookie).json(body)).await
}

fn problem(status: u16, code: &str) -> (u16, String) {
    (status, code.to_owned())
}

#[tokio::test]
async fn managers_close_and_open_days() {
    let hall = Hall::new();
    let (lan, hoa) = (hall.sign_in("lan").await, hall.sign_in("hoa").await);
    let day = |act: &str, cookie: &str, body: &Value| {
        hall.send(post(&format!("{OFFICE}/day/{act}")).cookie(cookie).json(body))
    };
    let today = json!({"date": "2026-11-23"});
    assert_eq!(day("close", &lan, &json!({})).await.problem(), (403, "forbidden".to_owned()));
    assert_eq!(day("open", &lan, &json!({})).await.problem(), (403, "forbidden".to_owned()));
    assert_eq!(day("open", &hoa, &json!({})).await.wrong_fields(), ["date"]);
    assert_eq!(day("open", &hoa, &json!({"date": "2026-11-24"})).await.wrong_fields(), ["date"]);
    assert_eq!(day("open", &hoa, &today).await.problem(), (409, "day_closed".to_owned()));
    assert_eq!(day("close", &hoa, &json!({})).await.status, 204);
    assert_eq!(day("close", &hoa, &json!({})).await.problem(), (409, "day_closed".to_owned()));
    let issue = post(&format!("{OFFICE}/tickets")).bearer(&hall.kiosk).key("k");
    assert_eq!(
        hall.send(issue.json(&json!({"service": "A"}))).await.problem(),
        (409, "day_closed".to_owned())
    );
}

#[tokio::test]
async fn a_notice_stands_on_the_board_until_its_time() {
    let hall = Hall::new();
    let (lan, hoa) = (hall.sign_in("lan").await, hall.sign_in("hoa").await);
    let usual = hall.get(&format!("{OFFICE}/board")).await.json()["notice"].clone();
    let shown = async || hall.get(&format!("{OFFICE}/board")).await.json()["notice"].clone();
    assert_eq!(act(&hall, &lan, "notice", &json!({"text": 1})).await.problem(), problem(403, "forbidden"));
    for (body, fields) in [
        (json!({}), &["text"][..]),
        (json!({"text": "", "until": "noon", "say": 1}), &["text", "until", "say"]),
        (json!({"text": {"vi": "x".repeat(501)}}), &["text"]),
        (json!({"text": {"vi": "x", "EN": "y"}}), &["text"]),
        (json!({"text": {}}), &["text"]),
        (json!({"text": "x", "until": "2026-11-23T07:59:00+07:00"}), &["until"]),
    ] {
        assert_eq!(act(&hall, &hoa, "notice", &body).await.wrong_fields(), fields, "{body}");
    }
    let until = "2026-11-23T08:10:00+07:00";
    let body = json!({"text": "Máy chủ bảo trì lúc 11:00", "until": until, "say": true});
    assert_eq!(act(&hall, &hoa, "notice", &body).await.status, 204);
    assert_eq!(shown().await, json!({"vi": "Máy chủ bảo trì lúc 11:00"}));
    let both = json!({"text": {"vi": "Nghỉ trưa", "en": "Lunch"}, "until": until});
    assert_eq!(act(&hall, &hoa, "notice", &both).await.status, 204);
    assert_eq!(shown().await, both["text"]);
    assert_eq!(act(&hall, &hoa, "notice", &json!({"text": null})).await.status, 204);
    assert_eq!(shown().await, usual);
    assert_eq!(act(&hall, &hoa, "day/close", &json!({})).await.status, 204);
    assert_eq!(act(&hall, &hoa, "notice", &both).await.problem(), problem(409, "day_closed"));
}

#[tokio::test]
async fn a_service_is_stopped_and_given_again() {
    let hall = Hall::new();
    let (lan, hoa) = (hall.sign_in("lan").await, hall.sign_in("hoa").await);
    let stop = json!({"reason": "Máy in sổ hỏng"});
    for (path, body, expected) in [
        ("services/Q/stop", json!({}), problem(404, "unknown_service")),
        ("services/a/stop", stop.clone(), problem(404, "unknown_service")),
        ("services/AB/resume", json!({"x": 1}), problem(404, "unknown_service")),
        ("services/Q/resume", json!({}), problem(404, "unknown_service")),
        ("services/A/stop", json!({}), problem(422, "invalid")),
        ("services/A/stop", json!({"reason": "a\nb"}), problem(422, "invalid")),
        ("services/A/resume", json!({"reason": "x"}), problem(422, "invalid")),
    ] {
        assert_eq!(act(&hall, &hoa, path, &body).await.problem(), expected, "{path} {body}");
    }
    assert_eq!(act(&hall, &lan, "services/Q/stop", &stop).await.problem(), problem(403, "forbidden"));
    let kiosk = post(&format!("{OFFICE}/services/A/stop")).bearer(&hall.kiosk).json(&stop);
    assert_eq!(hall.send(kiosk).await.problem(), problem(403, "forbidden"));
    for _ in 0..2 {
        assert_eq!(act(&hall, &hoa, "services/A/stop", &stop).await.status, 204);
    }
    let services = hall.get(&format!("{OFFICE}/services")).await.json();
    assert_eq!(
        (&services[0]["open"], &services[0]["reason_text"]),
        (&json!(false), &json!({"vi": "Máy in sổ hỏng"}))
    );
    let issue = |key: &str| {
        post(&format!("{OFFICE}/tickets")).bearer(&hall.kiosk).key(key).json(&json!({"service": "A"}))
    };
    assert_eq!(hall.send(issue("one")).await.problem(), problem(409, "service_closed"));
    assert_eq!(act(&hall, &hoa, "services/A/resume", &json!({})).await.status, 204);
    assert_eq!(hall.send(issue("one")).await.status, 201);
    assert_eq!(act(&hall, &hoa, "day/close", &json!({})).await.status, 204);
    assert_eq!(act(&hall, &hoa, "services/A/stop", &stop).await.problem(), problem(409, "day_closed"));
}

#[tokio::test]
async fn a_counter_serves_something_else_today() {
    let hall = Hall::new();
    let (lan, hoa) = (hall.sign_in("lan").await, hall.sign_in("hoa").await);
    let body = json!({"services": {"B": 0, "A": 5}});
    for (path, body, expected) in [
        ("counters/99/services", json!({}), problem(404, "unknown_counter")),
        ("counters/99/services", body.clone(), problem(404, "unknown_counter")),
        ("counters/1/services", json!({"services": {"Q": 0}}), problem(422, "invalid")),
        ("counters/1/services", json!({"services": {"A": 61}}), problem(422, "invalid")),
        ("counters/1/services", json!({"services": {}}), problem(422, "invalid")),
        ("counters/1/services", json!({"services": {"Q": 0}, "x": 1}), problem(422, "invalid")),
        ("counters/1/services", json!({"A": 0}), problem(422, "invalid")),
    ] {
        assert_eq!(act(&hall, &hoa, path, &body).await.problem(), expected, "{path} {body}");
    }
    let unknown = act(&hall, &hoa, "counters/1/services", &json!({"services": {"A": 0, "Q": 0}})).await;
    assert_eq!(unknown.wrong_fields(), ["services"]);
    assert_eq!(act(&hall, &lan, "counters/1/services", &body).await.problem(), problem(403, "forbidden"));
    assert_eq!(act(&hall, &hoa, "counters/1/services", &body).await.status, 204);
    let opened = act(&hall, &lan, "counters/1/open", &json!({})).await.json();
    assert_eq!(opened["services"], json!(["B", "A"]));
    assert_eq!(act(&hall, &hoa, "day/close", &json!({})).await.status, 204);
    assert_eq!(act(&hall, &hoa, "counters/1/services", &body).await.problem(), problem(409, "day_closed"));
}
