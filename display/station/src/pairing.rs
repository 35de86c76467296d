//! How a new machine comes to its key, as a state machine: what the server answered goes in, what to ask next comes
//! out, and what to show. Pure: no clock, no network, no drawing.
use std::time::Duration;

use client::{Backoff, Failure};
use protocol::{Code, PairedDevice, Pairing as Asked};

/// How often the server is asked whether somebody has approved.
const LOOK: Duration = Duration::from_secs(2);

/// What to ask the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// To take this machine up: gives a code.
    Ask,
    /// Whether the machine with this secret was approved.
    Look(String),
}

/// What is to be seen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Shown {
    /// The code, while there is one.
    pub(crate) code: Option<String>,
    /// Why it does not go on.
    pub(crate) trouble: Option<Trouble>,
}

/// Why it does not go on. It is tried again all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// There is no line to the server.
    Away,
    /// Whoever answers can't show that it is the server.
    Untrusted,
    /// Too many machines wait, or ask.
    Busy,
    /// The server does not take this machine up.
    Refused,
}

/// A machine that asks for its key.
#[derive(Clone, Debug)]
pub(crate) struct Pairing {
    /// What was taken up: the secret and the code.
    asked: Option<Asked>,
    trouble: Option<Trouble>,
    backoff: Backoff,
    pause: Duration,
}

impl Pairing {
    /// One that has not asked yet. `seed` decides the jitter of its pauses.
    pub(crate) fn new(seed: u64) -> Self {
        Self { asked: None, trouble: None, backoff: Backoff::new(seed), pause: Duration::ZERO }
    }

    /// What to ask next, and how long to wait before.
    pub(crate) fn next(&self) -> (Duration, Step) {
        let step = self.asked.as_ref().map_or(Step::Ask, |asked| Step::Look(asked.pairing.clone()));
        (self.pause, step)
    }

    /// What is to be seen. A code stays while the server is away: it may be back before the code is too old.
    pub(crate) fn shown(&self) -> Shown {
        Shown { code: self.asked.as_ref().map(|asked| asked.code.clone()), trouble: self.trouble }
    }

    /// The answer to [`Step::Ask`].
    pub(crate) fn asked(&mut self, answer: Result<Asked, Failure>) {
        match answer {
            Ok(asked) => {
                self.asked = Some(asked);
                self.well();
            }
            Err(failure) => self.failed(&failure),
        }
    }

    /// The answer to [`Step::Look`]; gives the key when it came.
    pub(crate) fn looked(&mut self, answer: Result<Option<PairedDevice>, Failure>) -> Option<PairedDevice> {
        match answer {
            Ok(None) => self.well(),
            Ok(paired) => return paired,
            // Nobody said yes for ten minutes, or the key was lost on its way: a new code.
            Err(Failure::Refused(problem)) if problem.code == Code::UnknownPairing => {
                self.asked = None;
                self.trouble = None;
                self.pause = Duration::ZERO;
            }
            Err(failure) => self.failed(&failure),
        }
        None
    }

    fn well(&mut self) {
        self.trouble = None;
        self.backoff.reset();
        self.pause = LOOK;
    }

    fn failed(&mut self, failure: &Failure) {
        let trouble = match failure {
            Failure::Refused(_) => Trouble::Refused,
            Failure::Busy { .. } => Trouble::Busy,
            Failure::Away(client::Away::Untrusted(_)) => Trouble::Untrusted,
            Failure::Away(_) => Trouble::Away,
        };
        // Said once in the log, for it is tried again and again.
        if self.trouble == Some(trouble) {
            tracing::debug!(%failure, "still no way to ask for a key");
        } else {
            tracing::warn!(%failure, "the server can't be asked for a key; trying again");
        }
        (self.trouble, self.pause) = (Some(trouble), self.backoff.after(failure));
    }
}
