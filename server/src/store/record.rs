//! One event as it stands in a log, and the chain that binds it to the one before. What an event means is not known
//! here.
use anyhow::{Context, anyhow, ensure};
use queue::{BODY_VERSION, Event, Hall};
use rusqlite::{Connection, Row, params};
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// SHA-256 over an event and all before it.
pub(crate) type Hash = [u8; 32];

/// The hash before the first event.
pub(crate) const GENESIS: Hash = [0; 32];

/// So many events are read at once.
pub(super) const PAGE: u32 = 1000;

/// An event as it stands in a log, its free text beside it.
pub(crate) struct Record {
    pub(crate) seq: u64,
    pub(crate) day: Option<String>,
    pub(crate) at_ms: i64,
    body: String,
    secret_hash: Option<Vec<u8>>,
    hash: Vec<u8>,
    secret: Option<Secret>,
}

/// Free text with what was hashed before it.
struct Secret {
    salt: Vec<u8>,
    text: String,
}

#[derive(Serialize, Deserialize)]
struct Body<E> {
    v: u32,
    #[serde(flatten)]
    event: E,
}

impl Record {
    /// The hash of this record, if it is the next one after `seq`, which has the hash `previous`; else what is wrong,
    /// to go on after "event N". `N` is always the number after `seq`.
    pub(crate) fn follows(&self, seq: u64, previous: &Hash) -> Result<Hash, &'static str> {
        if self.seq != seq + 1 {
            return Err("is missing");
        }
        let secret_hash = self.secret_hash.as_deref();
        let hash = chain(previous, self.seq, self.day.as_deref(), self.at_ms, &self.body, secret_hash);
        if self.hash != hash {
            return Err("was changed after it was written");
        }
        // The text may have been erased, and then it isn't there.
        let is_own = |secret: &Secret| secret_hash == Some(&hash_of_secret(&secret.salt, &secret.text));
        if !self.secret.as_ref().is_none_or(is_own) {
            return Err("has a text beside it that was changed after it was written");
        }
        Ok(hash)
    }

    /// What happened, with its free text unless that was erased.
    pub(crate) fn event(&self) -> anyhow::Result<Event> {
        let read: serde_json::Result<Body<Event>> = serde_json::from_str(&self.body);
        // Of a newer one perhaps no more can be read than its version.
        let version = read.as_ref().map(|body| body.v).ok().or_else(|| version_of(&self.body));
        ensure!(
            version.is_none_or(|version| version <= BODY_VERSION),
            "event {} is of version {}, and this server knows {BODY_VERSION}: run the newer server that wrote it, or go \
                back to a copy of before",
            self.seq,
            version.unwrap_or_default(),
        );
        let read = read.with_context(|| format!("event {} can't be read", self.seq))?;
        Ok(read.event.with_secret(self.secret.as_ref().map(|secret| secret.text.clone())))
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let salt: Option<Vec<u8>> = row.get(6)?;
        let secret = match salt {
            Some(salt) => Some(Secret { salt, text: row.get(7)? }),
            None => None,
        };
        Ok(Self {
            seq: row.get(0)?,
            day: row.get(1)?,
            at_ms: row.get(2)?,
            body: row.get(3)?,
            secret_hash: row.get(4)?,
            hash: row.get(5)?,
            secret,
        })
    }
}

/// The next events after `seq`, in order, at most so many; none at the end of the log. One that can't be read at all
/// is an error when it is the first, and else left for the next call.
pub(super) fn after(db: &Connection, seq: u64, most: u32) -> anyhow::Result<Vec<Record>> {
    let mut select = db.prepare_cached(
        "select seq, day, at, body, secret_hash, hash, salt, text from event left join secret using (seq) \
         where seq > ?1 order by seq limit ?2",
    )?;
    let mut page = Vec::new();
    for record in select.query_map(params![seq, most], Record::read)? {
        match record {
            Ok(record) => page.push(record),
            Err(error) if page.is_empty() => return Err(error.into()),
            Err(_) => break,
        }
    }
    Ok(page)
}

/// Replays the office in force and the last day. A break in the chain of what is read is an error that names the
/// sequence number.
pub(super) fn restore(db: &Connection) -> anyhow::Result<(Hall, Hash)> {
    let day: Option<u64> = db.query_row("select max(opened_seq) from day", [], |row| row.get(0))?;
    let mut hall = Hall::default();
    let mut last_hash = GENESIS;
    if let Some(opened_seq) = day.filter(|seq| *seq > 1) {
        let Event::DayOpened { office_seq, .. } = checked(db, opened_seq)?.event()? else {
            anyhow::bail!("event {opened_seq} opens no day");
        };
        let office = checked(db, office_seq)?;
        hall.apply(office_seq, office.at_ms, &office.event()?);
        hall.seq = opened_seq - 1;
        last_hash = hash_of(db, opened_seq - 1)?;
    }
    loop {
        let page = after(db, hall.seq, PAGE)?;
        if page.is_empty() {
            ensure!(hall.seq > 0, "the log is empty");
            return Ok((hall, last_hash));
        }
        for record in page {
            let seq = hall.seq + 1;
            last_hash =
                record.follows(hall.seq, &last_hash).map_err(|wrong| anyhow!("event {seq} {wrong}"))?;
            hall.apply(seq, record.at_ms, &record.event()?);
        }
    }
}

/// One event, checked against the hash before it.
fn checked(db: &Connection, seq: u64) -> anyhow::Result<Record> {
    let previous = if seq > 1 { hash_of(db, seq - 1)? } else { GENESIS };
    let record =
        after(db, seq - 1, 1)?.into_iter().next().with_context(|| format!("event {seq} is missing"))?;
    record.follows(seq - 1, &previous).map_err(|wrong| anyhow!("event {seq} {wrong}"))?;
    Ok(record)
}

fn hash_of(db: &Connection, seq: u64) -> anyhow::Result<Hash> {
    db.query_row("select hash from event where seq = ?1", [seq], |row| row.get(0))
        .with_context(|| format!("event {seq} is missing"))
}

/// The link of the chain: SHA-256(previous ‖ seq ‖ day ‖ at ‖ body ‖ secret_hash), numbers as 8 bytes, big end
/// first, an absent day or secret as nothing.
pub(crate) fn chain(
    previous: &Hash,
    seq: u64,
    day: Option<&str>,
    at_ms: i64,
    body: &str,
    secret_hash: Option<&[u8]>,
) -> Hash {
    let mut hasher = Sha256::new();
    hasher.update(previous);
    hasher.update(seq.to_be_bytes());
    hasher.update(day.unwrap_or_default());
    hasher.update(at_ms.to_be_bytes());
    hasher.update(body);
    hasher.update(secret_hash.unwrap_or_default());
    hasher.finalize().into()
}

/// SHA-256(salt ‖ text): the chain stays valid when the text is erased, and without the salt nobody can guess a short
/// text from its hash.
pub(super) fn hash_of_secret(salt: &[u8], text: &str) -> Hash {
    Sha256::new().chain_update(salt).chain_update(text).finalize().into()
}

fn version_of(body: &str) -> Option<u32> {
    serde_json::from_str::<Body<IgnoredAny>>(body).ok().map(|body| body.v)
}

/// An event as it is written.
pub(super) fn body(event: &Event) -> anyhow::Result<String> {
    Ok(serde_json::to_string(&Body { v: BODY_VERSION, event })?)
}
