//! Connections: taken in, greeted where TLS is spoken, served over HTTP/1.1, and brought to an end when the server
//! stops. axum's own loop sets no time for a head to arrive and waits for ever for streams (tokio-rs/axum issue 2673).
use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use socket2::SockRef;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tower::Service;

use super::address::Peer;
use super::tls::Tls;

/// How long a request's head may take, and how long a connection may wait for its next request.
const HEAD_TIME: Duration = Duration::from_secs(30);
/// The largest head, bytes.
const HEAD_MAX: usize = 32 * 1024;
/// Whoever takes nothing of what was sent for this long is cut off.
const UNREAD_TIME: Duration = Duration::from_secs(30);
/// What is left of the two seconds in which the server ends.
const END_TIME: Duration = Duration::from_millis(1500);
/// After a failure to take in a connection, such as too many open files.
const ACCEPT_PAUSE: Duration = Duration::from_millis(200);

/// Serves until the server stops and the last connection is closed, or was given enough time for it.
pub(super) async fn accept(
    listener: TcpListener,
    tls: Option<Tls>,
    router: Router,
    mut stop: watch::Receiver<bool>,
) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            () = stopped(&mut stop) => break,
            accepted = listener.accept() => match accepted {
                Ok((stream, peer)) => {
                    connections.spawn(serve(stream, peer, tls.clone(), router.clone(), stop.clone()));
                }
                Err(error) => pause_after(&error).await,
            },
            Some(_) = connections.join_next() => {}
        }
    }
    drop(listener);
    let all_ended = async { while connections.join_next().await.is_some() {} };
    if tokio::time::timeout(END_TIME, all_ended).await.is_err() {
        tracing::warn!(left = connections.len(), "connections did not end in time and are cut off");
        connections.shutdown().await;
    }
}

/// Waits until the server stops.
pub(super) async fn stopped(stop: &mut watch::Receiver<bool>) {
    // Nobody who could say otherwise is left when the sender is gone.
    let _ = stop.wait_for(|stop| *stop).await;
}

async fn serve(
    stream: TcpStream,
    peer: SocketAddr,
    tls: Option<Tls>,
    router: Router,
    mut stop: watch::Receiver<bool>,
) {
    if let Err(error) = prepare(&stream) {
        tracing::debug!("connection of {}: {error}", peer.ip());
    }
    let address = peer.ip();
    let Some(tls) = tls else { return converse(stream, Peer { address, secure: false }, router, stop).await };
    let greeted = tokio::select! {
        greeted = tls.greet(stream) => greeted,
        () = stopped(&mut stop) => return,
    };
    match greeted {
        Ok(stream) => converse(stream, Peer { address, secure: true }, router, stop).await,
        Err(error) => tracing::debug!("connection of {address} was not greeted: {error}"),
    }
}

/// Requests and answers over one connection, until its end.
async fn converse<S>(stream: S, peer: Peer, router: Router, mut stop: watch::Receiver<bool>)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let service = service_fn(move |request: hyper::Request<hyper::body::Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(peer);
        router.clone().call(request)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIME)
        .max_buf_size(HEAD_MAX)
        .serve_connection(TokioIo::new(stream), service);
    let mut connection = std::pin::pin!(connection);
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = stopped(&mut stop) => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        tracing::debug!("connection of {} broke: {error}", peer.address);
    }
}

/// Small answers go out at once, and a peer that has stopped reading is noticed.
fn prepare(stream: &TcpStream) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    #[cfg(target_os = "linux")]
    SockRef::from(stream).set_tcp_user_timeout(Some(UNREAD_TIME))?;
    Ok(())
}

/// A connection that broke before it was taken in is nothing to wait for.
async fn pause_after(error: &std::io::Error) {
    use std::io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    if matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset) {
        return;
    }
    tracing::error!("can't take in connections: {error}");
    tokio::time::sleep(ACCEPT_PAUSE).await;
}
