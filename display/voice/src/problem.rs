//! Why something is not heard.
use std::collections::BTreeSet;

/// What is wrong with this machine's sound, as its heartbeat tells it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// Neither pw-play, paplay nor aplay is installed, or not the program that was asked for.
    #[error("no program that plays sound is installed")]
    NoPlayer,
    /// The player fails or hangs: no sound card, device unplugged or in use. With its own words.
    #[error("sound can't be played: {0}")]
    Player(String),
    /// A sound could not be written to the folder.
    #[error("sound can't be written: {0}")]
    Folder(String),
    /// No espeak-ng is installed, and the voice pack doesn't have what was to be said.
    #[error("espeak-ng is not installed")]
    NoSynthesiser,
    /// espeak-ng fails or hangs.
    #[error("espeak-ng fails: {0}")]
    Synthesiser(String),
}

/// Why an utterance, or a sentence of it, was not spoken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unspoken {
    /// Sound is off.
    #[error("sound is off")]
    Off,
    /// It was taken back before it began.
    #[error("taken back")]
    Skipped,
    /// Something else was more urgent.
    #[error("stopped")]
    Stopped,
    /// No voice pack and no voice of espeak-ng speaks this language; nothing is wrong with the machine.
    #[error("no voice for the language {0}")]
    NoVoice(String),
    /// Something is wrong with the machine.
    #[error(transparent)]
    Problem(#[from] Problem),
}

/// What is wrong now, told in the log when it begins and when it is over.
#[derive(Debug, Default)]
pub(crate) struct Troubles {
    output: Option<Problem>,
    voice: Option<Problem>,
    voiceless: BTreeSet<String>,
}

impl Troubles {
    /// The one to be mended first.
    pub(crate) fn worst(&self) -> Option<Problem> {
        self.output.clone().or_else(|| self.voice.clone())
    }

    /// Whether nothing is known to be wrong with what plays.
    pub(crate) const fn is_output_well(&self) -> bool {
        self.output.is_none()
    }

    /// How it went the last time that something was played.
    pub(crate) fn played(&mut self, problem: Option<Problem>) {
        tell(&self.output, &problem);
        self.output = problem;
    }

    /// How it went the last time that sentences were spoken.
    pub(crate) fn synthesised(&mut self, silent: &[Unspoken]) {
        let mut problem = None;
        for why in silent {
            match why {
                Unspoken::Problem(why) => problem = Some(why.clone()),
                Unspoken::NoVoice(language) => {
                    if self.voiceless.insert(language.clone()) {
                        tracing::info!(language, "no voice speaks this language: it stays silent");
                    }
                }
                Unspoken::Off | Unspoken::Skipped | Unspoken::Stopped => {}
            }
        }
        tell(&self.voice, &problem);
        self.voice = problem;
    }
}

fn tell(before: &Option<Problem>, now: &Option<Problem>) {
    match (before, now) {
        (Some(before), Some(now)) if before == now => {}
        (_, Some(now)) => tracing::warn!("{now}"),
        (Some(before), None) => tracing::info!("no longer: {before}"),
        (None, None) => {}
    }
}
