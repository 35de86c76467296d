//! The bodies of requests: which fields they have and what is made of them. One reader for each body;
//! the OpenAPI document describes them by running the same readers.
pub(super) mod counter;
pub(super) mod manager;
#[cfg(test)]
pub(super) mod tests;
pub(super) mod ticket;

use std::sync::LazyLock;

use jiff::civil::Date;
use protocol::{DeviceKind, FieldError, Heartbeat, PrintProblem};
use queue::Issue;
use serde_json::Value;

use super::fields::{Fields, Form, Reader, schema};
use super::kinds::{
    DATE, DEVICE_KIND, DEVICE_NAME, FLAG, LANGUAGE, LETTER, LINE, PASSWORD, PRINT_PROBLEM, PRIORITY,
    PROCEDURE, WORD,
};

/// A body as such, whatever is made of it.
pub(super) struct Body {
    /// The id of the operation that takes it.
    operation: &'static str,
    /// The JSON Schema of it.
    pub(super) schema: Value,
    /// Names every wrong field of one.
    pub(super) wrong: Wrong,
}

type Wrong = Box<dyn Fn(&Value) -> Vec<FieldError> + Send + Sync>;

/// The body that an operation takes, by the operation's id; `None` when there is no such operation.
pub(super) fn of(operation: &str) -> Option<&'static Body> {
    ALL.iter().find(|body| body.operation == operation)
}

/// The ids of all operations that take a body, be it an empty one.
pub fn operations() -> impl Iterator<Item = &'static str> {
    ALL.iter().map(|body| body.operation)
}

static ALL: LazyLock<Vec<Body>> = LazyLock::new(|| {
    vec![
        body("login", login),
        body("issue", issue),
        body("printed", printed),
        body("ask_to_pair", pair),
        body("approve", approve),
        body("heartbeat", heartbeat),
        body("open", counter::open),
        body("pause", counter::pause),
        body("close", counter::close),
        body("next", counter::next),
        body("recall", counter::recall),
        body("start", counter::start),
        body("finish", counter::finish),
        body("no_show", counter::no_show),
        body("call", counter::call),
        body("serve", counter::serve),
        body("hold", counter::hold),
        body("resume", counter::resume),
        body("transfer", counter::transfer),
        body("undo", counter::undo),
        body("cancel_own", ticket::cancel_own),
        body("put_later", ticket::put_later),
        body("return_own", ticket::return_own),
        body("rate", ticket::rate),
        body("change_priority", ticket::change_priority),
        body("take_back", ticket::take_back),
        body("cancel", ticket::cancel),
        body("reprint", ticket::reprint),
        body("notice", manager::notice),
        body("stop_service", manager::stop_service),
        body("counter_services", manager::counter_services),
        body("open_day", open_day),
        body("logout", nothing),
        body("call_help", nothing),
        body("resume_service", nothing),
        body("close_day", nothing),
    ]
});

fn body<T: 'static>(operation: &'static str, reader: Reader<T>) -> Body {
    let wrong = move |body: &Value| Form::read(body, reader).errors;
    Body { operation, schema: schema(reader), wrong: Box::new(wrong) }
}

/// Who wants to sign in.
pub(super) struct Login {
    pub(super) user: String,
    pub(super) password: String,
}

/// Where a new device shall stand.
pub(super) struct Approval {
    pub(super) office: String,
    /// Another name than it gave itself.
    pub(super) name: Option<String>,
}

pub(super) fn nothing(_: &mut Fields<'_>) -> Option<()> {
    Some(())
}

pub(super) fn login(fields: &mut Fields<'_>) -> Option<Login> {
    let user = fields.need("user", &WORD);
    let password = fields.need("password", &PASSWORD);
    Some(Login { user: user?, password: password? })
}

pub(super) fn pair(fields: &mut Fields<'_>) -> Option<(DeviceKind, String)> {
    let kind = fields.need("kind", &DEVICE_KIND);
    let name = fields.need("name", &DEVICE_NAME);
    Some((kind?, name?))
}

pub(super) fn approve(fields: &mut Fields<'_>) -> Option<Approval> {
    let office = fields.need("office", &WORD);
    let name = fields.may("name", &DEVICE_NAME);
    Some(Approval { office: office?, name: name? })
}

pub(super) fn issue(fields: &mut Fields<'_>) -> Option<Issue> {
    let service = fields.need("service", &LETTER);
    let priority = fields.may("priority", &PRIORITY);
    let lang = fields.may("lang", &LANGUAGE);
    let assist = fields.may("assist", &FLAG);
    let procedure = fields.may("procedure", &PROCEDURE);
    Some(Issue {
        service: service?,
        priority: priority?,
        lang: lang?,
        assist: assist?.unwrap_or(false),
        procedure: procedure?,
    })
}

pub(super) fn printed(fields: &mut Fields<'_>) -> Option<(bool, Option<PrintProblem>)> {
    let ok = fields.need("ok", &FLAG);
    let problem = fields.may("problem", &PRINT_PROBLEM);
    Some((ok?, problem?))
}

pub(super) fn heartbeat(fields: &mut Fields<'_>) -> Option<Heartbeat> {
    let version = fields.need("version", &WORD);
    let state = fields.need("state", &WORD);
    let problem = fields.may("problem", &LINE);
    Some(Heartbeat { version: version?, state: state?, problem: problem? })
}

pub(super) fn open_day(fields: &mut Fields<'_>) -> Option<Date> {
    fields.need("date", &DATE)
}
