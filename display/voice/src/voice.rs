//! From an utterance to its sound: clips of a voice pack where it has them, espeak-ng otherwise.
use std::sync::Arc;
use std::time::Instant;

use crate::chime::CHIME;
use crate::espeak::{Espeak, Mute};
use crate::pack::Pack;
use crate::problem::{Problem, Unspoken};
use crate::process::Failure;
use crate::sentence::cleaned;
use crate::sound::Sound;
use crate::utterance::Part;

/// Before the first sound: loudspeakers and screens that sleep lose what comes at once.
const LEAD_MS: u32 = 100;
/// Between two parts.
const BETWEEN_MS: u32 = 300;
/// After the last: some players drop what they got last.
const TAIL_MS: u32 = 250;

/// Who speaks. Clones share their clips.
#[derive(Clone, Debug, Default)]
pub struct Voice {
    pack: Option<Arc<Pack>>,
    espeak: Espeak,
}

/// An utterance as it is heard.
#[derive(Debug)]
pub(crate) struct Spoken {
    /// Empty when nothing at all can be heard of it.
    pub(crate) sound: Sound,
    /// Why sentences are missing in it, each reason once.
    pub(crate) silent: Vec<Unspoken>,
    /// Whether it has sentences.
    pub(crate) has_sentences: bool,
    /// The sentences in it that are heard, one a line.
    pub(crate) text: String,
}

impl Voice {
    /// A voice pack's clips go before espeak-ng, sentence by sentence: two voices never share one.
    pub fn new(pack: Option<Pack>, espeak: Espeak) -> Self {
        Self { pack: pack.map(Arc::new), espeak }
    }

    pub(crate) fn spoken(&self, parts: &[Part], clock: fn() -> Instant) -> Spoken {
        let mut spoken =
            Spoken { sound: Sound::default(), silent: Vec::new(), has_sentences: false, text: String::new() };
        for part in parts {
            match part {
                Part::Chime => spoken.add(&CHIME),
                Part::Pause { length_ms } => spoken.add(&Sound::silence(*length_ms)),
                Part::Sentence { language, text } => {
                    spoken.has_sentences = true;
                    match self.sentence(language, &cleaned(text), clock) {
                        Ok(sound) => {
                            spoken.add(&sound);
                            spoken.text += &format!("{}\n", cleaned(text));
                        }
                        Err(why) if spoken.silent.contains(&why) => {}
                        Err(why) => spoken.silent.push(why),
                    }
                }
            }
        }
        spoken.finished()
    }

    /// Trimmed and at the loudness of all sentences.
    fn sentence(&self, language: &str, text: &str, clock: fn() -> Instant) -> Result<Sound, Unspoken> {
        let recorded = self.pack.as_ref().and_then(|pack| pack.speak(language, text));
        let sound = recorded.map_or_else(|| self.espeak.speak(language, text, clock), Ok);
        let sound = sound.map_err(|mute| match mute {
            Mute::NoVoice => Unspoken::NoVoice(language.into()),
            Mute::Failure(Failure::Missing) => Problem::NoSynthesiser.into(),
            Mute::Failure(failure) => Problem::Synthesiser(failure.to_string()).into(),
        })?;
        Ok(sound.trimmed().levelled())
    }
}

impl Spoken {
    fn add(&mut self, sound: &Sound) {
        let before_ms = if self.sound.is_empty() { LEAD_MS } else { BETWEEN_MS };
        self.sound.append(&Sound::silence(before_ms));
        self.sound.append(sound);
    }

    /// Pauses alone are nothing to be heard.
    fn finished(mut self) -> Self {
        if self.sound.peak() > 0.0 {
            self.sound.append(&Sound::silence(TAIL_MS));
        } else {
            self.sound = Sound::default();
        }
        self
    }
}
