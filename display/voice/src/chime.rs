//! The chime before an announcement: two struck notes, the second lower, made here.
use std::f32::consts::TAU;
use std::sync::LazyLock;

use crate::sound::{RATE, Sound};

/// A note: its pitch in Hz, and when it is struck.
const NOTES: [(f32, u32); 2] = [(659.26, 0), (523.25, 420)];
const LENGTH_MS: u32 = 1_500;
/// How soon a note has lost two thirds of its strength, in seconds.
const DECAY: f32 = 0.32;
/// How soon a note is there, in seconds: at once would click.
const ATTACK: f32 = 0.004;
/// Strength of a bar's overtones, by multiples of its pitch.
const OVERTONES: [(f32, f32); 3] = [(1.0, 1.0), (2.0, 0.35), (3.93, 0.12)];

/// Made once.
pub(crate) static CHIME: LazyLock<Sound> = LazyLock::new(chime);

fn chime() -> Sound {
    let count = Sound::silence(LENGTH_MS).samples().len();
    let at = |index: usize| NOTES.iter().map(|note| strength(note, index as f32 / RATE as f32)).sum::<f32>();
    let samples = (0..count).map(|index| (at(index) * 10_000.0) as i16);
    Sound::new(samples.collect()).trimmed().levelled()
}

/// What a note gives at a time, at most ±1.5.
fn strength((pitch, struck_ms): &(f32, u32), seconds: f32) -> f32 {
    let since = seconds - *struck_ms as f32 / 1000.0;
    if since < 0.0 {
        return 0.0;
    }
    let tone = |(multiple, part): &(f32, f32)| part * (TAU * pitch * multiple * since).sin();
    OVERTONES.iter().map(tone).sum::<f32>() * (-since / DECAY).exp() * (since / ATTACK).min(1.0)
}
