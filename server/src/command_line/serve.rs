//! `serve`: brings the offices of a data folder on the network until a signal ends it.
use std::net::{SocketAddr, TcpListener};
use std::process;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use anyhow::Context;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;
use socket2::{Domain, Protocol, Socket, Type};
use tokio::runtime::Runtime;
use tokio::sync::watch;

use super::arguments::Serve;
use super::failure::Failure;
use super::folder::Folder;
use super::{World, logs};
use crate::accounts::Accounts;
use crate::http::{self, Parts, Tls};
use crate::office::Offices;

/// Connections that wait to be taken in: when a hall's phones all come back at once, none is turned away.
const BACKLOG: i32 = 4096;

/// The server promises to end within two seconds of a signal.
const END_TIME: Duration = Duration::from_millis(1900);

pub(super) fn serve(options: Serve, world: &mut World<'_>) -> Result<(), Failure> {
    let tls = options.tls.as_ref().map(|files| Tls::read(&files.tls_cert, &files.tls_key)).transpose()?;
    logs::start(options.log, options.log_level.as_deref().or(world.log_level.as_deref()))?;
    let folder = Folder::open(&options.data.data)?;
    let _lock = folder.lock()?;
    if folder.offices()?.is_empty() {
        return Err(Failure::Failed(format!(
            "there is no office in {0}: add one with `server init --data {0} --office FILE`",
            folder.path().display()
        )));
    }
    let listener = listen(options.listen)?;
    let runtime = Runtime::new().context("can't start the threads")?;
    let ended = runtime.block_on(run(&folder, options, listener, tls, world));
    // A password that is still being hashed isn't worth waiting for.
    runtime.shutdown_background();
    ended
}

async fn run(
    folder: &Folder,
    options: Serve,
    listener: TcpListener,
    tls: Option<Tls>,
    world: &mut World<'_>,
) -> Result<(), Failure> {
    let stop = stop_on_signal()?;
    if tls.is_none() && !options.listen.ip().is_loopback() {
        tracing::warn!(
            "passwords and keys cross the network in the clear: give a certificate with --tls-cert and --tls-key, have \
             a proxy with TLS in front, or listen on 127.0.0.1"
        );
    }
    let clock = options.clock.map_or_else(|| world.clock.clone(), |demo| demo.begin(&world.clock));
    // Before the first batch, so that it is counted.
    http::install_metrics();
    let offices = Arc::new(Offices::open(folder.path(), &clock)?);
    let parts = Parts {
        offices: offices.clone(),
        // People sign in by the machine's clock: a demonstration's day would be over too soon.
        accounts: Arc::new(Accounts::open(folder.path(), &world.clock)?),
        clock,
        watcher: world.watcher,
        public_url: options.public_url,
        trusted_proxies: options.trusted_proxies,
        stop,
    };
    let address = listener.local_addr().context("can't tell where the server listens")?;
    let listener = tokio::net::TcpListener::from_std(listener).context("can't listen")?;
    let scheme = if tls.is_some() { "https" } else { "http" };
    world.give(&format!("listening on {scheme}://{address}"))?;
    http::serve(listener, tls, parts).await;
    if let Some(offices) = Arc::into_inner(offices) {
        offices.stop();
    }
    tracing::info!("ended");
    Ok(())
}

fn listen(address: SocketAddr) -> Result<TcpListener, Failure> {
    let bind = || -> std::io::Result<TcpListener> {
        let socket = Socket::new(Domain::for_address(address), Type::STREAM, Some(Protocol::TCP))?;
        // Connections of a server that has just ended must not keep its port.
        #[cfg(unix)]
        socket.set_reuse_address(true)?;
        socket.bind(&address.into())?;
        socket.listen(BACKLOG)?;
        socket.set_nonblocking(true)?;
        Ok(socket.into())
    };
    bind().map_err(|error| {
        Failure::Failed(format!("can't listen on {address} ({error}): give another address with --listen"))
    })
}

/// Becomes true at SIGTERM or Ctrl-C. Whatever was answered is on disk by then, so if the end takes too long
/// the process ends without it.
fn stop_on_signal() -> anyhow::Result<watch::Receiver<bool>> {
    let (stop, stopped) = watch::channel(false);
    let mut signals = Signals::new([SIGTERM, SIGINT]).context("can't wait for signals")?;
    let wait = move || {
        if signals.forever().next().is_some() {
            tracing::info!("ending");
            stop.send_replace(true);
            thread::sleep(END_TIME);
            tracing::warn!("not everything ended in time");
            process::exit(0);
        }
    };
    thread::Builder::new().name("signals".to_owned()).spawn(wait).context("can't wait for signals")?;
    Ok(stopped)
}
