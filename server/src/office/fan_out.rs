//! Brings each followed ticket's changes to those who follow it, on a thread of its own, so that ten thousand
//! phones never hold up the one that writes.
use std::collections::HashMap;
use std::sync::mpsc::{Receiver, Sender};

use axum::body::Bytes;
use protocol::PublicTicket;
use tokio::sync::mpsc;

/// Messages that a follower may leave unread; one more and it is cut off, to come back and be made whole.
pub(super) const UNREAD_MAX: usize = 32;

/// What the office's thread tells.
pub(super) enum News {
    /// Somebody follows this ticket from now on.
    Follower(PublicTicket, mpsc::Sender<Bytes>),
    /// Tickets as they are now; whoever follows one hears of it if it changed.
    Tickets(Vec<PublicTicket>),
    /// The day is over: numbers mean other tickets from now on.
    DayOver,
}

struct Followed {
    last: PublicTicket,
    followers: Vec<mpsc::Sender<Bytes>>,
}

/// Runs until the office's thread ends. `gone` hears of numbers that nobody follows any more.
pub(super) fn run(news: &Receiver<News>, gone: &Sender<String>) {
    let mut followed: HashMap<String, Followed> = HashMap::new();
    while let Ok(news) = news.recv() {
        match news {
            News::Follower(ticket, follower) => take_follower(&mut followed, ticket, follower),
            News::Tickets(tickets) => {
                tickets.into_iter().for_each(|ticket| tell(&mut followed, ticket, gone))
            }
            News::DayOver => followed.clear(),
        }
    }
}

fn take_follower(
    followed: &mut HashMap<String, Followed>,
    ticket: PublicTicket,
    follower: mpsc::Sender<Bytes>,
) {
    if follower.try_send(message(&ticket)).is_err() {
        return;
    }
    let number = ticket.number.clone();
    let entry = followed.entry(number).or_insert_with(|| Followed { last: ticket, followers: Vec::new() });
    entry.followers.push(follower);
}

fn tell(followed: &mut HashMap<String, Followed>, ticket: PublicTicket, gone: &Sender<String>) {
    let Some(entry) = followed.get_mut(&ticket.number) else { return };
    if entry.last == ticket {
        entry.followers.retain(|follower| !follower.is_closed());
    } else {
        let message = message(&ticket);
        entry.followers.retain(|follower| follower.try_send(message.clone()).is_ok());
        entry.last = ticket;
    }
    if entry.followers.is_empty() {
        let number = entry.last.number.clone();
        followed.remove(&number);
        // The office's thread has ended when it does not hear this.
        let _ = gone.send(number);
    }
}

fn message(ticket: &PublicTicket) -> Bytes {
    let json = serde_json::to_string(ticket).expect("a ticket is plain data");
    format!("data: {json}\n\n").into()
}
