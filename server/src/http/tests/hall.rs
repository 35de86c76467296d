//! A server to try the routes on: two offices, two kiosks, a display and four people, at 08:00 of a Monday.
use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, header};
use http_body_util::BodyExt;
use protocol::{DeviceKind, Role};
use serde_json::Value;
use tokio::sync::watch;
use tower::ServiceExt;

use super::super::address::Peer;
use super::super::site::Site;
use super::super::{Parts, install_metrics, routes};
use crate::accounts::Accounts;
use crate::clock::Clock;
use crate::office::Offices;
use crate::store::log;

/// Monday, 23 November 2026, 08:00 at UTC+7.
const EIGHT_MS: i64 = 1_795_395_600_000;
/// The two offices.
pub(super) const OFFICE: &str = "/api/v1/offices/tay-ninh";
pub(super) const OTHER: &str = "/api/v1/offices/long-hoa";

pub(super) struct Hall {
    pub(super) kiosk: String,
    pub(super) display: String,
    pub(super) other_kiosk: String,
    pub(super) accounts: Arc<Accounts>,
    router: Router,
    hand_ms: Arc<AtomicI64>,
    stop: watch::Sender<bool>,
    pub(super) folder: tempfile::TempDir,
}

/// An answer that was read to its end.
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) headers: HeaderMap,
    pub(super) body: Vec<u8>,
}

impl Hall {
    pub(super) fn new() -> Self {
        Self::with(Site::new)
    }

    /// A hall whose site is made by hand.
    pub(super) fn with(make: impl FnOnce(Parts) -> Site) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (parts, stop, hand_ms) = parts(folder.path());
        let accounts = parts.accounts.clone();
        let device = |office: &str, kind: DeviceKind, name: &str| {
            accounts.add_device(office, kind, name).unwrap().reveal().to_owned()
        };
        let site = Arc::new(make(parts));
        Self {
            router: routes::router(site),
            kiosk: device("tay-ninh", DeviceKind::Kiosk, "Kiosk 1"),
            display: device("tay-ninh", DeviceKind::Display, "Sảnh"),
            other_kiosk: device("long-hoa", DeviceKind::Kiosk, "Kiosk 1"),
            accounts,
            hand_ms,
            stop,
            folder,
        }
    }

    /// The server is to end.
    pub(super) fn stop(&self) {
        self.stop.send_replace(true);
    }

    /// Lets time pass.
    pub(super) fn pass(&self, duration: Duration) {
        self.hand_ms.fetch_add(i64::try_from(duration.as_millis()).unwrap(), Ordering::Relaxed);
    }

    /// Sends a request from 10.0.0.1.
    pub(super) async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.begin(request).await;
        let (parts, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes().to_vec();
        Answer { status: parts.status.as_u16(), headers: parts.headers, body }
    }

    /// Sends a request and leaves the answer's body to be read.
    pub(super) async fn begin(&self, mut request: Request<Body>) -> axum::response::Response {
        if request.extensions().get::<Peer>().is_none() {
            request.extensions_mut().insert(from("10.0.0.1"));
        }
        self.router.clone().oneshot(request).await.unwrap()
    }

    pub(super) async fn get(&self, path: &str) -> Answer {
        self.send(get(path).body(Body::empty()).unwrap()).await
    }

    /// The cookie of a person who signs in.
    pub(super) async fn sign_in(&self, user: &str) -> String {
        let body = serde_json::json!({"user": user, "password": password(user)});
        let answer = self.send(post("/api/v1/login").json(&body)).await;
        assert_eq!(answer.status, 204, "{}", answer.text());
        let cookie = answer.headers[header::SET_COOKIE].to_str().unwrap();
        cookie.split(';').next().unwrap().to_owned()
    }

    /// Takes a number at the kiosk.
    pub(super) async fn issue(&self, key: &str, service: &str) -> Value {
        let request = post(&format!("{OFFICE}/tickets")).bearer(&self.kiosk).key(key);
        let answer = self.send(request.json(&serde_json::json!({"service": service}))).await;
        assert_eq!(answer.status, 201, "{}", answer.text());
        answer.json()
    }
}

