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

/// What is public after the act `by` has taken back these of the calls.
fn taken_back(public: &Published, by: u64, withdrawn: &[u64]) -> Arc<Published> {
    let taken = |call: &PublishedCall| withdrawn.contains(&call.seq);
    let mark = |call: &PublishedCall| PublishedCall { withdrawn: taken(call), ..call.clone() };
    let mut calls: Vec<_> = public.calls.iter().map(mark).collect();
    calls.push(PublishedCall {
        seq: by,
        withdraws: withdrawn.to_vec(),
        withdrawn: false,
        at_ms: NOW_MS,
        message: format!("withdrawn {withdrawn:?}").into(),
    });
    let board = Bytes::from(format!("board {by}"));
    Arc::new(Published { seq: by, board_json: board.clone(), board, calls: calls.into(), ..public.clone() })
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
async fn whoever_heard_a_call_hears_that_it_was_taken_back() {
    let called = public(3, &[(2, 0), (3, 0)]);
    let lobby = Lobby::new(public(1, &[]));
    let mut follower = lobby.follow(None);
    heard(&mut follower, 1).await;
    lobby.published.send_replace(called.clone());
    assert_eq!(heard(&mut follower, 3).await, ["call 2", "call 3", "board 3"]);
    // A call and its recall go together.
    lobby.published.send_replace(taken_back(&called, 5, &[2, 3]));
    assert_eq!(heard(&mut follower, 3).await, ["withdrawn [2, 3]", "board 5", ":\n\n"]);
}

#[tokio::test(start_paused = true)]
async fn whoever_comes_back_hears_of_what_it_had_heard_alone() {
    let called = public(4, &[(2, 0), (3, 0), (4, 0)]);
    let lobby = Lobby::new(taken_back(&called, 5, &[2, 3]));
    for (last_id, expected) in [
        // The call was heard before.
        (3, &["call 4", "withdrawn [2, 3]", "board 5"][..]),
        (4, &["withdrawn [2, 3]", "board 5"]),
        // The call, but not its recall.
        (2, &["call 4", "withdrawn [2, 3]", "board 5"]),
        // Neither the call nor that it was taken back.
        (1, &["call 4", "board 5"]),
        (0, &["call 4", "board 5"]),
        // Both.
        (5, &["board 5"]),
    ] {
        let mut follower = lobby.follow(Some(last_id));
        assert_eq!(heard(&mut follower, expected.len()).await, expected, "{last_id}");
        assert_eq!(heard(&mut follower, 1).await, [":\n\n"], "{last_id}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_taken_back_before_anybody_could_hear_it_is_passed_over() {
    let lobby = Lobby::new(public(1, &[]));
    let mut follower = lobby.follow(None);
    heard(&mut follower, 1).await;
    // Both come in one look.
    lobby.published.send_replace(taken_back(&public(2, &[(2, 0)]), 3, &[2]));
    assert_eq!(heard(&mut follower, 2).await, ["board 3", ":\n\n"]);
    // A later call of the same ticket is one like any other.
    let again = public(4, &[(4, 0)]);
    lobby.published.send_replace(again.clone());
    assert_eq!(heard(&mut follower, 2).await, ["call 4", "board 4"]);
    lobby.published.send_replace(taken_back(&again, 5, &[4]));
    assert_eq!(heard(&mut follower, 2).await, ["withdrawn [4]", "board 5"]);
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
