//! A server that answers each request with the next of its scripts, byte by byte as written.
#![allow(dead_code, unreachable_pub, reason = "each test file uses its part")]
use std::sync::{Arc, Mutex};
use std::time::Duration;

use client::{Address, Patience, Server};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What to do after the answer's bytes.
#[derive(Clone, Copy, PartialEq)]
pub enum Then {
    /// Wait for the next request on this connection.
    Keep,
    /// Close it.
    Cut,
    /// Say nothing any more.
    Hang,
}

pub type Script = (Vec<u8>, Then);

/// A request as it came.
#[derive(Clone, Debug)]
pub struct Seen {
    pub head: String,
    pub body: String,
}

impl Seen {
    pub fn line(&self) -> &str {
        self.head.lines().next().unwrap()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().skip(1).filter_map(|line| line.split_once(": "));
        lines.find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}

pub struct Fake {
    pub address: Address,
    seen: Arc<Mutex<Vec<Seen>>>,
}

impl Fake {
    pub async fn start(scripts: Vec<Script>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap()).parse().unwrap();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let scripts = Arc::new(Mutex::new(scripts.into_iter()));
        let saw = Arc::clone(&seen);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (saw, scripts) = (Arc::clone(&saw), Arc::clone(&scripts));
                tokio::spawn(connection(stream, saw, move || scripts.lock().unwrap().next()));
            }
        });
        Self { address, seen }
    }

    /// A client that loses its patience early.
    pub fn server(&self) -> Server {
        Server::new(self.address.clone(), patience())
    }

    pub fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().clone()
    }
}

pub fn patience() -> Patience {
    let ms = Duration::from_millis;
    Patience { connect: ms(2000), answer: ms(300), silence: ms(300) }
}

async fn connection(
    mut stream: TcpStream,
    seen: Arc<Mutex<Vec<Seen>>>,
    mut next: impl FnMut() -> Option<Script>,
) {
    while let Some(request) = request(&mut stream).await {
        seen.lock().unwrap().push(request);
        let Some((bytes, then)) = next() else { return };
        // The client may be gone already; that is then the test's matter.
        let _ = stream.write_all(&bytes).await;
        match then {
            Then::Keep => {}
            Then::Cut => return,
            Then::Hang => std::future::pending().await,
        }
    }
}

async fn request(stream: &mut TcpStream) -> Option<Seen> {
    let mut bytes = Vec::new();
    loop {
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
            let seen = Seen { head, body: String::new() };
            let length = seen.header("content-length").map_or(0, |length| length.parse::<usize>().unwrap());
            if bytes.len() >= end + 4 + length {
                let body = String::from_utf8(bytes[end + 4..end + 4 + length].to_vec()).unwrap();
                return Some(Seen { body, ..seen });
            }
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    }
}

/// An answer with a body and its length.
pub fn answer(status: &str, headers: &str, body: &str) -> Script {
    let length = body.len();
    (format!("HTTP/1.1 {status}\r\ncontent-length: {length}\r\n{headers}\r\n{body}").into_bytes(), Then::Keep)
}

pub fn json(status: &str, body: &str) -> Script {
    answer(status, "content-type: application/json\r\n", body)
}

pub fn problem(status: &str, code: &str) -> Script {
    let number = &status[..3];
    let body = format!(
        r#"{{"type":"/problems/{code}","title":"No","status":{number},"detail":"not now","code":"{code}"}}"#
    );
    answer(status, "content-type: application/problem+json\r\n", &body)
}

/// An event stream that says this.
pub fn events(text: &str, then: Then) -> Script {
    (format!("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n{text}").into_bytes(), then)
}
