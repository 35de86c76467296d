//! What espeak-ng really says, and what is told when it can't. Needs espeak-ng with its Vietnamese voice.
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use crate::espeak::Espeak;
use crate::sound::{PEAK_MAX, RATE, Sound};
use crate::utterance::Part;
use crate::voice::Voice;
use crate::*;

const SOUTH: Language = Language::Vietnamese(Reading { zero_tens: ZeroTens::Le, thousand: Thousand::Nghin });

fn espeak(program: impl AsRef<Path>) -> Voice {
    Voice::new(None, Espeak { program: program.as_ref().into(), ..Espeak::default() })
}

fn call<'a>(number: &'a str, counter: &'a str) -> Call<'a> {
    Call { number, counter, name: "", short: None, recall: false }
}

fn spoken(language: Language, text: &str) -> Sound {
    let spoken = Voice::default().spoken(&[Part::said(language, text)], Instant::now);
    assert_eq!(spoken.silent, []);
    spoken.sound
}

/// Twenty milliseconds.
const MOMENT: usize = RATE as usize / 50;

#[test]
fn a_call_is_heard_whole_and_at_one_level() {
    let mut longer_ms = 0;
    for (language, number, counter, lengths_ms) in [
        (SOUTH, "A012", "3", 4_000..8_000),
        (SOUTH, "HT-9457", "12", 5_000..10_000),
        (Language::English, "A012", "3", 3_500..8_000),
    ] {
        let sound = spoken(language, &language.call(&call(number, counter)));
        let length_ms = sound.length_ms();
        assert!(lengths_ms.contains(&length_ms), "{number}: {length_ms} ms");
        let loudness = sound.loudness();
        assert!((2_300.0..3_600.0).contains(&loudness), "{number}: loudness {loudness}");
        assert!(sound.peak() <= PEAK_MAX && sound.peak() > 6_000.0, "{number}: peak {}", sound.peak());
        longer_ms = length_ms.max(longer_ms);
    }
    assert!(longer_ms > spoken(SOUTH, "ba").length_ms() * 4, "longer words take longer");
}

#[test]
fn nothing_is_cut_at_the_end() {
    for (language, number) in [(SOUTH, "A012"), (SOUTH, "B105"), (Language::English, "C999")] {
        let sound = spoken(language, &language.call(&call(number, "8")));
        let (spoken, tail) = sound.samples().split_at(sound.samples().len() - RATE as usize / 4);
        assert!(
            tail.iter().all(|sample| *sample == 0),
            "{number}: the quarter of a second after it is silent"
        );
        let end = Sound::new(spoken[spoken.len() - MOMENT..].to_vec());
        assert!(end.peak() < sound.peak() / 4.0, "{number}: ends at {} of {}", end.peak(), sound.peak());
        assert!(sound.samples()[..MOMENT].iter().all(|sample| *sample == 0), "{number}: and so is its start");
    }
}

#[test]
fn letters_and_digits_are_told_apart() {
    let texts = ["A", "Bê", "Hát", "Quy", "Di", "không", "một", "bốn", "năm"];
    let sounds: Vec<Sound> = texts.iter().map(|text| spoken(SOUTH, text)).collect();
    for (index, sound) in sounds.iter().enumerate() {
        assert!(sound.length_ms() > 450, "{} is hardly there: {} ms", texts[index], sound.length_ms());
        assert!(!sounds[..index].contains(sound), "{} sounds as another", texts[index]);
    }
}

#[test]
fn a_region_can_be_chosen() {
    let voices = [("vi".to_owned(), "vi-vn-x-south".to_owned())].into();
    let south = Voice::new(None, Espeak { voices, ..Espeak::default() });
    let heard = south.spoken(&[Part::said(SOUTH, "dê, giê, vê")], Instant::now);
    assert_eq!(heard.silent, []);
    assert!(heard.sound.length_ms() > 800);
    assert_ne!(heard.sound, spoken(SOUTH, "dê, giê, vê"));
}

