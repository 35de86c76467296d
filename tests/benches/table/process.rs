//! What a process has used, as Linux counts it.
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::time::Duration;

use anyhow::Context;

/// Processor time of each thread so far, to the nanosecond.
pub(crate) struct Cpu(BTreeMap<OsString, u64>);

impl Cpu {
    /// Of the threads that live now.
    pub(crate) fn of(pid: i32) -> anyhow::Result<Self> {
        let mut threads = BTreeMap::new();
        for thread in fs::read_dir(format!("/proc/{pid}/task"))? {
            let thread = thread?;
            // It may end while it is looked at.
            let Ok(stat) = fs::read_to_string(thread.path().join("schedstat")) else { continue };
            threads.insert(thread.file_name(), stat.split(' ').next().unwrap_or_default().parse()?);
        }
        Ok(Self(threads))
    }

    /// What was used since; a thread that has ended meanwhile had nothing to do any more.
    pub(crate) fn since(&self, before: &Self) -> Duration {
        let used = |(thread, nanos): (&OsString, &u64)| nanos - before.0.get(thread).unwrap_or(&0);
        Duration::from_nanos(self.0.iter().map(used).sum())
    }
}

/// Memory in use, KiB: the program's own code and what it has mapped included.
pub(crate) fn memory_kib(pid: i32) -> anyhow::Result<f64> {
    let status = fs::read_to_string(format!("/proc/{pid}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("no VmRSS")?;
    Ok(line.trim().trim_end_matches(" kB").parse()?)
}
