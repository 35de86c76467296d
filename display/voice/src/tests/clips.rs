//! Voice packs made of tones: what is recorded, how it is put together, and what is found wrong with it.
use std::fs;
use std::path::Path;
use std::time::Instant;

use super::tone;
use crate::espeak::Espeak;
use crate::sound::Sound;
use crate::wav;
use crate::*;

const SOUTH: Language = Language::Vietnamese(Reading { zero_tens: ZeroTens::Le, thousand: Thousand::Nghin });
const NAMES: Names<'_> = Names {
    letters: "ABCD",
    counters: &[
        ("1", ""),
        ("12", "Quầy 12"),
        ("3a", ""),
        ("B2", ""),
        ("tiep-dan", ""),
        ("7", "Bàn tiếp công dân"),
    ],
    services: &["Đất đai", "Hộ tịch"],
};

/// A pack whose every clip is one tone of 200 ms with silence around it.
fn recorded(folder: &Path, lines: &[Line]) {
    let manifest = manifest(lines);
    let tables: toml::Table = manifest.parse().unwrap();
    for (_, file) in tables.values().flat_map(|table| table.as_table().unwrap()) {
        wav::write(&tone(90, 200, 130, 8_000.0), &folder.join(file.as_str().unwrap())).unwrap();
    }
    fs::write(folder.join("pack.toml"), manifest).unwrap();
}

/// A voice without espeak-ng: what isn't recorded is missed.
fn voice(folder: &Path) -> Voice {
    let espeak = Espeak { program: "/no/such/program".into(), ..Espeak::default() };
    Voice::new(Some(Pack::open(folder).unwrap()), espeak)
}

fn heard(voice: &Voice, language: &str, text: &str) -> Option<Sound> {
    let part = Part::Sentence { language: language.into(), text: text.into() };
    let spoken = voice.spoken(&[part], Instant::now);
    assert_eq!(spoken.silent.is_empty(), !spoken.sound.is_empty());
    spoken.silent.is_empty().then_some(spoken.sound)
}

/// How many tones are heard, silence between them.
fn tones(sound: &Sound) -> usize {
    let loud: Vec<bool> = sound.frames().map(|frame| frame > 500.0).collect();
    loud.chunk_by(|one, next| one == next).filter(|run| run[0]).count()
}

#[test]
fn the_script_covers_everything_that_is_said() {
    for language in [SOUTH, Language::English] {
        let (code, lines) = (language.code(), script(language, &NAMES));
        let mut pack = Pack::default();
        lines.iter().for_each(|line| pack.put(code, &line.text, Sound::new(vec![1])));
        for digits in (0..10_000_usize).step_by(37) {
            let short = (digits % 2 == 0).then_some("Đất đai");
            for number in [format!("A{digits:03}"), format!("{digits}"), format!("C-{digits:04}")] {
                let (counter, name) = NAMES.counters[digits % NAMES.counters.len()];
                let call = Call { number: &number, counter, name, short, recall: digits % 3 == 0 };
                for text in [language.call(&call), language.withdrawn(&number)] {
                    assert!(pack.speak(code, &text).is_some(), "{text}");
                }
            }
        }
        let text = language.aloud("07:30–16:05, 12:00, 1–9999");
        assert!(pack.speak(code, &text).is_some(), "{text}");
        assert!(pack.speak(code, &language.withdrawn("E001")).is_none(), "no service has this letter");
        assert!(pack.speak("km", &lines[0].text).is_none(), "each language has clips of its own");
    }
}

#[test]
fn no_line_of_the_script_can_be_left_out() {
    let folder = tempfile::tempdir().unwrap();
    let lines = [script(SOUTH, &NAMES), script(Language::English, &NAMES)].concat();
    recorded(folder.path(), &lines);
    assert_eq!(check(folder.path(), &lines), []);
    let manifest = fs::read_to_string(folder.path().join("pack.toml")).unwrap();
    for left_out in ["\"mươi\" =", "\"Đất đai\" =", "\"ninety\" ="] {
        let rest: Vec<&str> = manifest.lines().filter(|line| !line.starts_with(left_out)).collect();
        fs::write(folder.path().join("pack.toml"), rest.join("\n")).unwrap();
        let text = left_out.trim_matches(['"', ' ', '=']);
        let told: Vec<String> = check(folder.path(), &lines).iter().map(ToString::to_string).collect();
        assert!(
            !told.is_empty() && told.iter().all(|told| told.ends_with(&format!("{text:?} is not recorded")))
        );
    }
}

#[test]
fn a_sentence_is_made_of_the_fewest_clips_with_the_pauses_of_its_marks() {
    let folder = tempfile::tempdir().unwrap();
    let line = |text: &str| Line { language: "vi".into(), text: text.into() };
    // Decomposed, as some machines write it.
    let lines = ["ba", "hai", "hai mươi", "mươi tư", "tư", "Quầy số", "d\u{302}ê\u{323} nhất"].map(line);
    recorded(folder.path(), &lines);
    let voice = voice(folder.path());
    let sound = |text| heard(&voice, "vi", text).unwrap();
    for (text, count) in
        [("quầy số ba", 2), ("QUẦY SỐ, ba!", 2), ("hai mươi tư", 2), ("hai, hai, ba", 3), ("dộ nhất", 0)]
    {
        let found = heard(&voice, "vi", text).map_or(0, |sound| tones(&sound));
        assert_eq!(found, count, "{text}");
    }
    assert_eq!(tones(&sound("d\u{302}ê\u{323} nhất")), 1);
    let longer_ms = sound("hai, ba").length_ms() - sound("hai ba").length_ms();
    assert!((100..150).contains(&longer_ms), "a comma is {longer_ms} ms");
    assert!(sound("hai. ba").length_ms() - sound("hai ba").length_ms() > 300);
    // Silence around a recording doesn't count.
    assert!((400..560).contains(&(sound("hai ba").length_ms() - 350)), "{} ms", sound("hai ba").length_ms());
}

