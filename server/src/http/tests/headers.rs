//! Headers at random: what is in form is taken, everything else refused, and none is ever a fault.
use std::net::IpAddr;

use axum::http::{HeaderMap, HeaderValue, header};
use proptest::prelude::*;
use proptest::sample::select;
use tokio::runtime::Runtime;

use super::super::address::Peer;
use super::super::cookie;
use super::hall::{Dressed, Hall, OFFICE, from, get, post};

/// Any value that can stand in a header.
fn any_value() -> impl Strategy<Value = Vec<u8>> {
    let bytes = prop_oneof![
        "[!-~]{0,70}".prop_map(String::into_bytes),
        "[0-9]{0,25}".prop_map(String::into_bytes),
        "[0-9A-Fa-f:.,\\[\\] ]{0,40}".prop_map(String::into_bytes),
        prop::collection::vec(any::<u8>(), 0..70),
    ];
    bytes.prop_filter("it can stand in a header", |value| HeaderValue::from_bytes(value).is_ok())
}

fn with(name: header::HeaderName, value: &[u8]) -> HeaderMap {
    HeaderMap::from_iter([(name, HeaderValue::from_bytes(value).unwrap())])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4))]

    #[test]
    fn keys_and_ids_are_taken_exactly_when_they_are_in_form(values in prop::collection::vec(any_value(), 100)) {
        let hall = Hall::new();
        Runtime::new().unwrap().block_on(async {
            for value in &values {
                let is_key = (1..=64).contains(&value.len()) && value.iter().all(|byte| (b'!'..=b'~').contains(byte));
                let keyed = post(&format!("{OFFICE}/day/close")).header("Idempotency-Key", value.as_slice());
                assert_eq!(hall.send(keyed.empty()).await.status, if is_key { 401 } else { 400 }, "{value:?}");
                let is_id = !value.is_empty() && value.iter().all(u8::is_ascii_digit);
                let follow = get("/api/v1/offices/nowhere/events").header("Last-Event-ID", value.as_slice());
                assert_eq!(hall.send(follow.empty()).await.status, if is_id { 404 } else { 400 }, "{value:?}");
            }
        });
    }

    #[test]
    fn no_other_credentials_or_tokens_open_anything(values in prop::collection::vec(any_value(), 50)) {
        let hall = Hall::new();
        Runtime::new().unwrap().block_on(async {
            for (index, value) in values.iter().enumerate() {
                for name in [header::AUTHORIZATION, header::COOKIE] {
                    let me = get("/api/v1/me").header(&name, value.as_slice());
                    assert_eq!(hall.send(me.empty()).await.status, 401, "{name}: {value:?}");
                    let start = if name == header::COOKIE { "session=" } else { "Bearer " };
                    let key = [start.as_bytes(), value.as_slice()].concat();
                    let board = get(&format!("{OFFICE}/device/events")).header(&name, key);
                    assert_eq!(hall.send(board.empty()).await.status, 401, "{name}: {value:?}");
                }
                let token: String = value.iter().map(|byte| format!("%{byte:02X}")).collect();
                let ticket = get(&format!("/api/v1/tickets/x{token}")).extension(from(&format!("10.0.0.{index}")));
                let expected = if std::str::from_utf8(value).is_ok() { 404 } else { 400 };
                assert_eq!(hall.send(ticket.empty()).await.status, expected, "{value:?}");
            }
        });
    }

    #[test]
    fn only_json_is_taken_as_json(kinds in prop::collection::vec(prop_oneof![
        any_value(),
        "[Aa]pplication/json(; ?[a-z]{1,8}(=\"?[a-zA-Z0-9-]{0,6}\"?)?){0,2}".prop_map(String::into_bytes),
        "application/json; ?charset=\"?(utf-8|UTF8|utf-16|latin1)\"?".prop_map(String::into_bytes),
    ], 100)) {
        let hall = Hall::new();
        Runtime::new().unwrap().block_on(async {
            for kind in &kinds {
                let request = post("/api/v1/logout").header(header::CONTENT_TYPE, kind.as_slice());
                let text = String::from_utf8_lossy(kind).to_ascii_lowercase();
                let is_json = text.split(';').next().is_some_and(|kind| kind.trim() == "application/json");
                let is_utf8 = !text.contains("charset=") || text.contains("utf-8") || text.contains("utf8");
                // Nobody is signed in, which is looked at after the form.
                let expected = if is_json && is_utf8 { 401 } else { 415 };
                assert_eq!(hall.send(request.body("{}".into()).unwrap()).await.status, expected, "{text:?}");
            }
        });
    }

    #[test]
    fn an_origin_is_ours_when_host_and_port_are(places in prop::collection::vec((place(), place()), 60)) {
        let hall = Hall::new();
        Runtime::new().unwrap().block_on(async {
            let lan = hall.sign_in("lan").await;
            for ((scheme, host, port), (_, own_host, own_port)) in &places {
                let text = |port: &Option<u16>| port.map(|port| format!(":{port}")).unwrap_or_default();
                let origin = format!("{scheme}://{host}{}", text(port));
                let request = post(&format!("{OFFICE}/counters/1/open")).cookie(&lan).header(header::ORIGIN, &origin);
                let request = request.header(header::HOST, format!("{own_host}{}", text(own_port)));
                let default_port = if *scheme == "https" { 443 } else { 80 };
                let of_page = (host.to_ascii_lowercase(), port.unwrap_or(default_port));
                let is_host = of_page == (own_host.to_ascii_lowercase(), own_port.unwrap_or(default_port));
                let is_public = of_page == ("motcua.example.vn".to_owned(), 443);
                let expected = if (is_host || is_public) && *scheme != "ftp" { 200 } else { 403 };
                assert_eq!(hall.send(request.empty()).await.status, expected, "{origin} at {own_host}{}", text(own_port));
            }
        });
    }
}

