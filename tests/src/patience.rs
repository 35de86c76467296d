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
pub fn until<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(begun.elapsed() < DEADLINE, "{what}: not in {DEADLINE:?}");
        std::thread::park_timeout(PAUSE);
    }
}
