//! What time alone brings: going home, signs of life, looking whether the disk is well again, and when to be
//! woken for all of it.
use protocol::Heartbeat;

use super::{Act, App, Screen};

/// A screen nobody touches for this long goes home, and back to the first language.
const IDLE_MS: u64 = 60_000;

/// How long a "no" stands.
const REFUSED_MS: u64 = 12_000;

const HEARTBEAT_MS: u64 = 30_000;

pub(super) const JOURNAL_CHECK_MS: u64 = 10_000;

/// More services than this are shown page by page.
pub(super) const SERVICES_A_PAGE: usize = 8;

impl App {
    /// Does everything whose time has come.
    pub(super) fn time(&mut self, acts: &mut Vec<Act>) {
        self.result_time(acts);
        self.idle_time();
        self.press_time(acts);
        self.hall.time(self.now_ms, acts);
        self.page = self.page.min(self.pages() - 1);
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
        if self.goes_home_ms().is_some_and(|at_ms| self.now_ms >= at_ms) {
            self.go_home();
        }
    }

    /// When this screen goes home because nobody does anything, unless it is as nobody has touched it.
    fn goes_home_ms(&self) -> Option<u64> {
        match &self.screen {
            Screen::Home => {
                let touched = self.language.is_some() || self.declared.is_some() || self.page > 0;
                touched.then_some(self.touched_ms + IDLE_MS)
            }
            Screen::Groups => Some(self.touched_ms + IDLE_MS),
            Screen::Refused { since_ms, .. } => Some(since_ms + REFUSED_MS),
            Screen::Issuing(_) | Screen::Result(_) => None,
        }
    }

    /// When to be woken next; always later than the last moment that was handled.
    pub(crate) fn next_ms(&self) -> u64 {
        let (issuing, shown) = match &self.screen {
            Screen::Issuing(issuing) => (Some(issuing.next_ms()), None),
            Screen::Result(shown) => (None, Some(shown.next_ms())),
            Screen::Home | Screen::Groups | Screen::Refused { .. } => (None, None),
        };
        let moments = [Some(self.heartbeat_ms), self.journal_check_ms, self.goes_home_ms()];
        let moments = moments.into_iter().flatten();
        let moments = moments.chain(issuing.into_iter().flatten()).chain(shown.into_iter().flatten());
        let moments = moments.chain(self.hall.next_ms(self.now_ms)).chain(self.printing_next_ms());
        let later = moments.filter(|at_ms| *at_ms > self.now_ms);
        later.min().unwrap_or(self.now_ms + HEARTBEAT_MS)
    }

    fn heartbeat(&self) -> Heartbeat {
        let state = match &self.screen {
            _ if self.blocked().is_some() => self.blocked().map_or("home", super::Blocked::word),
            Screen::Home | Screen::Groups => "home",
            Screen::Issuing(_) => "issuing",
            Screen::Result(_) => "result",
            Screen::Refused { .. } => "refused",
        };
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
