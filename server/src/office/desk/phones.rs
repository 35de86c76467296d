//! Which tickets are followed, and what their followers are told: a ticket's own changes each and at once, the
//! line in front of it a few times a second at the most.
use std::collections::BTreeSet;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use axum::body::Bytes;
use queue::{Event, Number};
use tokio::sync::{mpsc, oneshot};

use crate::office::fan_out::{self, News, UNREAD_MAX};
use crate::view::View;

/// The line in front of a ticket is told at most this often.
const LINE_PAUSE: Duration = Duration::from_millis(250);

/// The followed tickets of one office.
pub(super) struct Phones {
    news: Sender<News>,
    gone: Receiver<String>,
    followed: BTreeSet<Number>,
    told: Duration,
}

impl Phones {
    /// Starts the thread that brings the news.
    pub(super) fn start() -> std::io::Result<Self> {
        let ((news, told), (leave, gone)) = (channel(), channel());
        std::thread::Builder::new().name("fan-out".into()).spawn(move || fan_out::run(&told, &leave))?;
        Ok(Self { news, gone, followed: BTreeSet::new(), told: Duration::ZERO })
    }

    /// Somebody follows a ticket from now on.
    pub(super) fn follow(
        &mut self,
        view: &View<'_>,
        number: Number,
        answer: oneshot::Sender<mpsc::Receiver<Bytes>>,
    ) {
        let Some(ticket) = view.public_ticket(number) else { return };
        let (sender, receiver) = mpsc::channel(UNREAD_MAX);
        self.send(News::Follower(ticket, sender));
        self.followed.insert(number);
        let _ = answer.send(receiver);
    }

    /// Tells what a batch has changed.
    pub(super) fn tell<'a>(
        &mut self,
        view: &View<'_>,
        events: impl Iterator<Item = &'a Event>,
        monotonic: Duration,
    ) {
        let mut own = Vec::new();
        for event in events {
            if let Event::DayOpened { .. } = event {
                self.followed.clear();
                self.send(News::DayOver);
            }
            own.extend(event.number().filter(|number| self.followed.contains(number)));
        }
        self.forget_the_gone();
        if !own.is_empty() {
            self.send(News::Tickets(view.public_tickets(own.into_iter())));
        }
        self.tell_the_line(view, monotonic);
    }

    fn tell_the_line(&mut self, view: &View<'_>, monotonic: Duration) {
        if self.followed.is_empty() || monotonic < self.told + LINE_PAUSE {
            return;
        }
        self.told = monotonic;
        self.send(News::Tickets(view.public_tickets(self.followed.iter().copied())));
    }

    fn forget_the_gone(&mut self) {
        for number in self.gone.try_iter() {
            if let Ok(number) = number.parse() {
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
