//! What anybody may know of the office and its services.
use protocol::{
    NamedCounter, NamedPriority, Office, OfficeService, Procedure, ServiceNow, Session, Stop, Text,
};
use queue::{DAY_MIN, Letter, Service};

use super::View;

impl View<'_> {
    /// The office.
    pub fn office(&self) -> Office {
        let office = self.office_data();
        Office {
            code: office.code.clone(),
            name: office.name.clone(),
            unit: office.unit.clone(),
            languages: office.languages.clone(),
            now: self.now_moment(),
            open: self.open(),
            reopens_at: self.reopens_at(),
            hotline: office.hotline.clone(),
            notice: self.notice(),
            wifi: office.wifi.clone(),
            priority: office.priorities.iter().map(named_priority).collect(),
            self_priority: office.rules.self_priority,
            ask_priority_reason: office.rules.ask_priority_reason,
            counters: office.counters.iter().map(named_counter).collect(),
            services: office.services.iter().map(|service| self.office_service(service)).collect(),
            hours: office.hours.sessions(self.now.date).iter().map(session).collect(),
        }
    }

    /// Every service, and whether a number may be taken now.
    pub fn services(&self) -> Vec<ServiceNow> {
        let day = self.hall.open_day();
        let row = |service: &Service| {
            let reason = self.stop(service.letter);
            ServiceNow {
                service: service.letter.to_string(),
                name: service.name.clone(),
                short: service.short.clone(),
                hint: service.hint.clone(),
                color: service.color.clone(),
                open: reason.is_none(),
                reason,
                reason_text: reason.and_then(|reason| self.reason_text(service, reason)),
                reopens_at: reason.and_then(|reason| self.service_reopens_at(service, reason)),
                waiting: day.map_or(0, |day| day.waiting(service.letter)),
                estimate: self.estimate(self.wait_for(service.letter)),
                counters: self.counters_of(service.letter),
            }
        };
        self.office_data().services.iter().map(row).collect()
    }

    /// The catalogue, of one service or of all.
    pub fn procedures(&self, letter: Option<Letter>) -> Vec<Procedure> {
        let letter = letter.map(|letter| letter.to_string());
        let wanted =
            |procedure: &&Procedure| letter.as_ref().is_none_or(|letter| procedure.service == *letter);
        self.office_data().procedures.iter().filter(wanted).cloned().collect()
    }

    fn office_service(&self, service: &Service) -> OfficeService {
        OfficeService {
            service: service.letter.to_string(),
            name: service.name.clone(),
            short: service.short.clone(),
            hint: service.hint.clone(),
            color: service.color.clone(),
            counters: self.counters_of(service.letter),
        }
    }

    fn counters_of(&self, letter: Letter) -> Vec<String> {
        let counters = self.office_data().counters.iter();
        let able = counters.filter(|counter| counter.services.contains_key(&letter));
        able.map(|counter| counter.code.clone()).collect()
    }

    /// When the day's numbers are used up or the day was closed, another day has to come.
    pub(super) fn service_reopens_at(&self, service: &Service, reason: Stop) -> Option<protocol::Moment> {
        let hours = &self.office_data().hours;
        let from_minute = match reason {
            Stop::Limit | Stop::DayClosed => DAY_MIN,
            Stop::Hours | Stop::LastTicket | Stop::Holiday => self.now.minute,
        };
        let first_ticket_min = service.first_ticket_min.unwrap_or(hours.first_ticket_min);
        let (date, minute) = hours.reopening(self.now.date, from_minute, first_ticket_min)?;
        Some(self.moment_of(date, minute))
    }

    /// What the office says about it: the special day's reason, or why a manager stopped the service.
    pub(super) fn reason_text(&self, service: &Service, reason: Stop) -> Option<Text> {
        let stopped = self.hall.open_day().and_then(|day| day.stopped.get(&service.letter));
        let first = self.office_data().language();
        if let Some(reason) = stopped {
            return Some([(first, reason.as_str())].into());
        }
        let special = self.office_data().hours.special(self.now.date);
        let said = special.map(|day| day.reason.clone()).filter(|reason| !reason.0.is_empty());
        match reason {
            Stop::Holiday | Stop::Hours | Stop::LastTicket => said,
            Stop::Limit | Stop::DayClosed => None,
        }
    }
}

fn named_priority(priority: &queue::Priority) -> NamedPriority {
    NamedPriority { code: priority.code.clone(), name: priority.name.clone() }
}

fn named_counter(counter: &queue::Counter) -> NamedCounter {
    NamedCounter { counter: counter.code.clone(), name: counter.name.clone() }
}

fn session(session: &queue::Session) -> Session {
    let clock = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
    Session { from: clock(session.from_min), to: clock(session.to_min) }
}
