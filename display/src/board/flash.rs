//! How a new call flashes: three times there and back, gently. How bright a colour then is, the view knows.

/// One flash: 1 Hz, far from what could harm anybody (WCAG 2.2, 2.3.1: three a second).
const FLASH_MS: u64 = 1_000;
const FLASHES: u64 = 3;
/// Pictures of one flash.
const STEPS: u64 = 16;

/// How far a call is faded so long after it came, 0 (not at all) to 255.
pub(super) fn faded(since_ms: u64) -> u8 {
    if since_ms >= FLASHES * FLASH_MS { 0 } else { at_step(since_ms % FLASH_MS * STEPS / FLASH_MS) }
}

/// When it looks different next, if it still goes on; both counted from when the call came.
pub(super) fn next_ms(since_ms: u64) -> Option<u64> {
    let step = since_ms * STEPS / FLASH_MS + 1;
    (since_ms < FLASHES * FLASH_MS).then_some((step * FLASH_MS).div_ceil(STEPS))
}

/// There and back along a smooth curve (3t² − 2t³).
fn at_step(step: u64) -> u8 {
    let half = STEPS / 2;
    let t = if step <= half { step } else { STEPS - step };
    let share = 255 * t * t * (3 * half - 2 * t) / (half * half * half);
    u8::try_from(share).unwrap_or(u8::MAX)
}
