//! What has happened changes the state. This can't fail: an event that was decided once is a fact, also when
//! it is read from the log years later.
mod counters;
mod tickets;
mod undo;

use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use jiff::civil::Date;

use crate::hall::{Day, Hall, Help, Notice, Reprint, Stage, Station};
use crate::{Actor, Event, Letter, Number, Office};

/// When and as what an event stands in the log.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stamp {
    pub(super) seq: u64,
    pub(super) at_ms: i64,
}

impl Hall {
    /// Takes in the event with this sequence number, of this time in milliseconds.
    pub fn apply(&mut self, seq: u64, at_ms: i64, event: &Event) {
        self.seq = seq;
        self.at_ms = self.at_ms.max(at_ms);
        match event {
            Event::OfficeApplied { office } => self.office_applied(seq, office),
            Event::DayOpened { date, means, by, .. } => self.day_opened(*date, at_ms, means, by.is_some()),
            Event::Issued(_)
            | Event::DayClosed { .. }
            | Event::Printed { .. }
            | Event::CounterOpened { .. }
            | Event::CounterPaused { .. }
            | Event::CounterClosed { .. }
            | Event::Called { .. }
            | Event::Served { .. }
            | Event::Recalled { .. }
            | Event::Started { .. }
            | Event::Finished { .. }
            | Event::NoShow { .. }
            | Event::Held { .. }
            | Event::Resumed { .. }
            | Event::Transferred { .. }
            | Event::Returned { .. }
            | Event::PutLater { .. }
            | Event::Cancelled { .. }
            | Event::PriorityChanged { .. }
            | Event::Rated { .. }
            | Event::Undone { .. }
            | Event::ServiceStopped { .. }
            | Event::ServiceResumed { .. }
            | Event::ServicesChanged { .. }
            | Event::Noticed { .. }
            | Event::HelpCalled { .. }
            | Event::ReprintAsked { .. } => {
                if let Some(day) = &mut self.day {
                    day.apply(Stamp { seq, at_ms }, event);
                }
            }
        }
    }

    fn office_applied(&mut self, seq: u64, office: &Office) {
        if let Some(day) = self.day.as_mut().filter(|day| day.closed_ms.is_none()) {
            *day.office = day.office.during_day(office);
        }
        self.office = Some((seq, Box::new(office.clone())));
    }

    fn day_opened(&mut self, date: Date, at_ms: i64, means: &BTreeMap<Letter, u32>, by_manager: bool) {
        let Some((_, office)) = &self.office else { return };
        let stations = office.counters.iter().map(|counter| (counter.code.clone(), Station::default()));
        self.day = Some(Day {
            date,
            opened_ms: at_ms,
            by_manager,
            closed_ms: None,
            office: office.clone(),
            means: means.clone(),
            stopped: BTreeMap::new(),
            notices: Vec::new(),
            tickets: BTreeMap::new(),
            lines: BTreeMap::new(),
            bound: BTreeMap::new(),
            stations: stations.collect(),
            history: BTreeMap::new(),
            announcements: Vec::new(),
            no_shows: Vec::new(),
            helps: Vec::new(),
            reprints: Vec::new(),
        });
    }
}

