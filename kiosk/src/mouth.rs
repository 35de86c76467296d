//! The kiosk's voice: lines in, utterances out, and what becomes of them told to the state machine.
use std::io;
use std::time::Instant;

use voice::{Language, Output, Part, Reading, Speaker, Told, Unspoken, Utterance, Voice};

use crate::app::{Input, Voiced};
use crate::view::Line;

/// What speaks. Utterances are numbered after the languages, whose numbers are those of their rehearsals.
pub(crate) struct Mouth {
    speaker: Speaker,
    languages: Vec<String>,
    said: u64,
}

impl Mouth {
    /// Starts the voice's thread.
    pub(crate) fn start(
        output: Output,
        voice: Voice,
        languages: Vec<String>,
        clock: fn() -> Instant,
        tell: impl Fn(Input) + Send + 'static,
    ) -> io::Result<Self> {
        let known = languages.clone();
        let told = move |told| {
            if let Some(input) = input(told, &known) {
                tell(input);
            }
        };
        let speaker = Speaker::start(output, voice, clock, told)?;
        let said = languages.len() as u64;
        Ok(Self { speaker, languages, said })
    }

    /// Finds out which languages can be spoken.
    pub(crate) fn try_voices(&self) {
        for (id, language) in (0..).zip(&self.languages) {
            // A digit is a word in every language.
            let parts = vec![Part::Sentence { language: language.clone(), text: "1".into() }];
            self.speaker.rehearse(Utterance { id, parts });
        }
    }

    /// Says these lines after what is being said, each as a sentence of its own.
    pub(crate) fn say(&mut self, lines: Vec<Line>) {
        let parts = lines.into_iter().map(part).collect();
        self.speaker.say(Utterance { id: self.said, parts });
        self.said += 1;
    }

    /// Falls silent at once.
    pub(crate) fn hush(&self) {
        self.speaker.stop();
    }
}

/// With numbers in words where they are known.
fn part(line: Line) -> Part {
    match Language::of(&line.language, Reading::default()) {
        Some(language) => Part::said(language, language.aloud(&line.text)),
        None => Part::Sentence { language: line.language, text: line.text },
    }
}

fn input(told: Told, languages: &[String]) -> Option<Input> {
    let (id, why) = match told {
        Told::Began { .. } => return None,
        Told::Ended { id, .. } => (id, None),
        Told::Unspoken { id, why } => (id, Some(why)),
    };
    let rehearsed = usize::try_from(id).ok().and_then(|at| languages.get(at));
    let Some(language) = rehearsed.cloned() else { return Some(Input::Said) };
    let voiced = match why {
        None => Voiced::Yes,
        Some(Unspoken::NoVoice(_) | Unspoken::Off) => Voiced::No,
        Some(Unspoken::Problem(_) | Unspoken::Skipped | Unspoken::Stopped) => Voiced::Broken,
    };
    Some(Input::Voice { language, voiced })
}
