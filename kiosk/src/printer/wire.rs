//! Sending bytes so that it is known whether they arrived, and never for longer than a ticket has time: what
//! was not taken by then is taken back, so that it does not come out on somebody else's turn.
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::net::{Shutdown, TcpStream, ToSocketAddrs};
use std::os::fd::AsFd;
use std::os::unix::fs::{FileTypeExt, OpenOptionsExt};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::OFlags;
use rustix::io::ioctl_fionread;
use rustix::net::sockopt::set_socket_linger;

use super::deadline::Deadline;

const CONNECT: Duration = Duration::from_secs(2);
/// A printer that takes nothing for this long does not print.
const STALL: Duration = Duration::from_secs(5);
/// Most printers close when they have all, but some keep the line open: one that has acknowledged all and
/// neither closes nor resets for this long is content.
const CONTENT: Duration = Duration::from_millis(1_500);
/// How often is looked whether bytes were taken.
const LOOK: Duration = Duration::from_millis(10);

/// Sends all to a network printer, waits until it has acknowledged all, and closes.
pub(super) fn send_tcp(printer: &str, bytes: &[u8], until: Deadline) -> io::Result<()> {
    let stream = connect(printer, until)?;
    let sent = deliver(&stream, bytes, until);
    if sent.is_err() {
        // A close by reset throws away what waits to be sent.
        set_socket_linger(&stream, Some(Duration::ZERO))?;
    }
    sent
}

/// By the first of the printer's addresses that answers; afterwards no other is a way out.
fn connect(printer: &str, until: Deadline) -> io::Result<TcpStream> {
    let mut failed = ErrorKind::AddrNotAvailable.into();
    for address in printer.to_socket_addrs()? {
        match TcpStream::connect_timeout(&address, left(until)?.min(CONNECT)) {
            Ok(stream) => return Ok(stream),
            Err(error) => failed = error,
        }
    }
    Err(failed)
}

fn deliver(mut stream: &TcpStream, bytes: &[u8], until: Deadline) -> io::Result<()> {
    stream.set_nonblocking(true)?;
    write_all(&mut stream, bytes, until)?;
    stream.shutdown(Shutdown::Write)?;
    let mut pace = Pace::new(until);
    let (mut closed, mut content_at) = (false, None);
    loop {
        closed |= heard_end(stream)?;
        // In this order: a reset also ends the list's entry.
        let waiting = unacknowledged(stream)?;
        stream.take_error()?.map_or(Ok(()), Err)?;
        if waiting == 0 {
            let now = until.now();
            if closed || now >= *content_at.get_or_insert(now + CONTENT) {
                return Ok(());
            }
        } else {
            pace.check(waiting)?;
        }
        thread::sleep(LOOK);
    }
}

/// Reads away what a printer says, for a close with unread bytes would be a reset. Whether it has closed.
fn heard_end(mut stream: &TcpStream) -> io::Result<bool> {
    let mut said = [0; 256];
    loop {
        match stream.read(&mut said) {
            Ok(0) => return Ok(true),
            Ok(_) => {}
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(false),
            Err(error) => return Err(error),
        }
    }
}

/// Bytes that the other side has not acknowledged, by Linux' list of connections: the call for a single
/// one's number (SIOCOUTQ) has no safe form. A connection that is over is not on it.
fn unacknowledged(stream: &TcpStream) -> io::Result<u64> {
    let (here, there) = (stream.local_addr()?, stream.peer_addr());
    let Ok(there) = there else { return Ok(0) };
    let list = fs::read_to_string(if here.is_ipv6() { "/proc/net/tcp6" } else { "/proc/net/tcp" })?;
    Ok(list.lines().find_map(|line| queue_of(line, here.port(), there.port())).unwrap_or(0))
}

