//! What reports read: the visits of some days, and when the server was not at work.
use jiff::civil::Date;
use queue::Event;
use rusqlite::{Row, params};

use super::Snapshot;
use crate::store::log::STEPS;
use crate::store::record;

/// A ticket as reports see it. Times are milliseconds since 1970.
#[derive(Clone, Debug, Default)]
pub(crate) struct Visit {
    /// For which it waited last.
    pub(crate) service: String,
    pub(crate) state: String,
    /// That called it last.
    pub(crate) counter: Option<String>,
    pub(crate) issued_ms: i64,
    pub(crate) first_called_ms: Option<i64>,
    pub(crate) called_ms: Option<i64>,
    pub(crate) started_ms: Option<i64>,
    pub(crate) ended_ms: Option<i64>,
    /// Nobody finished it before the day ended.
    pub(crate) unfinished: bool,
    /// The wait that was expected when it was issued.
    pub(crate) promised_s: Option<i64>,
    /// The range that was shown for it, minutes.
    pub(crate) promised_min: Option<(i64, i64)>,
    pub(crate) by_staff: bool,
    pub(crate) held_ms: i64,
    pub(crate) stars: Option<u8>,
}

impl Snapshot {
    /// The visits of the days from one to another, both included.
    pub(crate) fn visited(&self, from: Date, to: Date) -> anyhow::Result<Vec<Visit>> {
        let version = crate::store::version(&self.db, STEPS)?;
        anyhow::ensure!(
            version == STEPS.len(),
            "the file is of version {version}: a start of this server brings it to version {}",
            STEPS.len()
        );
        let mut select = self.db.prepare(
            "select service, state, counter, issued_at, first_called_at, called_at, started_at, ended_at, unfinished, \
             promised_s, promised_low_min, promised_high_min, by_staff, held_ms, stars from visit \
             where day between ?1 and ?2 order by day, number",
        )?;
        let visits = select.query_map(params![from.to_string(), to.to_string()], visit)?;
        Ok(visits.collect::<Result<_, _>>()?)
    }

    /// When the server was not at work while a day was open, from and to, in order, milliseconds.
    pub(crate) fn outages(&self) -> anyhow::Result<Vec<(i64, i64)>> {
        let mut select = self.db.prepare("select from_at, to_at from outage order by from_at")?;
        let outages = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(outages.collect::<Result<_, _>>()?)
    }

    /// The number, time and content of one event.
    pub(crate) fn event(&self, seq: u64) -> anyhow::Result<Option<(i64, Event)>> {
        let record = record::after(&self.db, seq - 1, 1)?.into_iter().find(|record| record.seq == seq);
        record.map(|record| Ok((record.at_ms, record.event()?))).transpose()
    }
}

fn visit(row: &Row<'_>) -> rusqlite::Result<Visit> {
    Ok(Visit {
        service: row.get(0)?,
        state: row.get(1)?,
        counter: row.get(2)?,
        issued_ms: row.get(3)?,
        first_called_ms: row.get(4)?,
        called_ms: row.get(5)?,
        started_ms: row.get(6)?,
        ended_ms: row.get(7)?,
        unfinished: row.get(8)?,
        promised_s: row.get(9)?,
        promised_min: row.get::<_, Option<i64>>(10)?.zip(row.get(11)?),
        by_staff: row.get(12)?,
        held_ms: row.get(13)?,
        stars: row.get(14)?,
    })
}
