//! A small server of one office: what a kiosk needs of the API, on threads, with a script for its tickets.
#![allow(unreachable_pub, reason = "a part of a test")]
use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;

const OFFICE: &str = r##"{"code":"tay-ninh","name":{"vi":"UBND thị xã Tây Ninh"},"unit":{"vi":"Bộ phận Một cửa"},
"languages":["vi","en"],"now":"2026-11-23T08:42:10+07:00","open":true,"reopens_at":null,"hotline":"","notice":null,
"priority":[],"self_priority":true,"ask_priority_reason":false,"counters":[{"counter":"1","name":{"vi":"Quầy 1"}}],
"services":[{"service":"A","name":{"vi":"Hộ tịch"},"short":{},"hint":{},"color":"#1F5FA8","counters":["1"]}],
"hours":[]}"##;

const SERVICES: &str = r##"[{"service":"A","name":{"vi":"Hộ tịch"},"short":{},"hint":{},"color":"#1F5FA8",
"open":true,"reopens_at":null,"waiting":5,"estimate":{"low_min":10,"high_min":15},"counters":["1"]}]"##;

const BOARD: &str = r#"{"office":"tay-ninh","name":{},"seq":1,"at":"2026-11-23T08:42:10+07:00","open":true,
"reopens_at":null,"calls":[],"missed":[],"waiting":[],"counters":[],"notice":null}"#;

/// What a press is answered.
#[derive(Clone, Copy)]
pub enum Answer {
    /// This number.
    Number(u32),
    /// Nothing: the connection is cut.
    Cut,
}

/// A request that changes something, as it came.
#[derive(Debug)]
pub struct Seen {
    pub path: String,
    pub key: Option<String>,
    pub body: String,
}

pub struct Server {
    pub url: String,
    /// Every POST but heartbeats.
    pub seen: Receiver<Seen>,
}

impl Server {
    pub fn start(answers: impl IntoIterator<Item = Answer>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let (see, seen) = channel();
        let answers = Arc::new(Mutex::new(answers.into_iter().collect::<VecDeque<_>>()));
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let (see, answers) = (see.clone(), Arc::clone(&answers));
                thread::spawn(move || serve(stream, &see, &answers));
            }
        });
        Self { url, seen }
    }
}

fn serve(stream: TcpStream, see: &Sender<Seen>, answers: &Mutex<VecDeque<Answer>>) -> Option<()> {
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    loop {
        let (line, seen) = request(&mut reader)?;
        let path = seen.path.clone();
        let answer = if line.starts_with("GET") {
            read(&path)
        } else if path.ends_with("/heartbeat") {
            with_body("204 No Content", "", "")
        } else if path.ends_with("/tickets") {
            see.send(seen).ok()?;
            match answers.lock().unwrap().pop_front()? {
                Answer::Number(number) => with_body("201 Created", "application/json", &ticket(number)),
                Answer::Cut => return None,
            }
        } else {
            see.send(seen).ok()?;
            with_body("204 No Content", "", "")
        };
        (&stream).write_all(answer.as_bytes()).ok()?;
    }
}

fn read(path: &str) -> String {
    if path.ends_with("/events") {
        let board = BOARD.replace('\n', "");
        let head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n";
        return format!("{head}id: 1\nevent: board\ndata: {board}\n\n");
    }
    with_body("200 OK", "application/json", if path.ends_with("/services") { SERVICES } else { OFFICE })
}

fn ticket(number: u32) -> String {
    let url = "HTTP://192.168.10.5:7070/T/ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    format!(
        r#"{{"number":"A{number:03}","service":"A","token":"ABCDEFGHIJKLMNOPQRSTUVWXYZ","url":"{url}",
        "issued_at":"2026-11-23T08:42:10+07:00","ahead":5,"estimate":null,"priority":false}}"#
    )
}

fn with_body(status: &str, kind: &str, body: &str) -> String {
    let length = body.len();
    format!("HTTP/1.1 {status}\r\ncontent-type: {kind}\r\ncontent-length: {length}\r\n\r\n{body}")
}

fn request(reader: &mut BufReader<TcpStream>) -> Option<(String, Seen)> {
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).ok()? == 0 {
            return None;
        }
        if line.trim().is_empty() {
            break;
        }
        lines.push(line.trim().to_string());
    }
    let header = |name: &str| {
        let mut headers = lines.iter().filter_map(|line| line.split_once(": "));
        headers.find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.to_string())
    };
    let length = header("content-length").map_or(0, |length| length.parse().unwrap());
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    let path = lines[0].split(' ').nth(1)?.to_string();
    let body = String::from_utf8(body).unwrap();
    Some((lines[0].clone(), Seen { path, key: header("idempotency-key"), body }))
}
