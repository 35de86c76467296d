//! What those who run the hall change of the day.
use std::collections::BTreeMap;

use protocol::Moment;
use queue::Letter;

use super::super::fields::Fields;
use super::super::kinds::{FLAG, MOMENT, REASON, SERVICES, WORDING, Wording};

/// What is to be told to everybody.
pub(in crate::http) struct NewNotice {
    /// Nothing any more when it is `None`.
    pub(in crate::http) text: Option<Wording>,
    pub(in crate::http) until_ms: Option<i64>,
    pub(in crate::http) say: bool,
}

pub(in crate::http) fn notice(fields: &mut Fields<'_>) -> Option<NewNotice> {
    let text = fields.need_or_null("text", &WORDING);
    let until = fields.may("until", &MOMENT);
    let say = fields.may("say", &FLAG);
    let until_ms = until?.map(|until: Moment| until.at_ms());
    Some(NewNotice { text: text?, until_ms, say: say?.unwrap_or(false) })
}

pub(in crate::http) fn stop_service(fields: &mut Fields<'_>) -> Option<String> {
    fields.need("reason", &REASON)
}

pub(in crate::http) fn counter_services(fields: &mut Fields<'_>) -> Option<BTreeMap<Letter, u32>> {
    fields.need("services", &SERVICES)
}
