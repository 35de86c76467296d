//! The streams of devices and of staff, as they hear them.
use std::time::Duration;

use axum::body::Body;
use axum::http::Request;
use axum::response::Response;
use http_body_util::BodyExt;
use serde_json::{Value, json};

use super::hall::{Dressed, Hall, OFFICE, OTHER, get, post};
use super::streams::message;

async fn begun(hall: &Hall, request: Request<Body>) -> Response {
    let response = hall.begin(request).await;
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    assert_eq!(response.headers()["cache-control"], "no-store");
    response
}

async fn device_stream(hall: &Hall, key: &str, last_id: Option<u64>) -> Response {
    let request = get(&format!("{OFFICE}/device/events")).bearer(key);
    let request = match last_id {
        Some(id) => request.header("Last-Event-ID", id.to_string()),
        None => request,
    };
    begun(hall, request.empty()).await
}

async fn staff_stream(hall: &Hall, cookie: &str) -> Response {
    begun(hall, get(&format!("{OFFICE}/staff/events")).cookie(cookie).empty()).await
}

/// Something is done, and answered with 200 or 204.
async fn done(hall: &Hall, cookie: &str, path: &str, body: Value) {
    let answer = hall.send(post(&format!("{OFFICE}/{path}")).cookie(cookie).json(&body)).await;
    assert!(matches!(answer.status, 200 | 204), "{path}: {}", answer.text());
}

/// The first message of a kind.
async fn wait_for(stream: &mut Response, event: &str) -> (Option<u64>, Value) {
    loop {
        let (heard, id, data) = message(stream).await;
        if heard == event {
            return (id, data);
        }
    }
}

/// The first hall that is as wished.
async fn hall_with(stream: &mut Response, wished: impl Fn(&Value) -> bool) -> Value {
    loop {
        let (event, _, hall) = message(stream).await;
        assert_eq!(event, "hall");
        if wished(&hall) {
            return hall;
        }
    }
}

/// Nothing more comes but the end.
async fn assert_ends(mut stream: Response) {
    while let Some(frame) = stream.body_mut().frame().await {
        frame.unwrap();
    }
}

#[tokio::test]
async fn a_kiosk_hears_what_it_shall_print_again_until_it_has_answered() {
    let hall = Hall::new();
    let lan = hall.sign_in("lan").await;
    let issued = hall.issue("one", "A").await;
    hall.issue("two", "A").await;
    let mut stream = device_stream(&hall, &hall.kiosk, None).await;
    let mut display = device_stream(&hall, &hall.display, None).await;
    let first = message(&mut stream).await;
    assert_eq!((first.0.as_str(), first.1), ("paused", None));
    assert_eq!(first.2, json!({"paused": false, "reason": null}));
    assert_eq!(message(&mut display).await.0, "paused");
    let again = json!({"device": "Kiosk 1"});
    done(&hall, &lan, "tickets/A001/reprint", again.clone()).await;
    let (event, id, ticket) = message(&mut stream).await;
    assert_eq!(event, "reprint");
    for field in ["number", "service", "token", "url", "issued_at", "priority"] {
        assert_eq!(ticket[field], issued[field], "{field}");
    }
    // Away while somebody asks: what was not answered is told to whoever comes, but what was heard is not.
    drop(stream);
    done(&hall, &lan, "tickets/A002/reprint", again.clone()).await;
    let mut stream = device_stream(&hall, &hall.kiosk, id).await;
    assert_eq!(wait_for(&mut stream, "reprint").await.1["number"], "A002");
    let mut other = device_stream(&hall, &hall.kiosk, None).await;
    assert_eq!(wait_for(&mut other, "reprint").await.1["number"], "A001");
    assert_eq!(wait_for(&mut other, "reprint").await.1["number"], "A002");
    let mut lost = device_stream(&hall, &hall.kiosk, Some(u64::MAX)).await;
    assert_eq!(wait_for(&mut lost, "reprint").await.1["number"], "A001");
    let printed = post(&format!("{OFFICE}/tickets/A001/printed")).bearer(&hall.kiosk);
    assert_eq!(hall.send(printed.json(&json!({"ok": true}))).await.status, 204);
    let mut after = device_stream(&hall, &hall.kiosk, None).await;
    assert_eq!(wait_for(&mut after, "reprint").await.1["number"], "A002");
    hall.pass(Duration::from_mins(10));
    done(&hall, &lan, "tickets/A001/reprint", again).await;
    let mut late = device_stream(&hall, &hall.kiosk, None).await;
    assert_eq!(wait_for(&mut late, "reprint").await.1["number"], "A001");
}

