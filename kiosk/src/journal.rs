//! The kiosk's own memory of presses: each one is on disk before the server hears of it, so that a press can
//! be asked again with the same key after a power cut, and is never counted twice. What a press means to the
//! server is not known here.
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use protocol::IssueRequest;
use serde::{Deserialize, Serialize};

/// A file longer than this is written anew with what still matters.
const BYTES_MAX: u64 = 64 << 10;

/// A press that the server may or may not know of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Press {
    /// The idempotency key: no other press has it.
    pub(crate) key: String,
    /// What was asked for.
    pub(crate) request: IssueRequest,
    /// The server's time at the press, in milliseconds since 1970.
    pub(crate) at_ms: i64,
    /// Its paper was begun: it may have come out, wholly or in part.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) printing: bool,
}

/// A line of the file.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Line {
    /// This is about to be asked.
    Press(Press),
    /// The paper of the press with this key is about to be printed.
    Printing(String),
    /// The press with this key needs nothing more.
    Settled(String),
}

/// The file of presses in the kiosk's folder, held by one kiosk at a time.
#[derive(Debug)]
pub(crate) struct Journal {
    path: PathBuf,
    /// Presses that are not settled, oldest first.
    open: Vec<Press>,
    /// Where lines are added; none after a failure, for the file's end is then unknown.
    file: Option<File>,
    length: u64,
    _lock: File,
}

impl Journal {
    /// Opens the journal of a folder, which is made if it is missing, and writes it anew with its unsettled
    /// presses. A last line that was cut off counts as never written.
    pub(crate) fn open(folder: &Path) -> anyhow::Result<Self> {
        fs::create_dir_all(folder).with_context(|| format!("making the folder {}", folder.display()))?;
        let lock = lock(&folder.join("lock"))?;
        let path = folder.join("presses.jsonl");
        let open = match fs::read(&path) {
            Ok(bytes) => unsettled(&bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(error).with_context(|| format!("reading {}", path.display())),
        };
        let mut journal = Self { path, open, file: None, length: 0, _lock: lock };
        journal.rewrite().with_context(|| format!("writing {}", journal.path.display()))?;
        Ok(journal)
    }

    /// Presses that are not settled, oldest first.
    pub(crate) fn unsettled(&self) -> &[Press] {
        &self.open
    }

    /// Remembers a press. When this returns, the press is on disk; when it fails, the press must not be asked.
    pub(crate) fn remember(&mut self, press: &Press) -> io::Result<()> {
        self.append(&Line::Press(press.clone()))?;
        self.open.push(press.clone());
        Ok(())
    }

    /// Remembers that a press's paper is begun, so that a second one says that it is a second. Keys of presses
    /// that were let go are passed over.
    pub(crate) fn printing(&mut self, key: &str) -> io::Result<()> {
        let Some(press) = self.open.iter_mut().find(|press| press.key == key) else { return Ok(()) };
        press.printing = true;
        self.append(&Line::Printing(key.into()))
    }

    /// Lets a press go: it needs nothing more. Unknown keys are let go already.
    pub(crate) fn settle(&mut self, key: &str) -> io::Result<()> {
        let Some(at) = self.open.iter().position(|press| press.key == key) else { return Ok(()) };
        self.open.remove(at);
        self.append(&Line::Settled(key.into()))
    }

    /// Finds out whether the disk takes writes.
    pub(crate) fn check(&mut self) -> io::Result<()> {
        self.rewrite()
    }

    fn append(&mut self, line: &Line) -> io::Result<()> {
        if self.length > BYTES_MAX || self.file.is_none() {
            self.rewrite()?;
        }
        let line = encoded(line);
        let written = self.file.as_mut().map_or(Ok(()), |file| {
            file.write_all(&line)?;
            file.sync_data()
        });
        if written.is_err() {
            // Half a line may stand there now; the next one begins a new file.
            self.file = None;
        }
        self.length += line.len() as u64;
        written
    }

    /// Replaces the file by one with the unsettled presses only, in one step.
    fn rewrite(&mut self) -> io::Result<()> {
        self.file = None;
        let beside = self.path.with_extension("part");
        let lines: Vec<u8> =
            self.open.iter().flat_map(|press| encoded(&Line::Press(press.clone()))).collect();
        let mut file = File::create(&beside)?;
        file.write_all(&lines)?;
        file.sync_all()?;
        fs::rename(&beside, &self.path)?;
        // The new name itself is on disk only when its folder is.
        File::open(self.path.parent().unwrap_or(Path::new(".")))?.sync_all()?;
        self.length = lines.len() as u64;
        self.file = Some(file);
        Ok(())
    }
}

fn lock(path: &Path) -> anyhow::Result<File> {
    let opened = OpenOptions::new().create(true).write(true).truncate(false).open(path);
    let file = opened.with_context(|| format!("opening {}", path.display()))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(fs::TryLockError::WouldBlock) => anyhow::bail!(
            "another kiosk runs on this folder (it holds {}); give each kiosk its own --state",
            path.display()
        ),
        Err(fs::TryLockError::Error(error)) => {
            Err(error).with_context(|| format!("locking {}", path.display()))
        }
    }
}

