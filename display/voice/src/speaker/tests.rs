//! The mixer with players that record, fail and hang, and with a folder of files. Nothing waits for real sound.
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use super::loudspeaker::Loudspeaker;
use super::*;
use crate::espeak::Espeak;
use crate::output::Player;
use crate::sound::RATE;
use crate::utterance::Part;

mod reading;

/// Longer than anything takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

fn sh(script: &str, argument: &Path) -> Player {
    let arguments = ["-c", script, "player", argument.to_str().unwrap()];
    Player { program: "sh".into(), arguments: arguments.map(str::to_owned).to_vec() }
}

fn mute() -> Voice {
    Voice::new(None, Espeak { program: "/no/such/program".into(), ..Espeak::default() })
}

fn start(target: Target, voice: Voice, clock: fn() -> Instant) -> (Speaker, Receiver<Told>) {
    let (tell, told) = channel();
    (Speaker::to(target, voice, clock, move |event| drop(tell.send(event))).unwrap(), told)
}

fn players(players: impl IntoIterator<Item = Player>) -> Target {
    Target::Loudspeaker(Loudspeaker::new(players.into_iter().collect()))
}

/// A chime, and a pause by which it is told from others.
fn chime(id: u64, pause_ms: u32) -> Utterance {
    Utterance { id, parts: vec![Part::Chime, Part::Pause { length_ms: pause_ms }] }
}

fn sentence(id: u64) -> Utterance {
    Utterance { id, parts: vec![Part::Sentence { language: "vi".into(), text: "ba".into() }] }
}

fn next(told: &Receiver<Told>) -> Told {
    told.recv_timeout(PATIENCE).unwrap()
}

/// The length of an utterance that is heard whole, next.
fn heard(told: &Receiver<Told>, id: u64) -> u64 {
    let began = next(told);
    let Told::Began { length_ms, .. } = began else { panic!("{id}: {began:?}") };
    assert_eq!(began, Told::Began { id, length_ms });
    assert_eq!(next(told), Told::Ended { id, length_ms, silent: Vec::new() });
    length_ms
}

fn unspoken(told: &Receiver<Told>, id: u64) -> Unspoken {
    match next(told) {
        Told::Unspoken { id: of, why } if of == id => why,
        other => panic!("{id}: {other:?}"),
    }
}

#[test]
fn a_burst_is_spoken_in_order_each_completely() {
    let folder = tempfile::tempdir().unwrap();
    let record = folder.path().join("record");
    let (speaker, told) = start(players([sh("cat >> \"$1\"", &record)]), Voice::default(), Instant::now);
    let burst: Vec<Utterance> = (1..=20).map(|id| chime(id, 37 * id as u32)).collect();
    burst.iter().cloned().for_each(|utterance| speaker.say(utterance));
    let lengths_ms: Vec<u64> = (1..=20).map(|id| heard(&told, id)).collect();
    assert!(lengths_ms.windows(2).all(|pair| pair[1].abs_diff(pair[0] + 37) <= 1), "{lengths_ms:?}");
    assert_eq!(speaker.problem(), None);
    let mut expected = vec![0; RATE as usize / 20 * 2];
    for utterance in &burst {
        expected.extend(Voice::default().spoken(&utterance.parts, Instant::now).sound.bytes());
    }
    assert!(
        fs::read(record).unwrap() == expected,
        "the trial in silence, then each whole, one after the other"
    );
}

#[test]
fn files_are_written_without_waiting_and_numbered_on() {
    let folder = tempfile::tempdir().unwrap();
    let output = || format!("wav:{}/new", folder.path().display()).parse().unwrap();
    let (speaker, told) = start(Target::of(output()), Voice::default(), Instant::now);
    let call = "Mời công dân có số thứ tự A, không, một, hai, đến quầy số ba.";
    let call = Part::Sentence { language: "vi".into(), text: call.into() };
    // Days of sound, if anybody listened.
    speaker.say(Utterance { id: 7, parts: vec![Part::Chime, call.clone(), call] });
    speaker.set_volume(50);
    (8..28).for_each(|id| speaker.say(chime(id, 10)));
    let mut lengths_ms: Vec<u64> = (7..28).map(|id| heard(&told, id)).collect();
    drop(speaker);
    let (speaker, told) = start(Target::of(output()), Voice::default(), Instant::now);
    speaker.say(chime(1, 10));
    lengths_ms.push(heard(&told, 1));
    let mut names: Vec<_> =
        fs::read_dir(folder.path().join("new")).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.sort();
    names.retain(|name| name.extension().is_some_and(|form| form == "wav"));
    assert_eq!(names.len(), 22);
    assert!(names[21].ends_with("000022.wav"));
    let peak = |path: &Path| {
        hound::WavReader::open(path)
            .unwrap()
            .samples::<i16>()
            .map(|s| s.unwrap().unsigned_abs())
            .max()
            .unwrap()
    };
    for (path, length_ms) in names.iter().zip(lengths_ms) {
        let reader = hound::WavReader::open(path).unwrap();
        assert_eq!(u64::from(reader.duration()) * 1000 / u64::from(RATE), length_ms, "{}", path.display());
        assert!(peak(path) > 500);
    }
    let (full, half) = (f32::from(peak(&names[21])), f32::from(peak(&names[5])));
    assert!((half - full / 4.0).abs() < 2.0, "half the volume: {half} of {full}");
}

