//! May this happen now? A command gives the events that would follow, or a refusal; nothing is changed here.
mod counter;
mod issue;
mod manage;
mod office;
mod tickets;

use alloc::vec::Vec;

use jiff::civil::Date;

pub use office::InUse;

use crate::hall::{Day, Due, Hall, Ticket};
use crate::{Caller, Command, Event, Letter, Now, Number, Refusal, Standing};

impl Hall {
    /// The events that follow from a command at this moment.
    pub fn decide(&self, command: &Command, caller: &Caller, now: &Now) -> Result<Vec<Event>, Refusal> {
        match command {
            Command::OpenDay { date, means } => self.open_by_manager(*date, means, caller, now),
            Command::CloseDay => self.close_by_manager(caller),
            Command::Issue(issue) => issue::decide(self, issue, caller, now).map(|event| alloc::vec![event]),
            Command::Printed { number, ok, problem } => {
                // The paper of a ticket may come out when the day is closed already.
                self.known(*number, now)?;
                let by = caller.actor.clone();
                Ok(alloc::vec![Event::Printed { by, number: *number, ok: *ok, problem: *problem }])
            }
            Command::Holder { number, act } => tickets::holder(self, *number, act, now),
            Command::Ticket { number, act } => tickets::staff(self, *number, act, caller, now),
            Command::Manage(change) => manage::decide(self, change, caller, now),
            Command::CallHelp => Ok(alloc::vec![Event::HelpCalled { by: caller.actor.clone() }]),
            Command::At { counter, in_hand, act } => {
                self.may_act(counter, caller, act)?;
                let office = self.office().ok_or(Refusal::DayClosed)?;
                counter::valid(office, act, now)?;
                let day = self.open_day().ok_or(Refusal::DayClosed)?;
                counter::decide(day, counter, *in_hand, act, caller, now)
            }
        }
    }

    /// The ticket of this number, with the day it is of: today, open or closed by a manager.
    pub fn known(&self, number: Number, now: &Now) -> Result<(&Day, &Ticket), Refusal> {
        let day = self.day().filter(|day| day.date == now.date).ok_or(Refusal::UnknownTicket)?;
        Ok((day, day.ticket(number).ok_or(Refusal::UnknownTicket)?))
    }

    /// The events that time itself brings: the end of a day, the beginning of the next.
    pub fn tick(&self, now: &Now, means: &alloc::collections::BTreeMap<Letter, u32>) -> Option<Event> {
        match self.due(now) {
            Due::Nothing | Due::Confirm => None,
            Due::Close => self.open_day().map(|day| Event::DayClosed { date: day.date, by: None }),
            Due::Open => Some(self.opening(now.date, means, None)),
        }
    }

    fn opening(
        &self,
        date: Date,
        means: &alloc::collections::BTreeMap<Letter, u32>,
        by: Option<crate::Actor>,
    ) -> Event {
        Event::DayOpened { date, office_seq: self.office_seq(), means: means.clone(), by }
    }

    fn open_by_manager(
        &self,
        date: Date,
        means: &alloc::collections::BTreeMap<Letter, u32>,
        caller: &Caller,
        now: &Now,
    ) -> Result<Vec<Event>, Refusal> {
        manager(caller)?;
        if date != now.date {
            let detail = alloc::format!("only today, {}, can be opened", now.date);
            return Err(Refusal::Invalid { field: "date", detail });
        }
        // Numbers start again with each day, so a date can have only one.
        if self.day().is_some_and(|day| day.date == date) {
            return Err(Refusal::DayClosed);
        }
        let mut events = Vec::new();
        if let Some(day) = self.open_day() {
            events.push(Event::DayClosed { date: day.date, by: None });
        }
        events.push(self.opening(date, means, Some(caller.actor.clone())));
        Ok(events)
    }

    fn close_by_manager(&self, caller: &Caller) -> Result<Vec<Event>, Refusal> {
        manager(caller)?;
        let day = self.open_day().ok_or(Refusal::DayClosed)?;
        Ok(alloc::vec![Event::DayClosed { date: day.date, by: Some(caller.actor.clone()) }])
    }

    /// Whether the counter is there, and whether this caller may act at it. Opening is everybody's.
    pub fn may_act(&self, counter: &str, caller: &Caller, act: &crate::Act) -> Result<(), Refusal> {
        let office = self.office().ok_or(Refusal::UnknownCounter)?;
        if matches!(caller.standing, Standing::Device | Standing::Holder) {
            return Err(Refusal::Forbidden);
        }
        counter::may(office, act, caller)?;
        office.counter(counter).ok_or(Refusal::UnknownCounter)?;
        let opens = matches!(act, crate::Act::Open { .. });
        let clerk = self.open_day().and_then(|day| day.station(counter)).and_then(|station| station.clerk());
        let own = clerk.is_none_or(|clerk| *clerk == caller.actor);
        if opens || own || caller.standing == Standing::Manager { Ok(()) } else { Err(Refusal::Forbidden) }
    }
}

fn manager(caller: &Caller) -> Result<(), Refusal> {
    match caller.standing {
        Standing::Manager => Ok(()),
        Standing::Holder | Standing::Device | Standing::Clerk => Err(Refusal::Forbidden),
    }
}
