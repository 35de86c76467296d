//! One office's thread from outside: what it answers is on disk, and there again after a restart.
mod following;
mod keeping;
mod learning;
mod lived;
pub(crate) mod lives;
mod outage;
mod secrets;
mod watched;

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use jiff::civil::date;
pub(crate) use lived::lived_log;
use protocol::Text;
use queue::sample::{office, session};
use queue::{Act, Actor, Issue, Manage, Standing};
use tempfile::TempDir;

use super::*;
use crate::clock::Clock;
use crate::store::log;

/// 2026-11-23 08:00 at UTC+7.
const MORNING_MS: i64 = 1_795_395_600_000;
const HOUR_MS: i64 = 3_600_000;

struct House {
    folder: TempDir,
    wall_ms: Arc<AtomicI64>,
    offices: Option<Offices>,
}

/// The sample office, round the clock.
fn sleepless() -> queue::Office {
    let mut office = office();
    office.hours.week = std::array::from_fn(|_| vec![session(0, 1440)]);
    office.hours.off.clear();
    office
}

impl House {
    fn new() -> Self {
        Self::of(&sleepless())
    }

    fn of(office: &queue::Office) -> Self {
        let folder = TempDir::new().unwrap();
        std::fs::create_dir(folder.path().join("offices")).unwrap();
        log::create(&folder.path().join("offices/test.db"), office, MORNING_MS).unwrap();
        let mut house = Self { folder, wall_ms: Arc::new(AtomicI64::new(MORNING_MS)), offices: None };
        house.start();
        house
    }

    fn start(&mut self) {
        let (wall_ms, passed_ms) = (self.wall_ms.clone(), self.wall_ms.clone());
        let passed_ms = move || passed_ms.load(Ordering::Relaxed).abs_diff(MORNING_MS);
        let monotonic = move || Duration::from_millis(passed_ms());
        let clock = Clock::new(move || wall_ms.load(Ordering::Relaxed), monotonic);
        self.offices = Some(Offices::open(self.folder.path(), &clock).unwrap());
    }

    fn stop(&mut self) {
        self.offices.take().unwrap().stop();
    }

    fn office(&self) -> Office {
        self.offices.as_ref().unwrap().get("test").unwrap().clone().unwrap()
    }

    fn pass(&self, ms: i64) {
        self.wall_ms.fetch_add(ms, Ordering::Relaxed);
    }

    fn at(&self, after_ms: i64) {
        self.wall_ms.store(MORNING_MS + after_ms, Ordering::Relaxed);
    }

    fn rows(&self, select: &str) -> Vec<String> {
        let db = rusqlite::Connection::open(self.folder.path().join("offices/test.db")).unwrap();
        let mut select = db.prepare(select).unwrap();
        select.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    }
}

fn issue(key: &str, request: u8) -> Request {
    let issue =
        Issue { service: "A".parse().unwrap(), priority: None, lang: None, assist: false, procedure: None };
    let caller = Caller { actor: Actor::Device("kiosk-1".into()), standing: Standing::Device };
    let key = Some(Key { caller: "device:1".into(), key: key.into(), request: [request; 32] });
    Request { caller, key, command: Command::Issue(issue) }
}

fn at_counter(act: Act) -> Request {
    let caller = Caller { actor: Actor::Account("lan".into()), standing: Standing::Clerk };
    Request { caller, key: None, command: Command::At { counter: "1".into(), in_hand: None, act } }
}

async fn issued(office: &Office, key: &str) -> (bool, protocol::IssuedTicket) {
    let answer = office.submit(issue(key, 1)).await.unwrap();
    let Reply::Issued(ticket) = answer.reply else { panic!("no ticket") };
    (answer.again, ticket)
}

#[tokio::test]
async fn the_same_key_gives_the_same_ticket_also_after_a_restart() {
    let mut house = House::new();
    let (again, first) = issued(&house.office(), "k").await;
    assert!(!again);
    assert_eq!(issued(&house.office(), "k").await, (true, first.clone()));
    house.stop();
    house.start();
    assert_eq!(issued(&house.office(), "k").await, (true, first.clone()));
    assert!(matches!(house.office().submit(issue("k", 2)).await, Err(Denied::KeyReused)));
    assert_eq!(issued(&house.office(), "l").await.1.number, "A002");
    let kept = house.rows("select reply from answer").concat();
    assert!(!kept.contains(&first.token), "a token is never stored");
    house.stop();
}

#[tokio::test]
async fn the_person_in_hand_is_there_after_a_restart() {
    let mut house = House::new();
    issued(&house.office(), "k").await;
    house.office().submit(at_counter(Act::Open { takeover: false })).await.unwrap();
    house.office().submit(at_counter(Act::Next { outcomes: vec![] })).await.unwrap();
    let before = house.office().read(|view| view.counter("1")).await.unwrap();
    house.stop();
    house.start();
    assert_eq!(house.office().read(|view| view.counter("1")).await.unwrap(), before);
    assert_eq!(before.unwrap().summary.ticket.unwrap().number, "A001");
    house.stop();
}

#[tokio::test]
async fn at_midnight_every_ticket_ends_and_numbers_begin_again() {
    let mut house = House::new();
    let office = house.office();
    let (_, first) = issued(&office, "k").await;
    issued(&office, "l").await;
    office.submit(at_counter(Act::Open { takeover: false })).await.unwrap();
    office.submit(at_counter(Act::Next { outcomes: vec![] })).await.unwrap();
    house.at(16 * HOUR_MS);
    let (again, next) = issued(&office, "k").await;
    assert_eq!((again, next.number.as_str()), (false, "A001"), "a key is good for its day");
    assert_ne!(next.token, first.token);
    let token = first.token;
    assert_eq!(office.read(move |view| view.token_number(&token)).await.unwrap(), None);
    let states = house.rows("select day || ' ' || number || ' ' || state from visit order by day, number");
    assert_eq!(states, ["2026-11-23 A001 no_show", "2026-11-23 A002 expired", "2026-11-24 A001 waiting"]);
    house.stop();
}

