//! An X server without a screen (Xvfb), for the programs' real windows: touched by xdotool, and looked at through the
//! file in which it keeps its picture.
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, bail, ensure};
use tempfile::TempDir;

use crate::programs::Program;

/// A running X server. Ends when dropped.
pub struct XServer {
    folder: TempDir,
    display: String,
    _program: Program,
}

/// What its screen shows: pixels as red, green, blue.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    /// Pixels in a row.
    pub width: usize,
    /// Row after row.
    pub pixels: Vec<[u8; 3]>,
}

impl XServer {
    /// Starts one with a screen of this size, under a number that is free.
    ///
    /// # Errors
    /// When Xvfb is missing or does not start.
    pub fn start(width: usize, height: usize) -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        let mut command = Command::new("Xvfb");
        // It finds a free number itself and says it on the file descriptor of this number.
        command.args(["-displayfd", "1", "-nolisten", "tcp", "-noreset", "-screen", "0"]);
        command.arg(format!("{width}x{height}x24")).arg("-fbdir").arg(folder.path());
        let log = folder.path().join("Xvfb.log");
        let mut program =
            Program::start("Xvfb", &mut command, &log).context("install it with: tests/install all")?;
        let number = program.line("", Duration::from_secs(20))?;
        Ok(Self { folder, display: format!(":{number}"), _program: program })
    }

    /// For the environment variable `DISPLAY`.
    pub fn display(&self) -> &str {
        &self.display
    }

    /// Presses and releases the first button of the mouse here, this many times.
    ///
    /// # Errors
    /// When xdotool is missing or fails.
    pub fn click(&self, x: usize, y: usize, times: usize) -> anyhow::Result<()> {
        let (x, y, times) = (x.to_string(), y.to_string(), times.to_string());
        self.xdotool(&["mousemove", &x, &y, "click", "--repeat", &times, "--delay", "60", "1"])
    }

    /// Presses a key by its X name, `Tab`.
    ///
    /// # Errors
    /// When xdotool is missing or fails.
    pub fn key(&self, name: &str) -> anyhow::Result<()> {
        self.xdotool(&["key", name])
    }

    fn xdotool(&self, arguments: &[&str]) -> anyhow::Result<()> {
        let output = Command::new("xdotool").args(arguments).env("DISPLAY", &self.display).output();
        let output = output.context("xdotool is missing: tests/install all")?;
        ensure!(
            output.status.success(),
            "xdotool {arguments:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        Ok(())
    }

    /// What its screen shows now.
    ///
    /// # Errors
    /// When its file can't be read.
    pub fn picture(&self) -> anyhow::Result<Picture> {
        let path: PathBuf = self.folder.path().join("Xvfb_screen0");
        read_xwd(&std::fs::read(path)?)
    }
}

impl Picture {
    /// The share of pixels that differ, in percent of all.
    pub fn difference_percent(&self, other: &Self) -> usize {
        let differ = self.pixels.iter().zip(&other.pixels).filter(|(one, two)| one != two).count();
        differ * 100 / self.pixels.len().max(1)
    }
}

/// An XWD picture, version 7, of 32 bits a pixel (X11/XWDFile.h): numbers of four bytes, most significant first.
fn read_xwd(bytes: &[u8]) -> anyhow::Result<Picture> {
    let field = |index: usize| -> anyhow::Result<usize> {
        let four = bytes.get(index * 4..index * 4 + 4).context("a picture without a head")?;
        Ok(u32::from_be_bytes(four.try_into()?).try_into()?)
    };
    let (head, version, width, height) = (field(0)?, field(1)?, field(4)?, field(5)?);
    let (bits, row_bytes, colours) = (field(11)?, field(12)?, field(19)?);
    if version != 7 || bits != 32 {
        bail!("a picture of version {version} with {bits} bits a pixel");
    }
    let pixels = bytes.get(head + colours * 12..).context("a picture without colours")?;
    let row = |y: usize| pixels.get(y * row_bytes..y * row_bytes + width * 4).context("a picture is cut off");
    let mut read = Picture { width, pixels: Vec::with_capacity(width * height) };
    for y in 0..height {
        read.pixels.extend(row(y)?.chunks_exact(4).map(|bgrx| [bgrx[2], bgrx[1], bgrx[0]]));
    }
    Ok(read)
}
