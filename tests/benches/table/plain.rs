//! The limit of telling thousands: a process that does nothing but write the same bytes to each of its connections, by two
//! threads.
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::thread;

use anyhow::Context;

/// How a process is told to be this one.
pub(crate) const COMMAND: &str = "plain-writes";
/// Goes down by one with every message, as the line before a ticket does.
const AHEAD: u32 = 90_000;

/// The other process.
pub(crate) struct Plain {
    child: Child,
    orders: ChildStdin,
    /// Where it listens.
    pub(crate) address: SocketAddr,
}

impl Plain {
    /// Starts it, for this many connections and messages of this length.
    pub(crate) fn start(connections: usize, length: usize) -> anyhow::Result<Self> {
        let mut command = Command::new(std::env::current_exe()?);
        command.arg(COMMAND).args([connections.to_string(), length.to_string()]);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let mut address = String::new();
        BufReader::new(child.stdout.take().context("a pipe")?).read_line(&mut address)?;
        let orders = child.stdin.take().context("a pipe")?;
        Ok(Self { child, orders, address: address.trim().parse()? })
    }

    /// Has a message written to all.
    pub(crate) fn write(&mut self) -> anyhow::Result<()> {
        Ok(self.orders.write_all(b"\n")?)
    }
}

impl Drop for Plain {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// In the other process: what it is told. It prints its address, and writes once for every line that it reads.
pub(crate) fn run(arguments: &[String]) -> anyhow::Result<()> {
    let [connections, length] = arguments else { anyhow::bail!("a number and a length are needed") };
    let (connections, length): (usize, usize) = (connections.parse()?, length.parse()?);
    let listener = TcpListener::bind("127.0.0.1:0")?;
    println!("{}", listener.local_addr()?);
    let mut streams = Vec::new();
    for _ in 0..connections {
        let (mut stream, _) = listener.accept()?;
        stream.set_nodelay(true)?;
        stream.write_all(&message(AHEAD, length))?;
        streams.push(stream);
    }
    for (round, order) in (1..).zip(std::io::stdin().lines()) {
        order?;
        let message = message(AHEAD - round, length);
        let (left, right) = streams.split_at(streams.len() / 2);
        thread::scope(|scope| {
            scope.spawn(|| write_all(left, &message));
            write_all(right, &message);
        });
    }
    Ok(())
}

fn write_all(streams: &[TcpStream], message: &[u8]) {
    for mut stream in streams {
        // Who is not there is missed by the other side.
        let _ = stream.write_all(message);
    }
}

fn message(ahead: u32, length: usize) -> Vec<u8> {
    let mut message = format!("data: {{\"ahead\":{ahead},\"more\":\"").into_bytes();
    message.resize(length - 4, b'-');
    message.extend_from_slice(b"\"}\n\n");
    message
}
