//! What the display is asked to do: flags, and the same names in a TOML file, which a flag goes before.
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow, bail};
use clap::Parser;
use clap::error::ErrorKind;
use client::Address;
use display::Speech;
use embedded_graphics::geometry::Size;
use screen::picture::Rotation;
use screen::screen::Output;
use serde::{Deserialize, Deserializer};
use voice::{Espeak, Pack, Reading, Thousand, Voice, ZeroTens};

/// Sides of a picture, in pixels.
const SIDES: std::ops::RangeInclusive<u32> = 160..=8192;

/// What is to be done.
pub(crate) enum Asked {
    /// Print this and end.
    Told(String),
    /// Show the board.
    Run(Box<Wanted>),
}

/// A display as it is wanted.
pub(crate) struct Wanted {
    pub(crate) server: Address,
    pub(crate) office: String,
    pub(crate) key_file: Option<PathBuf>,
    pub(crate) screen: Output,
    pub(crate) size: Size,
    pub(crate) rotation: Rotation,
    pub(crate) lang: Option<String>,
    pub(crate) state: Option<PathBuf>,
    pub(crate) words: Option<PathBuf>,
    pub(crate) speech: Speech,
}

/// Shows in the lobby which number is called to which counter.
///
/// Follows the server's events, and shows them as they come: the number called now large, the calls before it,
/// how many wait and how long, and who was called and did not come. When the server is away, the last board is
/// shown greyed with the time of the loss. Prints "ready" when the first picture is drawn; ends on SIGTERM.
#[derive(Parser)]
#[command(name = "display", version, override_usage = "display --server URL --office CODE [OPTIONS]")]
struct CommandLine {
    #[command(flatten)]
    flags: Flags,
    /// A TOML file with the same names as these flags (server = "http://…"); a flag goes before it
    #[arg(long, value_name = "FILE.toml")]
    config: Option<PathBuf>,
}

#[derive(clap::Args, Deserialize, Default)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
struct Flags {
    /// Where the server is, such as http://192.168.1.10:7070 or https://mot-cua.example
    #[arg(long, value_name = "URL")]
    server: Option<String>,
    /// The certificate of the authority that signed the server's, PEM [default: those that this machine knows]
    #[arg(long, value_name = "FILE")]
    ca: Option<PathBuf>,
    /// The office's code, such as tay-ninh
    #[arg(long, value_name = "CODE")]
    office: Option<String>,
    /// The file that holds this display's key; with it, managers see that the display lives
    #[arg(long, value_name = "FILE")]
    key_file: Option<PathBuf>,
    /// Where to show the board: in a window, on the full screen, or as pictures in a folder (needs no
    /// display) [default: window]
    #[arg(long, value_name = "window|full|png:DIR")]
    screen: Option<String>,
    /// Size of the picture before it is turned; the full screen has its own [default: 1920x1080]
    #[arg(long, value_name = "WxH")]
    size: Option<String>,
    /// How the panel is turned, in degrees clockwise [default: 0]
    #[arg(long, value_name = "0|90|180|270")]
    #[serde(deserialize_with = "text_or_number")]
    rotate: Option<String>,
    /// The language shown, such as en [default: the office's first]
    #[arg(long, value_name = "LANG")]
    lang: Option<String>,
    /// A folder on this machine's own disk, where the last board is kept; made if missing
    #[arg(long, value_name = "DIR")]
    state: Option<PathBuf>,
    /// A folder with further languages, as Fluent files: km.ftl
    #[arg(long, value_name = "DIR")]
    words: Option<PathBuf>,
    /// Where calls are heard: device, device:NAME (an ALSA device as aplay -L lists it, paplay:SINK or
    /// pw-play:NODE), WAV files in a folder, or nowhere [default: device]
    #[arg(long, value_name = "device|wav:DIR|off")]
    sound: Option<String>,
    /// A folder of recorded clips that speak before espeak-ng does; "display voice" says what to record
    #[arg(long, value_name = "DIR")]
    voice: Option<PathBuf>,
    /// The languages in which is spoken, one after the other, such as vi,en [default: the office's first]
    #[arg(long, value_name = "LANG,…")]
    speak: Option<String>,
    /// How Vietnamese numbers are read: south (lẻ, ngàn), north (linh, nghìn) or mixed (lẻ, nghìn)
    /// [default: mixed]
    #[arg(long, value_name = "south|north|mixed")]
    reading: Option<String>,
    /// How loud in percent, and where it differs by the time of day, such as "80 11:30-13:00=40" [default: 100]
    #[arg(long, value_name = "VOLUME")]
    #[serde(deserialize_with = "text_or_number")]
    volume: Option<String>,
}

