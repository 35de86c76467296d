//! A connection of a thread that waits, for load that must be sent at its moment: the timers of a runtime know
//! milliseconds only.
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};

use anyhow::ensure;

use crate::line::whole;

/// A connection on which one request is under way at most.
pub(crate) struct Wire(TcpStream);

impl Wire {
    pub(crate) fn open(address: SocketAddr) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        Ok(Self(stream))
    }

    /// Sends a request.
    pub(crate) fn say(&mut self, request: &[u8]) -> anyhow::Result<()> {
        Ok(self.0.write_all(request)?)
    }

    /// Waits for the answer to what was said last, which must be a success.
    pub(crate) fn answer(&mut self) -> anyhow::Result<Vec<u8>> {
        let mut read = Vec::new();
        let mut part = [0; 4096];
        loop {
            if let Some((status, begin, end)) = whole(&read)? {
                ensure!(status < 300, "{status}: {}", String::from_utf8_lossy(&read[begin..end]));
                return Ok(read[begin..end].to_vec());
            }
            let count = self.0.read(&mut part)?;
            ensure!(count > 0, "the server hung up");
            read.extend(&part[..count]);
        }
    }
}
