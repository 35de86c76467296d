//! HTTP as bytes, to say what no client would say and to see exactly what comes back. Typed calls are in `client`.
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use anyhow::{Context, bail, ensure};
use serde_json::Value;

/// Longer than any answer may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// Bytes that are read at once, as a rule.
const BUFFER: usize = 8 * 1024;

/// A request to be sent exactly as it stands here.
#[derive(Clone, Debug)]
pub struct Request {
    method: String,
    path: String,
    headers: Vec<(String, Vec<u8>)>,
    body: Vec<u8>,
}

/// What came back.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// Names in small letters, as they came.
    pub headers: Vec<(String, String)>,
    /// The whole body.
    pub body: Vec<u8>,
}

/// An event stream, read message by message.
pub struct Events {
    reader: Chunks,
}

/// One message of an event stream.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// The id as it stands there.
    pub id: Option<u64>,
    /// The event's name.
    pub name: String,
    /// The data, read as JSON.
    pub data: Value,
}

impl Request {
    /// A request without body.
    pub fn new(method: &str, path: &str) -> Self {
        Self { method: method.into(), path: path.into(), headers: Vec::new(), body: Vec::new() }
    }

    /// A POST of JSON.
    pub fn post(path: &str, body: &Value) -> Self {
        Self::new("POST", path).body("application/json", body.to_string())
    }

    /// With one more header.
    #[must_use]
    pub fn header(mut self, name: &str, value: impl Into<Vec<u8>>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// With this body of this kind; no kind is said when it is "".
    #[must_use]
    pub fn body(mut self, kind: &str, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        if kind.is_empty() { self } else { self.header("content-type", kind) }
    }

    /// With the length of its body, for who sends the bytes alone.
    #[must_use]
    pub fn with_length(self) -> Self {
        let length = self.body.len().to_string();
        self.header("content-length", length)
    }

    /// Sends it to `host:port` over a connection of its own.
    ///
    /// # Errors
    /// When there is no connection, or what comes back is not HTTP.
    pub fn send(&self, address: &str) -> anyhow::Result<Answer> {
        self.send_over(connect(address)?)
    }

    /// The same over a connection that is there.
    ///
    /// # Errors
    /// When what comes back is not HTTP.
    pub fn send_over(&self, stream: TcpStream) -> anyhow::Result<Answer> {
        let request = self.clone().header("connection", "close").with_length();
        let mut reader = request.begin(stream, BUFFER)?;
        let (status, headers) = head(&mut reader)?;
        let mut body = Vec::new();
        if is_chunked(&headers) {
            Chunks { reader, left: 0 }.read_to_end(&mut body)?;
        } else {
            reader.read_to_end(&mut body)?;
            ensure!(length_of(&headers).is_none_or(|length| length == body.len()), "the answer is cut off");
        }
        Ok(Answer { status, headers, body })
    }

    /// Sends it and reads the answer as an event stream.
    ///
    /// # Errors
    /// When there is no connection, or the answer is not an event stream.
    pub fn follow(&self, address: &str) -> anyhow::Result<Events> {
        self.follow_over(connect(address)?, BUFFER)
    }

    /// The same over a connection that is there; at most so many bytes are read at once.
    ///
    /// # Errors
    /// When the answer is not an event stream.
    pub fn follow_over(&self, stream: TcpStream, at_once: usize) -> anyhow::Result<Events> {
        let mut reader = self.begin(stream, at_once)?;
        let (status, headers) = head(&mut reader)?;
        let kind = headers.iter().find(|(name, _)| name == "content-type").map(|(_, kind)| kind.as_str());
        if status != 200 || kind != Some("text/event-stream") || !is_chunked(&headers) {
            bail!("not an event stream: {status} {headers:?}");
        }
        Ok(Events { reader: Chunks { reader, left: 0 } })
    }

    /// The bytes of it, as they are sent to `host:port`.
    pub fn bytes(&self, address: &str) -> Vec<u8> {
        let mut bytes = format!("{} {} HTTP/1.1\r\n", self.method, self.path).into_bytes();
        if !self.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("host")) {
            bytes.extend(format!("host: {address}\r\n").bytes());
        }
        for (name, value) in &self.headers {
            bytes.extend([name.as_bytes(), b": ", value, b"\r\n"].concat());
        }
        bytes.extend(b"\r\n");
        bytes.extend(&self.body);
        bytes
    }

