//! The server's side of the display: follows the office's events, asks once what the office is called, and
//! tells the server that this display lives. What is seen of it is not decided here.
use std::sync::Arc;
use std::time::Duration;

use client::{
    Address, Background, Backoff, Device, DeviceMessage, Failure, Follower, KeyLog, LineLog, Mailbox, News,
    OfficeMessage, Patience, Server,
};
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
    /// Called when the server does not take the key.
    pub(crate) refused: Box<dyn Fn() + Send + Sync>,
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
        let refused: Arc<dyn Fn() + Send + Sync> = line.refused.into();
        background.spawn(heed(device.events(line.seed), Arc::clone(&refused)));
        background.spawn(beat(device, line.problem, refused));
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

impl Follow {
    /// Hands on all that is heard, until nobody listens.
    async fn run(self) {
        let mut follower = self.server.office_events(&self.office, self.seed);
        let (mut log, mut asking) = (LineLog::new(&self.office), None);
        loop {
            let news = follower.next().await;
            let is_change = log.hear(&news);
            let heard = match news {
                News::Connected => {
                    asking = Some(self.ask_names(asking).await);
                    continue;
                }
                News::Message(message) => heard(message),
                News::Lost(_) | News::Refused(_) if !is_change => continue,
                News::Refused(problem) if problem.code == Code::UnknownOffice => Heard::Unknown,
                News::Lost(_) | News::Refused(_) => Heard::Lost,
            };
            if !self.mailbox.post(heard) {
                return;
            }
        }
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

/// Hears at once when the key is taken away; whatever else the server wants of a device is a kiosk's matter.
async fn heed(mut events: Follower<DeviceMessage>, refused: Arc<dyn Fn() + Send + Sync>) {
    loop {
        if matches!(events.next().await, News::Refused(no) if is_void(no.code)) {
            refused();
        }
    }
}

/// Whether the server does not take this display's key.
fn is_void(code: Code) -> bool {
    matches!(code, Code::Unauthenticated | Code::Forbidden)
}

/// Tells the server again and again that the display lives.
async fn beat(
    device: Device,
    problem: impl Fn() -> Option<String> + Send + Sync,
    refused: Arc<dyn Fn() + Send + Sync>,
) {
    let mut every = interval(HEARTBEAT);
    every.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut log = KeyLog::default();
    loop {
        every.tick().await;
        let (version, state) = (env!("CARGO_PKG_VERSION").into(), "showing".into());
        let answer = device.heartbeat(&Heartbeat { version, state, problem: problem() }).await;
        log.hear(&answer);
        if matches!(&answer, Err(Failure::Refused(no)) if is_void(no.code)) {
            refused();
        }
    }
}
