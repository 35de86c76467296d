//! How the kiosk is called, and the files that it is called with.
mod access;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, bail};
use clap::builder::NonEmptyStringValueParser;
use clap::{Parser, ValueHint};
use embedded_graphics::geometry::Size;
use protocol::DeviceKind;
use screen::command_line::{self, NotRun, ScreenFlags};
use screen::picture::Rotation;
use screen::screen::Output;
use station::{Identity, Newcomer};
use texts::Texts;

pub(crate) use access::Access;
use access::AccessFlags;

use crate::WORDS;
use crate::app::LANGUAGE;
use crate::printer;
use crate::ticket::Paper;

/// A kiosk's picture, before it is turned.
const SIZE: Size = Size::new(1080, 1920);

/// The kiosk of a one-stop office: one touch, one number, one ticket on paper.
///
/// Without office and key it shows a code of six digits; once an administrator has approved it on the server, it goes
/// on by itself, and keeps its key in the folder of --state. "kiosk check" with the same flags tries server, printer,
/// fonts, screen and folder, and says what to do.
///
/// Prints "ready" when the first picture is drawn; ends on SIGTERM. Every flag may also stand in the file of
/// --config. Ends with code 2 when it was called wrongly, with 1 when it fails at its work.
#[derive(Parser)]
#[command(name = "kiosk", version)]
#[command(override_usage = "kiosk [check] --server URL [--office CODE --key-file FILE] [OPTIONS]")]
pub(crate) struct Flags {
    /// Where the server is, such as http://192.168.1.10:7070 or https://mot-cua.example
    #[arg(long, value_name = "URL")]
    server: String,
    /// The certificate of the authority that signed the server's, PEM [default: those that this machine knows]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    ca: Option<PathBuf>,
    /// The office's code, such as tay-ninh; together with --key-file
    #[arg(long, value_name = "CODE", value_parser = NonEmptyStringValueParser::new())]
    office: Option<String>,
    /// The file that holds this kiosk's key, as `server device add` printed it; together with --office
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    key_file: Option<PathBuf>,
    #[command(flatten)]
    screen: ScreenFlags,
    /// The first language, such as en [default: the office's first]
    #[arg(long, value_name = "LANG")]
    lang: Option<String>,
    /// The printer: a network address, a device or plain file, a folder that gets each ticket as a picture
    #[arg(long, value_name = "tcp:HOST:PORT|file:PATH|png:DIR|none")]
    #[arg(default_value = "none", value_hint = ValueHint::AnyPath)]
    printer: printer::Address,
    /// The paper's width in mm
    #[arg(long, value_name = "58|80", default_value = "80")]
    paper: Paper,
    /// There is a scanner for the code on tickets, which types like a keyboard
    #[arg(long)]
    scanner: bool,
    #[command(flatten)]
    access: AccessFlags,
    /// A folder on this machine's own disk, for the presses that are under way; made if missing
    #[arg(long, value_name = "DIR", default_value = "kiosk-state", value_hint = ValueHint::DirPath)]
    state: PathBuf,
    /// A file with a PIN of 4 to 12 digits: with it, five quick taps of the upper left corner lead to the service
    /// screen. Keep it from other people's eyes
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    service_pin_file: Option<PathBuf>,
    /// A folder with further languages, as Fluent files: km.ftl or km/*.ftl
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    words: Option<PathBuf>,
}

/// How to run, checked.
pub struct Options {
    pub(crate) server: client::Address,
    /// Who this kiosk is, where that was given by hand.
    pub(crate) given: Option<Identity>,
    pub(crate) output: Output,
    pub(crate) size: Size,
    pub(crate) rotation: Rotation,
    pub(crate) language: Option<String>,
    pub(crate) printer: printer::Address,
    pub(crate) paper: Paper,
    pub(crate) scanner: bool,
    pub(crate) access: Access,
    pub(crate) state: PathBuf,
    pub(crate) service_pin: Option<String>,
    pub(crate) texts: Arc<Texts>,
}

impl Options {
    /// Reads the arguments (the program's name first), and the files that they name.
    pub fn read(arguments: impl IntoIterator<Item = OsString>) -> Result<Self, NotRun> {
        Self::checked(command_line::read(arguments)?).map_err(NotRun::Called)
    }

    pub(crate) fn checked(flags: Flags) -> anyhow::Result<Self> {
        let advice = "put the key there that `server device add` printed";
        let given = match (flags.office, &flags.key_file) {
            (Some(office), Some(path)) => {
                let key = command_line::word("--key-file", path, advice)?;
                Some(Identity { office, name: String::new(), key })
            }
            (None, None) => None,
            (Some(_), None) | (None, Some(_)) => bail!(
                "--office and --key-file go together; leave both out to have the kiosk approved by a code on its screen"
            ),
        };
        let service_pin = flags.service_pin_file.as_deref().map(pin).transpose()?;
        let texts = texts(flags.words.as_deref(), flags.lang.as_deref())?;
        let server = client::Address::new(&flags.server, flags.ca.as_deref())?;
        let ScreenFlags { screen: output, size, rotate: rotation, config: _ } = flags.screen;
        Ok(Self {
            server,
            given,
            output,
            size: size.unwrap_or(SIZE),
            rotation,
            language: flags.lang,
            printer: flags.printer,
            paper: flags.paper,
            scanner: flags.scanner,
            access: flags.access.access()?,
            state: flags.state,
            service_pin,
            texts: Arc::new(texts),
        })
    }
}

