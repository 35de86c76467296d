//! A display in the lobby: it must hear every call once and in order, never of one that is not on the disk, and never a
//! board before the calls that it shows. When it is cut off it comes back with the last id that it heard.
use std::collections::BTreeSet;
use std::sync::Arc;

use axum::body::Bytes;
use futures_util::FutureExt;
use serde_json::Value;
use tokio::sync::watch;
use tokio::task::coop::unconstrained;

use super::record::{Call, Truth};
use crate::clock::Clock;
use crate::http::OfficeFollower;
use crate::office::Published;

/// Whoever was away for longer is not told what was called meanwhile.
const MISSED_MS: i64 = 10 * 60_000;

/// One display.
#[derive(Default)]
pub(super) struct Lobby {
    follower: Option<OfficeFollower>,
    /// It would end the stream; nobody does.
    stop: watch::Sender<bool>,
    last_id: Option<u64>,
    /// It was told everything up to here.
    told: u64,
    heard: BTreeSet<u64>,
    taken_back: BTreeSet<u64>,
    /// Calls of which it need not hear any more.
    excused: BTreeSet<u64>,
    /// The board that it shows.
    pub(super) board: Value,
}

impl Lobby {
    /// The server is away.
    pub(super) fn lose(&mut self) {
        self.follower = None;
    }

    /// Comes back, if it was cut off.
    pub(super) fn connect(
        &mut self,
        published: watch::Receiver<Arc<Published>>,
        clock: &Clock,
        now_ms: i64,
        truth: &Truth,
    ) {
        if self.follower.is_some() {
            return;
        }
        let (seq, gone) = (published.borrow().seq, published.borrow().gone);
        let oldest_ms = now_ms.max(clock.wall_ms()) - MISSED_MS;
        let today = truth.read().whole.open_day().map(|day| day.date);
        let is_over = |call: &Call| call.at_ms < oldest_ms || Some(call.day) != today;
        let calls = truth.read().calls.iter();
        // A clock that was set back makes a call younger that was over already.
        let over = calls.filter(|(seq, call)| **seq <= gone || is_over(call));
        self.excused = over.map(|(seq, _)| *seq).collect();
        self.told = self.last_id.unwrap_or(seq);
        let stop = self.stop.subscribe();
        self.follower = Some(OfficeFollower::uncounted(published, self.last_id, stop, clock));
    }

    /// Listens, to so many messages at the most, and gives them.
    pub(super) fn listen(&mut self, most: usize, truth: &mut Truth) -> Vec<Bytes> {
        let mut heard = Vec::new();
        while let Some(follower) = self.follower.as_mut().filter(|_| heard.len() < most) {
            match unconstrained(follower.next()).now_or_never() {
                Some(Some(message)) => {
                    self.hear(&message, truth);
                    heard.push(message);
                }
                Some(None) => self.follower = None,
                None => break,
            }
        }
        heard
    }

    /// Nothing is left to be told.
    pub(super) fn assert_whole(&self, truth: &Truth) {
        assert!(self.follower.is_some(), "cut off although it listened");
        assert_eq!(self.told, truth.last_seq(), "a display stands still");
    }

    fn hear(&mut self, message: &Bytes, truth: &mut Truth) {
        let text = std::str::from_utf8(message).unwrap();
        for message in text.split("\n\n").filter(|message| message.starts_with("event: ")) {
            let mut fields = message.lines().map(|line| line.split_once(": ").unwrap().1);
            let (event, id) = (fields.next().unwrap(), fields.next().unwrap().parse().unwrap());
            let data: Value = serde_json::from_str(fields.next().unwrap()).unwrap();
            truth.tell(id);
            match event {
                "call" | "notice" => self.hear_call(id, truth),
                "withdrawn" => self.hear_withdrawn(id, &data, truth),
                "board" => {
                    self.pass(id, truth);
                    self.board = data;
                }
                _ => panic!("a display does not know {event}"),
            }
            self.last_id = Some(id);
        }
    }

    fn hear_call(&mut self, id: u64, truth: &Truth) {
        assert!(id > self.told, "call {id} is told after {}", self.told);
        assert!(truth.read().calls.contains_key(&id), "{id} is no call");
        self.pass(id - 1, truth);
        self.heard.insert(id);
        self.told = id;
    }

    fn hear_withdrawn(&mut self, id: u64, data: &Value, truth: &Truth) {
        assert!(id >= self.told, "{id} is told after {}", self.told);
        let call = data["call"].as_u64().unwrap();
        let by = truth.read().calls[&call].withdrawn;
        assert_eq!(by, Some(id), "call {call} was not taken back by {id}");
        assert!(self.taken_back.insert(call), "call {call} is taken back twice");
        self.pass(id - 1, truth);
        self.told = id;
    }

    /// Everything up to here was told, or need not be.
    fn pass(&mut self, seq: u64, truth: &Truth) {
        let today = truth.read().whole.open_day().map(|day| day.date);
        for (call, of) in truth.read().calls.range(..=seq) {
            let is_new = *call > self.told && !self.heard.contains(call);
            let is_excused = self.excused.contains(call);
            assert!(!is_new || is_excused || of.withdrawn.is_some(), "call {call} is not told before {seq}");
            let taken_back = of.withdrawn.is_some_and(|by| by > self.told && by <= seq);
            // With its day a call is over, taken back or not.
            let needs_not = is_excused || Some(of.day) != today || !self.heard.contains(call);
            let knows = self.taken_back.contains(call) || needs_not;
            assert!(!taken_back || knows, "it is not told before {seq} that call {call} was taken back");
        }
        self.told = self.told.max(seq);
    }
}
