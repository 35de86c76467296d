//! What a counter can take back, and the taking back: whole, and to the exact place.
use alloc::string::String;
use alloc::vec::Vec;

use super::Stamp;
use crate::hall::{Day, Duty, Past, Stage, Ticket};
use crate::{Number, UndoableAct};

/// How it was before an act of a counter.
pub(super) struct Before {
    pub(super) hand: Option<Number>,
    pub(super) ticket: Option<Ticket>,
}

impl Day {
    pub(super) fn before(&self, counter: &str, number: Number) -> Before {
        let hand = self.station(counter).and_then(|station| station.hand);
        Before { hand, ticket: self.ticket(number).cloned() }
    }

    /// Keeps what is needed to take this act back. With `joined`, it and the act before are one.
    pub(super) fn remember(
        &mut self,
        stamp: Stamp,
        counter: &str,
        act: UndoableAct,
        before: Before,
        joined: bool,
    ) {
        let kept_ms = i64::from(self.office.rules.undo_s) * 1000;
        let acts = self.history.entry(String::from(counter)).or_default();
        acts.retain(|past| past.at_ms + kept_ms >= stamp.at_ms);
        let first = if joined { acts.pop() } else { None };
        let mut past = first.unwrap_or_else(|| Past {
            act,
            at_ms: stamp.at_ms,
            from_seq: stamp.seq,
            to_seq: stamp.seq,
            hand_before: before.hand,
            before: Vec::new(),
            made: None,
        });
        (past.act, past.to_seq) = (act, stamp.seq);
        past.before.extend(before.ticket);
        acts.push(past);
    }

    pub(super) fn undo(&mut self, stamp: Stamp, counter: &str) {
        let Some(past) = self.history.get_mut(counter).and_then(Vec::pop) else { return };
        self.withdraw(stamp, counter, &past);
        for ticket in &past.before {
            self.restore(stamp, counter, ticket);
        }
        if let Some(number) = past.made {
            self.leave_line(number);
            let stage = Stage::Cancelled { at_ms: stamp.at_ms };
            self.act(stamp, Some(counter), number, |ticket| ticket.stage = stage);
        }
        self.station_mut(counter).hand = past.hand_before;
    }

    /// Calls that the act, or recalls after it, have made.
    fn withdraw(&mut self, stamp: Stamp, counter: &str, past: &Past) {
        let named = |number| past.made == Some(number) || past.before.iter().any(|t| t.number == number);
        let newest_first = self.announcements.iter_mut().rev();
        for call in newest_first.take_while(|call| call.seq >= past.from_seq) {
            if call.counter == counter && named(call.number) && call.withdrawn.is_none() {
                call.withdrawn = Some(stamp.seq);
            }
        }
    }

    /// As it was before, but for its paper, which no counter prints.
    fn restore(&mut self, stamp: Stamp, counter: &str, before: &Ticket) {
        self.leave_line(before.number);
        // What is restored was in a counter's hand or waited, so it is no no-show any more.
        self.no_shows.retain(|number| *number != before.number);
        let printed = self.ticket(before.number).and_then(|ticket| ticket.printed);
        let last_act = (stamp.seq, Some(String::from(counter)));
        // Whoever waited for one counter alone waits for all when that has closed meanwhile.
        let is_open = |code: &String| self.station(code).is_some_and(|station| station.duty != Duty::Closed);
        let bound = before.bound.clone().filter(is_open);
        self.tickets.insert(before.number, Ticket { printed, last_act, bound, ..before.clone() });
        self.line_up(before.number);
    }
}