#[test]
fn what_is_not_recorded_whole_is_left_to_espeak() {
    let folder = tempfile::tempdir().unwrap();
    recorded(folder.path(), &[Line { language: "vi".into(), text: "ba".into() }]);
    let mixed = Voice::new(Some(Pack::open(folder.path()).unwrap()), Espeak::default());
    let plain = Voice::default();
    assert_ne!(heard(&mixed, "vi", "ba"), heard(&plain, "vi", "ba"));
    assert_eq!(
        heard(&mixed, "vi", "ba hai"),
        heard(&plain, "vi", "ba hai"),
        "two voices never share a sentence"
    );
}

#[test]
fn the_manifest_is_what_the_script_asks_for() {
    let text = |text: &str| Line { language: "vi".into(), text: text.into() };
    let lines = [text("gọi nhầm, xin chờ tiếp"), text("\"hai\""), text("gọi nhầm, xin chờ tiếp")];
    let english = Line { language: "en".into(), text: "a.m.".into() };
    let manifest = manifest(&[&lines[..], &[english]].concat());
    let expected = "[en]\n\"a.m.\" = \"en-001.wav\"\n\n[vi]\n\"gọi nhầm, xin chờ tiếp\" = \"vi-001.wav\"\n'\"hai\"' = \
                    \"vi-002.wav\"\n\n";
    assert_eq!(manifest, expected);
}

#[test]
fn every_fault_of_a_pack_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, sound: &Sound| wav::write(sound, &folder.path().join(name)).unwrap();
    write("good.wav", &tone(50, 300, 50, 8_000.0));
    write("quiet.wav", &tone(50, 300, 50, 300.0));
    let clipped = tone(50, 300, 50, 60_000.0);
    write("clipped.wav", &clipped);
    write("cut.wav", &tone(0, 300, 50, 8_000.0));
    write("cut_end.wav", &tone(50, 303, 0, 8_000.0));
    write("silent.wav", &Sound::silence(300));
    let spec = hound::WavSpec {
        channels: 1,
        sample_rate: 96_000,
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    hound::WavWriter::create(folder.path().join("form.wav"), spec).unwrap().finalize().unwrap();
    fs::write(folder.path().join("text.wav"), "not a WAV").unwrap();
    let files = ["good", "quiet", "clipped", "cut", "cut_end", "silent", "form", "text", "gone"];
    let clips: Vec<String> = files.iter().map(|name| format!("{name} = \"{name}.wav\"")).collect();
    fs::write(folder.path().join("pack.toml"), format!("[vi]\n{}\n", clips.join("\n"))).unwrap();
    let line = |text: &str| Line { language: "vi".into(), text: text.into() };
    let script = [line("good"), line("gone"), line("good cut"), line("lẻ")];
    let path = folder.path().display().to_string() + "/";
    let defects = check(folder.path(), &script);
    let told: Vec<String> = defects.iter().map(|defect| defect.to_string().replace(&path, "")).collect();
    let samples = clipped.samples().iter().filter(|sample| sample.unsigned_abs() >= 32_767).count();
    assert_eq!(
        told[0],
        format!("vi \"clipped\" (clipped.wav) is clipped, {samples} samples: record it more softly")
    );
    assert_eq!(
        told[1..],
        [
            "vi \"cut\" (cut.wav) begins or ends in the middle of a sound",
            "vi \"cut_end\" (cut_end.wav) begins or ends in the middle of a sound",
            "vi \"form\" (form.wav) is in a form that can't be used (96000 Hz, 1 channels): make it PCM, 8 to 48 kHz, \
             one or two channels",
            "vi \"gone\" (gone.wav) can't be read: No such file or directory (os error 2)",
            "vi \"quiet\" (quiet.wav) is too quiet: -44 dB, at least -34",
            "vi \"silent\" (silent.wav) is silent",
            "vi \"text\" (text.wav) can't be read: Ill-formed WAVE file: no RIFF tag found",
            "vi \"lẻ\" is not recorded",
        ]
    );
    // What can't be used is left out when it is spoken.
    let voice = voice(folder.path());
    assert!(heard(&voice, "vi", "good quiet cut").is_some());
    for text in ["silent", "form", "text", "gone"] {
        assert_eq!(heard(&voice, "vi", text), None);
    }
}

#[test]
fn a_manifest_with_a_mistake_is_told_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let told = || check(folder.path(), &[]).iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    assert!(told().contains("pack.toml: No such file"), "{}", told());
    for mistake in ["[vi]\n\"một\" = \"1.wav\"\n\"hai\" = 2\n", "[vi]\n\n\"một\" \"1.wav\"\n"] {
        fs::write(folder.path().join("pack.toml"), mistake).unwrap();
        assert!(told().contains("line 3"), "{}", told());
        assert!(Pack::open(folder.path()).is_err());
    }
}
