//! May a changed office come into force: what is in use at this moment can't vanish, not even tomorrow.
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use crate::hall::{Day, Duty, Hall, Stage};
use crate::{Counter, Event, Letter, Office};

/// What the new office lacks and is in use today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InUse {
    /// Tickets of this service wait, are set aside or in a counter's hand.
    Service {
        /// Its letter.
        letter: Letter,
        /// How many.
        tickets: usize,
    },
    /// Somebody serves at this counter, or tickets wait for it alone.
    Counter {
        /// Its code.
        code: String,
    },
    /// A counter pauses for this reason.
    PauseReason {
        /// Its code.
        code: String,
        /// The counter's code.
        counter: String,
    },
}

impl Hall {
    /// The event by which an office comes into force; none when it is in force already, from the next day on if not
    /// today. Or what of it is in use.
    pub fn change_office(&self, new: &Office) -> Result<Option<Event>, Vec<InUse>> {
        if self.office.as_ref().is_some_and(|(_, office)| **office == *new) {
            return Ok(None);
        }
        let missing = self.open_day().map(|day| day.in_use_without(new)).unwrap_or_default();
        if !missing.is_empty() {
            return Err(missing);
        }
        Ok(Some(Event::OfficeApplied { office: Box::new(new.clone()) }))
    }
}

impl Day {
    fn in_use_without(&self, new: &Office) -> Vec<InUse> {
        let gone = self.office.services.iter().map(|service| service.letter);
        let gone = gone.filter(|letter| new.service(*letter).is_none());
        let services = gone.map(|letter| InUse::Service { letter, tickets: self.unsettled(letter) });
        let services = services.filter(|used| !matches!(used, InUse::Service { tickets: 0, .. }));
        let gone = self.office.counters.iter().filter(|counter| new.counter(&counter.code).is_none());
        let counters = gone.filter(|counter| self.is_in_use(counter));
        let counters = counters.map(|counter| InUse::Counter { code: counter.code.clone() });
        services.chain(counters).chain(self.paused_without(new)).collect()
    }

    /// How many tickets of a service have not come to an end.
    fn unsettled(&self, letter: Letter) -> usize {
        let own = self.tickets().filter(|ticket| ticket.service == letter);
        own.filter(|ticket| match ticket.stage {
            Stage::Waiting | Stage::Called | Stage::Serving | Stage::Held { .. } => true,
            Stage::Done { .. } | Stage::NoShow { .. } | Stage::Cancelled { .. } | Stage::Expired => false,
        })
        .count()
    }

    fn is_in_use(&self, counter: &Counter) -> bool {
        let is_open = self.station(&counter.code).is_some_and(|station| station.duty != Duty::Closed);
        is_open || self.bound.get(&counter.code).is_some_and(|line| !line.is_empty())
    }

    fn paused_without<'a>(&'a self, new: &'a Office) -> impl Iterator<Item = InUse> {
        self.stations.iter().filter_map(|(counter, station)| match &station.duty {
            Duty::Paused { reason, .. } if new.pause_reasons.iter().all(|known| known.code != *reason) => {
                Some(InUse::PauseReason { code: reason.clone(), counter: counter.clone() })
            }
            Duty::Paused { .. } | Duty::Open { .. } | Duty::Closed => None,
        })
    }
}
