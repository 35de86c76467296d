//! Which call stands large on the board and is spoken, and which wait for it. The rule:
//!
//! - Every call and recall becomes the hero once, flashing and spoken, in the order of the calls. It stands for
//!   [`HERO_MS`] and until it was heard to its end; so a burst is shown and spoken number by number, none is lost.
//! - The more calls wait, the shorter each is spoken ([`Length`]). The order never changes.
//! - The last one stays until its visitor has left the counter or another day begins.
//! - A call that was taken back goes at once. Whoever may have seen or heard it is told so, on the board for
//!   [`TAKEN_BACK_MS`] and, when it was spoken, by voice before anything else.
//! - A call that waited for [`LATE_MS`] and whose visitor has left the counter meanwhile is passed over:
//!   whoever was served need not be called.
//! - A notice is spoken when no call waits.
//!
//! No sound is made here: [`Announcer::orders`] says what to speak, [`Announcer::heard_out`] takes what became of it.
use std::collections::VecDeque;

use protocol::{Board, BoardCall, Call, Moment, Notice, Text, Withdrawn};

use super::flash;
use super::speech::{Length, Order, Said, Saying};

/// Milliseconds that a call is the hero at least.
pub(crate) const HERO_MS: u64 = 4_000;

/// How long it is told that a call was a slip.
pub(crate) const TAKEN_BACK_MS: u64 = 20_000;

/// A speaker that has not begun for so long is taken for dead: the board goes on without it.
const BEGIN_MS: u64 = 60_000;
/// The same of one that tells of no end for so long after it was due.
const END_MS: u64 = 10_000;

/// Server's milliseconds after which a call of a visitor who has left need not be shown.
const LATE_MS: i64 = 300_000;

/// A call or recall as it is shown and spoken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Announcement {
    /// The call's sequence number.
    pub(crate) call: u64,
    pub(crate) number: String,
    pub(crate) counter: String,
    pub(crate) counter_name: Text,
    /// The service's letter.
    pub(crate) service: String,
    pub(crate) at: Moment,
    pub(crate) is_recall: bool,
}

/// The hero, the queue behind it, and what is being spoken.
#[derive(Debug, Default)]
pub(crate) struct Announcer {
    hero: Option<Hero>,
    queue: VecDeque<Announcement>,
    last_call: u64,
    notices: VecDeque<Notice>,
    taken_back: Option<TakenBack>,
    /// Numbers of which was said that they are called, though they are not.
    to_correct: VecDeque<String>,
    speaking: Option<Speaking>,
    /// How many times something was said.
    said: u64,
    orders: Vec<Order>,
}

#[derive(Debug)]
struct Hero {
    announcement: Announcement,
    since_ms: u64,
    /// Its voice's number.
    said: u64,
}

#[derive(Debug)]
struct TakenBack {
    number: String,
    until_ms: u64,
}

#[derive(Clone, Copy, Debug)]
struct Speaking {
    id: u64,
    /// When the speaker is taken for dead.
    until_ms: u64,
}

impl Announcer {
    /// The call that stands large now.
    pub(crate) fn hero(&self) -> Option<&Announcement> {
        self.hero.as_ref().map(|hero| &hero.announcement)
    }

    /// A number whose call was a slip, while that must be told.
    pub(crate) fn taken_back(&self, now_ms: u64) -> Option<&str> {
        let taken_back = self.taken_back.as_ref().filter(|taken_back| now_ms < taken_back.until_ms)?;
        Some(&taken_back.number)
    }

    /// What is to be done by the speaker, since this was last asked.
    pub(crate) fn orders(&mut self) -> Vec<Order> {
        std::mem::take(&mut self.orders)
    }

    /// The speaker has begun this, and will take so long.
    pub(crate) fn heard_begin(&mut self, id: u64, length_ms: u64, now_ms: u64) {
        if let Some(speaking) = self.speaking.as_mut().filter(|speaking| speaking.id == id) {
            speaking.until_ms = now_ms + length_ms + END_MS;
        }
    }

    /// The speaker has ended this, or will not speak it.
    pub(crate) fn heard_out(&mut self, id: u64) {
        self.speaking.take_if(|speaking| speaking.id == id);
    }

    /// Queues a call, unless it or a later one came before.
    pub(crate) fn push(&mut self, announcement: Announcement) {
        if announcement.call > self.last_call {
            self.last_call = announcement.call;
            self.queue.push_back(announcement);
        }
    }

    /// Queues a notice that is to be spoken.
    pub(crate) fn push_notice(&mut self, notice: Notice) {
        self.notices.push_back(notice);
    }

    /// Lets a call go by without showing it: whoever is the hero is then no longer the newest, and steps down.
    pub(crate) fn pass_over(&mut self, call: u64) {
        if call > self.last_call {
            self.last_call = call;
            self.hero = None;
        }
    }

