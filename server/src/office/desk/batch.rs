//! Commands on their way through one batch: decided one after the other on the state as it grows, written
//! together, answered only then.
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use anyhow::Context;
use jiff::civil::Date;
use protocol::PublicTicket;
use queue::{Act, Command, Due, Event, Letter, Now, Number, Refusal, Ticket, TicketAct};

use super::phones::Changed;
use super::{Desk, unsettled};
use crate::office::{Answer, Denied, Fault, Key, Reply, Request};
use crate::store::log::{Batch, Entry, KeyedReply};
use crate::view::View;

/// What comes of a command.
pub(super) type Outcome = Result<Answer, Denied>;

/// What a batch has decided and not yet written.
#[derive(Default)]
pub(super) struct Pending {
    entries: Vec<Entry>,
    replies: Vec<KeyedReply>,
    /// Tickets of the day that is open after the batch.
    touched: BTreeSet<Number>,
    /// Tickets of a day that ended within the batch, as they were at its end.
    ended: Vec<(Date, Ticket)>,
    /// Those of them that somebody follows.
    farewells: Vec<(Number, PublicTicket)>,
    /// Free text and ratings of days before this are erased.
    erase_before: Option<Date>,
    /// What the command line asked for, with what it is told.
    pub(super) errands: Vec<(i64, String)>,
}

impl Pending {
    /// What followers of tickets are told.
    pub(super) fn changed(&mut self) -> Changed<'_> {
        let office_applied =
            self.entries.iter().any(|entry| matches!(entry.event, Event::OfficeApplied { .. }));
        Changed { office_applied, farewells: std::mem::take(&mut self.farewells), touched: &self.touched }
    }

    fn is_empty(&self) -> bool {
        self.entries.is_empty() && self.replies.is_empty() && self.errands.is_empty()
    }
}

impl Desk {
    /// What time itself brings. Gives the same moment as the zone has it that is in force afterwards.
    pub(super) fn tick(&mut self, mut now: Now, pending: &mut Pending) -> anyhow::Result<Now> {
        // At midnight one day ends and, round the clock, the next begins, perhaps in another zone.
        loop {
            // Means are read only when they are needed.
            let means = match self.hall.due(&now) {
                Due::Open if self.log()?.has_day(now.date)? => return Ok(now),
                Due::Open => self.means()?,
                Due::Nothing | Due::Close | Due::Confirm => BTreeMap::new(),
            };
            let Some(event) = self.hall.tick(&now, &means) else { return Ok(now) };
            self.take(event, &now, pending)?;
            now = self.clock.at(now.at_ms);
        }
    }

    /// The mean visits of a day that begins now.
    fn means(&mut self) -> anyhow::Result<BTreeMap<Letter, u32>> {
        let office = self.hall.office().cloned().context("the log begins with no office")?;
        self.log()?.means(&office)
    }

    /// Decides one command; what it brings is in the state from here on. An error is a fault of the log.
    pub(super) fn decide(
        &mut self,
        request: &Request,
        now: &Now,
        pending: &mut Pending,
    ) -> anyhow::Result<Outcome> {
        let command = self.with_means(&request.command)?;
        if let Some(key) = &request.key
            && let Some(known) = self.known(key, now, pending)?
        {
            // Whose right is missing, or what is not there, is said before a key that was used for something else.
            let first = self.hall.decide(&command, &request.caller, now).err().filter(Refusal::comes_first);
            return Ok(match (known, first) {
                (Err(Denied::KeyReused), Some(refusal)) => Err(Denied::Refused(refusal)),
                (known, _) => known,
            });
        }
        let events = match self.hall.decide(&command, &request.caller, now) {
            Ok(events) => events,
            Err(refusal) => return Ok(Err(Denied::Refused(refusal))),
        };
        // Numbers start again with each day, so a date can have only one, also when a change of the zone brings it back.
        if let Command::OpenDay { date, .. } = &request.command
            && self.log()?.has_day(*date)?
        {
            return Ok(Err(Denied::Refused(Refusal::DayClosed)));
        }
        for event in &events {
            self.take(event.clone(), now, pending)?;
        }
        let reply = self.reply(&command, &events, now);
        if let Some(key) = &request.key {
            pending.replies.push(keyed(key, now, &reply)?);
        }
        Ok(reply.map(|reply| Answer { again: false, reply }))
    }

