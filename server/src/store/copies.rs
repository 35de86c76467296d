//! Copies of databases, made at any time.
use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

/// Copies a database as it is now. The copy is one file, on disk when this returns; nobody who writes is held up.
pub(crate) fn copy(from: &Path, to: &Path) -> anyhow::Result<()> {
    let source = super::open_to_read(from)?;
    let mut target = Connection::open(to).with_context(|| format!("can't make {}", to.display()))?;
    let mut copy = || -> anyhow::Result<()> {
        // All at once: a copy in steps begins again whenever somebody writes.
        let step = Backup::new(&source, &mut target)?.step(-1)?;
        ensure!(step == StepResult::Done, "another process holds it");
        // Nothing stands beside the file.
        target.pragma_update(None, "journal_mode", "delete")?;
        Ok(())
    };
    copy().with_context(|| format!("can't copy {}", from.display()))?;
    drop(target);
    File::open(to)?.sync_all().with_context(|| format!("can't write {}", to.display()))
}

/// Leaves a copy beside a database of an older version, for whoever must go back: `NAME.db.version-N`.
pub(super) fn keep_older(path: &Path, version: usize) -> anyhow::Result<()> {
    let kept = PathBuf::from(format!("{}.version-{version}", path.display()));
    // What a power cut leaves half done is made anew.
    let unfinished = PathBuf::from(format!("{}.new", kept.display()));
    remove(&unfinished)?;
    copy(path, &unfinished)?;
    fs::rename(&unfinished, &kept).with_context(|| format!("can't make {}", kept.display()))?;
    if let Some(folder) = path.parent() {
        File::open(folder)?.sync_all()?;
    }
    tracing::info!(copy = %kept.display(), "kept as it was, before it is brought up to date");
    Ok(())
}

/// Takes a database away, with what may stand beside it. One that isn't there is no fault.
pub(crate) fn remove(path: &Path) -> anyhow::Result<()> {
    for suffix in ["", "-wal", "-shm", "-journal"] {
        let file = PathBuf::from(format!("{}{suffix}", path.display()));
        match fs::remove_file(&file) {
            Ok(()) => {}
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(error).with_context(|| format!("can't remove {}", file.display())),
        }
    }
    Ok(())
}
