//! A clock on the wall that is set while a program runs: `clock.c`, loaded in front of the C library. The monotonic
//! clock stays the machine's, as it does when somebody sets a real clock.
use std::fs::File;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context;
use jiff::{Timestamp, ToSpan};
use rustix::time::{ClockId, clock_gettime};

use crate::preload::Preload;

static PRELOAD: Preload = Preload::new("clock", include_bytes!("clock.c"));

/// The clock of some programs.
pub struct Clock {
    path: PathBuf,
    control: File,
}

impl Clock {
    /// A clock that shows this time; its control file lies at `control`.
    ///
    /// # Errors
    /// When that file can't be made, or the time can't be read.
    pub fn new(control: &Path, time: &str) -> anyhow::Result<Self> {
        let file = File::options().create(true).truncate(true).write(true).open(control)?;
        let clock = Self { path: control.to_owned(), control: file };
        clock.show(time)?;
        Ok(clock)
    }

    /// Has a program go by it.
    ///
    /// # Errors
    /// When it can't be compiled.
    pub fn hang_before(&self, command: &mut Command) -> anyhow::Result<()> {
        command.env("LD_PRELOAD", PRELOAD.path()?).env("CLOCK_CONTROL", &self.path);
        Ok(())
    }

    /// Sets it to this time, from which it goes on.
    ///
    /// # Panics
    /// When it is no time such as `2026-11-23T08:00:00+07:00`.
    pub fn set(&self, time: &str) {
        self.show(time).expect("a time, and the file is ours");
    }

    fn show(&self, time: &str) -> anyhow::Result<()> {
        let time: Timestamp = time.parse().with_context(|| format!("{time:?} is no time"))?;
        let monotonic = clock_gettime(ClockId::Monotonic);
        let begun = time.checked_sub(monotonic.tv_sec.seconds().nanoseconds(monotonic.tv_nsec))?;
        let ahead = i64::try_from(begun.as_nanosecond())?;
        Ok(self.control.write_all_at(&ahead.to_ne_bytes(), 0)?)
    }
}