fn encoded(line: &Line) -> Vec<u8> {
    let mut bytes = serde_json::to_vec(line).expect("a line is a struct of texts and numbers");
    bytes.push(b'\n');
    bytes
}

/// The presses of a file that no later line settles.
fn unsettled(bytes: &[u8]) -> Vec<Press> {
    let mut open: Vec<Press> = Vec::new();
    // What follows the last line end was cut off while it was written.
    let whole = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
    for line in bytes[..whole].split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
        match serde_json::from_slice(line) {
            Ok(Line::Press(press)) => open.push(press),
            Ok(Line::Printing(key)) => {
                open.iter_mut().filter(|press| press.key == key).for_each(|press| press.printing = true);
            }
            Ok(Line::Settled(key)) => open.retain(|press| press.key != key),
            Err(error) => tracing::warn!(%error, "a line of the journal of presses can't be read"),
        }
    }
    open
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(key: &str) -> Press {
        let request =
            IssueRequest { service: "A".into(), lang: Some("vi".into()), ..IssueRequest::default() };
        Press { key: key.into(), request, at_ms: 1_795_398_130_000, printing: false }
    }

    fn keys(journal: &Journal) -> Vec<&str> {
        journal.unsettled().iter().map(|press| press.key.as_str()).collect()
    }

    /// A folder whose journal has these bytes.
    fn folder_with(bytes: &[u8]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("presses.jsonl"), bytes).unwrap();
        folder
    }

    #[test]
    fn what_is_not_settled_is_there_after_a_restart() {
        let folder = tempfile::tempdir().unwrap();
        let state = folder.path().join("made/for/it");
        let mut journal = Journal::open(&state).unwrap();
        for key in ["k1", "k2", "k3"] {
            journal.remember(&press(key)).unwrap();
        }
        journal.settle("k2").unwrap();
        journal.settle("unknown").unwrap();
        drop(journal);
        let journal = Journal::open(&state).unwrap();
        assert_eq!(keys(&journal), ["k1", "k3"]);
        assert_eq!(journal.unsettled()[0], press("k1"));
    }

    #[test]
    fn paper_that_was_begun_is_known_after_a_restart_and_after_that_too() {
        let folder = tempfile::tempdir().unwrap();
        let mut journal = Journal::open(folder.path()).unwrap();
        journal.remember(&press("k1")).unwrap();
        journal.remember(&press("k2")).unwrap();
        journal.printing("k2").unwrap();
        journal.printing("unknown").unwrap();
        drop(journal);
        let begun = Press { printing: true, ..press("k2") };
        for _ in 0..2 {
            assert_eq!(Journal::open(folder.path()).unwrap().unsettled(), [press("k1"), begun.clone()]);
        }
    }

    /// A power cut leaves any beginning of what was written: a press counts once its whole line is there, and
    /// is settled once that whole line is.
    #[test]
    fn a_cut_at_any_byte_leaves_a_journal_that_opens() {
        let lines = [
            encoded(&Line::Press(press("k1"))),
            encoded(&Line::Press(press("k2"))),
            encoded(&Line::Settled("k1".into())),
        ];
        let whole = lines.concat();
        let ends = [lines[0].len(), lines[0].len() + lines[1].len(), whole.len()];
        for cut in 0..=whole.len() {
            let folder = folder_with(&whole[..cut]);
            let mut journal = Journal::open(folder.path()).unwrap();
            let expected: &[&str] = match ends.iter().filter(|end| **end <= cut).count() {
                0 => &[],
                1 => &["k1"],
                2 => &["k1", "k2"],
                _ => &["k2"],
            };
            assert_eq!(keys(&journal), expected, "cut at {cut}");
            journal.remember(&press("k9")).unwrap();
            drop(journal);
            let again = Journal::open(folder.path()).unwrap();
            assert_eq!(keys(&again).last(), Some(&"k9"), "cut at {cut}");
            assert_eq!(again.unsettled().len(), expected.len() + 1);
        }
    }

    #[test]
    fn a_line_of_rubbish_does_not_hide_the_others() {
        let good = encoded(&Line::Press(press("k1")));
        let folder = folder_with(&[b"\x00\xff rubbish\n\n".as_slice(), &good, b"{}\n"].concat());
        assert_eq!(keys(&Journal::open(folder.path()).unwrap()), ["k1"]);
    }

    #[test]
    fn the_file_stays_small() {
        let folder = tempfile::tempdir().unwrap();
        let mut journal = Journal::open(folder.path()).unwrap();
        journal.remember(&press("first")).unwrap();
        for count in 0..250 {
            let key = format!("{count:0>64}");
            journal.remember(&press(&key)).unwrap();
            journal.settle(&key).unwrap();
        }
        assert_eq!(keys(&journal), ["first"]);
        let length = fs::metadata(folder.path().join("presses.jsonl")).unwrap().len();
        assert!(length < BYTES_MAX, "{length} bytes, of more than {BYTES_MAX} written");
        drop(journal);
        assert_eq!(keys(&Journal::open(folder.path()).unwrap()), ["first"]);
    }

    #[test]
    fn a_failed_write_is_told_and_the_next_begins_on_a_whole_line() {
        let folder = tempfile::tempdir().unwrap();
        let mut journal = Journal::open(folder.path()).unwrap();
        journal.remember(&press("k1")).unwrap();
        // A device that is always full stands for a disk that is.
        journal.file = Some(OpenOptions::new().write(true).open("/dev/full").unwrap());
        assert!(journal.remember(&press("k2")).is_err());
        assert_eq!(keys(&journal), ["k1"]);
        journal.remember(&press("k3")).unwrap();
        drop(journal);
        assert_eq!(keys(&Journal::open(folder.path()).unwrap()), ["k1", "k3"]);
    }

    #[test]
    fn a_disk_that_takes_writes_again_is_noticed() {
        let folder = tempfile::tempdir().unwrap();
        let mut journal = Journal::open(folder.path()).unwrap();
        let part = folder.path().join("presses.part");
        fs::create_dir(&part).unwrap();
        assert!(journal.check().is_err());
        assert!(journal.remember(&press("k1")).is_err());
        fs::remove_dir(&part).unwrap();
        journal.check().unwrap();
        journal.remember(&press("k2")).unwrap();
        assert_eq!(keys(&journal), ["k2"]);
    }

    #[test]
    fn one_kiosk_holds_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        let first = Journal::open(folder.path()).unwrap();
        let second = Journal::open(folder.path()).unwrap_err();
        assert!(second.to_string().starts_with("another kiosk runs on this folder"), "{second}");
        drop(first);
        Journal::open(folder.path()).unwrap();
    }

    #[test]
    fn a_folder_that_can_not_be_made_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "").unwrap();
        let error = Journal::open(&file.join("state")).unwrap_err();
        assert!(error.to_string().contains("making the folder"), "{error}");
    }
}
