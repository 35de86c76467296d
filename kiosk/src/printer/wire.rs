//! Bytes to a printer and its answers, never for longer than a ticket has time. How a printer is reached is
//! not known here.
use std::io::{self, ErrorKind, Read, Write};
use std::os::fd::AsFd;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::deadline::Deadline;
use super::status::{QUESTIONS, is_answer, question};

/// A printer that takes nothing for this long does not print.
const STALL: Duration = Duration::from_secs(5);

/// The most bytes that a printer may have said unasked.
const UNASKED_MAX: usize = 1_024;

/// Asks a printer how it is, one question after the other, and gives the answers as far as they came, each
/// within `patience`: none where it says nothing. The line must not block.
pub(super) fn ask(
    line: &mut (impl Read + Write + AsFd),
    patience: Duration,
    until: Deadline,
) -> io::Result<Vec<u8>> {
    // What it said unasked, or too late, is no answer to this. Some devices never end.
    for _ in 0..UNASKED_MAX {
        if read(line)?.is_none() {
            break;
        }
    }
    let mut answers = Vec::with_capacity(QUESTIONS.len());
    for number in QUESTIONS {
        write_all(line, &question(number), until)?;
        let Some(answer) = answer(line, until.within(patience))? else { break };
        answers.push(answer);
    }
    Ok(answers)
}

fn answer(line: &mut (impl Read + AsFd), until: Deadline) -> io::Result<Option<u8>> {
    while let Some(left) = until.left() {
        if !is_there(line, PollFlags::IN, left)? {
            continue;
        }
        if let Some(byte) = read(line)?.filter(|byte| is_answer(*byte)) {
            return Ok(Some(byte));
        }
    }
    Ok(None)
}

/// The next byte that is there.
fn read(line: &mut impl Read) -> io::Result<Option<u8>> {
    let mut byte = [0];
    match line.read(&mut byte) {
        Ok(0) => Err(ErrorKind::UnexpectedEof.into()),
        Ok(_) => Ok(Some(byte[0])),
        Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::Interrupted) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Sends all to something that does not block.
pub(super) fn write_all(to: &mut (impl Write + AsFd), mut bytes: &[u8], until: Deadline) -> io::Result<()> {
    while !bytes.is_empty() {
        ready(&*to, until)?;
        match to.write(bytes) {
            Ok(0) => return Err(ErrorKind::WriteZero.into()),
            Ok(count) => bytes = &bytes[count..],
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::Interrupted) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Waits until something takes bytes.
pub(super) fn ready(to: &impl AsFd, until: Deadline) -> io::Result<()> {
    let most = until.left().ok_or(ErrorKind::TimedOut)?.min(STALL);
    if is_there(to, PollFlags::OUT, most)? { Ok(()) } else { Err(ErrorKind::TimedOut.into()) }
}

/// Waits at most so long for something; a signal ends the wait as if it were there.
fn is_there(file: &impl AsFd, what: PollFlags, most: Duration) -> io::Result<bool> {
    let timeout = Timespec::try_from(most).map_err(io::Error::other)?;
    match poll(&mut [PollFd::new(file, what)], Some(&timeout)) {
        Ok(count) => Ok(count > 0),
        Err(rustix::io::Errno::INTR) => Ok(true),
        Err(error) => Err(error.into()),
    }
}

/// Whether bytes go on being taken.
pub(super) struct Pace {
    least: u64,
    stalled_at: Instant,
    until: Deadline,
}

impl Pace {
    pub(super) fn new(until: Deadline) -> Self {
        Self { least: u64::MAX, stalled_at: until.until(), until }
    }

    /// So many wait now.
    pub(super) fn check(&mut self, waiting: u64) -> io::Result<()> {
        let now = self.until.now();
        if waiting < self.least {
            (self.least, self.stalled_at) = (waiting, (now + STALL).min(self.until.until()));
        }
        if now < self.stalled_at { Ok(()) } else { Err(ErrorKind::TimedOut.into()) }
    }
}
