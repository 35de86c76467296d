//! Why something could not be done to accounts and devices.

/// A wrong name, a wrong password, or a fault of the disk.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// The name has not the form of a user's name.
    #[error("a user's name has 2 to 32 of a-z, 0-9, \".\", \"_\" and \"-\"")]
    UserForm,
    /// The password is too short or too long.
    #[error("a password has 8 to 256 characters")]
    PasswordForm,
    /// Only admins act without belonging to an office.
    #[error("a clerk or a manager belongs to at least one office")]
    OfficeMissing,
    /// An admin belongs to no office.
    #[error("an admin acts in every office and belongs to none")]
    OfficeOfAdmin,
    /// The name is another account's.
    #[error("there is a user {0} already")]
    UserTaken(String),
    /// No account has this name.
    #[error("there is no user {0}")]
    UnknownUser(String),
    /// The account was disabled before.
    #[error("user {0} is disabled already")]
    DisabledAlready(String),
    /// The name has not the form of a device's name.
    #[error("a device's name is one line of 1 to 64 characters")]
    DeviceForm,
    /// The name is another device's in this office.
    #[error("office {0} has a device {1} already")]
    DeviceTaken(String, String),
    /// The office has no device of this name, or it was revoked.
    #[error("office {0} has no device {1}")]
    UnknownDevice(String, String),
    /// No device waits with this code, or not any more.
    #[error("no device waits to be approved with the code {0}")]
    UnknownPairing(String),
    /// Nobody can look through so many at once.
    #[error("too many devices wait to be approved")]
    PairingsFull {
        /// When there is room for one more, seconds.
        wait_s: u64,
    },
    /// The idempotency key was used for another call.
    #[error("this key was used for another request")]
    KeyReused,
    /// The link was used, was replaced by a newer one, or there is an admin already.
    #[error("this link is not valid any more")]
    SetupClosed,
    /// The disk, the database or the system's random numbers failed.
    #[error(transparent)]
    Fault(#[from] anyhow::Error),
}
