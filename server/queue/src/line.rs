//! The order of the hall: who stands where, whom a counter calls next, and whom that overtakes.
use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use protocol::Rule;

use crate::hall::{Day, Line, Stage, Ticket};
use crate::{Counter, Letter, Number};

/// A place in the order. Smaller is called earlier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The time of arrival less the credit of the priority, milliseconds.
    pub turn_ms: i64,
    /// The sequence number of the act that gave the place.
    pub order: u64,
    /// Orders those that were put behind the same ticket.
    pub after: u32,
}

/// Whom a counter would call, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The ticket.
    pub number: Number,
    /// The rule that chose it.
    pub rule: Rule,
    /// Waiting tickets that came earlier and that the counter serves, without those put behind it by hand; when somebody
    /// chose the ticket, those of its own service, too.
    pub overtook: Vec<Number>,
}

impl Day {
    /// Whom this counter calls next: the smallest place among what it serves, a service's preference minutes
    /// added to the turn, and among those who wait for this counter alone.
    pub fn next_for(&self, counter: &Counter) -> Option<Choice> {
        let heads = self.lines_of(counter).filter_map(|(line, minutes)| {
            let (place, number) = line.first()?;
            Some((preferred(*place, minutes), *number))
        });
        let (_, number) = heads.min()?;
        Some(self.choice(counter, self.ticket(number)?, &BTreeSet::new()))
    }

    /// The line of a counter, in the order in which it would call it, each as if all before were gone.
    pub fn line_for(&self, counter: &Counter) -> Vec<Choice> {
        let all = self.lines_of(counter).flat_map(|(line, minutes)| {
            line.iter().map(move |(place, number)| (preferred(*place, minutes), *number))
        });
        let mut all: Vec<_> = all.collect();
        all.sort();
        let mut gone = BTreeSet::new();
        let mut choices = Vec::with_capacity(all.len());
        for ticket in all.into_iter().filter_map(|(_, number)| self.ticket(number)) {
            choices.push(self.choice(counter, ticket, &gone));
            gone.insert(ticket.number);
        }
        choices
    }

    /// How many of its service stand before this ticket.
    pub fn ahead_of(&self, ticket: &Ticket) -> u32 {
        ticket.place().map_or(0, |place| self.ahead_of_place(ticket.service, place))
    }

    /// Everybody who waits, each with how many of the same service stand before.
    pub fn everybody_ahead(&self) -> impl Iterator<Item = (Number, u32)> {
        let own = self.lines.iter().flat_map(|(letter, line)| {
            let mut bound: Vec<_> = self.bound_for(*letter).map(|ticket| ticket.place).collect();
            bound.sort_unstable();
            line.iter().enumerate().map(move |(before, (place, number))| {
                let before = before + bound.partition_point(|other| other < place);
                (*number, u32::try_from(before).unwrap_or(u32::MAX))
            })
        });
        let bound = self.bound.values().flatten().filter_map(|(_, number)| self.ticket(*number));
        own.chain(bound.map(|ticket| (ticket.number, self.ahead_of(ticket))))
    }

    /// How many of a service stand before this place.
    pub(crate) fn ahead_of_place(&self, letter: Letter, place: Place) -> u32 {
        let own = self.lines.get(&letter).map_or(0, |line| {
            // Counted from the back: whoever has just come stands there.
            line.len() - line.iter().rev().take_while(|(other, _)| *other >= place).count()
        });
        let bound = self.bound_for(letter).filter(|ticket| ticket.place < place).count();
        u32::try_from(own + bound).unwrap_or(u32::MAX)
    }

    /// How many wait for a service.
    pub fn waiting(&self, letter: Letter) -> u32 {
        let own = self.lines.get(&letter).map_or(0, BTreeSet::len);
        u32::try_from(own + self.bound_for(letter).count()).unwrap_or(u32::MAX)
    }

    /// The line of a service in its natural order, without those who wait for one counter alone.
    pub fn line(&self, letter: Letter) -> impl Iterator<Item = &Ticket> {
        let numbers = self.lines.get(&letter).into_iter().flatten();
        numbers.filter_map(|(_, number)| self.ticket(*number))
    }

    /// Whom a ticket overtakes that somebody chose for this counter, by its number or of those set aside.
    pub(crate) fn out_of_turn(&self, counter: &Counter, ticket: &Ticket, rule: Rule) -> Choice {
        let overtook = self.passed_over(counter, ticket.service, &Called::of(ticket));
        Choice { number: ticket.number, rule, overtook }
    }

