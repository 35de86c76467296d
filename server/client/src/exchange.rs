//! One request and its answer over HTTP/1.1, encrypted or not, with a time limit on everything. What the answers mean
//! is the callers' matter; which of them is a failure is decided here.
use std::time::Duration;

use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::header::{CONTENT_TYPE, HeaderMap, RETRY_AFTER};
use hyper::{Request, Response, StatusCode};
use hyper_rustls::HttpsConnector;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use protocol::{Code, Problem};
use serde::de::DeserializeOwned;
use tokio::time::timeout;

use crate::trust::{self, Trust};
use crate::{Away, Failure};

/// No answer of ours is larger.
const ANSWER_BYTES_MAX: usize = 4 << 20;

/// How long to wait after "busy" when the answer does not say.
const RETRY_AFTER_DEFAULT: Duration = Duration::from_secs(1);

/// How often a silent connection is probed.
const PROBE_EVERY: Duration = Duration::from_secs(1);

/// Which probe without an answer ends the connection: a bad moment of the hall's Wi-Fi is shorter.
const PROBES_MAX: u32 = 8;

/// How long to wait for the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// For a connection.
    pub connect: Duration,
    /// For a whole answer, connection included.
    pub answer: Duration,
    /// On an event stream without a byte; the server sends one at least every 15 s.
    pub silence: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        let s = Duration::from_secs;
        Self { connect: s(2), answer: s(5), silence: s(40) }
    }
}

/// Connections to the server, kept and used again.
#[derive(Clone)]
pub(crate) struct Exchange {
    http: Client<HttpsConnector<HttpConnector>, Full<Bytes>>,
    pub(crate) patience: Patience,
}

/// A successful answer.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    body: Bytes,
}

impl Exchange {
    pub(crate) fn new(trust: &Trust, patience: Patience) -> Self {
        let mut connector = HttpConnector::new();
        connector.set_nodelay(true);
        connector.set_connect_timeout(Some(patience.connect));
        // A follower only listens: without probes it would not know that the server's machine lost its power
        // until its patience ends, nor, sooner than that, that it is back and knows nothing of the connection.
        connector.set_keepalive(Some(PROBE_EVERY));
        connector.set_keepalive_interval(Some(PROBE_EVERY));
        connector.set_keepalive_retries(Some(PROBES_MAX));
        // Whether TLS is spoken is the address's to say.
        connector.enforce_http(false);
        let connector = HttpsConnector::from((connector, trust.config()));
        let mut builder = Client::builder(TokioExecutor::new());
        // Shorter than any server's own limit, so that a kept connection is hardly ever a dead one.
        builder.pool_idle_timeout(Duration::from_secs(10)).pool_timer(TokioTimer::new());
        Self { http: builder.build(connector), patience }
    }

    /// Sends a request and waits for the whole answer.
    pub(crate) async fn ask(&self, request: Request<Full<Bytes>>) -> Result<Answer, Failure> {
        let limit = self.patience.answer;
        timeout(limit, self.whole(request)).await.unwrap_or(Err(Away::TimedOut(limit).into()))
    }

    /// Sends a request and waits for the head of a successful answer; the body is still to come.
    pub(crate) async fn open(&self, request: Request<Full<Bytes>>) -> Result<Response<Incoming>, Failure> {
        let limit = self.patience.answer;
        let opened = async {
            let response = self.send(request).await?;
            if response.status().is_success() {
                return Ok(response);
            }
            let (status, headers, body) = received(response).await?;
            Err(failure(status, &headers, &body))
        };
        timeout(limit, opened).await.unwrap_or(Err(Away::TimedOut(limit).into()))
    }

    async fn whole(&self, request: Request<Full<Bytes>>) -> Result<Answer, Failure> {
        let (status, headers, body) = received(self.send(request).await?).await?;
        if status.is_success() {
            Ok(Answer { status, headers, body })
        } else {
            Err(failure(status, &headers, &body))
        }
    }

    async fn send(&self, request: Request<Full<Bytes>>) -> Result<Response<Incoming>, Away> {
        self.http.request(request).await.map_err(|error| {
            if let Some(away) = trust::objection(&error) {
                return away;
            }
            let why = with_causes(&error);
            if error.is_connect() { Away::Unreachable(why) } else { Away::Cut(why) }
        })
    }
}

impl Answer {
    /// The body as JSON.
    pub(crate) fn json<T: DeserializeOwned>(&self) -> Result<T, Failure> {
        serde_json::from_slice(&self.body).map_err(|error| Away::Garbage(error.to_string()).into())
    }
}

/// The whole of an answer.
async fn received(response: Response<Incoming>) -> Result<(StatusCode, HeaderMap, Bytes), Away> {
    let (head, body) = response.into_parts();
    let body = Limited::new(body, ANSWER_BYTES_MAX).collect().await.map_err(|error| {
        if error.is::<LengthLimitError>() {
            Away::Garbage("the answer is too long".into())
        } else {
            Away::Cut(with_causes(&*error))
        }
    })?;
    Ok((head.status, head.headers, body.to_bytes()))
}

/// What an answer without success means.
fn failure(status: StatusCode, headers: &HeaderMap, body: &[u8]) -> Failure {
    if matches!(status, StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE) {
        return Failure::Busy { retry_after: retry_after(headers) };
    }
    if matches!(status, StatusCode::BAD_GATEWAY | StatusCode::GATEWAY_TIMEOUT) {
        return Away::Unreachable(format!("a gateway before it says {status}")).into();
    }
    let is_problem = headers.get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(PROBLEM_JSON));
    let problem = if status.is_client_error() && is_problem { problem(status, body) } else { None };
    problem.map_or_else(|| Away::Garbage(format!("status {status}")).into(), Failure::Refused)
}

/// RFC 9457.
const PROBLEM_JSON: &[u8] = b"application/problem+json";

fn retry_after(headers: &HeaderMap) -> Duration {
    let seconds = headers.get(RETRY_AFTER).and_then(|value| value.to_str().ok()?.parse().ok());
    seconds.map_or(RETRY_AFTER_DEFAULT, Duration::from_secs)
}

/// A problem, also one whose code is younger than this program: then the status stands for it.
fn problem(status: StatusCode, body: &[u8]) -> Option<Problem> {
    if let Ok(problem) = serde_json::from_slice(body) {
        return Some(problem);
    }
    let mut loose: serde_json::Value = serde_json::from_slice(body).ok()?;
    *loose.get_mut("code")? = serde_json::to_value(code_of(status)).ok()?;
    serde_json::from_value(loose).ok()
}

fn code_of(status: StatusCode) -> Code {
    match status.as_u16() {
        401 => Code::Unauthenticated,
        403 => Code::Forbidden,
        404 => Code::UnknownPath,
        409 => Code::WrongState,
        422 => Code::Invalid,
        _ => Code::Malformed,
    }
}

/// An error with everything that led to it; hyper's own words are too few.
pub(crate) fn with_causes(error: &(dyn std::error::Error + 'static)) -> String {
    let causes = std::iter::successors(error.source(), |cause| cause.source());
    causes.fold(error.to_string(), |text, cause| format!("{text}: {cause}"))
}
