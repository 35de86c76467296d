//! How the kiosk is called: flags, or the same names in a TOML file, of which a flag wins.
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use anyhow::{Context, anyhow, bail};
use clap::Parser;
use client::AddressError;
use embedded_graphics::geometry::Size;
use screen::picture::Rotation;
use screen::screen::Output;
use serde::Deserialize;
use texts::Texts;

use crate::WORDS;
use crate::printer;
use crate::ticket::Paper;

/// The kiosk of a one-stop office: one touch, one number, one ticket on paper.
#[derive(Debug, Default, Parser, Deserialize)]
#[command(name = "kiosk", version)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
struct Flags {
    /// The server's address, http://192.168.1.10:7070 or https://mot-cua.example
    #[arg(long, value_name = "URL")]
    server: Option<String>,
    /// The certificate of the authority that signed the server's, PEM [default: those that this machine knows]
    #[arg(long, value_name = "FILE")]
    ca: Option<PathBuf>,
    /// The office's code
    #[arg(long, value_name = "CODE")]
    office: Option<String>,
    /// A file with this device's key, as `server device add` printed it
    #[arg(long, value_name = "FILE")]
    key_file: Option<PathBuf>,
    /// Where the picture goes: window, full or png:DIR [default: window]
    #[arg(long, value_name = "SCREEN")]
    screen: Option<String>,
    /// The picture's size [default: 1080x1920]
    #[arg(long, value_name = "WxH")]
    size: Option<String>,
    /// How the panel is turned, clockwise: 0, 90, 180 or 270 [default: 0]
    #[arg(long, value_name = "DEGREES")]
    rotate: Option<String>,
    /// The first language [default: the office's first]
    #[arg(long, value_name = "LANGUAGE")]
    lang: Option<String>,
    /// The printer: tcp:HOST:PORT, file:PATH, png:DIR or none [default: none]
    #[arg(long, value_name = "PRINTER")]
    printer: Option<String>,
    /// The paper's width in mm: 58 or 80 [default: 80]
    #[arg(long, value_name = "MM")]
    paper: Option<String>,
    /// There is a scanner for the code on tickets, which types like a keyboard
    #[arg(long)]
    scanner: bool,
    /// A folder on this machine's own disk, for the presses that are under way [default: kiosk-state]
    #[arg(long, value_name = "DIR")]
    state: Option<PathBuf>,
    /// A folder with further languages, km.ftl or km/*.ftl
    #[arg(long, value_name = "DIR")]
    words: Option<PathBuf>,
    /// A TOML file with the names of these flags; a flag wins over it
    #[arg(long, value_name = "FILE")]
    #[serde(skip)]
    config: Option<PathBuf>,
}

/// How to run, checked.
pub struct Options {
    pub(crate) server: client::Address,
    pub(crate) office: String,
    pub(crate) key: String,
    pub(crate) output: Output,
    pub(crate) size: Size,
    pub(crate) rotation: Rotation,
    pub(crate) language: Option<String>,
    pub(crate) printer: printer::Address,
    pub(crate) paper: Paper,
    pub(crate) scanner: bool,
    pub(crate) state: PathBuf,
    pub(crate) texts: Texts,
}

/// Why the program does not run: help was asked for, or it was called wrongly.
#[derive(Debug, thiserror::Error)]
pub enum CallError {
    /// What clap says, help included.
    #[error(transparent)]
    Flags(#[from] clap::Error),
    /// A value is wrong.
    #[error("{0:#}")]
    Value(anyhow::Error),
}

impl CallError {
    /// 0 for help and version, 2 otherwise.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Flags(error) => u8::try_from(error.exit_code()).unwrap_or(2),
            Self::Value(_) => 2,
        }
    }
}

impl Options {
    /// Reads the arguments (the program's name first), and the files that they name.
    pub fn read(arguments: impl IntoIterator<Item = OsString>) -> Result<Self, CallError> {
        let flags = Flags::try_parse_from(arguments)?;
        let flags = match &flags.config {
            Some(path) => {
                let file = config(path).map_err(CallError::Value)?;
                flags.or(file)
            }
            None => flags,
        };
        Self::checked(flags).map_err(CallError::Value)
    }

