//! The contents of the picture, worded: everything that is drawn, and nothing that is not.
mod counter;

use protocol::{Board, BoardMissed, BoardWaiting, CounterState, Moment, Text};
use texts::{Words, clock};

use super::{Line, Lobby};
pub(crate) use counter::{CounterSign, SignState};

/// A no-show stands on the board for this long.
const MISSED_MS: i64 = 15 * 60_000;

/// What is seen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Picture {
    /// The office and its division.
    pub(crate) title: String,
    /// "Thứ Hai 23/11/2026".
    pub(crate) date: String,
    /// "08:42".
    pub(crate) clock: String,
    pub(crate) hero: Hero,
    /// Calls beside the hero, newest first.
    pub(crate) rows: Vec<Row>,
    pub(crate) waiting: Panel,
    pub(crate) missed: Option<Missed>,
    pub(crate) foot: Foot,
    /// On the display above one counter, what it shows in place of the calls.
    pub(crate) sign: Option<CounterSign>,
    /// Whether all but the clock and the foot is greyed, because it may not be true any more.
    pub(crate) greyed: bool,
}

/// What stands large.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Hero {
    /// A call.
    Call {
        /// "Mời công dân có số thứ tự".
        invite: String,
        number: String,
        /// "đến quầy", or "đến Bàn tiếp dân" where no sign follows.
        to: String,
        /// What is on the counter's sign, "3"; `None` for a counter that only has a name.
        sign: Option<String>,
        /// How far its flash has faded it, 0 to 255.
        faded: u8,
    },
    /// No call, but what the lobby may expect.
    Calm(String),
}

impl Default for Hero {
    fn default() -> Self {
        Self::Calm(String::new())
    }
}

/// A call in the rows.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Row {
    pub(crate) number: String,
    /// "quầy", or "Bàn tiếp dân" where no sign follows.
    pub(crate) word: String,
    /// "5"; `None` for a counter that only has a name.
    pub(crate) sign: Option<String>,
}

/// Who waits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Panel {
    pub(crate) title: String,
    /// What would stand in every service's line: that no counter is open yet.
    pub(crate) note: String,
    pub(crate) rows: Vec<WaitingRow>,
}

/// The line of one service.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct WaitingRow {
    pub(crate) letter: String,
    /// `#RRGGBB`.
    pub(crate) colour: String,
    pub(crate) name: String,
    pub(crate) count: u32,
    pub(crate) wait: String,
}

/// Who was called and did not come.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Missed {
    pub(crate) title: String,
    /// Latest first.
    pub(crate) numbers: Vec<String>,
    pub(crate) hint: String,
}

/// The lowest line.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Foot {
    /// The office's notice, or nothing.
    Notice(String),
    /// The line to the server is lost, or there is no such office.
    Lost(String),
}

impl Default for Foot {
    fn default() -> Self {
        Self::Notice(String::new())
    }
}

impl Lobby {
    /// The board, where it may be shown: one of earlier is not until the server is known to be away.
    fn shown_board(&self) -> Option<&Board> {
        match self.line {
            Line::Opening | Line::Unknown => None,
            Line::Whole | Line::Lost(_) => self.board.as_ref(),
        }
    }

    /// The picture at this moment, in these words.
    pub(crate) fn picture(&self, words: &Words<'_>, now_ms: u64) -> Picture {
        let now = self.now(now_ms);
        let mut picture =
            Picture { foot: self.foot(words, now_ms), hero: self.hero(words, now_ms), ..Picture::default() };
        picture.sign = self.sign(words, now_ms);
        let Some(board) = self.shown_board() else { return picture };
        picture.greyed = self.line != Line::Whole;
        picture.title = title(words.choose(&board.name), words.choose(&self.names.unit));
        if let Some(now) = now {
            (picture.date, picture.clock) = (words.date_board(now), clock(now));
            picture.missed = missed(words, &board.missed, now);
        }
        picture.rows = self.rows(words, board);
        picture.waiting = panel(words, board);
        // Lost since a day before: how many wait now is not known.
        if picture.greyed && now.is_some_and(|now| !same_day(now, board.at)) {
            picture.waiting = Panel::default();
        }
        picture
    }

