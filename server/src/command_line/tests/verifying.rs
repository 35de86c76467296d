//! `verify` on a folder in which an office has lived for two days.
use super::*;
use crate::office::tests::lived_log;

/// A desk with the log of two days beside that of a new office.
pub(super) fn lived() -> Desk {
    let desk = Desk::with_office();
    fs::copy(lived_log(), desk.log()).unwrap();
    desk
}

impl Desk {
    pub(super) fn log(&self) -> PathBuf {
        self.data().join("offices/test.db")
    }

    pub(super) fn change(&self, sql: &str) {
        rusqlite::Connection::open(self.log()).unwrap().execute_batch(sql).unwrap();
    }
}

#[test]
fn whole_logs_are_said_to_be_one_a_line() {
    let done = lived().run("verify --data DATA");
    assert_eq!(done.output, "tay-ninh: whole, 1 events, 0 days\ntest: whole, 24 events, 2 days\n");
    check(
        &done,
        0,
        "Nothing was changed after it was written; keep the seals of its days (--seals) where others can't change them: only they show a log that was written anew.",
    );
}

#[test]
fn seals_are_printed_and_compared() {
    let desk = lived();
    let done = desk.run("verify --data DATA --seals");
    let seal = done.output.lines().find_map(|line| line.strip_prefix("test 2026-11-23=")).unwrap();
    assert_eq!(seal.len(), 64);
    let compare = format!("verify --data DATA --seal 2026-11-23={seal}");
    check(&desk.run(&compare), 0, "Nothing was changed after it was written.");
    check(
        &desk.run(&format!("{compare} --seal 2026-11-23={}", seal.to_uppercase())),
        0,
        "Nothing was changed after it was written.",
    );
    let zeros = "0".repeat(64);
    check(
        &desk.run(&format!("{compare} --seal 2026-11-23={zeros}")),
        1,
        "error: test: 2026-11-23 has another seal, so an event up to 17, which closed it, was written anew: leave this folder as it is, and serve a backup that was made before",
    );
    check(
        &desk.run(&format!("{compare} --seal 2026-11-22={seal}")),
        1,
        "error: 2026-11-22 was not closed in any office, so the events of a day that was are missing: leave this folder as it is, and serve a backup that was made before",
    );
}

#[test]
fn the_first_bad_event_is_named_and_the_others_are_read() {
    let desk = lived();
    desk.change("update event set at = at + 1 where seq = 9");
    let done = desk.run("verify --data DATA");
    assert_eq!(
        done.output,
        "tay-ninh: whole, 1 events, 0 days\ntest: event 9 was changed after it was written\n"
    );
    check(
        &done,
        1,
        "error: test: event 9 was changed after it was written: leave this folder as it is, and serve a backup that was made before",
    );
}

#[test]
fn damaged_accounts_are_told() {
    let desk = Desk::with_office();
    fs::write(desk.data().join("server.db"), "no database, but long enough to be looked at").unwrap();
    let done = desk.run("verify --data DATA");
    assert_eq!(done.code, 1);
    assert!(done.output.starts_with("server.db: can't read "), "{}", done.output);
    assert!(done.output.ends_with("tay-ninh: whole, 1 events, 0 days\n"), "{}", done.output);
}
