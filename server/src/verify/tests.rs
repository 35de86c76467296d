//! A log with two days, whole and then changed in every way.
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
        db.execute_batch(sql).unwrap();
    }

    fn fault(&self) -> String {
        log(&self.path).err().map(|fault| fault.to_string()).unwrap_or_default()
    }
}

fn check(sql: &str, expected: &str) {
    let copy = Copy::new();
    copy.change(sql);
    assert_eq!(copy.fault(), expected, "{sql}");
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
    assert_eq!(copy.fault(), expected, "{sql}");
}

#[test]
fn look() {
    let copy = Copy::new();
    let db = Connection::open(&copy.path).unwrap();
    let mut s = db.prepare("select seq || ' ' || coalesce(day,'') || ' ' || substr(body,1,140) from event").unwrap();
    for r in s.query_map([], |r| r.get::<_, String>(0)).unwrap() { println!("{}", r.unwrap()); }
    println!("{}", copy.fault());
    panic!();
}
