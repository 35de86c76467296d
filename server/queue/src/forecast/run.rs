//! The rule run forward: which counter calls whom, and when. What that means for a wait is not known here.
use alloc::collections::btree_set;
use alloc::vec::Vec;

use super::{MINUTE_MS, Opening};
use crate::hall::{Day, Line};
use crate::line::preferred;
use crate::{Counter, Letter, Number, Place};

/// Beyond this many calls each line is reckoned by itself: nobody can use a finer figure.
const CALLS_MAX: usize = 400;
/// A counter that has nobody to call any more is free for the next one at no moment.
const NEVER: i64 = i64::MAX;

/// A run over the lines of a day.
pub(super) struct Run<'a> {
    day: &'a Day,
    pub(super) opening: Opening,
    /// The turn of whoever comes now; all others of that turn stand before.
    turn_ms: i64,
    rows: Vec<Row<'a>>,
    desks: Vec<Desk>,
    /// When each desk calls next.
    calls_ms: Vec<i64>,
    /// When each desk is free after all that.
    pub(super) free_ms: Vec<i64>,
    /// When somebody is called who comes now for a service.
    pub(super) newcomers: Vec<(Letter, Option<i64>)>,
}

/// A line that some counter serves.
struct Row<'a> {
    head: Option<(Place, Number)>,
    behind: btree_set::Iter<'a, (Place, Number)>,
    /// The mean visit, when it is the same for all of the line.
    visit_ms: Option<i64>,
}

/// Where a counter calls from, and where newcomers come to it: by index, and by how many minutes it counts them as
/// later.
struct Desk {
    rows: Vec<(usize, u32)>,
    newcomers: Vec<(usize, u32)>,
}

impl<'a> Run<'a> {
    /// A run of these counters, free at their times, in which somebody comes now for each of these services.
    pub(super) fn new(
        day: &'a Day,
        opening: Opening,
        free: &[(i64, &Counter)],
        (letters, turn_ms): (&[Letter], i64),
    ) -> Self {
        let free_ms: Vec<_> = free.iter().map(|(free_ms, _)| *free_ms).collect();
        let desks = free.iter().map(|(_, counter)| Desk::for_newcomers(counter, letters)).collect();
        let newcomers = letters.iter().map(|letter| (*letter, None)).collect();
        let (rows, calls_ms) = (Vec::new(), free_ms.clone());
        let mut run = Self { day, opening, turn_ms, rows, desks, calls_ms, free_ms, newcomers };
        run.line_up(free);
        run
    }

    /// The lines of the services in the order of their letters, then of those who wait for one counter alone: so a
    /// desk finds the first of equals first.
    fn line_up(&mut self, free: &[(i64, &Counter)]) {
        let day = self.day;
        for (letter, line) in day.lines.iter().filter(|(letter, _)| day.able_open(**letter)) {
            let minutes = |counter: &Counter| counter.services.get(letter).copied();
            self.add(line, Some(day.mean_ms(*letter)), free, minutes);
        }
        for (code, line) in &day.bound {
            self.add(line, None, free, |counter| (counter.code == *code).then_some(0));
        }
    }

    fn add(
        &mut self,
        line: &'a Line,
        visit_ms: Option<i64>,
        free: &[(i64, &Counter)],
        minutes: impl Fn(&Counter) -> Option<u32>,
    ) {
        let mut behind = line.iter();
        let Some(head) = behind.next().copied() else { return };
        let mut is_served = false;
        for ((_, counter), desk) in free.iter().zip(&mut self.desks) {
            let Some(minutes) = minutes(counter) else { continue };
            desk.rows.push((self.rows.len(), minutes));
            is_served = true;
        }
        if is_served {
            self.rows.push(Row { head: Some(head), behind, visit_ms });
        }
    }

    /// Runs until nobody waits; each call is told, in the order of each line.
    pub(super) fn whole(&mut self, mut called: impl FnMut(Number, i64)) {
        for _ in 0..CALLS_MAX {
            if !self.call(&mut called) {
                return;
            }
        }
        self.reckon(&mut called);
    }

    /// Runs until it is known when the newcomers are called.
    pub(super) fn of_newcomers(&mut self) {
        for _ in 0..CALLS_MAX {
            let is_known = self.newcomers.iter().all(|(_, start_ms)| start_ms.is_some());
            if is_known || !self.call(&mut |_, _| {}) {
                return;
            }
        }
        self.reckon(&mut |_, _| {});
    }

