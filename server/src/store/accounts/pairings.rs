//! Devices that ask to be made known and wait for an admin.
use protocol::{ApprovedDevice, DeviceKind};
use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::answered::{self, Known};
use super::devices::{self, NewDevice};
use super::{AccountsDb, Audit, SecretHash, write};
use crate::accounts::{Approve, Device, PairingState, WaitingDevice};

/// A device that asks.
pub(crate) struct NewPairing<'a> {
    pub(crate) hash: &'a SecretHash,
    pub(crate) code: &'a str,
    pub(crate) kind: DeviceKind,
    pub(crate) name: &'a str,
}

/// What came of it.
pub(crate) enum Approved {
    Device(ApprovedDevice),
    /// The office has a device of this name.
    Taken(String),
    /// The key was used for another request.
    KeyReused,
    Unknown,
}

impl AccountsDb {
    /// Takes up a device that asks. False when another one waits with this code, or `max` wait.
    pub(crate) fn ask_to_pair(&mut self, new: &NewPairing<'_>, at_ms: i64, max: u32) -> anyhow::Result<bool> {
        let insert = "insert into pairing (hash, code, kind, name, asked_at)
            select ?1, ?2, ?3, ?4, ?5 where (select count(*) from pairing) < ?6 on conflict (code) do nothing";
        let values = params![new.hash, new.code, new.kind.word(), new.name, at_ms, max];
        Ok(self.db.execute(insert, values)? > 0)
    }

    /// How many devices wait, approved ones that have not come for their key included.
    pub(crate) fn pairing_count(&self) -> anyhow::Result<u32> {
        Ok(self.db.query_row("select count(*) from pairing", [], |row| row.get(0))?)
    }

    /// When the first of those that wait asked.
    pub(crate) fn first_pairing_ms(&self) -> anyhow::Result<Option<i64>> {
        Ok(self.db.query_row("select min(asked_at) from pairing", [], |row| row.get(0))?)
    }

    /// The devices that wait for an admin and asked after `since_ms`, the first first.
    pub(crate) fn pairings(&self, since_ms: i64) -> anyhow::Result<Vec<WaitingDevice>> {
        waiting(&self.db, since_ms)
    }

    /// Where the one with this secret stands, if it asked after `since_ms`.
    pub(crate) fn pairing(&self, hash: &SecretHash, since_ms: i64) -> anyhow::Result<Option<PairingState>> {
        let query = "select device is not null from pairing where hash = ?1 and asked_at > ?2";
        let found =
            self.db.query_row(query, params![hash, since_ms], |row| row.get::<_, bool>(0)).optional()?;
        Ok(found.map(|approved| if approved { PairingState::Approved } else { PairingState::Waiting }))
    }

    /// Makes a waiting device known. Until it asks for its own key it has this one, which nobody knows. It may take the
    /// place of one of its name that never gave a sign of life by the key it fetched: the answer with it may be lost.
    pub(crate) fn approve(
        &mut self,
        approve: &Approve<'_>,
        no_key: &SecretHash,
        since_ms: i64,
        audit: Audit<'_>,
    ) -> anyhow::Result<Approved> {
        let tx = self.change()?;
        let Approve { code, office, key, .. } = *approve;
        let known = answered::known(&tx, key, audit.at_ms)?;
        if let Known::Answer(json) = &known {
            return Ok(Approved::Device(serde_json::from_str(json)?));
        }
        let waiting = waiting(&tx, since_ms)?.into_iter().find(|waiting| waiting.code == code);
        let Some(waiting) = waiting else { return Ok(Approved::Unknown) };
        if matches!(known, Known::Other) {
            return Ok(Approved::KeyReused);
        }
        let name = approve.name.unwrap_or(&waiting.name).to_owned();
        let subject = format!("{office}/{name}");
        if devices::revoke_lost(&tx, office, &name, audit.at_ms)? {
            write(&tx, Audit { what: "pairing_lost", subject: &subject, ..audit })?;
        }
        let new = NewDevice { key_hash: no_key, office, kind: waiting.kind, name: &name };
        if !devices::insert(&tx, &new, audit.at_ms)? {
            return Ok(Approved::Taken(name));
        }
        let update = "update pairing set device = ?2 where code = ?1";
        tx.execute(update, params![code, tx.last_insert_rowid()])?;
        write(&tx, Audit { subject: &subject, ..audit })?;
        let device = ApprovedDevice { office: office.to_owned(), kind: waiting.kind, name };
        answered::keep(&tx, key, &serde_json::to_string(&device)?, audit.at_ms)?;
        tx.commit()?;
        Ok(Approved::Device(device))
    }

    /// Gives an approved device its key and forgets that it asked; nothing when it isn't there or was revoked.
    pub(crate) fn collect_key(
        &mut self,
        hash: &SecretHash,
        key_hash: &SecretHash,
        audit: Audit<'_>,
    ) -> anyhow::Result<Option<Device>> {
        let tx = self.change()?;
        let delete = "delete from pairing where hash = ?1 and device is not null returning device";
        let Some(id) = tx.query_row(delete, [hash], |row| row.get::<_, i64>(0)).optional()? else {
            return Ok(None);
        };
        let update = "update device set key_hash = ?2, paired_at = ?3 where id = ?1 and revoked_at is null";
        tx.execute(update, params![id, key_hash, audit.at_ms])?;
        let device = devices::of_key(&tx, key_hash)?;
        if let Some(Device { office, name, .. }) = &device {
            write(&tx, Audit { subject: &format!("{office}/{name}"), ..audit })?;
        }
        tx.commit()?;
        Ok(device)
    }

    /// Forgets those who asked until `until_ms`; a device that never came for its key is revoked.
    pub(crate) fn forget_pairings(&mut self, until_ms: i64, audit: Audit<'_>) -> anyhow::Result<()> {
        if self.pairing_count()? == 0 {
            return Ok(());
        }
        let tx = self.change()?;
        for device in uncollected(&tx, until_ms)? {
            let update = "update device set revoked_at = ?2 where id = ?1 and revoked_at is null
                returning office || '/' || name";
            let revoked: Option<String> =
                tx.query_row(update, params![device, audit.at_ms], |row| row.get(0)).optional()?;
            if let Some(subject) = &revoked {
                write(&tx, Audit { subject, ..audit })?;
            }
        }
        Ok(tx.commit()?)
    }
}

fn waiting(db: &Connection, since_ms: i64) -> anyhow::Result<Vec<WaitingDevice>> {
    let query = "select code, kind, name, asked_at from pairing
        where device is null and asked_at > ?1 order by asked_at, code";
    let mut query = db.prepare(query)?;
    let rows = query
        .query_map([since_ms], |row| Ok((row.get(0)?, row.get::<_, String>(1)?, row.get(2)?, row.get(3)?)))?;
    rows.map(|row| {
        let (code, kind, name, asked_at_ms) = row?;
        Ok(WaitingDevice { code, kind: devices::kind_of(&kind)?, name, asked_at_ms })
    })
    .collect()
}

/// Takes the old ones away and gives the devices that were approved among them.
fn uncollected(tx: &Transaction<'_>, until_ms: i64) -> rusqlite::Result<Vec<i64>> {
    let db: &Connection = tx;
    let mut delete = db.prepare("delete from pairing where asked_at <= ?1 returning device")?;
    let devices: Vec<Option<i64>> =
        delete.query_map([until_ms], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(devices.into_iter().flatten().collect())
}
