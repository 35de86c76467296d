//! Where sound goes, as on the command line, and the programs that play it.
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::str::FromStr;

use crate::jack::Jack;
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
    /// `headphone:NAME` or `headphone:NAME+device:OTHER`: the ALSA device of a headphone's socket, such as
    /// `hw:Headset,1`, which is used alone while its card says that something is plugged in; otherwise, and where
    /// the card can't say, the other.
    Headphone {
        /// The socket's device, as for `device:NAME`.
        device: String,
        /// The loudspeaker, as for [`Output::Device`].
        otherwise: Option<String>,
    },
    /// `wav:DIR`: each utterance a file, `000001.wav` and so on, with its sentences beside it in `000001.txt`.
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
            Some(("headphone", names)) => headphone(names),
            _ => {
                anyhow::bail!("sound goes to device, device:NAME, headphone:NAME, wav:DIR or off, not {text}")
            }
        }
    }
}

/// `hw:Headset`, `hw:PCH,2+device:hw:PCH,0`.
fn headphone(names: &str) -> anyhow::Result<Output> {
    let (device, otherwise) = match names.split_once('+') {
        Some((device, other)) => (device, other.parse()?),
        None => (names, Output::Device(None)),
    };
    match otherwise {
        Output::Device(otherwise) if Jack::of(device).is_some() => {
            Ok(Output::Headphone { device: device.into(), otherwise })
        }
        Output::Device(_) | Output::Headphone { .. } | Output::Wav(_) | Output::Off => {
            anyhow::bail!("a headphone is headphone:hw:CARD or headphone:hw:CARD+device:NAME, not {names}")
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

/// Writes an utterance as the next files of a folder, which is made if need be: the sound, then its text if it has any.
pub(crate) fn write(sound: &Sound, text: &str, folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let mut last = 0;
    for entry in fs::read_dir(folder)? {
        let path = PathBuf::from(entry?.file_name());
        let number = path.file_stem().and_then(|stem| stem.to_str()?.parse::<u64>().ok());
        last = last.max(number.unwrap_or(0));
    }
    let name = format!("{:06}", last + 1);
    wav::write(sound, &folder.join(&name).with_extension("wav"))?;
    if text.is_empty() { Ok(()) } else { fs::write(folder.join(name).with_extension("txt"), text) }
}
