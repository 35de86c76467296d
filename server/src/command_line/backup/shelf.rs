//! The folder in which copies are kept: each under its time, one at a time in the making.
use std::fs;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use anyhow::Context;
use jiff::civil::DateTime;
use jiff::tz::Offset;
use jiff::{Span, Timestamp};

use crate::command_line::failure::Failure;
use crate::command_line::folder::{self, Lock};

/// How a copy is called, by the time at which it was begun (UTC).
const NAME: &str = "%Y-%m-%dT%H%M%S";

/// Before the name of a copy in the making.
const UNFINISHED: &str = ".unfinished-";

/// After the name of one that lacks an office.
const INCOMPLETE: &str = "-incomplete";

/// Where copies are kept; nobody else makes one there meanwhile.
pub(super) struct Shelf {
    path: PathBuf,
    _lock: Lock,
}

/// A copy in the making.
pub(super) struct Book {
    path: PathBuf,
    name: String,
}

impl Shelf {
    /// Makes the folder if it isn't there, and takes away what was left half-done.
    pub(super) fn open(path: &Path) -> Result<Self, Failure> {
        folder::make(path, true)?;
        let Some(lock) = Lock::take(&path.join(".lock"))? else {
            return Err(Failure::Failed(format!(
                "another copy is being made in {}: wait for its end, then run the same command again",
                path.display()
            )));
        };
        let shelf = Self { path: path.to_owned(), _lock: lock };
        for name in shelf.names()?.iter().filter(|name| name.starts_with(UNFINISHED)) {
            shelf.remove(name)?;
        }
        Ok(shelf)
    }

    /// Begins a copy. Its time is after that of every other, also when the clock was set back.
    pub(super) fn begin(&self, at_ms: i64) -> anyhow::Result<Book> {
        let at = Timestamp::from_millisecond(at_ms).context("the clock can't be right")?;
        let now = Offset::UTC.to_datetime(at);
        let last = self.names()?.iter().filter_map(|name| time_of(name.trim_end_matches(INCOMPLETE))).max();
        let next = last.and_then(|last| last.checked_add(Span::new().seconds(1)).ok());
        let name = next.map_or(now, |next| next.max(now)).strftime(NAME).to_string();
        Ok(Book { path: self.path.join(format!("{UNFINISHED}{name}")), name })
    }

    /// Puts a copy in its place.
    pub(super) fn finish(&self, book: Book, is_complete: bool) -> anyhow::Result<PathBuf> {
        let end = if is_complete { "" } else { INCOMPLETE };
        let path = self.path.join(format!("{}{end}", book.name));
        fs::rename(&book.path, &path).with_context(|| format!("can't make {}", path.display()))?;
        self.sync()?;
        Ok(path)
    }

    /// Takes the oldest copies away: those that lack an office are counted apart, so that they displace none.
    pub(super) fn keep(&self, keep: NonZeroUsize) -> anyhow::Result<()> {
        for end in ["", INCOMPLETE] {
            let mut names = self.names()?;
            names.retain(|name| name.strip_suffix(end).is_some_and(|name| time_of(name).is_some()));
            names.sort();
            let surplus = names.len().saturating_sub(keep.get());
            names[..surplus].iter().try_for_each(|name| self.remove(name))?;
        }
        self.sync()
    }

    fn names(&self) -> anyhow::Result<Vec<String>> {
        let entries =
            fs::read_dir(&self.path).with_context(|| format!("can't read {}", self.path.display()))?;
        let names = entries.map(|entry| Ok(entry?.file_name().into_string().unwrap_or_default()));
        names.collect()
    }

    fn remove(&self, name: &str) -> anyhow::Result<()> {
        let path = self.path.join(name);
        fs::remove_dir_all(&path).with_context(|| format!("can't remove {}", path.display()))
    }

    fn sync(&self) -> anyhow::Result<()> {
        folder::sync(&self.path)
    }
}

impl Book {
    /// Where it is made.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// It came to nothing. What stays is taken away by the next one.
    pub(super) fn throw_away(self) {
        let _ = fs::remove_dir_all(&self.path);
    }
}

/// The time of a copy of this name; nothing for what is no copy of ours.
fn time_of(name: &str) -> Option<DateTime> {
    let time = DateTime::strptime(NAME, name).ok()?;
    (time.strftime(NAME).to_string() == name).then_some(time)
}
