//! Sounds trimmed, levelled and read from whatever a recorder writes.
use std::io::Cursor;

use hound::{SampleFormat, WavSpec, WavWriter};

use super::tone;
use crate::chime::CHIME;
use crate::sound::{PEAK_MAX, RATE, Sound};
use crate::wav::{Recording, Unusable, mended, write};

/// How loud everything spoken is, and how near to it a sound must come.
const LOUDNESS: f32 = 3_277.0;

fn assert_level(sound: &Sound) {
    let loudness = sound.loudness();
    assert!((LOUDNESS * 0.8..LOUDNESS * 1.1).contains(&loudness), "loudness {loudness}");
    assert!(sound.peak() <= PEAK_MAX, "peak {}", sound.peak());
}

#[test]
fn silence_around_a_sound_goes_and_its_ends_are_soft() {
    let sound = tone(300, 500, 700, 9_000.0).trimmed();
    assert!((500..=560).contains(&sound.length_ms()), "{} ms", sound.length_ms());
    let frames: Vec<f32> = sound.frames().collect();
    assert!(frames[0] < 10.0 && frames[frames.len() - 1] < 10.0, "{frames:?}");
    assert!(frames[5] > 5_000.0);
    // Where there is no silence, the ends are faded.
    let sound = tone(0, 500, 0, 9_000.0).trimmed();
    assert_eq!(sound.length_ms(), 500);
    assert!(sound.samples()[..3].iter().chain(&sound.samples()[11_022..]).all(|sample| sample.abs() < 300));
    assert!(Sound::silence(500).trimmed().is_empty());
    assert!(Sound::default().trimmed().levelled().is_empty());
}

#[test]
fn soft_and_loud_are_brought_to_one_level_and_nothing_is_clipped() {
    for peak in [500.0, 4_000.0, 32_000.0] {
        assert_level(&tone(100, 400, 100, peak).levelled());
    }
    // A pause in the middle doesn't count.
    let mut paused = tone(0, 400, 900, 12_000.0);
    paused.append(&tone(0, 400, 0, 12_000.0));
    assert_level(&paused.levelled());
    // One tap on the microphone: the peak goes before the loudness.
    let mut tapped = tone(0, 400, 0, 1_000.0);
    tapped.append(&Sound::new(vec![32_767; 5]));
    let tapped = tapped.levelled();
    assert!((PEAK_MAX - 1.0..=PEAK_MAX).contains(&tapped.peak()), "{}", tapped.peak());
    // A room's hiss isn't made into a voice.
    assert!(tone(0, 400, 0, 20.0).levelled().peak() < 330.0);
}

#[test]
fn the_volume_goes_by_the_square() {
    let sound = tone(0, 100, 0, 20_000.0);
    assert_eq!(sound.at_volume(100), sound);
    assert_eq!(sound.at_volume(200), sound, "there is no more");
    assert!((sound.at_volume(50).peak() - sound.peak() / 4.0).abs() < 1.0);
    assert_eq!(sound.at_volume(0).peak(), 0.0);
}

#[test]
fn the_chime_is_two_notes_that_fade() {
    let chime = &*CHIME;
    assert_level(chime);
    assert!((900..=1_500).contains(&chime.length_ms()), "{} ms", chime.length_ms());
    let frames: Vec<f32> = chime.frames().collect();
    let loud = |from: usize, to: usize| frames[from..to].iter().copied().fold(0.0, f32::max);
    assert!(loud(0, 10) > 2.0 * loud(35, 41), "the first note fades");
    assert!(loud(44, 52) > 2.0 * loud(35, 41), "the second is struck");
    assert!(frames[frames.len() - 1] < loud(44, 52) / 20.0, "and fades");
}

/// A tone of 440 Hz for half a second, as a recorder would write it.
fn recorded(rate: u32, channels: u16, bits_per_sample: u16, sample_format: SampleFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let spec = WavSpec { channels, sample_rate: rate, bits_per_sample, sample_format };
    let mut writer = WavWriter::new(&mut bytes, spec).unwrap();
    for index in 0..rate / 2 {
        let sample = (std::f32::consts::TAU * 440.0 * index as f32 / rate as f32).sin() * 0.5;
        for _ in 0..channels {
            match sample_format {
                SampleFormat::Float => writer.write_sample(sample).unwrap(),
                SampleFormat::Int => {
                    let full = (1_i64 << (bits_per_sample - 1)) as f32;
                    writer.write_sample((sample * full) as i32).unwrap();
                }
            }
        }
    }
    writer.finalize().unwrap();
    bytes.into_inner()
}