#[tokio::test]
async fn a_follower_hears_of_its_ticket_until_the_day_is_over() {
    let mut house = House::new();
    let office = house.office();
    let token = issued(&office, "k").await.1.token;
    let mut follower = office.follow(token).await.unwrap();
    let mut heard =
        async || follower.recv().await.map(|message| String::from_utf8(message.to_vec()).unwrap());
    assert!(heard().await.unwrap().contains(r#""state":"waiting""#));
    office.submit(at_counter(Act::Open { takeover: false })).await.unwrap();
    office.submit(at_counter(Act::Next { outcomes: vec![] })).await.unwrap();
    while !heard().await.unwrap().contains(r#""state":"called""#) {}
    house.at(16 * HOUR_MS);
    issued(&office, "k").await;
    while !heard().await.unwrap().contains(r#""state":"no_show""#) {}
    assert_eq!(heard().await, None);
    house.stop();
}

#[tokio::test]
async fn whoever_follows_again_while_the_last_one_leaves_still_hears() {
    let mut house = House::new();
    let office = house.office();
    let token = issued(&office, "k").await.1.token;
    office.submit(at_counter(Act::Open { takeover: false })).await.unwrap();
    for _ in 0..50 {
        let leaving = office.follow(token.clone()).await.unwrap();
        drop(leaving);
        let mut staying = office.follow(token.clone()).await.unwrap();
        assert!(staying.recv().await.is_some());
        // A change of the ticket, on which the one that left is noticed.
        office.submit(at_counter(Act::Next { outcomes: vec![] })).await.unwrap();
        let heard = String::from_utf8(staying.recv().await.unwrap().to_vec()).unwrap();
        assert!(heard.contains(r#""state":"called""#), "{heard}");
        office.submit(at_counter(Act::Undo)).await.unwrap();
        assert!(staying.recv().await.is_some());
    }
    house.stop();
}

#[tokio::test]
async fn a_used_key_does_not_hide_that_somebody_has_no_right() {
    let mut house = House::new();
    let office = house.office();
    let key =
        |request: u8| Some(Key { caller: "account:lan".into(), key: "k".into(), request: [request; 32] });
    let open = Request { key: key(1), ..at_counter(Act::Open { takeover: false }) };
    office.submit(open).await.unwrap();
    let mut unknown = Request { key: key(2), ..at_counter(Act::Recall) };
    assert!(matches!(
        office.submit(Request { key: key(2), ..at_counter(Act::Recall) }).await,
        Err(Denied::KeyReused)
    ));
    unknown.command = Command::At { counter: "9".into(), in_hand: None, act: Act::Recall };
    assert!(matches!(office.submit(unknown).await, Err(Denied::Refused(Refusal::UnknownCounter))));
    house.stop();
}

#[tokio::test]
async fn an_office_that_was_changed_after_its_day_began_is_damaged() {
    let mut house = House::new();
    issued(&house.office(), "k").await;
    house.stop();
    let db = rusqlite::Connection::open(house.folder.path().join("offices/test.db")).unwrap();
    db.execute("update event set body = replace(body, '\"self_priority\":true', '\"self_priority\":false') where seq = 1", []).unwrap();
    house.start();
    let reason = house.offices.as_ref().unwrap().get("test").unwrap().as_ref().err().unwrap().clone();
    assert!(reason.contains("event 1 was changed"), "{reason}");
    house.stop();
}

#[tokio::test]
async fn a_notice_that_is_over_under_a_newer_one_is_told_to_nobody() {
    let mut house = House::new();
    let office = house.office();
    let caller = Caller { actor: Actor::Account("hoa".into()), standing: Standing::Manager };
    for until_ms in [Some(MORNING_MS + 30_000), None] {
        let text = Some(Text::from([("vi", "Mời ngồi chờ")]));
        let command = Command::Manage(Manage::Notice { text, until_ms, say: true });
        office.submit(Request { caller: caller.clone(), key: None, command }).await.unwrap();
    }
    let over = || office.published().borrow().calls.iter().map(|call| call.withdrawn).collect::<Vec<_>>();
    assert_eq!(over(), [false, false]);
    // The board is the same: it shows the newer one, and the minute is not over.
    house.at(40_000);
    office.read(|_| ()).await.unwrap();
    assert_eq!(over(), [true, false]);
    house.stop();
}

#[tokio::test]
async fn a_number_that_nobody_holds_is_followed_by_nobody() {
    let mut house = House::new();
    assert_eq!(house.office().follow("A".repeat(26)).await.err(), Some(Fault::Storage));
    house.stop();
}

#[test]
fn a_damaged_office_leaves_the_others_at_work() {
    let mut house = House::new();
    house.stop();
    std::fs::write(house.folder.path().join("offices/other.db"), "no database").unwrap();
    house.start();
    let offices = house.offices.as_ref().unwrap();
    assert!(offices.get("test").unwrap().is_ok());
    let reason = offices.get("other").unwrap().as_ref().err().unwrap();
    assert!(reason.contains("other.db"), "{reason}");
    house.stop();
}

#[tokio::test]
async fn the_clock_of_a_day_is_the_offices() {
    let house = House::new();
    let day = house.office().read(|view| view.hall.open_day().map(|day| day.date)).await.unwrap();
    assert_eq!(day, Some(date(2026, 11, 23)));
}
