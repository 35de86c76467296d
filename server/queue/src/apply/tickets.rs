//! What happens to tickets that no counter has in hand, and where they stand in the lines.
use alloc::string::String;
use alloc::vec::Vec;

use super::Stamp;
use crate::hall::{Day, Line, Stage, Ticket};
use crate::line::Place;
use crate::{Issued, Letter, Number, PlaceWish};

impl Day {
    pub(super) fn issue(&mut self, stamp: Stamp, issued: &Issued) {
        let number = issued.number;
        let place = natural(stamp.at_ms, issued.credit_min, stamp.seq);
        let ticket = Ticket {
            number,
            service: number.letter,
            issued_ms: stamp.at_ms,
            issued_seq: stamp.seq,
            issued: issued.clone(),
            stage: Stage::Waiting,
            place,
            bound: None,
            note: None,
            returns: 0,
            laters: 0,
            stars: None,
            last_act: (stamp.seq, None),
            calls: 0,
            recalls: 0,
            first_called_ms: None,
            called_ms: None,
            started_ms: None,
            counter: None,
            clerk: None,
            held_ms: 0,
            printed: None,
        };
        self.tickets.insert(number, ticket);
        self.line_up(number);
    }

    /// A no-show comes back, behind the next few or, when staff say so, in front of all.
    pub(super) fn take_back(&mut self, stamp: Stamp, number: Number, by_holder: bool, front: bool) {
        let Some(service) = self.ticket(number).map(|ticket| ticket.service) else { return };
        let place = if front { self.front(service, stamp) } else { self.behind_next(service, stamp) };
        self.no_shows.retain(|missed| *missed != number);
        self.act(stamp, None, number, |ticket| {
            ticket.stage = Stage::Waiting;
            ticket.place = place;
            ticket.bound = None;
            ticket.returns += u32::from(by_holder);
        });
        self.line_up(number);
    }

    pub(super) fn put_later(&mut self, stamp: Stamp, number: Number) {
        self.leave_line(number);
        let Some(place) = self.ticket(number).map(|ticket| self.later_place(ticket)) else { return };
        self.act(stamp, None, number, |ticket| {
            ticket.place = place;
            ticket.laters += 1;
        });
        self.line_up(number);
    }

    pub(super) fn cancel(&mut self, stamp: Stamp, number: Number) {
        self.leave_line(number);
        self.no_shows.retain(|missed| *missed != number);
        self.act(stamp, None, number, |ticket| {
            ticket.end_hold(stamp.at_ms);
            ticket.stage = Stage::Cancelled { at_ms: stamp.at_ms };
        });
    }

    /// A place that was given by hand stays; any other follows the credit.
    pub(super) fn change_priority(
        &mut self,
        stamp: Stamp,
        number: Number,
        priority: Option<&str>,
        credit_min: u32,
    ) {
        self.leave_line(number);
        self.act(stamp, None, number, |ticket| {
            let is_natural = ticket.place.order == ticket.issued_seq && ticket.place.after == 0;
            ticket.issued.priority = priority.map(String::from);
            ticket.issued.credit_min = credit_min;
            if is_natural {
                ticket.place = natural(ticket.issued_ms, credit_min, ticket.issued_seq);
            }
        });
        self.line_up(number);
    }

    /// The place of a ticket that is sent on.
    pub(super) fn place_for(
        &self,
        number: Number,
        service: Option<Letter>,
        to: Option<&str>,
        wish: PlaceWish,
        stamp: Stamp,
    ) -> Place {
        let Some(ticket) = self.ticket(number) else { return natural(stamp.at_ms, 0, stamp.seq) };
        let service = service.unwrap_or(ticket.service);
        match (wish, to) {
            (PlaceWish::Turn, _) => ticket.place,
            (PlaceWish::Front, None) => self.front(service, stamp),
            (PlaceWish::Front, Some(counter)) => self.front_of_counter(counter, stamp),
            (PlaceWish::End, None) => self.end(self.lines.get(&service), stamp),
            (PlaceWish::End, Some(counter)) => self.end(self.bound.get(counter), stamp),
        }
    }

    /// (first turn − 1 ms, the act's seq, 0)
    fn front(&self, service: Letter, stamp: Stamp) -> Place {
        before_all(self.lines.get(&service).into_iter(), stamp)
    }

    /// Before everybody whom this counter would call.
    pub(super) fn front_of_counter(&self, code: &str, stamp: Stamp) -> Place {
        let counter = self.office.counter(code);
        let services = counter.into_iter().flat_map(|counter| counter.services.keys());
        before_all(services.filter_map(|letter| self.lines.get(letter)).chain(self.bound.get(code)), stamp)
    }

