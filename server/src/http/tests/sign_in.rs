//! Sessions: cookies, origins, limits.
use axum::http::header;
use serde_json::json;

use super::hall::{Dressed, Hall, OFFICE, from, get, password, post};

#[tokio::test]
async fn a_session_begins_and_ends() {
    let hall = Hall::new();
    let hoa = hall.sign_in("hoa").await;
    let me = |cookie: &str| hall.send(get("/api/v1/me").cookie(cookie).empty());
    assert_eq!(me(&hoa).await.json(), json!({"user": "hoa", "role": "manager", "offices": ["tay-ninh"]}));
    let root = hall.sign_in("root").await;
    assert_eq!(
        me(&root).await.json(),
        json!({"user": "root", "role": "admin", "offices": ["long-hoa", "tay-ninh"]})
    );
    assert_eq!(hall.get("/api/v1/me").await.problem(), (401, "unauthenticated".to_owned()));
    let kiosk = hall.send(get("/api/v1/me").bearer(&hall.kiosk).empty()).await;
    assert_eq!(kiosk.problem(), (403, "forbidden".to_owned()));
    let out = hall.send(post("/api/v1/logout").cookie(&hoa).empty()).await;
    assert_eq!(out.status, 204);
    assert!(out.headers[header::SET_COOKIE].to_str().unwrap().starts_with("session=; "));
    assert_eq!(me(&hoa).await.status, 401);
    assert_eq!(hall.send(post("/api/v1/logout").cookie(&hoa).empty()).await.status, 401);
}

#[tokio::test]
async fn the_cookie_is_secure_only_where_the_way_is() {
    let hall = Hall::new();
    let login =
        || post("/api/v1/login").header("X-Forwarded-Proto", "https").header("X-Forwarded-For", "10.1.1.1");
    let body = json!({"user": "lan", "password": password("lan")});
    let direct = hall.send(login().json(&body)).await;
    let cookie = direct.headers[header::SET_COOKIE].to_str().unwrap().to_owned();
    assert!(cookie.ends_with("; HttpOnly; SameSite=Strict; Path=/"), "{cookie}");
    let mut request = login().json(&body);
    request.extensions_mut().insert(from("10.9.0.1"));
    let cookie = hall.send(request).await.headers[header::SET_COOKIE].to_str().unwrap().to_owned();
    assert!(cookie.ends_with("; HttpOnly; SameSite=Strict; Path=/; Secure"), "{cookie}");
}

#[tokio::test]
async fn wrong_sign_ins_are_refused_and_slowed_down_for_that_account_and_address() {
    let hall = Hall::new();
    let login =
        |user: &str, password: &str| post("/api/v1/login").json(&json!({"user": user, "password": password}));
    assert_eq!(hall.send(post("/api/v1/login").empty()).await.wrong_fields(), ["user", "password"]);
    assert_eq!(hall.send(login("nobody", "x")).await.problem(), (401, "unauthenticated".to_owned()));
    for user in ["lan", "LAN", "Lan", "lan", "lan"] {
        assert_eq!(hall.send(login(user, "wrong")).await.problem(), (401, "unauthenticated".to_owned()));
    }
    let mut waits = Vec::new();
    for _ in 0..2 {
        let refused = hall.send(login("lan", &password("lan"))).await;
        assert_eq!(refused.problem(), (429, "slow_down".to_owned()));
        waits.push(refused.headers[header::RETRY_AFTER].to_str().unwrap().parse::<u64>().unwrap());
    }
    assert!(waits[0] < waits[1], "{waits:?}");
    let mut elsewhere = login("lan", &password("lan"));
    elsewhere.extensions_mut().insert(from("10.0.0.2"));
    assert_eq!(hall.send(elsewhere).await.status, 204);
    assert_eq!(hall.send(login("minh", &password("minh"))).await.status, 204);
    hall.pass(std::time::Duration::from_secs(waits[1]));
    assert_eq!(hall.send(login("lan", &password("lan"))).await.status, 204);
}

#[tokio::test]
async fn pages_of_other_origins_change_nothing() {
    let hall = Hall::new();
    let lan = hall.sign_in("lan").await;
    let open =
        || post(&format!("{OFFICE}/counters/1/open")).header(header::HOST, "10.0.0.5:7070").cookie(&lan);
    for (name, value, status) in [
        ("Origin", "http://evil.example", 403),
        ("Origin", "null", 403),
        ("Origin", "http://10.0.0.5:8080", 403),
        ("Sec-Fetch-Site", "cross-site", 403),
        ("Origin", "http://10.0.0.5:7070", 200),
        ("Origin", "https://motcua.example.vn", 200),
        ("Sec-Fetch-Site", "same-origin", 200),
        ("X-Nothing", "", 200),
    ] {
        assert_eq!(hall.send(open().header(name, value).empty()).await.status, status, "{name}: {value}");
    }
    // Whoever has no cookie to be abused may say what they like; a cookie that is nobody's is 401 first.
    let kiosk = post(&format!("{OFFICE}/tickets"))
        .bearer(&hall.kiosk)
        .key("k")
        .header("Origin", "http://evil.example");
    assert_eq!(hall.send(kiosk.json(&json!({"service": "A"}))).await.status, 201);
    let nobody = post(&format!("{OFFICE}/counters/1/open"))
        .cookie("session=x")
        .header("Origin", "http://evil.example");
    assert_eq!(hall.send(nobody.empty()).await.status, 401);
    let read = get(&format!("{OFFICE}/counters")).cookie(&lan).header("Origin", "http://evil.example");
    assert_eq!(hall.send(read.empty()).await.status, 200);
}
