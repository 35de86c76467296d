//! How the display is called.
mod speech;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::NonEmptyStringValueParser;
use clap::{Parser, ValueEnum, ValueHint};
use screen::command_line::{NotRun, ScreenFlags};

pub(crate) use speech::Region;
use speech::SpeechFlags;

/// Shows in the lobby which number is called to which counter.
///
/// Follows the server's events, and shows them as they come: the number called now large, the calls before it,
/// how many wait and how long, and who was called and did not come. When the server is away, the last board is
/// shown greyed with the time of the loss. Without an office it shows a code of six digits; once an administrator
/// has approved it on the server, it goes on by itself. "display check" with the same flags tries server, sound,
/// fonts, screen and folder, and says what to do.
/// "display --preview LAYOUT.toml OUT.png" draws a layout without a server. Prints "ready" when the first picture is drawn; ends on SIGTERM.
/// Every flag may also stand in the file of --config. Ends with code 2 when it was called wrongly, with 1 when it
/// fails at its work.
#[derive(Debug, Parser)]
#[command(
    name = "display",
    version,
    override_usage = "display [check] --server URL [--office CODE] [OPTIONS]"
)]
pub(crate) struct Flags {
    /// Where the server is, such as http://192.168.1.10:7070 or https://mot-cua.example
    #[arg(long, value_name = "URL")]
    pub(crate) server: String,
    /// The certificate of the authority that signed the server's, PEM [default: those that this machine knows]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) ca: Option<PathBuf>,
    /// The office's code, such as tay-ninh; without it the display is approved by a code on its screen
    #[arg(long, value_name = "CODE", value_parser = NonEmptyStringValueParser::new())]
    pub(crate) office: Option<String>,
    /// The file that holds this display's key, as `server device add` printed it; with it, managers see that
    /// the display lives
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) key_file: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) screen: ScreenFlags,
    /// The language shown, such as en [default: the office's first]
    #[arg(long, value_name = "LANG")]
    pub(crate) lang: Option<String>,
    /// A folder on this machine's own disk, where the last board is kept, and the key of a display that was
    /// approved by its code [default for such a one: display-state]; made if missing
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) state: Option<PathBuf>,
    /// A folder with further languages, as Fluent files: km.ftl or km/*.ftl
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) words: Option<PathBuf>,
    /// A layout file: which parts the board has, and from how far they are read [default: the hall's board]
    #[arg(long, value_name = "FILE.toml", value_hint = ValueHint::FilePath)]
    pub(crate) layout: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) speech: SpeechFlags,
}

/// Tries server, sound, fonts, screen and folder of a display with these flags, and says what to do.
///
/// One line for each thing that was looked at. Ends with code 0 when all is well, with 1 when something is not.
#[derive(Debug, Parser)]
#[command(name = "display check", version, override_usage = "display check --server URL [OPTIONS]")]
pub(crate) struct CheckFlags {
    #[command(flatten)]
    pub(crate) flags: Flags,
    /// Lets the test of the sound be heard
    #[arg(long)]
    pub(crate) aloud: bool,
}

/// Draws a layout with a sample office into a picture, without a server.
///
/// What of it can't be read from where the layout says it should be is told, too.
#[derive(Debug, Parser)]
#[command(name = "display --preview", override_usage = "display --preview LAYOUT.toml OUT.png [OPTIONS]")]
pub(crate) struct PreviewFlags {
    /// The layout file
    #[arg(value_name = "LAYOUT.toml", value_hint = ValueHint::FilePath)]
    pub(crate) layout: PathBuf,
    /// The picture that is written
    #[arg(value_name = "OUT.png", value_hint = ValueHint::FilePath)]
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) screen: ScreenFlags,
    /// The language shown, such as en [default: vi]
    #[arg(long, value_name = "LANG")]
    pub(crate) lang: Option<String>,
    /// A folder with further languages, as Fluent files: km.ftl or km/*.ftl
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) words: Option<PathBuf>,
}

