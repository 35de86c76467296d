//! A thermal printer that is not real, on the network or as a device: it answers how it is, runs out of paper within a
//! ticket, stalls, hangs up, is unplugged and plugged in again. What it prints is kept as pictures.
use std::collections::VecDeque;
use std::io::{ErrorKind, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use anyhow::Context;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fd::{AsFd, OwnedFd};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{OptionalActions, tcgetattr, tcsetattr};

use crate::paper::{Head, Paper};

/// What a cheap printer has room for.
const MEMORY_BYTES: usize = 4096;
/// Has it throw away all that waits (DLE DC4 8).
const CLEAR: [u8; 10] = [0x10, 0x14, 8, 1, 3, 20, 1, 6, 2, 8];
/// How often the printer's thread looks whether somebody has changed it.
const LOOK: Duration = Duration::from_millis(10);

/// What can be wrong with it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Condition {
    /// The cover is open.
    pub cover_open: bool,
    /// No paper is left.
    pub paper_out: bool,
    /// Little paper is left.
    pub paper_low: bool,
    /// It takes connections and nothing else.
    pub stalls: bool,
    /// It never answers a question.
    pub silent: bool,
    /// Its paper ends when so many more bytes are printed.
    pub paper_bytes: Option<usize>,
    /// It hangs up once, after so many more bytes.
    pub hangs_up_after: Option<usize>,
}

#[derive(Default)]
struct Inside {
    condition: Condition,
    head: Head,
    /// Bytes that may become a command which is obeyed at once.
    at_once: Vec<u8>,
    /// What is still to be printed.
    memory: VecDeque<u8>,
    /// What it got that no printer understands.
    garbage: Vec<String>,
    /// Bytes taken in all.
    taken: usize,
}

/// The printer. Ends when dropped.
pub struct Printer {
    /// As the kiosk is told it: `tcp:…` or `file:…`.
    address: String,
    inside: Arc<Mutex<Inside>>,
    unplugged: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
    /// Keeps a device there while nobody has it open.
    _device: Option<OwnedFd>,
}

impl Printer {
    /// A printer on the network that is well.
    ///
    /// # Errors
    /// When it can't listen.
    pub fn on_network(condition: Condition) -> anyhow::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let mut printer = Self::new(format!("tcp:{}", listener.local_addr()?), condition, None);
        printer.serve(listener)?;
        Ok(printer)
    }

    /// A printer that is a device of this machine: the kiosk's end of a pseudo-terminal.
    ///
    /// # Errors
    /// When there are none.
    pub fn as_device(condition: Condition) -> anyhow::Result<Self> {
        let line = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY)?;
        grantpt(&line)?;
        unlockpt(&line)?;
        let path = ptsname(&line, Vec::new())?.into_string()?;
        let flags = rustix::fs::OFlags::RDWR | rustix::fs::OFlags::NOCTTY;
        let device = rustix::fs::open(&*path, flags, rustix::fs::Mode::empty())?;
        let mut raw = tcgetattr(&device)?;
        raw.make_raw();
        tcsetattr(&device, OptionalActions::Now, &raw)?;
        let mut printer = Self::new(format!("file:{path}"), condition, Some(device));
        let (inside, unplugged) = (printer.inside.clone(), printer.unplugged.clone());
        printer.thread =
            Some(thread::spawn(move || talk(&mut std::fs::File::from(line), &inside, &unplugged)));
        Ok(printer)
    }

    fn new(address: String, condition: Condition, device: Option<OwnedFd>) -> Self {
        let inside = Arc::new(Mutex::new(Inside { condition, ..Inside::default() }));
        Self { address, inside, unplugged: Arc::default(), thread: None, _device: device }
    }

    fn serve(&mut self, listener: TcpListener) -> anyhow::Result<()> {
        listener.set_nonblocking(true)?;
        // Little room, so that what it does not take stays with who sends it. Connections take it over.
        rustix::net::sockopt::set_socket_recv_buffer_size(&listener, 4096)?;
        let (inside, unplugged) = (self.inside.clone(), self.unplugged.clone());
        self.thread = Some(thread::spawn(move || listen(&listener, &inside, &unplugged)));
        Ok(())
    }

    /// For the kiosk's `--printer`.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Changes what is wrong with it; paper that was put in is counted anew.
    pub fn is(&self, condition: Condition) {
        let mut inside = lock(&self.inside);
        inside.condition = condition;
        // What waited in it goes on.
        inside.print();
    }

    /// Pulls the cable out of a printer on the network; what it was about is forgotten.
    pub fn unplug(&mut self) {
        self.unplugged.store(true, Ordering::SeqCst);
        if let Some(thread) = self.thread.take() {
            thread.join().expect("the printer's thread ends");
        }
        lock(&self.inside).forget();
    }

    /// Plugs it in again, under the same address.
    ///
    /// # Errors
    /// When the address is taken.
    pub fn plug_in(&mut self) -> anyhow::Result<()> {
        self.unplugged.store(false, Ordering::SeqCst);
        let address = self.address.strip_prefix("tcp:").context("a device stays plugged in")?;
        self.serve(TcpListener::bind(address)?)
    }

    /// Every piece of paper that was cut off.
    ///
    /// # Panics
    /// When it got something that no printer understands.
    pub fn papers(&self) -> Vec<Paper> {
        let inside = lock(&self.inside);
        assert_eq!(inside.garbage, Vec::<String>::new());
        inside.head.pieces.clone()
    }

    /// Rows of dots that hang out of it.
    pub fn rows_out(&self) -> usize {
        lock(&self.inside).head.rows_out()
    }

    /// Bytes that it has taken in all.
    pub fn taken(&self) -> usize {
        lock(&self.inside).taken
    }
}

