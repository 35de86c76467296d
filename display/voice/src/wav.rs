//! WAV files in and out. Whatever a recorder writes is brought to one rate and one channel.
use std::fs;
use std::io::{self, Cursor};
use std::ops::RangeInclusive;
use std::path::Path;

use hound::{SampleFormat, WavReader, WavSpec, WavWriter};

use crate::sound::{RATE, Sound};

/// Samples a second of a recording.
const RATES: RangeInclusive<u32> = 8_000..=48_000;
const CHANNELS: RangeInclusive<u16> = 1..=2;
/// As large as samples get: whoever recorded this spoke too loudly.
const FULL: f32 = 0.999;
/// So many in a row at full scale are not by chance.
const CLIPPED_RUN: usize = 3;

/// Why a recording can't be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Unusable {
    /// It can't be read, or isn't WAV.
    Unreadable(String),
    /// It is in a form that is not taken.
    Form(String),
}

/// A recording, as it was made.
pub(crate) struct Recording {
    /// From -1 to 1, channels in turn.
    samples: Vec<f32>,
    channels: usize,
    rate: u32,
}

impl Recording {
    pub(crate) fn open(path: &Path) -> Result<Self, Unusable> {
        Self::read(&fs::read(path).map_err(|error| Unusable::Unreadable(error.to_string()))?)
    }

    pub(crate) fn read(bytes: &[u8]) -> Result<Self, Unusable> {
        let reader = WavReader::new(bytes).map_err(unreadable)?;
        let WavSpec { channels, sample_rate, bits_per_sample, sample_format } = reader.spec();
        if !RATES.contains(&sample_rate) || !CHANNELS.contains(&channels) {
            return Err(Unusable::Form(format!("{sample_rate} Hz, {channels} channels")));
        }
        let samples: Result<Vec<f32>, _> = match sample_format {
            SampleFormat::Float => reader.into_samples::<f32>().collect(),
            SampleFormat::Int => {
                let full = (1_u64 << (bits_per_sample.clamp(1, 32) - 1)) as f32;
                reader.into_samples::<i32>().map(|sample| Ok(sample? as f32 / full)).collect()
            }
        };
        let samples = samples.map_err(unreadable)?;
        Ok(Self { samples, channels: usize::from(channels), rate: sample_rate })
    }

    /// How many samples are cut off at full scale.
    pub(crate) fn clipped(&self) -> usize {
        let mut clipped = 0;
        for channel in 0..self.channels {
            let at_full = self.samples.iter().skip(channel).step_by(self.channels);
            let at_full: Vec<bool> = at_full.map(|sample| sample.abs() >= FULL).collect();
            let runs = at_full.chunk_by(|one, next| one == next);
            clipped +=
                runs.filter(|run| run[0] && run.len() >= CLIPPED_RUN).map(<[bool]>::len).sum::<usize>();
        }
        clipped
    }

    /// Its mean over the channels at [`RATE`], without the offset that cheap recorders add.
    pub(crate) fn sound(&self) -> Sound {
        let channels = self.channels as f32;
        let mono = self.samples.chunks(self.channels).map(|frame| frame.iter().sum::<f32>() / channels);
        let mut mono: Vec<f32> = mono.collect();
        let offset = mono.iter().sum::<f32>() / mono.len().max(1) as f32;
        mono.iter_mut().for_each(|sample| *sample -= offset);
        let samples = resampled(&mono, self.rate).map(|sample| (sample * f32::from(i16::MAX)).round() as i16);
        Sound::new(samples.collect())
    }
}

/// At [`RATE`], linear between neighbours: what a filter would do better lies above 11 kHz, where speech through
/// a hall's loudspeaker has nothing but hiss.
fn resampled(samples: &[f32], rate: u32) -> impl Iterator<Item = f32> {
    let count = samples.len() as u64 * u64::from(RATE) / u64::from(rate);
    (0..count).map(move |index| {
        let position = index * u64::from(rate);
        let (before, after) = ((position / u64::from(RATE)) as usize, (position % u64::from(RATE)) as f32);
        let next = samples.get(before + 1).unwrap_or(&samples[before]);
        samples[before] + (next - samples[before]) * after / RATE as f32
    })
}

fn unreadable(error: hound::Error) -> Unusable {
    match error {
        hound::Error::Unsupported => Unusable::Form("not plain samples (PCM)".into()),
        hound::Error::IoError(_)
        | hound::Error::FormatError(_)
        | hound::Error::TooWide
        | hound::Error::UnfinishedSample
        | hound::Error::InvalidSampleFormat => Unusable::Unreadable(error.to_string()),
    }
}

/// A WAV that was written to a pipe, where its length was not known when its head was written, with the length
/// that it has. What is no WAV stays as it is.
pub(crate) fn mended(mut bytes: Vec<u8>) -> Vec<u8> {
    let Some(samples) = samples_of(&bytes) else { return bytes };
    let has = bytes.len();
    let mut put = |at: usize, length: usize| {
        bytes[at..at + 4].copy_from_slice(&u32::try_from(length).unwrap_or(u32::MAX).to_le_bytes());
    };
    put(4, has - 8);
    // An odd byte at the end is half a sample.
    put(samples - 4, (has - samples) & !1);
    bytes
}

/// Where the samples begin, which is behind the chunk `data`'s length.
fn samples_of(bytes: &[u8]) -> Option<usize> {
    let mut at = 12;
    loop {
        let head = bytes.get(at..at + 8)?;
        let (name, length) = head.split_at(4);
        if name == b"data" {
            return Some(at + 8);
        }
        let length = u32::from_le_bytes(length.try_into().ok()?) as usize;
        at = at.checked_add(8 + length + length % 2)?;
    }
}

/// Writes a file whole or not at all.
pub(crate) fn write(sound: &Sound, path: &Path) -> io::Result<()> {
    let spec =
        WavSpec { channels: 1, sample_rate: RATE, bits_per_sample: 16, sample_format: SampleFormat::Int };
    let mut bytes = Cursor::new(Vec::new());
    let mut writer = WavWriter::new(&mut bytes, spec).map_err(io::Error::other)?;
    for sample in sound.samples() {
        writer.write_sample(*sample).map_err(io::Error::other)?;
    }
    writer.finalize().map_err(io::Error::other)?;
    let beside = path.with_extension("part");
    fs::write(&beside, bytes.into_inner())?;
    fs::rename(beside, path)
}