    /// The desk that is free first calls whom it would call then; one that has nobody to call calls no longer. False
    /// when no desk is left.
    fn call(&mut self, called: &mut impl FnMut(Number, i64)) -> bool {
        let desks = self.calls_ms.iter().copied().enumerate();
        let still_calling = desks.filter(|(_, calls_ms)| *calls_ms != NEVER);
        let Some((index, free_ms)) = still_calling.min_by_key(|(_, calls_ms)| *calls_ms) else {
            return false;
        };
        let start_ms = self.opening.from(free_ms);
        let choice = self.choose(index);
        self.welcome(index, start_ms, choice.map(|(place, _)| place));
        let taken = choice.and_then(|(_, row)| self.take(row));
        let Some((number, visit_ms)) = taken else {
            self.calls_ms[index] = NEVER;
            return true;
        };
        let next_ms = start_ms + visit_ms;
        (self.calls_ms[index], self.free_ms[index]) = (next_ms, next_ms);
        called(number, start_ms);
        true
    }

    /// Takes the first out of a row; gives how long the visit will be.
    fn take(&mut self, row: usize) -> Option<(Number, i64)> {
        let row = &mut self.rows[row];
        let (_, number) = row.head?;
        row.head = row.behind.next().copied();
        let service = || self.day.ticket(number).map_or(number.letter, |ticket| ticket.service);
        Some((number, row.visit_ms.unwrap_or_else(|| self.day.mean_ms(service()))))
    }

    /// The row out of which a desk would call, with the place as it counts it.
    fn choose(&self, index: usize) -> Option<(Place, usize)> {
        let mut first: Option<(Place, usize)> = None;
        for (row, minutes) in &self.desks[index].rows {
            let Some((place, _)) = self.rows[*row].head else { continue };
            let place = preferred(place, *minutes);
            if first.is_none_or(|(before, _)| place < before) {
                first = Some((place, *row));
            }
        }
        first
    }

    /// Whoever came now would be called here and then, if before all others.
    fn welcome(&mut self, index: usize, start_ms: i64, first: Option<Place>) {
        for (newcomer, minutes) in &self.desks[index].newcomers {
            let turn_ms = self.turn_ms + i64::from(*minutes) * MINUTE_MS;
            if first.is_none_or(|first| turn_ms < first.turn_ms) {
                self.newcomers[*newcomer].1.get_or_insert(start_ms);
            }
        }
    }

    /// What is left after many calls: each line shared evenly among the counters that serve it.
    fn reckon(&mut self, called: &mut impl FnMut(Number, i64)) {
        for index in 0..self.rows.len() {
            let (begin_ms, desks) = self.serving(index);
            let mut start_ms = begin_ms;
            while let Some((number, visit_ms)) = self.take(index) {
                called(number, start_ms);
                start_ms += visit_ms / desks;
            }
            self.keep_busy(index, start_ms - begin_ms);
        }
    }

    /// When the first desk that calls from a row is free, and how many do.
    fn serving(&self, row: usize) -> (i64, i64) {
        let desks = self.desks.iter().zip(&self.free_ms).filter(|(desk, _)| desk.calls_from(row));
        let (count, first_ms) =
            desks.fold((0, NEVER), |(count, first_ms), (_, free_ms)| (count + 1, first_ms.min(*free_ms)));
        (first_ms, count)
    }

    fn keep_busy(&mut self, row: usize, took_ms: i64) {
        let desks = self.desks.iter().zip(&mut self.free_ms).filter(|(desk, _)| desk.calls_from(row));
        desks.for_each(|(_, free_ms)| *free_ms += took_ms);
    }
}

impl Desk {
    fn for_newcomers(counter: &Counter, letters: &[Letter]) -> Self {
        let newcomers = letters.iter().enumerate();
        let newcomers = newcomers.filter_map(|(index, letter)| Some((index, *counter.services.get(letter)?)));
        Self { rows: Vec::new(), newcomers: newcomers.collect() }
    }

    fn calls_from(&self, row: usize) -> bool {
        self.rows.iter().any(|(index, _)| *index == row)
    }
}
