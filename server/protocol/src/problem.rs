//! An expected "no" on the wire: RFC 9457 problem details with a stable code.
use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

/// The stable words of a problem. Which HTTP status goes with which stands in [`Code::status`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the words say it; their meaning is the API's table")]
pub enum Code {
    Malformed,
    Unauthenticated,
    Forbidden,
    UnknownOffice,
    UnknownService,
    UnknownCounter,
    UnknownTicket,
    UnknownPairing,
    UnknownPath,
    WrongMethod,
    WrongMediaType,
    ServiceClosed,
    LimitReached,
    DayClosed,
    CounterClosed,
    CounterPaused,
    CounterBusy,
    CounterTaken,
    NotWaiting,
    NothingCalled,
    WrongState,
    TooSoon,
    Changed,
    NothingToUndo,
    NameTaken,
    TooLarge,
    Invalid,
    SlowDown,
    StorageUnavailable,
    Busy,
}

impl Code {
    /// The HTTP status.
    pub fn status(self) -> u16 {
        match self {
            Self::Malformed => 400,
            Self::Unauthenticated => 401,
            Self::Forbidden => 403,
            Self::UnknownOffice
            | Self::UnknownService
            | Self::UnknownCounter
            | Self::UnknownTicket
            | Self::UnknownPairing
            | Self::UnknownPath => 404,
            Self::WrongMethod => 405,
            Self::ServiceClosed
            | Self::LimitReached
            | Self::DayClosed
            | Self::CounterClosed
            | Self::CounterPaused
            | Self::CounterBusy
            | Self::CounterTaken
            | Self::NotWaiting
            | Self::NothingCalled
            | Self::WrongState
            | Self::TooSoon
            | Self::Changed
            | Self::NothingToUndo
            | Self::NameTaken => 409,
            Self::TooLarge => 413,
            Self::WrongMediaType => 415,
            Self::Invalid => 422,
            Self::SlowDown => 429,
            Self::StorageUnavailable | Self::Busy => 503,
        }
    }
}

/// RFC 9457 problem details.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// A URI reference for this kind of problem.
    #[serde(rename = "type")]
    pub kind: String,
    /// The kind in words.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What was wrong this time.
    pub detail: String,
    /// The stable word.
    pub code: Code,
    /// Every wrong field of a body.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
}

/// One wrong field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldError {
    /// The field, `a.b[2]` when it is nested; "" for the body as a whole.
    pub field: String,
    /// What is wrong with it.
    pub detail: String,
}
