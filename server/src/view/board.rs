//! The board of the lobby and the calls that go with it.
use protocol::{Board, BoardCall, BoardCounter, BoardMissed, BoardWaiting, Call, CounterState, Notice};
use queue::{Announcement, Day, Duty, Stage, Ticket};

use super::View;

/// Tickets on the board at the most.
const CALLS_MAX: usize = 20;
/// A no-show stands on the board for this long.
const MISSED_MS: i64 = 15 * 60_000;

impl View<'_> {
    /// The whole board.
    pub fn board(&self) -> Board {
        let office = self.office_data();
        Board {
            office: office.code.clone(),
            name: office.name.clone(),
            seq: self.hall.seq,
            at: self.now_moment(),
            open: self.open(),
            reopens_at: self.reopens_at(),
            calls: self.hall.open_day().map(|day| self.calls(day)).unwrap_or_default(),
            missed: self.hall.open_day().map(|day| self.missed(day)).unwrap_or_default(),
            waiting: self.waiting(),
            counters: office.counters.iter().map(|counter| self.board_counter(counter)).collect(),
            notice: self.notice(),
        }
    }

    /// The message of one call.
    pub(crate) fn call(&self, announcement: &Announcement) -> Call {
        let office = self.office_data();
        let day = self.hall.day();
        let service = day
            .and_then(|day| day.ticket(announcement.number))
            .map_or(announcement.number.letter, |t| t.service);
        Call {
            call: announcement.seq,
            number: announcement.number.to_string(),
            counter: announcement.counter.clone(),
            counter_name: office.counter(&announcement.counter).map(|c| c.name.clone()).unwrap_or_default(),
            service: service.to_string(),
            short: office.service(service).map(|service| service.short.clone()).unwrap_or_default(),
            at: self.moment(announcement.at_ms),
            recall: announcement.recall,
        }
    }

    /// The message of a notice that is to be spoken.
    pub(crate) fn spoken(&self, notice: &queue::Notice) -> Notice {
        Notice {
            notice: notice.seq,
            text: notice.text.clone(),
            at: self.moment(notice.at_ms),
            until: notice.until_ms.map(|until_ms| self.moment(until_ms)),
        }
    }

    /// Newest first: the last call of each ticket that a counter has in hand.
    fn calls(&self, day: &Day) -> Vec<BoardCall> {
        let office = self.office_data();
        let mut calls: Vec<_> = office
            .counters
            .iter()
            .filter_map(|counter| {
                let ticket = day.in_hand(&counter.code)?;
                let last = day.last_announcement(ticket.number)?;
                Some(BoardCall {
                    call: last.seq,
                    number: ticket.number.to_string(),
                    counter: counter.code.clone(),
                    counter_name: counter.name.clone(),
                    service: ticket.service.to_string(),
                    at: self.moment(last.at_ms),
                    recalls: ticket.recalls,
                })
            })
            .collect();
        calls.sort_by_key(|call| std::cmp::Reverse(call.call));
        calls.truncate(CALLS_MAX);
        calls
    }

    fn missed(&self, day: &Day) -> Vec<BoardMissed> {
        let missed_ms = |ticket: &Ticket| match ticket.stage {
            Stage::NoShow { at_ms } if self.now.at_ms - at_ms < MISSED_MS => Some(at_ms),
            Stage::NoShow { .. }
            | Stage::Waiting
            | Stage::Held { .. }
            | Stage::Cancelled { .. }
            | Stage::Called
            | Stage::Serving
            | Stage::Done { .. }
            | Stage::Expired => None,
        };
        let mut missed: Vec<_> =
            day.no_shows().filter_map(|ticket| Some((missed_ms(ticket)?, ticket))).collect();
        missed.sort_by_key(|(at_ms, ticket)| (std::cmp::Reverse(*at_ms), ticket.number));
        let row = |(at_ms, ticket): (i64, &Ticket)| BoardMissed {
            number: ticket.number.to_string(),
            at: self.moment(at_ms),
        };
        missed.into_iter().map(row).collect()
    }

    fn waiting(&self) -> Vec<BoardWaiting> {
        let day = self.hall.open_day();
        let row = |service: &queue::Service| BoardWaiting {
            service: service.letter.to_string(),
            short: service.short.clone(),
            color: service.color.clone(),
            count: day.map_or(0, |day| day.waiting(service.letter)),
            estimate: self.estimate(self.wait_for(service.letter)),
        };
        self.office_data().services.iter().map(row).collect()
    }

    fn board_counter(&self, counter: &queue::Counter) -> BoardCounter {
        let station = self.hall.open_day().and_then(|day| day.station(&counter.code));
        let (state, until_ms) = match station.map(|station| &station.duty) {
            None | Some(Duty::Closed) => (CounterState::Closed, None),
            Some(Duty::Open { .. }) => (CounterState::Open, None),
            Some(Duty::Paused { until_ms, .. }) => (CounterState::Paused, *until_ms),
        };
        BoardCounter {
            counter: counter.code.clone(),
            name: counter.name.clone(),
            state,
            until: until_ms.map(|until_ms| self.moment(until_ms)),
            number: station.and_then(|station| station.hand).map(|number| number.to_string()),
        }
    }
}
