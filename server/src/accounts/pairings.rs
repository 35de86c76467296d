//! Pairing: a new device shows a code of six digits, an admin who reads it there approves, and the device gets its
//! key, once.
use anyhow::Context;
use protocol::{ApprovedDevice, DeviceKind};

use super::devices::device_name;
use super::secrets::{self, Secret};
use super::staff::COMMAND_LINE;
use super::{AccountError, Accounts, Device};
use crate::office::Key;
use crate::store::accounts::{Approved, NewPairing, SecretHash};

/// A device waits this long, also for its key.
const WAIT_MS: i64 = 10 * 60 * 1000;

/// So many may wait: anybody on the network can ask.
const WAITING_MAX: u32 = 20;

/// Who acts when nobody did for ten minutes.
const TIME: &str = "time";

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

/// Where a device stands that asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PairingState {
    /// Nobody has approved it yet.
    Waiting,
    /// Its key can be collected.
    Approved,
}

/// What an admin says yes to.
#[derive(Clone, Copy, Debug)]
pub struct Approve<'a> {
    /// What the device shows.
    pub code: &'a str,
    /// Where it stands from now on. Whether the office exists is the caller's to know.
    pub office: &'a str,
    /// What it is called; by default as it calls itself.
    pub name: Option<&'a str>,
    /// The admin; nobody when it is done by hand at the command line.
    pub by: Option<&'a str>,
    /// By which the call can be repeated.
    pub key: Option<&'a Key>,
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
        Err(AccountError::PairingsFull { wait_s: self.first_pairing_ends_s()? })
    }

    /// Where the device stands that has this secret; nowhere when it never asked, too long ago, or has its key.
    pub fn pairing_state(&self, pairing: &str) -> anyhow::Result<Option<PairingState>> {
        self.reads().pairing(&pairing_hash(pairing), self.pairings_since_ms())
    }

    /// Gives an approved device its key, which is given only here.
    pub fn collect_key(&self, pairing: &str) -> anyhow::Result<Option<(Device, Secret)>> {
        let key = Secret::key()?;
        let audit = self.audit("device", "device_paired", "");
        let device = self.writes().collect_key(&pairing_hash(pairing), &key.hash(), audit)?;
        Ok(device.map(|device| (device, key)))
    }

    /// The devices that wait for an admin, the first first.
    pub fn pairings(&self) -> anyhow::Result<Vec<WaitingDevice>> {
        self.reads().pairings(self.pairings_since_ms())
    }

    /// Makes the device known that shows a code.
    pub fn approve_pairing(&self, approve: Approve<'_>) -> Result<ApprovedDevice, AccountError> {
        let name = match approve.name {
            Some(name) => Some(device_name(name).ok_or(AccountError::DeviceForm)?),
            None => None,
        };
        self.forget_old_pairings()?;
        let code = shown_code(approve.code);
        let approve = Approve { code: &code, name: name.as_deref(), ..approve };
        let audit = self.audit(approve.by.unwrap_or(COMMAND_LINE), "device_approved", "");
        match self.writes().approve(&approve, &Secret::key()?.hash(), self.pairings_since_ms(), audit)? {
            Approved::Device(device) => Ok(device),
            Approved::Taken(name) => Err(AccountError::DeviceTaken(approve.office.to_owned(), name)),
            Approved::KeyReused => Err(AccountError::KeyReused),
            Approved::Unknown => Err(AccountError::UnknownPairing(code)),
        }
    }

    /// Whether a device waits that shows this code.
    pub fn is_waiting(&self, code: &str) -> anyhow::Result<bool> {
        let code = shown_code(code);
        Ok(self.pairings()?.iter().any(|waiting| waiting.code == code))
    }

    /// When there is room for one more, seconds.
    fn first_pairing_ends_s(&self) -> anyhow::Result<u64> {
        let first_ms = self.reads().first_pairing_ms()?.unwrap_or_default();
        let left_ms = u64::try_from(first_ms - self.pairings_since_ms()).unwrap_or_default();
        Ok(left_ms.div_ceil(1000).max(1))
    }

    pub(super) fn forget_old_pairings(&self) -> anyhow::Result<()> {
        let audit = self.audit(TIME, "pairing_expired", "");
        self.writes().forget_pairings(self.pairings_since_ms(), audit)
    }

    fn pairings_since_ms(&self) -> i64 {
        self.clock.wall_ms() - WAIT_MS
    }
}

/// A secret has one spelling, in capitals or not, as the token of a ticket.
fn pairing_hash(pairing: &str) -> SecretHash {
    secrets::hash(&pairing.to_ascii_uppercase())
}

/// A code as it was made: people write it in groups.
fn shown_code(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, ' ' | '-')).collect()
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