    /// (max(now, last turn), the act's seq, 0)
    fn end(&self, line: Option<&Line>, stamp: Stamp) -> Place {
        let last_ms = line.and_then(|line| line.last()).map_or(i64::MIN, |(place, _)| place.turn_ms);
        Place { turn_ms: last_ms.max(stamp.at_ms), order: stamp.seq, after: 0 }
    }

    /// Behind the third that waits for the service (`return_behind`), or behind the last.
    fn behind_next(&self, service: Letter, stamp: Stamp) -> Place {
        let places = self.places(service);
        match self.return_behind().min(places.len()) {
            0 => self.front(service, stamp),
            count => behind(&places, count),
        }
    }

    /// Behind the third that waits for its service, as for one that returns; who stands behind so many already lets as
    /// many of those behind it pass. Nobody comes forward that way.
    fn later_place(&self, ticket: &Ticket) -> Place {
        let places = self.places(ticket.service);
        let ahead = places.partition_point(|place| *place < ticket.place);
        let most = self.return_behind();
        let count = if ahead < most { most } else { ahead + most }.min(places.len());
        if count > ahead { behind(&places, count) } else { ticket.place }
    }

    fn return_behind(&self) -> usize {
        usize::try_from(self.office.rules.return_behind).unwrap_or(usize::MAX)
    }

    /// The places of all who wait for a service, be it at one counter alone, in their order.
    fn places(&self, service: Letter) -> Vec<Place> {
        let own = self.line(service).chain(self.bound_for(service));
        let mut places: Vec<_> = own.map(|ticket| ticket.place).collect();
        places.sort();
        places
    }

    pub(super) fn line_up(&mut self, number: Number) {
        let Some(ticket) = self.tickets.get(&number).filter(|ticket| ticket.stage == Stage::Waiting) else {
            return;
        };
        let line = match &ticket.bound {
            Some(counter) => self.bound.entry(counter.clone()).or_default(),
            None => self.lines.entry(ticket.service).or_default(),
        };
        line.insert((ticket.place, number));
    }

    pub(super) fn leave_line(&mut self, number: Number) {
        let Some(ticket) = self.tickets.get(&number) else { return };
        let line = match &ticket.bound {
            Some(counter) => self.bound.get_mut(counter),
            None => self.lines.get_mut(&ticket.service),
        };
        if let Some(line) = line {
            line.remove(&(ticket.place, number));
        }
    }

    /// An act that names a ticket; a counter whose own act named it before can't take that back any more, unless
    /// it was the same counter's.
    pub(super) fn act(
        &mut self,
        stamp: Stamp,
        counter: Option<&str>,
        number: Number,
        change: impl FnOnce(&mut Ticket),
    ) {
        self.change(number, |ticket| {
            change(ticket);
            ticket.last_act = (stamp.seq, counter.map(String::from));
        });
    }

    pub(super) fn change(&mut self, number: Number, change: impl FnOnce(&mut Ticket)) {
        if let Some(ticket) = self.tickets.get_mut(&number) {
            change(ticket);
        }
    }
}

impl Ticket {
    /// It is set aside no longer.
    pub(super) fn end_hold(&mut self, at_ms: i64) {
        if let Stage::Held { at_ms: since_ms } = self.stage {
            self.held_ms += at_ms - since_ms;
        }
    }
}

fn before_all<'a>(lines: impl Iterator<Item = &'a Line>, stamp: Stamp) -> Place {
    let first_ms = lines.filter_map(|line| line.first()).map(|(place, _)| place.turn_ms).min();
    Place { turn_ms: first_ms.map_or(stamp.at_ms, |turn_ms| turn_ms - 1), order: stamp.seq, after: 0 }
}

/// Behind the first `count` of these places, and behind those that were put there before.
fn behind(places: &[Place], count: usize) -> Place {
    let last = places[count - 1];
    let same = places.iter().filter(|place| (place.turn_ms, place.order) == (last.turn_ms, last.order));
    let after = same.map(|place| place.after).max().unwrap_or(last.after);
    Place { after: after + 1, ..last }
}

/// (arrival − credit, own seq, 0)
fn natural(arrived_ms: i64, credit_min: u32, seq: u64) -> Place {
    Place { turn_ms: arrived_ms - i64::from(credit_min) * 60_000, order: seq, after: 0 }
}