/// The queue of a line of the list, if it is about these ports: `0: 0100007F:D431 0100007F:238C 05 000001F4:…`.
fn queue_of(line: &str, here: u16, there: u16) -> Option<u64> {
    let mut columns = line.split_whitespace().skip(1);
    let mut is_port = |port: u16| {
        let end = columns.next()?.rsplit_once(':')?.1;
        (u16::from_str_radix(end, 16) == Ok(port)).then_some(())
    };
    is_port(here)?;
    is_port(there)?;
    let queues = columns.nth(1)?;
    u64::from_str_radix(queues.split_once(':')?.0, 16).ok()
}

/// Sends all to a device or pipe, or appends it to a plain file, which is made if it is missing.
pub(super) fn send_file(path: &Path, bytes: &[u8], until: Deadline) -> io::Result<()> {
    let mut file = OpenOptions::new()
        .append(true)
        .create(may_create(path))
        .custom_flags(OFlags::NONBLOCK.bits().cast_signed())
        .open(path)?;
    let pipe = file.metadata()?.file_type().is_fifo();
    let sent = write_all(&mut file, bytes, until).and_then(|()| {
        // A USB printer is ready again when it has taken the last block; a close before would drop that.
        if pipe { emptied(&file, until) } else { ready(&file, until) }
    });
    if pipe && sent.is_err() {
        take_back(path)?;
    }
    sent
}

/// A device that is missing is switched off: a file in its place would swallow the tickets.
fn may_create(path: &Path) -> bool {
    let folder = path.parent().and_then(|folder| fs::canonicalize(folder).ok());
    let device = path.starts_with("/dev") || folder.is_some_and(|folder| folder.starts_with("/dev"));
    // A link to nowhere may lead there too.
    !device && fs::symlink_metadata(path).is_err()
}

/// Waits until a pipe's reader has taken all.
fn emptied(pipe: &File, until: Deadline) -> io::Result<()> {
    let mut pace = Pace::new(until);
    loop {
        let waiting = ioctl_fionread(pipe)?;
        if waiting == 0 {
            return Ok(());
        }
        pace.check(waiting)?;
        thread::sleep(LOOK);
    }
}

/// Reads what is left in a pipe.
fn take_back(path: &Path) -> io::Result<()> {
    let flags = OFlags::NONBLOCK.bits().cast_signed();
    let mut pipe = OpenOptions::new().read(true).custom_flags(flags).open(path)?;
    match io::copy(&mut pipe, &mut io::sink()) {
        Err(error) if error.kind() != ErrorKind::WouldBlock => Err(error),
        Ok(_) | Err(_) => Ok(()),
    }
}

fn write_all(to: &mut (impl Write + AsFd), mut bytes: &[u8], until: Deadline) -> io::Result<()> {
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
fn ready(to: &impl AsFd, until: Deadline) -> io::Result<()> {
    let most = left(until)?.min(STALL);
    let timeout = Timespec::try_from(most).map_err(io::Error::other)?;
    let mut asked = [PollFd::new(to, PollFlags::OUT)];
    match poll(&mut asked, Some(&timeout)) {
        Ok(0) => Err(ErrorKind::TimedOut.into()),
        Err(error) if error != rustix::io::Errno::INTR => Err(error.into()),
        Ok(_) | Err(_) => Ok(()),
    }
}

fn left(until: Deadline) -> io::Result<Duration> {
    until.left().ok_or_else(|| ErrorKind::TimedOut.into())
}

/// Whether bytes go on being taken.
struct Pace {
    least: u64,
    stalled_at: Instant,
    until: Deadline,
}

impl Pace {
    fn new(until: Deadline) -> Self {
        Self { least: u64::MAX, stalled_at: until.until(), until }
    }

    /// So many wait now.
    fn check(&mut self, waiting: u64) -> io::Result<()> {
        let now = self.until.now();
        if waiting < self.least {
            (self.least, self.stalled_at) = (waiting, (now + STALL).min(self.until.until()));
        }
        if now < self.stalled_at { Ok(()) } else { Err(ErrorKind::TimedOut.into()) }
    }
}
