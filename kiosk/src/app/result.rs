//! The number that was given, its paper, and what is told about it.
use client::Failure;
use protocol::{IssuedTicket, PrintProblem, Printed};

use super::{Act, App, Screen};
use crate::printer::{Health, Outcome, Told};

/// Touches of a screen that has just come are meant for the one before.
const UNTOUCHABLE_MS: u64 = 2_000;

/// How long the number stands when all went well.
const SHOWN_MS: u64 = 12_000;

/// The server changes a number's priority for the kiosk that gave it within a minute.
const CHANGEABLE_MS: u64 = 58_000;

/// How long "take your ticket" stands at least.
const TAKE_MS: u64 = 3_000;

/// A printer that has said nothing for this long counts as one that does not answer.
const PRINTING_MS_MAX: u64 = 10_000;

/// The result on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Shown {
    pub(crate) ticket: IssuedTicket,
    pub(crate) paper: PaperState,
    pub(crate) change: Change,
    since_ms: u64,
}

/// A number that is to become one of priority.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    None,
    Asking,
    Made,
    /// The server did not do it; staff can.
    Refused,
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
    /// The printer has taken all of it and can't say more: whoever stands here can.
    Sent {
        since_ms: u64,
    },
    /// It did not come: the number stands until somebody touches it away.
    Stuck(PrintProblem),
}

/// A ticket that was sent to the printer.
#[derive(Clone, Debug)]
pub(super) struct Printing {
    number: String,
    /// The press that it came from; none when staff asked for the paper again.
    key: Option<String>,
    since_ms: u64,
    /// Told as not printed already, for the printer took too long.
    late: bool,
}

impl Shown {
    /// Whether it can be touched away.
    pub(crate) fn may_leave(&self, now_ms: u64) -> bool {
        self.paper != PaperState::Coming && now_ms >= self.since_ms + UNTOUCHABLE_MS
    }

    /// Whether it can still become one of priority.
    pub(crate) fn may_change(&self, now_ms: u64) -> bool {
        !self.ticket.priority && self.change == Change::None && now_ms < self.since_ms + CHANGEABLE_MS
    }

    /// When it goes by itself, touched last at this time.
    pub(super) fn leaves_ms(&self, touched_ms: u64) -> Option<u64> {
        let leaves_ms = self.since_ms.max(touched_ms) + SHOWN_MS;
        match self.paper {
            _ if self.change == Change::Asking => None,
            PaperState::None => Some(leaves_ms),
            PaperState::Out { since_ms } | PaperState::Sent { since_ms } => {
                Some(leaves_ms.max(since_ms + TAKE_MS))
            }
            PaperState::Coming | PaperState::Stuck(_) => None,
        }
    }

    pub(super) fn next_ms(&self, touched_ms: u64) -> impl Iterator<Item = u64> {
        let changes = [self.since_ms + UNTOUCHABLE_MS, self.since_ms + CHANGEABLE_MS];
        changes.into_iter().chain(self.leaves_ms(touched_ms))
    }
}

impl App {
    /// The press being asked has its number.
    pub(super) fn show_result(&mut self, ticket: IssuedTicket, acts: &mut Vec<Act>) {
        let Screen::Issuing(issuing) = &self.screen else { return };
        let (key, again) = (issuing.press.key.clone(), issuing.press.printing);
        self.remember_number(&ticket.service, &ticket.number);
        let paper = if self.settings.printer {
            self.print(ticket.clone(), Some(key), self.language(), again, acts);
            PaperState::Coming
        } else {
            acts.push(Act::Settle(key));
            PaperState::None
        };
        let change = Change::None;
        self.show(Screen::Result(Box::new(Shown { ticket, paper, change, since_ms: self.now_ms })));
    }

    /// Staff want the paper of a ticket once more.
    pub(super) fn reprint(&mut self, ticket: IssuedTicket, acts: &mut Vec<Act>) {
        if self.settings.printer {
            self.print(ticket, None, self.first_language().into(), true, acts);
        } else {
            let printed = Printed { ok: false, problem: Some(PrintProblem::Offline) };
            acts.push(Act::Report { number: ticket.number, printed });
        }
    }

    fn print(
        &mut self,
        ticket: IssuedTicket,
        key: Option<String>,
        language: String,
        again: bool,
        acts: &mut Vec<Act>,
    ) {
        let number = ticket.number.clone();
        self.printing.push(Printing { number, key: key.clone(), since_ms: self.now_ms, late: false });
        acts.push(Act::Print { ticket: Box::new(ticket), key, language, again });
    }

