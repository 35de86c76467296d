//! What the kiosk wants of the server, done beside the screen. A press is on the kiosk's own disk before the
//! server hears of it; the answers come back as inputs.
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use client::{Background, Backoff, Device, Failure, Mailbox, Server};
use protocol::Printed;
use tokio::task::spawn_blocking;
use tokio::time::{sleep, timeout};

use crate::app::Input;
use crate::journal::{Journal, Press};

/// How long a report is tried: it is for the staff's eyes, and a minute late it is of no use.
const REPORT_FOR: Duration = Duration::from_secs(60);

/// The line to the server.
pub(crate) struct Network {
    background: Background,
    device: Device,
    office: String,
    journal: Arc<Mutex<Journal>>,
    mailbox: Mailbox<Input>,
    seed: u64,
}

impl Network {
    /// Begins to follow the office.
    pub(crate) fn start(
        device: Device,
        office: &str,
        journal: Arc<Mutex<Journal>>,
        mailbox: Mailbox<Input>,
        seed: u64,
    ) -> std::io::Result<Self> {
        let background = Background::start("network")?;
        background.follow(device.server().office_events(office, seed), mailbox.clone(), Input::Link);
        background.follow(device.events(seed), mailbox.clone(), Input::Device);
        Ok(Self { background, device, office: office.into(), journal, mailbox, seed })
    }

    pub(crate) fn load_office(&self) {
        let (server, office) = self.server();
        self.answer(async move { Input::Office(server.office(&office).await) });
    }

    pub(crate) fn load_services(&self) {
        let (server, office) = self.server();
        self.answer(async move { Input::Services(server.services(&office).await) });
    }

    pub(crate) fn load_procedures(&self, service: String) {
        let (server, office) = self.server();
        self.answer(async move {
            let result = server.procedures(&office, Some(&service)).await;
            Input::Procedures { service, result }
        });
    }

    pub(crate) fn load_ticket(&self, token: String) {
        let (server, _) = self.server();
        self.answer(async move {
            let result = server.ticket(&token).await;
            Input::Ticket { token, result }
        });
    }

    pub(crate) fn give_back(&self, token: String) {
        let (server, _) = self.server();
        self.answer(async move {
            let result = server.give_back(&token).await;
            Input::Ticket { token, result }
        });
    }

    pub(crate) fn call_help(&self) {
        let device = self.device.clone();
        self.answer(async move {
            let result = device.call_help().await;
            if let Err(failure) = &result {
                tracing::warn!(%failure, "nobody could be told that somebody here needs help");
            }
            Input::Helped(result)
        });
    }

    pub(crate) fn prioritise(&self, number: String, priority: String) {
        let device = self.device.clone();
        self.answer(async move {
            let result = device.prioritise(&number, &priority).await;
            if let Err(failure) = &result {
                tracing::warn!(%failure, number, "the number could not be made one of priority");
            }
            Input::Prioritised { number, result }
        });
    }

    pub(crate) fn heartbeat(&self, heartbeat: protocol::Heartbeat) {
        let device = self.device.clone();
        self.answer(async move { Input::Heartbeat(device.heartbeat(&heartbeat).await) });
    }

    /// Asks for a number; a fresh press is written down first, and not asked where that fails.
    pub(crate) fn issue(&self, press: Press, fresh: bool) {
        let (device, journal) = (self.device.clone(), Arc::clone(&self.journal));
        self.answer(async move {
            let kept = press.clone();
            if fresh && !on_disk(journal, "remember a press", move |journal| journal.remember(&kept)).await {
                return Input::Unwritten;
            }
            let result = device.issue(&press.key, &press.request).await;
            Input::Issued { key: press.key, result }
        });
    }

    /// Writes down that the paper of a press is begun, and prints it then. Where the disk does not take that, a
    /// ticket on paper is worth more than the mark on a second one.
    pub(crate) fn begin_paper(&self, key: String, print: impl FnOnce() + Send + 'static) {
        let journal = Arc::clone(&self.journal);
        self.background.spawn(async move {
            on_disk(journal, "begin a paper", move |journal| journal.printing(&key)).await;
            print();
        });
    }

    pub(crate) fn settle(&self, key: String) {
        let journal = Arc::clone(&self.journal);
        self.background.spawn(async move {
            // If it fails, the press is asked again after a restart, which gives the same number.
            on_disk(journal, "settle a press", move |journal| journal.settle(&key)).await;
        });
    }

    pub(crate) fn check_journal(&self) {
        let journal = Arc::clone(&self.journal);
        self.answer(async move { Input::Journal(on_disk(journal, "check", Journal::check).await) });
    }

    /// Tells what became of a ticket's paper, again if need be.
    pub(crate) fn report(&self, number: String, printed: Printed) {
        let (device, backoff) = (self.device.clone(), Backoff::new(self.seed));
        self.background.spawn(async move {
            if timeout(REPORT_FOR, told(&device, &number, &printed, backoff)).await.is_err() {
                tracing::warn!(number, "what became of the paper could not be told to the server");
            }
        });
    }

    fn server(&self) -> (Server, String) {
        (self.device.server().clone(), self.office.clone())
    }

    fn answer(&self, work: impl Future<Output = Input> + Send + 'static) {
        let mailbox = self.mailbox.clone();
        self.background.spawn(async move {
            mailbox.post(work.await);
        });
    }
}

/// Tells what became of a ticket's paper until the server answers.
async fn told(device: &Device, number: &str, printed: &Printed, mut backoff: Backoff) {
    loop {
        match device.printed(number, printed).await {
            Ok(()) => return,
            Err(Failure::Refused(problem)) => {
                tracing::warn!(number, detail = problem.detail, "the server refuses a report");
                return;
            }
            Err(failure @ (Failure::Busy { .. } | Failure::Away(_))) => {
                sleep(backoff.after(&failure)).await;
            }
        }
    }
}

/// Does something with the journal, which may wait for the disk. Says whether it went well.
async fn on_disk(
    journal: Arc<Mutex<Journal>>,
    what: &'static str,
    act: impl FnOnce(&mut Journal) -> std::io::Result<()> + Send + 'static,
) -> bool {
    // A panic of another holder left at worst a press too many, which is then settled once more.
    let work = move || act(&mut journal.lock().unwrap_or_else(PoisonError::into_inner));
    let outcome = spawn_blocking(work).await;
    match outcome {
        Ok(Ok(())) => true,
        Ok(Err(error)) => {
            tracing::error!(%error, what, "the journal of presses can't be written");
            false
        }
        Err(error) => {
            tracing::error!(%error, what, "the journal of presses failed");
            false
        }
    }
}