    fn checked(flags: Flags) -> anyhow::Result<Self> {
        let server: String = needed(flags.server, "server")?;
        let key_file: PathBuf = needed(flags.key_file, "key-file")?;
        let texts = texts(flags.words.as_deref(), flags.lang.as_deref())?;
        Ok(Self {
            server: address(&server, flags.ca.as_deref())?,
            office: needed(flags.office, "office")?,
            key: key(&key_file)?,
            output: parsed(flags.screen, "window", "screen")?,
            size: flags.size.as_deref().map_or(Ok(Size::new(1080, 1920)), size)?,
            rotation: parsed(flags.rotate, "0", "rotate")?,
            language: flags.lang,
            printer: parsed(flags.printer, "none", "printer")?,
            paper: parsed(flags.paper, "80", "paper")?,
            scanner: flags.scanner,
            state: flags.state.unwrap_or_else(|| "kiosk-state".into()),
            texts,
        })
    }
}

impl Flags {
    fn or(self, file: Self) -> Self {
        Self {
            server: self.server.or(file.server),
            ca: self.ca.or(file.ca),
            office: self.office.or(file.office),
            key_file: self.key_file.or(file.key_file),
            screen: self.screen.or(file.screen),
            size: self.size.or(file.size),
            rotate: self.rotate.or(file.rotate),
            lang: self.lang.or(file.lang),
            printer: self.printer.or(file.printer),
            paper: self.paper.or(file.paper),
            scanner: self.scanner || file.scanner,
            state: self.state.or(file.state),
            words: self.words.or(file.words),
            config: self.config,
        }
    }
}

fn config(path: &Path) -> anyhow::Result<Flags> {
    let text = fs::read_to_string(path).with_context(|| format!("can't read --config {}", path.display()))?;
    toml::from_str(&text).with_context(|| format!("--config {}", path.display()))
}

fn needed<T>(value: Option<T>, name: &str) -> anyhow::Result<T> {
    value.ok_or_else(|| anyhow!("--{name} is missing; give it as a flag or in the file of --config"))
}

fn parsed<T: FromStr<Err = anyhow::Error>>(
    value: Option<String>,
    otherwise: &str,
    name: &str,
) -> anyhow::Result<T> {
    value.as_deref().unwrap_or(otherwise).parse().with_context(|| format!("--{name}"))
}

/// Where the server is; what is wrong with `--ca` says so itself.
fn address(server: &str, ca: Option<&Path>) -> anyhow::Result<client::Address> {
    client::Address::new(server, ca).map_err(|error| match error {
        AddressError::NotAnAddress(_) => anyhow::Error::new(error).context("--server"),
        AddressError::CaWithoutTls(_)
        | AddressError::CaUnreadable { .. }
        | AddressError::CaForm { .. }
        | AddressError::CaWrong { .. }
        | AddressError::NoAuthorities(_) => error.into(),
    })
}

/// `1080x1920`.
fn size(text: &str) -> anyhow::Result<Size> {
    let side = |text: &str| text.parse().ok().filter(|side| (200..=8192).contains(side));
    let sides = text.split_once('x').and_then(|(width, height)| Some((side(width)?, side(height)?)));
    let (width, height) = sides.ok_or_else(|| anyhow!("--size is WxH, each from 200 to 8192, not {text}"))?;
    Ok(Size::new(width, height))
}

fn key(path: &Path) -> anyhow::Result<String> {
    let text =
        fs::read_to_string(path).with_context(|| format!("can't read --key-file {}", path.display()))?;
    let key = text.trim();
    if key.is_empty() || !key.bytes().all(|byte| byte.is_ascii_graphic()) {
        bail!("--key-file {} does not hold a key alone on one line", path.display());
    }
    Ok(key.into())
}

