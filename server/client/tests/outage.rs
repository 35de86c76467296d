//! How soon a server that was away is found again, in virtual time: connections to this machine are made and
//! refused at once, so that the clock moves only through the pauses.
#![expect(clippy::unwrap_used, reason = "a test may, its small functions too")]
use std::net::SocketAddr;
use std::time::Duration;

use client::{Follower, News, OfficeMessage, Patience, Server};
use tokio::net::TcpListener;
use tokio::time::{Instant, sleep};

/// An address of this machine at which nobody listens. Not the one that connections come from, or a connection
/// could meet itself.
async fn nobody() -> SocketAddr {
    TcpListener::bind("127.0.0.2:0").await.unwrap().local_addr().unwrap()
}

/// Asks again and again; what it hears does not matter here.
async fn follow(mut follower: Follower<OfficeMessage>) {
    loop {
        assert!(matches!(follower.next().await, News::Lost(_)));
    }
}

/// How long after its return the server is asked, when it was away for so long.
async fn found_after(away: Duration, seed: u64) -> Duration {
    let address = nobody().await;
    let server = Server::new(format!("http://{address}").parse().unwrap(), Patience::default());
    let following = tokio::spawn(follow(server.office_events("tay-ninh", seed)));
    sleep(away).await;
    let listener = TcpListener::bind(address).await.unwrap();
    let back = Instant::now();
    listener.accept().await.unwrap();
    following.abort();
    back.elapsed()
}

#[tokio::test(start_paused = true)]
async fn a_server_is_found_within_a_second_of_its_return_however_long_it_was_away() {
    for away_ms in [30, 1_000, 7_300, 60_000, 600_000] {
        for seed in 0..4 {
            let found = found_after(Duration::from_millis(away_ms), seed).await;
            assert!(found <= Duration::from_secs(1), "{found:?} after {away_ms} ms away, seed {seed}");
        }
    }
}
