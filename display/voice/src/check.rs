//! What is wrong with a voice pack, each clip by its name.
use std::fmt;
use std::path::{Path, PathBuf};

use crate::pack::{Entry, MANIFEST, Pack, entries};
use crate::script::Line;
use crate::sound::Sound;
use crate::wav::{Recording, Unusable};

/// Softer than this, a recording is mostly the room (-34 dB below full scale, without its pauses).
const LOUDNESS_MIN: f32 = 650.0;
/// A clip that starts or ends louder than this part of its loudest moment has lost something there.
const EDGE_MAX: f32 = 0.25;

/// Something wrong with a voice pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Defect {
    /// The code of the clip's language; empty where the pack as a whole is meant.
    pub language: String,
    /// The text of the clip.
    pub text: String,
    /// The file that should say it, if the manifest names one.
    pub file: Option<PathBuf>,
    /// What is wrong.
    pub fault: Fault,
}

/// What can be wrong with a clip.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The manifest can't be read; with the reason, and its line if it has a mistake.
    #[error("{0}")]
    Manifest(String),
    /// No clips say this text.
    #[error("is not recorded")]
    Missing,
    /// The file can't be read, or isn't WAV.
    #[error("can't be read: {0}")]
    Unreadable(String),
    /// Not 8 to 48 kHz, one or two channels, plain samples.
    #[error("is in a form that can't be used ({0}): make it PCM, 8 to 48 kHz, one or two channels")]
    Form(String),
    /// Nothing is heard in it.
    #[error("is silent")]
    Silent,
    /// Too soft to be told from the room.
    #[error("is too quiet: {db} dB, at least -34")]
    TooQuiet {
        /// Its loudness in decibels below full scale.
        db: i32,
    },
    /// Cut off at full scale.
    #[error("is clipped, {samples} samples: record it more softly")]
    Clipped {
        /// How many samples are.
        samples: usize,
    },
    /// Loud at its very start or end.
    #[error("begins or ends in the middle of a sound")]
    Cut,
}

impl fmt::Display for Defect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { language, text, file, fault } = self;
        match file {
            _ if language.is_empty() => write!(f, "{fault}"),
            Some(file) => write!(f, "{language} {text:?} ({}) {fault}", file.display()),
            None => write!(f, "{language} {text:?} {fault}"),
        }
    }
}

/// All that is wrong with the pack in a folder: every clip that its manifest names, and every line of the script
/// that its usable clips don't say.
pub fn check(folder: &Path, script: &[Line]) -> Vec<Defect> {
    let entries = match entries(folder) {
        Ok(entries) => entries,
        Err(error) => return vec![whole(folder, &error)],
    };
    let mut pack = Pack::default();
    let mut defects = Vec::new();
    for entry in entries {
        match Recording::open(&entry.file) {
            Ok(recording) => {
                let sound = recording.sound();
                defects.extend(faults(&recording, &sound).into_iter().map(|fault| entry.defect(fault)));
                pack.put(&entry.language, &entry.text, sound);
            }
            Err(Unusable::Unreadable(why)) => defects.push(entry.defect(Fault::Unreadable(why))),
            Err(Unusable::Form(form)) => defects.push(entry.defect(Fault::Form(form))),
        }
    }
    let named = |line: &Line, defects: &[Defect]| {
        defects.iter().any(|defect| defect.language == line.language && defect.text == line.text)
    };
    for line in script {
        if pack.speak(&line.language, &line.text).is_none() && !named(line, &defects) {
            let (language, text) = (line.language.clone(), line.text.clone());
            defects.push(Defect { language, text, file: None, fault: Fault::Missing });
        }
    }
    defects
}

impl Entry {
    fn defect(&self, fault: Fault) -> Defect {
        Defect {
            language: self.language.clone(),
            text: self.text.clone(),
            file: Some(self.file.clone()),
            fault,
        }
    }
}

fn whole(folder: &Path, error: &anyhow::Error) -> Defect {
    let fault = Fault::Manifest(format!("{error:#}").trim_end().to_owned());
    Defect { language: String::new(), text: String::new(), file: Some(folder.join(MANIFEST)), fault }
}

fn faults(recording: &Recording, sound: &Sound) -> Vec<Fault> {
    let loudness = sound.loudness();
    if loudness < 1.0 {
        return vec![Fault::Silent];
    }
    let mut faults = Vec::new();
    if loudness < LOUDNESS_MIN {
        faults.push(Fault::TooQuiet { db: (20.0 * (loudness / f32::from(i16::MAX)).log10()).round() as i32 });
    }
    let clipped = recording.clipped();
    if clipped > 0 {
        faults.push(Fault::Clipped { samples: clipped });
    }
    let frames: Vec<f32> = sound.frames().collect();
    let loudest = frames.iter().copied().fold(0.0, f32::max);
    let is_loud = |frame: Option<&f32>| frame.is_some_and(|frame| *frame > loudest * EDGE_MAX);
    // A rest that is shorter than a frame looks softer than it is: the one before it counts, too.
    if is_loud(frames.first()) || frames.iter().rev().take(2).any(|frame| is_loud(Some(frame))) {
        faults.push(Fault::Cut);
    }
    faults
}