#[test]
fn several_languages_follow_one_another_and_one_without_a_voice_is_silent() {
    let vietnamese = Part::said(SOUTH, SOUTH.call(&call("A012", "3")));
    let english = Part::said(Language::English, Language::English.call(&call("A012", "3")));
    let khmer = Part::Sentence { language: "km".into(), text: "សូមអញ្ជើញ".into() };
    let voice = Voice::default();
    let length_ms = |parts: &[Part]| voice.spoken(parts, Instant::now).sound.length_ms();
    let each_ms = [Part::Chime, vietnamese.clone(), english.clone()].map(|part| length_ms(&[part]));
    let parts = [Part::Chime, vietnamese, khmer.clone(), english, khmer.clone()];
    let all = voice.spoken(&parts, Instant::now);
    // Lead and tail once instead of three times, and two pauses between.
    let expected_ms = each_ms.iter().sum::<u64>() - 2 * 350 + 2 * 300;
    assert!(all.sound.length_ms().abs_diff(expected_ms) < 3, "{} of {expected_ms} ms", all.sound.length_ms());
    assert_eq!(all.silent, [Unspoken::NoVoice("km".into())], "told once");
    let alone = voice.spoken(&[Part::Pause { length_ms: 100 }, khmer], Instant::now);
    assert!(alone.sound.is_empty());
}

#[test]
fn signs_without_a_sound_are_not_spoken() {
    assert_eq!(spoken(SOUTH, "số \u{2068}ba\u{2069}\n\tnăm"), spoken(SOUTH, "số ba năm"));
    assert_eq!(spoken(SOUTH, "--help [[ba]]"), spoken(SOUTH, "--help [ba]"));
    let nothing = Voice::default().spoken(&[Part::said(SOUTH, "\u{2068}\0")], Instant::now);
    assert!(nothing.sound.is_empty() && nothing.silent.is_empty());
}

#[test]
fn an_engine_that_is_missing_fails_or_hangs_is_told_and_the_chime_is_heard() {
    let chime_ms = Voice::default().spoken(&[Part::Chime], Instant::now).sound.length_ms();
    let parts = [Part::Chime, Part::said(SOUTH, "ba"), Part::said(SOUTH, "năm")];
    let told = |voice: Voice, clock: fn() -> Instant| {
        let spoken = voice.spoken(&parts, clock);
        assert_eq!(spoken.sound.length_ms(), chime_ms);
        assert_eq!(spoken.silent.len(), 1, "{:?}", spoken.silent);
        spoken.silent[0].to_string()
    };
    let folder = tempfile::tempdir().unwrap();
    let script = |name, text| espeak(script(&folder.path().join(name), text));
    assert_eq!(told(espeak("/no/such/program"), Instant::now), "espeak-ng is not installed");
    let fails = script("fails", "echo first >&2; echo 'no voices here' >&2; exit 3");
    assert_eq!(told(fails, Instant::now), "espeak-ng fails: no voices here");
    assert_eq!(told(script("mute", "exit 3"), Instant::now), "espeak-ng fails: exit status: 3");
    assert!(told(script("empty", "exit 0"), Instant::now).starts_with("espeak-ng fails: "), "no WAV");
    assert_eq!(told(script("hangs", "exec tail -f /dev/null"), leaping), "espeak-ng fails: does not end");
    // It has closed its outputs, and is still there.
    let stays = script("stays", "exec tail -f /dev/null > /dev/null 2>&1");
    assert_eq!(told(stays, late), "espeak-ng fails: does not end");
}

/// A program. Another one writes it: a file that this one has open for writing, or a child of it, can't be run.
fn script(path: &Path, text: &str) -> PathBuf {
    let write = "printf '#!/bin/sh\n%s\n' \"$1\" > \"$0\" && chmod +x \"$0\"";
    let written = Command::new("sh").args(["-c", write]).arg(path).arg(text).status().unwrap();
    assert!(written.success());
    path.to_owned()
}

/// A clock that leaps ten minutes ahead whenever it has been looked at twice: when a program was started, and
/// when its last words were waited for.
fn late() -> Instant {
    static LOOKS: AtomicU32 = AtomicU32::new(0);
    Instant::now() + Duration::from_mins(10) * (LOOKS.fetch_add(1, Ordering::Relaxed) / 2)
}

/// A clock on which ten minutes pass between any two looks.
fn leaping() -> Instant {
    static LOOKS: AtomicU32 = AtomicU32::new(0);
    Instant::now() + Duration::from_mins(10) * LOOKS.fetch_add(1, Ordering::Relaxed)
}
