//! The log of one office: events in a hash chain, secret texts beside it, and what is derived in the same
//! transaction. What an event means is not known here.
mod errands;
mod outages;
mod schema;

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Context;
use jiff::civil::Date;
use queue::{Event, Hall, Letter, Office, Ticket};
use rusqlite::{Connection, OptionalExtension, params};

use super::record::{self, GENESIS, Hash};
use super::visits;
pub(crate) use errands::Errand;
pub(super) use schema::STEPS;

const SECRET_LEN: usize = 32;
const SALT_LEN: usize = 16;
/// More than a full batch of presses takes, so that a disk with no room for them is not believed to be well.
const PROBE_BYTES: u32 = 512 * 1024;

/// The log of one office, open for writing. After an error of [`Log::write`] or [`Log::probe`] nothing may be written
/// by it again: whether what failed is on disk is known only to whoever opens the log anew.
pub(crate) struct Log {
    db: Connection,
    last_hash: Hash,
}

/// What is read when a log begins to be used.
pub(crate) struct Restored {
    /// The office in force and the last day.
    pub(crate) hall: Hall,
    /// What the tokens of this office are made with.
    pub(crate) token_secret: [u8; SECRET_LEN],
    /// The last sign of life beside the events, milliseconds.
    pub(crate) alive_ms: Option<i64>,
    /// Whether the last that was written was the end of a server in good order.
    pub(crate) ended_well: bool,
}

/// An event on its way into the log.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) seq: u64,
    pub(crate) day: Option<Date>,
    pub(crate) at_ms: i64,
    /// Its free text is kept beside the chain, so that it can be erased.
    pub(crate) event: Event,
}

/// A success that is given again to whoever asks with the same key.
#[derive(Clone, Debug)]
pub(crate) struct KeyedReply {
    pub(crate) day: Date,
    pub(crate) caller: String,
    pub(crate) key: String,
    pub(crate) request: [u8; 32],
    /// JSON.
    pub(crate) reply: String,
}

/// What one transaction writes.
#[derive(Default)]
pub(crate) struct Batch<'a> {
    pub(crate) entries: &'a [Entry],
    pub(crate) replies: &'a [KeyedReply],
    /// Tickets whose rows changed, as they are after the batch, with the day's date.
    pub(crate) visits: Vec<(Date, &'a Ticket)>,
    /// Free text and ratings of days before this are erased.
    pub(crate) erase_before: Option<Date>,
    /// The server was not at work from a moment to another, milliseconds.
    pub(crate) outage: Option<(i64, i64)>,
    /// A sign of life, milliseconds; every event is one, too.
    pub(crate) alive_ms: Option<i64>,
    /// Nothing comes after it: the server ends in good order.
    pub(crate) ended: bool,
    /// What whoever asked for an errand is told.
    pub(crate) errands: &'a [(i64, String)],
}

/// Makes the log of a new office; its first event is the office itself. Nothing is left behind on failure.
pub(crate) fn create(path: &Path, office: &Office, at_ms: i64) -> anyhow::Result<()> {
    let unfinished = path.with_extension("new");
    super::remove(&unfinished)?;
    let made = fill(&unfinished, office, at_ms);
    if let Err(error) = made {
        super::remove(&unfinished)?;
        return Err(error);
    }
    std::fs::rename(&unfinished, path).with_context(|| format!("can't make {}", path.display()))?;
    if let Some(folder) = path.parent() {
        std::fs::File::open(folder)?.sync_all()?;
    }
    Ok(())
}

fn fill(path: &Path, office: &Office, at_ms: i64) -> anyhow::Result<()> {
    let db = super::open(path, true, STEPS)?;
    let mut secret = [0; SECRET_LEN];
    getrandom::fill(&mut secret).context("the system gives no random numbers")?;
    db.execute("insert into own (name, value) values ('token_secret', ?1)", [secret])?;
    let mut log = Log { db, last_hash: GENESIS };
    let event = Event::OfficeApplied { office: Box::new(office.clone()) };
    let entry = Entry { seq: 1, day: None, at_ms, event };
    log.write(&Batch { entries: &[entry], ..Batch::default() })?;
    // Without a write-ahead log beside it the file can be renamed.
    log.db.pragma_update(None, "journal_mode", "delete")?;
    Ok(())
}

impl Log {
    /// Opens an existing log. Call [`Log::restore`] before anything is written.
    pub(crate) fn open(path: &Path) -> anyhow::Result<Self> {
        Ok(Self { db: super::open(path, false, STEPS)?, last_hash: GENESIS })
    }

    /// Brings to the disk what can be read: whoever wrote it may have been killed before it was synced.
    pub(crate) fn settle(&mut self) -> anyhow::Result<()> {
        // Where a sync failed once, no later one of the same bytes can be trusted (Rebello et al., "Can Applications
        // Recover from fsync Failures?", 2020). So they are copied from the log of writes to the database, and the next
        // write begins that log anew.
        let checkpoint = "pragma wal_checkpoint(passive)";
        let written: i64 =
            self.db.query_row(checkpoint, [], |row| row.get(1)).context("can't settle the log")?;
        if written > 0 {
            let insert = "insert or replace into own (name, value) values ('settled', x'')";
            self.db.execute(insert, []).context("can't settle the log")?;
        }
        Ok(())
    }

    /// Replays what is on disk. A break in the chain of what is read is an error that names the sequence number.
    pub(crate) fn restore(&mut self) -> anyhow::Result<Restored> {
        let (hall, last_hash) = record::restore(&self.db)?;
        self.last_hash = last_hash;
        Ok(Restored {
            hall,
            token_secret: self.token_secret()?,
            alive_ms: self.alive_ms()?,
            ended_well: self.ended_well()?,
        })
    }