    /// One write for the whole batch, and for a sign of life when one is due.
    pub(super) fn commit(&mut self, now: &Now, pending: &mut Pending) -> anyhow::Result<()> {
        let alive_ms = self.signs.due(now, self.hall.open_day().is_some());
        if !pending.is_empty() || alive_ms.is_some() {
            let begun = self.clock.monotonic();
            self.write(now, alive_ms, pending)?;
            let took = self.clock.monotonic() - begun;
            metrics::histogram!("mot_cua_commit_seconds").record(took.as_secs_f64());
            metrics::histogram!("mot_cua_batch_events").record(pending.entries.len() as f64);
        }
        if !pending.entries.is_empty() {
            self.clock.written(now.at_ms);
        }
        if !pending.entries.is_empty() || alive_ms.is_some() {
            self.signs.given(now);
        }
        self.count(pending);
        Ok(())
    }

    fn write(&mut self, now: &Now, alive_ms: Option<i64>, pending: &Pending) -> anyhow::Result<()> {
        let day = self.hall.day();
        let ended = pending.ended.iter().map(|(date, ticket)| (*date, ticket));
        let touched = pending.touched.iter().filter_map(|number| Some((day?.date, day?.ticket(*number)?)));
        let visits = ended.chain(touched).collect();
        let batch = Batch {
            entries: &pending.entries,
            replies: &pending.replies,
            visits,
            erase_before: pending.erase_before,
            outage: self.signs.outage(now),
            alive_ms,
            ended: false,
            errands: &pending.errands,
        };
        self.log.as_mut().context("the log is not open")?.write(&batch)
    }

    fn count(&self, pending: &Pending) {
        let Some(office) = self.hall.office() else { return };
        let count = |is_one: fn(&Event) -> bool| {
            pending.entries.iter().filter(|entry| is_one(&entry.event)).count() as u64
        };
        let issued = count(|event| matches!(event, Event::Issued(_) | Event::Served { .. }));
        let called = count(|event| matches!(event, Event::Called { .. } | Event::Served { .. }));
        metrics::counter!("mot_cua_tickets_issued_total", "office" => office.code.clone()).increment(issued);
        metrics::counter!("mot_cua_tickets_called_total", "office" => office.code.clone()).increment(called);
    }

    /// An event becomes part of the state and of the batch.
    pub(super) fn take(&mut self, event: Event, now: &Now, pending: &mut Pending) -> anyhow::Result<()> {
        let seq = self.hall.seq + 1;
        let before = self.hall.open_day().map(|day| day.date);
        match &event {
            Event::DayClosed { .. } => self.touch_unsettled(pending),
            Event::DayOpened { .. } => self.set_aside(pending),
            _ => {}
        }
        self.touch_undone(&event, pending);
        self.hall.apply(seq, now.at_ms, &event);
        pending.touched.extend(event.number());
        if matches!(event, Event::DayClosed { .. }) {
            let view = View::new(&self.hall, *now, self.clock.zone(), &self.tokens);
            pending.farewells = self.phones.followed(&view);
        }
        match &event {
            Event::Issued(issued) | Event::Served { issued, .. } => {
                self.tokens.learn(now.date, issued.number);
            }
            Event::DayOpened { date, .. } => {
                self.tokens.forget();
                pending.erase_before = self.kept_from(*date);
            }
            // While a day is open, its zone holds.
            Event::DayClosed { .. } | Event::OfficeApplied { .. } => {
                self.clock.set_zone(super::zone(&self.hall)?);
            }
            _ => {}
        }
        let day = self.hall.open_day().map(|day| day.date).or(before);
        pending.entries.push(Entry { seq, day, at_ms: now.at_ms, event });
        Ok(())
    }

    /// The first day whose free text and ratings are kept.
    fn kept_from(&self, today: Date) -> Option<Date> {
        let days = self.hall.office()?.limits.retention_days;
        today.checked_sub(jiff::Span::new().days(days)).ok()
    }

    fn touch_unsettled(&self, pending: &mut Pending) {
        let tickets = self.hall.day().into_iter().flat_map(|day| day.tickets());
        pending.touched.extend(tickets.filter(|ticket| unsettled(&ticket.stage)).map(|ticket| ticket.number));
    }

    /// What is taken back names its tickets only through the act.
    fn touch_undone(&self, event: &Event, pending: &mut Pending) {
        if let Event::Undone { counter, .. } = event
            && let Some(day) = self.hall.open_day()
        {
            pending.touched.extend(day.undone_by(counter));
        }
    }

