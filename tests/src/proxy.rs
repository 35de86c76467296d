//! A line to the server that can be held: requests still arrive there, and no answer comes back any more.
use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

/// A proxy in front of a server. Its threads live as long as the process.
pub struct Proxy {
    address: String,
    held: Arc<AtomicBool>,
}

impl Proxy {
    /// A proxy in front of the server at `host:port`.
    ///
    /// # Errors
    /// When it can't listen.
    pub fn start(server: &str) -> std::io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let (address, server) = (listener.local_addr()?.to_string(), server.to_owned());
        let held = Arc::new(AtomicBool::new(false));
        let is_held = held.clone();
        thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                // A client that can't be connected is dropped, as a server that is away does.
                let _ = connect(client, &server, &is_held);
            }
        });
        Ok(Self { address, held })
    }

    /// The address its clients are told.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// From now on nothing comes back from the server.
    pub fn hold(&self) {
        self.held.store(true, Ordering::SeqCst);
    }

    /// New connections are whole again; those that were held stay silent.
    pub fn release(&self) {
        self.held.store(false, Ordering::SeqCst);
    }
}

fn connect(client: TcpStream, server: &str, held: &Arc<AtomicBool>) -> std::io::Result<()> {
    let server = TcpStream::connect(server)?;
    client.set_nodelay(true)?;
    server.set_nodelay(true)?;
    let (from_client, to_server) = (client.try_clone()?, server.try_clone()?);
    thread::spawn(move || copy(from_client, to_server, || false));
    let held = held.clone();
    thread::spawn(move || copy(server, client, move || held.load(Ordering::SeqCst)));
    Ok(())
}

/// Carries bytes over until one side ends; once they are held, swallows them.
fn copy(mut from: TcpStream, mut to: TcpStream, is_held: impl Fn() -> bool) {
    let mut bytes = [0; 16 * 1024];
    let mut swallow = false;
    while let Ok(count @ 1..) = from.read(&mut bytes) {
        swallow |= is_held();
        if !swallow && to.write_all(&bytes[..count]).is_err() {
            break;
        }
    }
    if !swallow {
        let _ = to.shutdown(Shutdown::Both);
    }
}
