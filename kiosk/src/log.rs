//! What the kiosk's log is told of the server: each change once, for whoever looks after the machine. What the
//! visitor sees is not decided here.
use client::{Failure, KeyLog, LineLog};
use protocol::IssuedTicket;

use crate::app::{Input, not_allowed};

/// What the log was told last.
pub(crate) struct Log {
    line: LineLog,
    key: KeyLog,
    /// Presses are not answered.
    stuck: bool,
}

impl Log {
    /// The log of a kiosk of an office, of which nothing has been told.
    pub(crate) fn new(office: &str) -> Self {
        Self { line: LineLog::new(office), key: KeyLog::default(), stuck: false }
    }

    /// Hears what happened, and tells what changed.
    pub(crate) fn hear(&mut self, input: &Input) {
        match input {
            Input::Link(news) => {
                self.line.hear(news);
            }
            Input::Heartbeat(result) => self.key.hear(result),
            Input::Issued { result, .. } => self.issued(result),
            Input::Touch(_)
            | Input::Escape
            | Input::Contact
            | Input::Keypad
            | Input::Typed
            | Input::Voice { .. }
            | Input::Saying
            | Input::Said
            | Input::Device(_)
            | Input::Office(_)
            | Input::Services(_)
            | Input::Unwritten
            | Input::Journal(_)
            | Input::Printed(_)
            | Input::Printer(_)
            | Input::Helped(_)
            | Input::Prioritised { .. }
            | Input::Procedures { .. }
            | Input::Scanned(_)
            | Input::Ticket { .. }
            | Input::Places(_)
            | Input::Tick => {}
        }
    }

    fn issued(&mut self, result: &Result<IssuedTicket, Failure>) {
        match result {
            Ok(_) => self.answered(),
            Err(Failure::Refused(problem)) => {
                self.answered();
                if not_allowed(problem.code) {
                    self.key.refused(problem);
                }
            }
            Err(failure @ (Failure::Busy { .. } | Failure::Away(_))) => {
                if !self.stuck {
                    tracing::warn!(%failure, "no number from the server; asking again with the same key");
                }
                self.stuck = true;
            }
        }
    }

    fn answered(&mut self) {
        if self.stuck {
            tracing::info!("the server answers presses again");
        }
        self.stuck = false;
    }
}