    /// From the next day on, numbers mean other tickets.
    fn set_aside(&self, pending: &mut Pending) {
        let touched = std::mem::take(&mut pending.touched);
        let Some(day) = self.hall.day() else { return };
        let tickets = touched.into_iter().filter_map(|number| day.ticket(number));
        pending.ended.extend(tickets.map(|ticket| (day.date, ticket.clone())));
    }

    /// The success that was given for this key today, on disk or in this batch.
    fn known(&mut self, key: &Key, now: &Now, pending: &Pending) -> anyhow::Result<Option<Outcome>> {
        let same = |reply: &&KeyedReply| reply.key == key.key && reply.caller == key.caller;
        let found = match pending.replies.iter().find(same) {
            Some(reply) => Some((reply.request, reply.reply.clone())),
            None => self.log()?.reply(now.date, &key.caller, &key.key)?,
        };
        let Some((request, json)) = found else { return Ok(None) };
        if request != key.request {
            return Ok(Some(Err(Denied::KeyReused)));
        }
        let mut reply: Reply = serde_json::from_str(&json).context("a kept answer can't be read")?;
        if let Reply::Issued(issued) = &mut reply
            && let Ok(number) = issued.number.parse()
        {
            issued.token = self.tokens.token(now.date, number);
        }
        Ok(Some(Ok(Answer { again: true, reply })))
    }

    fn with_means<'c>(&mut self, command: &'c Command) -> anyhow::Result<Cow<'c, Command>> {
        let Command::OpenDay { date, .. } = command else { return Ok(Cow::Borrowed(command)) };
        Ok(Cow::Owned(Command::OpenDay { date: *date, means: self.means()? }))
    }

    fn reply(&self, command: &Command, events: &[Event], now: &Now) -> Result<Reply, Denied> {
        let view = View::new(&self.hall, *now, self.clock.zone(), &self.tokens);
        let reply = match command {
            Command::OpenDay { .. } | Command::CloseDay | Command::Printed { .. } => Some(Reply::Nothing),
            Command::Issue(_) => issued(&view, events),
            Command::At { counter, act, .. } => at_counter(&view, counter, act, events),
            Command::Holder { number, .. } => view.public_ticket(*number).map(Reply::Public),
            Command::Ticket { act: TicketAct::Reprint { .. }, .. }
            | Command::Manage(_)
            | Command::CallHelp => Some(Reply::Nothing),
            Command::Ticket { number, .. } => ticket(&view, *number),
        };
        reply.ok_or(Denied::Fault(Fault::Storage))
    }
}

fn issued(view: &View<'_>, events: &[Event]) -> Option<Reply> {
    events.iter().find_map(|event| match event {
        Event::Issued(issued) => Some(Reply::Issued(view.issued_ticket(issued))),
        _ => None,
    })
}

fn at_counter(view: &View<'_>, counter: &str, act: &Act, events: &[Event]) -> Option<Reply> {
    match act {
        Act::Open { .. } | Act::Pause { .. } | Act::Close | Act::Undo => {
            Some(Reply::Counter(view.summary_of(counter)?))
        }
        Act::Next { .. } => Some(Reply::Next(view.next(events))),
        Act::Recall
        | Act::Start
        | Act::Finish { .. }
        | Act::NoShow
        | Act::Call { .. }
        | Act::Serve { .. }
        | Act::Hold { .. }
        | Act::Resume { .. }
        | Act::Transfer { .. } => ticket(view, events.iter().find_map(Event::number)?),
    }
}

fn ticket(view: &View<'_>, number: Number) -> Option<Reply> {
    Some(Reply::Ticket(view.staff_ticket(view.hall.day()?.ticket(number)?)))
}

/// A token is a secret: it is left out here and made again for whoever asks with the same key.
fn keyed(key: &Key, now: &Now, reply: &Result<Reply, Denied>) -> anyhow::Result<KeyedReply> {
    let mut reply = reply.as_ref().ok().cloned().context("only a success is kept")?;
    if let Reply::Issued(issued) = &mut reply {
        issued.token.clear();
    }
    Ok(KeyedReply {
        day: now.date,
        caller: key.caller.clone(),
        key: key.key.clone(),
        request: key.request,
        reply: serde_json::to_string(&reply)?,
    })
}

impl From<Refusal> for Denied {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}
