//! The flags for who sees little, sits, or uses a keypad: sound, and how the panel hangs.
use std::path::PathBuf;

use anyhow::Context;
use clap::builder::RangedU64ValueParser;
use clap::{Args, ValueHint};
use voice::{Espeak, Output, Pack, Voice};

use crate::panel::Panel;

/// No panel is smaller or larger, and none hangs higher.
const HEIGHTS_MM: std::ops::RangeInclusive<u64> = 50..=3_000;

/// How the kiosk is made easier to use.
#[derive(Args, Clone, Debug)]
pub(super) struct AccessFlags {
    /// What reads the screen aloud: "device", "device:NAME" (an ALSA device as aplay -L lists it, paplay:SINK or
    /// pw-play:NODE), "headphone:NAME" (the ALSA device of a headphone's socket, used alone while something is
    /// plugged in; "headphone:NAME+device:OTHER" names the loudspeaker too), as WAV files in a folder with their
    /// texts, or nothing
    #[arg(long, value_name = "device|headphone:NAME|wav:DIR|off", default_value = "device")]
    #[arg(value_hint = ValueHint::AnyPath)]
    sound: Output,
    /// A folder of recorded clips; what they don't say, espeak-ng does
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    voice: Option<PathBuf>,
    /// The height of the panel's picture in mm; whatever can be pressed is at least 20 mm then
    #[arg(long, value_name = "MM", value_parser = heights())]
    panel_height_mm: Option<u32>,
    /// How far the picture's lower edge hangs above the floor, in mm; controls above 1220 mm or below 380 mm are
    /// named in the log
    #[arg(long, value_name = "MM", value_parser = heights(), requires = "panel_height_mm")]
    panel_bottom_mm: Option<u32>,
    /// Every visitor begins with the boxes in the lower half, for a panel that hangs high
    #[arg(long)]
    lowered: bool,
}

fn heights() -> RangedU64ValueParser<u32> {
    RangedU64ValueParser::new().range(HEIGHTS_MM)
}

/// The same, checked.
#[derive(Clone, Debug)]
pub(crate) struct Access {
    pub(crate) sound: Output,
    pub(crate) voice: Voice,
    pub(crate) panel: Option<Panel>,
    pub(crate) lowered: bool,
}

impl AccessFlags {
    /// Opens what they name.
    pub(super) fn access(self) -> anyhow::Result<Access> {
        let Self { sound, voice, panel_height_mm, panel_bottom_mm: bottom_mm, lowered } = self;
        let pack = voice.as_deref().map(Pack::open).transpose().context("--voice")?;
        let panel = panel_height_mm.map(|height_mm| Panel { height_mm, bottom_mm });
        Ok(Access { sound, voice: Voice::new(pack, Espeak::default()), panel, lowered })
    }
}
