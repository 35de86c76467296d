//! The whole hall as clerks and managers follow it.
use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::{CounterSummary, DeviceKind, Estimate, Moment, StaffTicket, Text};

/// The whole hall, true as of `seq`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HallNow {
    /// The office's code.
    pub office: String,
    /// The log's last sequence number in it.
    pub seq: u64,
    /// The server's time.
    pub at: Moment,
    /// Whether numbers may be taken now.
    pub open: bool,
    /// Every counter and what it has in hand.
    pub counters: Vec<CounterSummary>,
    /// Every service with its line.
    pub lines: Vec<HallLine>,
    /// Tickets set aside, by number.
    pub held: Vec<StaffTicket>,
    /// What is not as it should be.
    pub alarms: Vec<Alarm>,
    /// The office's kiosks and displays, by name.
    pub devices: Vec<HallDevice>,
    /// Calls for help of the last 10 minutes, one a device, oldest first.
    pub help: Vec<HelpCall>,
}

/// The line of one service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HallLine {
    /// The service's letter.
    pub service: String,
    /// Its short name.
    pub short: Text,
    /// How many wait.
    pub waiting: u32,
    /// Whole minutes for which whoever was not called yet has waited longest.
    pub longest_min: Option<u32>,
    /// The wait of a ticket taken now.
    pub estimate: Option<Estimate>,
    /// Why a manager has stopped it today.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stopped: Option<String>,
}

/// Something that is not as it should be. Minutes are whole, and past the office's limit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "alarm", rename_all = "snake_case")]
pub enum Alarm {
    /// Somebody was not called yet and has waited too long; the longest of each service.
    WaitLongest {
        /// The service's letter.
        service: String,
        /// The ticket.
        number: String,
        /// Since it was issued.
        waited_min: u32,
        /// The office's limit.
        limit_min: u32,
    },
    /// Whoever was called today has waited too long in the mean.
    WaitMean {
        /// From issue to first call.
        mean_min: u32,
        /// The office's target.
        limit_min: u32,
    },
    /// A ticket has been in a counter's hand for too long: perhaps nobody finished it.
    Forgotten {
        /// The counter's code.
        counter: String,
        /// The ticket.
        number: String,
        /// Since it was started or, before that, called last.
        since_min: u32,
        /// The office's limit.
        limit_min: u32,
    },
}

/// A kiosk or a display.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HallDevice {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: DeviceKind,
    /// When it gave its last sign of life.
    pub seen_at: Option<Moment>,
    /// Whole minutes since then.
    pub silent_min: Option<u32>,
    /// The program's version, as it said last.
    pub version: Option<String>,
    /// What it did then, in one word.
    pub state: Option<String>,
    /// What was wrong then.
    pub problem: Option<String>,
}

/// Somebody at a device needs a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HelpCall {
    /// The device's name.
    pub device: String,
    /// When.
    pub at: Moment,
}
