//! An event stream that comes back by itself: connects, reads, pauses, connects again, and says each change
//! of its state. No call is handed out twice, and none is passed over.
use std::pin::Pin;

use hyper::body::Incoming;
use hyper::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderName, HeaderValue};
use hyper::{Method, Response, Uri};
use protocol::{Board, Call, IssuedTicket, Notice, Paused, Problem, PublicTicket, Withdrawn};
use sse_stream::Sse;
use tokio::time::{Instant, sleep_until};

use crate::public::bare;
use crate::reading::Reading;
use crate::{Away, Backoff, Failure, Server};

const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");

/// What a follower hears.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News<M> {
    /// The stream stands; the server's first message follows.
    Connected,
    /// A message.
    Message(M),
    /// The stream is lost; it will be tried again after a pause.
    Lost(Failure),
    /// The server says no (404, 401, …): it is asked again slowly, for it may change its mind.
    Refused(Problem),
}

/// A message of an office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OfficeMessage {
    /// The whole board.
    Board(Box<Board>),
    /// A call or recall: never the same one twice.
    Call(Call),
    /// A call was taken back.
    Withdrawn(Withdrawn),
    /// A notice that is to be spoken: never the same one twice.
    Notice(Notice),
}

/// What the server wants of one device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeviceMessage {
    /// Print this ticket once more.
    Reprint(Box<IssuedTicket>),
    /// Whether any number can be taken.
    Paused(Paused),
    /// The office has changed: what was loaded of it is old.
    Config,
}

/// A kind of message that can be followed.
pub trait Message: Sized {
    /// Reads a message by its event's name; `None` for a name that is not known, to be passed over.
    fn read(event: Option<&str>, data: &str) -> Option<Result<Self, serde_json::Error>>;

    /// The number of the call or notice in it, which only grows.
    fn announced(&self) -> Option<u64>;

    /// The log's sequence number when it is the whole state.
    fn state_as_of(&self) -> Option<u64>;
}

/// Follows one event stream for ever.
pub struct Follower<M> {
    server: Server,
    uri: Uri,
    /// Who follows, where not anybody may.
    authorization: Option<HeaderValue>,
    backoff: Backoff,
    state: State,
    /// The last id received.
    last_id: Option<u64>,
    /// The last call or notice handed out.
    last_announced: u64,
    kind: std::marker::PhantomData<fn() -> M>,
}

type Connecting = Pin<Box<dyn Future<Output = Result<Response<Incoming>, Failure>> + Send>>;

enum State {
    /// Nothing before this moment.
    Pausing(Instant),
    Connecting(Connecting),
    Reading(Reading),
}

impl<M: Message> Follower<M> {
    pub(crate) fn new(server: Server, uri: Uri, seed: u64) -> Self {
        let (backoff, state) = (Backoff::new(seed), State::Pausing(Instant::now()));
        let (authorization, last_id, last_announced) = (None, None, 0);
        let kind = std::marker::PhantomData;
        Self { server, uri, authorization, backoff, state, last_id, last_announced, kind }
    }

    /// With a key, for a stream that only its device may follow.
    pub(crate) fn authorized(self, authorization: HeaderValue) -> Self {
        Self { authorization: Some(authorization), ..self }
    }

    /// A follower that stands in the middle of a stream.
    pub(crate) fn of_reading(server: Server, uri: Uri, reading: Reading) -> Self {
        Self { state: State::Reading(reading), ..Self::new(server, uri, 0) }
    }

    /// The next piece of news. Never ends; may be dropped and called again without losing anything.
    pub async fn next(&mut self) -> News<M> {
        loop {
            match &mut self.state {
                State::Pausing(until) => {
                    sleep_until(*until).await;
                    self.state = State::Connecting(self.connect());
                }
                State::Connecting(connecting) => {
                    let response = connecting.await;
                    return self.connected(response);
                }
                State::Reading(reading) => {
                    let message = reading.next().await;
                    if let Some(news) = self.heard(message) {
                        return news;
                    }
                }
            }
        }
    }

