//! What an office has made public: encoded once, shared by all who follow.
use std::sync::Arc;

use axum::body::Bytes;
use protocol::Board;
use queue::Announcement;

use crate::view::View;

/// Calls are kept for followers that were away for this long.
const KEPT_MS: i64 = 10 * 60_000;

/// What is public as of `seq`.
#[derive(Clone, Debug)]
pub struct Published {
    /// The log's last sequence number in it.
    pub seq: u64,
    /// The board.
    pub board_json: Bytes,
    /// The board as a whole message of an event stream.
    pub board: Bytes,
    /// Calls and recalls of the last ten minutes of the open day, oldest first.
    pub calls: Arc<[PublishedCall]>,
    /// The newest call that is not kept any more; whoever was not told of it can't be made whole by `calls`.
    pub gone: u64,
}

/// One call or recall.
#[derive(Clone, Debug)]
pub struct PublishedCall {
    /// Its sequence number.
    pub seq: u64,
    /// When, milliseconds.
    pub at_ms: i64,
    /// A whole message of an event stream.
    pub message: Bytes,
}

/// Makes the publications of an office, one from the other.
#[derive(Default)]
pub(super) struct Publisher {
    board: Option<Board>,
    calls: Arc<[PublishedCall]>,
    gone: u64,
}

impl Publisher {
    /// What is public now; `None` when nothing but the second has changed.
    pub(super) fn publish(&mut self, view: &View<'_>) -> Option<Published> {
        let board = view.board();
        let same = self.board.as_ref().is_some_and(|old| same_but_seconds(old, &board));
        self.take_calls(view);
        if same {
            return None;
        }
        let board_json = Bytes::from(serde_json::to_vec(&board).expect("a board is plain data"));
        let message = message("board", board.seq, &board_json);
        let (calls, gone) = (self.calls.clone(), self.gone);
        let published = Published { seq: board.seq, board_json, board: message, calls, gone };
        self.board = Some(board);
        Some(published)
    }

    fn take_calls(&mut self, view: &View<'_>) {
        let all = view.hall.day().map(|day| day.announcements()).unwrap_or_default();
        // With its day, a call is over.
        let from_ms = if view.hall.open_day().is_some() { view.now.at_ms - KEPT_MS } else { i64::MAX };
        let kept = all.iter().rev().take_while(|call| call.at_ms >= from_ms).count();
        let (dropped, kept) = all.split_at(all.len() - kept);
        self.gone = self.gone.max(dropped.last().map_or(0, |call| call.seq));
        let ends = |calls: &[PublishedCall]| (calls.first().map(|c| c.seq), calls.last().map(|c| c.seq));
        if ends(&self.calls) == (kept.first().map(|c| c.seq), kept.last().map(|c| c.seq)) {
            return;
        }
        let encoded = |call: &Announcement| {
            let known = self.calls.binary_search_by_key(&call.seq, |known| known.seq);
            known.map_or_else(|_| PublishedCall::new(view, call), |index| self.calls[index].clone())
        };
        self.calls = kept.iter().map(encoded).collect();
    }
}

impl PublishedCall {
    fn new(view: &View<'_>, call: &Announcement) -> Self {
        let json = serde_json::to_vec(&view.call(call)).expect("a call is plain data");
        Self { seq: call.seq, at_ms: call.at_ms, message: message("call", call.seq, &json) }
    }
}

/// Clocks on the wall show minutes: a board is made anew when the minute changes.
fn same_but_seconds(old: &Board, new: &Board) -> bool {
    let minute = |board: &Board| board.at.at_ms().div_euclid(60_000);
    minute(old) == minute(new) && *old == Board { at: old.at, ..new.clone() }
}

/// A whole message of an event stream (WHATWG HTML, section 9.2). JSON has no line breaks.
pub(super) fn message(event: &str, seq: u64, json: &[u8]) -> Bytes {
    let mut message = format!("event: {event}\nid: {seq}\ndata: ").into_bytes();
    message.extend_from_slice(json);
    message.extend_from_slice(b"\n\n");
    message.into()
}
