//! Where sound goes, as on the command line, and the programs that play it.
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::str::FromStr;

use crate::sound::{RATE, Sound};
use crate::wav;

/// Where sound goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// `device`: a loudspeaker, through whichever player works; or `device:NAME`, one of these:
    ///
    /// - an ALSA device as `aplay -L` lists it, such as `hw:1` or `plughw:Headset`, through aplay
    ///   (`hw:` is taken as `plughw:`, which converts to what the card can do);
    /// - `paplay:SINK` or `pw-play:NODE`, a PulseAudio sink or PipeWire node;
    /// - `/path/of/a/program` that plays 16-bit little-endian mono samples at 22,050 Hz from standard input.
    Device(Option<String>),
    /// `wav:DIR`: each utterance a file, `000001.wav` and so on.
    Wav(PathBuf),
    /// `off`.
    Off,
}

impl FromStr for Output {
    type Err = anyhow::Error;

    fn from_str(text: &str) -> Result<Self, anyhow::Error> {
        match text.split_once(':') {
            None if text == "device" => Ok(Self::Device(None)),
            None if text == "off" => Ok(Self::Off),
            Some(("device", name)) if !name.is_empty() => Ok(Self::Device(Some(name.into()))),
            Some(("wav", folder)) if !folder.is_empty() => Ok(Self::Wav(folder.into())),
            _ => anyhow::bail!("sound goes to device, device:NAME, wav:DIR or off, not {text}"),
        }
    }
}

/// A program that plays samples from its standard input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Player {
    pub(crate) program: PathBuf,
    pub(crate) arguments: Vec<String>,
}

impl Player {
    fn new<'a>(program: &str, arguments: impl IntoIterator<Item = &'a str>) -> Self {
        let arguments = arguments.into_iter().map(str::to_owned).collect();
        Self { program: program.into(), arguments }
    }

    /// Those to be tried for a device, the likeliest first. A sound server goes before ALSA, which it may have
    /// taken for itself, and where there is none its player ends at once.
    pub(crate) fn of(device: Option<&str>) -> Vec<Self> {
        let Some(name) = device else {
            return [pipewire(None), vec![pulse(None), alsa(None)]].concat();
        };
        match name.split_once(':') {
            Some(("paplay", sink)) => vec![pulse(Some(sink))],
            Some(("pw-play", node)) => pipewire(Some(node)),
            _ if name.starts_with('/') => vec![Self::new(name, [])],
            Some(("hw", card)) => vec![alsa(Some(&format!("plughw:{card}")))],
            _ => vec![alsa(Some(name))],
        }
    }

    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.args(&self.arguments);
        command
    }
}

fn alsa(device: Option<&str>) -> Player {
    let rate = RATE.to_string();
    let form = ["-q", "-t", "raw", "-f", "S16_LE", "-c", "1", "-r", &rate];
    Player::new("aplay", form.into_iter().chain(device.into_iter().flat_map(|device| ["-D", device])))
}

fn pulse(sink: Option<&str>) -> Player {
    let rate = format!("--rate={RATE}");
    let sink = sink.map(|sink| format!("--device={sink}"));
    // By itself it buffers two seconds, and ends so much later than the sound.
    let form = ["--raw", "--format=s16le", "--channels=1", "--latency-msec=100", &rate];
    Player::new("paplay", form.into_iter().chain(sink.as_deref()))
}

/// Two ways: newer releases play plain samples only when told so by `--raw`, older ones don't know the word.
fn pipewire(node: Option<&str>) -> Vec<Player> {
    let rate = format!("--rate={RATE}");
    let node = node.map(|node| format!("--target={node}"));
    let form = ["--format=s16", "--channels=1", &rate].into_iter().chain(node.as_deref()).chain(["-"]);
    let older = Player::new("pw-play", form);
    let mut newer = older.clone();
    newer.arguments.insert(0, "--raw".into());
    vec![newer, older]
}

/// Writes an utterance as the next file of a folder, which is made if need be.
pub(crate) fn write(sound: &Sound, folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let mut last = 0;
    for entry in fs::read_dir(folder)? {
        let path = PathBuf::from(entry?.file_name());
        let number = path.file_stem().and_then(|stem| stem.to_str()?.parse::<u64>().ok());
        last = last.max(number.unwrap_or(0));
    }
    wav::write(sound, &folder.join(format!("{:06}.wav", last + 1)))
}
