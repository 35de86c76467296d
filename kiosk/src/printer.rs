//! Printing beside the screen: tickets are drawn and sent by a thread of their own, however long a printer
//! takes. What became of each is told afterwards, and how the printer is whenever that changes.
mod deadline;
mod device;
mod escpos;
mod file;
mod network;
pub(crate) mod picture;
mod port;
mod status;
mod talk;
mod wire;

use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
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

/// How long a look at a printer with nothing to print may take.
const LOOK_PATIENCE: Duration = Duration::from_millis(3_000);

/// How often an idle printer is looked at: while it is well, and while somebody may be putting it right.
const LOOK_WELL: Duration = Duration::from_secs(10);
const LOOK_ILL: Duration = Duration::from_secs(2);

/// What is wrong with a printer, if anything; [`PrintProblem::PaperLow`] does not keep it from printing.
pub(crate) type Health = Option<PrintProblem>;

/// What the printer's thread tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Said {
    /// What became of a ticket.
    Ticket(Outcome),
    /// The printer is otherwise than it was last told.
    Health(Health),
}

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
#[derive(Clone)]
pub(crate) struct Printer {
    jobs: Sender<Job>,
    clock: fn() -> Instant,
}

impl Printer {
    /// Starts the thread; none for an address without a printer. `tell` is called from it.
    pub(crate) fn start(
        address: &Address,
        paper: Paper,
        clock: fn() -> Instant,
        tell: impl Fn(Said) + Send + 'static,
    ) -> io::Result<Option<Self>> {
        let Some(port) = address.port() else { return Ok(None) };
        let (jobs, waiting) = channel();
        let desk = Desk { port, typesetter: Typesetter::new(paper), clock, known: None, tell };
        thread::Builder::new().name("printer".into()).spawn(move || desk.work(&waiting))?;
        Ok(Some(Self { jobs, clock }))
    }

    /// Prints a ticket after those that wait.
    pub(crate) fn print(&self, slip: Slip) {
        // A dead thread is noticed by the outcome that never comes.
        let _ = self.jobs.send((slip, Deadline::after(self.clock, PATIENCE)));
    }
}

/// Where the printer's thread works.
struct Desk<T> {
    port: Box<dyn Port>,
    typesetter: Typesetter,
    clock: fn() -> Instant,
    /// How the printer is, as it was last told.
    known: Health,
    tell: T,
}

impl<T: Fn(Said)> Desk<T> {
    fn work(mut self, waiting: &Receiver<Job>) {
        let mut pause = Duration::ZERO;
        loop {
            match waiting.recv_timeout(pause) {
                Ok((slip, until)) => self.print(slip, until),
                Err(RecvTimeoutError::Timeout) => self.look(),
                Err(RecvTimeoutError::Disconnected) => return,
            }
            pause =
                if matches!(self.known, None | Some(PrintProblem::PaperLow)) { LOOK_WELL } else { LOOK_ILL };
        }
    }

    fn print(&mut self, slip: Slip, until: Deadline) {
        let printed = match until.left() {
            Some(_) => self.port.print(&self.typesetter.set(&slip), until),
            None => Err(PrintProblem::Offline),
        };
        // A ticket came out: the roll may still be low, nothing else can be wrong.
        let low = self.known.filter(|problem| *problem == PrintProblem::PaperLow);
        self.knows(printed.err().or(low));
        (self.tell)(Said::Ticket(Outcome { number: slip.number, printed }));
    }

    fn look(&mut self) {
        if let Some(health) = self.port.look(Deadline::after(self.clock, LOOK_PATIENCE)) {
            self.knows(health);
        }
    }

    fn knows(&mut self, health: Health) {
        if health != self.known {
            self.known = health;
            log(health);
            (self.tell)(Said::Health(health));
        }
    }
}

/// Said once for each change, for who looks after the machine.
fn log(health: Health) {
    match health {
        None => tracing::info!("the printer is well"),
        Some(PrintProblem::PaperLow) => {
            tracing::warn!("the printer's paper is nearly at its end: bring a new roll")
        }
        Some(PrintProblem::PaperOut) => tracing::warn!("the printer has no paper: put in a new roll"),
        Some(PrintProblem::CoverOpen) => tracing::warn!("the printer's cover is open: close it"),
        Some(PrintProblem::Offline) => {
            tracing::warn!("the printer does not answer: see whether it is on and its cable is in");
        }
        Some(PrintProblem::Unknown) => {
            tracing::warn!("the printer has an error, or a ticket did not come out: look at its lamps");
        }
    }
}

#[cfg(test)]
mod tests;
