//! Many requests over one connection, some of them at once: what a flood is made of.
use std::io::{BufReader, Read, Write};
use std::net::TcpStream;

use anyhow::Context;

use crate::wire::{Answer, Request, head, length_of};

/// Requests that are sent before the first of their answers is read.
const AT_ONCE: usize = 50;

/// Sends a request so many times and hands on each answer. Each must say how long it is.
///
/// # Errors
/// When the connection breaks, or what comes back is not HTTP.
pub fn repeat(
    request: &Request,
    times: usize,
    mut stream: TcpStream,
    mut take: impl FnMut(Answer),
) -> anyhow::Result<()> {
    let one = request.bytes(&stream.peer_addr()?.to_string());
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut left = times;
    while left > 0 {
        let count = left.min(AT_ONCE);
        stream.write_all(&one.repeat(count))?;
        for _ in 0..count {
            take(answer(&mut reader)?);
        }
        left -= count;
    }
    Ok(())
}

fn answer(reader: &mut BufReader<TcpStream>) -> anyhow::Result<Answer> {
    let (status, headers) = head(reader)?;
    let mut body = vec![0; length_of(&headers).context("an answer of unknown length")?];
    reader.read_exact(&mut body)?;
    Ok(Answer { status, headers, body })
}
