//! Waiting for what another program does, where it gives no sign that could be waited for.
use std::time::{Duration, Instant};

/// Longer than anything takes on a busy machine.
const DEADLINE: Duration = Duration::from_secs(120);
/// How often it is looked.
const PAUSE: Duration = Duration::from_millis(20);

/// Looks again and again until something is there.
///
/// # Panics
/// When it does not come in time.
pub fn until<T>(what: &str, look: impl FnMut() -> Option<T>) -> T {
    until_within(DEADLINE, what, look)
}

/// The same for what takes its time even when nothing else is to be done.
///
/// # Panics
/// When it does not come in time.
pub fn until_within<T>(deadline: Duration, what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(begun.elapsed() < deadline, "{what}: not in {deadline:?}");
        std::thread::park_timeout(PAUSE);
    }
}
