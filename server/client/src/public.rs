//! What anybody may ask: offices, services, procedures, boards, tickets by their token, and the two event
//! streams.
use http_body_util::Full;
use hyper::body::Bytes;
use hyper::header::{ACCEPT, HeaderValue};
use hyper::{Method, Request, Uri};
use protocol::{Board, Office, OfficeSummary, Procedure, PublicTicket, ServiceNow};
use serde::de::DeserializeOwned;

use crate::exchange::{Answer, Exchange};
use crate::follow::OfficeMessage;
use crate::{Address, Failure, Follower, Patience};

/// A server, asked by nobody in particular. Cheap to clone; clones share their connections.
#[derive(Clone)]
pub struct Server {
    pub(crate) address: Address,
    pub(crate) exchange: Exchange,
}

impl Server {
    /// The server at an address. Nothing is sent yet; the calls are to be made inside of one tokio runtime.
    pub fn new(address: Address, patience: Patience) -> Self {
        Self { exchange: Exchange::new(address.trust(), patience), address }
    }

    /// All offices of the server.
    pub async fn offices(&self) -> Result<Vec<OfficeSummary>, Failure> {
        self.read(&["offices"], "").await
    }

    /// One office.
    pub async fn office(&self, office: &str) -> Result<Office, Failure> {
        self.read(&["offices", office], "").await
    }

    /// Its services as they are now.
    pub async fn services(&self, office: &str) -> Result<Vec<ServiceNow>, Failure> {
        self.read(&["offices", office, "services"], "").await
    }

    /// Its procedures, of one service or of all.
    pub async fn procedures(&self, office: &str, service: Option<&str>) -> Result<Vec<Procedure>, Failure> {
        // A service is a letter; anything else would be refused by the server, escaped or not.
        let query = service.filter(|service| service.bytes().all(|byte| byte.is_ascii_alphanumeric()));
        let query = query.map_or_else(String::new, |service| format!("?service={service}"));
        self.read(&["offices", office, "procedures"], &query).await
    }

    /// Its board.
    pub async fn board(&self, office: &str) -> Result<Board, Failure> {
        self.read(&["offices", office, "board"], "").await
    }

    /// A ticket by its token.
    pub async fn ticket(&self, token: &str) -> Result<PublicTicket, Failure> {
        self.read(&["tickets", token], "").await
    }

    /// The holder of a missed call is back: the ticket waits again.
    pub async fn give_back(&self, token: &str) -> Result<PublicTicket, Failure> {
        self.send(&["tickets", token, "return"], Vec::new(), &serde_json::json!({})).await?.json()
    }

    /// Follows an office's board and calls. `seed` decides the jitter of its pauses.
    pub fn office_events(&self, office: &str, seed: u64) -> Follower<OfficeMessage> {
        Follower::new(self.clone(), self.address.api(&["offices", office, "events"]), seed)
    }

    /// Follows a ticket. `seed` decides the jitter of its pauses.
    pub fn ticket_events(&self, token: &str, seed: u64) -> Follower<PublicTicket> {
        Follower::new(self.clone(), self.address.api(&["tickets", token, "events"]), seed)
    }

    async fn read<T: DeserializeOwned>(&self, path: &[&str], query: &str) -> Result<T, Failure> {
        let uri = self.address.api(path);
        let uri = if query.is_empty() { uri } else { with_query(&uri, query) };
        self.exchange.ask(bare(Method::GET, uri)).await?.json()
    }

    /// Sends a body as JSON with these headers.
    pub(crate) async fn send(
        &self,
        path: &[&str],
        headers: Vec<(hyper::header::HeaderName, HeaderValue)>,
        body: &impl serde::Serialize,
    ) -> Result<Answer, Failure> {
        let body = serde_json::to_vec(body).expect("what we send are plain structs with text keys");
        let mut request = bare(Method::POST, self.address.api(path));
        *request.body_mut() = Full::new(Bytes::from(body));
        let json = (hyper::header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        request.headers_mut().extend(headers.into_iter().chain([json]));
        self.exchange.ask(request).await
    }
}

/// A request without a body.
pub(crate) fn bare(method: Method, uri: Uri) -> Request<Full<Bytes>> {
    let mut request = Request::new(Full::default());
    *request.method_mut() = method;
    *request.uri_mut() = uri;
    request.headers_mut().insert(ACCEPT, HeaderValue::from_static("*/*"));
    request
}

fn with_query(uri: &Uri, query: &str) -> Uri {
    format!("{uri}{query}").parse().expect("a URI without a query and a query of letters")
}
