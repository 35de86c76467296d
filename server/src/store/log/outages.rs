//! When the server was not at work on this log, by its last sign of life before and its first after, and how its
//! last life ended.
use rusqlite::{Connection, OptionalExtension, params};

use super::Log;

impl Log {
    /// The last sign of life beside the events, milliseconds.
    pub(crate) fn alive_ms(&self) -> anyhow::Result<Option<i64>> {
        let select = "select value from own where name = 'alive'";
        let bytes: Option<[u8; 8]> = self.db.query_row(select, [], |row| row.get(0)).optional()?;
        Ok(bytes.map(i64::from_be_bytes))
    }

    pub(super) fn ended_well(&self) -> anyhow::Result<bool> {
        let select = "select exists (select 1 from own where name = 'ended')";
        Ok(self.db.query_row(select, [], |row| row.get(0))?)
    }
}

pub(super) fn keep(
    tx: &Connection,
    outage: Option<(i64, i64)>,
    alive_ms: Option<i64>,
    ended: bool,
) -> anyhow::Result<()> {
    if let Some((from_ms, to_ms)) = outage {
        // After a failure right at the start the same one is longer.
        let insert = "insert or replace into outage (from_at, to_at) values (?1, ?2)";
        tx.execute(insert, params![from_ms, to_ms])?;
    }
    if let Some(alive_ms) = alive_ms {
        tx.prepare_cached("insert or replace into own (name, value) values ('alive', ?1)")?
            .execute([alive_ms.to_be_bytes()])?;
    }
    let end = if ended {
        "insert or replace into own (name, value) values ('ended', x'01')"
    } else {
        "delete from own where name = 'ended'"
    };
    tx.prepare_cached(end)?.execute([])?;
    Ok(())
}
