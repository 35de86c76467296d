//! Real connections: the end of the server, and callers who take their time.
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::super::serve;
use super::hall::parts;

async fn read_until(stream: &mut TcpStream, wanted: &str) -> String {
    let mut text = String::new();
    let mut bytes = [0; 4096];
    while !text.contains(wanted) {
        let length = stream.read(&mut bytes).await.unwrap();
        assert!(length > 0, "ended before {wanted:?}: {text}");
        text.push_str(&String::from_utf8_lossy(&bytes[..length]));
    }
    text
}

#[tokio::test]
async fn the_server_ends_although_followers_hang_on() {
    let folder = tempfile::tempdir().unwrap();
    let (parts, stop, _hand) = parts(folder.path());
    let offices = parts.offices.clone();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let served = tokio::spawn(serve(listener, None, parts));

    let mut follower = TcpStream::connect(address).await.unwrap();
    let request = "GET /api/v1/offices/tay-ninh/events HTTP/1.1\r\nHost: x\r\n\r\n";
    follower.write_all(request.as_bytes()).await.unwrap();
    let head = read_until(&mut follower, "event: board").await;
    assert!(head.starts_with("HTTP/1.1 200 OK\r\n"), "{head}");
    let mut idle = TcpStream::connect(address).await.unwrap();
    idle.write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
    read_until(&mut idle, "ok").await;

    stop.send_replace(true);
    let mut rest = Vec::new();
    follower.read_to_end(&mut rest).await.unwrap();
    assert!(rest.ends_with(b"0\r\n\r\n"), "the stream was broken off: {}", String::from_utf8_lossy(&rest));
    idle.read_to_end(&mut rest).await.unwrap();
    served.await.unwrap();
    let offices = Arc::try_unwrap(offices).unwrap_or_else(|_| panic!("somebody still holds the offices"));
    offices.stop();
}

#[tokio::test(start_paused = true)]
async fn a_head_that_never_ends_is_not_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    let (parts, _stop, _hand) = parts(folder.path());
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(serve(listener, None, parts));
    let mut slow = TcpStream::connect(address).await.unwrap();
    slow.write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-").await.unwrap();
    let begun = tokio::time::Instant::now();
    let mut rest = Vec::new();
    slow.read_to_end(&mut rest).await.unwrap();
    assert!(begun.elapsed() >= Duration::from_secs(30));
}
