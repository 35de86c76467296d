//! Tickets as bytes in a plain file, or in a pipe that another program reads. Nothing answers there.
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind};
use std::os::unix::fs::{FileTypeExt, OpenOptionsExt};
use std::path::Path;
use std::thread;
use std::time::Duration;

use rustix::fs::OFlags;
use rustix::io::ioctl_fionread;

use super::deadline::Deadline;
use super::wire::{Pace, ready, write_all};

/// How often is looked whether a pipe's reader has taken all.
const LOOK: Duration = Duration::from_millis(10);

/// Appends all to a plain file, which is made if it is missing, or sends it through a pipe.
pub(super) fn send(path: &Path, bytes: &[u8], until: Deadline) -> io::Result<()> {
    let mut file = OpenOptions::new()
        .append(true)
        .create(may_create(path))
        .custom_flags(OFlags::NONBLOCK.bits().cast_signed())
        .open(path)?;
    let pipe = file.metadata()?.file_type().is_fifo();
    let sent = write_all(&mut file, bytes, until)
        .and_then(|()| if pipe { emptied(&file, until) } else { ready(&file, until) });
    if pipe && sent.is_err() {
        take_back(path)?;
    }
    sent
}

/// A device that is missing is switched off: a file in its place would swallow the tickets.
fn may_create(path: &Path) -> bool {
    let folder = path.parent().and_then(|folder| fs::canonicalize(folder).ok());
    let device = path.starts_with("/dev") || folder.is_some_and(|folder| folder.starts_with("/dev"));
    // A link to nowhere may lead there too.
    !device && fs::symlink_metadata(path).is_err()
}

/// Waits until a pipe's reader has taken all.
fn emptied(pipe: &File, until: Deadline) -> io::Result<()> {
    let mut pace = Pace::new(until);
    loop {
        let waiting = ioctl_fionread(pipe)?;
        if waiting == 0 {
            return Ok(());
        }
        pace.check(waiting)?;
        thread::sleep(LOOK);
    }
}

/// Reads what is left in a pipe.
fn take_back(path: &Path) -> io::Result<()> {
    let flags = OFlags::NONBLOCK.bits().cast_signed();
    let mut pipe = OpenOptions::new().read(true).custom_flags(flags).open(path)?;
    match io::copy(&mut pipe, &mut io::sink()) {
        Err(error) if error.kind() != ErrorKind::WouldBlock => Err(error),
        Ok(_) | Err(_) => Ok(()),
    }
}
