//! What a clerk may ask after signing in: the counters, and the acts at one of them.
use hyper::Method;
use hyper::header::{COOKIE, HeaderMap, HeaderValue, SET_COOKIE};
use protocol::{CounterDetail, CounterSummary, Me, Moment, Next, StaffTicket};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use crate::device::key_header;
use crate::exchange::Answer;
use crate::public::bare;
use crate::{Away, Failure, Server};

/// A signed-in account: its one cookie. Cheap to clone.
#[derive(Clone)]
pub struct Staff {
    server: Server,
    cookie: HeaderValue,
}

/// What goes with an act, both optional.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Act<'a> {
    /// What the caller believes is in hand: `Some(None)` for nothing. If it differs, nothing is done.
    pub in_hand: Option<Option<&'a str>>,
    /// The idempotency key: the same key with the same act counts once.
    pub key: Option<&'a str>,
}

/// One counter, for acts at it.
pub struct Counter<'a> {
    staff: &'a Staff,
    path: [&'a str; 4],
}

impl Staff {
    /// Signs in.
    pub async fn login(server: Server, user: &str, password: &str) -> Result<Self, Failure> {
        let body = json!({"user": user, "password": password});
        let answer = server.send(&["login"], Vec::new(), &body).await?;
        let cookie = cookie_of(&answer.headers).ok_or(Away::Garbage("no cookie after signing in".into()))?;
        Ok(Self { server, cookie })
    }

    /// Signs out; the cookie is worth nothing after it.
    pub async fn logout(&self) -> Result<(), Failure> {
        self.server.send(&["logout"], vec![(COOKIE, self.cookie.clone())], &json!({})).await.map(drop)
    }

    /// Who is signed in.
    pub async fn me(&self) -> Result<Me, Failure> {
        self.read(&["me"]).await
    }

    /// All counters of an office.
    pub async fn counters(&self, office: &str) -> Result<Vec<CounterSummary>, Failure> {
        self.read(&["offices", office, "counters"]).await
    }

    /// One counter with its line.
    pub async fn counter(&self, office: &str, counter: &str) -> Result<CounterDetail, Failure> {
        self.read(&["offices", office, "counters", counter]).await
    }

    /// A counter to act at.
    pub fn at<'a>(&'a self, office: &'a str, counter: &'a str) -> Counter<'a> {
        Counter { staff: self, path: ["offices", office, "counters", counter] }
    }

    pub(crate) async fn read<T: DeserializeOwned>(&self, path: &[&str]) -> Result<T, Failure> {
        let mut request = bare(Method::GET, self.server.address.api(path));
        request.headers_mut().insert(COOKIE, self.cookie.clone());
        self.server.exchange.ask(request).await?.json()
    }
}

impl Counter<'_> {
    /// Opens the counter, or ends its pause; `takeover` also when another clerk has it.
    pub async fn open(&self, takeover: bool, act: Act<'_>) -> Result<CounterSummary, Failure> {
        let body = if takeover { Some(("takeover", json!(true))) } else { None };
        self.act("open", body, act).await?.json()
    }

    /// Pauses it for a reason of the office file, `break`, and says when the clerk means to be back.
    pub async fn pause(
        &self,
        reason: &str,
        until: Option<Moment>,
        act: Act<'_>,
    ) -> Result<CounterSummary, Failure> {
        let reason = Some(("reason", json!(reason)));
        let until = until.map(|until| ("until", json!(until)));
        self.act("pause", reason.into_iter().chain(until), act).await?.json()
    }

    /// Closes it.
    pub async fn close(&self, act: Act<'_>) -> Result<CounterSummary, Failure> {
        self.act("close", [], act).await?.json()
    }

    /// Finishes the ticket in hand, if any, and calls the next.
    pub async fn next(&self, act: Act<'_>) -> Result<Next, Failure> {
        self.act("next", [], act).await?.json()
    }

    /// Calls the ticket in hand again.
    pub async fn recall(&self, act: Act<'_>) -> Result<StaffTicket, Failure> {
        self.act("recall", [], act).await?.json()
    }

    /// Begins service: the visitor is there.
    pub async fn start(&self, act: Act<'_>) -> Result<StaffTicket, Failure> {
        self.act("start", [], act).await?.json()
    }

    /// Ends the visit.
    pub async fn finish(&self, act: Act<'_>) -> Result<StaffTicket, Failure> {
        self.act("finish", [], act).await?.json()
    }

    /// Nobody came.
    pub async fn no_show(&self, act: Act<'_>) -> Result<StaffTicket, Failure> {
        self.act("no-show", [], act).await?.json()
    }

    async fn act(
        &self,
        name: &str,
        fields: impl IntoIterator<Item = (&'static str, Value)>,
        act: Act<'_>,
    ) -> Result<Answer, Failure> {
        let mut body: Map<String, Value> =
            fields.into_iter().map(|(name, value)| (name.into(), value)).collect();
        if let Some(in_hand) = act.in_hand {
            body.insert("in_hand".into(), json!(in_hand));
        }
        let path: Vec<&str> = self.path.iter().copied().chain([name]).collect();
        self.staff.send(&path, act.key, &body).await
    }
}

impl Staff {
    pub(crate) async fn send(
        &self,
        path: &[&str],
        key: Option<&str>,
        body: &impl Serialize,
    ) -> Result<Answer, Failure> {
        let mut headers = vec![(COOKIE, self.cookie.clone())];
        headers.extend(key.map(key_header));
        self.server.send(path, headers, body).await
    }
}

/// `name=value` of the answer's cookie, without its attributes.
fn cookie_of(headers: &HeaderMap) -> Option<HeaderValue> {
    let whole = headers.get(SET_COOKIE)?.to_str().ok()?;
    let pair = whole.split(';').next()?.trim();
    let mut cookie = HeaderValue::from_str(pair).ok().filter(|_| pair.contains('='))?;
    cookie.set_sensitive(true);
    Some(cookie)
}
