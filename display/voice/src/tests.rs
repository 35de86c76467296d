//! Words as text; sounds by their lengths and levels.
mod aloud;
mod clips;
mod engine;
mod output;
mod sounds;
mod words;

use std::f32::consts::TAU;

use crate::sound::{RATE, Sound};

/// A tone with silence around it: its parts in milliseconds, its peak in samples.
pub(crate) fn tone(before_ms: u32, length_ms: u32, after_ms: u32, peak: f32) -> Sound {
    let mut sound = Sound::silence(before_ms);
    let count = Sound::silence(length_ms).samples().len();
    let sample = |index: usize| ((TAU * 440.0 * index as f32 / RATE as f32).sin() * peak) as i16;
    sound.append(&Sound::new((0..count).map(sample).collect()));
    sound.append(&Sound::silence(after_ms));
    sound
}
