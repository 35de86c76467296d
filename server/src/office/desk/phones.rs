//! Which tickets are followed, and what their followers are told: a ticket's own changes each and at once, the
//! line in front of it a few times a second at the most.
use std::collections::{BTreeMap, BTreeSet};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use axum::body::Bytes;
use jiff::civil::Date;
use protocol::PublicTicket;
use queue::{Day, Number};
use tokio::sync::{mpsc, oneshot};

use crate::office::fan_out::{Ahead, FanOut, Gone, News, UNREAD_MAX};
use crate::view::View;

/// The line in front of a ticket is told at most this often.
const LINE_PAUSE: Duration = Duration::from_millis(250);

/// The followed tickets of one office.
pub(in crate::office) struct Phones {
    news: Sender<News>,
    gone: Receiver<Gone>,
    /// The day that they are of.
    day: Option<Date>,
    followed: BTreeMap<Number, Follow>,
    requests: u64,
    told: Duration,
}

/// A ticket that somebody follows.
struct Follow {
    /// The last request to follow it.
    request: u64,
    /// What its followers know of the line before it.
    ahead: Ahead,
}

/// What a batch has changed of tickets.
pub(super) struct Changed<'a> {
    /// Followed tickets of a day that ended in it, as they ended.
    pub(super) farewells: Vec<(Number, PublicTicket)>,
    /// The office has other rules: what holders may do is another thing.
    pub(super) office_applied: bool,
    /// Tickets of the present day.
    pub(super) touched: &'a BTreeSet<Number>,
}

impl Phones {
    /// Starts the thread that brings the news.
    pub(in crate::office) fn start() -> std::io::Result<Self> {
        let ((news, told), (leave, gone)) = (channel(), channel());
        let mut fan_out = FanOut::new(leave);
        let run = move || told.iter().for_each(|news| fan_out.take(news));
        std::thread::Builder::new().name("fan-out".into()).spawn(run)?;
        Ok(Self::new(news, gone))
    }

    /// Those of an office that nobody serves: nobody follows, and no news is brought.
    pub(in crate::office) fn none() -> Self {
        Self::new(channel().0, channel().1)
    }

    pub(super) fn new(news: Sender<News>, gone: Receiver<Gone>) -> Self {
        Self { news, gone, day: None, followed: BTreeMap::new(), requests: 0, told: Duration::ZERO }
    }

    /// Somebody follows a ticket from now on.
    pub(super) fn follow(
        &mut self,
        view: &View<'_>,
        token: &str,
        answer: oneshot::Sender<mpsc::Receiver<Bytes>>,
    ) {
        let Some(number) = view.token_number(token) else { return };
        let Some(ticket) = view.public_ticket(number) else { return };
        let (sender, receiver) = mpsc::channel(UNREAD_MAX);
        self.requests += 1;
        self.followed.insert(number, Follow { request: self.requests, ahead: Ahead::of(&ticket) });
        self.send(News::Follower(number, Box::new(ticket), sender, self.requests));
        let _ = answer.send(receiver);
    }

    /// The followed tickets as they are now.
    pub(super) fn followed(&self, view: &View<'_>) -> Vec<(Number, PublicTicket)> {
        let tickets = self.followed.keys().filter_map(|number| Some((*number, view.public_ticket(*number)?)));
        tickets.collect()
    }

    /// Tells what a batch has changed.
    pub(super) fn tell(&mut self, view: &View<'_>, changed: Changed<'_>, monotonic: Duration) {
        self.tell_tickets(changed.farewells);
        self.leave_day(view.hall.day());
        self.forget_the_gone();
        if changed.office_applied {
            self.tell_tickets(self.followed(view));
        }
        let touched = changed.touched.iter().filter(|number| self.followed.contains_key(number));
        let touched = touched.filter_map(|number| Some((*number, view.public_ticket(*number)?)));
        self.tell_tickets(touched.collect());
        self.tell_the_line(view, monotonic);
    }

    /// Under another day numbers mean other tickets.
    pub(super) fn leave_day(&mut self, present: Option<&Day>) {
        let present = present.map(|day| day.date);
        if self.day != present {
            self.day = present;
            self.followed.clear();
            self.send(News::DayOver);
        }
    }

    fn tell_tickets(&mut self, tickets: Vec<(Number, PublicTicket)>) {
        if tickets.is_empty() {
            return;
        }
        for (number, ticket) in &tickets {
            if let Some(follow) = self.followed.get_mut(number) {
                follow.ahead = Ahead::of(ticket);
            }
        }
        self.send(News::Tickets(tickets));
    }

    fn tell_the_line(&mut self, view: &View<'_>, monotonic: Duration) {
        if self.followed.is_empty() || monotonic < self.told + LINE_PAUSE {
            return;
        }
        self.told = monotonic;
        let mut line = Vec::new();
        for (number, count) in view.everybody_ahead() {
            let Some(follow) = self.followed.get_mut(&number) else { continue };
            let ahead = Ahead { count, estimate: view.estimate_of(number) };
            if follow.ahead != ahead {
                follow.ahead = ahead.clone();
                line.push((number, ahead));
            }
        }
        if !line.is_empty() {
            self.send(News::Line(line));
        }
    }

    fn forget_the_gone(&mut self) {
        for Gone { number, request } in self.gone.try_iter() {
            // Somebody else may have come since.
            if self.followed.get(&number).is_some_and(|follow| follow.request == request) {
                self.followed.remove(&number);
            }
        }
    }

    fn send(&self, news: News) {
        if self.news.send(news).is_err() {
            tracing::error!("the thread that tells followers has ended");
        }
    }
}

impl Ahead {
    fn of(ticket: &PublicTicket) -> Self {
        Self { count: ticket.ahead, estimate: ticket.estimate.clone() }
    }
}
