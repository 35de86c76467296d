//! The one way in which the server says no: RFC 9457 problem details with a stable code.
//! Which rule said no is decided elsewhere; here it gets its words and its status.
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use protocol::{Code, FieldError, Problem, Stop};
use queue::{Number, Refusal};

use crate::accounts::AccountError;
use crate::office::{Denied, Fault};

/// What a caller is told to wait when the disk or the inbox refused, seconds.
const RETRY_AFTER_FAULT_S: u64 = 1;

/// A refusal on its way to the caller.
#[derive(Debug)]
pub(super) struct No {
    problem: Box<Problem>,
    retry_after_s: Option<u64>,
}

impl No {
    /// A refusal with its code, and what was wrong this time.
    pub(super) fn new(code: Code, detail: impl Into<String>) -> Self {
        let problem = Problem {
            kind: kind(code),
            title: title(code).to_owned(),
            status: code.status(),
            detail: detail.into(),
            code,
            errors: Vec::new(),
        };
        Self { problem: Box::new(problem), retry_after_s: None }
    }

    /// Every wrong field of a body.
    pub(super) fn invalid(errors: Vec<FieldError>) -> Self {
        let fields: Vec<_> = errors.iter().map(|error| error.field.as_str()).collect();
        let mut no = Self::new(Code::Invalid, format!("wrong: {}", fields.join(", ")));
        no.problem.errors = errors;
        no
    }

    /// The caller may come again after this many seconds.
    pub(super) fn retry_after(mut self, seconds: u64) -> Self {
        self.retry_after_s = Some(seconds.max(1));
        self
    }

    /// Too many requests; the caller may come again after this many seconds.
    pub(super) fn slow_down(detail: &str, seconds: u64) -> Self {
        Self::new(Code::SlowDown, detail).retry_after(seconds)
    }

    /// The disk or the log refused; nothing was confirmed.
    pub(super) fn storage(detail: &str) -> Self {
        Self::new(Code::StorageUnavailable, detail).retry_after(RETRY_AFTER_FAULT_S)
    }

    /// There is no room for this request now.
    pub(super) fn busy(detail: &str) -> Self {
        Self::new(Code::Busy, detail).retry_after(RETRY_AFTER_FAULT_S)
    }

    /// The refusal of a field that a rule found wrong.
    pub(super) fn wrong_field(field: &str, detail: &str) -> Self {
        Self::invalid(vec![FieldError { field: field.to_owned(), detail: detail.to_owned() }])
    }

    /// The refusal of a key that named another request before.
    pub(super) fn key_reused() -> Self {
        Self::wrong_field("Idempotency-Key", "was used for another request")
    }

    /// The stable word of this refusal.
    pub(super) fn code(&self) -> Code {
        self.problem.code
    }

    /// After how many seconds the caller may come again, where that may help.
    pub(super) fn retry_after_s(&self) -> Option<u64> {
        self.retry_after_s
    }

    /// What is sent of it.
    pub(super) fn into_problem(self) -> Problem {
        *self.problem
    }

    #[cfg(test)]
    pub(super) fn problem(&self) -> &Problem {
        &self.problem
    }
}

impl IntoResponse for No {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.problem.status).expect("every code has a status of HTTP");
        let body = serde_json::to_vec(&self.problem).expect("a problem is plain JSON");
        let mut response = (status, body).into_response();
        let json = HeaderValue::from_static("application/problem+json");
        response.headers_mut().insert(header::CONTENT_TYPE, json);
        if let Some(seconds) = self.retry_after_s {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response.extensions_mut().insert(self.problem.code);
        response
    }
}

impl From<Denied> for No {
    fn from(denied: Denied) -> Self {
        match denied {
            Denied::Refused(refusal) => refusal.into(),
            Denied::KeyReused => Self::key_reused(),
            Denied::Fault(fault) => fault.into(),
        }
    }
}

impl From<Fault> for No {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Storage => {
                Self::storage("the office's log can't be written or read; repeat with the same key")
            }
            Fault::Busy => Self::busy("the office has too much to do; repeat with the same key"),
        }
    }
}

