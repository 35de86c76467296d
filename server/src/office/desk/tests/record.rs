//! What is on the disk, event by event, as it would be found after a power cut: the one truth with which everything that
//! anybody was told is compared.
use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::Date;
use queue::{Event, Hall, Number, Stage};

use crate::store::record::{GENESIS, Hash, Record};
use crate::store::snapshot::Snapshot;

/// The log as it grew.
#[derive(Default)]
pub(super) struct Truth {
    lines: Vec<Line>,
    /// The last event of which anybody was told.
    told: u64,
    read: Read,
}

/// An event as it stands in the log.
struct Line {
    at_ms: i64,
    event: Event,
    hash: Hash,
}

/// What follows from the events.
#[derive(Default)]
pub(super) struct Read {
    /// Replayed from the first event on.
    pub(super) whole: Hall,
    pub(super) calls: BTreeMap<u64, Call>,
    states: BTreeMap<(Date, Number), Vec<&'static str>>,
    /// How many events each wish has brought.
    wishes: BTreeMap<u64, u32>,
    pub(super) days: u32,
}

/// A call, a recall or a spoken notice.
pub(super) struct Call {
    pub(super) at_ms: i64,
    pub(super) day: Date,
    /// The act that took it back.
    pub(super) withdrawn: Option<u64>,
}

impl Truth {
    /// Takes in what is in a log now. What nobody was told of may have gone: a batch that failed, as its callers know.
    pub(super) fn look(&mut self, log: &Path) {
        let snapshot = Snapshot::open(log).unwrap();
        let known = self.lines.len();
        while !self.is_end_in(&snapshot) {
            self.lines.pop();
        }
        let told = usize::try_from(self.told).unwrap();
        assert!(self.lines.len() >= told, "somebody was told of event {told}, and it is not on the disk");
        if self.lines.len() < known {
            self.read = Read::default();
            self.lines.iter().enumerate().for_each(|(index, line)| self.read.take(index + 1, line));
        }
        loop {
            let page = snapshot.after(self.last_seq()).unwrap();
            if page.is_empty() {
                return;
            }
            page.iter().for_each(|record| self.take(record));
        }
    }

    /// Somebody was told of everything up to here.
    pub(super) fn tell(&mut self, seq: u64) {
        assert!(seq <= self.last_seq(), "event {seq} is told, and on the disk is {}", self.last_seq());
        self.told = self.told.max(seq);
    }

    /// What follows from the events that are on the disk.
    pub(super) fn read(&self) -> &Read {
        &self.read
    }

    pub(super) fn last_seq(&self) -> u64 {
        u64::try_from(self.lines.len()).unwrap()
    }

    fn take(&mut self, record: &Record) {
        let hash = record.follows(self.last_seq(), self.last_hash()).unwrap();
        let line = Line { at_ms: record.at_ms, event: record.event().unwrap(), hash };
        self.lines.push(line);
        self.read.take(self.lines.len(), &self.lines[self.lines.len() - 1]);
    }

    /// Whether the last event that was read stands there still.
    fn is_end_in(&self, snapshot: &Snapshot) -> bool {
        let Some((last, before)) = self.lines.split_last() else { return true };
        let seq = u64::try_from(before.len()).unwrap();
        let hash = before.last().map_or(&GENESIS, |line| &line.hash);
        let page = snapshot.after(seq).unwrap();
        page.first().is_some_and(|record| record.follows(seq, hash) == Ok(last.hash))
    }

    fn last_hash(&self) -> &Hash {
        self.lines.last().map_or(&GENESIS, |line| &line.hash)
    }
}

impl Read {
    /// How many events a wish has brought.
    pub(super) fn events_of(&self, wish: u64) -> u32 {
        self.wishes.get(&wish).copied().unwrap_or_default()
    }

    /// The states that a ticket was in, one after the other.
    pub(super) fn states(&self, day: Date, number: Number) -> &[&'static str] {
        self.states.get(&(day, number)).map_or(&[], Vec::as_slice)
    }

    fn take(&mut self, seq: usize, line: &Line) {
        let seq = u64::try_from(seq).unwrap();
        assert!(line.at_ms >= self.whole.at_ms, "the time falls at event {seq}");
        if let Some(wish) = wish_of(&line.event) {
            *self.wishes.entry(wish).or_default() += 1;
        }
        if let Event::Issued(issued) | Event::Served { issued, .. } = &line.event {
            let given = self.whole.open_day().unwrap().ticket(issued.number);
            assert!(given.is_none(), "{} is given twice", issued.number);
        }
        self.whole.apply(seq, line.at_ms, &line.event);
        self.days += u32::from(matches!(line.event, Event::DayOpened { .. }));
        self.take_day();
        self.check_hands();
    }

    fn take_day(&mut self) {
        let Some(day) = self.whole.day() else { return };
        for ticket in day.tickets() {
            let states = self.states.entry((day.date, ticket.number)).or_default();
            let state = word(&ticket.stage);
            if states.last() != Some(&state) {
                states.push(state);
            }
        }
        for call in day.announcements() {
            let (at_ms, withdrawn) = (call.at_ms, call.withdrawn);
            self.calls.insert(call.seq, Call { at_ms, day: day.date, withdrawn });
        }
        for notice in day.notices().iter().filter(|notice| notice.say) {
            // Nobody is told when one is taken back.
            let withdrawn = notice.withdrawn.then_some(u64::MAX);
            self.calls.insert(notice.seq, Call { at_ms: notice.at_ms, day: day.date, withdrawn });
        }
    }

    /// A counter has one person at the most, and nobody is at two counters.
    fn check_hands(&self) {
        let Some(day) = self.whole.open_day() else { return };
        let counters = day.office.counters.iter().map(|counter| counter.code.as_str());
        let hands: BTreeMap<_, _> =
            counters.filter_map(|code| Some((day.in_hand(code)?.number, code))).collect();
        for ticket in day.tickets().filter(|t| matches!(t.stage, Stage::Called | Stage::Serving)) {
            let counter = hands.get(&ticket.number).copied();
            assert_eq!(counter, ticket.counter.as_deref(), "{} is called and in no hand", ticket.number);
        }
    }
}

/// The wish that brought an event, by the name of whoever acted.
fn wish_of(event: &Event) -> Option<u64> {
    let json = match event {
        Event::OfficeApplied { .. } => return None,
        event => serde_json::to_string(event).unwrap(),
    };
    let (_, id) = json.split_once('#')?;
    id.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

/// As it is said to the holder.
fn word(stage: &Stage) -> &'static str {
    match stage {
        Stage::Waiting => "waiting",
        Stage::Called => "called",
        Stage::Serving => "serving",
        Stage::Held { .. } => "held",
        Stage::Done { .. } => "done",
        Stage::NoShow { .. } => "no_show",
        Stage::Cancelled { .. } => "cancelled",
        Stage::Expired => "expired",
    }
}
