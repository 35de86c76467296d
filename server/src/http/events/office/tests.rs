//! Streams over publications made by hand, in paused time: waiting takes none.
use tokio::time::Instant;

use super::*;
use crate::office::PublishedCall;

/// An office's public face and one follower of it.
struct Lobby {
    published: watch::Sender<Arc<Published>>,
    stop: watch::Sender<bool>,
    clock: Clock,
}

const NOW_MS: i64 = 1_795_395_600_000;

/// What is public as of `seq`, with calls at these numbers and minutes before now.
fn public(seq: u64, calls: &[(u64, i64)]) -> Arc<Published> {
    let call = |(seq, minutes): &(u64, i64)| PublishedCall {
        seq: *seq,
        withdraws: Vec::new(),
        withdrawn: false,
        at_ms: NOW_MS - minutes * 60_000,
        message: format!("call {seq}").into(),
    };
    let board = Bytes::from(format!("board {seq}"));
    Arc::new(Published {
        seq,
        board_json: board.clone(),
        board,
        calls: calls.iter().map(call).collect(),
        gone: 0,
        made: (protocol::Moment::new(NOW_MS, 0), Duration::ZERO),
    })
}

impl Lobby {
    fn new(first: Arc<Published>) -> Self {
        let clock = Clock::new(|| NOW_MS, || Duration::ZERO);
        Self { published: watch::Sender::new(first), stop: watch::Sender::new(false), clock }
    }

    fn follow(&self, last_id: Option<u64>) -> OfficeFollower {
        let (published, stop) = (self.published.subscribe(), self.stop.subscribe());
        OfficeFollower::new(published, last_id, stop, &self.clock, Place::spare())
    }
}

async fn heard(follower: &mut OfficeFollower, messages: usize) -> Vec<String> {
    let mut heard = Vec::new();
    for _ in 0..messages {
        let message = follower.next().await.unwrap();
        let message = String::from_utf8(message.to_vec()).unwrap();
        // The first board of a stream is a message of its own, with the time of the moment.
        let bare = message.rsplit_once("data: ").map(|(_, data)| data.trim_end().to_owned());
        heard.push(bare.unwrap_or(message));
    }
    heard
}

#[tokio::test(start_paused = true)]
async fn a_stream_begins_with_what_its_follower_missed() {
    let lobby = Lobby::new(public(9, &[(2, 11), (3, 9), (5, 1), (8, 0)]));
    for (last_id, expected) in [
        (None, &["board 9"][..]),
        (Some(9), &["board 9"]),
        (Some(8), &["board 9"]),
        (Some(7), &["call 8", "board 9"]),
        (Some(3), &["call 5", "call 8", "board 9"]),
        (Some(0), &["call 3", "call 5", "call 8", "board 9"]),
        (Some(10), &["board 9"]),
        (Some(u64::MAX), &["board 9"]),
    ] {
        let mut follower = lobby.follow(last_id);
        assert_eq!(heard(&mut follower, expected.len()).await, expected, "{last_id:?}");
        assert_eq!(heard(&mut follower, 1).await, [":\n\n"], "{last_id:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn calls_are_told_each_and_before_their_board() {
    let lobby = Lobby::new(public(1, &[]));
    let mut follower = lobby.follow(None);
    assert_eq!(heard(&mut follower, 1).await, ["board 1"]);
    lobby.published.send_replace(public(3, &[(3, 0)]));
    lobby.published.send_replace(public(6, &[(3, 0), (5, 0)]));
    assert_eq!(heard(&mut follower, 2).await, ["call 3", "call 5"]);
    // Another call comes while the board waits for its time: it goes before that board.
    lobby.published.send_replace(public(7, &[(3, 0), (5, 0), (7, 0)]));
    assert_eq!(heard(&mut follower, 3).await, ["call 7", "board 7", ":\n\n"]);
}

#[tokio::test(start_paused = true)]
async fn boards_come_ten_times_a_second_at_the_most_and_the_last_always() {
    let lobby = Lobby::new(public(0, &[]));
    let mut follower = lobby.follow(None);
    let begun = Instant::now();
    let mut boards = heard(&mut follower, 1).await;
    for seq in 1..=205 {
        lobby.published.send_replace(public(seq, &[]));
        let message = tokio::time::timeout(Duration::from_millis(10), follower.next()).await;
        boards.extend(message.map(|message| String::from_utf8(message.unwrap().to_vec()).unwrap()));
    }
    let seconds = begun.elapsed().as_secs_f64();
    boards.extend(heard(&mut follower, 1).await);
    assert_eq!(boards.last().unwrap(), "board 205");
    assert!(boards.len() as f64 <= seconds * 10.0 + 2.0, "{} boards in {seconds} s", boards.len());
    assert!(boards.len() as f64 >= seconds * 9.0, "{} boards in {seconds} s", boards.len());
}

#[tokio::test(start_paused = true)]
async fn a_silent_stream_shows_that_it_lives() {
    let lobby = Lobby::new(public(0, &[]));
    let mut follower = lobby.follow(None);
    heard(&mut follower, 1).await;
    let begun = Instant::now();
    assert_eq!(heard(&mut follower, 2).await, [":\n\n", ":\n\n"]);
    assert!((Duration::from_secs(20)..Duration::from_secs(21)).contains(&begun.elapsed()));
}

#[tokio::test(start_paused = true)]
async fn a_stream_ends_with_the_server_or_with_its_office() {
    let lobby = Lobby::new(public(0, &[]));
    let (mut one, mut other) = (lobby.follow(None), lobby.follow(None));
    heard(&mut one, 1).await;
    lobby.stop.send_replace(true);
    assert_eq!(one.next().await, None);
    assert_eq!(other.next().await, None);
    let lobby = Lobby::new(public(0, &[]));
    let mut follower = lobby.follow(None);
    heard(&mut follower, 1).await;
    drop(lobby);
    assert_eq!(follower.next().await, None);
}

#[tokio::test(start_paused = true)]
async fn whoever_reads_too_slowly_is_cut_off() {
    let lobby = Lobby::new(public(0, &[]));
    let mut follower = lobby.follow(None);
    heard(&mut follower, 1).await;
    tokio::time::advance(Duration::from_secs(59)).await;
    lobby.published.send_replace(public(1, &[(1, 0)]));
    assert_eq!(heard(&mut follower, 2).await, ["call 1", "board 1"]);
    tokio::time::advance(Duration::from_secs(61)).await;
    assert_eq!(follower.next().await, None);
}

#[tokio::test(start_paused = true)]
async fn whoever_missed_a_call_that_is_not_kept_any_more_is_cut_off() {
    let lobby = Lobby::new(public(0, &[]));
    let mut follower = lobby.follow(None);
    heard(&mut follower, 1).await;
    // The day was closed right after call 5, and its calls with it.
    let closed = Published { gone: 5, ..Published::clone(&public(6, &[])) };
    lobby.published.send_replace(Arc::new(closed));
    assert_eq!(follower.next().await, None);
    assert_eq!(heard(&mut lobby.follow(Some(4)), 1).await, ["board 6"]);
}
