//! Logs as the server of each version of the tables has left them: they are read, verified and brought up to date for
//! ever. Whoever adds a step adds the log of the version before it, written by the program of that version.
use super::*;

/// By version, from the first on.
const OLDER: [&str; 2] = [include_str!("../older/1.sql"), include_str!("../older/2.sql")];

/// What has become of the tickets of the two days.
const TICKETS: [&str; 6] = [
    "2026-11-23 A001 done",
    "2026-11-23 A002 expired",
    "2026-11-23 A003 expired",
    "2026-11-23 A004 done",
    "2026-11-24 A001 done",
    "2026-11-24 A002 called",
];

fn laid_down(folder: &TempDir, sql: &str) -> PathBuf {
    let path = folder.path().join("test.db");
    Connection::open(&path).unwrap().execute_batch(sql).unwrap();
    path
}

fn version(path: &Path) -> usize {
    Connection::open(path).unwrap().pragma_query_value(None, "user_version", |row| row.get(0)).unwrap()
}

fn assert_whole(path: &Path) {
    let whole = crate::verify::log(path).map_err(|fault| fault.to_string()).unwrap();
    assert_eq!((whole.events, whole.days, whole.seals.len()), (24, 2, 1));
    let db = Connection::open(path).unwrap();
    let mut select = db.prepare("select day || ' ' || number || ' ' || state from visit order by 1").unwrap();
    let tickets: Vec<String> = select.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    assert_eq!(tickets, TICKETS);
}

/// The files of a folder, with what is in them.
fn files(folder: &TempDir) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(folder.path()).unwrap().map(Result::unwrap);
    let name = |entry: &std::fs::DirEntry| entry.file_name().into_string().unwrap();
    entries.map(|entry| (name(&entry), std::fs::read(entry.path()).unwrap())).collect()
}

#[test]
fn every_older_version_has_left_a_log() {
    assert_eq!(OLDER.len() + 1, STEPS.len());
    for (index, sql) in OLDER.iter().enumerate() {
        let folder = TempDir::new().unwrap();
        assert_eq!(version(&laid_down(&folder, sql)), index + 1);
    }
}

#[test]
fn an_older_log_is_read_as_it_is() {
    for sql in OLDER {
        let folder = TempDir::new().unwrap();
        let path = laid_down(&folder, sql);
        let before = files(&folder);
        assert_whole(&path);
        assert!(files(&folder) == before, "reading has changed it");
    }
}

#[test]
fn an_older_log_is_brought_up_to_date_and_kept_as_it_was() {
    for (index, sql) in OLDER.iter().enumerate() {
        let folder = TempDir::new().unwrap();
        let path = laid_down(&folder, sql);
        for _ in 0..2 {
            let mut log = Log::open(&path).unwrap();
            let hall = log.restore().unwrap().hall;
            let called = hall.open_day().unwrap().in_hand("1").unwrap();
            assert_eq!((hall.seq, called.number.to_string()), (24, "A002".to_owned()));
            let reply = log.reply(date(2026, 11, 24), "device:1", "k").unwrap();
            assert!(reply.unwrap().1.contains(r#""number":"A001""#));
        }
        assert_eq!(version(&path), STEPS.len());
        assert_whole(&path);
        let name = format!("test.db.version-{}", index + 1);
        assert_eq!(files(&folder).into_keys().collect::<Vec<_>>(), ["test.db".to_owned(), name.clone()]);
        let kept = folder.path().join(name);
        assert_eq!(version(&kept), index + 1);
        assert_whole(&kept);
    }
}

#[test]
fn a_step_that_fails_leaves_the_file_as_it_was() {
    let folder = TempDir::new().unwrap();
    let path = laid_down(&folder, OLDER[1]);
    // The third step can't fill the rows of what it can't read.
    Connection::open(&path).unwrap().execute("update event set body = '{}' where seq = 9", []).unwrap();
    let error = format!("{:#}", Log::open(&path).err().unwrap());
    assert!(error.contains("event 9 can't be read"), "{error}");
    assert_eq!(version(&path), 2);
}

#[test]
fn a_log_of_a_newer_server_is_refused_and_left_alone() {
    for mode in ["delete", "wal"] {
        let folder = TempDir::new().unwrap();
        let path = written(&folder);
        let db = Connection::open(&path).unwrap();
        db.pragma_update(None, "user_version", 99).unwrap();
        db.pragma_update(None, "journal_mode", mode).unwrap();
        drop(db);
        let before = files(&folder);
        let error = format!("{:#}", Log::open(&path).err().unwrap());
        let expected = "the file is of version 99, and this server knows 3: run the newer server that made it, or go back \
            to a copy of before";
        assert!(error.ends_with(expected) && error.contains("test.db"), "{error}");
        assert!(files(&folder) == before, "{mode}");
    }
}

#[test]
fn an_event_of_a_newer_server_is_refused() {
    for change in ["replace(body, '\"v\":1', '\"v\":2')", "'{\"v\":2,\"type\":\"sneezed\"}'"] {
        let folder = TempDir::new().unwrap();
        let path = written(&folder);
        let db = Connection::open(&path).unwrap();
        db.execute_batch(&format!("update event set body = {change} where seq = 3")).unwrap();
        let select = |column: &str, seq: u64| format!("select {column} from event where seq = {seq}");
        let previous: Hash = db.query_row(&select("hash", 2), [], |row| row.get(0)).unwrap();
        let (at, body): (i64, String) =
            db.query_row(&select("at, body", 3), [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        let hash = record::chain(&previous, 3, Some(&day().to_string()), at, &body, None);
        db.execute("update event set hash = ?1 where seq = 3", [hash]).unwrap();
        let expected = "event 3 is of version 2, and this server knows 1: run the newer server that wrote it, or go \
            back to a copy of before";
        assert_eq!(format!("{:#}", restored(&path).unwrap_err()), expected);
    }
}
