//! What followers of a ticket are told that somebody else has changed: the line in front of it, and the office's rules.
use axum::body::Bytes;
use queue::HolderAct;
use tokio::sync::mpsc::Receiver;

use super::super::errands::Asked;
use super::*;
use crate::store::log::Log;

/// Longer than the pause between two looks at the line, and too short to change a promise.
const PAUSE_MS: i64 = 300;

async fn heard(follower: &mut Receiver<Bytes>) -> protocol::PublicTicket {
    let message = follower.recv().await.unwrap();
    let json = std::str::from_utf8(&message).unwrap().strip_prefix("data: ").unwrap();
    serde_json::from_str(json).unwrap()
}

#[tokio::test]
async fn the_line_is_told_to_those_behind_and_to_nobody_else() {
    let mut house = House::new();
    let office = house.office();
    let mut followers = Vec::new();
    for key in ["k", "l", "m"] {
        let token = issued(&office, key).await.1.token;
        followers.push(office.follow(token).await.unwrap());
    }
    for (ahead, follower) in followers.iter_mut().enumerate() {
        assert_eq!(heard(follower).await.ahead as usize, ahead);
    }
    // The middle one goes; nothing changes for the first.
    let token = issued(&office, "l").await.1.token;
    let cancel = Command::Holder { number: "A002".parse().unwrap(), act: HolderAct::Cancel };
    let holder = Caller { actor: Actor::Holder, standing: Standing::Holder };
    house.pass(PAUSE_MS);
    office.submit(Request { caller: holder, key: None, command: cancel }).await.unwrap();
    assert_eq!(heard(&mut followers[1]).await.state, protocol::TicketState::Cancelled);
    assert_eq!(heard(&mut followers[2]).await.ahead, 1);
    house.pass(PAUSE_MS);
    office.read(|_| ()).await.unwrap();
    // Whoever comes now hears the same as before, and wakes no other.
    assert_eq!(heard(&mut office.follow(token).await.unwrap()).await.ahead, 0);
    assert!(followers.iter_mut().all(|follower| follower.try_recv().is_err()));
    house.stop();
}

#[tokio::test]
async fn a_changed_rule_is_told_to_all_at_once() {
    let mut house = House::new();
    let office = house.office();
    let token = issued(&office, "k").await.1.token;
    let mut follower = office.follow(token).await.unwrap();
    let mut changed = office.read(|view| view.office_data().clone()).await.unwrap();
    assert_eq!(heard(&mut follower).await.later_left, changed.rules.return_max);
    changed.rules.return_max += 1;
    let log = Log::open(&house.folder.path().join("offices/test.db")).unwrap();
    let asked = serde_json::to_string(&Asked::Apply(Box::new(changed.clone()))).unwrap();
    log.ask_errand(&asked, MORNING_MS).unwrap();
    house.at(2_000);
    office.read(|_| ()).await.unwrap();
    assert_eq!(heard(&mut follower).await.later_left, changed.rules.return_max);
    house.stop();
}
