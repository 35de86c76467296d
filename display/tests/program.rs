//! The real program against a server of a few lines: what it prints, how it ends, what it draws and keeps.
#![allow(clippy::unwrap_used, reason = "a test may fail anywhere")]
use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

const OFFICE: &str = include_str!("office.json");
const BOARD: &str = include_str!("board.json");
const CALL: &str = r#"{"call":42,"number":"A012","counter":"3","counter_name":{"vi":"Quầy 3"},"service":"A",
"short":{"vi":"Hộ tịch"},"at":"2026-11-23T08:42:08+07:00","recall":0}"#;

/// A server whose event streams are the scripts, one after the other; the last one stays open.
struct Fake {
    address: String,
    /// The head of each request.
    asked: Receiver<String>,
}

impl Fake {
    fn start(scripts: Vec<String>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let (sender, asked) = channel();
        let scripts = Arc::new(Mutex::new(scripts));
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let (sender, scripts) = (sender.clone(), Arc::clone(&scripts));
                thread::spawn(move || {
                    while let Some(head) = head(&stream) {
                        let _ = sender.send(head.clone());
                        if !answer(&stream, &head, &scripts) {
                            return;
                        }
                    }
                });
            }
        });
        Self { address, asked }
    }

    /// Waits for a request of this kind, and gives its head.
    fn wait_for(&self, line: &str) -> String {
        let until = Instant::now() + Duration::from_secs(60);
        loop {
            let left = until.saturating_duration_since(Instant::now());
            let head = self.asked.recv_timeout(left).expect("the display asks in time");
            if head.starts_with(line) {
                return head;
            }
        }
    }
}

/// The head of the next request, its body read over.
fn head(stream: &TcpStream) -> Option<String> {
    let mut reader = BufReader::new(stream);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        if reader.read_line(&mut head).ok()? == 0 {
            return None;
        }
    }
    let length = head
        .to_lowercase()
        .split_once("content-length: ")
        .map_or(0, |(_, rest)| rest.split("\r\n").next().unwrap().parse().unwrap());
    std::io::copy(&mut std::io::Read::take(&mut reader, length), &mut std::io::sink()).ok()?;
    Some(head)
}

/// Answers one request; `false` when the connection is to be closed.
fn answer(mut stream: &TcpStream, head: &str, scripts: &Mutex<Vec<String>>) -> bool {
    let path = head.split(' ').nth(1).unwrap();
    let written = match path {
        "/api/v1/offices/tay-ninh" => {
            let length = OFFICE.len();
            write!(
                stream,
                "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n{OFFICE}"
            )
        }
        "/api/v1/offices/tay-ninh/events" => {
            let mut scripts = scripts.lock().unwrap();
            let script = scripts.remove(0);
            let is_last = scripts.is_empty();
            drop(scripts);
            let _ = write!(stream, "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n{script}");
            if is_last {
                thread::park();
            }
            return false;
        }
        _ => write!(stream, "HTTP/1.1 204 No Content\r\n\r\n"),
    };
    written.is_ok()
}

fn event(name: &str, id: u64, data: &str) -> String {
    format!("event: {name}\nid: {id}\ndata: {}\n\n", data.replace('\n', " "))
}

fn display(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_display"));
    command.args(arguments).env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").env_remove("RUST_LOG");
    command
}

fn terminate(child: Child) -> Output {
    let killed = Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap();
    assert!(killed.success());
    child.wait_with_output().unwrap()
}

/// Of the foot when the line is lost.
const PAPER: [u8; 3] = [0xF6, 0xF7, 0xF9];
/// Of a call's ground when the line is lost.
const GREYED_GOLD: [u8; 3] = [106, 116, 129];

/// A pixel of a picture.
fn colour(path: &Path, x: usize, y: usize) -> [u8; 3] {
    let mut reader = png::Decoder::new(BufReader::new(File::open(path).unwrap())).read_info().unwrap();
    let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
    let width = reader.next_frame(&mut bytes).unwrap().width as usize;
    let at = 3 * (y * width + x);
    bytes[at..at + 3].try_into().unwrap()
}

fn last_picture(folder: &Path) -> std::path::PathBuf {
    let pictures = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    pictures.filter(|path| path.extension().is_some_and(|end| end == "png")).max().unwrap()
}

