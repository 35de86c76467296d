//! Those who send a byte at a time, or nothing, or take nothing of what they asked for: each is cut off in time, and
//! nobody else waits for them.
use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::json;
use tests::hall::{Hall, office_path};
use tests::patience::until_within;
use tests::socket;
use tests::wire::Request;

/// So many of each kind.
const EACH: usize = 100;
/// Longer than the longest that the server waits for any of them, on a busy machine.
const DEADLINE: Duration = Duration::from_secs(150);
/// What somebody asks for without end who does not listen.
const ASKED: usize = 400;

/// One connection that drips.
struct Drip {
    stream: TcpStream,
    listens: bool,
    drips: bool,
    heard: Vec<u8>,
    is_over: bool,
}

impl Drip {
    fn new(mut stream: TcpStream, begin: &[u8]) -> Self {
        stream.write_all(begin).unwrap();
        stream.set_nonblocking(true).unwrap();
        Self { stream, listens: true, drips: true, heard: Vec::new(), is_over: false }
    }

    fn go_on(&mut self) {
        if self.drips {
            let sent = self.stream.write(b"x");
            self.is_over |= sent.is_err_and(|error| error.kind() != ErrorKind::WouldBlock);
        }
        let mut bytes = [0; 512];
        match if self.listens { self.stream.read(&mut bytes) } else { return } {
            Ok(0) => self.is_over = true,
            Ok(count) => self.heard.extend_from_slice(&bytes[..count]),
            Err(error) => self.is_over |= error.kind() != ErrorKind::WouldBlock,
        }
    }
}

/// A head that never ends.
fn head(hall: &Hall) -> Drip {
    Drip::new(TcpStream::connect(hall.address()).unwrap(), b"GET /healthz HTTP/1.1\r\nhost: hall\r\nlong: ")
}

/// A body that never ends.
fn body(hall: &Hall) -> Drip {
    let head = Request::new("POST", "/api/v1/login").header("content-type", "application/json");
    let head = head.header("content-length", "60000").bytes(hall.address());
    Drip::new(TcpStream::connect(hall.address()).unwrap(), &head)
}

/// Somebody who says nothing at all.
fn silence(hall: &Hall) -> Drip {
    Drip { drips: false, ..Drip::new(TcpStream::connect(hall.address()).unwrap(), b"") }
}

/// Somebody who asks for more and more and takes nothing of it.
fn deaf(hall: &Hall) -> Drip {
    let board = Request::new("GET", &office_path("board")).bytes(hall.address());
    Drip { listens: false, ..Drip::new(socket::narrow(hall.address()).unwrap(), &board.repeat(ASKED)) }
}

#[test]
fn who_sends_a_byte_at_a_time_is_cut_off_and_holds_nobody_up() {
    let hall = Hall::open();
    let bearer = format!("Bearer {}", hall.key("kiosk"));
    let kinds: [fn(&Hall) -> Drip; 4] = [head, body, silence, deaf];
    let mut drips: Vec<Vec<Drip>> = kinds.map(|kind| (0..EACH).map(|_| kind(&hall)).collect()).into();
    let mut numbers = 0;
    until_within(DEADLINE, "everybody who drips is cut off", || {
        drips.iter_mut().flatten().for_each(Drip::go_on);
        let press = Request::post(&office_path("tickets"), &json!({"service": "A"}));
        let press = press.header("authorization", bearer.as_str());
        let issued = hall.send(&press.header("idempotency-key", numbers.to_string()));
        numbers += 1;
        assert_eq!(issued.json()["number"], format!("A{numbers:03}"), "{}", issued.text());
        drips.iter().flatten().all(|drip| drip.is_over).then_some(())
    });
    for drip in &drips[1] {
        let heard = String::from_utf8_lossy(&drip.heard);
        assert!(heard.is_empty() || heard.starts_with("HTTP/1.1 400 "), "{heard}");
    }
    println!("{numbers} numbers were given meanwhile");
}
