//! Printing beside the screen: tickets are drawn and sent by a thread of their own, however long a printer
//! takes. What became of each is told afterwards.
mod deadline;
mod escpos;
pub(crate) mod picture;
mod port;
mod wire;

use std::io;
use std::sync::mpsc::{Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use protocol::PrintProblem;

pub(crate) use port::Address;

use crate::ticket::{Paper, Slip, Typesetter};
use deadline::Deadline;
use port::Port;

/// How long a ticket may take, those before it included: a little less than the screen waits for it, so that
/// none comes out that was told as lost.
const PATIENCE: Duration = Duration::from_millis(9_000);

/// What became of one ticket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Outcome {
    /// The number on it.
    pub(crate) number: String,
    /// Whether it came out, as far as the printer tells.
    pub(crate) printed: Result<Told, PrintProblem>,
}

/// What a printer tells of a ticket that it has taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Told {
    /// It is well and has paper.
    Out,
    /// Nothing: it took all bytes and never says how it is.
    Sent,
}

/// A ticket to print, until when.
type Job = (Slip, Deadline);

/// A printer at work.
pub(crate) struct Printer {
    jobs: Sender<Job>,
    clock: fn() -> Instant,
}

impl Printer {
    /// Starts the thread; none for an address without a printer. `tell` is called from it after each ticket.
    pub(crate) fn start(
        address: &Address,
        paper: Paper,
        clock: fn() -> Instant,
        tell: impl Fn(Outcome) + Send + 'static,
    ) -> io::Result<Option<Self>> {
        let Some(port) = address.port() else { return Ok(None) };
        let (jobs, waiting) = channel();
        thread::Builder::new().name("printer".into()).spawn(move || work(port, paper, &waiting, &tell))?;
        Ok(Some(Self { jobs, clock }))
    }

    /// Prints a ticket after those that wait.
    pub(crate) fn print(&self, slip: Slip) {
        // A dead thread is noticed by the outcome that never comes.
        let _ = self.jobs.send((slip, Deadline::after(self.clock, PATIENCE)));
    }
}

fn work(
    mut port: Box<dyn Port>,
    paper: Paper,
    waiting: &std::sync::mpsc::Receiver<Job>,
    tell: &dyn Fn(Outcome),
) {
    let mut typesetter = Typesetter::new(paper);
    for (slip, until) in waiting {
        let printed = match until.left() {
            Some(_) => port.print(&typesetter.set(&slip), until),
            None => Err(PrintProblem::Offline),
        };
        tell(Outcome { number: slip.number, printed });
    }
}

#[cfg(test)]
mod tests;
