//! All SQL of the server, and nothing else: the log of an office, and the accounts.
pub(crate) mod accounts;
mod copies;
pub(crate) mod log;
pub(crate) mod record;
pub(crate) mod snapshot;
pub(crate) mod visits;

use std::path::Path;
use std::time::Duration;

use anyhow::Context;
pub(crate) use copies::{copy, remove};
use rusqlite::{Connection, OpenFlags, TransactionBehavior};

/// Another process may hold the file for the time of its own small transaction.
const BUSY: Duration = Duration::from_secs(2);

/// How a file is opened. In tests it may lie on a simulated disk, which its name says then (SQLite's "URI filenames").
const OPENED: OpenFlags = OpenFlags::SQLITE_OPEN_READ_WRITE
    .union(OpenFlags::SQLITE_OPEN_NO_MUTEX)
    .union(if cfg!(test) { OpenFlags::SQLITE_OPEN_URI } else { OpenFlags::empty() });

/// Opens a database so that whatever is committed is on disk (`FULL`: `NORMAL` loses acknowledged rows at a
/// power cut and gains nothing at load), and brings its tables to the newest version. With `create`, the file may be made.
fn open(path: &Path, create: bool, steps: &[Step]) -> anyhow::Result<Connection> {
    let flags = if create { OPENED | OpenFlags::SQLITE_OPEN_CREATE } else { OPENED };
    let mut db =
        Connection::open_with_flags(path, flags).with_context(|| format!("can't open {}", path.display()))?;
    db.busy_timeout(BUSY)?;
    // A newer server's file is left alone, before anything is changed in it.
    version(&db, steps).with_context(|| format!("can't use {}", path.display()))?;
    db.pragma_update(None, "journal_mode", "wal").with_context(|| format!("can't use {}", path.display()))?;
    db.pragma_update(None, "synchronous", "full")?;
    db.pragma_update(None, "foreign_keys", true)?;
    // What is erased is overwritten, too.
    db.pragma_update(None, "secure_delete", true)?;
    migrate(&mut db, path, steps).with_context(|| format!("can't bring {} up to date", path.display()))?;
    Ok(db)
}

/// Opens a database to read it as it is now, and at no later moment.
fn open_to_read(path: &Path) -> anyhow::Result<Connection> {
    // Whoever may write leaves no files beside it when he closes it as the last one.
    let db = Connection::open_with_flags(path, OPENED)
        .with_context(|| format!("can't open {}", path.display()))?;
    db.busy_timeout(BUSY)?;
    db.pragma_update(None, "query_only", true)?;
    let begin = "begin; select count(*) from sqlite_schema";
    db.execute_batch(begin).with_context(|| format!("can't read {}", path.display()))?;
    Ok(db)
}

/// What is wrong with a file as a database, if anything.
pub(crate) fn damage_of(path: &Path) -> anyhow::Result<Option<String>> {
    damage(&open_to_read(path)?)
}

/// What the database itself finds wrong with its file.
fn damage(db: &Connection) -> anyhow::Result<Option<String>> {
    let found: String = db.query_row("pragma integrity_check(1)", [], |row| row.get(0))?;
    Ok((found != "ok").then_some(found))
}

/// One step to newer tables.
struct Step {
    tables: &'static str,
    /// Fills the new columns of rows that are there.
    fill: Option<fn(&Connection) -> anyhow::Result<()>>,
}

impl Step {
    /// A step that leaves the rows as they are.
    const fn tables(tables: &'static str) -> Self {
        Self { tables, fill: None }
    }
}

/// Brings the tables to the newest version: each step is run once, in its own transaction. A file that holds something is
/// copied before.
fn migrate(db: &mut Connection, path: &Path, steps: &[Step]) -> anyhow::Result<()> {
    let begun = version(db, steps)?;
    if (1..steps.len()).contains(&begun) {
        copies::keep_older(path, begun)?;
    }
    for (index, step) in steps.iter().enumerate().skip(begun) {
        let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Another process may have been faster.
        if version(&tx, steps)? > index {
            continue;
        }
        tx.execute_batch(step.tables)?;
        if let Some(fill) = step.fill {
            fill(&tx)?;
        }
        tx.pragma_update(None, "user_version", index + 1)?;
        tx.commit()?;
    }
    Ok(())
}

/// How many of the steps this file has behind it.
fn version(db: &Connection, steps: &[Step]) -> anyhow::Result<usize> {
    let version: usize = db.pragma_query_value(None, "user_version", |row| row.get(0))?;
    anyhow::ensure!(
        version <= steps.len(),
        "the file is of version {version}, and this server knows {}: run the newer server that made it, or go back to a \
            copy of before",
        steps.len()
    );
    Ok(version)
}