    pub(super) fn printed(&mut self, outcome: &Outcome, acts: &mut Vec<Act>) {
        let Some(at) = self.printing.iter().position(|printing| printing.number == outcome.number) else {
            return;
        };
        let printing = self.printing.remove(at);
        self.paper_told(&printing, outcome.printed, acts);
    }

    /// Who stands here says whether the paper is there.
    pub(super) fn paper_answered(&mut self, came: bool, acts: &mut Vec<Act>) {
        let since_ms = self.now_ms;
        let Screen::Result(shown) = &mut self.screen else { return };
        if !matches!(shown.paper, PaperState::Sent { .. }) {
            return;
        }
        if came {
            shown.paper = PaperState::Out { since_ms };
            return;
        }
        let problem = PrintProblem::Unknown;
        shown.paper = PaperState::Stuck(problem);
        let printed = Printed { ok: false, problem: Some(problem) };
        acts.push(Act::Report { number: shown.ticket.number.clone(), printed });
    }

    /// The number just given is to be one of priority.
    pub(super) fn prioritise(&mut self, acts: &mut Vec<Act>) {
        let Screen::Result(shown) = &self.screen else { return };
        if !self.offers_priority() || !shown.may_change(self.now_ms) {
            return;
        }
        if self.asks_group() {
            let shown = shown.clone();
            self.show(Screen::Groups(Some(shown)));
        } else {
            self.change_priority("yes".into(), acts);
        }
    }

    pub(super) fn change_priority(&mut self, priority: String, acts: &mut Vec<Act>) {
        let now_ms = self.now_ms;
        let Screen::Result(shown) = &mut self.screen else { return };
        if shown.may_change(now_ms) {
            shown.change = Change::Asking;
            acts.push(Act::Prioritise { number: shown.ticket.number.clone(), priority });
        }
    }

    pub(super) fn prioritised(&mut self, number: &str, result: Result<(), Failure>) {
        let now_ms = self.now_ms;
        let Some(shown) = self.shown_mut().filter(|shown| shown.ticket.number == number) else { return };
        shown.ticket.priority = result.is_ok();
        shown.change = if result.is_ok() { Change::Made } else { Change::Refused };
        // What became of it stands as long as a number that is new.
        self.touched_ms = now_ms;
    }

    /// The number on the screen, or under it.
    pub(super) fn shown_mut(&mut self) -> Option<&mut Shown> {
        match &mut self.screen {
            Screen::Result(shown) | Screen::Groups(Some(shown)) => Some(shown),
            Screen::Home
            | Screen::Groups(None)
            | Screen::Question(_)
            | Screen::Papers(_)
            | Screen::Holder(_)
            | Screen::Issuing(_)
            | Screen::Refused { .. } => None,
        }
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
            && !self.is_read_number()
            && shown.leaves_ms(self.touched_ms).is_some_and(|leaves_ms| self.now_ms >= leaves_ms)
        {
            self.leave();
        }
    }

    pub(super) fn printing_next_ms(&self) -> impl Iterator<Item = u64> {
        self.printing.iter().filter(|printing| !printing.late).map(Printing::watched_until_ms)
    }

    /// The server is told at once of what is new.
    pub(super) fn printer_is(&mut self, health: Health) {
        if self.printer_problem != health {
            self.printer_problem = health;
            self.heartbeat_ms = self.now_ms;
        }
    }

    fn paper_told(&mut self, printing: &Printing, printed: Result<Told, PrintProblem>, acts: &mut Vec<Act>) {
        let problem = printed.err();
        let report = Printed { ok: problem.is_none(), problem };
        acts.push(Act::Report { number: printing.number.clone(), printed: report });
        acts.extend(printing.key.clone().map(Act::Settle));
        // Paper came out: its roll may still be low.
        let low = self.printer_problem.filter(|problem| *problem == PrintProblem::PaperLow);
        self.printer_is(problem.or(low));
        let since_ms = self.now_ms;
        if printing.key.is_some()
            && let Some(shown) = self.shown_mut()
            && shown.ticket.number == printing.number
        {
            shown.paper = match printed {
                Ok(Told::Out) => PaperState::Out { since_ms },
                Ok(Told::Sent) => PaperState::Sent { since_ms },
                Err(problem) => PaperState::Stuck(problem),
            };
        }
    }
}

impl Printing {
    const fn watched_until_ms(&self) -> u64 {
        self.since_ms + PRINTING_MS_MAX
    }
}
