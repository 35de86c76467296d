//! A ticket told to a printer that may answer: asked before how it is, watched until its paper should be out,
//! and where it fails, taken back as far as that goes and asked why.
use std::io::{self, ErrorKind, Read, Write};
use std::os::fd::AsFd;
use std::thread;
use std::time::Duration;

use protocol::PrintProblem;
use screen::picture::Raster;

use super::deadline::Deadline;
use super::port::Port;
use super::status::Status;
use super::{Health, Told, escpos, wire};

/// A printer that has not answered in this time does not answer at all.
const ANSWER: Duration = Duration::from_millis(500);
/// One that has answered before may be busy.
const ANSWER_BUSY: Duration = Duration::from_millis(3_000);
/// One that has just got a ticket may answer only when that is printed.
const ANSWER_AT_WORK: Duration = Duration::from_millis(5_000);
/// How often it is asked while the paper comes out.
const LOOK: Duration = Duration::from_millis(250);
/// The slowest printers pull 80 mm of paper a second, 640 rows of dots.
const ROWS_PER_S: u32 = 640;
/// For feed and cut.
const CUT: Duration = Duration::from_millis(400);

/// How a printer is reached.
pub(super) trait Way: Send {
    type Line: Line;

    /// As it stands in the log.
    fn name(&self) -> String;

    /// Opens a line that does not block.
    fn open(&self, until: Deadline) -> io::Result<Self::Line>;
}

/// An open line to a printer.
pub(super) trait Line: Read + Write + AsFd {
    /// Waits until the printer has taken all that was sent. Nothing is sent after that.
    fn taken(&mut self, until: Deadline) -> io::Result<()>;

    /// Closes it so that what was not taken never is.
    fn throw_away(self);
}

/// Whether a printer says how it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Manner {
    Unasked,
    Tells,
    Silent,
}

/// What the last ticket may have left in the printer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Left {
    /// The program has just begun: perhaps half a picture of its last run.
    Unknown,
    Nothing,
    /// A part of a ticket.
    Part,
}

/// A printer, and what is known of its ways.
pub(super) struct Talk<W> {
    way: W,
    manner: Manner,
    left: Left,
}

impl<W: Way> Talk<W> {
    pub(super) const fn new(way: W) -> Self {
        Self { way, manner: Manner::Unasked, left: Left::Unknown }
    }

    /// How the printer says it is; none where it says nothing.
    fn ask(&mut self, line: &mut W::Line, until: Deadline) -> io::Result<Option<Status>> {
        let patience = match self.manner {
            Manner::Unasked => ANSWER,
            Manner::Tells => ANSWER_BUSY,
            Manner::Silent => return Ok(None),
        };
        self.ask_for(patience, line, until)
    }

    fn ask_for(
        &mut self,
        patience: Duration,
        line: &mut W::Line,
        until: Deadline,
    ) -> io::Result<Option<Status>> {
        let answers = match wire::ask(line, patience, until) {
            // A device that can only be written says so by its own errors.
            Err(error) if says_nothing(&error) && self.manner == Manner::Unasked => Vec::new(),
            asked => asked?,
        };
        match (answers.is_empty(), self.manner) {
            (false, _) => {
                self.manner = Manner::Tells;
                Ok(Some(Status::of(&answers)))
            }
            // It has spoken before.
            (true, Manner::Tells) => Err(ErrorKind::TimedOut.into()),
            (true, Manner::Unasked | Manner::Silent) => {
                tracing::info!(
                    printer = self.way.name(),
                    "the printer does not say how it is; who takes a ticket is asked"
                );
                self.manner = Manner::Silent;
                Ok(None)
            }
        }
    }

    /// Sends a ticket to a printer that is well as far as it says; gives what it says in the end.
    fn send(
        &mut self,
        line: &mut W::Line,
        ticket: &Raster,
        until: Deadline,
    ) -> io::Result<Result<Told, PrintProblem>> {
        let mut bytes = match self.left {
            Left::Unknown => escpos::end_band(),
            Left::Part => escpos::end_ticket(),
            Left::Nothing => Vec::new(),
        };
        bytes.extend(escpos::encode(ticket));
        self.left = Left::Part;
        let out = until.within(Duration::from_secs(1) * ticket.height / ROWS_PER_S + CUT);
        wire::write_all(line, &bytes, until)?;
        if self.manner != Manner::Tells {
            line.taken(until)?;
            self.left = Left::Nothing;
            return Ok(Ok(Told::Sent));
        }
        loop {
            let status = self.ask_for(ANSWER_AT_WORK, line, until)?;
            if let Some(problem) = status.and_then(|status| status.problem) {
                return Ok(Err(problem));
            }
            let Some(left) = out.left() else { break };
            thread::sleep(left.min(LOOK));
        }
        self.left = Left::Nothing;
        Ok(Ok(Told::Out))
    }

    /// Why a ticket did not come out, as far as the printer tells; has it throw away what it took of it.
    fn why(&mut self, until: Deadline) -> Option<PrintProblem> {
        let asked = self.open(until).and_then(|mut line| {
            wire::write_all(&mut line, &escpos::CLEAR, until)?;
            self.ask(&mut line, until)
        });
        asked.ok().flatten()?.problem
    }

    fn open(&mut self, until: Deadline) -> io::Result<W::Line> {
        let opened = self.way.open(until);
        if opened.is_err() {
            // What is plugged in next may be another printer.
            self.manner = Manner::Unasked;
        }
        opened
    }

    fn failed(&self, error: &io::Error) -> PrintProblem {
        tracing::warn!(printer = self.way.name(), %error, "the printer does not take the ticket");
        of_error(error)
    }
}

impl<W: Way> Port for Talk<W> {
    fn print(&mut self, ticket: &Raster, until: Deadline) -> Result<Told, PrintProblem> {
        let mut line = self.open(until).map_err(|error| self.failed(&error))?;
        match self.ask(&mut line, until) {
            Ok(status) => status.and_then(|status| status.problem).map_or(Ok(()), Err)?,
            Err(error) => return Err(self.failed(&error)),
        }
        match self.send(&mut line, ticket, until) {
            Ok(Ok(told)) => Ok(told),
            Ok(Err(problem)) => {
                line.throw_away();
                self.why(until);
                Err(problem)
            }
            Err(error) => {
                line.throw_away();
                let problem = self.failed(&error);
                if self.manner == Manner::Silent {
                    // It may have been off when it was asked.
                    self.manner = Manner::Unasked;
                    return Err(problem);
                }
                Err(self.why(until).unwrap_or(problem))
            }
        }
    }

    fn look(&mut self, until: Deadline) -> Option<Health> {
        let opened = self.open(until);
        Some(match opened.and_then(|mut line| self.ask(&mut line, until)) {
            Ok(Some(Status { problem: None, low: true })) => Some(PrintProblem::PaperLow),
            Ok(status) => status.and_then(|status| status.problem),
            Err(error) => Some(of_error(&error)),
        })
    }
}

/// Linux' driver of USB printers says "no space" for "no paper" (drivers/usb/class/usblp.c).
fn of_error(error: &io::Error) -> PrintProblem {
    if error.kind() == ErrorKind::StorageFull { PrintProblem::PaperOut } else { PrintProblem::Offline }
}

/// A device without a way back: opened for writing only, or refusing to be read.
fn says_nothing(error: &io::Error) -> bool {
    let unreadable = [rustix::io::Errno::BADF, rustix::io::Errno::INVAL].map(rustix::io::Errno::raw_os_error);
    error.raw_os_error().is_some_and(|number| unreadable.contains(&number))
}
