//! Speech by espeak-ng, a program of its own: every sentence one run, its WAV read from a pipe.
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::process::{self, Failure};
use crate::sound::Sound;
use crate::wav::{Recording, Unusable, mended};

/// Words a minute: slower than people talk, as calls are heard across a hall.
const WORDS_A_MINUTE: &str = "145";
/// A sentence takes it hundredths of a second.
const PATIENCE: Duration = Duration::from_secs(10);

/// How espeak-ng is to speak.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Espeak {
    /// The program, `espeak-ng`.
    pub program: PathBuf,
    /// Its voice for a language's code, where that is not the code itself: `vi` → `vi-vn-x-south`.
    pub voices: BTreeMap<String, String>,
}

impl Default for Espeak {
    fn default() -> Self {
        Self { program: "espeak-ng".into(), voices: BTreeMap::new() }
    }
}

/// Why there is no speech.
#[derive(Debug)]
pub(crate) enum Mute {
    /// It doesn't speak this language.
    NoVoice,
    /// It doesn't work.
    Failure(Failure),
}

impl Espeak {
    /// The sentence as it comes, neither trimmed nor levelled.
    pub(crate) fn speak(&self, language: &str, text: &str, clock: fn() -> Instant) -> Result<Sound, Mute> {
        let voice = self.voices.get(language).map_or(language, String::as_str);
        let mut command = Command::new(&self.program);
        command.args(["-v", voice, "-s", WORDS_A_MINUTE, "-b", "1", "--stdout", "--", &plain(text)]);
        let wav = run(command, clock)?;
        let recording = Recording::read(&mended(wav)).map_err(|fault| match fault {
            Unusable::Unreadable(why) | Unusable::Form(why) => Failure::Failed(why),
        });
        Ok(recording.map_err(Mute::Failure)?.sound())
    }
}

/// Without what espeak-ng takes for sounds instead of words.
fn plain(text: &str) -> String {
    text.replace("[[", "[").replace("]]", "]")
}

fn run(command: Command, clock: fn() -> Instant) -> Result<Vec<u8>, Mute> {
    let (said, status) = process::run(command, PATIENCE, clock).map_err(Mute::Failure)?;
    if status.success() {
        Ok(said.output)
    } else if said.errors.contains("voice does not exist") {
        Err(Mute::NoVoice)
    } else {
        Err(Mute::Failure(Failure::Failed(said.complaint(status))))
    }
}