#[test]
fn whatever_a_recorder_writes_sounds_the_same() {
    let expected = tone(0, 500, 0, 16_384.0);
    for (rate, channels, bits, form) in [
        (22_050, 1, 16, SampleFormat::Int),
        (8_000, 1, 8, SampleFormat::Int),
        (16_000, 2, 16, SampleFormat::Int),
        (44_100, 2, 24, SampleFormat::Int),
        (48_000, 1, 32, SampleFormat::Int),
        (48_000, 2, 32, SampleFormat::Float),
    ] {
        let sound = Recording::read(&recorded(rate, channels, bits, form)).unwrap().sound();
        assert!(sound.samples().len().abs_diff(expected.samples().len()) <= 1, "{rate} Hz");
        let differs = |(one, other): (&i16, &i16)| (i32::from(*one) - i32::from(*other)).abs();
        // The last of a slow recording's samples has no neighbour to be drawn to.
        let heard = &sound.samples()[..sound.samples().len() - 3];
        let worst = heard.iter().zip(expected.samples()).map(differs).max().unwrap();
        assert!(worst < 700, "{rate} Hz, {channels} channels, {bits} bits: off by {worst}");
    }
}

#[test]
fn what_is_no_recording_is_told() {
    let form = |rate, channels| {
        let Err(Unusable::Form(form)) = Recording::read(&recorded(rate, channels, 16, SampleFormat::Int))
        else {
            panic!("{rate} Hz, {channels} channels were taken")
        };
        form
    };
    assert_eq!(form(96_000, 1), "96000 Hz, 1 channels");
    assert_eq!(form(44_100, 6), "44100 Hz, 6 channels");
    let whole = recorded(8_000, 1, 16, SampleFormat::Int);
    for bytes in [&b""[..], b"ID3\x03 an MP3", &whole[..20], &whole[..whole.len() - 7]] {
        assert!(matches!(Recording::read(bytes), Err(Unusable::Unreadable(_))));
    }
}

#[test]
fn a_damaged_recording_is_told_or_heard_and_never_ends_the_program() {
    let whole = recorded(22_050, 2, 24, SampleFormat::Int)[..400].to_vec();
    let mut unusable = 0;
    for at in 0..60 {
        for byte in [0, 1, 2, 0x7F, 0x80, 0xFF] {
            let mut damaged = whole.clone();
            damaged[at] = byte;
            for bytes in [damaged.clone(), mended(damaged)] {
                match Recording::read(&bytes) {
                    Ok(recording) => assert!(recording.sound().trimmed().levelled().length_ms() < 1_000),
                    Err(Unusable::Unreadable(_) | Unusable::Form(_)) => unusable += 1,
                }
            }
        }
    }
    assert!(unusable > 300, "{unusable}");
}

#[test]
fn an_offset_of_the_recorder_is_taken_out() {
    let mut bytes = recorded(22_050, 1, 16, SampleFormat::Int);
    for sample in bytes[44..].chunks_mut(2) {
        let shifted = i16::from_le_bytes([sample[0], sample[1]]) + 3_000;
        sample.copy_from_slice(&shifted.to_le_bytes());
    }
    let sound = Recording::read(&bytes).unwrap().sound();
    let mean =
        sound.samples().iter().map(|sample| i64::from(*sample)).sum::<i64>() / sound.samples().len() as i64;
    assert!(mean.abs() <= 1, "{mean}");
}

#[test]
fn lengths_that_a_pipe_could_not_know_are_mended() {
    let whole = recorded(22_050, 1, 16, SampleFormat::Int);
    let mut piped = whole.clone();
    piped[4..8].copy_from_slice(&0x7FFF_F024_u32.to_le_bytes());
    piped[40..44].copy_from_slice(&0x7FFF_F000_u32.to_le_bytes());
    assert!(Recording::read(&piped).is_err(), "as it comes it can't be read");
    assert_eq!(mended(piped.clone()), whole);
    piped.push(0);
    assert_eq!(
        Recording::read(&mended(piped)).unwrap().sound().length_ms(),
        500,
        "half a sample is left out"
    );
    for bytes in [&b""[..], b"RIFF", b"RIFF....WAVEfmt \xFF\xFF\xFF\xFF", &whole[..40]] {
        assert_eq!(mended(bytes.to_vec()), bytes);
    }
}

#[test]
fn a_written_file_is_read_back() {
    let folder = tempfile::tempdir().unwrap();
    let (sound, path) = (tone(10, 200, 10, 8_000.0), folder.path().join("a.wav"));
    write(&sound, &path).unwrap();
    let reader = hound::WavReader::open(&path).unwrap();
    assert_eq!((reader.spec().sample_rate, reader.spec().channels), (RATE, 1));
    assert!(reader.into_samples::<i16>().map(Result::unwrap).eq(sound.samples().iter().copied()));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
}
