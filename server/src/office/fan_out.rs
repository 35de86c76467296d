//! Brings each followed ticket's changes to those who follow it, on a thread of its own, so that ten thousand
//! phones never hold up the one that writes.
use std::collections::HashMap;
use std::sync::mpsc::Sender;

use axum::body::Bytes;
use protocol::{Estimate, PublicTicket};
use queue::Number;
use tokio::sync::mpsc;

/// Messages that a follower may leave unread; one more and it is cut off, to come back and be made whole.
pub(super) const UNREAD_MAX: usize = 32;

/// What the office's thread tells.
pub(super) enum News {
    /// Somebody follows this ticket from now on; the number of this request grows.
    Follower(Number, Box<PublicTicket>, mpsc::Sender<Bytes>, u64),
    /// Tickets as they are now; whoever follows one hears of it if it changed.
    Tickets(Vec<(Number, PublicTicket)>),
    /// What has changed before tickets that wait.
    Line(Vec<(Number, Ahead)>),
    /// The day is over: numbers mean other tickets from now on.
    DayOver,
}

/// What stands before a ticket that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Ahead {
    /// Tickets of the same service.
    pub(super) count: u32,
    /// The wait.
    pub(super) estimate: Option<Estimate>,
}

struct Followed {
    ticket: PublicTicket,
    followers: Vec<mpsc::Sender<Bytes>>,
    /// The last request to follow it.
    request: u64,
}

/// Nobody follows this ticket any more, as of this request to follow it: a later one may be on its way.
pub(super) struct Gone {
    pub(super) number: Number,
    pub(super) request: u64,
}

/// The followed tickets with their followers.
pub(super) struct FanOut {
    followed: HashMap<Number, Followed>,
    gone: Sender<Gone>,
}

impl FanOut {
    /// Nobody follows yet. `gone` hears of numbers that nobody follows any more.
    pub(super) fn new(gone: Sender<Gone>) -> Self {
        Self { followed: HashMap::new(), gone }
    }

    /// Hands on what the office's thread tells.
    pub(super) fn take(&mut self, news: News) {
        match news {
            News::Follower(number, ticket, follower, request) => {
                self.take_follower(number, *ticket, follower, request);
            }
            News::Tickets(tickets) => {
                for (number, ticket) in tickets {
                    self.tell(number, |known| {
                        let is_new = *known != ticket;
                        *known = ticket;
                        is_new
                    });
                }
            }
            News::Line(line) => {
                for (number, ahead) in line {
                    self.tell(number, |known| {
                        (known.ahead, known.estimate) = (ahead.count, ahead.estimate);
                        true
                    });
                }
            }
            News::DayOver => self.followed.clear(),
        }
    }

    fn take_follower(
        &mut self,
        number: Number,
        ticket: PublicTicket,
        follower: mpsc::Sender<Bytes>,
        request: u64,
    ) {
        let message = message(&ticket);
        let entry = self.followed.entry(number);
        let entry = entry.or_insert_with(|| Followed { ticket, followers: Vec::new(), request });
        entry.request = request;
        // Whoever comes back again and again leaves nothing behind.
        entry.followers.retain(|follower| !follower.is_closed());
        if follower.try_send(message).is_ok() {
            entry.followers.push(follower);
        }
        self.forget_if_gone(number);
    }

    /// Changes what is known of a ticket, and tells its followers if that makes a difference.
    fn tell(&mut self, number: Number, change: impl FnOnce(&mut PublicTicket) -> bool) {
        let Some(entry) = self.followed.get_mut(&number) else { return };
        if change(&mut entry.ticket) {
            let message = message(&entry.ticket);
            entry.followers.retain(|follower| follower.try_send(message.clone()).is_ok());
            self.forget_if_gone(number);
        }
    }

    fn forget_if_gone(&mut self, number: Number) {
        if let Some(entry) = self.followed.get(&number).filter(|entry| entry.followers.is_empty()) {
            // The office's thread has ended when it does not hear this.
            let _ = self.gone.send(Gone { request: entry.request, number });
            self.followed.remove(&number);
        }
    }
}

fn message(ticket: &PublicTicket) -> Bytes {
    let json = serde_json::to_string(ticket).expect("a ticket is plain data");
    format!("data: {json}\n\n").into()
}