impl Answer {
    pub(super) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(super) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("not JSON: {}", self.text()))
    }

    /// Status and code of a problem, which must be in form.
    pub(super) fn problem(&self) -> (u16, String) {
        assert_eq!(self.headers[header::CONTENT_TYPE], "application/problem+json", "{}", self.text());
        let json = self.json();
        assert_eq!(json["status"], self.status);
        for field in ["type", "title", "detail"] {
            assert!(json[field].as_str().is_some_and(|text| !text.is_empty()), "{json}");
        }
        (self.status, json["code"].as_str().unwrap().to_owned())
    }

    /// The fields that a 422 names.
    pub(super) fn wrong_fields(&self) -> Vec<String> {
        assert_eq!(self.problem(), (422, "invalid".to_owned()));
        let errors = self.json()["errors"].as_array().unwrap().clone();
        errors.iter().map(|error| error["field"].as_str().unwrap().to_owned()).collect()
    }
}

/// What a person of the hall has as a password.
pub(super) fn password(user: &str) -> String {
    format!("password of {user}")
}

/// A peer without TLS.
pub(super) fn from(address: &str) -> Peer {
    Peer { address: address.parse::<IpAddr>().unwrap(), secure: false }
}

pub(super) fn get(path: &str) -> axum::http::request::Builder {
    Request::get(path)
}

pub(super) fn post(path: &str) -> axum::http::request::Builder {
    Request::post(path)
}

/// The headers that requests of this server have.
pub(super) trait Dressed: Sized {
    fn bearer(self, key: &str) -> Self;
    fn cookie(self, cookie: &str) -> Self;
    fn key(self, key: &str) -> Self;
    fn json(self, body: &Value) -> Request<Body>;
    fn empty(self) -> Request<Body>;
}

impl Dressed for axum::http::request::Builder {
    fn bearer(self, key: &str) -> Self {
        self.header(header::AUTHORIZATION, format!("Bearer {key}"))
    }

    fn cookie(self, cookie: &str) -> Self {
        self.header(header::COOKIE, cookie)
    }

    fn key(self, key: &str) -> Self {
        self.header("Idempotency-Key", key)
    }

    fn json(self, body: &Value) -> Request<Body> {
        self.header(header::CONTENT_TYPE, "application/json").body(body.to_string().into()).unwrap()
    }

    fn empty(self) -> Request<Body> {
        self.body(Body::empty()).unwrap()
    }
}

/// What the server stands on, in a folder; with the switch that stops it and the hand of its clock.
pub(super) fn parts(folder: &std::path::Path) -> (Parts, watch::Sender<bool>, Arc<AtomicI64>) {
    install_metrics();
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/office/tay-ninh.toml");
    let office = crate::office_file::read(sample.as_ref()).unwrap();
    std::fs::create_dir(folder.join("offices")).unwrap();
    for code in ["tay-ninh", "long-hoa"] {
        let office = queue::Office { code: code.to_owned(), ..office.clone() };
        log::create(&folder.join(format!("offices/{code}.db")), &office, EIGHT_MS).unwrap();
    }
    let hand_ms = Arc::new(AtomicI64::new(0));
    let (wall, monotonic) = (hand_ms.clone(), hand_ms.clone());
    let clock = Clock::new(
        move || EIGHT_MS + wall.load(Ordering::Relaxed),
        move || Duration::from_millis(monotonic.load(Ordering::Relaxed).unsigned_abs()),
    );
    let (stop, stopped) = watch::channel(false);
    let parts = Parts {
        watcher: crate::pulse::Watcher::NONE,
        offices: Arc::new(Offices::open(folder, &clock).unwrap()),
        accounts: Arc::new(accounts(folder, &clock)),
        clock,
        public_url: Some("https://motcua.example.vn".parse().unwrap()),
        trusted_proxies: vec!["10.9.0.0/16".parse().unwrap()],
        stop: stopped,
    };
    (parts, stop, hand_ms)
}

fn accounts(folder: &std::path::Path, clock: &Clock) -> Accounts {
    let accounts = Accounts::create(folder, clock).unwrap();
    for (user, role, offices) in [
        ("lan", Role::Clerk, &["tay-ninh"][..]),
        ("minh", Role::Clerk, &["tay-ninh"]),
        ("hoa", Role::Manager, &["tay-ninh"]),
        ("tuan", Role::Clerk, &["long-hoa"]),
        ("root", Role::Admin, &[]),
    ] {
        let offices: Vec<_> = offices.iter().map(|office| (*office).to_owned()).collect();
        accounts.add(user, role, &offices, &password(user)).unwrap();
    }
    accounts
}