    /// A call was taken back, and with it its recalls. If it waited here, nobody has seen it.
    pub(crate) fn withdraw(&mut self, withdrawn: &Withdrawn, now_ms: u64) {
        let is_it = |call: &Announcement| call.number == withdrawn.number && call.call >= withdrawn.call;
        let waited = self.queue.iter().any(|call| is_it(call) && call.call == withdrawn.call);
        self.queue.retain(|call| !is_it(call));
        let hero = self.hero.take_if(|hero| is_it(&hero.announcement));
        if let Some(hero) = hero {
            self.speaking
                .take_if(|speaking| speaking.id == hero.said)
                .inspect(|_| self.orders.push(Order::Stop));
        }
        if !waited {
            let number = &withdrawn.number;
            self.taken_back = Some(TakenBack { number: number.clone(), until_ms: now_ms + TAKEN_BACK_MS });
            self.to_correct.push_back(number.clone());
        }
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

    /// Drops notices that are over.
    pub(crate) fn retain_notices(&mut self, now: Moment) {
        self.notices.retain(|notice| notice.until.is_none_or(|until| now.at_ms() < until.at_ms()));
    }

    /// Lets time pass: what comes next has its turn when the present has stood long enough and was heard.
    pub(crate) fn pass(&mut self, now_ms: u64, server_now: Option<Moment>, board: Option<&Board>) {
        self.taken_back.take_if(|taken_back| now_ms >= taken_back.until_ms);
        self.speaking.take_if(|speaking| now_ms >= speaking.until_ms);
        if self.speaking.is_some() {
            return;
        }
        if let Some(number) = self.to_correct.pop_front() {
            self.say(Said::TakenBack(number), Length::Once, now_ms);
            return;
        }
        if self.hero.as_ref().is_some_and(|hero| now_ms < hero.since_ms + HERO_MS) {
            return;
        }
        if self.call_next(now_ms, server_now, board) {
            return;
        }
        self.hero.take_if(|hero| has_left(&hero.announcement, board));
        if let Some(notice) = self.notices.pop_front() {
            self.say(Said::Notice(notice.text), Length::Once, now_ms);
        }
    }

    /// When something may change next by itself, if ever; the flash apart.
    pub(crate) fn next_change_ms(&self, board: Option<&Board>) -> Option<u64> {
        let taken_back = self.taken_back.as_ref().map(|taken_back| taken_back.until_ms);
        let speaker = self.speaking.map(|speaking| speaking.until_ms);
        let hero = self.hero.as_ref().filter(|_| self.speaking.is_none()).and_then(|hero| {
            let ends =
                !self.queue.is_empty() || !self.notices.is_empty() || has_left(&hero.announcement, board);
            ends.then_some(hero.since_ms + HERO_MS)
        });
        [taken_back, speaker, hero].into_iter().flatten().min()
    }

    /// How far the hero is faded by its flash, 0 (not at all) to 255.
    pub(crate) fn faded(&self, now_ms: u64) -> u8 {
        self.hero.as_ref().map_or(0, |hero| flash::faded(now_ms.saturating_sub(hero.since_ms)))
    }

    /// When the flash looks different next, if it still goes on.
    pub(crate) fn next_flash_ms(&self, now_ms: u64) -> Option<u64> {
        let since_ms = self.hero.as_ref()?.since_ms;
        flash::next_ms(now_ms.saturating_sub(since_ms)).map(|next_ms| since_ms + next_ms)
    }

    /// Makes the next call of the queue the hero; whether there was one.
    fn call_next(&mut self, now_ms: u64, server_now: Option<Moment>, board: Option<&Board>) -> bool {
        while let Some(announcement) = self.queue.pop_front() {
            let late = server_now.is_some_and(|now| now.at_ms() - announcement.at.at_ms() > LATE_MS);
            if late && has_left(&announcement, board) {
                continue;
            }
            let said = Said::Call(announcement.clone());
            let said = self.say(said, Length::when_waiting(self.queue.len()), now_ms);
            self.hero = Some(Hero { announcement, since_ms: now_ms, said });
            return true;
        }
        false
    }

    fn say(&mut self, said: Said, length: Length, now_ms: u64) -> u64 {
        self.said += 1;
        let id = self.said;
        self.speaking = Some(Speaking { id, until_ms: now_ms + BEGIN_MS });
        self.orders.push(Order::Say(Saying { id, said, length }));
        id
    }
}

/// Whether a board that knows of the call no longer has its ticket at a counter.
fn has_left(announcement: &Announcement, board: Option<&Board>) -> bool {
    let at_counter = |board: &Board| board.calls.iter().any(|call| call.number == announcement.number);
    board.is_some_and(|board| board.seq >= announcement.call && !at_counter(board))
}

impl From<&Call> for Announcement {
    fn from(call: &Call) -> Self {
        let Call { call, number, counter, counter_name, service, at, short: _, recall } = call.clone();
        Self { call, number, counter, counter_name, service, at, is_recall: recall > 0 }
    }
}

impl From<&BoardCall> for Announcement {
    fn from(call: &BoardCall) -> Self {
        let BoardCall { call, number, counter, counter_name, service, at, recalls } = call.clone();
        Self { call, number, counter, counter_name, service, at, is_recall: recalls > 0 }
    }
}
