//! Times in which the server was not at work, to be left out of others.
use jiff::civil::Date;
use jiff::tz::TimeZone;
use protocol::Moment;

use super::{Outage, timestamp};

/// Outages, in order, milliseconds.
pub(super) struct Outages(Vec<(i64, i64)>);

impl Outages {
    pub(super) fn new(outages: Vec<(i64, i64)>) -> Self {
        Self(outages)
    }

    /// How long a time was without the outages in it.
    pub(super) fn without(&self, from_ms: i64, to_ms: i64) -> i64 {
        let inside = self.0.iter().map(|(from, to)| ((*to).min(to_ms) - (*from).max(from_ms)).max(0));
        to_ms - from_ms - inside.sum::<i64>()
    }

    /// Whether one falls into a time.
    pub(super) fn touch(&self, from_ms: i64, to_ms: i64) -> bool {
        self.0.iter().any(|(from, to)| *from < to_ms && *to > from_ms)
    }

    /// Those that fall into the days from one to another, both included.
    pub(super) fn between(&self, from: Date, to: Date, zone: &TimeZone) -> impl Iterator<Item = Outage> {
        let date = |at_ms| zone.to_datetime(timestamp(at_ms)).date();
        let moment = |at_ms| Moment::new(at_ms, zone.to_offset(timestamp(at_ms)).seconds());
        let fitting = self.0.iter().filter(move |(begin, end)| date(*begin) <= to && date(*end) >= from);
        fitting.map(move |(begin, end)| Outage { from: moment(*begin), to: moment(*end) })
    }
}