    /// Whom somebody overtakes who comes at this moment and is served at once.
    pub(crate) fn overtaken_at_once(&self, counter: &Counter, service: Letter, at_ms: i64) -> Vec<Number> {
        let place = Place { turn_ms: at_ms, order: u64::MAX, after: u32::MAX };
        self.passed_over(counter, service, &Called { came: (at_ms, u64::MAX), place, number: None })
    }

    /// Every line that this counter calls from, with the minutes by which it counts it as later.
    pub(crate) fn lines_of<'a>(&'a self, counter: &'a Counter) -> impl Iterator<Item = (&'a Line, u32)> {
        let services = counter.services.iter();
        let own = services.filter_map(|(letter, minutes)| Some((self.lines.get(letter)?, *minutes)));
        own.chain(self.bound.get(&counter.code).map(|line| (line, 0)))
    }

    pub(crate) fn bound_for(&self, letter: Letter) -> impl Iterator<Item = &Ticket> {
        let numbers = self.bound.values().flatten();
        numbers.filter_map(|(_, number)| self.ticket(*number)).filter(move |ticket| ticket.service == letter)
    }

    fn choice(&self, counter: &Counter, chosen: &Ticket, gone: &BTreeSet<Number>) -> Choice {
        let overtaken = self.overtaken(self.lines_of(counter), &Called::of(chosen), gone);
        let own_minutes = counter.services.get(&chosen.service).copied().unwrap_or(0);
        let by_credit = overtaken.iter().any(|(_, minutes)| own_minutes >= *minutes);
        let overtook: Vec<_> = overtaken.into_iter().map(|(number, _)| number).collect();
        let is_bound = chosen.bound.as_ref() == Some(&counter.code);
        let rule = if is_bound {
            Rule::Counter
        } else if overtook.is_empty() || !chosen.is_in_natural_place() {
            Rule::Turn
        } else if by_credit && chosen.issued.credit_min > 0 {
            Rule::Priority
        } else {
            Rule::Preference
        };
        Choice { number: chosen.number, rule, overtook }
    }

    /// Whom staff let wait for somebody's sake: also those of the same service, though this counter may not serve it.
    fn passed_over(&self, counter: &Counter, service: Letter, called: &Called) -> Vec<Number> {
        let is_foreign = !counter.services.contains_key(&service);
        let foreign = self.lines.get(&service).filter(|_| is_foreign).map(|line| (line, 0));
        let overtaken = self.overtaken(self.lines_of(counter).chain(foreign), called, &BTreeSet::new());
        overtaken.into_iter().map(|(number, _)| number).collect()
    }

    /// Who waits in these lines and came before, by number, with the minutes by which the counter counts it as later.
    /// Each has a turn before the arrival of whoever is called, so only that stretch of each line is looked at; places
    /// made by hand that lie behind it were given up by their holders or by staff.
    fn overtaken<'a>(
        &self,
        lines: impl Iterator<Item = (&'a Line, u32)>,
        called: &Called,
        gone: &BTreeSet<Number>,
    ) -> Vec<(Number, u32)> {
        let (came_ms, _) = called.came;
        let last = Place { turn_ms: came_ms, order: u64::MAX, after: u32::MAX };
        let mut overtaken = Vec::new();
        for (line, minutes) in lines {
            let before = line.iter().take_while(|(place, _)| *place <= last).map(|(_, number)| number);
            let before = before.filter(|number| !gone.contains(number) && Some(**number) != called.number);
            let before = before.filter_map(|number| self.ticket(*number)).filter(|other| {
                // Whoever was put later by hand is not overtaken.
                let stands_before = other.is_in_natural_place() || other.place < called.place;
                stands_before && (other.issued_ms, other.issued_seq) < called.came
            });
            overtaken.extend(before.map(|other| (other.number, minutes)));
        }
        overtaken.sort();
        overtaken
    }
}

/// Somebody who is about to be called.
struct Called {
    /// When it was issued, and the sequence number of that.
    came: (i64, u64),
    place: Place,
    /// Its number, if it has one already.
    number: Option<Number>,
}

impl Called {
    fn of(ticket: &Ticket) -> Self {
        let came = (ticket.issued_ms, ticket.issued_seq);
        Self { came, place: ticket.place, number: Some(ticket.number) }
    }
}

impl Ticket {
    /// Its place, while it waits.
    pub fn place(&self) -> Option<Place> {
        (self.stage == Stage::Waiting).then_some(self.place)
    }

    /// Whether nobody gave it its place by hand.
    pub fn is_in_natural_place(&self) -> bool {
        self.place.order == self.issued_seq && self.place.after == 0 && self.bound.is_none()
    }
}

/// The place as a counter counts it that serves this later by some minutes.
pub(crate) fn preferred(place: Place, minutes: u32) -> Place {
    Place { turn_ms: place.turn_ms + i64::from(minutes) * 60_000, ..place }
}
