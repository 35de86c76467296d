//! What acts at counters change.
use alloc::collections::BTreeMap;
use alloc::string::String;

use protocol::Rule;

use super::Stamp;
use super::undo::Before;
use crate::hall::{Announcement, Day, Duty, Stage, Station};
use crate::{Actor, Issued, Letter, Number, PlaceWish, UndoableAct};

impl Day {
    pub(super) fn open_counter(&mut self, counter: &str, by: &Actor, at_ms: i64) {
        self.station_mut(counter).duty = Duty::Open { clerk: by.clone(), since_ms: at_ms };
    }

    pub(super) fn pause_counter(&mut self, counter: &str, reason: &str, until_ms: Option<i64>) {
        let station = self.station_mut(counter);
        if let Some(clerk) = station.clerk().cloned() {
            station.duty = Duty::Paused { clerk, reason: reason.into(), until_ms };
        }
    }

    /// Whoever waited for this counter alone waits for the service again.
    pub(super) fn close_counter(&mut self, counter: &str) {
        self.station_mut(counter).duty = Duty::Closed;
        self.history.remove(counter);
        for (place, number) in self.bound.remove(counter).unwrap_or_default() {
            let Some(ticket) = self.tickets.get_mut(&number) else { continue };
            ticket.bound = None;
            self.lines.entry(ticket.service).or_default().insert((place, number));
        }
    }

    pub(super) fn change_services(&mut self, counter: &str, services: &BTreeMap<Letter, u32>) {
        if let Some(counter) = self.office.counters.iter_mut().find(|known| known.code == counter) {
            counter.services.clone_from(services);
        }
    }

    pub(super) fn call(&mut self, stamp: Stamp, counter: &str, number: Number, rule: Rule, finishes: bool) {
        let act = match rule {
            Rule::Turn | Rule::Priority | Rule::Preference | Rule::Counter => UndoableAct::Next,
            Rule::ByNumber => UndoableAct::Call,
            Rule::Resume => UndoableAct::Resume,
        };
        let before = self.before(counter, number);
        self.leave_line(number);
        self.hand_over(stamp, counter, number);
        self.remember(stamp, counter, act, before, finishes);
    }

    pub(super) fn serve(&mut self, stamp: Stamp, counter: &str, issued: &Issued, reason: Option<&str>) {
        let before = Before { hand: self.in_hand(counter).map(|ticket| ticket.number), ticket: None };
        self.issue(stamp, issued);
        self.leave_line(issued.number);
        self.hand_over(stamp, counter, issued.number);
        self.change(issued.number, |ticket| ticket.note = reason.map(String::from));
        self.remember(stamp, counter, UndoableAct::Serve, before, false);
        if let Some(past) = self.history.get_mut(counter).and_then(|acts| acts.last_mut()) {
            past.made = Some(issued.number);
        }
    }

    /// A call of whoever was in nobody's hand.
    fn hand_over(&mut self, stamp: Stamp, counter: &str, number: Number) {
        let clerk = self.station(counter).and_then(Station::clerk).cloned();
        self.act(stamp, Some(counter), number, |ticket| {
            ticket.end_hold(stamp.at_ms);
            ticket.stage = Stage::Called;
            ticket.clerk = clerk;
            ticket.calls += 1;
            ticket.recalls = 0;
            ticket.first_called_ms.get_or_insert(stamp.at_ms);
            ticket.called_ms = Some(stamp.at_ms);
            ticket.counter = Some(counter.into());
            ticket.bound = None;
        });
        self.station_mut(counter).hand = Some(number);
        self.announce(stamp, counter, number, 0);
    }

    pub(super) fn recall(&mut self, stamp: Stamp, counter: &str, number: Number, recall: u32) {
        self.act(stamp, Some(counter), number, |ticket| {
            ticket.calls += 1;
            ticket.recalls = recall;
            ticket.called_ms = Some(stamp.at_ms);
        });
        self.announce(stamp, counter, number, recall);
    }

