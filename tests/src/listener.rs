//! Somebody in the lobby who listens to the office: every call once and in order, and no board before the calls on it.
use serde_json::Value;

use crate::wire::Event;

/// One who listens.
pub struct Listener {
    /// The message after which it came.
    since: u64,
    last_id: u64,
    heard: Vec<Heard>,
}

/// A call as it is heard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heard {
    /// Its number in the log.
    pub call: u64,
    /// To which counter.
    pub counter: String,
    /// `A001` for a call, `A001+2` for its second recall.
    pub shown: String,
}

impl Listener {
    /// One who knows everything up to the message with this id.
    pub fn since(id: u64) -> Self {
        Self { since: id, last_id: id, heard: Vec::new() }
    }

    /// Takes in the next message.
    ///
    /// # Panics
    /// When ids fall, a call comes twice or too late, or a board has a call on it that has not come.
    pub fn hear(&mut self, event: &Event) {
        let id = event.id.expect("every message has one");
        assert!(id >= self.last_id, "{id} after {}", self.last_id);
        self.last_id = id;
        match event.name.as_str() {
            "call" => self.hear_call(&event.data),
            "board" => self.see_board(&event.data),
            name => panic!("nobody did what {name} tells"),
        }
    }

    /// The id of the last message.
    pub fn last_id(&self) -> u64 {
        self.last_id
    }

    /// The calls that were heard.
    pub fn heard(&self) -> &[Heard] {
        &self.heard
    }

    /// The same as they are shown.
    pub fn shown(&self) -> Vec<&str> {
        self.heard.iter().map(|call| call.shown.as_str()).collect()
    }

    fn hear_call(&mut self, data: &Value) {
        let text = |value: &Value| value.as_str().expect("a text").to_owned();
        let (call, recall) = (number(&data["call"]), number(&data["recall"]));
        let again = if recall == 0 { String::new() } else { format!("+{recall}") };
        let shown = text(&data["number"]) + &again;
        let last = self.heard.last().map_or(self.since, |last| last.call);
        assert!(last < call, "{shown} is call {call} after {last}");
        self.heard.push(Heard { call, counter: text(&data["counter"]), shown });
    }

    fn see_board(&self, data: &Value) {
        let on_board = data["calls"].as_array().expect("a list").iter().map(|call| number(&call["call"]));
        let is_known = |call: &u64| {
            *call <= self.since || self.heard.binary_search_by_key(call, |heard| heard.call).is_ok()
        };
        let unheard: Vec<_> = on_board.filter(|call| !is_known(call)).collect();
        assert!(unheard.is_empty(), "the board has {unheard:?}, of which nobody was told");
    }
}

fn number(value: &Value) -> u64 {
    value.as_u64().expect("a number")
}
