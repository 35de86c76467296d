//! The server's side of the display: follows the office's events, asks once what the office is called, and
//! tells the server that this display lives. What is seen of it is not decided here.
use std::time::Duration;

use client::{Address, Background, Backoff, Device, Failure, Mailbox, News, OfficeMessage, Patience, Server};
use protocol::{Code, Heartbeat, Office};
use tokio::task::JoinHandle;
use tokio::time::{MissedTickBehavior, interval, sleep};

use crate::board::Heard;

/// How often the server hears that the display lives.
const HEARTBEAT: Duration = Duration::from_secs(30);

/// Where to listen, and as whom.
pub(crate) struct Line {
    pub(crate) server: Address,
    pub(crate) office: String,
    /// The display's key, when it has one: the board is public.
    pub(crate) key: Option<String>,
    /// What is wrong with this machine now, for the heartbeat.
    pub(crate) problem: Box<dyn Fn() -> Option<String> + Send + Sync>,
    /// Decides the jitter of the pauses.
    pub(crate) seed: u64,
}

/// Listens until the background is dropped.
pub(crate) fn listen(line: Line, mailbox: Mailbox<Heard>) -> anyhow::Result<Background> {
    let background = Background::start("network")?;
    let server = Server::new(line.server, Patience::default());
    if let Some(key) = line.key {
        let device = Device::new(server.clone(), &line.office, &key);
        let device = device.ok_or_else(|| anyhow::anyhow!("the key has letters that no key has"))?;
        background.spawn(beat(device, line.problem));
    }
    let follow = Follow { server, office: line.office, seed: line.seed, mailbox };
    background.spawn(follow.run());
    Ok(background)
}

struct Follow {
    server: Server,
    office: String,
    seed: u64,
    mailbox: Mailbox<Heard>,
}

/// What was last told of the line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    Well,
    Lost,
    Unknown,
}

impl Follow {
    /// Hands on all that is heard, until nobody listens.
    async fn run(self) {
        let mut follower = self.server.office_events(&self.office, self.seed);
        let (mut told, mut asking) = (Told::Well, None);
        loop {
            let (heard, tells) = match follower.next().await {
                News::Connected => {
                    tracing::info!(office = self.office, "connected");
                    asking = Some(self.ask_names(asking).await);
                    continue;
                }
                News::Message(message) => (heard(message), Told::Well),
                News::Lost(failure) => (self.lost(&failure, told), Told::Lost),
                News::Refused(problem) if problem.code == Code::UnknownOffice => {
                    (self.unknown(told), Told::Unknown)
                }
                News::Refused(problem) => (self.lost(&Failure::Refused(problem), told), Told::Lost),
            };
            let is_news = tells == Told::Well || tells != told;
            told = tells;
            if is_news && !self.mailbox.post(heard) {
                return;
            }
        }
    }

    /// Said once in the log, for it is tried again and again.
    fn lost(&self, failure: &Failure, told: Told) -> Heard {
        match told {
            Told::Lost => tracing::debug!(%failure, "still no line to the server"),
            Told::Well | Told::Unknown => {
                tracing::warn!(office = self.office, %failure, "the line to the server is lost; trying again");
            }
        }
        Heard::Lost
    }

    fn unknown(&self, told: Told) -> Heard {
        if told != Told::Unknown {
            tracing::error!(office = self.office, "the server knows no office of this code; asking again");
        }
        Heard::Unknown
    }

    /// Asks what the office is called. The first time the board waits for it, so that it does not change its
    /// language under people's eyes; later it is asked beside it.
    async fn ask_names(&self, before: Option<JoinHandle<()>>) -> JoinHandle<()> {
        let is_first = before.is_none();
        if let Some(before) = before {
            before.abort();
        }
        if is_first && let Ok(office) = self.server.office(&self.office).await {
            self.mailbox.post(Heard::Office(Box::new(office)));
            return tokio::spawn(async {});
        }
        let (server, code, mailbox, seed) =
            (self.server.clone(), self.office.clone(), self.mailbox.clone(), self.seed);
        tokio::spawn(async move {
            let office = names(&server, &code, Backoff::new(seed)).await;
            mailbox.post(Heard::Office(Box::new(office)));
        })
    }
}

/// The office, asked again until it answers.
async fn names(server: &Server, code: &str, mut backoff: Backoff) -> Office {
    loop {
        match server.office(code).await {
            Ok(office) => return office,
            Err(failure) => {
                tracing::debug!(%failure, "the office does not say its name");
                sleep(backoff.after(&failure)).await;
            }
        }
    }
}

fn heard(message: OfficeMessage) -> Heard {
    match message {
        OfficeMessage::Board(board) => Heard::Board(board),
        OfficeMessage::Call(call) => Heard::Call(call),
        OfficeMessage::Withdrawn(withdrawn) => Heard::Withdrawn(withdrawn),
        OfficeMessage::Notice(notice) => Heard::Notice(notice),
    }
}

/// Tells the server again and again that the display lives; a failure is told once.
async fn beat(device: Device, problem: impl Fn() -> Option<String> + Send + Sync) {
    let mut every = interval(HEARTBEAT);
    every.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut failed = false;
    loop {
        every.tick().await;
        let (version, state) = (env!("CARGO_PKG_VERSION").into(), "showing".into());
        match device.heartbeat(&Heartbeat { version, state, problem: problem() }).await {
            Ok(()) => failed = false,
            Err(failure) if !failed => {
                tracing::warn!(%failure, "the server does not take the heartbeat");
                failed = true;
            }
            Err(failure) => tracing::debug!(%failure, "the server does not take the heartbeat"),
        }
    }
}
