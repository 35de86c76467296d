//! What an office has made public: encoded once, shared by all who follow.
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use protocol::{Board, Moment, Withdrawn};
use queue::{Announcement, Day, Notice};

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
    /// When it was made, by the office's clock and by the monotonic one.
    pub made: (Moment, Duration),
    /// Calls, recalls, withdrawals and spoken notices of the last ten minutes of the open day, oldest first.
    pub calls: Arc<[PublishedCall]>,
    /// The newest call that is not kept any more; whoever was not told of it can't be made whole by `calls`.
    pub gone: u64,
}

/// One call or recall, or that one was taken back; or a notice that is to be spoken.
#[derive(Clone, Debug)]
pub struct PublishedCall {
    /// Its sequence number.
    pub seq: u64,
    /// The calls that this takes back; none for a call or a notice.
    pub withdraws: Vec<u64>,
    /// This call was taken back since, or the notice is over.
    pub withdrawn: bool,
    /// When, milliseconds.
    pub at_ms: i64,
    /// A whole message of an event stream, or several of one act.
    pub message: Bytes,
}

impl Published {
    /// The board as JSON, with the time of this moment: nothing else has changed since it was made.
    pub fn board_now(&self, monotonic: Duration) -> Bytes {
        let (at, made) = &self.made;
        let since_ms = i64::try_from(monotonic.saturating_sub(*made).as_millis()).unwrap_or(0);
        let (old, new) = (format!("\"at\":\"{at}\""), format!("\"at\":\"{}\"", at.plus_ms(since_ms)));
        let found = self.board_json.windows(old.len()).position(|text| text == old.as_bytes());
        let Some(begin) = found.filter(|_| old.len() == new.len()) else { return self.board_json.clone() };
        let mut json = self.board_json.to_vec();
        json[begin..begin + new.len()].copy_from_slice(new.as_bytes());
        json.into()
    }

    /// The same as a whole message of an event stream.
    pub fn board_message_now(&self, monotonic: Duration) -> Bytes {
        message("board", self.seq, &self.board_now(monotonic))
    }
}

/// Makes the publications of an office, one from the other.
#[derive(Default)]
pub(super) struct Publisher {
    board: Option<Board>,
    calls: Arc<[PublishedCall]>,
    gone: u64,
    /// What `calls` was made of.
    taken: Taken,
}

/// Sequence numbers of what is kept, and which of it was taken back: what must change for `calls` to change.
#[derive(Debug, Default, PartialEq, Eq)]
struct Taken {
    /// The first and the last call, and how many of them were taken back.
    calls: (Option<u64>, Option<u64>, usize),
    /// Notices, and whether each still holds.
    notices: Vec<(u64, bool)>,
}

impl Publisher {
    /// What is public now; `None` when nothing but the second has changed.
    pub(super) fn publish(&mut self, view: &View<'_>, monotonic: Duration) -> Option<Published> {
        let board = view.board();
        let same = self.board.as_ref().is_some_and(|old| same_but_seconds(old, &board));
        let calls_changed = self.take_calls(view);
        if same && !calls_changed {
            return None;
        }
        let board_json = Bytes::from(serde_json::to_vec(&board).expect("a board is plain data"));
        let message = message("board", board.seq, &board_json);
        let (calls, gone) = (self.calls.clone(), self.gone);
        let made = (board.at, monotonic);
        let published = Published { seq: board.seq, board_json, board: message, made, calls, gone };
        self.board = Some(board);
        Some(published)
    }