/// Reads the command line, and the file that it names. An error is one sentence.
pub(crate) fn read(arguments: impl IntoIterator<Item = OsString>) -> anyhow::Result<Asked> {
    let CommandLine { flags, config } = match CommandLine::try_parse_from(arguments) {
        Ok(read) => read,
        Err(error) if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => {
            return Ok(Asked::Told(error.to_string().trim_end().into()));
        }
        Err(error) => return Err(anyhow!(sentence(&error.to_string()))),
    };
    let file = config.as_deref().map(file).transpose()?.unwrap_or_default();
    Ok(Asked::Run(Box::new(flags.before(file).wanted()?)))
}

/// The first paragraph of clap's message, on one line.
fn sentence(message: &str) -> String {
    let first = message.split("\n\n").next().unwrap_or(message);
    let first = first.strip_prefix("error: ").unwrap_or(first);
    first.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn file(path: &Path) -> anyhow::Result<Flags> {
    let wrong = || format!("in the file {}", path.display());
    let text = std::fs::read_to_string(path).with_context(|| format!("can't read {}", path.display()))?;
    let read = toml::from_str(&text).map_err(|error| {
        let line = error.span().map_or(1, |span| 1 + text[..span.start].matches('\n').count());
        anyhow!("line {line}: {}", sentence(error.message()))
    });
    read.with_context(wrong)
}

impl Flags {
    fn before(self, file: Self) -> Self {
        Self {
            server: self.server.or(file.server),
            ca: self.ca.or(file.ca),
            office: self.office.or(file.office),
            key_file: self.key_file.or(file.key_file),
            screen: self.screen.or(file.screen),
            size: self.size.or(file.size),
            rotate: self.rotate.or(file.rotate),
            lang: self.lang.or(file.lang),
            state: self.state.or(file.state),
            words: self.words.or(file.words),
            sound: self.sound.or(file.sound),
            voice: self.voice.or(file.voice),
            speak: self.speak.or(file.speak),
            reading: self.reading.or(file.reading),
            volume: self.volume.or(file.volume),
        }
    }

    fn wanted(self) -> anyhow::Result<Wanted> {
        let server = self.server.context("say where the server is by --server URL")?;
        let office = self.office.context("say which office by --office CODE")?;
        anyhow::ensure!(!office.is_empty(), "the office's code is empty");
        let Self { key_file, lang, state, words, sound, voice, speak, reading, volume, .. } = self;
        Ok(Wanted {
            server: Address::new(&server, self.ca.as_deref())?,
            office,
            key_file,
            screen: self.screen.as_deref().unwrap_or("window").parse()?,
            size: size(self.size.as_deref().unwrap_or("1920x1080"))?,
            rotation: self.rotate.as_deref().unwrap_or("0").parse()?,
            lang,
            state,
            words,
            speech: Speech {
                output: sound.as_deref().unwrap_or("device").parse()?,
                voice: Voice::new(voice.as_deref().map(Pack::open).transpose()?, Espeak::default()),
                reading: reading_of(reading.as_deref().unwrap_or("mixed"))?,
                languages: speak
                    .iter()
                    .flat_map(|codes| codes.split(','))
                    .map(|code| code.trim().into())
                    .collect(),
                volume: volume.as_deref().unwrap_or("100").parse()?,
            },
        })
    }
}

/// Both words for an empty ten and a thousand are understood everywhere; each region has its own.
fn reading_of(region: &str) -> anyhow::Result<Reading> {
    let (zero_tens, thousand) = match region {
        "south" => (ZeroTens::Le, Thousand::Ngan),
        "north" => (ZeroTens::Linh, Thousand::Nghin),
        "mixed" => (ZeroTens::Le, Thousand::Nghin),
        _ => bail!("numbers are read as in the south, in the north or mixed, not {region}"),
    };
    Ok(Reading { zero_tens, thousand })
}

fn size(text: &str) -> anyhow::Result<Size> {
    let sides = text.split_once('x').map(|(width, height)| (width.parse(), height.parse()));
    match sides {
        Some((Ok(width), Ok(height))) if SIDES.contains(&width) && SIDES.contains(&height) => {
            Ok(Size::new(width, height))
        }
        Some(_) | None => bail!(
            "a size is two numbers from {} to {} such as 1920x1080, not {text}",
            SIDES.start(),
            SIDES.end()
        ),
    }
}

/// `rotate = 90` is as clear as `rotate = "90"`.
fn text_or_number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Either {
        Text(String),
        Number(i64),
    }
    Ok(Some(match Either::deserialize(deserializer)? {
        Either::Text(text) => text,
        Either::Number(number) => number.to_string(),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(arguments: &str) -> Result<Wanted, String> {
        let arguments = ["display"].into_iter().chain(arguments.split_whitespace()).map(OsString::from);
        match read(arguments) {
            Ok(Asked::Run(wanted)) => Ok(*wanted),
            Ok(Asked::Told(text)) => Err(text),
            Err(error) => Err(format!("{error:#}")),
        }
    }

    #[test]
    fn a_flag_goes_before_the_file_and_the_file_before_the_default() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("display.toml");
        let text = "server = \"http://hall:7070\"\noffice = \"tay-ninh\"\nrotate = 90\nkey-file = \"key\"\nlang = \"en\"\n";
        std::fs::write(&path, text).unwrap();
        let wanted = wanted(&format!("--config {} --lang vi", path.display())).unwrap();
        assert_eq!(wanted.server.to_string(), "http://hall:7070");
        assert_eq!((wanted.office.as_str(), wanted.lang.as_deref()), ("tay-ninh", Some("vi")));
        assert_eq!(wanted.rotation, "90".parse().unwrap());
        assert_eq!((wanted.screen, wanted.size), (Output::Window, Size::new(1920, 1080)));
        assert_eq!(wanted.key_file, Some("key".into()));
    }

    #[test]
    fn what_is_wrong_is_said_in_one_sentence() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("display.toml");
        std::fs::write(&path, "office = \"a\"\nserwer = 1\n").unwrap();
        let file = path.display();
        let hall = "--server http://hall --office a";
        let cases = [
            ("--office a".to_string(), "say where the server is by --server URL"),
            ("--server http://hall".into(), "say which office by --office CODE"),
            (format!("{hall} --size 5"), "such as 1920x1080, not 5"),
            (format!("{hall} --size 99999x1"), "such as 1920x1080, not 99999x1"),
            (format!("{hall} --rotate 45"), "45"),
            (format!("{hall} --screen paper"), "a screen is window, full or png:DIR, not paper"),
            (format!("{hall} --colour red"), "unexpected argument '--colour' found"),
            ("--server hall --office a".into(), "\"hall\" is not an address such as"),
            (format!("{hall} --ca {file}"), "--ca is for https:// alone"),
            (format!("--server https://hall --office a --ca {file}"), "holds no certificate in PEM form"),
            ("--server https://hall --office a --ca /not/there".into(), "can't read --ca /not/there ("),
            ("--config /not/there".into(), "can't read /not/there"),
            (format!("--config {file}"), "line 2: unknown field `serwer`"),
        ];
        for (arguments, expected) in cases {
            let said = wanted(&arguments).err().unwrap();
            assert!(said.contains(expected) && !said.contains('\n'), "{arguments}: {said}");
        }
    }

    #[test]
    fn help_tells_every_flag() {
        let help = wanted("--help").err().unwrap();
        let flags = [
            "server", "ca", "office", "key-file", "screen", "size", "rotate", "lang", "state", "words",
            "sound", "voice", "speak", "reading", "volume", "config",
        ];
        for flag in flags {
            assert!(help.contains(&format!("--{flag} ")), "{flag} in {help}");
        }
    }
}
