//! HTTP in front of the offices: routes by caller, sign-in, limits, problems, event streams. What the hall allows
//! is decided elsewhere; a handler here extracts, submits and answers.
mod device;
mod events;
mod health;
mod holder;
mod managers;
mod pages;
mod pairing;
mod public;
mod routes;
mod sign_in;
mod staff;
mod tickets;

mod address;
mod answers;
mod bodies;
mod callers;
mod cookie;
mod fields;
mod head;
mod kinds;
mod names;
mod origin;
mod problem;
mod sent;
mod submit;
mod tokens;

mod connection;
mod limits;
mod manner;
mod metrics;
#[cfg(unix)]
mod open_files;
mod openapi;
mod public_url;
mod site;
#[cfg(test)]
mod tests;
mod tls;
mod turns;

use std::sync::Arc;
use std::time::Duration;

use ipnet::IpNet;
use tokio::net::TcpListener;
use tokio::sync::watch;

pub use bodies::operations;
#[cfg(test)]
pub(crate) use events::OfficeFollower;
pub use metrics::install as install_metrics;
pub use public_url::PublicUrl;
pub use sent::check_body;
pub use tls::Tls;

use crate::accounts::Accounts;
use crate::clock::Clock;
use crate::office::Offices;
use crate::pulse::{Sign, Watcher};
use site::Site;

/// How often what nobody needs any more is thrown away.
const UPKEEP: Duration = Duration::from_secs(60);

/// What the routes stand on.
pub struct Parts {
    /// The offices of the data folder.
    pub offices: Arc<Offices>,
    /// Accounts, sessions and devices.
    pub accounts: Arc<Accounts>,
    /// The server's clock.
    pub clock: Clock,
    /// Who watches over the process.
    pub watcher: Watcher,
    /// Where phones reach the server; without it no ticket has a QR code.
    pub public_url: Option<PublicUrl>,
    /// Proxies that are believed when they say whom they speak for.
    pub trusted_proxies: Vec<IpNet>,
    /// Becomes true when the server is to end.
    pub stop: watch::Receiver<bool>,
}

/// Serves, over TLS where there is a certificate, until `stop`, then ends every stream and gives the connections a
/// moment. Afterwards nobody holds the offices any more.
pub async fn serve(listener: TcpListener, tls: Option<Tls>, parts: Parts) {
    install_metrics();
    #[cfg(unix)]
    open_files::raise();
    let (stop, watcher) = (parts.stop.clone(), parts.watcher);
    let site = Arc::new(Site::new(parts));
    let upkeep = tokio::spawn(keep_up(site.clone()));
    let watched = tokio::spawn({
        let site = site.clone();
        async move { watcher.watch(&site.offices).await }
    });
    connection::accept(listener, tls, routes::router(site), stop).await;
    (watcher.tell)(Sign::Ending);
    for task in [upkeep, watched] {
        task.abort();
        // It holds the offices until it is really gone.
        let _ = task.await;
    }
}

async fn keep_up(site: Arc<Site>) {
    loop {
        tokio::time::sleep(UPKEEP).await;
        site.limits.prune();
        metrics::upkeep();
        if let Err(error) = site.accounts.tidy() {
            tracing::warn!("the accounts can't be tidied: {error:#}");
        }
        site.offices.watch_space();
    }
}