impl Drop for Printer {
    fn drop(&mut self) {
        self.unplugged.store(true, Ordering::SeqCst);
    }
}

fn lock(inside: &Mutex<Inside>) -> MutexGuard<'_, Inside> {
    inside.lock().unwrap_or_else(PoisonError::into_inner)
}

/// One connection after the other, as small printers do.
fn listen(listener: &TcpListener, inside: &Mutex<Inside>, unplugged: &AtomicBool) {
    while !unplugged.load(Ordering::SeqCst) {
        match listener.accept() {
            Ok((mut stream, _)) => talk(&mut stream, inside, unplugged),
            Err(_) => wait(listener),
        }
    }
}

/// Takes bytes and answers until the line ends.
fn talk(line: &mut (impl Read + Write + AsFd + Nonblocking), inside: &Mutex<Inside>, unplugged: &AtomicBool) {
    line.make_nonblocking();
    while !unplugged.load(Ordering::SeqCst) {
        let room = lock(inside).room();
        if room == 0 {
            // Whoever sends can hang up meanwhile.
            if line.is_over() {
                return;
            }
            thread::park_timeout(LOOK);
            continue;
        }
        let mut bytes = [0; MEMORY_BYTES];
        match line.read(&mut bytes[..room]) {
            Ok(0) => return,
            Ok(count) => {
                let (answers, stays) = lock(inside).take_all(&bytes[..count]);
                if line.write_all(&answers).is_err() || !stays {
                    return;
                }
            }
            Err(error) if error.kind() == ErrorKind::WouldBlock => wait(line),
            Err(_) => return,
        }
    }
}

/// Waits a little for something to read.
fn wait(file: &impl AsFd) {
    let timeout = Timespec::try_from(LOOK).expect("a few milliseconds");
    let _ = poll(&mut [PollFd::new(file, PollFlags::IN)], Some(&timeout));
}

enum Next {
    Nothing,
    Answer(u8),
    HangUp,
}

impl Inside {
    /// For so many bytes it has room.
    fn room(&self) -> usize {
        if self.condition.stalls { 0 } else { MEMORY_BYTES - self.memory.len().min(MEMORY_BYTES) }
    }

    /// Takes bytes; gives its answers, and whether it stays on the line.
    fn take_all(&mut self, bytes: &[u8]) -> (Vec<u8>, bool) {
        let mut answers = Vec::new();
        for byte in bytes {
            match self.take(*byte) {
                Next::Nothing => {}
                Next::Answer(answer) => answers.push(answer),
                Next::HangUp => return (answers, false),
            }
        }
        (answers, true)
    }

    fn cannot_print(&self) -> bool {
        self.condition.cover_open || self.condition.paper_out
    }

    fn forget(&mut self) {
        self.at_once.clear();
        self.memory.clear();
        self.head.reset();
    }

    /// Takes a byte, obeys what is obeyed on arrival, and prints as far as it can.
    fn take(&mut self, byte: u8) -> Next {
        self.taken += 1;
        if used_up(&mut self.condition.hangs_up_after) {
            return Next::HangUp;
        }
        self.at_once.push(byte);
        match self.at_once[..] {
            [0x10, 0x04, question @ 1..=4] => {
                self.at_once.clear();
                return if self.condition.silent {
                    Next::Nothing
                } else {
                    Next::Answer(self.answer(question))
                };
            }
            [0x10] | [0x10, 0x04] => {}
            _ if self.at_once == CLEAR => self.forget(),
            _ if CLEAR.starts_with(&self.at_once) => {}
            _ => self.memory.extend(self.at_once.drain(..)),
        }
        self.print()
    }

    fn print(&mut self) -> Next {
        while !self.cannot_print() {
            let Some(byte) = self.memory.pop_front() else { break };
            if let Err(error) = self.head.take(byte) {
                self.garbage.push(format!("{error:#}"));
                return Next::HangUp;
            }
            self.condition.paper_out |= used_up(&mut self.condition.paper_bytes);
        }
        Next::Nothing
    }

    /// By Epson's ESC/POS reference, DLE EOT.
    fn answer(&self, question: u8) -> u8 {
        let Condition { cover_open, paper_out, paper_low, .. } = self.condition;
        let bit = |set: bool, bits: u8| if set { bits } else { 0 };
        0x12 | match question {
            1 => bit(self.cannot_print(), 0x08),
            2 => bit(cover_open, 0x04) | bit(paper_out, 0x20),
            4 => bit(paper_low || paper_out, 0x0C) | bit(paper_out, 0x60),
            _ => 0,
        }
    }
}

/// Counts one down; whether that was the last.
fn used_up(left: &mut Option<usize>) -> bool {
    *left = left.and_then(|left| left.checked_sub(1));
    *left == Some(0)
}

trait Nonblocking {
    fn make_nonblocking(&self);

    /// Whether the other side has hung up.
    fn is_over(&self) -> bool;
}

impl Nonblocking for TcpStream {
    fn make_nonblocking(&self) {
        self.set_nonblocking(true).expect("a socket can");
    }

    fn is_over(&self) -> bool {
        // A reset is seen behind what was not read.
        self.take_error().is_ok_and(|error| error.is_some()) || hung_up(self)
    }
}

impl Nonblocking for std::fs::File {
    fn make_nonblocking(&self) {
        rustix::fs::fcntl_setfl(self, rustix::fs::OFlags::NONBLOCK).expect("a terminal can");
    }

    fn is_over(&self) -> bool {
        false
    }
}

fn hung_up(file: &impl AsFd) -> bool {
    let mut asked = [PollFd::new(file, PollFlags::RDHUP)];
    let now = Timespec { tv_sec: 0, tv_nsec: 0 };
    poll(&mut asked, Some(&now)).is_ok_and(|count| count > 0)
}

#[cfg(test)]
mod tests;
