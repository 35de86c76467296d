//! The paper of a test: as large and as dark as a ticket, and never to be taken for one.
use texts::Words;

use super::Slip;

/// No service has this letter, so no ticket has this number.
const NUMBER: &str = "0–0";

impl Slip {
    /// A test, with these lines below its number.
    pub(crate) fn trial(lines: Vec<(String, String)>, words: &Words<'_>) -> Self {
        Self {
            number: NUMBER.into(),
            head: Vec::new(),
            title: words.get("service-trial"),
            again: None,
            priority: None,
            service: String::new(),
            counters: String::new(),
            rows: lines,
            url: None,
            below_code: Vec::new(),
            foot: Vec::new(),
        }
    }
}
