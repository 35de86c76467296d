//! The order of the hall: who stands where, whom a counter calls next, and whom that overtakes.
use alloc::vec::Vec;

use protocol::Rule;

use crate::hall::{Day, Stage, Ticket};
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
    /// Waiting tickets that the counter serves and that came earlier.
    pub overtook: Vec<Number>,
}

impl Day {
    /// Whom this counter calls next: the smallest place among what it serves, a service's preference minutes
    /// added to the turn.
    pub fn next_for(&self, counter: &Counter) -> Option<Choice> {
        let heads = counter.services.iter().filter_map(|(letter, minutes)| {
            let (place, number) = self.lines.get(letter)?.first()?;
            Some((preferred(*place, *minutes), *number))
        });
        let (_, number) = heads.min()?;
        Some(self.choice(counter, self.ticket(number)?))
    }

    /// The line of a counter, in the order in which it would call it, each as if all before were gone.
    pub fn line_for(&self, counter: &Counter) -> Vec<Choice> {
        let mut line: Vec<_> = self
            .served_by(counter)
            .filter_map(|(ticket, minutes)| Some((preferred(ticket.place()?, minutes), ticket)))
            .collect();
        line.sort_by_key(|(place, _)| *place);
        let mut gone = alloc::collections::BTreeSet::new();
        let mut choices = Vec::with_capacity(line.len());
        for (_, ticket) in line {
            let mut choice = self.choice(counter, ticket);
            choice.overtook.retain(|number| !gone.contains(number));
            if choice.overtook.is_empty() {
                choice.rule = Rule::Turn;
            }
            gone.insert(ticket.number);
            choices.push(choice);
        }
        choices
    }

    /// How many of its service stand before this ticket.
    pub fn ahead_of(&self, ticket: &Ticket) -> u32 {
        match (ticket.stage, self.lines.get(&ticket.service)) {
            (Stage::Waiting(place), Some(line)) => {
                // Counted from the back: whoever has just come stands there.
                let behind = line.range((place, ticket.number)..).count();
                u32::try_from(line.len() - behind).unwrap_or(u32::MAX)
            }
            _ => 0,
        }
    }

    /// How many would stand before a ticket of this service with this place.
    pub(crate) fn ahead_of_place(&self, letter: Letter, place: Place) -> u32 {
        let Some(line) = self.lines.get(&letter) else { return 0 };
        let behind = line.iter().rev().take_while(|(other, _)| *other > place).count();
        u32::try_from(line.len() - behind).unwrap_or(u32::MAX)
    }

    /// How many wait for a service.
    pub fn waiting(&self, letter: Letter) -> u32 {
        self.lines.get(&letter).map_or(0, |line| u32::try_from(line.len()).unwrap_or(u32::MAX))
    }

    /// The line of a service in its natural order.
    pub fn line(&self, letter: Letter) -> impl Iterator<Item = &Ticket> {
        let numbers = self.lines.get(&letter).into_iter().flatten();
        numbers.filter_map(|(_, number)| self.ticket(*number))
    }

    fn served_by<'a>(&'a self, counter: &'a Counter) -> impl Iterator<Item = (&'a Ticket, u32)> {
        let services = counter.services.iter();
        services.flat_map(|(letter, minutes)| self.line(*letter).map(|ticket| (ticket, *minutes)))
    }

    /// The overtaken stand, with the chosen, within its credit and the preferences of the end of the line, so
    /// only that stretch of each line is looked at.
    fn choice(&self, counter: &Counter, chosen: &Ticket) -> Choice {
        let came = (chosen.issued_ms, chosen.issued_seq);
        let mut by_credit = false;
        let mut overtook = Vec::new();
        let own_minutes = counter.services.get(&chosen.service).copied().unwrap_or(0);
        for (letter, minutes) in &counter.services {
            // Whoever came before `chosen` has a turn before its arrival.
            let before =
                (Place { turn_ms: chosen.issued_ms, order: u64::MAX, after: u32::MAX }, chosen.number);
            let Some(line) = self.lines.get(letter) else { continue };
            let earlier = line.range(..=before).filter_map(|(_, number)| self.ticket(*number));
            for other in earlier.filter(|other| (other.issued_ms, other.issued_seq) < came) {
                by_credit |= own_minutes >= *minutes;
                overtook.push(other.number);
            }
        }
        overtook.sort();
        let rule = match (overtook.is_empty(), by_credit && chosen.issued.credit_min > 0) {
            (true, _) => Rule::Turn,
            (false, true) => Rule::Priority,
            (false, false) => Rule::Preference,
        };
        Choice { number: chosen.number, rule, overtook }
    }
}

impl Ticket {
    /// Its place, while it waits.
    pub fn place(&self) -> Option<Place> {
        match self.stage {
            Stage::Waiting(place) => Some(place),
            Stage::Called | Stage::Serving | Stage::Done { .. } | Stage::NoShow { .. } | Stage::Expired => {
                None
            }
        }
    }
}

fn preferred(place: Place, minutes: u32) -> Place {
    Place { turn_ms: place.turn_ms + i64::from(minutes) * 60_000, ..place }
}
