//! A disk that breaks and heals under a running program: `disk.c`, loaded in front of the C library. No root and no file
//! system of its own is needed for it.
use std::fs::File;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use rustix::io::Errno;

use crate::preload::Preload;

static PRELOAD: Preload = Preload::new("disk", include_bytes!("disk.c"));

/// Which calls fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Broken {
    /// Writes fail as those of a failing disk do.
    Writes,
    /// The first write that fails leaves one half of its bytes, as on a disk that has just become full.
    TornWrites,
    /// Writes succeed, and what they wrote can't be brought to the disk.
    Syncs,
}

/// The disk under one folder.
pub struct Disk {
    folder: PathBuf,
    path: PathBuf,
    control: File,
}

/// More than any test writes.
const ENDLESS: i64 = i64::MAX / 2;

/// Where a number stands in the control file, in the order of `disk.c`.
#[derive(Clone, Copy)]
enum Slot {
    Broken,
    Sound,
    Error,
    Torn,
    Room,
    Refused,
}

impl Disk {
    /// A sound disk under this folder; its control file lies at `control`, outside of it.
    ///
    /// # Errors
    /// When that file can't be made.
    pub fn new(folder: &Path, control: &Path) -> anyhow::Result<Self> {
        let file = File::options().create(true).truncate(true).read(true).write(true).open(control)?;
        file.set_len(8 * (Slot::Refused as u64 + 1))?;
        let disk = Self { folder: folder.to_owned(), path: control.to_owned(), control: file };
        disk.heal();
        Ok(disk)
    }

    /// Has a program work on it.
    ///
    /// # Errors
    /// When it can't be compiled.
    pub fn stand_under(&self, command: &mut Command) -> anyhow::Result<()> {
        command.env("LD_PRELOAD", PRELOAD.path()?);
        command.env("DISK_CONTROL", &self.path).env("DISK_FOLDER", &self.folder);
        Ok(())
    }

    /// From now on, after so many sound calls of the kind, all of that kind fail.
    pub fn break_after(&self, broken: Broken, sound: i64) {
        self.set(Slot::Broken, 0);
        let (kind, error, torn) = match broken {
            Broken::Writes => (1, Errno::IO, 0),
            Broken::TornWrites => (1, Errno::NOSPC, 1),
            Broken::Syncs => (2, Errno::IO, 0),
        };
        self.set(Slot::Sound, sound);
        self.set(Slot::Error, error.raw_os_error().into());
        self.set(Slot::Torn, torn);
        self.set(Slot::Broken, kind);
    }

    /// From now on only so many bytes can be added to files.
    pub fn leave_room(&self, bytes: i64) {
        self.set(Slot::Room, bytes);
    }

    /// From now on everything succeeds, and there is room.
    pub fn heal(&self) {
        self.set(Slot::Broken, 0);
        self.leave_room(ENDLESS);
    }

    /// How many calls have failed so far, or wrote less than they should.
    pub fn refused(&self) -> i64 {
        let mut bytes = [0; 8];
        self.control.read_exact_at(&mut bytes, 8 * Slot::Refused as u64).expect("the file is ours");
        i64::from_ne_bytes(bytes)
    }

    fn set(&self, slot: Slot, value: i64) {
        self.control.write_all_at(&value.to_ne_bytes(), 8 * slot as u64).expect("the file is ours");
    }
}
