//! What the lobby should see: messages of the server and the passing of time in, a picture's contents out.
//! No drawing, no network and no clock is here; times are milliseconds of a monotonic clock, and the time of
//! day is the server's alone.
mod announcer;
mod flash;
mod picture;
mod server_clock;
mod speech;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use protocol::{Board, BoardCall, Call, Moment, Notice, Office, Text, Withdrawn};
use serde::{Deserialize, Serialize};

pub(crate) use announcer::Announcement;
use announcer::Announcer;
pub(crate) use picture::{CounterSign, Foot, Hero, Missed, Picture, Row, SignState, WaitingRow};
pub(crate) use server_clock::ServerClock;
pub(crate) use speech::{Length, Order, Said, Saying};

/// After a broken line, calls older than this stand in the rows only: their visitors have found the counter.
const ANNOUNCED_MS: i64 = 60_000;

/// What comes from the network, and from the speaker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Heard {
    /// What the office is called, and its languages.
    Office(Box<Office>),
    /// The whole board.
    Board(Box<Board>),
    /// A call or recall, each once.
    Call(Call),
    /// A call was taken back.
    Withdrawn(Withdrawn),
    /// A notice that is to be spoken, each once.
    Notice(Notice),
    /// What was ordered under this number is being spoken, and will take so many milliseconds.
    SpeechBegan(u64, u64),
    /// What was ordered under this number was spoken to its end, or is not going to be.
    SpeechEnded(u64),
    /// There is no line to the server.
    Lost,
    /// The server knows no office of the code that the display was given.
    Unknown,
}

/// What is known of the office beside its board.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Names {
    pub(crate) unit: Text,
    /// Its languages; the first is the default.
    pub(crate) languages: Vec<String>,
    /// The short names of the services of each counter.
    #[serde(default)]
    pub(crate) served: BTreeMap<String, Vec<Text>>,
}

/// A board of earlier, to be shown greyed while the server is away.
#[derive(Clone, Debug)]
pub(crate) struct Earlier {
    pub(crate) board: Board,
    pub(crate) names: Names,
    /// When it was last known to be true, on the server's clock.
    pub(crate) known_at: Moment,
    pub(crate) clock: ServerClock,
}

/// The state of what the lobby sees.
#[derive(Debug)]
pub(crate) struct Lobby {
    line: Line,
    clock: Option<ServerClock>,
    /// The last board, with the calls and withdrawals since put in.
    board: Option<Board>,
    names: Names,
    /// The one counter of which alone is told, if there is one.
    counter: Option<String>,
    announcer: Announcer,
    /// Calls that came on a new line before its first board, which tells how old they are.
    held: Vec<Call>,
}

/// How the board stands to the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Line {
    /// Nothing was heard yet.
    Opening,
    /// The board follows the server.
    Whole,
    /// It does not, since a moment of the server's clock, if that is known.
    Lost(Option<Moment>),
    /// There is no such office, so there is nothing to follow.
    Unknown,
}

impl Lobby {
    /// Before anything was heard. What is known of earlier is shown only if the server turns out to be away.
    pub(crate) fn new(earlier: Option<Earlier>) -> Self {
        let mut lobby = Self {
            line: Line::Opening,
            clock: None,
            board: None,
            names: Names::default(),
            counter: None,
            announcer: Announcer::default(),
            held: Vec::new(),
        };
        if let Some(Earlier { board, names, known_at, clock }) = earlier {
            lobby.clock = Some(clock);
            lobby.names = names;
            lobby.board = Some(Board { at: known_at, ..board });
        }
        lobby
    }

    /// Tells only of one counter, by its code.
    pub(crate) fn of_counter(self, counter: Option<&str>) -> Self {
        Self { counter: counter.map(str::to_owned), ..self }
    }

    /// Takes a message in.
    pub(crate) fn hear(&mut self, heard: Heard, now_ms: u64) {
        match heard {
            Heard::Office(office) => {
                self.names = Names::from(*office);
            }
            Heard::Board(board) => self.hear_board(*board, now_ms),
            Heard::Call(call) => self.hear_call(call),
            Heard::Withdrawn(withdrawn) => self.hear_withdrawn(&withdrawn, now_ms),
            Heard::Notice(notice) => self.announcer.push_notice(notice),
            Heard::SpeechBegan(id, length_ms) => self.announcer.heard_begin(id, length_ms, now_ms),
            Heard::SpeechEnded(id) => self.announcer.heard_out(id),
            Heard::Lost => self.hear_lost(now_ms),
            Heard::Unknown => self.hear_unknown(),
        }
        self.pass(now_ms);
    }

    /// Lets time pass.
    pub(crate) fn pass(&mut self, now_ms: u64) {
        let now = self.now(now_ms);
        if let Some(now) = now {
            self.end_days_before(now);
            self.announcer.retain_notices(now);
        }
        self.announcer.pass(now_ms, now, self.board.as_ref());
    }

    /// What the speaker is to do, since this was last asked.
    pub(crate) fn orders(&mut self) -> Vec<Order> {
        self.announcer.orders()
    }

    /// The services' letters with their short names.
    pub(crate) fn services(&self) -> impl Iterator<Item = (&str, &Text)> {
        let waiting = self.board.iter().flat_map(|board| &board.waiting);
        waiting.map(|waiting| (waiting.service.as_str(), &waiting.short))
    }