impl Day {
    fn apply(&mut self, stamp: Stamp, event: &Event) {
        let at_ms = stamp.at_ms;
        match event {
            Event::OfficeApplied { .. } | Event::DayOpened { .. } => {}
            Event::DayClosed { .. } => self.close(at_ms),
            Event::Issued(issued) => self.issue(stamp, issued),
            Event::Printed { by, number, ok, .. } => {
                self.change(*number, |ticket| ticket.printed = Some(*ok));
                self.reprinted(by, *number);
            }
            Event::CounterOpened { by, counter } => self.open_counter(counter, by, at_ms),
            Event::CounterPaused { counter, reason, until_ms, .. } => {
                self.pause_counter(counter, reason, *until_ms);
            }
            Event::CounterClosed { counter, .. } => self.close_counter(counter),
            Event::Called { counter, number, rule, finishes, .. } => {
                self.call(stamp, counter, *number, *rule, *finishes);
            }
            Event::Served { counter, issued, reason, .. } => {
                self.serve(stamp, counter, issued, reason.as_deref())
            }
            Event::Recalled { counter, number, recall, .. } => self.recall(stamp, counter, *number, *recall),
            Event::Started { counter, number, .. } => self.start(stamp, counter, *number),
            Event::Finished { counter, number, .. } => self.finish(stamp, counter, *number),
            Event::NoShow { counter, number, .. } => self.miss(stamp, counter, *number),
            Event::Held { counter, number, reason, .. } => {
                self.hold(stamp, counter, *number, reason.as_deref());
            }
            Event::Resumed { counter, number, .. } => self.resume(stamp, counter, *number),
            Event::Transferred { counter, number, service, to, place, note, .. } => {
                self.transfer(stamp, counter, *number, *service, to.as_deref(), *place, note.as_deref());
            }
            Event::Returned { by, number, front, .. } => {
                self.take_back(stamp, *number, by.is_none(), *front);
            }
            Event::PutLater { number } => self.put_later(stamp, *number),
            Event::Cancelled { number, .. } => self.cancel(stamp, *number),
            Event::PriorityChanged { number, priority, credit_min, .. } => {
                self.change_priority(stamp, *number, priority.as_deref(), *credit_min);
            }
            Event::Rated { number, rating } => {
                let stars = rating.as_ref().map(|rating| rating.stars);
                self.act(stamp, None, *number, |ticket| ticket.stars = stars);
            }
            Event::Undone { counter, .. } => self.undo(stamp, counter),
            Event::ServiceStopped { service, reason, .. } => {
                self.stopped.insert(*service, reason.clone());
            }
            Event::ServiceResumed { service, .. } => {
                self.stopped.remove(service);
            }
            Event::ServicesChanged { counter, services, .. } => self.change_services(counter, services),
            Event::Noticed { text, until_ms, say, .. } => {
                self.notice(stamp, text.as_ref(), *until_ms, *say);
            }
            Event::HelpCalled { by } => self.help(by, at_ms),
            Event::ReprintAsked { number, device, .. } => self.ask_reprint(stamp, *number, device),
        }
    }

    /// A notice takes the place of the one before it; nothing takes all of them back.
    fn notice(&mut self, stamp: Stamp, text: Option<&protocol::Text>, until_ms: Option<i64>, say: bool) {
        match text.cloned() {
            Some(text) => {
                let Stamp { seq, at_ms } = stamp;
                self.notices.push(Notice { seq, at_ms, text, until_ms, say, withdrawn: false });
            }
            None => self.notices.iter_mut().for_each(|notice| notice.withdrawn = true),
        }
    }

    /// Every ticket ends in exactly one final state.
    fn close(&mut self, at_ms: i64) {
        self.closed_ms = Some(at_ms);
        self.lines.clear();
        self.bound.clear();
        self.history.clear();
        self.helps.clear();
        self.reprints.clear();
        for ticket in self.tickets.values_mut() {
            ticket.end_hold(at_ms);
            ticket.stage = match ticket.stage {
                Stage::Waiting | Stage::Held { .. } => Stage::Expired,
                Stage::Called => Stage::NoShow { at_ms },
                Stage::Serving => Stage::Done { at_ms, by_day_end: true },
                Stage::Done { .. } | Stage::NoShow { .. } | Stage::Cancelled { .. } | Stage::Expired => {
                    continue;
                }
            };
        }
        for station in self.stations.values_mut() {
            *station = Station::default();
        }
    }

    /// One call for help of a device stands until the next.
    fn help(&mut self, by: &Actor, at_ms: i64) {
        self.helps.retain(|help| help.device != *by);
        self.helps.push(Help { device: by.clone(), at_ms });
    }

    /// Asked again before the device has answered, it is printed once.
    fn ask_reprint(&mut self, stamp: Stamp, number: Number, device: &str) {
        self.reprints.retain(|asked| asked.number != number || asked.device != device);
        let Stamp { seq, at_ms } = stamp;
        self.reprints.push(Reprint { seq, at_ms, number, device: device.into() });
    }

    /// Whether the paper came out or not: the device has answered.
    fn reprinted(&mut self, by: &Actor, number: Number) {
        let answered = |asked: &Reprint| matches!(by, Actor::Device(name) if *name == asked.device);
        self.reprints.retain(|asked| asked.number != number || !answered(asked));
    }
}
