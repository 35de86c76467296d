//! Time as the server is given it. Reading the machine's clock happens in `main.rs` alone.
use std::sync::Arc;
use std::time::Duration;

/// A wall clock that may jump, and a monotonic one that may not.
#[derive(Clone)]
pub struct Clock {
    wall_ms: Arc<dyn Fn() -> i64 + Send + Sync>,
    monotonic: Arc<dyn Fn() -> Duration + Send + Sync>,
}

impl Clock {
    /// A clock from its two hands.
    pub fn new(
        wall_ms: impl Fn() -> i64 + Send + Sync + 'static,
        monotonic: impl Fn() -> Duration + Send + Sync + 'static,
    ) -> Self {
        Self { wall_ms: Arc::new(wall_ms), monotonic: Arc::new(monotonic) }
    }

    /// Milliseconds since 1970, as the machine believes.
    pub fn wall_ms(&self) -> i64 {
        (self.wall_ms)()
    }

    /// The time since some fixed moment.
    pub fn monotonic(&self) -> Duration {
        (self.monotonic)()
    }
}
