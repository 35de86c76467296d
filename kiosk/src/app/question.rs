//! "A number all the same?": asked before a long wait, before a wait past the session's end, and when this
//! service gave a number here a moment ago. Nothing is asked of the server before the answer.
use protocol::{Estimate, Moment, ServiceNow};

use super::{Act, App, Screen};

/// A wait is long from this many minutes on.
const LONG_MIN: u32 = 60;

/// The same service again within this time is a question.
const AGAIN_MS: u64 = 60_000;

/// A number given here a moment ago.
#[derive(Clone, Debug)]
pub(super) struct Recent {
    service: String,
    number: String,
    since_ms: u64,
}

/// A question before a number of this service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Question {
    pub(crate) service: String,
    pub(crate) doubt: Doubt,
    procedure: Option<String>,
}

/// Why it is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Doubt {
    /// This number was given for it just now.
    Again(String),
    /// So many wait, and it takes long.
    Long { waiting: u32, estimate: Estimate },
    /// So many wait, and the turn comes only when a break is over.
    AfterBreak { waiting: u32, at: Moment },
}

impl App {
    /// Asks where there is a doubt; says whether it does.
    pub(super) fn doubts(&mut self, service: &ServiceNow, procedure: Option<&str>) -> bool {
        let recent = self.recent.iter().rev().find(|recent| recent.service == service.service);
        let waiting = service.waiting;
        let doubt = match (recent, &service.estimate) {
            (Some(recent), _) => Doubt::Again(recent.number.clone()),
            (None, Some(Estimate { after: Some(at), .. })) => Doubt::AfterBreak { waiting, at: *at },
            (None, Some(estimate)) if estimate.high_min >= LONG_MIN => {
                Doubt::Long { waiting, estimate: estimate.clone() }
            }
            (None, Some(_) | None) => return false,
        };
        let (service, procedure) = (service.service.clone(), procedure.map(String::from));
        self.show(Screen::Question(Question { service, doubt, procedure }));
        true
    }

    /// The answer was yes.
    pub(super) fn take_all_the_same(&mut self, acts: &mut Vec<Act>) {
        let Screen::Question(Question { service, procedure, .. }) = &self.screen else { return };
        let (service, procedure) = (service.clone(), procedure.clone());
        self.take(&service, procedure, acts);
    }

    pub(super) fn remember_number(&mut self, service: &str, number: &str) {
        let (service, number) = (service.into(), number.into());
        self.recent.push(Recent { service, number, since_ms: self.now_ms });
    }

    pub(super) fn question_time(&mut self) {
        let now_ms = self.now_ms;
        self.recent.retain(|recent| now_ms < recent.since_ms + AGAIN_MS);
    }
}
