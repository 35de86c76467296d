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

use crate::office::fan_out::{FanOut, Gone, News, UNREAD_MAX};
use crate::view::View;

/// The line in front of a ticket is told at most this often.
const LINE_PAUSE: Duration = Duration::from_millis(250);

/// The followed tickets of one office.
pub(in crate::office) struct Phones {
    news: Sender<News>,
    gone: Receiver<Gone>,
    /// The day that they are of.
    day: Option<Date>,
    /// With the last request to follow each.
    followed: BTreeMap<Number, u64>,
    requests: u64,
    told: Duration,
}

/// What a batch has changed of tickets.
pub(super) struct Changed<'a> {
    /// Followed tickets of a day that ended in it, as they ended.
    pub(super) farewells: Vec<PublicTicket>,
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
        self.send(News::Follower(Box::new(ticket), sender, self.requests));
        self.followed.insert(number, self.requests);
        let _ = answer.send(receiver);
    }

    /// The tickets that somebody follows.
    pub(super) fn followed(&self) -> impl Iterator<Item = Number> {
        self.followed.keys().copied()
    }

    /// Tells what a batch has changed.
    pub(super) fn tell(&mut self, view: &View<'_>, changed: Changed<'_>, monotonic: Duration) {
        if !changed.farewells.is_empty() {
            self.send(News::Tickets(changed.farewells));
        }
        self.leave_day(view.hall.day());
        self.forget_the_gone();
        let own = changed.touched.iter().copied().filter(|number| self.followed.contains_key(number));
        let own = view.public_tickets(own);
        if !own.is_empty() {
            self.send(News::Tickets(own));
        }
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

    fn tell_the_line(&mut self, view: &View<'_>, monotonic: Duration) {
        if self.followed.is_empty() || monotonic < self.told + LINE_PAUSE {
            return;
        }
        self.told = monotonic;
        self.send(News::Tickets(view.public_tickets(self.followed.keys().copied())));
    }

    fn forget_the_gone(&mut self) {
        for gone in self.gone.try_iter() {
            let Ok(number) = gone.number.parse() else { continue };
            // Somebody else may have come since.
            if self.followed.get(&number) == Some(&gone.request) {
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