impl From<AccountError> for No {
    fn from(error: AccountError) -> Self {
        match error {
            AccountError::DeviceForm => Self::wrong_field("name", &error.to_string()),
            AccountError::DeviceTaken(..) => Self::new(Code::NameTaken, error.to_string()),
            AccountError::UnknownPairing(_) => Self::new(Code::UnknownPairing, error.to_string()),
            AccountError::PairingsFull { wait_s } => Self::slow_down(&error.to_string(), wait_s),
            AccountError::KeyReused => Self::key_reused(),
            AccountError::Fault(fault) => fault.into(),
            AccountError::UserForm
            | AccountError::PasswordForm
            | AccountError::OfficeMissing
            | AccountError::OfficeOfAdmin
            | AccountError::UserTaken(_)
            | AccountError::UnknownUser(_)
            | AccountError::DisabledAlready(_)
            | AccountError::UnknownDevice(..)
            | AccountError::SetupClosed => anyhow::Error::new(error).into(),
        }
    }
}

/// A fault of accounts, logged here because it is answered here.
impl From<anyhow::Error> for No {
    fn from(fault: anyhow::Error) -> Self {
        tracing::error!("accounts: {fault:#}");
        Self::storage("the accounts can't be read or written; repeat with the same key")
    }
}

impl From<Refusal> for No {
    fn from(refusal: Refusal) -> Self {
        let (code, detail) = match refusal {
            Refusal::Invalid { field, detail } => return Self::wrong_field(field, &detail),
            Refusal::Stopped(stop) => stopped(stop),
            Refusal::TooSoon { wait_s, calls } => (Code::TooSoon, too_soon(wait_s, calls)),
            Refusal::Changed { in_hand } => (Code::Changed, changed(in_hand)),
            Refusal::UnknownCounter => (Code::UnknownCounter, "this office has no such counter".into()),
            Refusal::UnknownTicket => (Code::UnknownTicket, "no such number was issued today".into()),
            Refusal::Forbidden => (Code::Forbidden, "this is for others to do".into()),
            Refusal::DayClosed => {
                (Code::DayClosed, "no day is open, or this day can't be opened again".into())
            }
            Refusal::CounterClosed => (Code::CounterClosed, "nobody serves at this counter".into()),
            Refusal::CounterPaused => (Code::CounterPaused, "this counter pauses; open it first".into()),
            Refusal::CounterBusy => (Code::CounterBusy, "a ticket is in hand; finish it first".into()),
            Refusal::CounterTaken => (Code::CounterTaken, "another clerk serves at this counter".into()),
            Refusal::NothingCalled => (Code::NothingCalled, "no ticket is in hand".into()),
            Refusal::WrongState => (Code::WrongState, "the ticket is not in a state for this".into()),
            Refusal::UnknownService => (Code::UnknownService, "this office has no such service".into()),
            Refusal::ServiceStopped => {
                (Code::ServiceClosed, "a manager stopped this service for today".into())
            }
            Refusal::NotWaiting => (Code::NotWaiting, "the ticket does not wait".into()),
            Refusal::LimitReached => (Code::LimitReached, "it was done as often as it may be".into()),
            Refusal::NothingToUndo => {
                (Code::NothingToUndo, "the last act is too old, or somebody else has gone on with it".into())
            }
        };
        Self::new(code, detail)
    }
}

fn stopped(stop: Stop) -> (Code, String) {
    let (code, detail) = match stop {
        Stop::Hours => (Code::ServiceClosed, "numbers are given in opening hours only"),
        Stop::LastTicket => (Code::ServiceClosed, "the session ends soon; no more numbers are given in it"),
        Stop::Holiday => (Code::ServiceClosed, "the office is closed today"),
        Stop::Limit => (Code::LimitReached, "today's numbers of this service are used up"),
        Stop::DayClosed => (Code::DayClosed, "the day is closed, or waits for a manager to open it"),
    };
    (code, detail.to_owned())
}

fn too_soon(wait_s: u32, calls: u32) -> String {
    match (wait_s, calls) {
        (wait_s, 0) => format!("possible in {wait_s} s"),
        (0, calls) => format!("possible after {calls} more calls"),
        (wait_s, calls) => format!("possible in {wait_s} s and after {calls} more calls"),
    }
}