/// Says what to record for a voice pack, or what a folder of recorded clips lacks.
///
/// "display voice script" prints each text with the file in which its clip is to lie: save that as pack.toml in the
/// clips' folder. "display voice check FOLDER" names clips that are missing, too quiet, clipped or of a wrong form,
/// and ends with code 1 when there are any.
#[derive(Debug, Parser)]
#[command(
    name = "display voice",
    override_usage = "display voice script|check [FOLDER] --server URL --office CODE [OPTIONS]"
)]
pub(crate) struct VoiceFlags {
    /// What is asked
    #[arg(value_enum)]
    pub(crate) asked: VoiceAsked,
    /// The folder of the clips
    #[arg(value_name = "FOLDER", required_if_eq("asked", "check"), value_hint = ValueHint::DirPath)]
    pub(crate) folder: Option<PathBuf>,
    /// Where the server is, which knows the office's services and counters
    #[arg(long, value_name = "URL")]
    pub(crate) server: String,
    /// The certificate of the authority that signed the server's, PEM
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) ca: Option<PathBuf>,
    /// The office's code
    #[arg(long, value_name = "CODE")]
    pub(crate) office: String,
    /// The languages, such as vi,en [default: the office's]
    #[arg(long, value_name = "LANG,…", value_delimiter = ',')]
    pub(crate) speak: Vec<String>,
    /// How Vietnamese numbers are read: lẻ and ngàn, linh and nghìn, or lẻ and nghìn
    #[arg(long, value_name = "REGION", default_value = "mixed")]
    pub(crate) reading: Region,
}

/// What is asked of a voice pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum VoiceAsked {
    /// What is to be recorded
    Script,
    /// What is wrong with what was recorded
    Check,
}

/// Reads the arguments of `display voice`, without that word.
pub(crate) fn voice(arguments: Vec<OsString>) -> Result<VoiceFlags, NotRun> {
    Ok(VoiceFlags::try_parse_from(arguments)?)
}

/// Reads the arguments, the program's name first, and the file of `--config`.
pub(crate) fn read(arguments: impl IntoIterator<Item = OsString>) -> Result<Flags, NotRun> {
    screen::command_line::read(arguments)
}

#[cfg(test)]
mod tests {
    use screen::screen::Output;

    use super::*;

    fn flags(arguments: &str) -> Result<Flags, NotRun> {
        read(["display"].into_iter().chain(arguments.split_whitespace()).map(OsString::from))
    }

    #[test]
    fn all_may_stand_in_the_file_and_a_flag_goes_before_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("display.toml");
        let text = "server = \"http://hall:7070\"\noffice = \"tay-ninh\"\nrotate = 90\nkey-file = \"key\"\n\
            lang = \"en\"\nstate = \"/state\"\nwords = \"words\"\nspeak = \"vi,en\"\nvolume = 80\nreading = \"south\"\n";
        std::fs::write(&path, text).unwrap();
        let flags = flags(&format!("--config {} --lang vi", path.display())).unwrap();
        assert_eq!(flags.server, "http://hall:7070");
        assert_eq!((flags.office.as_deref(), flags.lang.as_deref()), (Some("tay-ninh"), Some("vi")));
        assert_eq!(flags.screen.rotate, "90".parse().unwrap());
        assert_eq!((flags.screen.screen, flags.screen.size), (Output::Window, None));
        assert_eq!(flags.key_file, Some(folder.path().join("key")));
        assert_eq!(flags.speech.speak, ["vi", "en"]);
        assert_eq!((flags.speech.volume, flags.speech.reading), ("80".parse().unwrap(), Region::South));
        assert_eq!((flags.state, flags.words), (Some("/state".into()), Some(folder.path().join("words"))));
    }

    #[test]
    fn the_server_must_be_given() {
        assert_eq!(flags("--server http://hall").unwrap().office, None);
        let cases =
            [("--office a", "not provided: --server <URL>"), ("--server http://hall --office=", "--office")];
        for (arguments, expected) in cases {
            let Err(NotRun::Called(why)) = flags(arguments) else { panic!("{arguments}") };
            let said = format!("{why:#}");
            assert!(said.contains(expected) && !said.contains('\n'), "{arguments}: {said}");
        }
    }

    #[test]
    fn a_pack_is_checked_in_its_folder() {
        let asked = |arguments: &str| {
            let arguments = ["display"].into_iter().chain(arguments.split_whitespace());
            voice(arguments.map(OsString::from).collect())
        };
        let flags = asked("check clips --server http://hall --office a --speak vi,en").unwrap();
        assert_eq!((flags.folder, flags.speak.len()), (Some("clips".into()), 2));
        let Err(NotRun::Called(why)) = asked("check --server http://hall --office a") else { panic!() };
        assert!(format!("{why:#}").contains("<FOLDER>"), "{why:#}");
        assert!(asked("script --server http://hall --office a").is_ok());
    }

    #[test]
    fn help_tells_every_flag() {
        let Err(NotRun::Asked(help)) = flags("--help") else { panic!() };
        let flags = [
            "server", "ca", "office", "key-file", "screen", "size", "rotate", "lang", "state", "words",
            "layout", "sound", "voice", "speak", "reading", "volume", "config",
        ];
        for flag in flags {
            assert!(help.contains(&format!("--{flag} ")), "{flag} in {help}");
        }
    }
}