#[test]
fn a_folder_that_cant_be_written_is_told_until_it_can() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sound");
    fs::write(&path, "in the way").unwrap();
    let (speaker, told) = start(Target::Folder(path.clone()), Voice::default(), Instant::now);
    speaker.say(chime(1, 0));
    assert!(matches!(next(&told), Told::Began { id: 1, .. }));
    let why = unspoken(&told, 1);
    assert_eq!(why, Unspoken::Problem(speaker.problem().unwrap()));
    assert!(matches!(why, Unspoken::Problem(Problem::Folder(_))));
    fs::remove_file(path).unwrap();
    speaker.say(chime(2, 0));
    heard(&told, 2);
    assert_eq!(speaker.problem(), None);
}

#[test]
fn what_has_not_begun_can_be_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let (gate, record) = (folder.path().join("gate"), folder.path().join("record"));
    assert!(std::process::Command::new("mkfifo").arg(&gate).status().unwrap().success());
    // The trial is played at once; after it, each waits at the gate.
    let script = "if [ -e \"$1/record\" ]; then read -r _ < \"$1/gate\"; fi; cat >> \"$1/record\"";
    let (speaker, told) = start(players([sh(script, folder.path())]), Voice::default(), Instant::now);
    (1..=4).for_each(|id| speaker.say(chime(id, 0)));
    assert!(matches!(next(&told), Told::Began { id: 1, .. }));
    speaker.skip(1);
    speaker.skip(3);
    speaker.skip(9);
    assert_eq!(unspoken(&told, 3), Unspoken::Skipped);
    fs::write(&gate, "go\n").unwrap();
    assert!(matches!(next(&told), Told::Ended { id: 1, .. }), "it had begun");
    assert!(matches!(next(&told), Told::Began { id: 2, .. }));
    speaker.clear();
    speaker.say(chime(5, 0));
    assert_eq!(unspoken(&told, 4), Unspoken::Skipped);
    fs::write(&gate, "go\n").unwrap();
    assert!(matches!(next(&told), Told::Ended { id: 2, .. }));
    assert!(matches!(next(&told), Told::Began { id: 5, .. }));
    fs::write(&gate, "go\n").unwrap();
    assert!(matches!(next(&told), Told::Ended { id: 5, .. }));
    assert!(fs::metadata(record).unwrap().len() > 0);
}

#[test]
fn a_stop_is_heard_at_once_and_the_next_begins() {
    // What is long never ends.
    let script = "if [ \"$(wc -c)\" -gt 1000000 ]; then exec tail -f /dev/null; fi";
    let (speaker, told) = start(players([sh(script, Path::new(""))]), Voice::default(), Instant::now);
    speaker.say(chime(1, 60_000));
    speaker.say(chime(2, 0));
    assert!(matches!(next(&told), Told::Began { id: 1, .. }));
    speaker.stop();
    speaker.say(chime(1, 5));
    assert_eq!(unspoken(&told, 2), Unspoken::Skipped);
    assert_eq!(unspoken(&told, 1), Unspoken::Stopped);
    heard(&told, 1);
    assert_eq!(speaker.problem(), None, "a stop is no fault of the device");
    speaker.say(chime(4, 60_000));
    assert!(matches!(next(&told), Told::Began { id: 4, .. }));
    (5..7).for_each(|id| speaker.say(chime(id, 10)));
    drop(speaker);
    assert_eq!(unspoken(&told, 5), Unspoken::Skipped);
    assert_eq!(unspoken(&told, 6), Unspoken::Skipped);
    assert_eq!(unspoken(&told, 4), Unspoken::Stopped);
    assert_eq!(told.recv_timeout(PATIENCE), Err(RecvTimeoutError::Disconnected), "the thread has ended");
}