#[tokio::test]
async fn a_device_hears_when_no_numbers_are_given() {
    let hall = Hall::new();
    let hoa = hall.sign_in("hoa").await;
    let mut stream = device_stream(&hall, &hall.kiosk, None).await;
    assert_eq!(message(&mut stream).await.2["paused"], false);
    for letter in ["A", "B", "C", "D", "E", "T"] {
        done(&hall, &hoa, &format!("services/{letter}/stop"), json!({"reason": "Mất điện"})).await;
    }
    let expected = json!({"paused": true, "reason": "day_closed", "reason_text": {"vi": "Mất điện"}});
    assert_eq!(wait_for(&mut stream, "paused").await.1, expected);
    done(&hall, &hoa, "services/C/resume", json!({})).await;
    assert_eq!(wait_for(&mut stream, "paused").await.1["paused"], false);
    done(&hall, &hoa, "day/close", json!({})).await;
    assert_eq!(wait_for(&mut stream, "paused").await.1, json!({"paused": true, "reason": "day_closed"}));
}

#[tokio::test]
async fn a_device_hears_that_the_office_has_changed() {
    let hall = Hall::new();
    let hoa = hall.sign_in("hoa").await;
    let mut stream = device_stream(&hall, &hall.display, None).await;
    assert_eq!(message(&mut stream).await.0, "paused");
    hall.issue("one", "A").await;
    done(&hall, &hoa, "notice", json!({"text": "Nghỉ trưa"})).await;
    assert_eq!(message(&mut stream).await, ("config".to_owned(), None, json!({})));
    done(&hall, &hoa, "counters/1/services", json!({"services": {"B": 0}})).await;
    assert_eq!(message(&mut stream).await, ("config".to_owned(), None, json!({})));
}

#[tokio::test]
async fn streams_are_for_those_whom_they_concern() {
    let hall = Hall::new();
    let (lan, tuan, root) =
        (hall.sign_in("lan").await, hall.sign_in("tuan").await, hall.sign_in("root").await);
    let device = |office: &str| get(&format!("{office}/device/events"));
    let staff = |office: &str| get(&format!("{office}/staff/events"));
    for (request, status) in [
        (device(OFFICE).bearer(&hall.kiosk).header("Last-Event-ID", "x").empty(), 400),
        (device(OFFICE).empty(), 401),
        (device(OFFICE).bearer("nonsense").empty(), 401),
        (device(OFFICE).cookie(&lan).empty(), 403),
        (device(OFFICE).bearer(&hall.other_kiosk).empty(), 403),
        (device("/api/v1/offices/nowhere").bearer(&hall.kiosk).empty(), 404),
        (staff(OFFICE).empty(), 401),
        (staff(OFFICE).bearer(&hall.kiosk).empty(), 403),
        (staff(OFFICE).cookie(&tuan).empty(), 403),
        (staff("/api/v1/offices/nowhere").cookie(&lan).empty(), 404),
        (staff(OTHER).cookie(&root).empty(), 200),
    ] {
        let shown = format!("{request:?}");
        assert_eq!(hall.begin(request).await.status(), status, "{shown}");
    }
}

#[tokio::test]
async fn streams_end_with_the_server() {
    let hall = Hall::new();
    let lan = hall.sign_in("lan").await;
    let streams = [device_stream(&hall, &hall.kiosk, None).await, staff_stream(&hall, &lan).await];
    hall.stop();
    for stream in streams {
        assert_ends(stream).await;
    }
}

