//! A log with two days, whole and then changed in every way.
mod lives;

use std::path::{Path, PathBuf};

use rusqlite::Connection;
use tempfile::TempDir;

use super::*;
use crate::office::tests::lived_log;

/// A copy of the log of two days that were lived, to be changed.
struct Copy {
    _folder: TempDir,
    path: PathBuf,
}

impl Copy {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("test.db");
        std::fs::copy(lived_log(), &path).unwrap();
        Self { _folder: folder, path }
    }

    fn change(&self, sql: &str) {
        let db = Connection::open(&self.path).unwrap();
        db.pragma_update(None, "foreign_keys", false).unwrap();
        db.execute_batch(sql).unwrap();
    }

    fn fault(&self) -> String {
        log(&self.path).err().map(|fault| fault.to_string()).unwrap_or_default()
    }
}

fn check(sql: &str, expected: &str) {
    let copy = Copy::new();
    copy.change(sql);
    assert_fault(&copy, expected, sql);
}

/// A fault begins with what is expected, and there is none when nothing is.
fn assert_fault(copy: &Copy, expected: &str, sql: &str) {
    let fault = copy.fault();
    let is_right = fault.starts_with(expected) && fault.is_empty() == expected.is_empty();
    assert!(is_right, "{sql}\n  gives: {fault}\n  not: {expected}");
}

/// Makes every hash of the log anew, as somebody would who hides a change.
fn write_anew(path: &Path) {
    use crate::store::record::{GENESIS, chain};
    let db = Connection::open(path).unwrap();
    let mut select = db.prepare("select seq, day, at, body, secret_hash from event order by seq").unwrap();
    let mut rows = select.query([]).unwrap();
    let mut last = GENESIS;
    while let Some(row) = rows.next().unwrap() {
        let (seq, day, at): (u64, Option<String>, i64) =
            (row.get(0).unwrap(), row.get(1).unwrap(), row.get(2).unwrap());
        let (body, secret): (String, Option<Vec<u8>>) = (row.get(3).unwrap(), row.get(4).unwrap());
        last = chain(&last, seq, day.as_deref(), at, &body, secret.as_deref());
        db.execute("update event set hash = ?2 where seq = ?1", rusqlite::params![seq, last]).unwrap();
    }
}

fn check_written_anew(sql: &str, expected: &str) {
    let copy = Copy::new();
    copy.change(sql);
    write_anew(&copy.path);
    assert_fault(&copy, expected, sql);
}

#[test]
fn what_nobody_touched_is_whole() {
    let copy = Copy::new();
    let whole = log(&copy.path).unwrap();
    assert_eq!((whole.events, whole.days, whole.seals.len()), (24, 2, 1));
    let hash: Hash = Connection::open(&copy.path)
        .unwrap()
        .query_row("select hash from event where seq = 17", [], |row| row.get(0))
        .unwrap();
    assert_eq!(whole.seals[0], Seal { date: jiff::civil::date(2026, 11, 23), closed_seq: 17, hash });
    let files = std::fs::read_dir(copy.path.parent().unwrap()).unwrap();
    assert_eq!(files.count(), 1, "nothing is left beside it");
}

#[test]
fn a_change_of_an_event_is_named() {
    let changed = "event 9 was changed after it was written";
    check("update event set body = replace(body, 'A001', 'A002') where seq = 9", changed);
    check("update event set at = at + 1 where seq = 9", changed);
    check("update event set day = null where seq = 9", changed);
    check("update event set hash = x'00' where seq = 9", changed);
    check("update event set secret_hash = x'00' where seq = 9", changed);
    check("delete from event where seq = 9", "event 9 is missing");
    check("update event set seq = 99 where seq = 24", "event 24 is missing");
    check("delete from event", "event 1 is missing");
    check(
        "update event set body = cast(x'ff' as text) where seq = 9",
        "event 9 can't be read: invalid utf-8",
    );
}

#[test]
fn a_change_of_a_text_is_named_and_an_erased_one_is_right() {
    check(
        "update secret set text = 'đủ giấy' where seq = 11",
        "event 11 has a text beside it that was changed after it was written",
    );
    check(
        "insert into secret (seq, salt, text) values (9, x'00', 'x')",
        "event 9 has a text beside it that was changed after it was written",
    );
    check("update secret set seq = 77 where seq = 11", "event 77 is missing: there is a text beside it");
    check("delete from secret where seq = 11", "");
    check("delete from secret; update visit set stars = null", "");
    check(
        "delete from secret",
        "event 16 is the last of A001, of whose row stars is 4, and by the events nothing",
    );
}