    fn hero(&self, words: &Words<'_>, now_ms: u64) -> Hero {
        let Some(call) = self.announcer.hero().filter(|_| self.shown_board().is_some()) else {
            return Hero::Calm(self.calm(words, now_ms));
        };
        let (word, sign) = counter(words, &call.counter, &call.counter_name);
        let faded = if self.line == Line::Whole { self.announcer.faded(now_ms) } else { 0 };
        let to = words.fill("call-to", &[("counter", (&word).into())]);
        Hero::Call { invite: words.get("call-invite"), number: call.number.clone(), to, sign, faded }
    }

    /// What stands in the hero's place while nobody is called.
    fn calm(&self, words: &Words<'_>, now_ms: u64) -> String {
        if let Some(taken_back) = self.taken_back(words, now_ms) {
            return taken_back;
        }
        match self.line {
            Line::Opening => words.get("calm-connecting"),
            Line::Lost(_) | Line::Unknown => words.get("calm-lost"),
            Line::Whole => match (&self.board, self.now(now_ms)) {
                (Some(board), Some(now)) => calm(words, board, now),
                (Some(_) | None, _) => words.get("calm-wait"),
            },
        }
    }

    /// That a call was a slip, while that must be told.
    fn taken_back(&self, words: &Words<'_>, now_ms: u64) -> Option<String> {
        let number = self.announcer.taken_back(now_ms).filter(|_| self.shown_board().is_some())?;
        Some(words.fill("taken-back", &[("number", number.into())]))
    }

    /// The line below: of a slip, too, when the hero's place is taken.
    fn foot(&self, words: &Words<'_>, now_ms: u64) -> Foot {
        let now = self.now(now_ms);
        let slip = self.taken_back(words, now_ms).filter(|_| self.announcer.hero().is_some());
        match (self.line, &self.board) {
            (Line::Lost(since), _) => Foot::Lost(lost(words, since, now)),
            (Line::Unknown, _) => Foot::Lost(words.get("unknown-office")),
            (Line::Whole, Some(board)) => {
                let notice = || board.notice.as_ref().map_or("", |notice| words.choose(notice)).into();
                Foot::Notice(slip.unwrap_or_else(notice))
            }
            (Line::Opening, _) | (Line::Whole, None) => Foot::default(),
        }
    }

    /// All numbers at counters but the hero's: the newest calls first, then those that the board has no call of.
    fn rows(&self, words: &Words<'_>, board: &Board) -> Vec<Row> {
        let hero = self.announcer.hero().map(|hero| hero.number.as_str());
        let row = |number: &str, code: &str, name: &Text| {
            let (word, sign) = counter(words, code, name);
            Row { number: number.into(), word, sign }
        };
        let calls = board.calls.iter().map(|call| (call.number.as_str(), &call.counter, &call.counter_name));
        let in_hand = board.counters.iter().filter_map(|counter| {
            let number = counter.number.as_deref()?;
            let is_called = board.calls.iter().any(|call| call.number == number);
            (!is_called).then_some((number, &counter.counter, &counter.name))
        });
        let beside = calls.chain(in_hand).filter(|(number, _, _)| hero != Some(number));
        beside.map(|(number, code, name)| row(number, code, name)).collect()
    }
}

fn title(name: &str, unit: &str) -> String {
    if unit.is_empty() { name.into() } else { format!("{name} – {unit}") }
}

