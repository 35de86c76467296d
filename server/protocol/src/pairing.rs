//! How a new device comes to its key: it asks, shows a code, an admin approves, and it fetches the key once.
use alloc::string::String;

use serde::{Deserialize, Serialize};

use crate::DeviceKind;

/// A device asks to be made known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PairRequest {
    /// What it is.
    pub kind: DeviceKind,
    /// What it calls itself, one line of 1 to 64 characters.
    pub name: String,
}

/// A device was heard and waits for an admin, ten minutes long.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Pairing {
    /// The secret by which it asks whether it was approved, 26 characters.
    pub pairing: String,
    /// What it shows, six digits.
    pub code: String,
}

/// A device that was approved; told once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PairedDevice {
    /// Its key.
    pub key: String,
    /// The code of its office.
    pub office: String,
    /// What it is.
    pub kind: DeviceKind,
    /// What it is called, perhaps not as it called itself.
    pub name: String,
}

/// A device that waits, as admins see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WaitingDevice {
    /// What it shows, six digits.
    pub code: String,
    /// What it is.
    pub kind: DeviceKind,
    /// What it calls itself.
    pub name: String,
    /// How long it has waited, seconds.
    pub waited_s: u32,
}

/// A device that an admin has approved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ApprovedDevice {
    /// The code of its office.
    pub office: String,
    /// What it is.
    pub kind: DeviceKind,
    /// What it is called.
    pub name: String,
}
