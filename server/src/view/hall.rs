//! The whole hall at one look, for clerks and managers. What is known of devices is added elsewhere.
use protocol::{Alarm, HallLine, HallNow, HelpCall, StaffTicket};
use queue::{Day, Help, Letter, Stage, Ticket};

use super::View;
use super::counters::name;

/// A call for help is shown for this long.
const HELP_MS: i64 = 10 * 60_000;

impl View<'_> {
    /// The hall, without its devices.
    pub(crate) fn hall_now(&self) -> HallNow {
        HallNow {
            office: self.office_data().code.clone(),
            seq: self.hall.seq,
            at: self.now_moment(),
            open: self.open(),
            counters: self.counters(),
            lines: self.hall_lines(),
            held: self.hall.open_day().map(|day| self.held(day)).unwrap_or_default(),
            alarms: self.hall.open_day().map(|day| self.alarms(day)).unwrap_or_default(),
            devices: Vec::new(),
            help: self.help(),
        }
    }

    fn hall_lines(&self) -> Vec<HallLine> {
        let day = self.hall.open_day();
        let row = |service: &queue::Service| HallLine {
            service: service.letter.to_string(),
            short: service.short.clone(),
            waiting: day.map_or(0, |day| day.waiting(service.letter)),
            longest_min: day
                .and_then(|day| longest(day, service.letter))
                .map(|ticket| self.minutes_since(ticket.issued_ms)),
            estimate: self.estimate(self.wait_for(service.letter)),
            stopped: day.and_then(|day| day.stopped.get(&service.letter).cloned()),
        };
        self.office_data().services.iter().map(row).collect()
    }

    fn held(&self, day: &Day) -> Vec<StaffTicket> {
        let held = day.tickets().filter(|ticket| matches!(ticket.stage, Stage::Held { .. }));
        held.map(|ticket| self.staff_ticket(ticket)).collect()
    }

    fn alarms(&self, day: &Day) -> Vec<Alarm> {
        let services = self.office_data().services.iter();
        let longest = services.filter_map(|service| self.longest_alarm(day, service.letter));
        let counters = self.office_data().counters.iter();
        let forgotten = counters.filter_map(|counter| self.forgotten_alarm(day, &counter.code));
        longest.chain(self.mean_alarm(day)).chain(forgotten).collect()
    }

    fn longest_alarm(&self, day: &Day, letter: Letter) -> Option<Alarm> {
        let limit_min = self.office_data().limits.wait_longest_min;
        let ticket = longest(day, letter)?;
        self.is_past(ticket.issued_ms, limit_min).then(|| Alarm::WaitLongest {
            service: letter.to_string(),
            number: ticket.number.to_string(),
            waited_min: self.minutes_since(ticket.issued_ms),
            limit_min,
        })
    }

    /// The wait of a visit is from its issue to its first call; a person served without a ticket has none.
    fn mean_alarm(&self, day: &Day) -> Option<Alarm> {
        let limit_min = self.office_data().limits.wait_mean_min;
        let called = day.tickets().filter(|ticket| !ticket.came_without_ticket());
        let waits_ms = called.filter_map(|ticket| Some(ticket.first_called_ms? - ticket.issued_ms));
        let (sum_ms, count) = waits_ms.fold((0, 0), |(sum_ms, count), wait_ms| (sum_ms + wait_ms, count + 1));
        let mean_ms = if count == 0 { 0 } else { sum_ms / count };
        let alarm = Alarm::WaitMean { mean_min: minutes(mean_ms), limit_min };
        (mean_ms > i64::from(limit_min) * MINUTE_MS).then_some(alarm)
    }

    fn forgotten_alarm(&self, day: &Day, code: &str) -> Option<Alarm> {
        let limit_min = self.office_data().rules.forgotten_min;
        let ticket = day.in_hand(code)?;
        let started_ms = ticket.started_ms.filter(|_| ticket.stage == Stage::Serving);
        let since_ms = started_ms.or(ticket.called_ms)?;
        self.is_past(since_ms, limit_min).then(|| Alarm::Forgotten {
            counter: code.to_owned(),
            number: ticket.number.to_string(),
            since_min: self.minutes_since(since_ms),
            limit_min,
        })
    }

    fn help(&self) -> Vec<HelpCall> {
        let helps = self.hall.day().map(|day| day.helps()).unwrap_or_default();
        let open = |help: &&Help| self.now.at_ms - help.at_ms < HELP_MS;
        let call = |help: &Help| HelpCall { device: name(&help.device), at: self.moment(help.at_ms) };
        helps.iter().filter(open).map(call).collect()
    }

    fn is_past(&self, since_ms: i64, limit_min: u32) -> bool {
        self.now.at_ms - since_ms > i64::from(limit_min) * MINUTE_MS
    }

    fn minutes_since(&self, since_ms: i64) -> u32 {
        minutes(self.now.at_ms - since_ms)
    }
}

const MINUTE_MS: i64 = 60_000;

fn minutes(ms: i64) -> u32 {
    u32::try_from(ms / MINUTE_MS).unwrap_or(0)
}

/// Whoever waits for the first call and came before all others.
fn longest(day: &Day, letter: Letter) -> Option<&Ticket> {
    let waits = |ticket: &&Ticket| {
        ticket.stage == Stage::Waiting && ticket.service == letter && ticket.first_called_ms.is_none()
    };
    day.tickets().filter(waits).min_by_key(|ticket| (ticket.issued_ms, ticket.issued_seq))
}