/// What stands before a counter's sign, and what is on the sign: "quầy" and "3". A name that doesn't end with
/// the counter's code has no sign and stands whole, for the kiosk and the paper say the name, never the code.
fn counter(words: &Words<'_>, code: &str, name: &Text) -> (String, Option<String>) {
    let name = words.choose(name).trim();
    let (word, sign) = name.rsplit_once(' ').unwrap_or(("", name));
    if name.is_empty() {
        (words.get("counter-word"), Some(code.into()))
    } else if sign.to_lowercase() != code.to_lowercase() {
        (name.into(), None)
    } else if word.is_empty() {
        (words.get("counter-word"), Some(sign.into()))
    } else {
        (uncapitalised(word.trim()), Some(sign.into()))
    }
}

fn uncapitalised(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().into_iter().flat_map(char::to_lowercase);
    first.chain(letters.clone()).collect()
}

/// The next thing to expect when nobody is called: an opening, the end of a pause, or a call.
fn calm(words: &Words<'_>, board: &Board, now: Moment) -> String {
    if is_idle(board) && !board.open {
        return opening(words, board.reopens_at, now);
    }
    let all = |state| board.counters.iter().all(|counter| counter.state != state);
    if all(CounterState::Open) && !all(CounterState::Paused) {
        return pause(words, board);
    }
    words.get("calm-wait")
}

/// Nobody waits, and nobody is at a counter.
fn is_idle(board: &Board) -> bool {
    board.calls.is_empty() && board.waiting.iter().all(|waiting| waiting.count == 0)
}

fn opening(words: &Words<'_>, reopens_at: Option<Moment>, now: Moment) -> String {
    let sentence = match reopens_at {
        None => words.get("closed-hours"),
        Some(at) if same_day(now, at) && at.civil().hour() < 12 => {
            words.fill("calm-starts", &[("time", (&clock(at)).into())])
        }
        Some(at) => words.reopens(now, at),
    };
    sentence.trim_end_matches('.').into()
}

fn pause(words: &Words<'_>, board: &Board) -> String {
    let paused = board.counters.iter().filter(|counter| counter.state == CounterState::Paused);
    match paused.filter_map(|counter| counter.until).min() {
        Some(until) => words.fill("calm-paused-until", &[("time", (&clock(until)).into())]),
        None => words.get("calm-paused"),
    }
}

fn lost(words: &Words<'_>, since: Option<Moment>, now: Option<Moment>) -> String {
    let Some(since) = since else { return words.get("lost") };
    let today = now.is_none_or(|now| same_day(now, since));
    let time = if today { clock(since) } else { words.clock_day(since) };
    words.fill("lost-since", &[("time", (&time).into())])
}

/// Who waits. What holds for every service, that no counter is open yet, is said once.
fn panel(words: &Words<'_>, board: &Board) -> Panel {
    let (title, mut rows) = (words.get("waiting"), waiting(words, board));
    let mut note = String::new();
    if rows.len() > 1 && board.waiting.iter().all(|waiting| waiting.estimate.is_none()) {
        for row in &mut rows {
            note = std::mem::take(&mut row.wait);
        }
    }
    Panel { title, note, rows }
}

/// In an empty hall before its hours nobody asks how long it would take.
fn waiting(words: &Words<'_>, board: &Board) -> Vec<WaitingRow> {
    let asked = board.open || !is_idle(board);
    let row = |waiting: &BoardWaiting| WaitingRow {
        letter: waiting.service.clone(),
        colour: waiting.color.clone(),
        name: words.choose(&waiting.short).into(),
        count: waiting.count,
        wait: if asked { words.wait(waiting.estimate.as_ref()) } else { String::new() },
    };
    board.waiting.iter().map(row).collect()
}

fn missed(words: &Words<'_>, missed: &[BoardMissed], now: Moment) -> Option<Missed> {
    let recent = missed.iter().filter(|missed| now.at_ms() - missed.at.at_ms() < MISSED_MS);
    let numbers: Vec<_> = recent.map(|missed| missed.number.clone()).collect();
    let (title, hint) = (words.get("missed"), words.get("missed-hint"));
    (!numbers.is_empty()).then_some(Missed { title, numbers, hint })
}

fn same_day(one: Moment, other: Moment) -> bool {
    one.civil().date() == other.civil().date()
}
