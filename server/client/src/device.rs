//! What a kiosk or a display may ask with its key.
use hyper::header::{AUTHORIZATION, HeaderName, HeaderValue};
use protocol::{Heartbeat, IssueRequest, IssuedTicket, Printed};
use serde::Serialize;

use crate::exchange::Answer;
use crate::{DeviceMessage, Failure, Follower, Server};

/// The header in which a key makes a repeated call count once.
pub(crate) const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// A device of one office.
#[derive(Clone)]
pub struct Device {
    server: Server,
    office: String,
    authorization: HeaderValue,
}

impl Device {
    /// The device that holds `key`; `None` when the key can't stand in a header at all.
    pub fn new(server: Server, office: &str, key: &str) -> Option<Self> {
        let mut authorization = HeaderValue::try_from(format!("Bearer {key}")).ok()?;
        authorization.set_sensitive(true);
        Some(Self { server, office: office.into(), authorization })
    }

    /// The server it speaks to.
    pub fn server(&self) -> &Server {
        &self.server
    }

    /// Takes a number. The same `key` with the same request gives the same ticket, however often it is sent;
    /// 1-64 visible ASCII characters.
    pub async fn issue(&self, key: &str, request: &IssueRequest) -> Result<IssuedTicket, Failure> {
        self.send(&["tickets"], Some(key), request).await?.json()
    }

    /// Tells whether the paper of a ticket came out.
    pub async fn printed(&self, number: &str, printed: &Printed) -> Result<(), Failure> {
        self.send(&["tickets", number, "printed"], None, printed).await.map(drop)
    }

    /// Tells that it lives.
    pub async fn heartbeat(&self, heartbeat: &Heartbeat) -> Result<(), Failure> {
        self.send(&["heartbeat"], None, heartbeat).await.map(drop)
    }

    /// Makes a number that it gave within the last minute one of priority: a group's code, or `yes`.
    pub async fn prioritise(&self, number: &str, priority: &str) -> Result<(), Failure> {
        let body = serde_json::json!({ "priority": priority });
        self.send(&["tickets", number, "priority"], None, &body).await.map(drop)
    }

    /// Tells staff that somebody at this device needs a person.
    pub async fn call_help(&self) -> Result<(), Failure> {
        self.send(&["help"], None, &serde_json::json!({})).await.map(drop)
    }

    /// Follows what the server wants of this device. `seed` decides the jitter of its pauses.
    pub fn events(&self, seed: u64) -> Follower<DeviceMessage> {
        let uri = self.server.address.api(&["offices", &self.office, "device", "events"]);
        Follower::new(self.server.clone(), uri, seed).authorized(self.authorization.clone())
    }

    async fn send(&self, path: &[&str], key: Option<&str>, body: &impl Serialize) -> Result<Answer, Failure> {
        let mut headers = vec![(AUTHORIZATION, self.authorization.clone())];
        headers.extend(key.map(key_header));
        let path: Vec<&str> = ["offices", &self.office].iter().chain(path).copied().collect();
        self.server.send(&path, headers, body).await
    }
}

/// A key as a header; one that can't be is sent empty, which the server refuses as malformed.
pub(crate) fn key_header(key: &str) -> (HeaderName, HeaderValue) {
    (IDEMPOTENCY_KEY, HeaderValue::try_from(key).unwrap_or(HeaderValue::from_static("")))
}