    fn connect(&self) -> Connecting {
        let mut request = bare(Method::GET, self.uri.clone());
        request.headers_mut().insert(ACCEPT, HeaderValue::from_static("text/event-stream"));
        if let Some(authorization) = &self.authorization {
            request.headers_mut().insert(AUTHORIZATION, authorization.clone());
        }
        if let Some(id) = self.last_id {
            request.headers_mut().insert(LAST_EVENT_ID, id.into());
        }
        let exchange = self.server.exchange.clone();
        Box::pin(async move { exchange.open(request).await })
    }

    fn connected(&mut self, response: Result<Response<Incoming>, Failure>) -> News<M> {
        let response = match response {
            Ok(response) => response,
            Err(failure) => return self.failed(failure),
        };
        let kind = response.headers().get(CONTENT_TYPE).map_or(&b""[..], HeaderValue::as_bytes);
        if !kind.starts_with(b"text/event-stream") {
            return self.useless("it is not an event stream".into());
        }
        self.state =
            State::Reading(Reading::new(response.into_body(), self.server.exchange.patience.silence));
        News::Connected
    }

    /// What a message, or the end of the stream, means; `None` for what is not to be handed out.
    fn heard(&mut self, message: Result<Sse, Away>) -> Option<News<M>> {
        let message = match message {
            Ok(message) => message,
            Err(away) => return Some(self.failed(away.into())),
        };
        let data = message.data?;
        let read = match M::read(message.event.as_deref(), &data)? {
            Ok(read) => read,
            Err(error) => return Some(self.useless(error.to_string())),
        };
        self.backoff.reset();
        if let Some(seq) = read.state_as_of()
            && self.last_id.is_some_and(|last| seq < last)
        {
            // Ids never fall in one log: this is another one, put back from a copy. Its calls begin anew.
            self.last_announced = seq;
            self.last_id = None;
        }
        let id = message.id.and_then(|id| id.parse().ok());
        self.last_id = id.max(self.last_id);
        if let Some(announced) = read.announced() {
            if announced <= self.last_announced {
                return None;
            }
            self.last_announced = announced;
        }
        Some(News::Message(read))
    }

    /// Something answers that does not speak as our server.
    fn useless(&mut self, why: String) -> News<M> {
        self.failed(Away::Garbage(why).into())
    }

    fn failed(&mut self, failure: Failure) -> News<M> {
        self.state = State::Pausing(Instant::now() + self.backoff.after(&failure));
        match failure {
            Failure::Refused(problem) => News::Refused(problem),
            Failure::Busy { .. } | Failure::Away(_) => News::Lost(failure),
        }
    }
}

impl Message for OfficeMessage {
    fn read(event: Option<&str>, data: &str) -> Option<Result<Self, serde_json::Error>> {
        match event? {
            "board" => Some(serde_json::from_str(data).map(|board| Self::Board(Box::new(board)))),
            "call" => Some(serde_json::from_str(data).map(Self::Call)),
            "withdrawn" => Some(serde_json::from_str(data).map(Self::Withdrawn)),
            "notice" => Some(serde_json::from_str(data).map(Self::Notice)),
            _ => None,
        }
    }

    fn announced(&self) -> Option<u64> {
        match self {
            Self::Call(call) => Some(call.call),
            Self::Notice(notice) => Some(notice.notice),
            Self::Board(_) | Self::Withdrawn(_) => None,
        }
    }

    fn state_as_of(&self) -> Option<u64> {
        match self {
            Self::Board(board) => Some(board.seq),
            Self::Call(_) | Self::Withdrawn(_) | Self::Notice(_) => None,
        }
    }
}

impl Message for DeviceMessage {
    fn read(event: Option<&str>, data: &str) -> Option<Result<Self, serde_json::Error>> {
        match event? {
            "reprint" => Some(serde_json::from_str(data).map(|ticket| Self::Reprint(Box::new(ticket)))),
            "paused" => Some(serde_json::from_str(data).map(Self::Paused)),
            "config" => Some(Ok(Self::Config)),
            _ => None,
        }
    }

    fn announced(&self) -> Option<u64> {
        None
    }

    fn state_as_of(&self) -> Option<u64> {
        None
    }
}

impl Message for PublicTicket {
    fn read(_event: Option<&str>, data: &str) -> Option<Result<Self, serde_json::Error>> {
        Some(serde_json::from_str(data))
    }

    fn announced(&self) -> Option<u64> {
        None
    }

    fn state_as_of(&self) -> Option<u64> {
        None
    }
}