    fn begin(&self, mut stream: TcpStream, at_once: usize) -> anyhow::Result<BufReader<TcpStream>> {
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_nodelay(true)?;
        let address = stream.peer_addr().context("the connection broke at once")?.to_string();
        // A server may refuse a long body before it has all of it; then its answer is what counts.
        let _ = stream.write_all(&self.bytes(&address));
        Ok(BufReader::with_capacity(at_once, stream))
    }
}

impl Answer {
    /// Whether what was asked for was done.
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The body as JSON; null when it is none.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or(Value::Null)
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

impl Events {
    /// The next message; comments are passed over. `None` when the server has ended the stream.
    ///
    /// # Errors
    /// When the connection is cut, is silent for too long, or says what is no event stream.
    pub fn read(&mut self) -> anyhow::Result<Option<Event>> {
        self.read_while(|| true)
    }

    /// The same, as long as somebody wants to know; a server says that it is alive every few seconds.
    ///
    /// # Errors
    /// As for `read`.
    pub fn read_while(&mut self, is_wanted: impl Fn() -> bool) -> anyhow::Result<Option<Event>> {
        let mut event = Event { id: None, name: "message".into(), data: Value::Null };
        while is_wanted() {
            let mut line = String::new();
            if self.reader.read_line(&mut line)? == 0 {
                return Ok(None);
            }
            match line.trim_end_matches('\n').split_once(':') {
                None if line == "\n" && event.data.is_null() => {}
                None if line == "\n" => return Ok(Some(event)),
                Some(("", _)) => {}
                Some(("id", id)) => event.id = Some(id.trim().parse()?),
                Some(("event", name)) => event.name = name.trim().into(),
                Some(("data", data)) => event.data = serde_json::from_str(data)?,
                Some(_) | None => bail!("not a line of an event stream: {line:?}"),
            }
        }
        Ok(None)
    }

    /// The next message of this name; others are passed over.
    ///
    /// # Errors
    /// When the stream ends before, or as for `read`.
    pub fn read_named(&mut self, name: &str) -> anyhow::Result<Event> {
        loop {
            match self.read()? {
                Some(event) if event.name == name => return Ok(event),
                Some(_) => {}
                None => bail!("the stream ended without {name}"),
            }
        }
    }
}

fn connect(address: &str) -> anyhow::Result<TcpStream> {
    TcpStream::connect(address).with_context(|| format!("no connection to {address}"))
}

pub(crate) fn head(reader: &mut impl BufRead) -> anyhow::Result<(u16, Vec<(String, String)>)> {
    let mut line = String::new();
    reader.read_line(&mut line).context("no answer")?;
    let status = line.split(' ').nth(1).and_then(|status| status.parse().ok());
    let status = status.with_context(|| format!("not HTTP: {line:?}"))?;
    let mut headers = Vec::new();
    loop {
        line.clear();
        reader.read_line(&mut line)?;
        ensure!(line.ends_with("\r\n"), "the answer ends in its head");
        let Some((name, value)) = line.trim_end().split_once(':') else { return Ok((status, headers)) };
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
}

pub(crate) fn length_of(headers: &[(String, String)]) -> Option<usize> {
    headers.iter().find(|(name, _)| name == "content-length").and_then(|(_, length)| length.parse().ok())
}

fn is_chunked(headers: &[(String, String)]) -> bool {
    headers.iter().any(|(name, value)| name == "transfer-encoding" && value == "chunked")
}

/// The bytes inside of a chunked body (RFC 9112, 7.1).
struct Chunks {
    reader: BufReader<TcpStream>,
    /// Bytes left of this chunk.
    left: usize,
}

impl Chunks {
    fn begin(&mut self) -> std::io::Result<()> {
        let mut line = String::new();
        self.reader.read_line(&mut line)?;
        let wrong = || std::io::Error::other(format!("not a chunk's size: {line:?}"));
        self.left = usize::from_str_radix(line.trim_end(), 16).map_err(|_| wrong())?;
        Ok(())
    }

    fn end(&mut self) -> std::io::Result<()> {
        self.reader.read_line(&mut String::new()).map(drop)
    }

    fn read_line(&mut self, line: &mut String) -> std::io::Result<usize> {
        let mut bytes = Vec::new();
        let mut one = [0];
        while bytes.last() != Some(&b'\n') && self.read(&mut one)? == 1 {
            bytes.extend(one);
        }
        *line = String::from_utf8(bytes).map_err(std::io::Error::other)?;
        Ok(line.len())
    }
}

impl Read for Chunks {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        if self.left == 0 {
            self.begin()?;
        }
        let limit = into.len().min(self.left);
        let count = self.reader.read(&mut into[..limit])?;
        self.left -= count;
        if self.left == 0 {
            self.end()?;
        }
        Ok(count)
    }
}
