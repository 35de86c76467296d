//! The bodies of requests: which fields they have and what is made of them. One reader for each body;
//! the OpenAPI document describes them by running the same readers.
pub(super) mod counter;
pub(super) mod manager;
pub(super) mod ticket;

use jiff::civil::Date;
use protocol::{DeviceKind, Heartbeat, PrintProblem};
use queue::Issue;

use super::fields::Fields;
use super::kinds::{
    DATE, DEVICE_KIND, DEVICE_NAME, FLAG, LANGUAGE, LETTER, LINE, PASSWORD, PRINT_PROBLEM, PRIORITY,
    PROCEDURE, WORD,
};

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