#[tokio::test(start_paused = true)]
async fn streams_end_when_their_key_or_session_does() {
    let hall = Hall::new();
    let lan = hall.sign_in("lan").await;
    let (device, staff) = (device_stream(&hall, &hall.display, None).await, staff_stream(&hall, &lan).await);
    let mut others = device_stream(&hall, &hall.kiosk, None).await;
    let begun = tokio::time::Instant::now();
    hall.accounts.revoke_device("tay-ninh", "Sảnh").unwrap();
    assert_ends(device).await;
    assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
    hall.accounts.disable("lan").unwrap();
    assert_ends(staff).await;
    assert!(begun.elapsed() < Duration::from_secs(4), "{:?}", begun.elapsed());
    assert_eq!(message(&mut others).await.0, "paused", "nobody else's ends");
    // A session that grows too old is not changed by anybody.
    let staff = staff_stream(&hall, &hall.sign_in("hoa").await).await;
    hall.pass(Duration::from_hours(12));
    let begun = tokio::time::Instant::now();
    assert_ends(staff).await;
    assert!(begun.elapsed() < Duration::from_secs(6), "{:?}", begun.elapsed());
}

#[tokio::test(start_paused = true)]
async fn a_silent_stream_shows_that_it_lives() {
    let hall = Hall::new();
    let mut stream = device_stream(&hall, &hall.kiosk, None).await;
    assert_eq!(message(&mut stream).await.0, "paused");
    let begun = tokio::time::Instant::now();
    let frame = stream.body_mut().frame().await.unwrap().unwrap();
    assert_eq!(frame.into_data().unwrap(), ":\n\n");
    assert!((Duration::from_secs(10)..Duration::from_secs(15)).contains(&begun.elapsed()));
}

#[tokio::test]
async fn staff_see_the_whole_hall_at_once_and_at_every_change() {
    let hall = Hall::new();
    let (lan, hoa) = (hall.sign_in("lan").await, hall.sign_in("hoa").await);
    let beat = post(&format!("{OFFICE}/heartbeat")).bearer(&hall.kiosk);
    let body = json!({"version": "1.0", "state": "home", "problem": "paper_low"});
    assert_eq!(hall.send(beat.json(&body)).await.status, 204);
    let token = hall.issue("one", "A").await["token"].as_str().unwrap().to_owned();
    let mut stream = staff_stream(&hall, &lan).await;
    let (event, _, now) = message(&mut stream).await;
    assert_eq!((event.as_str(), &now["office"], &now["open"]), ("hall", &json!("tay-ninh"), &json!(true)));
    assert_eq!(now["counters"].as_array().unwrap().len(), 6);
    let line = &now["lines"][0];
    assert_eq!(
        (&line["service"], &line["waiting"], &line["longest_min"]),
        (&json!("A"), &json!(1), &json!(0))
    );
    let kiosk = json!({
        "name": "Kiosk 1", "kind": "kiosk", "seen_at": "2026-11-23T08:00:00+07:00", "silent_min": 0,
        "version": "1.0", "state": "home", "problem": "paper_low",
    });
    assert_eq!(now["devices"][0], kiosk);
    assert_eq!((&now["devices"][1]["name"], &now["devices"][1]["seen_at"]), (&json!("Sảnh"), &Value::Null));
    assert_eq!((&now["alarms"], &now["held"], &now["help"]), (&json!([]), &json!([]), &json!([])));
    assert!(!now.to_string().contains(&token));

    done(&hall, &lan, "counters/2/open", json!({})).await;
    done(&hall, &lan, "counters/2/next", json!({})).await;
    let called = hall_with(&mut stream, |hall| !hall["counters"][1]["ticket"].is_null()).await;
    assert_eq!(called["counters"][1]["clerk"], "lan");
    done(&hall, &lan, "counters/2/hold", json!({})).await;
    let held = hall_with(&mut stream, |hall| hall["held"] != json!([])).await;
    assert_eq!(held["held"][0]["number"], "A001");
    let help = post(&format!("{OFFICE}/help")).bearer(&hall.display);
    assert_eq!(hall.send(help.json(&json!({}))).await.status, 204);
    let helped = hall_with(&mut stream, |hall| hall["help"] != json!([])).await;
    assert_eq!(helped["help"], json!([{"device": "Sảnh", "at": "2026-11-23T08:00:00+07:00"}]));
    done(&hall, &hoa, "services/B/stop", json!({"reason": "Họp"})).await;
    hall_with(&mut stream, |hall| hall["lines"][1]["stopped"] == "Họp").await;
}