impl Options {
    /// The kiosk as it asks for its key.
    pub(crate) fn newcomer(&self, name: String, seed: u64) -> Newcomer {
        Newcomer {
            server: self.server.clone(),
            kind: DeviceKind::Kiosk,
            name,
            language: self.language.clone().unwrap_or_else(|| LANGUAGE.into()),
            folder: self.state.clone(),
            seed,
        }
    }

    pub(crate) fn screen(&self) -> screen::screen::Options {
        screen::screen::Options {
            output: self.output.clone(),
            size: self.size,
            rotation: self.rotation,
            title: "Kiosk".into(),
            hide_pointer: self.output == Output::Full,
        }
    }
}

fn pin(path: &Path) -> anyhow::Result<String> {
    let pin = command_line::word("--service-pin-file", path, "put a PIN of 4 to 12 digits there")?;
    if !(4..=12).contains(&pin.len()) || !pin.bytes().all(|byte| byte.is_ascii_digit()) {
        bail!("--service-pin-file {}: a PIN is 4 to 12 digits", path.display());
    }
    Ok(pin)
}

fn texts(folder: Option<&Path>, language: Option<&str>) -> anyhow::Result<Texts> {
    let mut texts = Texts::new(&[WORDS, station::WORDS].concat())?;
    if let Some(folder) = folder {
        texts.add_folder(folder).context("--words")?;
    }
    if let Some(language) = language.filter(|language| !texts.knows(language)) {
        let known = texts.languages().collect::<Vec<_>>().join(", ");
        bail!(
            "--lang: there are no words in the language {language}, but in {known}; --words DIR adds languages"
        );
    }
    Ok(texts)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::panel::Panel;

    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("key"), "secret\n").unwrap();
        folder
    }

    /// Reads flags of which `KEY` is a key file and `CONFIG` a file of these contents.
    fn read(flags: &str, contents: &str) -> Result<Options, NotRun> {
        let folder = folder();
        fs::write(folder.path().join("config"), contents).unwrap();
        let path = |name: &str| folder.path().join(name).display().to_string();
        let flags = flags.replace("KEY", &path("key")).replace("CONFIG", &path("config"));
        Options::read(format!("kiosk {flags}").split_whitespace().map(OsString::from))
    }

    fn called_wrongly(flags: &str, contents: &str) -> String {
        match read(flags, contents).err() {
            Some(NotRun::Called(why)) => format!("{why:#}"),
            other => panic!("{flags}: {other:?}"),
        }
    }

    fn given(options: &Options) -> (&str, &str) {
        let given = options.given.as_ref().unwrap();
        (&given.office, &given.key)
    }

    const LEAST: &str = "--server http://localhost:7070 --office tay-ninh --key-file KEY";

    #[test]
    fn the_least_that_must_be_given() {
        let options = read(LEAST, "").unwrap();
        assert_eq!(given(&options), ("tay-ninh", "secret"));
        assert_eq!((options.size, options.rotation), (Size::new(1080, 1920), Rotation::None));
        assert_eq!((options.output, options.printer), (Output::Window, printer::Address::None));
        assert_eq!((options.paper, options.language), (Paper::Wide, None));
        assert_eq!((options.state, options.scanner), (PathBuf::from("kiosk-state"), false));
    }

    #[test]
    fn without_office_and_key_it_asks_for_them() {
        let options = read("--server http://localhost:7070 --state s --lang en", "").unwrap();
        assert!(options.given.is_none());
        let newcomer = options.newcomer("sanh-1".into(), 7);
        assert_eq!((newcomer.name.as_str(), newcomer.language.as_str()), ("sanh-1", "en"));
        assert_eq!((newcomer.folder, options.service_pin), (PathBuf::from("s"), None));
    }

    #[test]
    fn all_may_stand_in_the_file_numbers_as_numbers_and_a_flag_goes_before_it() {
        let file = "server = \"http://hall:7070\"\noffice = \"other\"\nkey-file = \"key\"\nrotate = 90\n\
            size = \"600x1024\"\npaper = 58\nprinter = \"png:/out\"\nscanner = true\nlang = \"en\"\n\
            state = \"/state\"\n";
        let options = read("--office tay-ninh --config CONFIG", file).unwrap();
        assert_eq!(options.server.to_string(), "http://hall:7070");
        assert_eq!(given(&options), ("tay-ninh", "secret"));
        assert_eq!((options.size, options.rotation), (Size::new(600, 1024), Rotation::Quarter));
        assert_eq!((options.paper, options.scanner), (Paper::Narrow, true));
        assert_eq!(options.state, PathBuf::from("/state"));
        assert_eq!(options.printer, printer::Address::Pictures("/out".into()));
        assert_eq!(options.language.as_deref(), Some("en"));
        let options = read(&format!("{LEAST} --paper 80 --config CONFIG"), "paper = \"58\"").unwrap();
        assert_eq!(options.paper, Paper::Wide);
    }

    #[test]
    fn a_panel_and_its_sound_are_told_with_either_stroke() {
        let options = read(LEAST, "").unwrap();
        assert_eq!((options.access.panel, options.access.lowered), (None, false));
        assert_eq!(options.access.sound, voice::Output::Device(None));
        let file = "panel_bottom_mm = 900\npanel-height-mm = 480\nlowered = true\nsound = \"wav:/out\"\n";
        let access = read(&format!("{LEAST} --config CONFIG"), file).unwrap().access;
        assert_eq!(access.panel, Some(Panel { height_mm: 480, bottom_mm: Some(900) }));
        assert_eq!((access.lowered, access.sound), (true, voice::Output::Wav("/out".into())));
    }

    #[test]
    fn what_is_called_wrongly_is_named() {
        assert!(called_wrongly("--office a --key-file KEY", "").contains("not provided: --server <URL>"));
        assert!(
            called_wrongly("--server http://x --office a", "")
                .starts_with("--office and --key-file go together")
        );
        assert!(
            called_wrongly("--server http://x --key-file KEY", "")
                .starts_with("--office and --key-file go together")
        );
        assert!(called_wrongly(&format!("{LEAST} --service-pin-file KEY"), "").contains("4 to 12 digits"));
        assert!(
            called_wrongly("--server x --office a --key-file KEY", "").starts_with("\"x\" is not an address")
        );
        assert!(called_wrongly(&format!("{LEAST} --ca KEY"), "").starts_with("--ca is for https:// alone"));
        assert!(called_wrongly(&format!("{LEAST} --office="), "").contains("--office"));
        for flag in
            ["--sound on", "--sound headphone:default", "--panel-height-mm 49", "--panel-bottom-mm 900"]
        {
            let said = called_wrongly(&format!("{LEAST} {flag}"), "");
            assert!(said.contains("--panel-") || said.contains("--sound"), "{said}");
        }
        for flag in ["--size 10x10", "--paper 60", "--printer lp0", "--screen tv", "--rotate 45"] {
            let said = called_wrongly(&format!("{LEAST} {flag}"), "");
            assert!(said.contains(flag.split(' ').next().unwrap()), "{said}");
        }
        assert!(called_wrongly(&format!("{LEAST} --lang km"), "").contains("vi, en"));
        assert!(called_wrongly(&format!("{LEAST} --colour x"), "").contains("--colour"));
        assert!(called_wrongly(&format!("{LEAST} --scanner --scanner"), "").contains("--scanner"));
        let paper = called_wrongly(&format!("{LEAST} --config CONFIG"), "\npaper = 60");
        assert!(paper.contains("config line 2: ") && paper.contains("paper is 58 or 80"), "{paper}");
    }

    #[test]
    fn what_can_not_be_read_is_named_with_what_to_do() {
        let failed = |flags: &str| called_wrongly(flags, "");
        let server = "--server http://x --office a --key-file";
        let key = failed(&format!("{server} /nowhere"));
        assert!(key.contains("--key-file /nowhere can't be read") && key.contains("device add"), "{key}");
        assert!(failed(&format!("{server} /dev/null")).contains("/dev/null does not hold one word"));
        let secure = "--server https://x --office a --key-file KEY --ca";
        assert!(failed(&format!("{secure} /nowhere")).contains("--ca /nowhere"));
        assert!(failed(&format!("{secure} KEY")).contains("holds no certificate in PEM form"));
        assert!(failed(&format!("{LEAST} --words /nowhere")).contains("/nowhere"));
        assert!(failed(&format!("{LEAST} --config /nowhere")).contains("/nowhere"));
    }

    #[test]
    fn help_tells_every_flag() {
        let Err(NotRun::Asked(help)) = read("--help", "") else { panic!() };
        let flags = [
            "server",
            "ca",
            "office",
            "key-file",
            "screen",
            "size",
            "rotate",
            "lang",
            "printer",
            "paper",
            "scanner",
            "sound",
            "voice",
            "panel-height-mm",
            "panel-bottom-mm",
            "lowered",
            "state",
            "service-pin-file",
            "words",
            "config",
        ];
        for flag in flags {
            assert!(
                help.lines().any(|line| line.trim_start().starts_with(&format!("--{flag}"))),
                "{flag} in {help}"
            );
        }
    }
}
