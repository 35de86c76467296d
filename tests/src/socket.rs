//! Connections that differ from what a system makes by itself: from another address of this machine, or with room for
//! very little on its way.
use std::io;
use std::net::{IpAddr, SocketAddr, TcpStream};

use socket2::{Domain, Protocol, Socket, Type};

/// Bytes of a segment, and of what waits to be read: the least that systems grant.
const NARROW: u32 = 600;

/// A connection to `host:port` that comes from this address.
///
/// # Errors
/// When the machine has no such address, or nobody listens.
pub fn from(source: IpAddr, address: &str) -> io::Result<TcpStream> {
    let socket = socket()?;
    socket.bind(&SocketAddr::new(source, 0).into())?;
    connected(socket, address)
}

/// A connection on which hardly anything can be under way: whoever sends notices soon that nobody reads. Small segments
/// keep the sender's own buffers small, too.
///
/// # Errors
/// When nobody listens.
pub fn narrow(address: &str) -> io::Result<TcpStream> {
    let socket = socket()?;
    socket.set_recv_buffer_size(NARROW as usize)?;
    socket.set_tcp_mss(NARROW)?;
    connected(socket, address)
}

fn socket() -> io::Result<Socket> {
    Socket::new(Domain::IPV4, Type::STREAM, Some(Protocol::TCP))
}

fn connected(socket: Socket, address: &str) -> io::Result<TcpStream> {
    let address: SocketAddr = address.parse().map_err(io::Error::other)?;
    socket.connect(&address.into())?;
    Ok(socket.into())
}
