//! The tables of `server.db`: accounts, sessions, devices, and the audit of what was done to them. Hashes are made
//! and compared by the caller; no password and no key comes here.
mod answered;
mod devices;
mod pairings;
mod sessions;
mod setup;
mod staff;

use std::path::Path;

pub(crate) use devices::NewDevice;
pub(crate) use pairings::{Approved, NewPairing};
use rusqlite::{Connection, Transaction, TransactionBehavior, params};
pub(crate) use staff::NewAccount;

use super::Step;

/// The tables, step by step; a step that has been released is never changed.
const STEPS: &[Step] =
    &[Step::tables(FIRST), Step::tables(SECOND), Step::tables(THIRD), Step::tables(FOURTH)];

const FIRST: &str = "
    create table account (
        user text primary key,
        role text not null,
        password text not null,
        created_at integer not null,
        disabled_at integer
    ) strict, without rowid;
    create table account_office (
        user text not null references account,
        office text not null,
        primary key (user, office)
    ) strict, without rowid;
    create table session (
        hash blob primary key,
        user text not null references account,
        created_at integer not null,
        used_at integer not null
    ) strict, without rowid;
    create index session_user on session (user);
    create table device (
        id integer primary key,
        key_hash blob not null unique,
        office text not null,
        kind text not null,
        name text not null,
        created_at integer not null,
        revoked_at integer,
        seen_at integer,
        version text,
        state text,
        problem text
    ) strict;
    create unique index device_name on device (office, name) where revoked_at is null;
    create table setup_link (hash blob primary key, created_at integer not null) strict, without rowid;
    create table audit (
        id integer primary key,
        at integer not null,
        who text not null,
        what text not null,
        subject text not null
    ) strict;
";

/// Devices that ask to be made known.
const SECOND: &str = "
    create table pairing (
        hash blob primary key,
        code text not null unique,
        kind text not null,
        name text not null,
        asked_at integer not null,
        device integer references device
    ) strict, without rowid;
";

/// Successes that are given again under the same key.
const THIRD: &str = "
    create table answered (
        caller text not null,
        key text not null,
        request blob not null,
        answer text not null,
        at integer not null,
        primary key (caller, key)
    ) strict, without rowid;
    create index answered_at on answered (at);
";

/// When a device fetched its key by itself.
const FOURTH: &str = "alter table device add column paired_at integer";

/// SHA-256 of a key, a cookie or a link's code.
pub(crate) type SecretHash = [u8; 32];

/// One connection to `server.db`.
pub(crate) struct AccountsDb {
    db: Connection,
}

/// What is written about an act.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Audit<'a> {
    /// When, milliseconds since 1970.
    pub(crate) at_ms: i64,
    /// Who did it: an account, or the command line.
    pub(crate) who: &'a str,
    /// What was done, a snake_case word.
    pub(crate) what: &'a str,
    /// To whom or what.
    pub(crate) subject: &'a str,
}

impl AccountsDb {
    /// Makes the file if it isn't there.
    pub(crate) fn create(path: &Path) -> anyhow::Result<Self> {
        Ok(Self { db: super::open(path, true, STEPS)? })
    }

    /// Opens a file that is there.
    pub(crate) fn open(path: &Path) -> anyhow::Result<Self> {
        Ok(Self { db: super::open(path, false, STEPS)? })
    }

    /// Opens it for what may be lost at a power cut, such as when somebody was seen: nothing waits for the disk.
    pub(crate) fn open_hasty(path: &Path) -> anyhow::Result<Self> {
        let db = super::open(path, false, STEPS)?;
        db.pragma_update(None, "synchronous", "normal")?;
        Ok(Self { db })
    }

    /// Another number whenever somebody else, another process too, has changed something.
    pub(crate) fn version(&self) -> anyhow::Result<i64> {
        Ok(self.db.pragma_query_value(None, "data_version", |row| row.get(0))?)
    }

    /// Notes an act that changes nothing here.
    pub(crate) fn note(&self, audit: Audit<'_>) -> anyhow::Result<()> {
        Ok(write(&self.db, audit)?)
    }

    /// Another process may write too, so a change takes the file for itself before it looks.
    fn change(&mut self) -> rusqlite::Result<Transaction<'_>> {
        self.db.transaction_with_behavior(TransactionBehavior::Immediate)
    }
}

fn write(db: &Connection, audit: Audit<'_>) -> rusqlite::Result<()> {
    let mut insert =
        db.prepare_cached("insert into audit (at, who, what, subject) values (?1, ?2, ?3, ?4)")?;
    insert.execute(params![audit.at_ms, audit.who, audit.what, audit.subject])?;
    Ok(())
}
