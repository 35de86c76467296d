//! One device's stream: what it shall print again, whether numbers are given, and that the office has changed.
use std::collections::VecDeque;

use axum::body::Bytes;
use protocol::{IssuedTicket, Paused};
use serde_json::json;

use super::lookout::{Lookout, Wake};
use super::{ALIVE, message};
use crate::office::Fault;
use crate::view::{ForDevice, Setting};

/// Where one device stands.
pub(super) struct DeviceFollower {
    lookout: Lookout,
    paused: Option<Paused>,
    setting: Option<Setting>,
    /// Reprints that were asked for up to this sequence number were told.
    told: u64,
    messages: VecDeque<Bytes>,
}

impl DeviceFollower {
    /// Looks for the first time. Reprints up to `last_id` were heard before.
    pub(super) async fn new(lookout: Lookout, last_id: Option<u64>) -> Result<Self, Fault> {
        let (told, messages) = (last_id.unwrap_or(0), VecDeque::new());
        let mut follower = Self { lookout, paused: None, setting: None, told, messages };
        // An id above the log's last is of another log.
        if follower.told > follower.lookout.office.published().borrow().seq {
            follower.told = 0;
        }
        follower.look().await?;
        Ok(follower)
    }

    /// The next message, when it is time for it; `None` ends the stream.
    pub(super) async fn next(&mut self) -> Option<Bytes> {
        loop {
            if let Some(message) = self.messages.pop_front() {
                self.lookout.speak();
                return Some(message);
            }
            match self.lookout.wake().await? {
                Wake::Look => self.look().await.ok()?,
                Wake::Silence => self.messages.push_back(ALIVE),
            }
        }
    }

    async fn look(&mut self) -> Result<(), Fault> {
        let who = self.lookout.who.clone();
        let ForDevice { paused, setting, reprints } =
            self.lookout.office.read(move |view| view.for_device(&who)).await?;
        if self.paused.as_ref() != Some(&paused) {
            self.messages.push_back(message("paused", None, &paused));
            self.paused = Some(paused);
        }
        if self.setting.as_ref().is_some_and(|known| *known != setting) {
            self.messages.push_back(message("config", None, &json!({})));
        }
        self.setting = Some(setting);
        for (seq, ticket) in reprints {
            self.reprint(seq, ticket);
        }
        Ok(())
    }

    fn reprint(&mut self, seq: u64, mut ticket: IssuedTicket) {
        if seq <= self.told {
            return;
        }
        self.told = seq;
        ticket.url = self.lookout.site.public_url.as_ref().map(|url| url.ticket(&ticket.token));
        self.messages.push_back(message("reprint", Some(seq), &ticket));
    }
}
