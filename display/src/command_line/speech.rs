//! The flags of what is heard in the lobby.
use std::path::PathBuf;

use anyhow::Context;
use clap::{Args, ValueEnum, ValueHint};
use display::{Speech, Volume};
use voice::{Espeak, Output, Pack, Reading, Thousand, Voice, ZeroTens};

/// What is heard.
#[derive(Args, Clone, Debug)]
pub(crate) struct SpeechFlags {
    /// Where calls are heard: "device", "device:NAME" (an ALSA device as aplay -L lists it, paplay:SINK or
    /// pw-play:NODE), as WAV files in a folder, or nowhere
    #[arg(long, value_name = "device|wav:DIR|off", default_value = "device")]
    pub(crate) sound: Output,
    /// A folder of recorded clips; what they don't say, espeak-ng does
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) voice: Option<PathBuf>,
    /// The languages in which is spoken, one after the other, such as vi,en [default: the office's first]
    #[arg(long, value_name = "LANG,…", value_delimiter = ',')]
    pub(crate) speak: Vec<String>,
    /// How Vietnamese numbers are read: lẻ and ngàn, linh and nghìn, or lẻ and nghìn
    #[arg(long, value_name = "REGION", default_value = "mixed")]
    pub(crate) reading: Region,
    /// How loud in percent, and at which times of day it differs: "80 11:30-13:00=40"
    #[arg(long, value_name = "VOLUME", default_value = "100")]
    pub(crate) volume: Volume,
}

/// Where Vietnamese numbers are read so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Region {
    South,
    North,
    /// Each word as it is understood everywhere.
    Mixed,
}

impl SpeechFlags {
    /// Opens what they name.
    pub(crate) fn speech(self) -> anyhow::Result<Speech> {
        let pack = self.voice.as_deref().map(Pack::open).transpose().context("--voice")?;
        Ok(Speech {
            output: self.sound,
            voice: Voice::new(pack, Espeak::default()),
            reading: self.reading.reading(),
            languages: self.speak,
            volume: self.volume,
        })
    }
}

impl Region {
    pub(crate) fn reading(self) -> Reading {
        let (zero_tens, thousand) = match self {
            Self::South => (ZeroTens::Le, Thousand::Ngan),
            Self::North => (ZeroTens::Linh, Thousand::Nghin),
            Self::Mixed => (ZeroTens::Le, Thousand::Nghin),
        };
        Reading { zero_tens, thousand }
    }
}
