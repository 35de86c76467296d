//! What holds for every call: problems, the order of checks, bodies in and out of form, headers.
use axum::body::Body;
use axum::http::{Method, Request, header};
use futures_util::FutureExt;
use serde_json::{Value, json};

use super::hall::{Answer, Dressed, Hall, OFFICE, OTHER, get, post};

fn problem(status: u16, code: &str) -> (u16, String) {
    (status, code.to_owned())
}

#[tokio::test]
async fn what_is_not_there_is_a_problem() {
    let hall = Hall::new();
    for (path, code) in [
        ("/", "unknown_path"),
        ("/api/v1", "unknown_path"),
        ("/api/v1/offices/", "unknown_path"),
        ("/api/v2/offices", "unknown_path"),
        ("/api/v1/offices/nowhere", "unknown_office"),
        ("/api/v1/offices/nowhere/services", "unknown_office"),
        ("/api/v1/offices/nowhere/board", "unknown_office"),
        ("/api/v1/offices/nowhere/events", "unknown_office"),
        ("/api/v1/offices/tay-ninh/procedures?service=Q", "unknown_service"),
        ("/api/v1/offices/tay-ninh/procedures?service=a", "unknown_service"),
        ("/api/v1/offices/tay-ninh/procedures?service=", "unknown_service"),
        ("/api/v1/offices/tay-ninh/procedures?service=%FF", "unknown_service"),
        ("/api/v1/tickets/AAAAAAAAAAAAAAAAAAAAAAAAAA", "unknown_ticket"),
        ("/api/v1/tickets/x", "unknown_ticket"),
        ("/api/v1/tickets/x/events", "unknown_ticket"),
    ] {
        assert_eq!(hall.get(path).await.problem(), problem(404, code), "{path}");
    }
    let not_utf8 = hall.get("/api/v1/offices/%FF/board").await;
    assert_eq!(not_utf8.problem(), problem(400, "malformed"));
}

#[tokio::test]
async fn a_wrong_method_names_the_right_ones() {
    let hall = Hall::new();
    for (method, path, allow) in [
        (Method::POST, "/api/v1/offices".to_owned(), "GET,HEAD"),
        (Method::DELETE, format!("{OFFICE}/board"), "GET,HEAD"),
        (Method::GET, format!("{OFFICE}/tickets"), "POST"),
        (Method::PUT, format!("{OFFICE}/counters/1/next"), "POST"),
        (Method::POST, "/healthz".to_owned(), "GET,HEAD"),
    ] {
        let request = Request::builder().method(method).uri(&path).body(Body::empty()).unwrap();
        let answer = hall.send(request).await;
        assert_eq!(answer.problem(), problem(405, "wrong_method"), "{path}");
        assert_eq!(answer.headers[header::ALLOW], allow, "{path}");
    }
}

#[tokio::test]
async fn every_answer_is_locked_down() {
    let hall = Hall::new();
    for path in ["/api/v1/offices", "/nowhere", "/healthz", "/metrics"] {
        let headers = hall.get(path).await.headers;
        assert_eq!(headers["x-content-type-options"], "nosniff", "{path}");
        assert_eq!(headers["referrer-policy"], "no-referrer", "{path}");
        assert_eq!(headers["cache-control"], "no-store", "{path}");
        let policy = headers["content-security-policy"].to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'"), "{path}");
    }
}

/// Sends a body to the kiosk's issuing with all credentials.
async fn issue_raw(hall: &Hall, media_type: Option<&str>, body: impl Into<Body>) -> Answer {
    let request = post(&format!("{OFFICE}/tickets")).bearer(&hall.kiosk).key("k");
    let request = match media_type {
        Some(media_type) => request.header(header::CONTENT_TYPE, media_type),
        None => request,
    };
    hall.send(request.body(body.into()).unwrap()).await
}

