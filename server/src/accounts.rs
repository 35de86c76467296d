//! Who may speak to the server: accounts with passwords and sessions, and devices with keys. What a role may do is
//! decided where it is done.
mod devices;
mod pairings;
mod passwords;
mod refused;
mod secrets;
mod sessions;
mod staff;
#[cfg(test)]
mod tests;

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use anyhow::Context;
use protocol::{DeviceKind, Role};

pub(crate) use devices::device_name;
pub use pairings::{Approve, AskedPairing, PairingState, WaitingDevice};
pub use refused::AccountError;
pub use secrets::Secret;

use crate::clock::Clock;
use crate::store::accounts::{AccountsDb, Audit};

/// The file in the data folder.
const FILE: &str = "server.db";

/// Accounts, sessions and devices of a data folder. Another process may change them at any time: whatever is on
/// disk is in force.
pub struct Accounts {
    /// Answers questions, and never waits for the disk.
    reads: Mutex<AccountsDb>,
    /// Changes; each is on disk when it returns.
    writes: Mutex<AccountsDb>,
    /// Notes that may be lost at a power cut, such as when somebody was seen.
    notes: Mutex<AccountsDb>,
    clock: Clock,
}

/// A kiosk or a display that has a valid key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// Its row in `server.db`.
    pub id: i64,
    /// The code of its office.
    pub office: String,
    /// What it is.
    pub kind: DeviceKind,
    /// Its name, unique in its office.
    pub name: String,
}

/// A device as it is listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceStatus {
    /// The device.
    pub device: Device,
    /// When its key was taken away, milliseconds since 1970.
    pub revoked_at_ms: Option<i64>,
    /// When it gave its last sign of life, milliseconds since 1970.
    pub seen_at_ms: Option<i64>,
    /// The program's version, as it said last.
    pub version: Option<String>,
    /// What it did then.
    pub state: Option<String>,
    /// What was wrong then.
    pub problem: Option<String>,
}

/// A person who is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Staff {
    /// The account's name.
    pub user: String,
    /// Its role.
    pub role: Role,
    /// Codes of the offices it belongs to; empty for admins, who act in all.
    pub offices: Vec<String>,
}

/// An account as it is listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Its name.
    pub user: String,
    /// Its role.
    pub role: Role,
    /// Codes of the offices it belongs to; empty for admins, who act in all.
    pub offices: Vec<String>,
    /// When it was disabled, milliseconds since 1970.
    pub disabled_at_ms: Option<i64>,
}

/// A session just begun.
#[derive(Debug)]
pub struct NewSession {
    /// The value of the cookie; only its hash is kept.
    pub cookie: String,
}

impl Accounts {
    /// Makes the accounts of a new data folder; those of an existing one stay as they are.
    pub fn create(data: &Path, clock: &Clock) -> anyhow::Result<Self> {
        AccountsDb::create(&data.join(FILE))?;
        Self::open(data, clock)
    }

    /// Opens the accounts of a data folder.
    pub fn open(data: &Path, clock: &Clock) -> anyhow::Result<Self> {
        let path = data.join(FILE);
        let open = || -> anyhow::Result<Self> {
            Ok(Self {
                reads: Mutex::new(AccountsDb::open(&path)?),
                writes: Mutex::new(AccountsDb::open(&path)?),
                notes: Mutex::new(AccountsDb::open_hasty(&path)?),
                clock: clock.clone(),
            })
        };
        open().with_context(|| format!("can't use the accounts in {}", path.display()))
    }

    /// Throws away what nobody needs any more: old sessions, and devices that asked and did not come for their key.
    pub(crate) fn tidy(&self) -> anyhow::Result<()> {
        self.forget_old_sessions()?;
        self.forget_old_pairings()
    }

    /// Another number whenever something has changed, be it by another process: cheap to ask, to look closer then.
    pub(crate) fn version(&self) -> anyhow::Result<i64> {
        self.reads().version()
    }

    /// The present moment, by the clock of the accounts.
    pub(crate) fn now_ms(&self) -> i64 {
        self.clock.wall_ms()
    }

    fn reads(&self) -> MutexGuard<'_, AccountsDb> {
        lock(&self.reads)
    }

    fn writes(&self) -> MutexGuard<'_, AccountsDb> {
        lock(&self.writes)
    }

    fn notes(&self) -> MutexGuard<'_, AccountsDb> {
        lock(&self.notes)
    }

    fn audit<'a>(&self, who: &'a str, what: &'a str, subject: &'a str) -> Audit<'a> {
        Audit { at_ms: self.clock.wall_ms(), who, what, subject }
    }
}

/// A panic leaves no half of a change behind, because a transaction that isn't committed is undone.
fn lock(db: &Mutex<AccountsDb>) -> MutexGuard<'_, AccountsDb> {
    db.lock().unwrap_or_else(PoisonError::into_inner)
}
