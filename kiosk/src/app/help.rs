//! A person for who stands here: asked for on every screen, and said to be coming only when the server knows.
use client::Failure;

use super::{Act, App};

/// How long it is said what became of the call.
const TOLD_MS: u64 = 15_000;

/// A call for a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Help {
    /// Not known to the server yet.
    Calling,
    /// Staff were told.
    Coming { until_ms: u64 },
    /// Nobody could be told.
    Unheard { until_ms: u64 },
}

impl App {
    pub(super) fn call_help(&mut self, acts: &mut Vec<Act>) {
        self.visitor.assist = true;
        if !matches!(self.help, Some(Help::Calling | Help::Coming { .. })) {
            self.help = Some(Help::Calling);
            acts.push(Act::CallHelp);
        }
    }

    pub(super) fn helped(&mut self, result: &Result<(), Failure>) {
        let until_ms = self.now_ms + TOLD_MS;
        if self.help == Some(Help::Calling) {
            let told = if result.is_ok() { Help::Coming { until_ms } } else { Help::Unheard { until_ms } };
            self.help = Some(told);
        }
    }

    pub(super) fn help_time(&mut self) {
        if self.help_ends_ms().is_some_and(|until_ms| self.now_ms >= until_ms) {
            self.help = None;
        }
    }

    pub(super) const fn help_ends_ms(&self) -> Option<u64> {
        match self.help {
            Some(Help::Coming { until_ms } | Help::Unheard { until_ms }) => Some(until_ms),
            Some(Help::Calling) | None => None,
        }
    }
}
