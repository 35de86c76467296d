//! A printer on the network: one connection a ticket, so that others can print between.
use std::fs;
use std::io::{self, ErrorKind, Read};
use std::net::{Shutdown, TcpStream, ToSocketAddrs};
use std::thread;
use std::time::Duration;

use rustix::net::sockopt::set_socket_linger;

use super::deadline::Deadline;
use super::talk::{Line, Way};
use super::wire::Pace;

const CONNECT: Duration = Duration::from_secs(2);
/// Most printers close when they have all, but some keep the line open: one that has acknowledged all and
/// neither closes nor resets for this long is content.
const CONTENT: Duration = Duration::from_millis(1_500);
/// How often is looked whether bytes were taken.
const LOOK: Duration = Duration::from_millis(10);

/// `HOST:PORT`.
pub(super) struct Network(pub(super) String);

impl Way for Network {
    type Line = TcpStream;

    fn name(&self) -> String {
        self.0.clone()
    }

    /// By the first of the printer's addresses that answers; afterwards no other is a way out.
    fn open(&self, until: Deadline) -> io::Result<TcpStream> {
        let mut failed = ErrorKind::AddrNotAvailable.into();
        for address in self.0.to_socket_addrs()? {
            let left = until.left().ok_or(ErrorKind::TimedOut)?;
            match TcpStream::connect_timeout(&address, left.min(CONNECT)) {
                Ok(stream) => {
                    stream.set_nonblocking(true)?;
                    stream.set_nodelay(true)?;
                    return Ok(stream);
                }
                Err(error) => failed = error,
            }
        }
        Err(failed)
    }
}

impl Line for TcpStream {
    fn taken(&mut self, until: Deadline) -> io::Result<()> {
        self.shutdown(Shutdown::Write)?;
        let mut pace = Pace::new(until);
        let (mut closed, mut content_at) = (false, None);
        loop {
            closed |= heard_end(self)?;
            // In this order: a reset also ends the list's entry.
            let waiting = unacknowledged(self)?;
            self.take_error()?.map_or(Ok(()), Err)?;
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

    fn throw_away(self) {
        // A close by reset throws away what waits to be sent.
        let _ = set_socket_linger(&self, Some(Duration::ZERO));
    }
}

/// Reads away what a printer says, for a close with unread bytes would be a reset. Whether it has closed.
fn heard_end(stream: &mut TcpStream) -> io::Result<bool> {
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
