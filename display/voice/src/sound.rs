//! Sound as samples: put together, trimmed, brought to one loudness. No file, no program and no language is here.

/// Samples a second of everything that is played; espeak-ng's own.
pub(crate) const RATE: u32 = 22_050;

/// Ten milliseconds: how finely loudness is looked at.
const FRAME: usize = RATE as usize / 100;
/// Quieter than the loudest moment by this is silence (-34 dB).
const SILENCE: f32 = 1.0 / 50.0;
/// Quieter than the loudest moment by this is a pause within speech, and left out of its loudness (-26 dB).
const PAUSE: f32 = 1.0 / 20.0;
/// What is kept before and after the first and last sound, in frames: soft consonants are there.
const KEPT: usize = 2;
/// A start or an end is faded over this many samples (5 ms), so that it doesn't click.
const FADE: usize = RATE as usize / 200;
/// The loudness of everything spoken: -20 dB below full scale, on the mean square of what is not pause.
const LOUDNESS: f32 = 3_277.0;
/// No sample is larger: -1 dB below full scale.
pub(crate) const PEAK_MAX: f32 = 29_204.0;
/// What needs more is noise, not speech.
const GAIN_MAX: f32 = 16.0;

/// 16-bit mono at [`RATE`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sound {
    samples: Vec<i16>,
}

impl Sound {
    pub(crate) const fn new(samples: Vec<i16>) -> Self {
        Self { samples }
    }

    pub(crate) fn silence(length_ms: u32) -> Self {
        Self::new(vec![0; (u64::from(length_ms) * u64::from(RATE) / 1000) as usize])
    }

    pub(crate) fn samples(&self) -> &[i16] {
        &self.samples
    }

    /// Little-endian, as players and WAV files take it.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.samples.iter().flat_map(|sample| sample.to_le_bytes()).collect()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.samples.is_empty()
    }

    pub(crate) fn length_ms(&self) -> u64 {
        self.samples.len() as u64 * 1000 / u64::from(RATE)
    }

    pub(crate) fn append(&mut self, next: &Self) {
        self.samples.extend_from_slice(&next.samples);
    }

    /// The largest sample.
    pub(crate) fn peak(&self) -> f32 {
        self.samples.iter().map(|sample| f32::from(sample.unsigned_abs())).fold(0.0, f32::max)
    }

    /// Root mean square of each ten milliseconds; a shorter rest counts for less.
    pub(crate) fn frames(&self) -> impl Iterator<Item = f32> {
        self.samples.chunks(FRAME).map(root_mean_square)
    }

    fn loudest(&self) -> f32 {
        self.frames().fold(0.0, f32::max)
    }

    /// Root mean square of what is not pause.
    pub(crate) fn loudness(&self) -> f32 {
        let floor = self.loudest() * PAUSE;
        let spoken: Vec<f32> = self.frames().filter(|frame| *frame >= floor).collect();
        let squares: f32 = spoken.iter().map(|frame| frame * frame).sum();
        (squares / spoken.len().max(1) as f32).sqrt()
    }

    /// Without the silence before and after, its ends faded; empty if there is nothing but silence.
    pub(crate) fn trimmed(&self) -> Self {
        let floor = (self.loudest() * SILENCE).max(1.0);
        let first = self.frames().position(|frame| frame >= floor);
        let last = self.frames().enumerate().filter(|(_, frame)| *frame >= floor).last();
        let (Some(first), Some((last, _))) = (first, last) else { return Self::default() };
        let end = ((last + 1 + KEPT) * FRAME).min(self.samples.len());
        let mut trimmed = Self::new(self.samples[first.saturating_sub(KEPT) * FRAME..end].to_vec());
        trimmed.fade();
        trimmed
    }

    fn fade(&mut self) {
        let length = FADE.min(self.samples.len() / 2);
        let soften = |sample: &mut i16, step: usize| {
            *sample = (f32::from(*sample) * step as f32 / length as f32) as i16;
        };
        self.samples.iter_mut().take(length).enumerate().for_each(|(step, sample)| soften(sample, step));
        self.samples
            .iter_mut()
            .rev()
            .take(length)
            .enumerate()
            .for_each(|(step, sample)| soften(sample, step));
    }

    /// At the loudness of everything spoken, or as near to it as peaks allow: nothing is ever clipped.
    pub(crate) fn levelled(&self) -> Self {
        let gain = LOUDNESS / self.loudness().max(1.0);
        self.times(gain.min(PEAK_MAX / self.peak().max(1.0)).min(GAIN_MAX))
    }

    /// As loud as `percent` asks, by the square, which is nearer to what is heard than the samples' own scale.
    pub(crate) fn at_volume(&self, percent: u8) -> Self {
        let part = f32::from(percent.min(100)) / 100.0;
        self.times(part * part)
    }

    fn times(&self, gain: f32) -> Self {
        let samples = self.samples.iter().map(|sample| (f32::from(*sample) * gain).round() as i16);
        Self::new(samples.collect())
    }
}

fn root_mean_square(samples: &[i16]) -> f32 {
    let squares: f32 = samples.iter().map(|sample| f32::from(*sample) * f32::from(*sample)).sum();
    (squares / FRAME as f32).sqrt()
}