    /// When the picture changes next by itself: a minute ends, a flash goes on, a hero gives way.
    pub(crate) fn next_change_ms(&self, now_ms: u64) -> Option<u64> {
        let minute = self.clock.map(|clock| clock.next_minute_ms(now_ms));
        let flash = if self.line == Line::Whole { self.announcer.next_flash_ms(now_ms) } else { None };
        let announcer = self.announcer.next_change_ms(self.board.as_ref());
        [minute, flash, announcer].into_iter().flatten().min()
    }

    /// The office's first language, when it is known.
    pub(crate) fn first_language(&self) -> Option<&str> {
        self.names.languages.first().map(String::as_str)
    }

    /// The board as it could be kept for the next start, the moment until which it was known to be true, and
    /// the server's time now; `None` before the server was heard.
    pub(crate) fn to_keep(&self, now_ms: u64) -> Option<(&Board, &Names, Moment, Moment)> {
        let now = self.now(now_ms)?;
        let known_at = match self.line {
            Line::Opening | Line::Unknown => return None,
            Line::Whole => now,
            Line::Lost(since) => since?,
        };
        Some((self.board.as_ref()?, &self.names, known_at, now))
    }

    /// The server's time, once it was heard.
    pub(crate) fn now(&self, now_ms: u64) -> Option<Moment> {
        self.clock.map(|clock| clock.now(now_ms))
    }

    fn hear_board(&mut self, board: Board, now_ms: u64) {
        match &mut self.clock {
            Some(clock) => clock.read(board.at, now_ms),
            None => self.clock = Some(ServerClock::new(board.at, now_ms)),
        }
        match self.line {
            Line::Whole => {}
            Line::Opening | Line::Lost(_) | Line::Unknown => self.catch_up(&board),
        }
        self.line = Line::Whole;
        self.board = Some(board);
    }

    /// The first board of a new line: calls that were missed are shown if they are young, and what was still
    /// to be shown before the line broke is dropped if it is not on the board, for it may have been taken back.
    fn catch_up(&mut self, board: &Board) {
        let other_log = self.board.as_ref().is_some_and(|before| board.seq < before.seq);
        if other_log {
            self.announcer = Announcer::default();
        }
        self.announcer.retain_queue_on(board);
        let held = std::mem::take(&mut self.held);
        let mut missed: Vec<_> = held.iter().map(Announcement::from).collect();
        missed.extend(board.calls.iter().map(Announcement::from));
        missed.retain(|call| self.tells_of(&call.counter));
        missed.sort_by_key(|call| call.call);
        missed.dedup_by_key(|call| call.call);
        for call in missed {
            if board.at.at_ms() - call.at.at_ms() > ANNOUNCED_MS {
                self.announcer.pass_over(call.call);
            } else {
                self.announcer.push(call);
            }
        }
    }

    /// The next board has the call too, but may be a moment later.
    fn hear_call(&mut self, call: Call) {
        if self.line != Line::Whole {
            self.held.push(call);
            return;
        }
        if self.tells_of(&call.counter) {
            self.announcer.push(Announcement::from(&call));
        }
        if let Some(board) = self.board.as_mut().filter(|board| board.seq < call.call) {
            board.seq = call.call;
            board.calls.retain(|other| other.number != call.number && other.counter != call.counter);
            board.calls.insert(0, on_board(call));
        }
    }

    fn tells_of(&self, counter: &str) -> bool {
        self.counter.as_ref().is_none_or(|own| own == counter)
    }

    fn hear_withdrawn(&mut self, withdrawn: &Withdrawn, now_ms: u64) {
        let stays = |number: &str, call: u64| number != withdrawn.number || call < withdrawn.call;
        let was_held = self.held.iter().any(|call| call.call == withdrawn.call);
        self.held.retain(|call| stays(&call.number, call.call));
        let calls = self.board.iter().flat_map(|board| &board.calls);
        let elsewhere =
            calls.filter(|call| call.number == withdrawn.number).any(|call| !self.tells_of(&call.counter));
        if !was_held && !elsewhere {
            self.announcer.withdraw(withdrawn, now_ms);
        }
        if let Some(board) = &mut self.board {
            board.calls.retain(|call| stays(&call.number, call.call));
        }
    }

    fn hear_lost(&mut self, now_ms: u64) {
        self.line = match self.line {
            Line::Opening | Line::Unknown => Line::Lost(self.board.as_ref().map(|board| board.at)),
            Line::Whole => Line::Lost(self.now(now_ms)),
            lost @ Line::Lost(_) => lost,
        };
    }

    /// What was on the board was of an office that is no more: no line that is lost later brings it back.
    fn hear_unknown(&mut self) {
        self.line = Line::Unknown;
        self.board = None;
        self.held.clear();
    }

    /// Nothing of a day before `now` is shown any more: its numbers have no holders.
    fn end_days_before(&mut self, now: Moment) {
        let today = now.civil().date();
        self.announcer.retain(|call| call.at.civil().date() == today);
        let Some(board) = self.board.as_mut().filter(|board| board.at.civil().date() != today) else {
            return;
        };
        board.calls.clear();
        board.missed.clear();
        for waiting in &mut board.waiting {
            (waiting.count, waiting.estimate) = (0, None);
        }
    }
}

impl From<Office> for Names {
    fn from(office: Office) -> Self {
        let mut served: BTreeMap<String, Vec<Text>> = BTreeMap::new();
        for service in office.services {
            for counter in service.counters {
                served.entry(counter).or_default().push(service.short.clone());
            }
        }
        Self { unit: office.unit, languages: office.languages, served }
    }
}

fn on_board(call: Call) -> BoardCall {
    let Call { call, number, counter, counter_name, service, at, recall, short: _ } = call;
    BoardCall { call, number, counter, counter_name, service, at, recalls: recall }
}
