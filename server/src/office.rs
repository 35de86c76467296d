//! One office from outside: a handle to the thread that alone changes it, and what that thread makes public.
mod clock;
mod desk;
pub(crate) mod errands;
mod fan_out;
mod inbox;
mod offices;
mod publication;
mod space;
#[cfg(test)]
pub(crate) mod tests;
mod tokens;

use std::sync::Arc;
use std::sync::mpsc::{SyncSender, TrySendError};

use axum::body::Bytes;
use queue::{Caller, Command, Refusal};
use serde::{Deserialize, Serialize};
use tokio::sync::{mpsc, oneshot, watch};

pub use desk::History;
pub use offices::Offices;
pub use publication::{Published, PublishedCall};
pub(crate) use tokens::Tokens;

use crate::view::View;
use inbox::{Health, Job};

/// A handle to an office's thread.
#[derive(Clone)]
pub struct Office {
    inbox: SyncSender<Job>,
    published: watch::Receiver<Arc<Published>>,
    health: Health,
}

/// A command and who gives it.
#[derive(Debug)]
pub struct Request {
    /// Who.
    pub caller: Caller,
    /// By which it is known when it comes again.
    pub key: Option<Key>,
    /// What.
    pub command: Command,
}

/// An idempotency key.
#[derive(Clone, Debug)]
pub struct Key {
    /// Whose it is: a device or an account, never to be mistaken for a later one of the same name.
    pub caller: String,
    /// The caller's word.
    pub key: String,
    /// SHA-256 of what was asked.
    pub request: [u8; 32],
}

/// A success.
#[derive(Debug)]
pub struct Answer {
    /// This key was answered before; nothing happened now.
    pub again: bool,
    /// What to say.
    pub reply: Reply,
}

/// What to say to the caller; kept under its key as JSON.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
pub enum Reply {
    /// Done.
    Nothing,
    /// A number, still without its URL.
    Issued(protocol::IssuedTicket),
    /// The counter as it is now.
    Counter(protocol::CounterSummary),
    /// Whom the counter has now.
    Next(protocol::Next),
    /// The ticket as it is now.
    Ticket(protocol::StaffTicket),
    /// The ticket as its holder may see it.
    Public(protocol::PublicTicket),
}

impl Reply {
    /// The number that it names.
    pub(crate) fn number(&self) -> Option<&str> {
        match self {
            Self::Nothing => None,
            Self::Issued(issued) => Some(issued.number.as_str()),
            Self::Counter(counter) => counter.ticket.as_ref().map(|ticket| ticket.number.as_str()),
            Self::Next(next) => next.ticket.as_ref().map(|ticket| ticket.number.as_str()),
            Self::Ticket(ticket) => Some(ticket.number.as_str()),
            Self::Public(ticket) => Some(ticket.number.as_str()),
        }
    }
}

/// No success.
#[derive(Debug)]
pub enum Denied {
    /// The rules say no.
    Refused(Refusal),
    /// The key was used for something else.
    KeyReused,
    /// It could not be done; nothing is known to have happened.
    Fault(Fault),
}

/// Why the office can't answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The disk or the log refused.
    Storage,
    /// Too much waits to be done.
    Busy,
}

impl Office {
    /// Has a command decided, written and answered. Nobody is told of a success before it is on disk.
    pub async fn submit(&self, request: Request) -> Result<Answer, Denied> {
        let (answer, answered) = oneshot::channel();
        self.send(Job::Command(request, answer)).map_err(Denied::Fault)?;
        answered.await.unwrap_or(Err(Denied::Fault(Fault::Storage)))
    }

    /// Asks about the office as it is on disk, after everything asked before.
    pub async fn read<T: Send + 'static>(
        &self,
        question: impl FnOnce(&View<'_>) -> T + Send + 'static,
    ) -> Result<T, Fault> {
        let (answer, answered) = oneshot::channel();
        let ask = Box::new(move |view: &View<'_>| {
            // Whoever asked may have gone; then nobody needs the answer.
            let _ = answer.send(question(view));
        });
        self.send(Job::Read(ask))?;
        answered.await.map_err(|_| Fault::Storage)
    }

    /// What is public now, and every change of it.
    pub fn published(&self) -> watch::Receiver<Arc<Published>> {
        self.published.clone()
    }

    /// The messages of the event stream of a token's ticket, the first at once. They end when its day is over or
    /// when the follower is too slow.
    pub async fn follow(&self, token: String) -> Result<mpsc::Receiver<Bytes>, Fault> {
        let (answer, answered) = oneshot::channel();
        self.send(Job::Follow(token, answer))?;
        answered.await.map_err(|_| Fault::Storage)
    }

    /// Why the office can't write, if it can't.
    pub fn health(&self) -> Result<(), String> {
        self.health.get()
    }

    fn send(&self, job: Job) -> Result<(), Fault> {
        self.inbox.try_send(job).map_err(|error| match error {
            TrySendError::Full(_) => Fault::Busy,
            TrySendError::Disconnected(_) => Fault::Storage,
        })
    }
}
