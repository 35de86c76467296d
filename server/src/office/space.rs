//! Whether there is room on the disk: before it is full, somebody should know.
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

/// Below this part of the disk it is warned of.
const FREE_PERCENT_MIN: u64 = 5;

/// The disk on which the logs lie.
pub(super) struct Space {
    path: PathBuf,
    is_low: AtomicBool,
}

impl Space {
    /// The disk of a folder.
    pub(super) fn of(path: &Path) -> Self {
        Self { path: path.to_owned(), is_low: AtomicBool::new(false) }
    }

    /// What to say, when there is little room.
    pub(super) fn warning(&self) -> Option<String> {
        let (free, all) = free_and_all(&self.path)?;
        warning(free, all)
    }

    /// Puts it into the server's log when there is little room, and when there is enough again.
    pub(super) fn watch(&self) {
        let warning = self.warning();
        let was_low = self.is_low.swap(warning.is_some(), Ordering::Relaxed);
        match warning {
            Some(warning) if !was_low => tracing::warn!("{warning}"),
            None if was_low => tracing::info!("there is room on the disk again"),
            Some(_) | None => {}
        }
    }
}

/// Bytes that may be written, and all bytes; nothing when the system does not tell.
#[cfg(unix)]
fn free_and_all(path: &Path) -> Option<(u64, u64)> {
    let disk = rustix::fs::statvfs(path).ok()?;
    Some((disk.f_bavail.saturating_mul(disk.f_frsize), disk.f_blocks.saturating_mul(disk.f_frsize)))
}

#[cfg(not(unix))]
fn free_and_all(_path: &Path) -> Option<(u64, u64)> {
    None
}

fn warning(free: u64, all: u64) -> Option<String> {
    let is_low = u128::from(free) * 100 < u128::from(all) * u128::from(FREE_PERCENT_MIN);
    let mib = free / (1024 * 1024);
    is_low.then(|| {
        format!("the disk is nearly full ({mib} MiB free): make room, before no number can be given")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn little_room_is_less_than_five_percent() {
        let gib = 1 << 30;
        assert_eq!(warning(5 * gib, 100 * gib), None);
        let expected = "the disk is nearly full (5119 MiB free): make room, before no number can be given";
        assert_eq!(warning(5 * gib - 1, 100 * gib).as_deref(), Some(expected));
        assert!(warning(0, u64::MAX).is_some());
        assert_eq!(warning(0, 0), None, "what has no size is no disk");
    }

    #[cfg(unix)]
    #[test]
    fn the_disk_of_a_folder_is_known() {
        let folder = tempfile::tempdir().unwrap();
        let (free, all) = free_and_all(folder.path()).unwrap();
        assert!(free <= all && all > 0);
        assert_eq!(free_and_all(&folder.path().join("missing")), None);
    }
}
