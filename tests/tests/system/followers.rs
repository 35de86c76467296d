//! Followers of the office's events: each call once, in order, before any board that has it; also over a broken
//! line, a killed server and its graceful end.
use std::collections::BTreeSet;
use std::time::Duration;

use client::{Act, News, OfficeMessage, Staff};
use serde_json::Value;
use tests::hall::{Hall, OFFICE};
use tests::wire::{Event, Events};

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

async fn recall(clerk: &Staff) {
    clerk.at(OFFICE, "1").recall(Act::default()).await.unwrap();
}

/// `A001` for a call, `A001+2` for its second recall.
fn shown(call: &Value) -> String {
    let number = call["number"].as_str().unwrap();
    match call["recall"].as_u64().unwrap() {
        0 => number.to_owned(),
        recall => format!("{number}+{recall}"),
    }
}

/// Everything up to the first board that has this call in it, and how many boards came.
fn read_to_board_with(events: &mut Events, number: &str) -> Vec<Event> {
    let mut read: Vec<Event> = Vec::new();
    loop {
        let event = events.read().unwrap().unwrap();
        let is_last = event.name == "board" && event.data["calls"][0]["number"] == number;
        read.push(event);
        if is_last {
            return read;
        }
    }
}

fn calls(events: &[Event]) -> Vec<String> {
    events.iter().filter(|event| event.name == "call").map(|event| shown(&event.data)).collect()
}

/// Ids never fall, and a board never has a call in it that has not come before.
fn assert_in_order(events: &[Event], already_called: u64) {
    let mut heard: BTreeSet<u64> = BTreeSet::new();
    let mut last_id = 0;
    for event in events {
        let id = event.id.unwrap();
        assert!(id >= last_id, "{id} after {last_id}");
        last_id = id;
        if event.name == "call" {
            assert!(heard.insert(event.data["call"].as_u64().unwrap()), "a call came twice");
        } else {
            let on_board =
                event.data["calls"].as_array().unwrap().iter().map(|call| call["call"].as_u64().unwrap());
            let unheard: Vec<_> =
                on_board.filter(|call| *call > already_called && !heard.contains(call)).collect();
            assert!(unheard.is_empty(), "the board has {unheard:?}, which nobody was told of");
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
    let missed = read_to_board_with(&mut lobby, "A003");
    assert_eq!(calls(&missed), ["A002", "A002+1", "A003"]);
    assert_eq!(missed.len(), 4, "three calls, then one board");
    assert_in_order(&missed, first.id.unwrap());
    let mut again = hall.follow(missed.last().unwrap().id);
    assert_eq!(again.read().unwrap().unwrap().name, "board", "nothing was missed since");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_id_that_the_log_has_not_reached_counts_as_none() {
    let (hall, clerk) = hall().await;
    next(&clerk).await;
    for id in [1_000_000, u64::MAX] {
        assert_eq!(hall.follow(Some(id)).read().unwrap().unwrap().name, "board", "{id}");
    }
    let all = read_to_board_with(&mut hall.follow(Some(0)), "A001");
    assert_eq!(calls(&all), ["A001"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_burst_of_calls_arrives_complete() {
    let (hall, clerk) = hall().await;
    let mut lobbies: Vec<_> = (0..3).map(|_| hall.follow(None)).collect();
    let begun = lobbies.iter_mut().map(|lobby| lobby.read().unwrap().unwrap().id.unwrap()).max().unwrap();
    let mut made = Vec::new();
    for person in 1..=10 {
        next(&clerk).await;
        recall(&clerk).await;
        recall(&clerk).await;
        made.extend([format!("A{person:03}"), format!("A{person:03}+1"), format!("A{person:03}+2")]);
    }
    for lobby in &mut lobbies {
        let mut heard = Vec::new();
        while calls(&heard).len() < made.len() {
            heard.push(lobby.read().unwrap().unwrap());
        }
        heard.push(lobby.read_named("board").unwrap());
        assert_eq!(calls(&heard), made);
        assert_in_order(&heard, begun);
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
