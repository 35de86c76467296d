//! A phone that follows a ticket: every state that it hears of is on the disk, in this order, and the last one is told.
use axum::body::Bytes;
use jiff::civil::Date;
use queue::Number;
use serde_json::Value;
use tokio::sync::mpsc::Receiver;
use tokio::sync::mpsc::error::TryRecvError;
use tokio::sync::oneshot;

use super::people::Paper;
use super::record::Read;
use crate::office::inbox::Job;

/// One phone.
pub(super) struct Phone {
    number: Number,
    day: Date,
    answered: oneshot::Receiver<Receiver<Bytes>>,
    messages: Option<Receiver<Bytes>>,
    /// How far in the states of the ticket.
    state: usize,
    last: Value,
}

impl Phone {
    /// Asks to follow the ticket of a paper.
    pub(super) fn new(paper: Paper) -> (Self, Job) {
        let (answer, answered) = oneshot::channel();
        let Paper { number, day, token } = paper;
        let phone = Self { number, day, answered, messages: None, state: 0, last: Value::Null };
        (phone, Job::Follow(token, answer))
    }

    /// Hears whether it was answered; false when the ticket is of another day, or the office can't.
    pub(super) fn begin(&mut self) -> bool {
        if self.messages.is_none() {
            self.messages = self.answered.try_recv().ok();
        }
        self.messages.is_some()
    }

    /// Reads what there is, and gives it; nothing when the stream has ended.
    pub(super) fn read(&mut self, read: &Read) -> Option<Vec<Bytes>> {
        let mut heard = Vec::new();
        loop {
            match self.messages.as_mut()?.try_recv() {
                Ok(message) => heard.push(self.hear(message, read)),
                Err(TryRecvError::Empty) => return Some(heard),
                Err(TryRecvError::Disconnected) => return None,
            }
        }
    }

    fn hear(&mut self, message: Bytes, read: &Read) -> Bytes {
        let json = std::str::from_utf8(&message).unwrap().strip_prefix("data: ").unwrap();
        self.last = serde_json::from_str(json).unwrap();
        assert_eq!(self.last["number"], self.number.to_string());
        let states = read.states(self.day, self.number);
        let found = states[self.state..].iter().position(|state| self.last["state"] == **state);
        self.state += found.unwrap_or_else(|| panic!("{json} is told after {states:?}[{}]", self.state));
        message
    }

    /// What it heard last is how it is.
    pub(super) fn assert_whole(&self, read: &Read) {
        let day = read.whole.day().map(|day| day.date);
        assert_eq!(Some(self.day), day, "{} is followed although its day is over", self.number);
        let state = read.states(self.day, self.number).last().unwrap();
        assert_eq!(self.last["state"], **state, "the last state of {} is not told", self.number);
    }
}
