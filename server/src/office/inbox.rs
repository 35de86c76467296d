//! What can lie in an office's inbox, and the word about its health that goes the other way.
use std::sync::{Arc, Mutex};

use axum::body::Bytes;
use tokio::sync::{mpsc, oneshot};

use super::{Answer, Denied, Request};
use crate::view::View;

/// Jobs that may wait; one more is refused as busy.
pub(super) const INBOX_MAX: usize = 4096;

/// A question, with its way to answer.
pub(super) type Question = Box<dyn FnOnce(&View<'_>) + Send>;

/// One thing to do for the office's thread.
pub(super) enum Job {
    /// Decide, write, answer.
    Command(Request, oneshot::Sender<Result<Answer, Denied>>),
    /// Answer a question.
    Read(Question),
    /// Send somebody what changes of the ticket of a token.
    Follow(String, oneshot::Sender<mpsc::Receiver<Bytes>>),
    /// Do what lies before this, and end.
    Stop,
}

/// Whether the office can write, as its thread saw it last.
#[derive(Clone, Default)]
pub(super) struct Health(Arc<Mutex<Option<String>>>);

impl Health {
    pub(super) fn get(&self) -> Result<(), String> {
        let reason = self.0.lock().expect("no holder of this lock can panic").clone();
        reason.map_or(Ok(()), Err)
    }

    pub(super) fn set(&self, reason: Option<String>) {
        *self.0.lock().expect("no holder of this lock can panic") = reason;
    }
}
