//! A command that did not succeed: one sentence that says what to do next, and the exit code.
use std::fmt;
use std::process::ExitCode;

use crate::accounts::AccountError;

/// A command that did not succeed.
#[derive(Debug)]
pub(super) enum Failure {
    /// It was called wrongly.
    Wrong(String),
    /// It failed.
    Failed(String),
}

impl Failure {
    /// The exit code of a wrong call; clap's own too.
    pub(super) const WRONG_CALL: u8 = 2;

    pub(super) fn failed(sentence: &str) -> Self {
        Self::Failed(sentence.to_owned())
    }

    pub(super) fn exit_code(&self) -> ExitCode {
        match self {
            Self::Wrong(_) => ExitCode::from(Self::WRONG_CALL),
            Self::Failed(_) => ExitCode::FAILURE,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Wrong(sentence) | Self::Failed(sentence) => f.write_str(sentence),
        }
    }
}

impl From<anyhow::Error> for Failure {
    fn from(fault: anyhow::Error) -> Self {
        Self::Failed(format!("{fault:#}; put this right and run the same command again"))
    }
}

impl From<AccountError> for Failure {
    fn from(error: AccountError) -> Self {
        let next = match &error {
            AccountError::UserForm | AccountError::PasswordForm | AccountError::DeviceForm => {
                "choose another"
            }
            AccountError::OfficeMissing => "name it with --office CODE",
            AccountError::OfficeOfAdmin => "leave --office out",
            AccountError::UserTaken(_) => {
                "choose another name, or set this one's password with `server account password`"
            }
            AccountError::UnknownUser(_) => "`server account list` shows who is",
            AccountError::DisabledAlready(_) => "`server account password` enables it again",
            AccountError::DeviceTaken(_, _) => {
                "choose another name, or revoke that one with `server device revoke`"
            }
            AccountError::UnknownDevice(_, _) => "`server device list` shows those it has",
            AccountError::UnknownPairing(_) => {
                "`server device list` shows those that wait, each for ten minutes"
            }
            AccountError::PairingsFull { .. } => "approve them, or wait ten minutes",
            AccountError::KeyReused => "take another one",
            AccountError::SetupClosed => "make an admin with `server account add --role admin`",
            AccountError::Fault(_) => {
                return Self::Failed(format!("{error:#}; put this right and run the same command again"));
            }
        };
        Self::Wrong(format!("{error}: {next}"))
    }
}