fn place() -> impl Strategy<Value = (&'static str, &'static str, Option<u16>)> {
    let hosts = vec![
        "10.0.0.5",
        "server.local",
        "SERVER.local",
        "[::1]",
        "motcua.example.vn",
        "motcua.example.vn.evil.example",
    ];
    (select(vec!["http", "https", "ftp"]), select(hosts), select(vec![None, Some(80), Some(443), Some(7070)]))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn only_a_trusted_proxy_says_for_whom_it_speaks(value in any_value()) {
        let headers = with(header::HeaderName::from_static("x-forwarded-for"), &value);
        let trusted = ["10.9.0.0/16".parse().unwrap()];
        prop_assert_eq!(from("10.0.0.1").behind(&headers, &trusted), from("10.0.0.1"));
        let Peer { address, .. } = from("10.9.0.1").behind(&headers, &trusted);
        let last = String::from_utf8_lossy(&value).rsplit(',').next().unwrap_or_default().trim().to_owned();
        let named = last.parse::<IpAddr>().ok().map(|address| address.to_canonical());
        prop_assert_eq!(named.unwrap_or(address), address, "{}", last);
        prop_assert!(named.is_some() || address == from("10.9.0.1").address || last.contains([':', '[']), "{}", last);
    }

    #[test]
    fn a_session_is_found_in_any_cookies(value in any_value()) {
        let headers = with(header::COOKIE, &value);
        let text = String::from_utf8_lossy(&value).into_owned();
        if let Some(session) = cookie::session(&headers) {
            let pair = format!("session={session}");
            prop_assert!(!session.is_empty() && text.contains(&pair), "{}", text);
        }
        let ours = with(header::COOKIE, &[&value[..], b"; session=abc"].concat());
        let is_readable = value.iter().all(|byte| matches!(byte, b' '..=b'~' | b'\t'));
        prop_assert_eq!(cookie::session(&ours).is_some(), is_readable, "{}", text);
    }
}