    fn announce(&mut self, stamp: Stamp, counter: &str, number: Number, recall: u32) {
        let Stamp { seq, at_ms } = stamp;
        let counter = String::from(counter);
        self.announcements.push(Announcement { seq, at_ms, number, counter, recall, withdrawn: None });
    }

    pub(super) fn start(&mut self, stamp: Stamp, counter: &str, number: Number) {
        let before = self.before(counter, number);
        self.act(stamp, Some(counter), number, |ticket| {
            ticket.stage = Stage::Serving;
            ticket.started_ms = Some(stamp.at_ms);
        });
        self.remember(stamp, counter, UndoableAct::Start, before, false);
    }

    pub(super) fn finish(&mut self, stamp: Stamp, counter: &str, number: Number) {
        let stage = Stage::Done { at_ms: stamp.at_ms, by_day_end: false };
        self.leave(stamp, counter, number, stage, UndoableAct::Finish);
    }

    pub(super) fn miss(&mut self, stamp: Stamp, counter: &str, number: Number) {
        self.leave(stamp, counter, number, Stage::NoShow { at_ms: stamp.at_ms }, UndoableAct::NoShow);
        self.no_shows.push(number);
    }

    pub(super) fn hold(&mut self, stamp: Stamp, counter: &str, number: Number, reason: Option<&str>) {
        self.leave(stamp, counter, number, Stage::Held { at_ms: stamp.at_ms }, UndoableAct::Hold);
        if let Some(reason) = reason {
            self.change(number, |ticket| ticket.note = Some(reason.into()));
        }
    }

    /// Out of the counter's hand.
    fn leave(&mut self, stamp: Stamp, counter: &str, number: Number, stage: Stage, act: UndoableAct) {
        let before = self.before(counter, number);
        let clerk = self.station(counter).and_then(Station::clerk).cloned();
        self.act(stamp, Some(counter), number, |ticket| {
            ticket.stage = stage;
            ticket.clerk = clerk;
        });
        self.station_mut(counter).hand = None;
        self.remember(stamp, counter, act, before, false);
    }

    /// Back from being set aside, before all whom this counter would call.
    pub(super) fn resume(&mut self, stamp: Stamp, counter: &str, number: Number) {
        let before = self.before(counter, number);
        let place = self.front_of_counter(counter, stamp);
        self.act(stamp, Some(counter), number, |ticket| {
            ticket.end_hold(stamp.at_ms);
            ticket.stage = Stage::Waiting;
            ticket.place = place;
            ticket.bound = Some(counter.into());
        });
        self.line_up(number);
        self.remember(stamp, counter, UndoableAct::Resume, before, false);
    }

    #[expect(clippy::too_many_arguments, reason = "one for each field of the event")]
    pub(super) fn transfer(
        &mut self,
        stamp: Stamp,
        counter: &str,
        number: Number,
        service: Option<Letter>,
        to: Option<&str>,
        wish: PlaceWish,
        note: Option<&str>,
    ) {
        let before = self.before(counter, number);
        self.station_mut(counter).hand = None;
        let place = self.place_for(number, service, to, wish, stamp);
        self.act(stamp, Some(counter), number, |ticket| {
            ticket.stage = Stage::Waiting;
            ticket.service = service.unwrap_or(ticket.service);
            ticket.bound = to.map(String::from);
            ticket.place = place;
            if note.is_some() {
                ticket.note = note.map(String::from);
            }
        });
        self.line_up(number);
        self.remember(stamp, counter, UndoableAct::Transfer, before, false);
    }

    pub(super) fn station_mut(&mut self, counter: &str) -> &mut Station {
        self.stations.entry(String::from(counter)).or_default()
    }
}

impl Station {
    /// Whose counter it is.
    pub fn clerk(&self) -> Option<&Actor> {
        match &self.duty {
            Duty::Closed => None,
            Duty::Open { clerk, .. } | Duty::Paused { clerk, .. } => Some(clerk),
        }
    }
}
