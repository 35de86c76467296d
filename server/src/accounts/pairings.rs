//! Pairing: a new device shows a code of six digits, an admin who reads it there approves, and the device gets its
//! key, once.
use anyhow::Context;
use protocol::DeviceKind;

use super::devices::device_name;
use super::secrets::{self, Secret};
use super::staff::COMMAND_LINE;
use super::{AccountError, Accounts};
use crate::store::accounts::{Approval, Approved, NewPairing, Pairing};

/// A device waits this long, also for its key.
const WAIT_MS: i64 = 10 * 60 * 1000;

/// So many may wait: anybody on the network can ask.
const WAITING_MAX: u32 = 20;

/// Codes have six digits.
const CODES: u32 = 1_000_000;

/// A device that was taken up.
#[derive(Debug)]
pub struct AskedPairing {
    /// With this it asks whether it was approved.
    pub pairing: Secret,
    /// This it shows, six digits.
    pub code: String,
}

/// What a device hears that asks.
#[derive(Debug)]
pub enum PairingState {
    /// Nobody has approved it yet.
    Waiting,
    /// It is known from now on, by this key, which is given only here.
    Key(Secret),
    /// It never asked, too long ago, or has its key.
    Unknown,
}

/// A device that waits for an admin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingDevice {
    /// The code that it shows.
    pub code: String,
    /// What it is.
    pub kind: DeviceKind,
    /// What it is called.
    pub name: String,
    /// When it asked, milliseconds since 1970.
    pub asked_at_ms: i64,
}

impl Accounts {
    /// A device asks to be made known.
    pub fn ask_to_pair(&self, kind: DeviceKind, name: &str) -> Result<AskedPairing, AccountError> {
        let name = device_name(name).ok_or(AccountError::DeviceForm)?;
        self.forget_old_pairings()?;
        let pairing = Secret::code()?;
        // Two of a few may have drawn the same code.
        for _ in 0..WAITING_MAX {
            let code = random_code()?;
            let new = NewPairing { hash: &pairing.hash(), code: &code, kind, name: &name };
            if self.writes().ask_to_pair(&new, self.clock.wall_ms(), WAITING_MAX)? {
                return Ok(AskedPairing { pairing, code });
            }
            if self.reads().pairing_count()? >= WAITING_MAX {
                break;
            }
        }
        Err(AccountError::PairingsFull)
    }

    /// A device asks whether it was approved.
    pub fn pairing_state(&self, pairing: &str) -> anyhow::Result<PairingState> {
        let hash = secrets::hash(&pairing.to_ascii_uppercase());
        match self.reads().pairing(&hash, self.pairings_since_ms())? {
            None => return Ok(PairingState::Unknown),
            Some(Pairing::Waiting) => return Ok(PairingState::Waiting),
            Some(Pairing::Approved) => {}
        }
        let key = Secret::key()?;
        let audit = self.audit("device", "device_paired", "");
        let collected = self.writes().collect_key(&hash, &key.hash(), audit)?;
        Ok(if collected { PairingState::Key(key) } else { PairingState::Unknown })
    }

    /// The devices that wait for an admin, the first first.
    pub fn pairings(&self) -> anyhow::Result<Vec<WaitingDevice>> {
        self.reads().pairings(self.pairings_since_ms())
    }

    /// Makes the device known that shows this code, under another name if one is given. `by` is the admin; nobody
    /// when it is done by hand at the command line. Whether the office exists is the caller's to know.
    pub fn approve_pairing(
        &self,
        code: &str,
        office: &str,
        name: Option<&str>,
        by: Option<&str>,
    ) -> Result<WaitingDevice, AccountError> {
        let name = match name {
            Some(name) => Some(device_name(name).ok_or(AccountError::DeviceForm)?),
            None => None,
        };
        self.forget_old_pairings()?;
        let code: String = code.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
        let no_key = Secret::key()?.hash();
        let approval = Approval { code: &code, office, name: name.as_deref(), no_key: &no_key };
        let audit = self.audit(by.unwrap_or(COMMAND_LINE), "device_approved", "");
        match self.writes().approve(&approval, self.pairings_since_ms(), audit)? {
            Approved::Device(device) => Ok(device),
            Approved::Taken(name) => Err(AccountError::DeviceTaken(office.to_owned(), name)),
            Approved::Unknown => Err(AccountError::UnknownPairing(code)),
        }
    }

    fn forget_old_pairings(&self) -> anyhow::Result<()> {
        let audit = self.audit(COMMAND_LINE, "pairing_expired", "");
        self.writes().forget_pairings(self.pairings_since_ms(), audit)
    }

    fn pairings_since_ms(&self) -> i64 {
        self.clock.wall_ms() - WAIT_MS
    }
}

/// Every code is as likely as every other: what lies above the last whole million is drawn again.
fn random_code() -> anyhow::Result<String> {
    loop {
        let drawn = getrandom::u32().context("the system gives no random numbers")?;
        if drawn < u32::MAX / CODES * CODES {
            return Ok(format!("{:06}", drawn % CODES));
        }
    }
}
