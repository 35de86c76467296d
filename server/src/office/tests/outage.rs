//! What the hall is told after the server was away.
use protocol::{Board, Text};
use queue::Manage;

use super::*;

const MINUTE_MS: i64 = 60_000;

/// The sample office round the clock, in two languages.
fn house() -> House {
    let mut office = sleepless();
    office.languages.push("en".into());
    House::of(&office)
}

impl House {
    /// A power cut: the end is noted nowhere.
    fn cut(&mut self) {
        self.stop();
        self.rows("delete from own where name in ('alive', 'ended') returning name");
    }

    /// The notice of the board that is public.
    fn notice(&self) -> Option<Text> {
        let board: Board = serde_json::from_slice(&self.office().published().borrow().board_json).unwrap();
        board.notice
    }

    /// The same in Vietnamese, after the office's thread looked at the clock.
    async fn told(&self) -> Option<String> {
        self.office().read(|_| ()).await.unwrap();
        self.notice().map(|notice| notice.get("vi", "vi").to_owned())
    }
}

fn back_at(time: &str) -> Option<String> {
    Some(format!("Hệ thống hoạt động lại lúc {time}, các số giữ nguyên thứ tự."))
}

#[tokio::test]
async fn after_a_power_cut_the_hall_is_told_for_ten_minutes_that_all_is_well() {
    let mut house = house();
    issued(&house.office(), "k").await;
    house.at(5 * MINUTE_MS);
    house.cut();
    house.at(12 * MINUTE_MS);
    house.start();
    let first = house.notice().unwrap();
    assert_eq!(first.get("vi", "en"), back_at("08:12").unwrap(), "the first board that anybody sees");
    assert_eq!(
        first.get("en", "vi"),
        "The system is running again since 08:12; all numbers keep their order."
    );
    let mut boards = house.office().published();
    house.at(22 * MINUTE_MS - 1);
    assert_eq!(house.told().await, back_at("08:12"));
    boards.borrow_and_update();
    house.at(22 * MINUTE_MS);
    assert_eq!(house.told().await, None);
    assert!(boards.has_changed().unwrap(), "boards hear of its end");
    house.stop();
}

#[tokio::test]
async fn a_power_cut_is_told_however_short_it_was() {
    let mut house = house();
    issued(&house.office(), "k").await;
    house.cut();
    house.start();
    assert_eq!(house.told().await, back_at("08:00"));
    house.stop();
    house.at(1_000);
    house.start();
    assert_eq!(house.told().await, None, "who restarts the server in good order and at once tells nothing");
    house.stop();
}

#[tokio::test]
async fn an_end_in_good_order_is_told_when_the_hall_could_see_it() {
    let mut house = house();
    issued(&house.office(), "k").await;
    for (away_ms, told) in [(3_000, None), (3_001, back_at("08:00")), (MINUTE_MS, back_at("08:01"))] {
        house.stop();
        let now_ms = house.wall_ms.load(Ordering::Relaxed) - MORNING_MS;
        house.at(now_ms + away_ms);
        house.start();
        assert_eq!(house.told().await, told, "away for {away_ms} ms");
    }
    house.stop();
}

#[tokio::test]
async fn where_nobody_waits_nothing_is_told() {
    let mut house = house();
    house.cut();
    house.at(MINUTE_MS);
    house.start();
    assert_eq!(house.told().await, None, "nobody came yet");
    issued(&house.office(), "k").await;
    house.cut();
    house.at(24 * HOUR_MS);
    house.start();
    assert_eq!(house.told().await, None, "who waited yesterday waits no more");
    house.stop();
}

#[tokio::test]
async fn what_a_manager_tells_goes_before_it() {
    let mut house = house();
    issued(&house.office(), "k").await;
    let caller = Caller { actor: Actor::Account("hoa".into()), standing: Standing::Manager };
    let text = Some([("vi", "Mời xếp hàng.")].into());
    let tell = Manage::Notice { text, until_ms: Some(MORNING_MS + 5 * MINUTE_MS), say: false };
    house.office().submit(Request { caller, key: None, command: Command::Manage(tell) }).await.unwrap();
    house.cut();
    house.at(MINUTE_MS);
    house.start();
    assert_eq!(house.told().await, Some("Mời xếp hàng.".into()));
    house.at(5 * MINUTE_MS);
    assert_eq!(house.told().await, back_at("08:01"));
    house.stop();
}

#[tokio::test]
async fn a_failing_disk_is_told_when_the_hall_could_see_it() {
    let mut house = house();
    issued(&house.office(), "k").await;
    for (from_ms, to_ms, told) in [(30_000, 33_000, None), (60_000, 63_001, back_at("08:01"))] {
        house.at(from_ms);
        for table in ["event", "own"] {
            house.rows(&format!(
                "create trigger no_{table} before insert on {table} begin select raise(abort, 'no'); end"
            ));
        }
        assert!(matches!(house.office().submit(issue("l", 1)).await, Err(Denied::Fault(Fault::Storage))));
        assert_eq!(house.told().await, None);
        house.at(to_ms);
        for table in ["event", "own"] {
            house.rows(&format!("drop trigger no_{table}"));
        }
        assert_eq!(house.told().await, told, "for {} ms", to_ms - from_ms);
    }
    house.stop();
}
