//! What an office's thread asks of the place where its log is kept, so that the same thread runs over a file and, in
//! tests, over a disk that fails as it is told. How a log is kept is not known here.
use std::collections::BTreeMap;

use jiff::civil::Date;
use queue::{Hall, Letter, Office};

use super::log::{Batch, Errand};

/// What is read when a log begins to be used.
pub(crate) struct Restored {
    /// The office in force and the last day.
    pub(crate) hall: Hall,
    /// What the tokens of this office are made with.
    pub(crate) token_secret: [u8; 32],
    /// The last sign of life beside the events, milliseconds.
    pub(crate) alive_ms: Option<i64>,
}

/// A log that is open. After an error of [`Storage::write`] or [`Storage::probe`] nothing may be written by it again:
/// whether what failed is on disk is known only to whoever opens the log anew.
pub(crate) trait Storage: Send {
    /// Replays what is on disk. Nothing may be written before.
    fn restore(&mut self) -> anyhow::Result<Restored>;

    /// Writes a batch, all of it or nothing; when this returns `Ok`, it is on disk.
    fn write(&mut self, batch: &Batch<'_>) -> anyhow::Result<()>;

    /// Whether anything can be written.
    fn probe(&mut self) -> anyhow::Result<()>;

    /// The success that was given for this key on this day as JSON, with the request it was given for.
    fn reply(&self, day: Date, caller: &str, key: &str) -> anyhow::Result<Option<([u8; 32], String)>>;

    /// The mean visit of each service as this office's own days teach it, seconds.
    fn means(&self, office: &Office) -> anyhow::Result<BTreeMap<Letter, u32>>;

    /// What the command line asks for, in the order in which it was asked.
    fn errands(&self) -> anyhow::Result<Vec<Errand>>;

    /// Forgets what was asked of a server that has ended: whoever still waits asks again.
    fn forget_errands(&self) -> anyhow::Result<()>;
}