fn texts(folder: Option<&Path>, language: Option<&str>) -> anyhow::Result<Texts> {
    let mut texts = Texts::new(&WORDS)?;
    if let Some(folder) = folder {
        texts.add_folder(folder).context("--words")?;
    }
    if let Some(language) = language.filter(|language| !texts.knows(language)) {
        let known: Vec<&str> = texts.languages().collect();
        bail!("--lang {language}: there are words in {} only; --words DIR adds languages", known.join(", "));
    }
    Ok(texts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("key"), "secret\n").unwrap();
        folder
    }

    /// Reads flags of which `KEY` is a key file and `CONFIG` a file of these contents.
    fn read(flags: &str, contents: &str) -> Result<Options, CallError> {
        let folder = folder();
        fs::write(folder.path().join("config"), contents).unwrap();
        let path = |name: &str| folder.path().join(name).display().to_string();
        let flags = flags.replace("KEY", &path("key")).replace("CONFIG", &path("config"));
        Options::read(format!("kiosk {flags}").split_whitespace().map(OsString::from))
    }

    fn wrong(flags: &str, contents: &str) -> String {
        let error = read(flags, contents).err().unwrap();
        assert_eq!(error.exit_code(), 2);
        error.to_string()
    }

    const LEAST: &str = "--server http://localhost:7070 --office tay-ninh --key-file KEY";

    #[test]
    fn the_least_that_must_be_given() {
        let options = read(LEAST, "").unwrap();
        assert_eq!((options.office.as_str(), options.key.as_str()), ("tay-ninh", "secret"));
        assert_eq!((options.size, options.rotation), (Size::new(1080, 1920), Rotation::None));
        assert_eq!((options.output, options.printer), (Output::Window, printer::Address::None));
        assert_eq!((options.paper, options.language), (Paper::Wide, None));
        assert_eq!(options.state, PathBuf::from("kiosk-state"));
    }

    #[test]
    fn a_flag_wins_over_the_file() {
        let file =
            "office = \"other\"\nsize = \"600x1024\"\npaper = \"58\"\nprinter = \"png:out\"\nlang = \"en\"";
        let options = read(&format!("{LEAST} --paper 80 --rotate 90 --config CONFIG"), file).unwrap();
        assert_eq!((options.office.as_str(), options.paper), ("tay-ninh", Paper::Wide));
        assert_eq!((options.size, options.rotation), (Size::new(600, 1024), Rotation::Quarter));
        assert_eq!(options.printer, printer::Address::Pictures("out".into()));
        assert_eq!(options.language.as_deref(), Some("en"));
    }

    #[test]
    fn what_is_wrong_is_named() {
        assert!(wrong("--office tay-ninh --key-file KEY", "").contains("--server is missing"));
        assert!(wrong("--server http://x --office a", "").contains("--key-file is missing"));
        assert!(wrong("--server x --office a --key-file KEY", "").starts_with("--server: "));
        let plain = wrong(&format!("{LEAST} --ca KEY"), "");
        assert_eq!(plain, "--ca is for https:// alone, and \"http://localhost:7070\" is not encrypted");
        let secure = "--server https://x --office a --key-file KEY";
        assert!(wrong(&format!("{secure} --ca /nowhere"), "").starts_with("can't read --ca /nowhere ("));
        let no_pem = wrong(&format!("{secure} --config CONFIG"), "ca = \"/dev/null\"");
        assert!(no_pem.starts_with("--ca /dev/null holds no certificate in PEM form"), "{no_pem}");
        assert!(wrong("--server http://x --office a --key-file /nowhere", "").contains("/nowhere"));
        assert!(wrong(&format!("{LEAST} --size 10x10"), "").contains("--size"));
        assert!(wrong(&format!("{LEAST} --paper 60"), "").contains("--paper"));
        assert!(wrong(&format!("{LEAST} --printer lp0"), "").contains("--printer"));
        assert!(wrong(&format!("{LEAST} --screen tv"), "").contains("--screen"));
        assert!(wrong(&format!("{LEAST} --rotate 45"), "").contains("--rotate"));
        assert!(wrong(&format!("{LEAST} --lang km"), "").contains("vi, en"));
        assert!(wrong(&format!("{LEAST} --words /nowhere"), "").contains("/nowhere"));
        assert!(wrong(&format!("{LEAST} --colour red"), "").contains("--colour"));
        assert!(wrong(&format!("{LEAST} --config CONFIG"), "colour = 1").contains("colour"));
        assert!(wrong(&format!("{LEAST} --config CONFIG"), "office = ").contains("--config"));
        assert!(wrong(&format!("{LEAST} --config /nowhere"), "").contains("/nowhere"));
    }

    #[test]
    fn help_is_no_mistake() {
        assert_eq!(read("--help", "").err().unwrap().exit_code(), 0);
    }
}
