//! The office whose life is tried, and its log as it was made.
use std::sync::OnceLock;

use queue::Office;
use queue::sample::{office, session};

/// 2026-11-23 08:00 at UTC+7.
pub(super) const MORNING_MS: i64 = 1_795_395_600_000;

/// The sample office, open at any time of any day.
pub(super) fn round_the_clock() -> Office {
    let mut office = office();
    office.hours.week = std::array::from_fn(|_| vec![session(0, 1440)]);
    office.hours.off.clear();
    office
}

/// The file of its log: the same for all lives, so that the secrets in it are, too.
pub(super) fn log() -> &'static [u8] {
    static LOG: OnceLock<Vec<u8>> = OnceLock::new();
    LOG.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("office.db");
        crate::store::log::create(&path, &round_the_clock(), MORNING_MS).unwrap();
        std::fs::read(path).unwrap()
    })
}