#[tokio::test(start_paused = true)]
async fn changes_between_two_looks_are_told_together() {
    let hall = Hall::new();
    let lan = hall.sign_in("lan").await;
    let mut stream = staff_stream(&hall, &lan).await;
    let begun = tokio::time::Instant::now();
    assert_eq!(message(&mut stream).await.2["lines"][0]["waiting"], 0);
    let mut told = 0;
    for round in 1..=8 {
        for press in 0..5 {
            hall.issue(&format!("{round}-{press}"), "A").await;
        }
        let now = message(&mut stream).await.2;
        told += 1;
        assert_eq!(now["lines"][0]["waiting"], round * 5);
    }
    let seconds = begun.elapsed().as_secs_f64();
    assert!(f64::from(told) <= seconds * 4.0 + 1.0, "{told} messages in {seconds} s");
    // Nothing more has changed: the next word is a sign of life.
    let frame = stream.body_mut().frame().await.unwrap().unwrap();
    assert_eq!(frame.into_data().unwrap(), ":\n\n");
}

#[tokio::test]
async fn alarms_are_raised_past_the_limits_of_the_office() {
    let hall = Hall::new();
    let lan = hall.sign_in("lan").await;
    for key in ["one", "two", "three"] {
        hall.issue(key, "A").await;
    }
    hall.pass(Duration::from_mins(15));
    done(&hall, &lan, "counters/2/open", json!({})).await;
    done(&hall, &lan, "counters/2/next", json!({})).await;
    hall.pass(Duration::from_mins(2));
    done(&hall, &lan, "counters/2/next", json!({})).await;
    hall.pass(Duration::from_mins(29));
    let mut stream = staff_stream(&hall, &lan).await;
    let mean = json!({"alarm": "wait_mean", "mean_min": 16, "limit_min": 15});
    // 15 and 17 minutes; the third has waited for 46.
    let waited = json!(
        {"alarm": "wait_longest", "service": "A", "number": "A003", "waited_min": 46, "limit_min": 45}
    );
    assert_eq!(message(&mut stream).await.2["alarms"], json!([waited, mean]));
    hall.pass(Duration::from_mins(2));
    let mut stream = staff_stream(&hall, &lan).await;
    let now = message(&mut stream).await.2;
    let forgotten = json!(
        {"alarm": "forgotten", "counter": "2", "number": "A002", "since_min": 31, "limit_min": 30}
    );
    assert_eq!(now["alarms"][2], forgotten);
    assert_eq!(now["lines"][0]["longest_min"], 48);
    hall.pass(Duration::from_mins(10));
    assert_eq!(
        message(&mut staff_stream(&hall, &lan).await).await.2["devices"][0]["silent_min"],
        Value::Null
    );
}

#[tokio::test]
async fn anybody_at_a_device_can_call_for_help() {
    let hall = Hall::new();
    let lan = hall.sign_in("lan").await;
    let help = || post(&format!("{OFFICE}/help"));
    for (request, status) in [
        (help().bearer(&hall.kiosk).empty(), 204),
        (help().bearer(&hall.kiosk).key("k").empty(), 204),
        (help().bearer(&hall.kiosk).key("k").empty(), 204),
        (help().bearer(&hall.display).json(&json!({})), 204),
        (help().bearer(&hall.kiosk).json(&json!({"why": 1})), 422),
        (help().cookie(&lan).empty(), 403),
        (help().bearer(&hall.other_kiosk).empty(), 403),
        (help().empty(), 401),
    ] {
        let shown = format!("{request:?}");
        assert_eq!(hall.send(request).await.status, status, "{shown}");
    }
    let now = message(&mut staff_stream(&hall, &lan).await).await.2;
    let calling: Vec<_> = now["help"].as_array().unwrap().iter().map(|call| &call["device"]).collect();
    assert_eq!(calling, ["Kiosk 1", "Sảnh"]);
    hall.pass(Duration::from_mins(10));
    assert_eq!(message(&mut staff_stream(&hall, &lan).await).await.2["help"], json!([]));
}
