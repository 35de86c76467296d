//! The network's side of pairing: asks what the state machine wants asked, until the key is there.
use client::{Address, Background, Mailbox, Patience, Server};
use protocol::{DeviceKind, PairRequest};
use tokio::time::sleep;

use crate::Identity;
use crate::pairing::{Pairing, Shown, Step};

/// What became of it.
#[derive(Debug)]
pub(crate) enum News {
    /// Something else is to be seen.
    Shown(Shown),
    /// The server knows this machine from now on.
    Paired(Identity),
}

/// Asks until the key is there or the thread is dropped.
pub(crate) fn start(
    server: Address,
    kind: DeviceKind,
    name: &str,
    seed: u64,
    mailbox: Mailbox<News>,
) -> std::io::Result<Background> {
    let background = Background::start("pairing")?;
    let request = PairRequest { kind, name: name.into() };
    background.spawn(async move {
        let server = Server::new(server, Patience::default());
        ask(&server, &request, seed, &mailbox).await;
    });
    Ok(background)
}

async fn ask(server: &Server, request: &PairRequest, seed: u64, mailbox: &Mailbox<News>) {
    let mut pairing = Pairing::new(seed);
    loop {
        let (pause, step) = pairing.next();
        sleep(pause).await;
        let before = pairing.shown();
        let paired = match step {
            Step::Ask => {
                pairing.asked(server.ask_to_pair(request).await);
                None
            }
            Step::Look(secret) => pairing.looked(server.paired(&secret).await),
        };
        if let Some(device) = paired {
            let (office, name, key) = (device.office, device.name, device.key);
            tracing::info!(office, name, "this machine was approved");
            mailbox.post(News::Paired(Identity { office, name, key }));
            return;
        }
        let shown = pairing.shown();
        if shown != before && !mailbox.post(News::Shown(shown)) {
            return;
        }
    }
}
