//! What the log promises: it gives back what was written, and it does not keep quiet about a change.
mod older;

use std::path::PathBuf;

use jiff::civil::date;
use queue::sample::office;
use queue::{Actor, Hall, Issued};
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use super::*;

fn day() -> Date {
    date(2026, 11, 23)
}

fn entry(seq: u64, event: Event) -> Entry {
    Entry { seq, day: Some(day()), at_ms: 1000 * i64::try_from(seq).unwrap(), event }
}

fn opened(seq: u64) -> Entry {
    entry(seq, Event::DayOpened { date: day(), office_seq: 1, means: BTreeMap::new(), by: None })
}

fn issued(seq: u64, number: &str) -> Entry {
    let issued = Issued {
        by: Actor::Device("kiosk-1".into()),
        number: number.parse().unwrap(),
        priority: None,
        credit_min: 0,
        lang: None,
        assist: false,
        procedure: None,
        ahead: 0,
        promised: None,
    };
    entry(seq, Event::Issued(issued))
}

/// A log with an office, a day and one ticket, closed again.
fn written(folder: &TempDir) -> PathBuf {
    let path = folder.path().join("test.db");
    create(&path, &office(), 0).unwrap();
    let mut log = Log::open(&path).unwrap();
    log.restore().unwrap();
    log.write(&Batch { entries: &[opened(2), issued(3, "A001")], ..Batch::default() }).unwrap();
    path
}

fn restored(path: &Path) -> anyhow::Result<Hall> {
    Ok(Log::open(path)?.restore()?.hall)
}

#[test]
fn what_was_written_is_there_again() {
    let folder = TempDir::new().unwrap();
    let hall = restored(&written(&folder)).unwrap();
    assert_eq!(hall.seq, 3);
    assert!(hall.open_day().unwrap().ticket("A001".parse().unwrap()).is_some());
    assert_eq!(hall.office().unwrap(), &office());
}

#[test]
fn a_batch_that_fails_leaves_nothing() {
    let folder = TempDir::new().unwrap();
    let path = written(&folder);
    let mut log = Log::open(&path).unwrap();
    log.restore().unwrap();
    // The second entry has a number that is taken.
    let failed = log.write(&Batch { entries: &[issued(4, "A002"), issued(3, "A003")], ..Batch::default() });
    assert!(failed.is_err());
    assert_eq!(restored(&path).unwrap().seq, 3);
}

#[test]
fn a_change_of_what_was_written_is_found_and_named() {
    for change in [
        "update event set body = replace(body, 'A001', 'A002') where seq = 3",
        "update event set at = at + 1 where seq = 3",
        "update event set day = '2026-11-22' where seq = 3",
        "update event set secret_hash = zeroblob(32) where seq = 3",
        "update event set hash = zeroblob(32) where seq = 3",
    ] {
        let folder = TempDir::new().unwrap();
        let path = written(&folder);
        Connection::open(&path).unwrap().execute(change, []).unwrap();
        let error = restored(&path).unwrap_err().to_string();
        assert_eq!(error, "event 3 was changed after it was written", "{change}");
    }
}

#[test]
fn a_gap_is_found() {
    let folder = TempDir::new().unwrap();
    let path = written(&folder);
    let mut log = Log::open(&path).unwrap();
    log.restore().unwrap();
    log.write(&Batch { entries: &[issued(4, "A002")], ..Batch::default() }).unwrap();
    Connection::open(&path).unwrap().execute("delete from event where seq = 3", []).unwrap();
    assert_eq!(restored(&path).unwrap_err().to_string(), "event 3 is missing");
}

