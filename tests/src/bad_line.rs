//! A line to the server that harms what passes: loses requests and answers, cuts them, holds them up, and sends requests
//! twice, as a seed chooses. It never changes what it lets pass.
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use simulation::Dice;

/// A line with a server behind it. Its threads live as long as the process.
pub struct BadLine {
    address: String,
    way: Arc<Way>,
}

/// What all connections have in common.
struct Way {
    server: String,
    dice: Mutex<Dice>,
    harmed: AtomicUsize,
}

/// What becomes of a request.
#[derive(Clone, Copy)]
enum Fate {
    Whole,
    Late,
    /// It never arrives.
    Lost,
    /// It arrives, and its answer does not.
    Unanswered,
    /// Its answer, or its stream, breaks off.
    Cut,
    /// It arrives twice at once.
    Twice,
    /// It arrives again after it was answered.
    TwiceLate,
}

const FATES: [(Fate, f64); 7] = [
    (Fate::Whole, 60.0),
    (Fate::Late, 6.0),
    (Fate::Lost, 6.0),
    (Fate::Unanswered, 8.0),
    (Fate::Cut, 8.0),
    (Fate::Twice, 6.0),
    (Fate::TwiceLate, 6.0),
];
/// How long something is held up.
const LATE: Duration = Duration::from_millis(150);
/// So many bytes of an answer pass at the most before it is cut; streams have more.
const CUT_BYTES: f64 = 600.0;
const STREAM_BYTES: f64 = 30_000.0;

impl BadLine {
    /// A line to the server at `host:port`.
    ///
    /// # Errors
    /// When it can't listen.
    pub fn start(server: &str, seed: u64) -> std::io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let way =
            Way { server: server.to_owned(), dice: Mutex::new(Dice::new(seed)), harmed: AtomicUsize::new(0) };
        let line = Self { address: listener.local_addr()?.to_string(), way: Arc::new(way) };
        let way = line.way.clone();
        thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                let way = way.clone();
                // A connection that breaks is what this is for.
                thread::spawn(move || drop(way.carry(&client)));
            }
        });
        Ok(line)
    }

    /// `host:port`, as its clients are told it.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// How many requests were harmed.
    pub fn harmed(&self) -> usize {
        self.way.harmed.load(Ordering::SeqCst)
    }
}

impl Way {
    /// One connection: request after request, each with its fate.
    fn carry(&self, client: &TcpStream) -> std::io::Result<()> {
        let server = self.connect()?;
        client.set_nodelay(true)?;
        let passing = Arc::new(AtomicUsize::new(usize::MAX));
        let (from_server, to_client, left) = (server.try_clone()?, client.try_clone()?, passing.clone());
        thread::spawn(move || answer(from_server, to_client, &left));
        let mut requests = BufReader::new(client.try_clone()?);
        while let Some(request) = read(&mut requests)? {
            if self.send(&request, &server, &passing)?.is_none() {
                break;
            }
        }
        client.shutdown(Shutdown::Both)?;
        server.shutdown(Shutdown::Both)
    }

    /// Nothing when the connection is over with it.
    fn send(
        &self,
        request: &[u8],
        mut server: &TcpStream,
        passing: &AtomicUsize,
    ) -> std::io::Result<Option<()>> {
        let is_stream =
            request.windows(8).take_while(|bytes| *bytes != b"HTTP/1.1").any(|bytes| bytes == b"/events ");
        let (fate, share) = self.fate();
        match fate {
            Fate::Whole => {}
            Fate::Late => thread::sleep(LATE),
            Fate::Lost => return Ok(None),
            Fate::Unanswered => passing.store(0, Ordering::SeqCst),
            Fate::Cut => {
                let bytes = if is_stream { STREAM_BYTES } else { CUT_BYTES } * share;
                passing.store(bytes as usize, Ordering::SeqCst);
            }
            Fate::Twice => self.repeat(request, Duration::ZERO)?,
            Fate::TwiceLate => self.repeat(request, LATE)?,
        }
        server.write_all(request).map(Some)
    }

    fn fate(&self) -> (Fate, f64) {
        let mut dice = self.dice.lock().expect("nobody panics with the dice in hand");
        let (fate, _) = FATES[dice.pick(&FATES.map(|(_, weight)| weight))];
        if !matches!(fate, Fate::Whole) {
            self.harmed.fetch_add(1, Ordering::SeqCst);
        }
        (fate, dice.share())
    }

    /// Sends the same once more, over a connection of its own, and swallows the answer.
    fn repeat(&self, request: &[u8], after: Duration) -> std::io::Result<()> {
        let (mut server, request) = (self.connect()?, request.to_owned());
        thread::spawn(move || {
            thread::sleep(after);
            // The server may be gone by then.
            let _ = server.write_all(&request);
            let _ = server.read(&mut [0; 1024]);
        });
        Ok(())
    }

    fn connect(&self) -> std::io::Result<TcpStream> {
        let server = TcpStream::connect(&self.server)?;
        server.set_nodelay(true)?;
        Ok(server)
    }
}

/// Reads one request with a body of known length, if any; nothing at the connection's end.
fn read(from: &mut impl BufRead) -> std::io::Result<Option<Vec<u8>>> {
    let (mut request, mut length) = (Vec::new(), 0);
    loop {
        let begin = request.len();
        if from.read_until(b'\n', &mut request)? == 0 {
            return Ok(None);
        }
        let line = String::from_utf8_lossy(&request[begin..]).to_ascii_lowercase();
        if let Some(value) = line.strip_prefix("content-length:") {
            length = value.trim().parse().map_err(std::io::Error::other)?;
        }
        if line.trim().is_empty() {
            break;
        }
    }
    let begin = request.len();
    request.resize(begin + length, 0);
    from.read_exact(&mut request[begin..])?;
    Ok(Some(request))
}

/// Carries what the server says until no more may pass, or one side ends.
fn answer(mut from: TcpStream, mut to: TcpStream, passing: &AtomicUsize) {
    let mut bytes = [0; 16 * 1024];
    while let Ok(count @ 1..) = from.read(&mut bytes) {
        let left = passing.load(Ordering::SeqCst);
        let passes = count.min(left);
        if left != usize::MAX {
            passing.store(left - passes, Ordering::SeqCst);
        }
        if to.write_all(&bytes[..passes]).is_err() || passes < count {
            break;
        }
    }
    // Both may have ended already.
    let _ = to.shutdown(Shutdown::Both);
    let _ = from.shutdown(Shutdown::Both);
}
