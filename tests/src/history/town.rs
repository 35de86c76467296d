//! The town's office: the sample office with a second row of counters, and its data folder.
use std::fs;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, ensure};
use jiff::civil::Date;
use queue::{Counter, Office};
use server::clock::Clock;
use server::command_line::{self, World};

use crate::demo::office_file;

/// The office's code.
pub const TOWN: &str = "tay-ninh";

/// Makes a data folder with the office as `server init` does; it comes into force at midnight of a date.
pub(super) fn found(data: &Path, from: Date) -> anyhow::Result<Office> {
    let town = town()?;
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("town.toml");
    fs::write(&file, server::office_file::write(&town))?;
    init(data, &file, from)?;
    Ok(town)
}

/// The office: each counter of the sample office stands there once more, whose own are those of a small hall.
///
/// # Errors
/// When the sample office can't be read.
pub fn town() -> anyhow::Result<Office> {
    let mut town = server::office_file::read(&office_file()).context("the sample office is wrong")?;
    for first in town.counters.clone() {
        let code = (town.counters.len() + 1).to_string();
        let name = [("vi", &*format!("Quầy {code}")), ("en", &*format!("Counter {code}"))].into();
        town.counters.push(Counter { code, name, services: first.services });
    }
    Ok(town)
}

fn init(data: &Path, file: &Path, from: Date) -> anyhow::Result<()> {
    let clock = format!("{from}T00:00:00+07:00");
    let arguments = ["server", "init", "--data"].map(Into::into).into_iter();
    let arguments = arguments.chain([data.into(), "--office".into(), file.into()]);
    let mut said = Vec::new();
    let ended = command_line::run(World {
        watcher: server::pulse::Watcher::NONE,
        arguments: arguments.chain(["--clock".into(), clock.into()]).collect(),
        clock: Clock::new(|| 0, || Duration::ZERO),
        host: "localhost".into(),
        log_level: None,
        password: &mut || Err(std::io::Error::other("nobody is asked")),
        output: &mut Vec::new(),
        errors: &mut said,
    });
    ensure!(ended == std::process::ExitCode::SUCCESS, "{}", String::from_utf8_lossy(&said).trim());
    Ok(())
}
