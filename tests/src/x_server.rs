//! An X server without a screen (Xvfb), for the programs' real windows: touched by xdotool, and looked at through the
//! file in which it keeps its picture.
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, ensure};
use tempfile::TempDir;

use crate::picture::Picture;
use crate::programs::Program;

/// A running X server. Ends when dropped.
pub struct XServer {
    folder: TempDir,
    display: String,
    _program: Program,
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

    /// Gives the keyboard to the one window there is, as a window manager would.
    ///
    /// # Errors
    /// When xdotool is missing or fails.
    pub fn focus(&self) -> anyhow::Result<()> {
        self.xdotool(&["search", "--onlyvisible", "--name", ".", "windowfocus", "--sync"])
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
        Picture::of_xwd(&std::fs::read(path)?)
    }
}
