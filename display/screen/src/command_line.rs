//! How a program with a screen is called: flags, the same names in a TOML file, and what it answers when it
//! can't run. What the flags of a program mean is its own matter.
mod config;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{anyhow, bail};
use clap::error::ErrorKind;
use clap::parser::ValueSource;
use clap::{Args, Parser, ValueHint};
use embedded_graphics::geometry::Size;

use crate::picture::Rotation;
use crate::screen::Output;
use config::Config;

/// Sides of a picture, in pixels.
const SIDES: std::ops::RangeInclusive<u32> = 160..=8192;

/// The flags of every program with a screen.
#[derive(Args, Clone, Debug)]
pub struct ScreenFlags {
    /// Where the picture goes: a window, the full screen, or a folder that gets each changed picture (needs
    /// no display)
    #[arg(long, value_name = "window|full|png:DIR", default_value = "window", value_hint = ValueHint::AnyPath)]
    pub screen: Output,
    /// Size of the picture before it is turned; the full screen has its own [default: 1080x1920 for a kiosk,
    /// 1920x1080 for a display]
    #[arg(long, value_name = "WxH", value_parser = size)]
    pub size: Option<Size>,
    /// How the panel is turned, in degrees clockwise
    #[arg(long, value_name = "0|90|180|270", default_value = "0")]
    pub rotate: Rotation,
    /// A TOML file with the same names as these flags (rotate = 90); a flag goes before it. A relative path
    /// in it begins at the folder in which the file lies
    #[arg(long, value_name = "FILE.toml", value_hint = ValueHint::FilePath)]
    pub config: Option<PathBuf>,
}

/// Why a program does not run.
#[derive(Debug)]
pub enum NotRun {
    /// Help or the version was asked for: exit code 0.
    Asked(String),
    /// It was called wrongly, by a flag, by the file of `--config` or by a file that they name: exit code 2.
    Called(anyhow::Error),
    /// It failed at its work: exit code 1.
    Failed(anyhow::Error),
}

impl NotRun {
    /// Tells whoever called, in the program's name, and gives the exit code.
    #[expect(clippy::print_stdout, clippy::print_stderr, reason = "the answer to who typed the command")]
    pub fn tell(&self, program: &str) -> ExitCode {
        match self {
            Self::Asked(text) => println!("{text}"),
            Self::Called(why) => eprintln!("{program}: {why:#}; {program} --help explains all"),
            Self::Failed(why) => eprintln!("{program}: {why:#}"),
        }
        ExitCode::from(self.code())
    }

    fn code(&self) -> u8 {
        match self {
            Self::Asked(_) => 0,
            Self::Called(_) => 2,
            Self::Failed(_) => 1,
        }
    }
}

impl From<clap::Error> for NotRun {
    fn from(error: clap::Error) -> Self {
        match error.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
                Self::Asked(error.to_string().trim_end().into())
            }
            _ => Self::Called(anyhow!(sentence(&error.to_string()))),
        }
    }
}

/// Reads the arguments, the program's name first, and the file of `--config`, which is one of the flags `F` as
/// in [`ScreenFlags`]. A flag that must be there may be in either.
///
/// A flag with the value hint of a file or a folder is a path, and so is what stands behind `png:`, `file:` and
/// `wav:` where the hint is any path. What is neither a text nor a path may be a number in the file, and a flag
/// without a value is true or false there.
pub fn read<F: Parser>(arguments: impl IntoIterator<Item = OsString>) -> Result<F, NotRun> {
    let mut arguments: Vec<_> = arguments.into_iter().collect();
    let command = F::command().mut_args(|flag| flag.required(false));
    let given = command.try_get_matches_from(&arguments)?;
    let config = match given.get_one::<PathBuf>("config") {
        Some(path) => Config::read(path, &F::command()).map_err(NotRun::Called)?,
        None => Config::default(),
    };
    let is_given = |flag: &str| given.value_source(flag) == Some(ValueSource::CommandLine);
    let after_name = arguments.len().min(1);
    arguments.splice(after_name..after_name, config.arguments(is_given));
    let matches = F::command().try_get_matches_from(arguments).map_err(|error| config.blame(error))?;
    Ok(F::from_arg_matches(&matches)?)
}

/// The text of a file that `flag` names; when it can't be read, `advice` says what to do.
fn file(flag: &str, path: &Path, advice: &str) -> anyhow::Result<String> {
    std::fs::read_to_string(path)
        .map_err(|error| anyhow!("{flag} {} can't be read ({error}): {advice}", path.display()))
}

/// The one word, of visible ASCII, in a file that `flag` names; without it, `advice` says what to do.
pub fn word(flag: &str, path: &Path, advice: &str) -> anyhow::Result<String> {
    let text = file(flag, path, advice)?;
    let word = text.trim();
    if word.is_empty() || !word.bytes().all(|byte| byte.is_ascii_graphic()) {
        bail!("{flag} {} does not hold one word alone on a line: {advice}", path.display());
    }
    Ok(word.into())
}

/// `1080x1920`.
fn size(text: &str) -> anyhow::Result<Size> {
    let side = |text: &str| text.parse().ok().filter(|side| SIDES.contains(side));
    let sides = text.split_once('x').and_then(|(width, height)| Some((side(width)?, side(height)?)));
    let (least, most) = (SIDES.start(), SIDES.end());
    let wrong = || anyhow!("a size is two numbers from {least} to {most} such as 1920x1080, not {text}");
    sides.map(|(width, height)| Size::new(width, height)).ok_or_else(wrong)
}

/// The first paragraph of a message, on one line.
fn sentence(message: &str) -> String {
    let first = message.split("\n\n").next().unwrap_or(message);
    let first = first.strip_prefix("error: ").unwrap_or(first);
    first.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