    /// Writes a batch in one transaction, all of it or nothing; when this returns `Ok`, it is on disk.
    pub(crate) fn write(&mut self, batch: &Batch<'_>) -> anyhow::Result<()> {
        let tx = self.db.transaction()?;
        let mut last_hash = self.last_hash;
        for entry in batch.entries {
            last_hash = append(&tx, &last_hash, entry)?;
            keep_day(&tx, entry)?;
        }
        for (date, ticket) in &batch.visits {
            visits::keep(&tx, *date, ticket)?;
        }
        for reply in batch.replies {
            keep_reply(&tx, reply)?;
        }
        for (id, answer) in batch.errands {
            errands::answer(&tx, *id, answer)?;
        }
        if let Some(date) = batch.erase_before {
            erase(&tx, date)?;
        }
        outages::keep(&tx, batch.outage, batch.alive_ms, batch.ended)?;
        tx.commit()?;
        self.last_hash = last_hash;
        Ok(())
    }

    /// Whether anything can be written. What was written to find out is taken away again.
    pub(crate) fn probe(&mut self) -> anyhow::Result<()> {
        let insert = "insert or replace into own (name, value) values ('probe', randomblob(?1))";
        self.db.execute(insert, [PROBE_BYTES]).context("nothing can be written")?;
        // To overwrite what is nobody's secret would take the same room once more.
        self.db.pragma_update(None, "secure_delete", "fast")?;
        self.db.execute("delete from own where name = 'probe'", []).context("nothing can be written")?;
        Ok(self.db.pragma_update(None, "secure_delete", true)?)
    }

    /// The success that was given for this key on this day as JSON, with the request it was given for.
    pub(crate) fn reply(
        &self,
        day: Date,
        caller: &str,
        key: &str,
    ) -> anyhow::Result<Option<([u8; 32], String)>> {
        let mut select = self.db.prepare_cached(
            "select request, reply from answer where day = ?1 and caller = ?2 and key = ?3",
        )?;
        let found =
            select.query_row(params![day.to_string(), caller, key], |row| Ok((row.get(0)?, row.get(1)?)));
        Ok(found.optional()?)
    }

    /// Whether a day of this date was ever opened.
    pub(crate) fn has_day(&self, date: Date) -> anyhow::Result<bool> {
        let select = "select exists (select 1 from day where date = ?1)";
        Ok(self.db.prepare_cached(select)?.query_row([date.to_string()], |row| row.get(0))?)
    }

    /// The mean visit of each service as this office's own days teach it, seconds.
    pub(crate) fn means(&self, office: &Office) -> anyhow::Result<BTreeMap<Letter, u32>> {
        visits::means(&self.db, office)
    }

    fn token_secret(&self) -> anyhow::Result<[u8; SECRET_LEN]> {
        let select = "select value from own where name = 'token_secret'";
        self.db.query_row(select, [], |row| row.get(0)).context("the log has no token secret")
    }
}

fn append(tx: &Connection, previous: &Hash, entry: &Entry) -> anyhow::Result<Hash> {
    let body = record::body(&entry.event)?;
    let day = entry.day.map(|date| date.to_string());
    let secret = match entry.event.secret() {
        Some(text) => Some((salt()?, text)),
        None => None,
    };
    let secret_hash = secret.as_ref().map(|(salt, text)| record::hash_of_secret(salt, text));
    let hashed = secret_hash.as_ref().map(Hash::as_slice);
    let hash = record::chain(previous, entry.seq, day.as_deref(), entry.at_ms, &body, hashed);
    tx.prepare_cached(
        "insert into event (seq, day, at, body, secret_hash, hash) values (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![entry.seq, day, entry.at_ms, body, secret_hash, hash])?;
    if let Some((salt, text)) = secret {
        tx.prepare_cached("insert into secret (seq, salt, text) values (?1, ?2, ?3)")?
            .execute(params![entry.seq, salt, text])?;
    }
    Ok(hash)
}

fn salt() -> anyhow::Result<[u8; SALT_LEN]> {
    let mut salt = [0; SALT_LEN];
    getrandom::fill(&mut salt).context("the system gives no random numbers")?;
    Ok(salt)
}

fn keep_day(tx: &Connection, entry: &Entry) -> anyhow::Result<()> {
    if let Event::DayOpened { date, .. } = &entry.event {
        let date = date.to_string();
        tx.execute("insert into day (date, opened_seq) values (?1, ?2)", params![date, entry.seq])?;
        tx.execute("delete from answer where day < ?1", [date])?;
    }
    if let Event::DayClosed { date, .. } = &entry.event {
        let closed = "update day set closed_seq = ?2 where date = ?1";
        tx.execute(closed, params![date.to_string(), entry.seq])?;
    }
    Ok(())
}

/// Takes away the free text and the ratings of all days before a date. Their hashes stay, and with them the chain.
fn erase(tx: &Connection, before: Date) -> anyhow::Result<()> {
    let before = before.to_string();
    // A day's visits are rated until the next day begins.
    let delete = "delete from secret where seq in (select secret.seq from \
        (select date, opened_seq, lead(opened_seq) over (order by opened_seq) as next_seq from day) \
        join secret on secret.seq >= opened_seq and secret.seq < next_seq where date < ?1)";
    tx.execute(delete, [&before])?;
    tx.execute("update visit set stars = null where stars is not null and day < ?1", [&before])?;
    Ok(())
}

fn keep_reply(tx: &Connection, reply: &KeyedReply) -> anyhow::Result<()> {
    tx.prepare_cached("insert into answer (day, caller, key, request, reply) values (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![reply.day.to_string(), reply.caller, reply.key, reply.request, reply.reply])?;
    Ok(())
}

#[cfg(test)]
mod tests;
