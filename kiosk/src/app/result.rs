//! The number that was given, its paper, and what is told about it.
use protocol::{IssuedTicket, PrintProblem, Printed};

use super::{Act, App, Screen};
use crate::printer::Outcome;

/// Touches of a screen that has just come are meant for the one before.
const UNTOUCHABLE_MS: u64 = 2_000;

/// How long the number stands when all went well.
const SHOWN_MS: u64 = 12_000;

/// How long "take your ticket" stands at least.
const TAKE_MS: u64 = 3_000;

/// A printer that has said nothing for this long counts as one that does not answer.
const PRINTING_MS_MAX: u64 = 10_000;

/// The result on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Shown {
    pub(crate) ticket: IssuedTicket,
    pub(crate) paper: PaperState,
    since_ms: u64,
}

/// Where the paper is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PaperState {
    /// There is no printer.
    None,
    Coming,
    Out {
        since_ms: u64,
    },
    /// It did not come: the number stands until somebody touches it away.
    Stuck(PrintProblem),
}

/// A ticket that was sent to the printer.
#[derive(Clone, Debug)]
pub(super) struct Printing {
    number: String,
    key: String,
    since_ms: u64,
    /// Told as not printed already, for the printer took too long.
    late: bool,
}

impl Shown {
    /// Whether it can be touched away.
    pub(crate) fn may_leave(&self, now_ms: u64) -> bool {
        self.paper != PaperState::Coming && now_ms >= self.since_ms + UNTOUCHABLE_MS
    }

    /// When it goes by itself.
    fn leaves_ms(&self) -> Option<u64> {
        match self.paper {
            PaperState::None => Some(self.since_ms + SHOWN_MS),
            PaperState::Out { since_ms } => Some((self.since_ms + SHOWN_MS).max(since_ms + TAKE_MS)),
            PaperState::Coming | PaperState::Stuck(_) => None,
        }
    }

    pub(super) fn next_ms(&self) -> impl Iterator<Item = u64> {
        [Some(self.since_ms + UNTOUCHABLE_MS), self.leaves_ms()].into_iter().flatten()
    }
}

impl App {
    /// The press being asked has its number.
    pub(super) fn show_result(&mut self, ticket: IssuedTicket, acts: &mut Vec<Act>) {
        let Screen::Issuing(issuing) = &self.screen else { return };
        let key = issuing.press.key.clone();
        let paper = if self.settings.printer {
            let printing =
                Printing { number: ticket.number.clone(), key, since_ms: self.now_ms, late: false };
            self.printing.push(printing);
            acts.push(Act::Print { ticket: Box::new(ticket.clone()), language: self.language() });
            PaperState::Coming
        } else {
            acts.push(Act::Settle(key));
            PaperState::None
        };
        self.screen = Screen::Result(Box::new(Shown { ticket, paper, since_ms: self.now_ms }));
    }

    pub(super) fn printed(&mut self, outcome: &Outcome, acts: &mut Vec<Act>) {
        let Some(at) = self.printing.iter().position(|printing| printing.number == outcome.number) else {
            return;
        };
        let printing = self.printing.remove(at);
        self.paper_told(&printing, outcome.printed, acts);
    }

    /// Printers that take too long, and the result's own time.
    pub(super) fn result_time(&mut self, acts: &mut Vec<Act>) {
        let mut overdue = Vec::new();
        for printing in &mut self.printing {
            if !printing.late && self.now_ms >= printing.watched_until_ms() {
                printing.late = true;
                overdue.push(printing.clone());
            }
        }
        for printing in overdue {
            self.paper_told(&printing, Err(PrintProblem::Offline), acts);
        }
        if let Screen::Result(shown) = &self.screen
            && shown.leaves_ms().is_some_and(|leaves_ms| self.now_ms >= leaves_ms)
        {
            self.go_home();
        }
    }

    pub(super) fn printing_next_ms(&self) -> impl Iterator<Item = u64> {
        self.printing.iter().filter(|printing| !printing.late).map(Printing::watched_until_ms)
    }

    fn paper_told(&mut self, printing: &Printing, printed: Result<(), PrintProblem>, acts: &mut Vec<Act>) {
        let problem = printed.err();
        let report = Printed { ok: problem.is_none(), problem };
        acts.push(Act::Report { number: printing.number.clone(), printed: report });
        acts.push(Act::Settle(printing.key.clone()));
        if self.printer_problem != problem {
            self.printer_problem = problem;
            self.heartbeat_ms = self.now_ms;
        }
        let since_ms = self.now_ms;
        if let Screen::Result(shown) = &mut self.screen
            && shown.ticket.number == printing.number
        {
            shown.paper = problem.map_or(PaperState::Out { since_ms }, PaperState::Stuck);
        }
    }
}

impl Printing {
    const fn watched_until_ms(&self) -> u64 {
        self.since_ms + PRINTING_MS_MAX
    }
}