#[test]
fn an_erased_secret_keeps_the_chain_whole() {
    let folder = TempDir::new().unwrap();
    let path = written(&folder);
    let mut log = Log::open(&path).unwrap();
    log.restore().unwrap();
    let told = entry(
        4,
        Event::Held {
            by: Actor::Account("lan".into()),
            counter: "1".into(),
            number: "A001".parse().unwrap(),
            reason: Some("thiếu giấy khai sinh".into()),
        },
    );
    log.write(&Batch { entries: &[told], ..Batch::default() }).unwrap();
    let db = Connection::open(&path).unwrap();
    let (salt, text): ([u8; 16], String) = db
        .query_row("select salt, text from secret where seq = 4", [], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap();
    let hash: [u8; 32] =
        db.query_row("select secret_hash from event where seq = 4", [], |row| row.get(0)).unwrap();
    assert_eq!(hash, <[u8; 32]>::from(Sha256::new().chain_update(salt).chain_update(&text).finalize()));
    let note = |hall: Hall| hall.day().unwrap().ticket("A001".parse().unwrap()).unwrap().note.clone();
    assert_eq!(note(restored(&path).unwrap()).as_deref(), Some("thiếu giấy khai sinh"));
    db.execute("delete from secret", []).unwrap();
    assert_eq!(note(restored(&path).unwrap()), None);
}

#[test]
fn the_office_of_a_day_is_read_with_the_day_alone() {
    let folder = TempDir::new().unwrap();
    let path = written(&folder);
    let next = date(2026, 11, 24);
    let closed = entry(4, Event::DayClosed { date: day(), by: None });
    let again = Event::DayOpened { date: next, office_seq: 1, means: BTreeMap::new(), by: None };
    let mut log = Log::open(&path).unwrap();
    log.restore().unwrap();
    log.write(&Batch { entries: &[closed, entry(5, again)], ..Batch::default() }).unwrap();
    let hall = restored(&path).unwrap();
    assert_eq!(hall.open_day().unwrap().date, next);
    assert_eq!(hall.open_day().unwrap().tickets().count(), 0);
}

#[test]
fn an_answer_is_known_by_day_caller_and_key() {
    let folder = TempDir::new().unwrap();
    let path = written(&folder);
    let mut log = Log::open(&path).unwrap();
    log.restore().unwrap();
    let reply = KeyedReply {
        day: day(),
        caller: "device:kiosk-1".into(),
        key: "k".into(),
        request: [7; 32],
        reply: "{}".into(),
    };
    log.write(&Batch { replies: &[reply], ..Batch::default() }).unwrap();
    assert_eq!(log.reply(day(), "device:kiosk-1", "k").unwrap(), Some(([7; 32], "{}".into())));
    assert_eq!(log.reply(day(), "device:kiosk-2", "k").unwrap(), None);
    assert_eq!(log.reply(day(), "device:kiosk-1", "l").unwrap(), None);
    assert_eq!(log.reply(date(2026, 11, 24), "device:kiosk-1", "k").unwrap(), None);
}

#[test]
fn a_log_is_made_whole_or_not_at_all() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("missing").join("test.db");
    assert!(create(&path, &office(), 0).is_err());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    let path = written(&folder);
    assert!(Log::open(&path.with_file_name("other.db")).is_err(), "opening makes no file");
}

/// Every row of the tickets, as text.
fn visits(path: &Path) -> Vec<String> {
    let db = Connection::open(path).unwrap();
    let rows = visits::rows(&db, &day().to_string()).unwrap();
    rows.into_values().map(|row| format!("{row:?}")).collect()
}

#[test]
fn an_older_file_gets_the_newer_columns_of_what_it_holds() {
    let folder = TempDir::new().unwrap();
    let path = written(&folder);
    let mut log = Log::open(&path).unwrap();
    let mut hall = log.restore().unwrap().hall;
    let by = Actor::Account("lan".into());
    let (counter, number) = ("1".to_owned(), "A001".parse().unwrap());
    let events = [
        Event::CounterOpened { by: by.clone(), counter: counter.clone() },
        Event::Called {
            by: by.clone(),
            counter: counter.clone(),
            number,
            rule: protocol::Rule::Turn,
            overtook: vec![],
            finishes: false,
        },
        Event::Held { by, counter, number, reason: None },
        Event::Cancelled { by: None, number },
    ];
    let entries: Vec<_> = (4..).zip(events).map(|(seq, event)| entry(seq, event)).collect();
    entries.iter().for_each(|entry| hall.apply(entry.seq, entry.at_ms, &entry.event));
    let ticket = hall.day().unwrap().ticket(number).unwrap();
    assert_eq!((ticket.held_ms, ticket.clerk.as_ref()), (1000, Some(&Actor::Account("lan".into()))));
    let visits = vec![(day(), ticket)];
    log.write(&Batch { entries: &entries, visits, ..Batch::default() }).unwrap();
    let new = self::visits(&path);
    drop(log);
    let second = "
        alter table visit drop column promised_low_min;
        alter table visit drop column promised_high_min;
        pragma user_version = 2;
    ";
    let first = "
        drop index visit_rated;
        alter table visit drop column by_staff;
        alter table visit drop column clerk;
        alter table visit drop column held_ms;
        alter table visit drop column returns;
        alter table visit drop column stars;
        drop table outage;
        drop table errand;
        pragma user_version = 1;
    ";
    for older in [second.to_owned(), [second, first].concat()] {
        Connection::open(&path).unwrap().execute_batch(&older).unwrap();
        assert_ne!(self::visits(&path), new);
        restored(&path).unwrap();
        assert_eq!(self::visits(&path), new);
    }
}

#[test]
fn a_probe_leaves_nothing_behind() {
    let folder = TempDir::new().unwrap();
    let path = written(&folder);
    let mut log = Log::open(&path).unwrap();
    log.probe().unwrap();
    let own: Vec<String> = {
        let mut select = log.db.prepare("select name from own").unwrap();
        select.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    assert_eq!(own, ["token_secret"]);
    let overwrites: i64 = log.db.pragma_query_value(None, "secure_delete", |row| row.get(0)).unwrap();
    assert_eq!(overwrites, 1, "what is erased after it is overwritten");
}