#[test]
fn rows_that_do_not_follow_from_the_events_are_named() {
    for (sql, expected) in [
        (
            "update visit set state = 'expired' where number = 'A001' and day = '2026-11-23'",
            "event 16 is the last of A001, of whose row state is expired, and by the events done",
        ),
        (
            "update visit set held_ms = 0 where number = 'A002'",
            "event 17 is the last of A002, of whose row held_ms is 0, and by the events 240000",
        ),
        (
            "update visit set clerk = null where number = 'A002' and day = '2026-11-24'",
            "event 24 is the last of A002, of whose row clerk is nothing, and by the events lan",
        ),
        ("delete from visit where number = 'A003'", "event 17 is the last of A003, of which there is no row"),
        (
            "update visit set number = 'A009' where number = 'A004'",
            "event 15 is the last of A004, of which there is no row",
        ),
        (
            "insert into visit select '2026-11-24', 'A003', service, state, counter, priority, credit_min, calls, \
             issued_at, first_called_at, called_at, started_at, ended_at, unfinished, promised_s, printed, by_staff, \
             clerk, held_ms, returns, stars, promised_low_min, promised_high_min from visit where number = 'A003'",
            "event 25 is missing: there is a row of A003 of 2026-11-24",
        ),
        (
            "update visit set day = '2026-11-25' where number = 'A003'",
            "event 17 is the last of A003, of which there is no row",
        ),
        (
            "update day set closed_seq = 16 where closed_seq = 17",
            "event 2 opens 2026-11-23, of which the table of days says something else",
        ),
        (
            "insert into day (date, opened_seq) values ('2026-11-25', 20)",
            "event 25 is missing: there is a row of the day 2026-11-25",
        ),
        (
            "update answer set reply = replace(reply, 'A002', 'A007')",
            "event 25 is missing: number A007 was given in answer on 2026-11-24",
        ),
        (
            "update answer set reply = '{}'",
            "event 25 is missing, or an answer that was kept on 2026-11-24 can't be read",
        ),
    ] {
        check(sql, expected);
    }
}

#[test]
fn the_end_of_a_log_cannot_be_cut_off() {
    check("delete from event where seq = 24", "event 20 is the last of A002, of whose row called_at is ");
}

#[test]
fn who_writes_the_chain_anew_still_has_to_make_sense() {
    for (sql, expected) in [
        (
            "update event set body = replace(body, 'A002', 'A001') where seq = 4",
            "event 4 gives number A001 a second time",
        ),
        (
            "update event set body = replace(body, 'A001', 'A009') where seq = 7",
            "event 7 is about number A009, which was not given",
        ),
        ("update event set at = 1 where seq = 7", "event 7 is older than the event before it"),
        (
            "update event set day = '2026-11-22' where seq = 7",
            "event 7 stands under a day that is not its own",
        ),
        (
            "update event set body = replace(body, '\"office_seq\":1', '\"office_seq\":2') where seq = 18",
            "event 18 opens a day with the office of event 2, which is not in force",
        ),
        (
            "update event set body = replace(body, '11-24', '11-23'), day = '2026-11-23' where seq = 18",
            "event 18 opens 2026-11-23 a second time",
        ),
        (
            "update event set body = replace(body, '11-23', '11-22') where seq = 17",
            "event 17 closes 2026-11-22, which is not open",
        ),
        (
            "update event set body = (select body from event where seq = 17) where seq = 1",
            "event 1 stands before the first office",
        ),
        (
            "update event set body = (select body from event where seq = 2) where seq = 3",
            "event 3 opens a day while another is open",
        ),
        (
            "update event set body = '{\"v\":1,\"type\":\"sneezed\"}' where seq = 9",
            "event 9 can't be understood: event 9 can't be read: ",
        ),
        (
            "update event set body = replace(body, '\"v\":1', '\"v\":2') where seq = 9",
            "event 9 can't be understood: event 9 is of version 2, and this server knows 1: ",
        ),
    ] {
        check_written_anew(sql, expected);
    }
}

#[test]
fn a_seal_shows_a_log_that_was_written_anew() {
    let copy = Copy::new();
    let before = log(&copy.path).unwrap().seals;
    copy.change("update event set body = replace(body, 'kiosk-1', 'kiosk-2') where seq = 3");
    write_anew(&copy.path);
    assert_ne!(log(&copy.path).unwrap().seals, before);
}

#[test]
fn a_file_that_is_no_log_has_no_event_to_name() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("test.db");
    assert_eq!(log(&path).unwrap_err().seq, None);
    std::fs::write(&path, "no database, but long enough to be looked at as one").unwrap();
    let fault = log(&path).unwrap_err().to_string();
    assert!(fault.contains("file is not a database"), "{fault}");
}
