//! Thousands of phones that hang on a server, in one thread: each with an event stream of its own.
use std::cell::Cell;
use std::net::{Ipv4Addr, SocketAddr};
use std::rc::Rc;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use tokio::net::{TcpSocket, TcpStream};
use tokio::runtime::Runtime;
use tokio::sync::{Notify, Semaphore};
use tokio::task::{JoinSet, LocalSet, spawn_local};

use crate::line::{read_more, write_all};

/// Connections that are made at the same time.
const AT_ONCE: usize = 200;
/// A machine has so many ports for one pair of addresses; each of these many is called from another of its own.
const OF_ONE_ADDRESS: usize = 5_000;
/// How long the last one may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// In a message of a ticket, before how many stand before it.
const AHEAD: &[u8] = b"\"ahead\":";

/// Followers, as long as this lives.
pub(crate) struct Followers {
    runtime: Runtime,
    local: LocalSet,
    tally: Rc<Tally>,
}

/// Who has heard what.
#[derive(Default)]
struct Tally {
    /// Counts the changes that were made.
    round: Cell<u32>,
    /// Who has not heard of the last one.
    missing: Cell<usize>,
    last: Cell<Option<Instant>>,
    all: Notify,
}

/// One follower.
struct Follower {
    stream: TcpStream,
    unread: Vec<u8>,
    /// How many stood before it when it came.
    ahead_first: Option<u32>,
    /// The last round of which it has heard.
    heard: u32,
}

impl Followers {
    /// Connects one follower for each request, and waits until each has heard how many stand before it.
    pub(crate) fn connect(address: SocketAddr, requests: Vec<Vec<u8>>) -> anyhow::Result<Self> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let (local, tally) = (LocalSet::new(), Rc::new(Tally::default()));
        runtime.block_on(local.run_until(async {
            for follower in connect(address, requests).await? {
                spawn_local(follow(follower, tally.clone()));
            }
            anyhow::Ok(())
        }))?;
        Ok(Self { runtime, local, tally })
    }

    /// Makes a change of which so many hear, and gives the time until the last one has heard.
    pub(crate) fn tell(
        &self,
        hearers: usize,
        change: impl FnOnce() -> anyhow::Result<()>,
    ) -> anyhow::Result<Duration> {
        self.tally.round.set(self.tally.round.get() + 1);
        self.tally.missing.set(hearers);
        let told = async {
            let begun = Instant::now();
            change()?;
            let all = tokio::time::timeout(PATIENCE, self.tally.all.notified()).await;
            ensure!(all.is_ok(), "{} of {hearers} heard nothing", self.tally.missing.get());
            Ok(self.tally.last.get().context("nobody heard")? - begun)
        };
        self.runtime.block_on(self.local.run_until(told))
    }

    /// Lets them read for a while.
    pub(crate) fn read_for(&self, time: Duration) {
        // A timer is made inside of its runtime.
        self.runtime.block_on(self.local.run_until(async { tokio::time::sleep(time).await }));
    }
}

async fn connect(address: SocketAddr, requests: Vec<Vec<u8>>) -> anyhow::Result<Vec<Follower>> {
    let room = Rc::new(Semaphore::new(AT_ONCE));
    let mut coming = JoinSet::new();
    for (index, request) in requests.into_iter().enumerate() {
        let room = room.clone();
        coming.spawn_local(async move {
            let _place = room.acquire().await?;
            let mut follower = Follower::call(address, index, &request).await?;
            while follower.ahead_first.is_none() {
                follower.read(&Tally::default()).await?;
            }
            anyhow::Ok(follower)
        });
    }
    let mut followers = Vec::new();
    while let Some(follower) = coming.join_next().await {
        followers.push(follower??);
    }
    Ok(followers)
}

async fn follow(mut follower: Follower, tally: Rc<Tally>) {
    // Who is cut off hears of the next change no more, and is missed.
    while follower.read(&tally).await.is_ok() {}
}

impl Follower {
    async fn call(address: SocketAddr, index: usize, request: &[u8]) -> anyhow::Result<Self> {
        let own = u8::try_from(2 + index / OF_ONE_ADDRESS)?;
        let socket = TcpSocket::new_v4()?;
        socket.bind((Ipv4Addr::new(127, 0, 0, own), 0).into())?;
        let stream = socket.connect(address).await?;
        write_all(&stream, request).await?;
        Ok(Self { stream, unread: Vec::new(), ahead_first: None, heard: 0 })
    }

    /// Takes in what has come, message by message.
    async fn read(&mut self, tally: &Tally) -> anyhow::Result<()> {
        ensure!(read_more(&self.stream, &mut self.unread).await? > 0, "cut off");
        while let Some(end) = self.unread.windows(2).position(|end| end == b"\n\n") {
            self.hear(end, tally);
            self.unread.drain(..end + 2);
        }
        Ok(())
    }

    fn hear(&mut self, end: usize, tally: &Tally) {
        let Some(ahead) = ahead(&self.unread[..end]) else { return };
        let first = *self.ahead_first.get_or_insert(ahead);
        let round = tally.round.get();
        if self.heard < round && first.checked_sub(ahead) == Some(round) {
            self.heard = round;
            tally.missing.set(tally.missing.get().saturating_sub(1));
            tally.last.set(Some(Instant::now()));
            if tally.missing.get() == 0 {
                tally.all.notify_one();
            }
        }
    }
}

/// How many stand before the ticket of a message.
fn ahead(message: &[u8]) -> Option<u32> {
    let at = message.windows(AHEAD.len()).position(|text| text == AHEAD)? + AHEAD.len();
    let digits = message[at..].iter().take_while(|digit| digit.is_ascii_digit());
    Some(digits.fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0')))
}
