//! Followers of the office's events: each call once, in order, before any board that has it; also over a broken
//! line, a killed server and its graceful end.
use std::time::Duration;

use client::{Act, News, OfficeMessage, Staff};
use tests::hall::{Hall, OFFICE};
use tests::listener::Listener;
use tests::wire::Events;

/// A service manager gives a server this long.
const END: Duration = Duration::from_secs(2);

/// A hall in which one may recall at once, with people in it and a clerk at counter 1.
async fn hall() -> (Hall, Staff) {
    let hall = Hall::with_rules("recall_gap_s = 0");
    hall.seat("A", 12).await;
    let clerk = hall.clerk("1").await;
    (hall, clerk)
}

async fn next(clerk: &Staff) {
    assert!(clerk.at(OFFICE, "1").next(Act::default()).await.unwrap().ticket.is_some());
}

/// Gives how often that was done.
async fn recall(clerk: &Staff) -> u32 {
    clerk.at(OFFICE, "1").recall(Act::default()).await.unwrap().recalls
}

/// Hears everything up to the first board with this call at its head; gives how many messages that takes.
fn hear_up_to(number: &str, listener: &mut Listener, events: &mut Events) -> usize {
    let mut count = 0;
    loop {
        let event = events.read().unwrap().unwrap();
        listener.hear(&event);
        count += 1;
        if event.name == "board" && event.data["calls"][0]["number"] == number {
            return count;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_comes_back_gets_each_missed_call_once_before_a_board() {
    let (hall, clerk) = hall().await;
    next(&clerk).await;
    let mut lobby = hall.follow(None);
    let first = lobby.read().unwrap().unwrap();
    assert_eq!((first.name.as_str(), &first.data["calls"][0]["number"]), ("board", &"A001".into()));
    drop(lobby);
    next(&clerk).await;
    recall(&clerk).await;
    next(&clerk).await;
    let mut lobby = hall.follow(first.id);
    let mut listener = Listener::since(first.id.unwrap());
    let messages = hear_up_to("A003", &mut listener, &mut lobby);
    assert_eq!(listener.shown(), ["A002", "A002+1", "A003"]);
    assert_eq!(messages, 4, "three calls, then one board");
    let mut again = hall.follow(Some(listener.last_id()));
    assert_eq!(again.read().unwrap().unwrap().name, "board", "nothing was missed since");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_id_that_the_log_has_not_reached_counts_as_none() {
    let (hall, clerk) = hall().await;
    next(&clerk).await;
    for id in [1_000_000, u64::MAX] {
        assert_eq!(hall.follow(Some(id)).read().unwrap().unwrap().name, "board", "{id}");
    }
    let mut listener = Listener::since(0);
    hear_up_to("A001", &mut listener, &mut hall.follow(Some(0)));
    assert_eq!(listener.shown(), ["A001"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_burst_of_calls_arrives_complete() {
    let (hall, clerk) = hall().await;
    let mut lobbies: Vec<_> = (0..3).map(|_| hall.follow(None)).collect();
    let begun: Vec<_> = lobbies.iter_mut().map(|lobby| lobby.read().unwrap().unwrap().id.unwrap()).collect();
    let mut made = Vec::new();
    for person in 1..=10 {
        next(&clerk).await;
        assert_eq!(recall(&clerk).await, 1);
        assert_eq!(recall(&clerk).await, 2);
        made.extend([format!("A{person:03}"), format!("A{person:03}+1"), format!("A{person:03}+2")]);
    }
    for (lobby, begun) in lobbies.iter_mut().zip(begun) {
        let mut listener = Listener::since(begun);
        while listener.heard().len() < made.len() {
            listener.hear(&lobby.read().unwrap().unwrap());
        }
        listener.hear(&lobby.read_named("board").unwrap());
        assert_eq!(listener.shown(), made);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_server_ends_in_time_while_followers_hang_on() {
    let (mut hall, _clerk) = hall().await;
    let mut lobbies: Vec<_> = (0..50).map(|_| hall.follow(None)).collect();
    for lobby in &mut lobbies {
        lobby.read().unwrap();
    }
    let took = hall.stop();
    assert!(took < END, "{took:?}");
    for lobby in &mut lobbies {
        // Whether it was told or cut off, it ends.
        while lobby.read().is_ok_and(|event| event.is_some()) {}
    }
}

/// The client of kiosk and display hears each call once, whatever happens to the server.
#[tokio::test(flavor = "multi_thread")]
async fn a_client_is_made_whole_after_a_kill() {
    let (mut hall, clerk) = hall().await;
    let mut follower = hall.server().office_events(OFFICE, 1);
    while !matches!(follower.next().await, News::Message(OfficeMessage::Board(_))) {}
    let mut heard = Vec::new();
    for person in 1..=6 {
        next(&clerk).await;
        if person % 2 == 0 {
            recall(&clerk).await;
            // The follower may have heard of none of these by then.
            hall.kill();
            hall.start();
        }
    }
    while heard.len() < 9 {
        if let News::Message(OfficeMessage::Call(call)) = follower.next().await {
            heard.push(format!("{}+{}", call.number, call.recall));
        }
    }
    let expected = ["A001+0", "A002+0", "A002+1", "A003+0", "A004+0", "A004+1", "A005+0", "A006+0", "A006+1"];
    assert_eq!(heard, expected);
}
