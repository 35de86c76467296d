//! Kiosks and displays: to which office they belong, and when they were seen.
use anyhow::Context;
use protocol::{DeviceKind, Heartbeat};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::answered::{self, Known};
use super::{AccountsDb, Audit, SecretHash, write};
use crate::accounts::{Device, DeviceStatus};
use crate::office::Key;

/// A device to be made known.
pub(crate) struct NewDevice<'a> {
    pub(crate) key_hash: &'a SecretHash,
    pub(crate) office: &'a str,
    pub(crate) kind: DeviceKind,
    pub(crate) name: &'a str,
}

impl AccountsDb {
    /// The device with this key, unless it was revoked.
    pub(crate) fn device(&self, key_hash: &SecretHash) -> anyhow::Result<Option<Device>> {
        of_key(&self.db, key_hash)
    }

    /// All devices, the revoked too, by office and name.
    pub(crate) fn devices(&self) -> anyhow::Result<Vec<DeviceStatus>> {
        let query = "select id, office, kind, name, revoked_at, seen_at, version, state, problem from device
            order by office, name, id";
        let mut query = self.db.prepare(query)?;
        let rows = query.query_map([], |row| {
            Ok((columns(row)?, row.get(4)?, row.get(5)?, row.get(6)?, row.get(7)?, row.get(8)?))
        })?;
        rows.map(|row| {
            let (columns, revoked_at_ms, seen_at_ms, version, state, problem) = row?;
            Ok(DeviceStatus { device: device(columns)?, revoked_at_ms, seen_at_ms, version, state, problem })
        })
        .collect()
    }

    /// Makes a device known; false when the office has one of this name.
    pub(crate) fn add_device(&mut self, new: &NewDevice<'_>, audit: Audit<'_>) -> anyhow::Result<bool> {
        let tx = self.change()?;
        let added = insert(&tx, new, audit.at_ms)?;
        if added {
            write(&tx, audit)?;
        }
        tx.commit()?;
        Ok(added)
    }

    /// Takes a device's key away; false when the office has no such device.
    pub(crate) fn revoke_device(
        &mut self,
        office: &str,
        name: &str,
        audit: Audit<'_>,
    ) -> anyhow::Result<bool> {
        let update =
            "update device set revoked_at = ?3 where office = ?1 and name = ?2 and revoked_at is null";
        let tx = self.change()?;
        let revoked = tx.execute(update, params![office, name, audit.at_ms])? > 0;
        if revoked {
            write(&tx, audit)?;
        }
        tx.commit()?;
        Ok(revoked)
    }

    /// Notes a device's sign of life; the same one again, by its key, is no other. False when the key was used for
    /// another one.
    pub(crate) fn see_device(
        &mut self,
        id: i64,
        at_ms: i64,
        heartbeat: &Heartbeat,
        key: Option<&Key>,
    ) -> anyhow::Result<bool> {
        let update = "update device set seen_at = ?2, version = ?3, state = ?4, problem = ?5 where id = ?1";
        let Heartbeat { version, state, problem } = heartbeat;
        let tx = self.change()?;
        match answered::known(&tx, key, at_ms)? {
            Known::Nothing => {}
            Known::Answer(_) => return Ok(true),
            Known::Other => return Ok(false),
        }
        tx.prepare_cached(update)?.execute(params![id, at_ms, version, state, problem])?;
        answered::keep(&tx, key, "", at_ms)?;
        tx.commit()?;
        Ok(true)
    }
}

pub(super) fn of_key(db: &Connection, key_hash: &SecretHash) -> anyhow::Result<Option<Device>> {
    let query = "select id, office, kind, name from device where key_hash = ?1 and revoked_at is null";
    let row = db.prepare_cached(query)?.query_row([key_hash], columns).optional()?;
    row.map(device).transpose()
}

/// False when the office has one of this name.
pub(super) fn insert(db: &Connection, new: &NewDevice<'_>, at_ms: i64) -> rusqlite::Result<bool> {
    let insert = "insert into device (key_hash, office, kind, name, created_at) values (?1, ?2, ?3, ?4, ?5)
        on conflict (office, name) where revoked_at is null do nothing";
    let values = params![new.key_hash, new.office, new.kind.word(), new.name, at_ms];
    Ok(db.execute(insert, values)? > 0)
}

/// Takes away a key that was fetched and, as far as is known, never arrived. False when there is no such device.
pub(super) fn revoke_lost(db: &Connection, office: &str, name: &str, at_ms: i64) -> rusqlite::Result<bool> {
    let update = "update device set revoked_at = ?3 where office = ?1 and name = ?2 and revoked_at is null
        and paired_at is not null and seen_at is null";
    Ok(db.execute(update, params![office, name, at_ms])? > 0)
}

type Columns = (i64, String, String, String);

fn columns(row: &Row<'_>) -> rusqlite::Result<Columns> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
}

fn device((id, office, kind, name): Columns) -> anyhow::Result<Device> {
    Ok(Device { id, office, kind: kind_of(&kind)?, name })
}

pub(super) fn kind_of(word: &str) -> anyhow::Result<DeviceKind> {
    DeviceKind::of_word(word).with_context(|| format!("{word:?} is no kind of device"))
}
