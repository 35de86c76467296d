//! Two clocks moved by hand: one on the wall, which people set as they like, and one that only runs.
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::Duration;

use crate::clock::Clock;

/// The hands of both.
#[derive(Clone)]
pub(super) struct Hands {
    wall_ms: Arc<AtomicI64>,
    monotonic_ms: Arc<AtomicU64>,
}

impl Hands {
    pub(super) fn new(wall_ms: i64) -> Self {
        Self { wall_ms: Arc::new(wall_ms.into()), monotonic_ms: Arc::default() }
    }

    pub(super) fn clock(&self) -> Clock {
        let (wall, monotonic) = (self.clone(), self.clone());
        let monotonic = move || Duration::from_millis(monotonic.monotonic_ms.load(Ordering::Relaxed));
        Clock::new(move || wall.wall_ms(), monotonic)
    }

    pub(super) fn wall_ms(&self) -> i64 {
        self.wall_ms.load(Ordering::Relaxed)
    }

    /// Time goes by.
    pub(super) fn pass(&self, ms: i64) {
        self.monotonic_ms.fetch_add(ms.unsigned_abs(), Ordering::Relaxed);
        self.set(ms);
    }

    /// Somebody sets the clock on the wall, forth or back.
    pub(super) fn set(&self, by_ms: i64) {
        self.wall_ms.fetch_add(by_ms, Ordering::Relaxed);
    }
}
