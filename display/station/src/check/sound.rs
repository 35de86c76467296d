//! Whether sound comes out, and in which languages there is a voice.
use std::collections::BTreeSet;
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use texts::Texts;
use voice::{Output, Part, Speaker, Told, Unspoken, Utterance, Voice};

use super::Check;

/// A sentence is over long before; a sound card that hangs is never.
const PATIENCE: Duration = Duration::from_secs(30);

impl Check<'_> {
    /// Speaks a sentence in each language, aloud or so that nobody hears it.
    pub fn sound(
        &mut self,
        output: Output,
        voice: Voice,
        texts: &Texts,
        languages: &[String],
        aloud: bool,
        clock: fn() -> Instant,
    ) {
        if output == Output::Off {
            return self.well("check-sound-off", &[]);
        }
        let sentence = |language: &String| {
            let text = texts.speak(language, language).get("check-voice-sample");
            Part::Sentence { language: language.clone(), text }
        };
        let parts = [Part::Chime].into_iter().chain(languages.iter().map(sentence)).collect();
        match heard(output, voice, parts, aloud, clock) {
            Ok(mute) => {
                let spoken: Vec<&str> =
                    languages.iter().filter(|code| !mute.contains(*code)).map(String::as_str).collect();
                let spoken = spoken.join(", ");
                self.well("check-sound-ok", &[("languages", (&spoken).into())]);
                for language in &mute {
                    self.wrong("check-voice-none", &[("language", language.into())]);
                }
            }
            Err(why) => self.wrong("check-sound-mute", &[("why", (&why).into())]),
        }
    }
}

/// The languages without a voice, or why nothing is heard.
fn heard(
    output: Output,
    voice: Voice,
    parts: Vec<Part>,
    aloud: bool,
    clock: fn() -> Instant,
) -> Result<BTreeSet<String>, String> {
    let (sender, told) = channel();
    let speaker = Speaker::start(output, voice, clock, move |told| drop(sender.send(told)));
    let speaker = speaker.map_err(|error| error.to_string())?;
    if !aloud {
        speaker.set_volume(0);
    }
    speaker.say(Utterance { id: 1, parts });
    loop {
        match told.recv_timeout(PATIENCE) {
            Ok(Told::Ended { silent, .. }) => return without_voice(silent),
            Ok(Told::Unspoken { why, .. }) => return Err(why.to_string()),
            Ok(Told::Began { .. }) => {}
            Err(_) => return Err(speaker.problem().map_or_else(String::new, |problem| problem.to_string())),
        }
    }
}

fn without_voice(silent: Vec<Unspoken>) -> Result<BTreeSet<String>, String> {
    let mut languages = BTreeSet::new();
    for why in silent {
        match why {
            Unspoken::NoVoice(language) => drop(languages.insert(language)),
            Unspoken::Problem(_) | Unspoken::Off | Unspoken::Skipped | Unspoken::Stopped => {
                return Err(why.to_string());
            }
        }
    }
    Ok(languages)
}
