//! `backup`: copies that can be served, and which of them are kept.
use super::verifying::lived;
use super::*;
use crate::office::Offices;

impl Desk {
    /// What `backup` says, and the names of the copies that are there then.
    fn back_up(&self, flags: &str) -> (Done, Vec<String>) {
        let done = self.run(&format!("backup --data DATA --to {}{flags}", self.shelf().display()));
        let entries = fs::read_dir(self.shelf()).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<_> = names.filter(|name| name != ".lock").collect();
        names.sort();
        (done, names)
    }

    fn shelf(&self) -> PathBuf {
        self.folder.path().join("copies")
    }
}

#[test]
fn a_copy_is_whole_and_can_be_served() {
    let desk = lived();
    desk.run("account add --data DATA --user an --role admin");
    let (done, names) = desk.back_up("");
    assert_eq!((done.code, names), (0, vec!["2026-11-23T014000".to_owned()]), "{}", done.errors);
    let copy = desk.shelf().join("2026-11-23T014000");
    assert_eq!(done.output, format!("{}\n", copy.display()));
    check(
        &done,
        0,
        &format!("This copy can be served as it is, with `server serve --data {}`.", copy.display()),
    );
    let files = fs::read_dir(copy.join("offices")).unwrap().count() + fs::read_dir(&copy).unwrap().count();
    assert_eq!(files, 4, "two offices, their folder and server.db, with nothing beside them");
    let verified = desk.run(&format!("verify --data {}", copy.display()));
    assert_eq!(verified.output, "tay-ninh: whole, 1 events, 0 days\ntest: whole, 24 events, 2 days\n");
    let clock = Clock::new(|| 1_795_398_000_000, || std::time::Duration::ZERO);
    let offices = Offices::open(&copy, &clock).unwrap();
    assert!(offices.iter().all(|(_, office)| office.is_ok()));
    offices.stop();
    let accounts = Accounts::open(&copy, &clock).unwrap();
    assert!(accounts.login("an", "xin chào 2026").unwrap().is_some());
}

#[test]
fn a_copy_is_made_while_somebody_writes() {
    let desk = lived();
    let writer = rusqlite::Connection::open(desk.log()).unwrap();
    writer.pragma_update(None, "journal_mode", "wal").unwrap();
    writer.execute_batch("begin immediate; delete from answer").unwrap();
    let (done, _) = desk.back_up("");
    assert_eq!(done.code, 0, "{}", done.errors);
    writer.execute_batch("rollback").unwrap();
}

#[test]
fn the_newest_are_kept_and_nothing_else_is_touched() {
    let desk = Desk::with_office();
    fs::create_dir_all(desk.shelf().join("2026-11-23")).unwrap();
    fs::create_dir_all(desk.shelf().join(".unfinished-2026-11-23T013000/offices")).unwrap();
    for minute in 0..3 {
        desk.now_ms.set(1_795_398_000_000 + minute * 60_000);
        assert_eq!(desk.back_up(" --keep 2").0.code, 0);
    }
    assert_eq!(
        desk.back_up(" --keep 3").1,
        ["2026-11-23", "2026-11-23T014100", "2026-11-23T014200", "2026-11-23T014201"]
    );
    desk.now_ms.set(0);
    assert_eq!(
        desk.back_up(" --keep 1").1,
        ["2026-11-23", "2026-11-23T014202"],
        "the last one is the newest"
    );
}

#[test]
fn a_damaged_office_does_not_displace_its_whole_copies() {
    let desk = lived();
    assert_eq!(desk.back_up(" --keep 1").0.code, 0);
    desk.change("update event set at = at + 1 where seq = 20");
    for _ in 0..2 {
        let (done, names) = desk.back_up(" --keep 1");
        assert_eq!(done.code, 1);
        assert!(
            done.errors.starts_with("error: test: event 20 was changed after it was written: "),
            "{}",
            done.errors
        );
        assert_eq!(names.len(), 2);
        assert_eq!(names[0], "2026-11-23T014000");
        assert!(names[1].ends_with("-incomplete"), "{names:?}");
        assert_eq!(fs::read_dir(desk.shelf().join(&names[1]).join("offices")).unwrap().count(), 1);
    }
}

#[test]
fn a_copy_that_comes_to_nothing_leaves_nothing() {
    let desk = Desk::with_office();
    fs::write(desk.data().join("server.db"), "no database, but long enough to be looked at").unwrap();
    let (done, names) = desk.back_up("");
    assert_eq!((done.code, names), (1, vec![]));
    let _lock = folder::Lock::take(&desk.shelf().join(".lock")).unwrap().unwrap();
    let (done, _) = desk.back_up("");
    let shelf = desk.shelf();
    check(
        &done,
        1,
        &format!(
            "error: another copy is being made in {}: wait for its end, then run the same command again",
            shelf.display()
        ),
    );
}