    /// Whether anything has changed of them.
    fn take_calls(&mut self, view: &View<'_>) -> bool {
        let all = view.hall.day().map(|day| day.announcements()).unwrap_or_default();
        let spoken: Vec<_> = view.hall.day().map(spoken).unwrap_or_default();
        // With its day, a call is over.
        let from_ms = if view.hall.open_day().is_some() { view.now.at_ms - KEPT_MS } else { i64::MAX };
        let kept = all.iter().rev().take_while(|call| call.at_ms >= from_ms).count();
        let (dropped, kept) = all.split_at(all.len() - kept);
        let (silent, notices) = spoken.split_at(spoken.partition_point(|notice| notice.at_ms < from_ms));
        // The calls of a day that is over are not among those of the next.
        let told = |seq: u64| {
            all.binary_search_by_key(&seq, |call| call.seq).is_ok() || spoken.iter().any(|n| n.seq == seq)
        };
        let calls = self.calls.iter().filter(|call| call.withdraws.is_empty());
        let over = calls.map(|call| call.seq).rfind(|seq| !told(*seq));
        let gone = [dropped.last().map(|call| call.seq), silent.last().map(|notice| notice.seq), over];
        self.gone = gone.into_iter().flatten().fold(self.gone, u64::max);
        let withdrawn = kept.iter().filter(|call| call.withdrawn.is_some()).count();
        let taken = Taken {
            calls: (kept.first().map(|call| call.seq), kept.last().map(|call| call.seq), withdrawn),
            notices: notices.iter().map(|notice| (notice.seq, notice.holds(view.now.at_ms))).collect(),
        };
        let changed = taken != self.taken;
        if changed {
            self.taken = taken;
            self.calls = self.encoded(view, kept, notices);
        }
        changed
    }

    /// Calls and notices in their order, and withdrawals where they were made. What is known is not encoded again.
    fn encoded(&self, view: &View<'_>, kept: &[Announcement], notices: &[&Notice]) -> Arc<[PublishedCall]> {
        let known = |seq: u64| {
            let index = self.calls.binary_search_by_key(&seq, |known| known.seq).ok()?;
            Some(self.calls[index].message.clone())
        };
        let call = |call: &Announcement| PublishedCall {
            seq: call.seq,
            withdraws: Vec::new(),
            withdrawn: call.withdrawn.is_some(),
            at_ms: call.at_ms,
            message: known(call.seq).unwrap_or_else(|| call_message(view, call)),
        };
        let notice = |notice: &&Notice| PublishedCall {
            seq: notice.seq,
            withdraws: Vec::new(),
            withdrawn: !notice.holds(view.now.at_ms),
            at_ms: notice.at_ms,
            message: known(notice.seq).unwrap_or_else(|| notice_message(view, notice)),
        };
        let calls = kept.iter().map(call).chain(withdrawals(kept));
        let mut encoded: Vec<_> = calls.chain(notices.iter().map(notice)).collect();
        encoded.sort_by_key(|call| call.seq);
        encoded.into()
    }
}

/// The notices of a day that are to be spoken.
fn spoken(day: &Day) -> Vec<&Notice> {
    day.notices().iter().filter(|notice| notice.say).collect()
}

/// An act may take back a call and its recalls at once; they are told together.
fn withdrawals(kept: &[Announcement]) -> impl Iterator<Item = PublishedCall> {
    let mut by_act: BTreeMap<u64, PublishedCall> = BTreeMap::new();
    for call in kept {
        let Some(seq) = call.withdrawn else { continue };
        let told = by_act.entry(seq).or_insert_with(|| PublishedCall {
            seq,
            withdraws: Vec::new(),
            withdrawn: false,
            at_ms: call.at_ms,
            message: Bytes::new(),
        });
        told.withdraws.push(call.seq);
        told.message = [&told.message[..], &withdrawal_message(seq, call)].concat().into();
    }
    by_act.into_values()
}

fn call_message(view: &View<'_>, call: &Announcement) -> Bytes {
    let json = serde_json::to_vec(&view.call(call)).expect("a call is plain data");
    message("call", call.seq, &json)
}

fn notice_message(view: &View<'_>, notice: &Notice) -> Bytes {
    let json = serde_json::to_vec(&view.spoken(notice)).expect("a notice is plain data");
    message("notice", notice.seq, &json)
}

fn withdrawal_message(seq: u64, call: &Announcement) -> Bytes {
    let withdrawn = Withdrawn { call: call.seq, number: call.number.to_string() };
    message("withdrawn", seq, &serde_json::to_vec(&withdrawn).expect("a withdrawal is plain data"))
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
