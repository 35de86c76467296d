//! What kiosks and displays are told.
use std::collections::BTreeMap;

use jiff::civil::Date;
use protocol::{IssuedTicket, Paused, Text};
use queue::{Actor, Letter, Reprint};

use super::View;

/// A reprint that nobody answered is forgotten after this long.
const REPRINT_MS: i64 = 10 * 60_000;

/// What one device is told.
pub(crate) struct ForDevice {
    pub(crate) paused: Paused,
    pub(crate) setting: Setting,
    /// What it shall print once more, each with the sequence number of the asking, which only grows; without URLs.
    pub(crate) reprints: Vec<(u64, IssuedTicket)>,
}

/// What must be the same for a device's copy of the office to be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Setting {
    office_seq: u64,
    day: Option<Date>,
    /// What each counter serves today.
    services: Vec<BTreeMap<Letter, u32>>,
    notice: Option<Text>,
}

impl View<'_> {
    /// What this device is told.
    pub(crate) fn for_device(&self, device: &Actor) -> ForDevice {
        ForDevice { paused: self.paused(), setting: self.setting(), reprints: self.reprints(device) }
    }

    fn paused(&self) -> Paused {
        let first = self.office_data().services.first().filter(|_| !self.open());
        let reason = first.and_then(|service| self.stop(service.letter));
        let reason_text = first.zip(reason).and_then(|(service, reason)| self.reason_text(service, reason));
        Paused { paused: first.is_some(), reason, reason_text }
    }

    fn setting(&self) -> Setting {
        let counters = self.office_data().counters.iter();
        Setting {
            office_seq: self.hall.office_seq(),
            day: self.hall.open_day().map(|day| day.date),
            services: counters.map(|counter| counter.services.clone()).collect(),
            notice: self.notice(),
        }
    }

    fn reprints(&self, device: &Actor) -> Vec<(u64, IssuedTicket)> {
        let asked = self.hall.open_day().map(|day| day.reprints()).unwrap_or_default();
        let its = |asked: &Reprint| matches!(device, Actor::Device(name) if *name == asked.device);
        let open = |asked: &&Reprint| its(asked) && self.now.at_ms - asked.at_ms < REPRINT_MS;
        let ticket = |asked: &Reprint| Some((asked.seq, self.issued_again(asked.number)?));
        asked.iter().filter(open).filter_map(ticket).collect()
    }
}
