//! What events are made of.
use alloc::format;
use alloc::string::{String, ToString};

use serde::{Deserialize, Serialize};

use crate::{Actor, Number};

/// A number was taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issued {
    /// At which device, or by whom.
    pub by: Actor,
    /// The number.
    pub number: Number,
    /// A group's code, or "yes".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<String>,
    /// By how much earlier it counts as having come, minutes. Kept even when the office changes its credits.
    pub credit_min: u32,
    /// The language chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    /// Needs help.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub assist: bool,
    /// The procedure chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub procedure: Option<String>,
    /// Waiting tickets of its service before it.
    pub ahead: u32,
    /// The wait that was promised, to be compared with what happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promised: Option<Wait>,
}

/// An expected wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wait {
    /// Expected seconds until the call.
    pub expected_s: u32,
    /// The range shown, minutes.
    pub low_min: u32,
    /// The range shown, minutes.
    pub high_min: u32,
    /// When the wait crosses closed time: the minute of the day at which the session of the turn begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after_min: Option<u16>,
}

/// Where a ticket that is sent on shall stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlaceWish {
    /// By its time of arrival, as before.
    Turn,
    /// Before all.
    Front,
    /// Behind all.
    End,
}

/// What a visit was like for its holder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rating {
    /// 1 to 5.
    pub stars: u8,
    /// In the holder's words.
    pub comment: Option<String>,
}

impl Rating {
    /// The stars, and on the next line the words, if there are some.
    pub(super) fn to_text(&self) -> String {
        match &self.comment {
            Some(comment) => format!("{}\n{comment}", self.stars),
            None => self.stars.to_string(),
        }
    }

    pub(super) fn of_text(text: &str) -> Option<Self> {
        let (stars, comment) = match text.split_once('\n') {
            Some((stars, comment)) => (stars, Some(String::from(comment))),
            None => (text, None),
        };
        Some(Self { stars: stars.parse().ok()?, comment })
    }
}
