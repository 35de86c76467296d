//! What reading a screen aloud needs besides: texts beside the sounds, rehearsals, and a headphone of its own.
use std::os::unix::fs::PermissionsExt;

use super::*;
use crate::jack::Jack;

fn program(path: &Path, script: &str) {
    fs::write(path, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}

/// An espeak-ng that says everything by a short sound, but knows no Khmer.
fn beeping(folder: &Path) -> Voice {
    let (path, wav) = (folder.join("espeak"), folder.join("beep.wav"));
    let tone = hound::WavSpec {
        channels: 1,
        sample_rate: RATE,
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    let mut writer = hound::WavWriter::create(&wav, tone).unwrap();
    (0..2_000).for_each(|at: i16| writer.write_sample(at % 50 * 400).unwrap());
    writer.finalize().unwrap();
    let unknown = "if [ \"$2\" = km ]; then echo 'voice does not exist' >&2; exit 1; fi";
    program(&path, &format!("{unknown}\nexec cat '{}'", wav.display()));
    Voice::new(None, Espeak { program: path, ..Espeak::default() })
}

fn said(id: u64, language: &str, text: &str) -> Utterance {
    Utterance { id, parts: vec![Part::Sentence { language: language.into(), text: text.into() }] }
}

#[test]
fn what_is_heard_stands_beside_the_sound() {
    let folder = tempfile::tempdir().unwrap();
    let sound = folder.path().join("sound");
    let (speaker, told) = start(Target::Folder(sound.clone()), beeping(folder.path()), Instant::now);
    let mut utterance = said(1, "vi", "Số A,  không.");
    utterance.parts.extend(said(1, "km", "ជម្រាបសួរ").parts);
    utterance.parts.extend(said(1, "vi", "Mời chờ.").parts);
    speaker.say(utterance);
    assert!(matches!(next(&told), Told::Began { id: 1, .. }));
    assert!(
        matches!(next(&told), Told::Ended { id: 1, silent, .. } if silent == [Unspoken::NoVoice("km".into())])
    );
    assert_eq!(fs::read_to_string(sound.join("000001.txt")).unwrap(), "Số A, không.\nMời chờ.\n");
    assert!(sound.join("000001.wav").exists());
}

#[test]
fn a_rehearsal_tells_who_can_speak_and_is_not_heard() {
    let folder = tempfile::tempdir().unwrap();
    let sound = folder.path().join("sound");
    let (speaker, told) = start(Target::Folder(sound.clone()), beeping(folder.path()), Instant::now);
    speaker.rehearse(said(1, "vi", "Một"));
    speaker.rehearse(said(2, "km", "Một"));
    speaker.stop();
    assert!(matches!(next(&told), Told::Ended { id: 1, silent, .. } if silent.is_empty()));
    assert_eq!(unspoken(&told, 2), Unspoken::NoVoice("km".into()));
    assert!(!sound.exists());
    let (speaker, told) = start(Target::Folder(sound), mute(), Instant::now);
    speaker.rehearse(said(1, "vi", "Một"));
    assert_eq!(unspoken(&told, 1), Unspoken::Problem(Problem::NoSynthesiser));
}

#[test]
fn a_rehearsal_tries_a_device_that_failed_once_more() {
    let folder = tempfile::tempdir().unwrap();
    let device = folder.path().join("device");
    let player = sh("[ -e \"$1\" ] && exec cat >> \"$1\"", &device);
    let (speaker, told) = start(players([player]), beeping(folder.path()), Instant::now);
    speaker.rehearse(said(1, "vi", "Một"));
    assert!(matches!(unspoken(&told, 1), Unspoken::Problem(Problem::Player(_))));
    fs::write(&device, "").unwrap();
    speaker.rehearse(said(2, "vi", "Một"));
    assert!(matches!(next(&told), Told::Ended { id: 2, .. }));
    assert_eq!(speaker.problem(), None);
    assert_eq!(
        fs::metadata(&device).unwrap().len(),
        u64::from(RATE) / 20 * 2,
        "the silence of a trial alone"
    );
}

#[test]
fn a_plugged_headphone_is_used_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let amixer = path("amixer");
    let control = "numid=1,iface=CARD,name='Headphone Jack'\n  : values=on";
    program(&amixer, &format!("[ -e '{}' ] && echo \"{control}\"", path("plug").display()));
    let record = |name| Loudspeaker::new(vec![sh("exec cat >> \"$1\"", &path(name))]);
    let both = Box::new([record("headphone"), record("hall")]);
    let target = Target::Headphone(Jack { amixer, card: "0".into() }, both);
    let (speaker, told) = start(target, Voice::default(), Instant::now);
    heard_of(&speaker, &told, 1);
    let in_hall = fs::metadata(path("hall")).unwrap().len();
    assert!(in_hall > 0 && !path("headphone").exists());
    fs::write(path("plug"), "").unwrap();
    heard_of(&speaker, &told, 2);
    assert_eq!(fs::metadata(path("hall")).unwrap().len(), in_hall, "nothing is heard in the hall");
    assert!(fs::metadata(path("headphone")).unwrap().len() > 0);
}

fn heard_of(speaker: &Speaker, told: &Receiver<Told>, id: u64) {
    speaker.say(chime(id, 0));
    heard(told, id);
}
