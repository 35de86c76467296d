//! What kiosks and displays say to the server, and what they hear back.
use alloc::string::String;

use serde::{Deserialize, Serialize};

use crate::{Estimate, Moment, Stop, Text};

/// What a device is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DeviceKind {
    /// Gives tickets.
    Kiosk,
    /// Shows calls.
    Display,
}

impl DeviceKind {
    /// Every kind.
    pub const ALL: [Self; 2] = [Self::Kiosk, Self::Display];

    /// Its word, the same everywhere.
    pub fn word(self) -> &'static str {
        match self {
            Self::Kiosk => "kiosk",
            Self::Display => "display",
        }
    }

    /// The kind of a word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// A press at a kiosk, or a clerk's ticket by hand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IssueRequest {
    /// The service's letter.
    pub service: String,
    /// A priority group's code, or "yes" when the group is not asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<String>,
    /// The language chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    /// Whether the holder needs help.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub assist: bool,
    /// The procedure chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub procedure: Option<String>,
}

/// A ticket just issued.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IssuedTicket {
    /// What is printed, such as `A012`.
    pub number: String,
    /// The service's letter.
    pub service: String,
    /// The secret behind the QR code, 26 characters.
    pub token: String,
    /// The page of the ticket, when the server has a public URL.
    pub url: Option<String>,
    /// When the number was taken.
    pub issued_at: Moment,
    /// Waiting tickets of the service before it.
    pub ahead: u32,
    /// The expected wait.
    pub estimate: Option<Estimate>,
    /// Whether it counts as having come earlier.
    pub priority: bool,
}

/// Whether the paper came out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Printed {
    /// It did.
    pub ok: bool,
    /// What was wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<PrintProblem>,
}

/// What can be wrong with a printer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PrintProblem {
    /// No paper.
    PaperOut,
    /// Nearly no paper.
    PaperLow,
    /// The cover is open.
    CoverOpen,
    /// It does not answer.
    Offline,
    /// Anything else.
    Unknown,
}

/// A device's sign of life.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Heartbeat {
    /// The program's version.
    pub version: String,
    /// What it does now, in one word.
    pub state: String,
    /// What is wrong, if anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<String>,
}

/// Whether no number of any service can be taken now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Paused {
    /// None can.
    pub paused: bool,
    /// Why not, by the office's first service.
    pub reason: Option<Stop>,
    /// What the office says about it, such as why a manager stopped it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason_text: Option<Text>,
}
