//! One follower of a ticket: what the office's fan-out sends, and a sign of life in between.
use axum::body::Bytes;
use tokio::sync::{mpsc, watch};

use super::super::connection::stopped;
use super::super::site::Place;
use super::{ALIVE, SILENCE};

/// Where one follower stands.
pub(super) struct TicketFollower {
    messages: mpsc::Receiver<Bytes>,
    stop: watch::Receiver<bool>,
    /// Counts among the followers while it lives.
    _place: Place,
}

impl TicketFollower {
    pub(super) fn new(messages: mpsc::Receiver<Bytes>, stop: watch::Receiver<bool>, place: Place) -> Self {
        Self { messages, stop, _place: place }
    }

    /// The next message; `None` ends the stream, when the server stops, the day is over or too much was left
    /// unread.
    pub(super) async fn next(&mut self) -> Option<Bytes> {
        tokio::select! {
            biased;
            () = stopped(&mut self.stop) => None,
            message = self.messages.recv() => message,
            () = tokio::time::sleep(SILENCE) => Some(ALIVE),
        }
    }
}