fn changed(in_hand: Option<Number>) -> String {
    match in_hand {
        Some(number) => format!("{number} is in hand now"),
        None => "nothing is in hand now".to_owned(),
    }
}

/// A name of the kind of problem, as RFC 9457 section 3.1.1 wants it; there is no page behind it.
fn kind(code: Code) -> String {
    format!("urn:mot-cua:problem:{}", word(code))
}

/// The stable word of a code.
pub(super) fn word(code: Code) -> String {
    match serde_json::to_value(code) {
        Ok(serde_json::Value::String(word)) => word,
        Ok(_) | Err(_) => unreachable!("a code is written as a word"),
    }
}

fn title(code: Code) -> &'static str {
    match code {
        Code::Malformed => "The request can't be read",
        Code::Unauthenticated => "Nobody is signed in",
        Code::Forbidden => "Not allowed",
        Code::UnknownOffice => "No such office",
        Code::UnknownService => "No such service",
        Code::UnknownCounter => "No such counter",
        Code::UnknownTicket => "No such ticket",
        Code::UnknownPairing => "No such device waits",
        Code::UnknownPath => "No such path",
        Code::WrongMethod => "The path does not know this method",
        Code::WrongMediaType => "The body must be JSON",
        Code::ServiceClosed => "No numbers are given now",
        Code::LimitReached => "A limit is reached",
        Code::DayClosed => "The day is closed",
        Code::CounterClosed => "The counter is closed",
        Code::CounterPaused => "The counter pauses",
        Code::CounterBusy => "A ticket is in hand",
        Code::CounterTaken => "The counter is another clerk's",
        Code::NotWaiting => "The ticket does not wait",
        Code::NothingCalled => "No ticket is in hand",
        Code::WrongState => "The ticket is in another state",
        Code::TooSoon => "Too soon",
        Code::Changed => "Something changed meanwhile",
        Code::NothingToUndo => "Nothing to undo",
        Code::NameTaken => "The name is taken",
        Code::TooLarge => "The body is too large",
        Code::Invalid => "A field is wrong",
        Code::SlowDown => "Too many requests",
        Code::StorageUnavailable => "The storage is not available",
        Code::Busy => "Too much to do",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_of_the_rules_keeps_its_word_and_status() {
        let number = "A012".parse().ok();
        for (refusal, status, code) in [
            (Refusal::UnknownCounter, 404, "unknown_counter"),
            (Refusal::UnknownTicket, 404, "unknown_ticket"),
            (Refusal::Forbidden, 403, "forbidden"),
            (Refusal::Invalid { field: "service", detail: "no such service".into() }, 422, "invalid"),
            (Refusal::Stopped(Stop::Hours), 409, "service_closed"),
            (Refusal::Stopped(Stop::LastTicket), 409, "service_closed"),
            (Refusal::Stopped(Stop::Holiday), 409, "service_closed"),
            (Refusal::Stopped(Stop::Limit), 409, "limit_reached"),
            (Refusal::Stopped(Stop::DayClosed), 409, "day_closed"),
            (Refusal::TooSoon { wait_s: 3, calls: 1 }, 409, "too_soon"),
            (Refusal::Changed { in_hand: number }, 409, "changed"),
        ] {
            let no = No::from(refusal);
            assert_eq!((no.problem().status, word(no.problem().code).as_str()), (status, code));
        }
    }

    #[test]
    fn a_problem_is_written_as_rfc_9457_wants_it() {
        let response = No::slow_down("not so fast", 0).into_response();
        assert_eq!(response.status(), 429);
        assert_eq!(response.headers()["content-type"], "application/problem+json");
        assert_eq!(response.headers()["retry-after"], "1");
        let no = No::wrong_field("stars", "is not 1 to 5");
        let json = serde_json::to_value(no.problem()).unwrap();
        assert_eq!(json["type"], "urn:mot-cua:problem:invalid");
        assert_eq!(json["status"], 422);
        assert_eq!(json["errors"][0]["field"], "stars");
    }
}
