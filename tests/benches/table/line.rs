//! A connection that is kept, as a kiosk or a browser has it: whole requests out, whole answers in.
use std::io::{self, ErrorKind};
use std::net::SocketAddr;

use anyhow::{Context, bail};
use tokio::net::TcpStream;

/// A connection.
pub(crate) struct Line {
    stream: TcpStream,
    read: Vec<u8>,
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Vec<u8>,
}

impl Line {
    pub(crate) async fn open(address: SocketAddr) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address).await.context("no connection")?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, read: Vec::with_capacity(8192) })
    }

    /// Sends a request and waits for its answer, which says how long it is.
    pub(crate) async fn ask(&mut self, request: &[u8]) -> anyhow::Result<Answer> {
        write_all(&self.stream, request).await?;
        self.read.clear();
        loop {
            if let Some((status, begin, end)) = whole(&self.read)? {
                return Ok(Answer { status, body: self.read[begin..end].to_vec() });
            }
            if read_more(&self.stream, &mut self.read).await? == 0 {
                bail!("the server hung up");
            }
        }
    }

    /// The same, for an answer that must be a success.
    pub(crate) async fn must(&mut self, request: &[u8]) -> anyhow::Result<Vec<u8>> {
        let answer = self.ask(request).await?;
        if !(200..300).contains(&answer.status) {
            bail!("{}: {}", answer.status, String::from_utf8_lossy(&answer.body));
        }
        Ok(answer.body)
    }
}

/// Writes all of it.
pub(crate) async fn write_all(stream: &TcpStream, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        stream.writable().await?;
        match stream.try_write(bytes) {
            Ok(count) => bytes = &bytes[count..],
            Err(error) if error.kind() == ErrorKind::WouldBlock => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Adds what comes next; it is nothing when the other side has ended.
pub(crate) async fn read_more(stream: &TcpStream, read: &mut Vec<u8>) -> io::Result<usize> {
    loop {
        stream.readable().await?;
        let mut part = [0; 4096];
        match stream.try_read(&mut part) {
            Ok(count) => {
                read.extend(&part[..count]);
                return Ok(count);
            }
            Err(error) if error.kind() == ErrorKind::WouldBlock => {}
            Err(error) => return Err(error),
        }
    }
}

/// The status and where the body lies, once all of it is there.
pub(crate) fn whole(read: &[u8]) -> anyhow::Result<Option<(u16, usize, usize)>> {
    let Some(head) = read.windows(4).position(|end| end == b"\r\n\r\n") else { return Ok(None) };
    let text = std::str::from_utf8(&read[..head])?;
    let status = text.split(' ').nth(1).context("not HTTP")?.parse()?;
    let length = text.lines().find_map(|line| line.strip_prefix("content-length: "));
    let end = head + 4 + length.map_or(Ok(0), str::parse::<usize>)?;
    Ok((read.len() >= end).then_some((status, head + 4, end)))
}
