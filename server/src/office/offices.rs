//! All offices of a data folder, each with its thread.
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread::JoinHandle;

use anyhow::Context;

use super::Office;
use super::desk::{Desk, Phones};
use super::inbox::{Health, INBOX_MAX, Job};
use super::space::Space;
use crate::clock::Clock;

/// Every office of a data folder: at work, or damaged with the reason.
pub struct Offices {
    by_code: BTreeMap<String, Result<Office, String>>,
    threads: Vec<JoinHandle<()>>,
    space: Space,
}

impl Offices {
    /// Starts one thread for each `DIR/offices/CODE.db`. An office whose log can't be read is kept as damaged;
    /// the others work.
    pub fn open(data: &Path, clock: &Clock) -> anyhow::Result<Self> {
        let space = Space::of(data);
        space.watch();
        let mut offices = Self { by_code: BTreeMap::new(), threads: Vec::new(), space };
        for (code, path) in logs(&data.join("offices"))? {
            let started = offices.start(&code, path, clock).map_err(|error| format!("{error:#}"));
            if let Err(reason) = &started {
                tracing::error!(office = code, reason, "office is damaged and does not work");
            }
            offices.by_code.insert(code, started);
        }
        Ok(offices)
    }

    /// An office by its code; `Err` gives the reason of its damage.
    pub fn get(&self, code: &str) -> Option<&Result<Office, String>> {
        self.by_code.get(code)
    }

    /// All offices by code.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Result<Office, String>)> {
        self.by_code.iter().map(|(code, office)| (code.as_str(), office))
    }

    /// What to say about the disk, when there is little room on it.
    pub fn space_warning(&self) -> Option<String> {
        self.space.warning()
    }

    /// Looks at the disk, to warn in the server's log in time.
    pub fn watch_space(&self) {
        self.space.watch();
    }

    /// Lets every thread finish what lies in its inbox, and waits for it.
    pub fn stop(self) {
        for office in self.by_code.into_values().flatten() {
            // A full inbox is worked off; a thread that has ended needs no word.
            let _ = office.inbox.send(Job::Stop);
        }
        for thread in self.threads {
            if thread.join().is_err() {
                tracing::error!("an office's thread panicked while it stopped");
            }
        }
    }

    fn start(&mut self, code: &str, path: PathBuf, clock: &Clock) -> anyhow::Result<Office> {
        let health = Health::default();
        let desk = Desk::open(path, clock, health.clone(), Phones::start()?)?;
        let (inbox, jobs) = sync_channel(INBOX_MAX);
        let office = Office { inbox, published: desk.published(), health };
        let thread = std::thread::Builder::new().name(code.to_owned()).spawn(move || work(desk, &jobs))?;
        self.threads.push(thread);
        Ok(office)
    }
}

/// Nobody would notice a dead thread until the hall stands still, so the process ends with it: the log is
/// intact, and whoever watches the process starts it again.
fn work(desk: Desk, jobs: &Receiver<Job>) {
    if catch_unwind(AssertUnwindSafe(|| desk.run(jobs))).is_err() {
        tracing::error!("an office's thread has died, the server ends");
        std::process::exit(1);
    }
}

fn logs(folder: &Path) -> anyhow::Result<Vec<(String, PathBuf)>> {
    let entries = std::fs::read_dir(folder).with_context(|| format!("can't read {}", folder.display()))?;
    let mut logs = Vec::new();
    for entry in entries {
        let path = entry?.path();
        let code = path.file_stem().and_then(|stem| stem.to_str()).map(str::to_owned);
        if let (Some("db"), Some(code)) = (path.extension().and_then(|end| end.to_str()), code) {
            logs.push((code, path));
        }
    }
    Ok(logs)
}
