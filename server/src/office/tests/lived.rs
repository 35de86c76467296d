//! The log of two days, the first closed and the second open, for whoever reads logs.
use std::path::PathBuf;
use std::sync::OnceLock;

use queue::HolderAct;

use super::*;

static LIVED: OnceLock<House> = OnceLock::new();

/// The log's file, with nobody at work on it. To be copied, not changed.
pub(crate) fn lived_log() -> PathBuf {
    let runtime = || tokio::runtime::Builder::new_current_thread().build().unwrap();
    // A test may run on a runtime of its own.
    let live = || std::thread::spawn(move || runtime().block_on(live())).join().unwrap();
    LIVED.get_or_init(live).folder.path().join("offices/test.db")
}

async fn live() -> House {
    let mut house = House::new();
    first_day(&house).await;
    house.at(24 * HOUR_MS);
    let office = house.office();
    issued(&office, "k").await;
    issued(&office, "l").await;
    let next = Act::Next { outcomes: vec![] };
    for act in [Act::Open { takeover: false }, next.clone(), Act::Finish { outcomes: vec![] }] {
        office.submit(at_counter(act)).await.unwrap();
    }
    let key = Some(Key { caller: "account:lan".into(), key: "n".into(), request: [9; 32] });
    office.submit(Request { key, ..at_counter(next) }).await.unwrap();
    house.stop();
    house
}

/// A001 is served and rated, A002 set aside, A003 called and taken back, A004 served without a number before.
async fn first_day(house: &House) {
    let office = house.office();
    for key in ["k", "l", "m"] {
        issued(&office, key).await;
    }
    let next = Act::Next { outcomes: vec![] };
    let acts = [
        Act::Open { takeover: false },
        next.clone(),
        Act::Start,
        Act::Finish { outcomes: vec![] },
        next.clone(),
        Act::Hold { reason: Some("thiếu giấy".into()) },
        next,
        Act::Undo,
        Act::Serve { service: "A".parse().unwrap(), reason: None },
        Act::Finish { outcomes: vec![] },
    ];
    for (minute, act) in (1..).zip(acts) {
        house.at(minute * 60_000);
        office.submit(at_counter(act)).await.unwrap();
    }
    let caller = Caller { actor: Actor::Holder, standing: Standing::Holder };
    let act = HolderAct::Rate { stars: 4, comment: None };
    let command = Command::Holder { number: "A001".parse().unwrap(), act };
    office.submit(Request { caller, key: None, command }).await.unwrap();
    let caller = Caller { actor: Actor::Account("hoa".into()), standing: Standing::Manager };
    office.submit(Request { caller, key: None, command: Command::CloseDay }).await.unwrap();
}
