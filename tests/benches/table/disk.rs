//! The disk as the server and its raw limit find it: as it is, or slower by a preloaded `fdatasync`.
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, ensure};

/// What each sync of the slower disk takes more.
const MORE_US: u32 = 2_000;

/// A disk.
#[derive(Clone, Debug)]
pub(crate) enum Disk {
    /// As the machine has it.
    Own,
    /// With this library in front of its syncs.
    Slower(PathBuf),
}

impl Disk {
    /// A slower disk; its library is compiled into the folder.
    pub(crate) fn slower(folder: &Path) -> anyhow::Result<Self> {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/table/slow_sync.c");
        let library = folder.join("slow_sync.so");
        let mut compiler = Command::new("cc");
        compiler.args(["-O2", "-shared", "-fPIC", "-o"]).arg(&library).arg(source).arg("-ldl");
        let status = compiler.status().context("there is no C compiler: install gcc")?;
        ensure!(status.success(), "slow_sync.c can't be compiled");
        Ok(Self::Slower(library))
    }

    /// Lets a program work on it.
    pub(crate) fn under(&self, command: &mut Command) {
        if let Self::Slower(library) = self {
            command.env("LD_PRELOAD", library).env("SLOW_SYNC_US", MORE_US.to_string());
        }
    }
}
