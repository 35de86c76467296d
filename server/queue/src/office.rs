//! Everything about one office that is data, as it was checked and put into force. Reading an office file,
//! and refusing a wrong one, happens elsewhere.
use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use protocol::{Procedure, Text, Wifi};
use serde::{Deserialize, Serialize};

use crate::{Hours, Letter};

/// One office.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Office {
    /// `[a-z0-9-]{2,32}`; names the log file and stands in every path.
    pub code: String,
    /// The office's name.
    pub name: Text,
    /// The division that runs the hall.
    pub unit: Text,
    /// An IANA zone.
    pub time_zone: String,
    /// Prefix of its dossier codes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agency: Option<String>,
    /// Language codes; the first is the default.
    pub languages: Vec<String>,
    /// Where to complain.
    pub hotline: String,
    /// One line of text for all; `{hotline}` stands for the hotline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<Text>,
    /// A network for phones, printed on tickets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wifi: Option<Wifi>,
    /// When it serves.
    pub hours: Hours,
    /// The numbers of the rules.
    pub rules: Rules,
    /// Where alarms begin.
    pub limits: Limits,
    /// Groups that count as having come earlier.
    pub priorities: Vec<Priority>,
    /// What it offers, in the order of the file.
    pub services: Vec<Service>,
    /// Where it is served, in the order of the file.
    pub counters: Vec<Counter>,
    /// What a clerk may give as the reason of a pause.
    pub pause_reasons: Vec<PauseReason>,
    /// Its catalogue of procedures.
    #[serde(default)]
    pub procedures: Vec<Procedure>,
}

/// The numbers of the rules (office file, table `[queue]`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    /// Least time between two calls of one ticket, seconds.
    pub recall_gap_s: u32,
    /// Least number of calls before a no-show.
    pub no_show_calls: u32,
    /// Least time after the last of them, seconds.
    pub no_show_after_s: u32,
    /// A returned no-show waits behind this many.
    pub return_behind: u32,
    /// How often a ticket may come back from no-show, and be put later by its holder.
    pub return_max: u32,
    /// How long an act can be taken back, seconds.
    pub undo_s: u32,
    /// May a clerk call a number out of turn.
    pub clerk_may_call: bool,
    /// May a visitor declare a priority at the kiosk.
    pub self_priority: bool,
    /// Does the kiosk ask which group.
    pub ask_priority_reason: bool,
    /// In hand for longer: clerk and manager are told, minutes.
    pub forgotten_min: u32,
    /// Waits are shown in steps of this, minutes.
    pub estimate_step_min: u32,
}

/// Where alarms begin, and how long free text is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// The target for the mean wait of a visit, minutes (QĐ 468/QĐ-TTg: 15).
    pub wait_mean_min: u32,
    /// The longest wait without an alarm, minutes.
    pub wait_longest_min: u32,
    /// Free text and ratings are erased after this many days.
    pub retention_days: u32,
}

/// A group that counts as having come earlier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Priority {
    /// Its code.
    pub code: String,
    /// Its name; never shown in public for a person.
    pub name: Text,
    /// By how much earlier, 0 to 60 minutes.
    pub credit_min: u32,
}

/// What a kiosk's card offers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Service {
    /// Its letter.
    pub letter: Letter,
    /// Its name.
    pub name: Text,
    /// Its short name, on the board and in speech.
    pub short: Text,
    /// What belongs to it.
    pub hint: Text,
    /// `#RRGGBB`.
    pub color: String,
    /// Mean visit until the office's own days are known, minutes.
    pub minutes: u32,
    /// First and last number of a day.
    pub range: (u32, u32),
    /// Numbers a day; 0 = no limit.
    pub daily_limit: u32,
    /// Overrides the office's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_ticket_min: Option<u16>,
    /// Overrides the office's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_ticket_min: Option<u16>,
}

/// Where a clerk serves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counter {
    /// Its code, as it stands in paths.
    pub code: String,
    /// Its name.
    pub name: Text,
    /// What it serves: letter, and minutes by which this counter counts that service as later (0 to 60).
    pub services: BTreeMap<Letter, u32>,
}

/// A reason of a pause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PauseReason {
    /// Its code.
    pub code: String,
    /// Its name, for staff only.
    pub name: Text,
}

impl Office {
    /// The first language.
    pub fn language(&self) -> &str {
        self.languages.first().map_or("vi", String::as_str)
    }

    /// The service of a letter.
    pub fn service(&self, letter: Letter) -> Option<&Service> {
        self.services.iter().find(|service| service.letter == letter)
    }

    /// The counter of a code.
    pub fn counter(&self, code: &str) -> Option<&Counter> {
        self.counters.iter().find(|counter| counter.code == code)
    }

    /// The priority group of a code.
    pub fn priority(&self, code: &str) -> Option<&Priority> {
        self.priorities.iter().find(|priority| priority.code == code)
    }

    /// What stays as it was this morning when `new` comes into force during a day: services, counters,
    /// ranges and zone. Everything else, names included, is the new office's.
    #[must_use]
    pub fn during_day(&self, new: &Self) -> Self {
        let mut merged = new.clone();
        merged.time_zone.clone_from(&self.time_zone);
        merged.services = self.services.iter().map(|old| old.renamed(new.service(old.letter))).collect();
        merged.counters = self.counters.iter().map(|old| old.renamed(new.counter(&old.code))).collect();
        merged
    }
}

impl Service {
    fn renamed(&self, new: Option<&Self>) -> Self {
        let Some(new) = new else { return self.clone() };
        Self { range: self.range, ..new.clone() }
    }
}

impl Counter {
    fn renamed(&self, new: Option<&Self>) -> Self {
        let Some(new) = new else { return self.clone() };
        Self { name: new.name.clone(), ..self.clone() }
    }
}
