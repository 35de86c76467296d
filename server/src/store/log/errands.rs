//! What the command line asks of the server that works on this log: it leaves a row, the server answers in it.
use rusqlite::{Connection, OptionalExtension, params};

use super::Log;

/// Something to do that nobody has answered.
#[derive(Clone, Debug)]
pub(crate) struct Errand {
    pub(crate) id: i64,
    /// JSON.
    pub(crate) body: String,
}

impl Log {
    /// Asks for something; gives the number under which to look for the answer.
    pub(crate) fn ask_errand(&self, body: &str, at_ms: i64) -> anyhow::Result<i64> {
        self.db.execute("insert into errand (asked_at, body) values (?1, ?2)", params![at_ms, body])?;
        Ok(self.db.last_insert_rowid())
    }

    /// What became of it: nothing when it is forgotten, else the answer, if there is one.
    pub(crate) fn errand_answer(&self, id: i64) -> anyhow::Result<Option<Option<String>>> {
        let select = "select answer from errand where id = ?1";
        Ok(self.db.query_row(select, [id], |row| row.get(0)).optional()?)
    }

    /// Nobody waits for it any more: takes the row away, and gives the answer if there is one.
    pub(crate) fn take_errand(&self, id: i64) -> anyhow::Result<Option<String>> {
        let delete = "delete from errand where id = ?1 returning answer";
        let answer: Option<Option<String>> = self.db.query_row(delete, [id], |row| row.get(0)).optional()?;
        Ok(answer.flatten())
    }

    /// Those that nobody has answered, in the order in which they were asked.
    pub(crate) fn errands(&self) -> anyhow::Result<Vec<Errand>> {
        let select = "select id, body from errand where answer is null order by id";
        let mut select = self.db.prepare_cached(select)?;
        let errands = select.query_map([], |row| Ok(Errand { id: row.get(0)?, body: row.get(1)? }))?;
        Ok(errands.collect::<Result<_, _>>()?)
    }

    /// Forgets what was asked of a server that has ended: whoever still waits asks again.
    pub(crate) fn forget_errands(&self) -> anyhow::Result<()> {
        self.db.execute("delete from errand", [])?;
        Ok(())
    }
}

pub(super) fn answer(tx: &Connection, id: i64, answer: &str) -> anyhow::Result<()> {
    tx.execute("update errand set answer = ?2 where id = ?1", params![id, answer])?;
    Ok(())
}