#[tokio::test]
async fn a_body_out_of_form_is_refused_and_never_a_fault() {
    let hall = Hall::new();
    let json = Some("application/json");
    let deep = "[".repeat(10_000);
    for body in [
        &b"{"[..],
        b"x",
        b" ",
        b"{\"service\":\"A\"} {}",
        b"{\"service\":\"\xff\"}",
        b"\xef\xbb\xbf{}",
        b"{\"service\":\"\\ud800\"}",
        b"{\"service\":NaN}",
        // Larger than any number on which JSON's readers agree (RFC 8259, section 6).
        b"{\"service\":1e999999999}",
        b"{'service':'A'}",
        deep.as_bytes(),
    ] {
        let answer = issue_raw(&hall, json, body.to_vec()).await;
        assert_eq!(
            answer.problem(),
            problem(400, "malformed"),
            "{}",
            String::from_utf8_lossy(&body[..body.len().min(40)])
        );
    }
    for body in ["[]", "null", "1", "\"A\"", "[{}]"] {
        assert_eq!(issue_raw(&hall, json, body).await.wrong_fields(), [""], "{body}");
    }
    for (body, fields) in [
        ("{}", &["service"][..]),
        ("", &["service"]),
        (r#"{"service":"A\u0000"}"#, &["service"]),
        (r#"{"service":123456789012345678901234567890}"#, &["service"]),
        (r#"{"service":{"service":"A"}}"#, &["service"]),
        (r#"{"service":"A","procedure":"\u0000"}"#, &["procedure"]),
        (r#"{"service":"A","":1}"#, &[""]),
    ] {
        let answer = issue_raw(&hall, json, body).await;
        assert_eq!(answer.wrong_fields(), fields, "{body}");
    }
}

#[tokio::test]
async fn only_json_of_a_decent_size_is_read() {
    let hall = Hall::new();
    for media_type in [
        None,
        Some("text/plain"),
        Some("application/x-www-form-urlencoded"),
        Some("application/json; charset=utf-16"),
    ] {
        let answer = issue_raw(&hall, media_type, r#"{"service":"A"}"#).await;
        assert_eq!(answer.problem(), problem(415, "wrong_media_type"), "{media_type:?}");
    }
    let large = format!(r#"{{"service":"A"}}{}"#, " ".repeat(64 * 1024));
    assert_eq!(
        issue_raw(&hall, Some("application/json"), large.clone()).await.problem(),
        problem(413, "too_large")
    );
    let chunks = large
        .into_bytes()
        .chunks(1000)
        .map(|chunk| Ok::<_, std::io::Error>(chunk.to_vec()))
        .collect::<Vec<_>>();
    let chunked = Body::from_stream(futures_util::stream::iter(chunks));
    assert_eq!(
        issue_raw(&hall, Some("application/json"), chunked).await.problem(),
        problem(413, "too_large")
    );
    let fits = format!(r#"{{"service":"A"}}{}"#, " ".repeat(64 * 1024 - 15));
    assert_eq!(issue_raw(&hall, Some("application/json; charset=UTF-8"), fits).await.status, 201);
    let broken = futures_util::stream::iter([Ok(b"{".to_vec()), Err(std::io::Error::other("gone"))]);
    let answer = issue_raw(&hall, Some("application/json"), Body::from_stream(broken)).await;
    assert_eq!(answer.problem(), problem(400, "malformed"));
}

/// One request that is wrong in many ways, repaired one by one: each refusal is of the next kind.
#[tokio::test]
async fn checks_come_in_their_order() {
    let hall = Hall::new();
    let lan = hall.sign_in("lan").await;
    let next = |office: &str, counter: &str| format!("/api/v1/offices/{office}/counters/{counter}/next");
    let wrong = json!({"outcomes": 1});
    let bad_key = "x".repeat(65);
    for (request, expected) in [
        (post(&next("nowhere", "99")).key(&bad_key).json(&wrong), problem(400, "malformed")),
        (post(&next("nowhere", "99")).json(&wrong), problem(401, "unauthenticated")),
        (post(&next("tay-ninh", "1")).cookie("session=no").json(&wrong), problem(401, "unauthenticated")),
        (post(&next("tay-ninh", "1")).bearer(&hall.kiosk).json(&wrong), problem(403, "forbidden")),
        (post(&next("nowhere", "1")).bearer(&hall.kiosk).json(&wrong), problem(403, "forbidden")),
        (post(&next("long-hoa", "99")).cookie(&lan).json(&wrong), problem(403, "forbidden")),
        (post(&next("nowhere", "99")).cookie(&lan).json(&wrong), problem(404, "unknown_office")),
        (post(&next("tay-ninh", "99")).cookie(&lan).json(&wrong), problem(404, "unknown_counter")),
        (post(&next("tay-ninh", "1")).cookie(&lan).json(&wrong), problem(422, "invalid")),
        (post(&next("tay-ninh", "1")).cookie(&lan).json(&json!({})), problem(409, "counter_closed")),
    ] {
        let shown = format!("{request:?}");
        assert_eq!(hall.send(request).await.problem(), expected, "{shown}");
    }
}

#[tokio::test]
async fn another_clerks_counter_is_forbidden_before_the_body_is_looked_at() {
    let hall = Hall::new();
    let (lan, minh, hoa) = (hall.sign_in("lan").await, hall.sign_in("minh").await, hall.sign_in("hoa").await);
    let act = |act: &str| post(&format!("{OFFICE}/counters/1/{act}"));
    assert_eq!(hall.send(act("open").cookie(&lan).empty()).await.status, 200);
    let wrong = json!({"in_hand": 5});
    assert_eq!(hall.send(act("next").cookie(&minh).json(&wrong)).await.problem(), problem(403, "forbidden"));
    assert_eq!(hall.send(act("next").cookie(&hoa).json(&wrong)).await.wrong_fields(), ["in_hand"]);
    assert_eq!(hall.send(act("next").cookie(&lan).json(&wrong)).await.wrong_fields(), ["in_hand"]);
    // Opening is everybody's, so its body comes first.
    let wrong = json!({"takeover": "yes"});
    assert_eq!(hall.send(act("open").cookie(&minh).json(&wrong)).await.wrong_fields(), ["takeover"]);
    assert_eq!(hall.send(act("open").cookie(&minh).empty()).await.problem(), problem(409, "counter_taken"));
}

#[tokio::test]
async fn keys_and_ids_are_checked_before_credentials() {
    let hall = Hall::new();
    let next = format!("{OFFICE}/counters/1/next");
    let longest = "~".repeat(64);
    for key in ["a", "!", &longest] {
        assert_eq!(hall.send(post(&next).key(key).empty()).await.status, 401, "{key}");
    }
    for key in ["", "a b", "é", "a\tb", &"x".repeat(65)] {
        let request = post(&next).header("Idempotency-Key", key.as_bytes()).empty();
        assert_eq!(hall.send(request).await.problem(), problem(400, "malformed"), "{key:?}");
    }
    assert_eq!(hall.send(post(&next).key("a").key("b").empty()).await.problem(), problem(400, "malformed"));
    for id in ["", "x", "-1", "1.5", "0x1", "1 2"] {
        let request = get(&format!("{OTHER}/events")).header("Last-Event-ID", id).empty();
        assert_eq!(hall.send(request).await.problem(), problem(400, "malformed"), "{id:?}");
    }
}

#[tokio::test]
async fn faults_of_one_office_are_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let (parts, _stop, _hand) = super::hall::parts(folder.path());
    drop(parts);
    std::fs::write(folder.path().join("offices/broken.db"), b"not a database at all").unwrap();
    let clock = crate::clock::Clock::new(|| 0, || std::time::Duration::ZERO);
    let offices = crate::office::Offices::open(folder.path(), &clock).unwrap();
    let hall = Hall::with(|parts| {
        super::super::site::Site::new(super::super::Parts { offices: std::sync::Arc::new(offices), ..parts })
    });
    let broken = hall.get("/api/v1/offices/broken/board").await;
    assert_eq!(broken.problem(), problem(503, "storage_unavailable"));
    assert!(broken.headers.contains_key(header::RETRY_AFTER));
    assert_eq!(hall.get(&format!("{OFFICE}/board")).await.status, 200);
    let ready = hall.get("/readyz").await;
    assert_eq!(ready.problem(), problem(503, "storage_unavailable"));
    assert!(ready.json()["detail"].as_str().unwrap().starts_with("broken: "));
    assert_eq!(hall.get("/healthz").await.text(), "ok");
    // Its tickets may be anybody's, so nobody can say that they are not there.
    let ticket = hall.get("/api/v1/tickets/AAAAAAAAAAAAAAAAAAAAAAAAAA").await;
    assert_eq!(ticket.problem(), problem(503, "storage_unavailable"));
}

#[tokio::test(start_paused = true)]
async fn an_office_that_hangs_is_not_waited_for() {
    let mut office = None;
    let hall = Hall::with(|parts| {
        office = parts.offices.get("tay-ninh").unwrap().clone().ok();
        super::super::site::Site::new(parts)
    });
    let ((begin, begun), (let_go, held)) =
        (tokio::sync::oneshot::channel(), std::sync::mpsc::channel::<()>());
    let hang = move |_: &crate::view::View<'_>| begin.send(()).is_ok() && held.recv().is_err();
    let hanging = tokio::spawn(async move { office.unwrap().read(hang).await });
    begun.await.unwrap();
    let ready = hall.get("/readyz").await;
    assert_eq!(ready.problem(), problem(503, "storage_unavailable"));
    assert!(ready.text().contains("tay-ninh: does not answer"), "{}", ready.text());
    drop(let_go);
    assert_eq!(hanging.await.unwrap(), Ok(true));
}

#[tokio::test]
async fn an_office_that_is_known_to_fail_is_not_asked() {
    let mut office = None;
    let hall = Hall::with(|parts| {
        office = parts.offices.get("tay-ninh").cloned();
        super::super::site::Site::new(parts)
    });
    let db = rusqlite::Connection::open(hall.folder.path().join("offices/tay-ninh.db")).unwrap();
    for table in ["event", "own"] {
        let fail = "begin select raise(abort, 'no room'); end";
        db.execute_batch(&format!("create trigger no_{table} before insert on {table} {fail}")).unwrap();
    }
    let press =
        post(&format!("{OFFICE}/tickets")).bearer(&hall.kiosk).key("k").json(&json!({"service": "A"}));
    assert_eq!(hall.send(press).await.problem(), problem(503, "storage_unavailable"));
    let known = super::super::health::look(&office.unwrap(), 0).now_or_never();
    assert!(known.unwrap().unwrap_err().contains("no room"));
}

#[tokio::test]
async fn a_panic_is_answered() {
    let hall = Hall::new();
    let layer = tower_http::catch_panic::CatchPanicLayer::custom(super::super::manner::panicked);
    async fn broken() -> &'static str {
        panic!("a bug")
    }
    let router = axum::Router::new().route("/", axum::routing::get(broken)).layer(layer);
    let response = tower::ServiceExt::oneshot(router, get("/").empty()).await.unwrap();
    assert_eq!(response.status(), 503);
    assert_eq!(response.headers()[header::CONTENT_TYPE], "application/problem+json");
    let counted = hall.get("/metrics").await.text();
    assert!(counted.contains("mot_cua_panics_total 1"), "{counted}");
}

#[tokio::test]
async fn public_reads_tell_of_the_office() {
    let hall = Hall::new();
    let offices: Value = hall.get("/api/v1/offices").await.json();
    assert_eq!(offices[0]["code"], "long-hoa");
    assert_eq!(offices[1], json!({"code": "tay-ninh", "name": offices[1]["name"], "open": true}));
    let office = hall.get(OFFICE).await.json();
    assert_eq!(office["now"], "2026-11-23T08:00:00+07:00");
    assert_eq!(hall.get(&format!("{OFFICE}/services")).await.json()[0]["service"], "A");
    let procedures = async |query: &str| {
        let answer = hall.get(&format!("{OFFICE}/procedures{query}")).await;
        answer.json().as_array().unwrap().clone()
    };
    let (all, some) = (procedures("").await, procedures("?service=D").await);
    assert!(some.iter().all(|procedure| procedure["service"] == "D"));
    assert!(!some.is_empty() && some.len() < all.len());
    let board = hall.get(&format!("{OFFICE}/board")).await;
    assert_eq!(board.headers[header::CONTENT_TYPE], "application/json");
    assert_eq!(board.json()["office"], "tay-ninh");
    // A warning may follow, where the disk is nearly full.
    assert_eq!(hall.get("/readyz").await.text().lines().next(), Some("ok"));
}