#[test]
fn a_player_that_fails_is_told_and_tried_again() {
    let folder = tempfile::tempdir().unwrap();
    let script = "if [ -e \"$1/card\" ]; then exec cat > /dev/null; fi; echo 'no such card' >&2; exit 1";
    let (speaker, told) = start(players([sh(script, folder.path())]), Voice::default(), Instant::now);
    let problem = Problem::Player("no such card".into());
    for id in 1..=2 {
        speaker.say(chime(id, 0));
        assert!(matches!(next(&told), Told::Began { .. }));
        assert_eq!(unspoken(&told, id), Unspoken::Problem(problem.clone()));
        assert_eq!(speaker.problem(), Some(problem.clone()));
    }
    fs::write(folder.path().join("card"), "").unwrap();
    speaker.say(chime(3, 0));
    heard(&told, 3);
    assert_eq!(speaker.problem(), None);
}

#[test]
fn the_next_player_plays_what_one_could_not() {
    let folder = tempfile::tempdir().unwrap();
    let record = folder.path().join("record");
    let missing = Player { program: "/no/such/player".into(), arguments: Vec::new() };
    // Says that all is well, and has not taken the sound.
    let hasty = sh("exec <&-; exit 0", &record);
    let recording = sh("cat > \"$1\"", &record);
    let (speaker, told) = start(players([missing.clone(), hasty, recording]), Voice::default(), Instant::now);
    speaker.say(chime(1, 2_000));
    let length_ms = heard(&told, 1);
    assert_eq!(fs::metadata(&record).unwrap().len() / 2 * 1000 / u64::from(RATE), length_ms);
    let (speaker, told) = start(players([missing]), Voice::default(), Instant::now);
    speaker.say(chime(1, 0));
    assert_eq!(unspoken(&told, 1), Unspoken::Problem(Problem::NoPlayer), "and it never began");
}

#[test]
fn a_player_that_hangs_is_ended_and_another_goes_first() {
    let folder = tempfile::tempdir().unwrap();
    let hanging = sh("exec tail -f /dev/null", folder.path());
    let deaf = sh("exec tail -f /dev/null > /dev/null 2>&1", folder.path());
    let (speaker, told) = start(players([hanging, deaf]), Voice::default(), leaping);
    for id in 1..=3 {
        speaker.say(chime(id, 0));
        assert!(matches!(next(&told), Told::Began { .. }));
        assert_eq!(unspoken(&told, id), Unspoken::Problem(Problem::Player("does not end".into())));
    }
    assert_eq!(speaker.problem(), Some(Problem::Player("does not end".into())));
}

/// A clock on which an hour passes between any two looks.
fn leaping() -> Instant {
    static LOOKS: AtomicU32 = AtomicU32::new(0);
    Instant::now() + Duration::from_hours(1) * LOOKS.fetch_add(1, Ordering::Relaxed)
}

#[test]
fn without_an_engine_the_chime_is_heard_and_the_rest_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let (speaker, told) = start(Target::Folder(folder.path().into()), mute(), Instant::now);
    let mut both = chime(1, 0);
    both.parts.extend(sentence(1).parts);
    speaker.say(both);
    let Told::Began { length_ms, .. } = next(&told) else { panic!("not begun") };
    let why = Unspoken::Problem(Problem::NoSynthesiser);
    assert_eq!(next(&told), Told::Ended { id: 1, length_ms, silent: vec![why.clone()] });
    assert_eq!(speaker.problem(), Some(Problem::NoSynthesiser));
    // Without a chime nothing of it is heard. What has no words says nothing of the engine.
    speaker.say(sentence(2));
    speaker.say(chime(3, 0));
    speaker.say(Utterance { id: 4, parts: Vec::new() });
    assert_eq!(unspoken(&told, 2), why);
    heard(&told, 3);
    assert_eq!(heard(&told, 4), 0);
    assert_eq!(speaker.problem(), Some(Problem::NoSynthesiser));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing is no file");
}

#[test]
fn a_language_without_a_voice_is_no_problem_of_the_machine() {
    let folder = tempfile::tempdir().unwrap();
    let (speaker, told) = start(Target::Folder(folder.path().into()), Voice::default(), Instant::now);
    let khmer = Part::Sentence { language: "km".into(), text: "សូមអញ្ជើញ".into() };
    speaker.say(Utterance { id: 1, parts: vec![khmer] });
    assert_eq!(unspoken(&told, 1), Unspoken::NoVoice("km".into()));
    speaker.say(sentence(2));
    heard(&told, 2);
    assert_eq!(speaker.problem(), None);
}

#[test]
fn off_is_silent_and_says_so() {
    let (speaker, told) = start(Target::of("off".parse().unwrap()), mute(), Instant::now);
    (1..=3).for_each(|id| speaker.say(sentence(id)));
    (1..=3).for_each(|id| assert_eq!(unspoken(&told, id), Unspoken::Off));
    assert_eq!(speaker.problem(), None);
}
