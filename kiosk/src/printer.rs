//! Printing beside the screen: tickets are drawn and sent by a thread of their own, however long a printer
//! takes. What became of each is told afterwards.
mod escpos;
pub(crate) mod picture;
mod port;

use std::io;
use std::sync::mpsc::{Sender, channel};
use std::thread;

use protocol::PrintProblem;

pub(crate) use port::Address;

use crate::ticket::{Paper, Slip, Typesetter};
use port::Port;

/// What became of one ticket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Outcome {
    /// The number on it.
    pub(crate) number: String,
    /// Whether it came out.
    pub(crate) printed: Result<(), PrintProblem>,
}

/// A printer at work.
pub(crate) struct Printer {
    jobs: Sender<Slip>,
}

impl Printer {
    /// Starts the thread; none for an address without a printer. `tell` is called from it after each ticket.
    pub(crate) fn start(
        address: &Address,
        paper: Paper,
        tell: impl Fn(Outcome) + Send + 'static,
    ) -> io::Result<Option<Self>> {
        let Some(port) = address.port() else { return Ok(None) };
        let (jobs, waiting) = channel();
        thread::Builder::new().name("printer".into()).spawn(move || work(port, paper, &waiting, &tell))?;
        Ok(Some(Self { jobs }))
    }

    /// Prints a ticket after those that wait.
    pub(crate) fn print(&self, slip: Slip) {
        // A dead thread is noticed by the outcome that never comes.
        let _ = self.jobs.send(slip);
    }
}

fn work(
    mut port: Box<dyn Port>,
    paper: Paper,
    waiting: &std::sync::mpsc::Receiver<Slip>,
    tell: &dyn Fn(Outcome),
) {
    let mut typesetter = Typesetter::new(paper);
    for slip in waiting {
        let printed = port.print(&typesetter.set(&slip));
        tell(Outcome { number: slip.number, printed });
    }
}

#[cfg(test)]
mod tests;
