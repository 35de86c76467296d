//! Which call stands large on the board, and which wait for it. The rule:
//!
//! - Every call and recall becomes the hero once, flashing, in the order of the calls.
//! - While others wait, each stays for [`HERO_MS`]; so a burst is shown number by number, and none is lost.
//! - The last one stays until its visitor has left the counter or another day begins, at least [`HERO_MS`].
//! - A call that was taken back goes at once, shown or not.
//! - A call that waited for [`LATE_MS`] and whose visitor has left the counter meanwhile is passed over:
//!   whoever was served need not be called.
use std::collections::VecDeque;

use protocol::{Board, BoardCall, Call, Moment, Text, Withdrawn};

/// Milliseconds that a call is the hero while others wait.
pub(crate) const HERO_MS: u64 = 4_000;

/// One flash: 1 Hz, far from what could harm anybody (WCAG 2.2, 2.3.1: three a second).
const FLASH_MS: u64 = 1_000;
const FLASHES: u64 = 3;
/// Pictures of one flash.
const FLASH_STEPS: u64 = 16;

/// Server's milliseconds after which a call of a visitor who has left need not be shown.
const LATE_MS: i64 = 300_000;

/// A call or recall as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Announcement {
    /// The call's sequence number.
    pub(crate) call: u64,
    pub(crate) number: String,
    pub(crate) counter: String,
    pub(crate) counter_name: Text,
    pub(crate) at: Moment,
}

/// The hero and the queue behind it.
#[derive(Debug, Default)]
pub(crate) struct Announcements {
    hero: Option<Hero>,
    queue: VecDeque<Announcement>,
    last_call: u64,
}

#[derive(Debug)]
struct Hero {
    announcement: Announcement,
    since_ms: u64,
}

impl Announcements {
    /// The call that stands large now.
    pub(crate) fn hero(&self) -> Option<&Announcement> {
        self.hero.as_ref().map(|hero| &hero.announcement)
    }

    /// Queues a call, unless it or a later one came before.
    pub(crate) fn push(&mut self, announcement: Announcement) {
        if announcement.call > self.last_call {
            self.last_call = announcement.call;
            self.queue.push_back(announcement);
        }
    }

    /// Lets a call go by without showing it: whoever is the hero is then no longer the newest, and steps down.
    pub(crate) fn pass_over(&mut self, call: u64) {
        if call > self.last_call {
            self.last_call = call;
            self.hero = None;
        }
    }

    /// A call was taken back, and with it its recalls.
    pub(crate) fn withdraw(&mut self, withdrawn: &Withdrawn) {
        let stays = |call: &Announcement| call.number != withdrawn.number || call.call < withdrawn.call;
        self.retain(stays);
    }

    /// Keeps only these calls.
    pub(crate) fn retain(&mut self, stays: impl Fn(&Announcement) -> bool) {
        self.queue.retain(&stays);
        self.hero.take_if(|hero| !stays(&hero.announcement));
    }

    /// Keeps of the queue only what still is on a board.
    pub(crate) fn retain_queue_on(&mut self, board: &Board) {
        self.queue.retain(|call| !has_left(call, Some(board)));
    }

    /// Lets time pass: the next call becomes the hero when the present one has stood long enough.
    pub(crate) fn pass(&mut self, now_ms: u64, server_now: Option<Moment>, board: Option<&Board>) {
        if self.hero.as_ref().is_some_and(|hero| now_ms < hero.since_ms + HERO_MS) {
            return;
        }
        while let Some(announcement) = self.queue.pop_front() {
            let late = server_now.is_some_and(|now| now.at_ms() - announcement.at.at_ms() > LATE_MS);
            if !late || !has_left(&announcement, board) {
                self.hero = Some(Hero { announcement, since_ms: now_ms });
                return;
            }
        }
        self.hero.take_if(|hero| has_left(&hero.announcement, board));
    }

    /// When the hero may change next by itself, if ever.
    pub(crate) fn next_change_ms(&self, board: Option<&Board>) -> Option<u64> {
        let hero = self.hero.as_ref()?;
        let ends = !self.queue.is_empty() || has_left(&hero.announcement, board);
        ends.then_some(hero.since_ms + HERO_MS)
    }

    /// How far the hero is faded by its flash, 0 (not at all) to 255.
    pub(crate) fn faded(&self, now_ms: u64) -> u8 {
        let Some(hero) = &self.hero else { return 0 };
        let since_ms = now_ms.saturating_sub(hero.since_ms);
        if since_ms >= FLASHES * FLASH_MS { 0 } else { faded(since_ms % FLASH_MS * FLASH_STEPS / FLASH_MS) }
    }

    /// When the flash looks different next, if it still goes on.
    pub(crate) fn next_flash_ms(&self, now_ms: u64) -> Option<u64> {
        let since_ms = now_ms.saturating_sub(self.hero.as_ref()?.since_ms);
        let step = since_ms * FLASH_STEPS / FLASH_MS + 1;
        let next_ms = (step * FLASH_MS).div_ceil(FLASH_STEPS);
        (since_ms < FLASHES * FLASH_MS).then_some(now_ms - since_ms + next_ms)
    }
}

/// A step of a flash: there and back along a smooth curve (3t² − 2t³).
fn faded(step: u64) -> u8 {
    let half = FLASH_STEPS / 2;
    let t = if step <= half { step } else { FLASH_STEPS - step };
    let share = 255 * t * t * (3 * half - 2 * t) / (half * half * half);
    u8::try_from(share).unwrap_or(u8::MAX)
}

/// Whether a board that knows of the call no longer has its ticket at a counter.
fn has_left(announcement: &Announcement, board: Option<&Board>) -> bool {
    let at_counter = |board: &Board| board.calls.iter().any(|call| call.number == announcement.number);
    board.is_some_and(|board| board.seq >= announcement.call && !at_counter(board))
}

impl From<&Call> for Announcement {
    fn from(call: &Call) -> Self {
        let Call { call, number, counter, counter_name, at, service: _, short: _, recall: _ } = call.clone();
        Self { call, number, counter, counter_name, at }
    }
}

impl From<&BoardCall> for Announcement {
    fn from(call: &BoardCall) -> Self {
        let BoardCall { call, number, counter, counter_name, at, service: _, recalls: _ } = call.clone();
        Self { call, number, counter, counter_name, at }
    }
}
