//! What time alone brings: going home, signs of life, looking whether the disk is well again, and when to be
//! woken for all of it.
use protocol::Heartbeat;

use super::{Act, App, Screen};

/// A screen nobody touches for this long goes home, and back to the first language.
const IDLE_MS: u64 = 60_000;

/// A "no" that nobody touches stands shorter.
const REFUSED_MS: u64 = 40_000;

/// So long before, an inner screen asks whether anybody is there (WCAG 2.2, 2.2.1: at least 20 s to answer).
const WARNED_MS: u64 = 20_000;

/// Who needs an easier screen, or listens to it, needs more time too (WCAG 2.2, 2.2.1): so many times as much.
const EASED_TIMES: u64 = 2;

const HEARTBEAT_MS: u64 = 30_000;

pub(super) const JOURNAL_CHECK_MS: u64 = 10_000;

impl App {
    /// Does everything whose time has come.
    pub(super) fn time(&mut self, acts: &mut Vec<Act>) {
        self.idle_time();
        self.result_time(acts);
        self.help_time();
        self.voice_time(acts);
        self.question_time();
        self.press_time(acts);
        self.hall.time(self.now_ms, acts);
        if self.now_ms >= self.heartbeat_ms {
            self.heartbeat_ms = self.now_ms + HEARTBEAT_MS;
            acts.push(Act::Heartbeat(self.heartbeat()));
        }
        if let Some(at_ms) = &mut self.journal_check_ms
            && self.now_ms >= *at_ms
        {
            *at_ms = self.now_ms + JOURNAL_CHECK_MS;
            acts.push(Act::CheckJournal);
        }
    }

    fn idle_time(&mut self) {
        if self.goes_home_ms().is_none_or(|at_ms| self.now_ms < at_ms) {
            return;
        }
        if matches!(self.screen, Screen::Groups(Some(_))) {
            // Back to the number: it knows itself how long it stands.
            self.back();
        } else {
            self.leave();
        }
    }

    /// How many times as much time this visitor gets as others.
    fn times(&self) -> u64 {
        let hurries = self.visitor.ease.is_empty() && !self.is_read();
        if hurries { 1 } else { EASED_TIMES }
    }

    /// When this screen goes home because nobody does anything, unless it is as nobody has touched it.
    fn goes_home_ms(&self) -> Option<u64> {
        let (since_ms, idle_ms) = match &self.screen {
            Screen::Home if !self.in_use() => return None,
            Screen::Home
            | Screen::Groups(_)
            | Screen::Question(_)
            | Screen::Papers(_)
            | Screen::Holder(_) => (0, IDLE_MS),
            Screen::Refused { since_ms, .. } => (*since_ms, REFUSED_MS),
            Screen::Result(_) if self.is_read_number() => (0, IDLE_MS),
            Screen::Issuing(_) | Screen::Result(_) => return None,
        };
        Some(self.touched_ms.max(since_ms) + idle_ms * self.times())
    }

    /// When an inner screen begins to ask whether anybody is there.
    fn warns_ms(&self) -> Option<u64> {
        let inner = self.screen != Screen::Home;
        self.goes_home_ms().filter(|_| inner).map(|at_ms| at_ms - WARNED_MS * self.times())
    }

    /// Whether the kiosk asks if anybody is there.
    pub(crate) fn warned(&self) -> bool {
        self.warns_ms().is_some_and(|at_ms| self.now_ms >= at_ms)
    }

    /// When to be woken next; always later than the last moment that was handled.
    pub(crate) fn next_ms(&self) -> u64 {
        let (issuing, shown) = match &self.screen {
            Screen::Issuing(issuing) => (Some(issuing.next_ms()), None),
            Screen::Result(shown) => (None, Some(shown.next_ms(self.touched_ms))),
            Screen::Home
            | Screen::Groups(_)
            | Screen::Question(_)
            | Screen::Papers(_)
            | Screen::Holder(_)
            | Screen::Refused { .. } => (None, None),
        };
        let idle = [self.goes_home_ms(), self.warns_ms(), self.help_ends_ms()];
        let checks = [Some(self.heartbeat_ms), self.journal_check_ms, self.voice_check_ms];
        let moments = checks.into_iter().chain(idle).flatten();
        let moments = moments.chain(issuing.into_iter().flatten()).chain(shown.into_iter().flatten());
        let moments = moments.chain(self.hall.next_ms(self.now_ms)).chain(self.printing_next_ms());
        let later = moments.filter(|at_ms| *at_ms > self.now_ms);
        later.min().unwrap_or(self.now_ms + HEARTBEAT_MS)
    }

    /// What it is doing, in a word for who watches over it.
    pub(crate) fn doing(&self) -> &'static str {
        match &self.screen {
            _ if self.blocked().is_some() => self.blocked().map_or("home", super::Blocked::word),
            Screen::Home | Screen::Groups(_) | Screen::Question(_) => "home",
            Screen::Papers(_) => "papers",
            Screen::Holder(_) => "holder",
            Screen::Issuing(_) => "issuing",
            Screen::Result(_) => "result",
            Screen::Refused { .. } => "refused",
        }
    }

    fn heartbeat(&self) -> Heartbeat {
        let state = self.doing();
        let problem = self.printer_problem.map(|problem| format!("printer {}", word(problem)));
        Heartbeat { version: env!("CARGO_PKG_VERSION").into(), state: state.into(), problem }
    }
}

/// The word that the protocol has for a printer's problem.
const fn word(problem: protocol::PrintProblem) -> &'static str {
    match problem {
        protocol::PrintProblem::PaperOut => "paper_out",
        protocol::PrintProblem::PaperLow => "paper_low",
        protocol::PrintProblem::CoverOpen => "cover_open",
        protocol::PrintProblem::Offline => "offline",
        protocol::PrintProblem::Unknown => "unknown",
    }
}
