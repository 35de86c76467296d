//! Devices: made known, recognised by their keys, listed, revoked.
use protocol::{DeviceKind, Heartbeat};
use unicode_normalization::UnicodeNormalization;

use super::secrets::{self, Secret};
use super::staff::COMMAND_LINE;
use super::{AccountError, Accounts, Device, DeviceStatus};
use crate::office::Key;
use crate::store::accounts::NewDevice;

const NAME_CHARS_MAX: usize = 64;

impl Accounts {
    /// The device with this key, unless it was revoked.
    pub fn device(&self, key: &str) -> anyhow::Result<Option<Device>> {
        self.reads().device(&secrets::hash(key))
    }

    /// Notes a device's sign of life.
    pub fn seen(
        &self,
        device: &Device,
        heartbeat: &Heartbeat,
        key: Option<&Key>,
    ) -> Result<(), AccountError> {
        let noted = self.notes().see_device(device.id, self.clock.wall_ms(), heartbeat, key)?;
        if noted { Ok(()) } else { Err(AccountError::KeyReused) }
    }

    /// Makes a device known and gives its key, which is shown never again. Whether the office exists is the
    /// caller's to know.
    pub fn add_device(&self, office: &str, kind: DeviceKind, name: &str) -> Result<Secret, AccountError> {
        let name = device_name(name).ok_or(AccountError::DeviceForm)?;
        let key = Secret::key()?;
        let new = NewDevice { key_hash: &key.hash(), office, kind, name: &name };
        let subject = format!("{office}/{name}");
        let added = self.writes().add_device(&new, self.audit(COMMAND_LINE, "device_added", &subject))?;
        if added { Ok(key) } else { Err(AccountError::DeviceTaken(office.to_owned(), name)) }
    }

    /// All devices, the revoked too, by office and name.
    pub fn devices(&self) -> anyhow::Result<Vec<DeviceStatus>> {
        self.reads().devices()
    }

    /// Takes a device's key away. Its name is free for another one.
    pub fn revoke_device(&self, office: &str, name: &str) -> Result<(), AccountError> {
        let name = device_name(name).ok_or(AccountError::DeviceForm)?;
        let subject = format!("{office}/{name}");
        let audit = self.audit(COMMAND_LINE, "device_revoked", &subject);
        let revoked = self.writes().revoke_device(office, &name, audit)?;
        if revoked { Ok(()) } else { Err(AccountError::UnknownDevice(office.to_owned(), name)) }
    }
}

/// A device's name as it is kept.
pub(crate) fn device_name(text: &str) -> Option<String> {
    let name: String = text.trim().nfc().collect();
    let right = (1..=NAME_CHARS_MAX).contains(&name.chars().count()) && !name.contains(char::is_control);
    right.then_some(name)
}
