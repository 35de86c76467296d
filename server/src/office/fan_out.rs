//! Brings each followed ticket's changes to those who follow it, on a thread of its own, so that ten thousand
//! phones never hold up the one that writes.
use std::collections::HashMap;
use std::sync::mpsc::Sender;

use axum::body::Bytes;
use protocol::PublicTicket;
use tokio::sync::mpsc;

/// Messages that a follower may leave unread; one more and it is cut off, to come back and be made whole.
pub(super) const UNREAD_MAX: usize = 32;

/// What the office's thread tells.
pub(super) enum News {
    /// Somebody follows this ticket from now on; the number of this request grows.
    Follower(Box<PublicTicket>, mpsc::Sender<Bytes>, u64),
    /// Tickets as they are now; whoever follows one hears of it if it changed.
    Tickets(Vec<PublicTicket>),
    /// The day is over: numbers mean other tickets from now on.
    DayOver,
}

struct Followed {
    last: PublicTicket,
    followers: Vec<mpsc::Sender<Bytes>>,
    /// The last request to follow it.
    request: u64,
}

/// Nobody follows this ticket any more, as of this request to follow it: a later one may be on its way.
pub(super) struct Gone {
    pub(super) number: String,
    pub(super) request: u64,
}

/// The followed tickets with their followers.
pub(super) struct FanOut {
    followed: HashMap<String, Followed>,
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
            News::Follower(ticket, follower, request) => self.take_follower(*ticket, follower, request),
            News::Tickets(tickets) => tickets.into_iter().for_each(|ticket| self.tell(ticket)),
            News::DayOver => self.followed.clear(),
        }
    }

    fn take_follower(&mut self, ticket: PublicTicket, follower: mpsc::Sender<Bytes>, request: u64) {
        let number = ticket.number.clone();
        let message = message(&ticket);
        let entry = self.followed.entry(number.clone());
        let entry = entry.or_insert_with(|| Followed { last: ticket, followers: Vec::new(), request });
        entry.request = request;
        if follower.try_send(message).is_ok() {
            entry.followers.push(follower);
        }
        self.forget_if_gone(&number);
    }

    fn tell(&mut self, ticket: PublicTicket) {
        let Some(entry) = self.followed.get_mut(&ticket.number) else { return };
        if entry.last == ticket {
            entry.followers.retain(|follower| !follower.is_closed());
        } else {
            let message = message(&ticket);
            entry.followers.retain(|follower| follower.try_send(message.clone()).is_ok());
            entry.last = ticket;
        }
        let number = entry.last.number.clone();
        self.forget_if_gone(&number);
    }

    fn forget_if_gone(&mut self, number: &str) {
        if let Some(entry) = self.followed.get(number).filter(|entry| entry.followers.is_empty()) {
            // The office's thread has ended when it does not hear this.
            let _ = self.gone.send(Gone { request: entry.request, number: number.to_owned() });
            self.followed.remove(number);
        }
    }
}

fn message(ticket: &PublicTicket) -> Bytes {
    let json = serde_json::to_string(ticket).expect("a ticket is plain data");
    format!("data: {json}\n\n").into()
}
