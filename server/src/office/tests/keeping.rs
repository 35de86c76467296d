//! What is kept beside the events: when the server was not at work, what is erased, and what the command line asks.
use queue::HolderAct;

use super::super::errands::{Asked, Told};
use super::*;
use crate::store::log::Log;

const MINUTE_MS: i64 = 60_000;

impl House {
    /// Lets the office's thread look at the clock.
    async fn look(&self) {
        self.office().read(|_| ()).await.unwrap();
    }

    fn outages(&self) -> Vec<String> {
        let minutes = |column: &str| format!("(({column} - {MORNING_MS}) / {MINUTE_MS}.0)");
        self.rows(&format!(
            "select {} || ' to ' || {} from outage order by from_at",
            minutes("from_at"),
            minutes("to_at")
        ))
    }

    fn log(&self) -> Log {
        Log::open(&self.folder.path().join("offices/test.db")).unwrap()
    }
}

async fn close_day(office: &Office) {
    let manager = Caller { actor: Actor::Account("hoa".into()), standing: Standing::Manager };
    let close = Request { caller: manager, key: None, command: Command::CloseDay };
    office.submit(close).await.unwrap();
}

#[tokio::test]
async fn the_time_in_which_the_server_was_not_at_work_is_known() {
    let mut house = House::new();
    issued(&house.office(), "k").await;
    house.at(10 * MINUTE_MS);
    house.stop();
    house.at(40 * MINUTE_MS);
    house.start();
    house.look().await;
    assert_eq!(house.outages(), ["10.0 to 40.0"]);
    house.stop();
}

#[tokio::test]
async fn while_nothing_happens_a_note_is_written_now_and_then() {
    let mut house = House::new();
    issued(&house.office(), "k").await;
    for second in [30, 59, 60] {
        house.at(second * 1000);
        house.look().await;
        let noted = (house.log().alive_ms().unwrap().unwrap() - MORNING_MS) / 1000;
        assert_eq!(noted, second / 30 * 30);
    }
    house.at(10 * MINUTE_MS);
    issued(&house.office(), "l").await;
    house.stop();
    // A crash notes no end, but every event is a sign, too.
    house.rows("delete from own where name = 'alive' returning name");
    house.at(15 * MINUTE_MS);
    house.start();
    house.look().await;
    assert_eq!(house.outages(), ["10.0 to 15.0"]);
    house.stop();
}

#[tokio::test]
async fn at_night_nothing_stands_still() {
    let mut house = House::new();
    close_day(&house.office()).await;
    house.stop();
    house.at(HOUR_MS);
    house.start();
    house.look().await;
    assert_eq!(house.outages(), [""; 0]);
    house.stop();
}

#[tokio::test]
async fn free_text_and_ratings_are_erased_when_their_time_is_over() {
    let mut house = House::new();
    let office = house.office();
    for key in ["k", "l"] {
        issued(&office, key).await;
    }
    office.submit(at_counter(Act::Open { takeover: false })).await.unwrap();
    for act in [
        Act::Next { outcomes: vec![] },
        Act::Hold { reason: Some("thiếu giấy".into()) },
        Act::Next { outcomes: vec![] },
        Act::Finish { outcomes: vec![] },
    ] {
        office.submit(at_counter(act)).await.unwrap();
    }
    close_day(&office).await;
    let caller = Caller { actor: Actor::Holder, standing: Standing::Holder };
    let act = HolderAct::Rate { stars: 4, comment: Some("Nhanh".into()) };
    let command = Command::Holder { number: "A002".parse().unwrap(), act };
    office.submit(Request { caller, key: None, command }).await.unwrap();
    let secrets = "select text from secret order by seq";
    let stars = "select number || ' ' || stars from visit where stars is not null";
    for days in (10..=90).step_by(10) {
        house.at(days * 24 * HOUR_MS);
        house.look().await;
        assert_eq!(house.rows(secrets), ["thiếu giấy", "4\nNhanh"], "after {days} days");
        assert_eq!(house.rows(stars), ["A002 4"]);
    }
    house.at(91 * 24 * HOUR_MS);
    house.look().await;
    assert_eq!((house.rows(secrets).len(), house.rows(stars).len()), (0, 0));
    house.stop();
    assert!(
        crate::verify::log(&house.folder.path().join("offices/test.db")).is_ok(),
        "the chain stays whole"
    );
    let bytes = std::fs::read(house.folder.path().join("offices/test.db")).unwrap();
    assert!(!bytes.windows(10).any(|window| window == &"thiếu giấy".as_bytes()[..10]), "it is overwritten");
}

#[tokio::test]
async fn the_command_line_changes_the_office_of_a_running_server() {
    let mut house = House::new();
    house.look().await;
    let mut changed = house.office().read(|view| view.office_data().clone()).await.unwrap();
    changed.hotline = "1022".into();
    changed.services.truncate(1);
    changed.counters.truncate(1);
    let log = house.log();
    let asked = serde_json::to_string(&Asked::Apply(Box::new(changed.clone()))).unwrap();
    let mut told = Vec::new();
    for second in 2..4 {
        let id = log.ask_errand(&asked, MORNING_MS).unwrap();
        house.at(second * 1000);
        house.look().await;
        let answer = log.take_errand(id).unwrap().unwrap();
        told.push(serde_json::from_str::<Told>(&answer).unwrap());
    }
    assert_eq!(told, [Told::Applied { in_full: false }, Told::Unchanged]);
    let now = house.office().read(|view| view.office_data().clone()).await.unwrap();
    assert_eq!((now.hotline.as_str(), now.services.len()), ("1022", 2), "services stay until tomorrow");
    house.at(24 * HOUR_MS);
    house.look().await;
    assert_eq!(house.office().read(|view| view.office_data().clone()).await.unwrap(), changed);
    house.stop();
}

#[tokio::test]
async fn an_errand_that_cannot_be_run_is_answered_and_an_old_one_is_forgotten() {
    let mut house = House::new();
    issued(&house.office(), "k").await;
    let log = house.log();
    let mut smaller = house.office().read(|view| view.office_data().clone()).await.unwrap();
    smaller.services.remove(0);
    let asked = serde_json::to_string(&Asked::Apply(Box::new(smaller))).unwrap();
    let ids = ["{}", &asked].map(|body| log.ask_errand(body, MORNING_MS).unwrap());
    house.at(2000);
    house.look().await;
    let told = ids.map(|id| log.errand_answer(id).unwrap().unwrap().unwrap());
    assert!(told[0].contains("unreadable"), "{}", told[0]);
    assert_eq!(told[1], r#"{"in_use":["service A has 1 ticket that is not done"]}"#);
    house.stop();
    let id = log.ask_errand(&asked, MORNING_MS).unwrap();
    house.start();
    house.look().await;
    assert_eq!(log.errand_answer(id).unwrap(), None);
    house.stop();
}