/// Ends on SIGTERM and gives what was drawn and kept: whatever was heard before is drawn, for messages and the
/// end come through one line, in order.
#[test]
fn a_call_is_drawn_and_kept_and_a_lost_line_greys_it() {
    let fake = Fake::start(vec![
        event("board", 41, BOARD) + &event("call", 42, CALL),
        // On the second line the server says nothing yet.
        String::new(),
    ]);
    let folder = tempfile::tempdir().unwrap();
    let (pictures, state) = (folder.path().join("pictures"), folder.path().join("state/of/it"));
    std::fs::write(folder.path().join("key"), "SECRET\n").unwrap();
    let (screen, state_dir) = (format!("png:{}", pictures.display()), state.display().to_string());
    let key = folder.path().join("key").display().to_string();
    let mut child = display(&["--server", &fake.address, "--office", "tay-ninh", "--screen", &screen])
        .args(["--size", "1280x720", "--state", &state_dir, "--key-file", &key])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    stdout.read_line(&mut line).unwrap();
    assert_eq!(line, "ready\n");
    fake.wait_for("GET /api/v1/offices/tay-ninh/events ");
    let again = fake.wait_for("GET /api/v1/offices/tay-ninh/events ");
    assert!(again.contains("last-event-id: 42"), "{again}");
    let ended = terminate(child);
    assert_eq!(ended.status.code(), Some(0), "{}", String::from_utf8_lossy(&ended.stderr));
    let told = String::from_utf8(ended.stderr).unwrap();
    assert!(told.contains("the line to the server is lost") && !told.contains("SECRET"), "{told}");
    let picture = last_picture(&pictures);
    assert_eq!(colour(&picture, 640, 700), PAPER, "the foot tells the loss");
    assert_eq!(colour(&picture, 400, 100), GREYED_GOLD, "the call is the hero, greyed");
    let kept = std::fs::read_to_string(state.join("board.json")).unwrap();
    assert!(kept.contains("A012") && kept.contains("Bộ phận"), "{kept}");
}

#[test]
fn a_heartbeat_goes_out_with_the_key() {
    let fake = Fake::start(vec![event("board", 41, BOARD)]);
    let folder = tempfile::tempdir().unwrap();
    let (screen, key) = (format!("png:{}", folder.path().display()), folder.path().join("key"));
    std::fs::write(&key, "SECRET\n").unwrap();
    let child =
        display(&["--server", &fake.address, "--office", "tay-ninh", "--screen", &screen, "--key-file"])
            .arg(&key)
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
    let beat = fake.wait_for("POST /api/v1/offices/tay-ninh/heartbeat ");
    assert!(beat.to_lowercase().contains("authorization: bearer secret"), "{beat}");
    assert_eq!(terminate(child).status.code(), Some(0));
}

#[test]
fn a_wrong_call_is_told_in_one_sentence_with_code_2() {
    let hall = ["--server", "http://127.0.0.1:1", "--office", "a"];
    let cases: [(&[&str], &str); 8] = [
        (&[], "not provided: --server <URL>"),
        (&["--server", "http://127.0.0.1:1", "--key-file", "key"], "name it by --office"),
        (&["--colour"], "unexpected argument"),
        (&["--lang", "xx"], "there are no words in the language xx, but in vi, en"),
        (&["--key-file", "/not/there"], "--key-file /not/there can't be read"),
        (&["--ca", "/not/there"], "--ca is for https:// alone"),
        (&["--config", "/not/there"], "--config /not/there can't be read"),
        (&["--words", "/not/there"], "--words: can't read words from /not/there"),
    ];
    for (arguments, expected) in cases {
        let alone = arguments.first().is_none_or(|first| *first == "--server");
        let before: &[&str] = if alone { &[] } else { &hall };
        let ended = display(before).args(arguments).output().unwrap();
        let told = String::from_utf8(ended.stderr).unwrap();
        assert_eq!((ended.status.code(), told.lines().count()), (Some(2), 1), "{told}");
        assert!(told.starts_with("display: ") && told.contains(expected), "{told}");
        assert!(ended.stdout.is_empty());
    }
}

#[test]
fn without_a_screen_a_window_is_refused_in_one_sentence() {
    let ended = display(&["--server", "http://127.0.0.1:1", "--office", "a"]).output().unwrap();
    let told = String::from_utf8(ended.stderr).unwrap();
    assert_eq!((ended.status.code(), told.lines().count()), (Some(1), 1), "{told}");
}
