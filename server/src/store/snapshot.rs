//! A log as it stands at one moment, for whoever only reads: nothing is changed, and nobody who writes is held up.
mod visited;

use std::collections::BTreeMap;
use std::path::Path;

use queue::Hall;
use rusqlite::Connection;

use super::record::{self, Record};
use super::visits::{self, Row};
pub(crate) use visited::Visit;

/// A log at one moment. It may be of an older version than this server writes, and then lacks columns.
pub(crate) struct Snapshot {
    db: Connection,
}

/// A day by its row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DayRow {
    pub(crate) opened_seq: u64,
    pub(crate) closed_seq: Option<u64>,
}

impl Snapshot {
    /// The log as it is now.
    pub(crate) fn open(path: &Path) -> anyhow::Result<Self> {
        let db = super::open_to_read(path)?;
        super::version(&db, super::log::STEPS)?;
        Ok(Self { db })
    }

    /// What the database itself finds wrong with the file.
    pub(crate) fn damage(&self) -> anyhow::Result<Option<String>> {
        super::damage(&self.db)
    }

    /// The office in force and the last day, the chain of what is read checked.
    pub(crate) fn restore(&self) -> anyhow::Result<Hall> {
        Ok(record::restore(&self.db)?.0)
    }

    /// The next events after `seq`, in order; none at the end of the log.
    pub(crate) fn after(&self, seq: u64) -> anyhow::Result<Vec<Record>> {
        record::after(&self.db, seq, record::PAGE)
    }

    /// The days by date.
    pub(crate) fn days(&self) -> anyhow::Result<BTreeMap<String, DayRow>> {
        let mut select = self.db.prepare("select date, opened_seq, closed_seq from day")?;
        let days = select.query_map([], |row| {
            Ok((row.get(0)?, DayRow { opened_seq: row.get(1)?, closed_seq: row.get(2)? }))
        })?;
        Ok(days.collect::<Result<_, _>>()?)
    }

    /// The rows of the tickets of a day, by number.
    pub(crate) fn visits(&self, day: &str) -> anyhow::Result<BTreeMap<String, Row>> {
        visits::rows(&self.db, day)
    }

    /// Whether there is a row of a ticket.
    pub(crate) fn has_visit(&self, day: &str, number: &str) -> anyhow::Result<bool> {
        let select = "select exists (select 1 from visit where day = ?1 and number = ?2)";
        Ok(self.db.prepare_cached(select)?.query_row([day, number], |row| row.get(0))?)
    }

    /// A row of a ticket whose day is not in the table of days, by day and number.
    pub(crate) fn stray_visit(&self) -> anyhow::Result<Option<(String, String)>> {
        self.first("select day, number from visit where day not in (select date from day)")
    }

    /// A text that belongs to no event, by sequence number.
    pub(crate) fn stray_secret(&self) -> anyhow::Result<Option<u64>> {
        let select = "select min(seq) from secret where seq not in (select seq from event)";
        Ok(self.db.query_row(select, [], |row| row.get(0))?)
    }

    /// What was answered for keys, with the day.
    pub(crate) fn answers(&self) -> anyhow::Result<Vec<(String, String)>> {
        let mut select = self.db.prepare("select day, reply from answer order by day, caller, key")?;
        let answers = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(answers.collect::<Result<_, _>>()?)
    }

    fn first(&self, select: &str) -> anyhow::Result<Option<(String, String)>> {
        let mut select = self.db.prepare(select)?;
        let mut rows = select.query([])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        Ok(Some((row.get(0)?, row.get(1)?)))
    }
}
