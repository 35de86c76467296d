//! What anybody may know of an office: its names, hours, services and procedures.
use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::{Estimate, Moment, Text};

/// A row of the list of offices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OfficeSummary {
    /// The office's code.
    pub code: String,
    /// The office's name.
    pub name: Text,
    /// Whether numbers may be taken now.
    pub open: bool,
}

/// One office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Office {
    /// The office's code.
    pub code: String,
    /// Its name.
    pub name: Text,
    /// The division that runs the hall.
    pub unit: Text,
    /// Language codes; the first is the default.
    pub languages: Vec<String>,
    /// The server's time.
    pub now: Moment,
    /// Whether numbers may be taken now.
    pub open: bool,
    /// While not open: when numbers may be taken again, on another day when the office opens.
    pub reopens_at: Option<Moment>,
    /// Where to complain.
    pub hotline: String,
    /// One line of text for all.
    pub notice: Option<Text>,
    /// The office's network, for the paper, when it gives one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wifi: Option<Wifi>,
    /// Groups that count as having come earlier.
    pub priority: Vec<NamedPriority>,
    /// May a visitor declare a priority at the kiosk.
    pub self_priority: bool,
    /// Does the kiosk ask which group.
    pub ask_priority_reason: bool,
    /// The counters.
    pub counters: Vec<NamedCounter>,
    /// The services.
    pub services: Vec<OfficeService>,
    /// Today's sessions.
    pub hours: Vec<Session>,
}

/// A network for phones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Wifi {
    /// The network's name.
    pub name: String,
    /// Its password.
    pub password: String,
}

/// A priority group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NamedPriority {
    /// The group's code.
    pub code: String,
    /// Its name.
    pub name: Text,
}

/// A counter's name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NamedCounter {
    /// The counter's code.
    pub counter: String,
    /// Its name.
    pub name: Text,
}

/// A service as the office offers it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OfficeService {
    /// The service's letter.
    pub service: String,
    /// Its name.
    pub name: Text,
    /// Its short name.
    pub short: Text,
    /// What belongs to it.
    pub hint: Text,
    /// `#RRGGBB`.
    pub color: String,
    /// Codes of the counters that serve it.
    pub counters: Vec<String>,
}

/// A session of the day, in the office's time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Session {
    /// When it begins, `HH:MM`.
    pub from: String,
    /// When it ends, `HH:MM`, at most `24:00`.
    pub to: String,
}

/// A service now: whether a number may be taken, and how long the line is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ServiceNow {
    /// The service's letter.
    pub service: String,
    /// Its name.
    pub name: Text,
    /// Its short name.
    pub short: Text,
    /// What belongs to it.
    pub hint: Text,
    /// `#RRGGBB`.
    pub color: String,
    /// Whether a number may be taken now.
    pub open: bool,
    /// Why not, while not open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Stop>,
    /// What the office says about it, such as the reason of a day off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason_text: Option<Text>,
    /// When numbers may be taken again, while not open.
    pub reopens_at: Option<Moment>,
    /// How many wait.
    pub waiting: u32,
    /// The wait of a ticket taken now; `None` without an able counter.
    pub estimate: Option<Estimate>,
    /// Codes of the counters that serve it.
    pub counters: Vec<String>,
}

/// Why no number can be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Stop {
    /// Outside of the sessions.
    Hours,
    /// Too near to the end of the session.
    LastTicket,
    /// The day's numbers are used up.
    Limit,
    /// A day off.
    Holiday,
    /// The day was closed by a manager, or waits for one to open it.
    DayClosed,
}

/// An administrative procedure and what to bring for it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Procedure {
    /// Its code in the office's catalogue.
    pub procedure: String,
    /// Its name.
    pub name: Text,
    /// The letter of the service that handles it.
    pub service: String,
    /// The term in days; 0 is the same day, 0.5 half a day.
    pub days: f64,
    /// How these days are counted.
    #[serde(default)]
    pub unit: TermUnit,
    /// Until when the same day holds, `HH:MM` in the office's time; what comes in later is for the next working day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub same_day_until: Option<String>,
    /// What it costs.
    pub fee: Fee,
    /// What to bring.
    pub documents: Vec<Document>,
}

/// How the days of a term are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TermUnit {
    /// Without rest days, days off and weekends.
    #[default]
    Working,
    /// Every day.
    Calendar,
}

/// What a procedure costs, in dong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Fee {
    /// Nothing.
    Free,
    /// One sum.
    Fixed {
        /// The sum.
        vnd: u64,
    },
    /// By the page, cheaper from a page on, never above a cap.
    PerPage {
        /// Each of the first pages.
        vnd: u64,
        /// From which page on `then_vnd` counts.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from_page: Option<u32>,
        /// Each further page.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        then_vnd: Option<u64>,
        /// The most it may cost.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cap_vnd: Option<u64>,
    },
    /// By the copy.
    PerCopy {
        /// Each copy.
        vnd: u64,
    },
}

/// A paper of a procedure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Document {
    /// Its name, in the office's first language.
    pub name: String,
    /// `original`, `certified`, `copy`, `form` or `shown`.
    pub kind: String,
    /// Whether it must be there in every case.
    pub required: bool,
    /// How many.
    pub count: u32,
}
