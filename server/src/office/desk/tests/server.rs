//! A server at work on the simulated disk, all in this thread.
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};

use queue::{Hall, Now};
use serde_json::Value;
use tokio::sync::watch;

use super::super::Desk;
use super::super::phones::Phones;
use super::disk::Disk;
use super::record::Truth;
use super::time::Hands;
use crate::office::Published;
use crate::office::fan_out::{FanOut, News};
use crate::office::inbox::{Health, Job};
use crate::view::View;

/// An office's thread, with the one that brings news to phones.
pub(super) struct Server {
    desk: Desk,
    health: Health,
    news: Receiver<News>,
    fan_out: FanOut,
    /// Until it has written once, it can't know whether what it reads is on the disk: whoever wrote it may have been
    /// killed before the sync. It says that it can't write, and what it shows meanwhile is not held against it.
    pub(super) was_well: bool,
}

impl Server {
    /// It begins, unless its disk doesn't let it.
    pub(super) fn start(disk: &Disk, hands: &Hands) -> Option<Self> {
        let ((send, news), (leave, gone)) = (channel(), channel());
        let health = Health::default();
        let desk = Desk::open(disk.log(), &hands.clock(), health.clone(), Phones::new(send, gone)).ok()?;
        let was_well = health.get().is_ok();
        Some(Self { desk, health, news, fan_out: FanOut::new(leave), was_well })
    }

    pub(super) fn now(&mut self) -> Now {
        self.desk.clock.now()
    }

    pub(super) fn published(&self) -> watch::Receiver<Arc<Published>> {
        self.desk.published()
    }

    pub(super) fn is_well(&self) -> bool {
        self.health.get().is_ok()
    }

    /// One batch; gives what somebody saw who only looked.
    pub(super) fn work(&mut self, mut jobs: Vec<Job>) -> Option<Hall> {
        let (look, looked) = channel();
        jobs.push(Job::Read(Box::new(move |view| look.send(view.hall.clone()).unwrap())));
        self.desk.batch(jobs);
        self.was_well |= self.is_well();
        looked.try_recv().ok()
    }

    /// It ends in good order.
    pub(super) fn stop(&mut self) {
        self.desk.last_sign();
    }

    /// What the thread has made of its log is what the log says, and nobody is told of more than is on the disk.
    pub(super) fn check(&self, seen: Option<Hall>, truth: &mut Truth) {
        if !self.was_well {
            return;
        }
        let published = self.desk.published.borrow().seq;
        truth.tell(published);
        if self.is_well() {
            assert_eq!(published, truth.last_seq(), "what is on the disk is not published");
            assert_eq!(self.desk.hall, truth.read().whole, "another hall than by replay");
            assert_eq!(seen.as_ref(), Some(&truth.read().whole), "a reader saw another hall than by replay");
        } else if let Some(seen) = seen {
            truth.tell(seen.seq);
        }
    }

    /// The other thread takes its turn.
    pub(super) fn tell_phones(&mut self) {
        self.news.try_iter().for_each(|news| self.fan_out.take(news));
    }

    /// The board as whoever asks for it now gets it.
    pub(super) fn fresh_board(&mut self) -> Value {
        let now = self.desk.clock.now();
        let view = View::new(&self.desk.hall, now, self.desk.clock.zone(), &self.desk.tokens);
        let view = view.back_since(self.desk.signs.back_ms(&now));
        serde_json::to_value(view.board()).unwrap()
    }
}
