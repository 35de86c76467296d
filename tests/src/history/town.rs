//! The town's office: the sample office with a second row of counters, and its data folder.
use std::fs;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, ensure};
use jiff::civil::Date;
use queue::Office;
use server::clock::Clock;
use server::command_line::{self, World};

use crate::demo::office_file;

/// The office's code.
pub const TOWN: &str = "tay-ninh";

/// What the sample office has, once more: its own counters are those of a small hall.
const SECOND_ROW: [&str; 6] =
    ["T = 0, A = 10", "A = 0, T = 5", "A = 0, D = 10", "D = 0, C = 0", "B = 0", "E = 0, B = 10, C = 10"];

/// Makes a data folder with the office as `server init` does; it comes into force at midnight of a date.
pub(super) fn found(data: &Path, from: Date) -> anyhow::Result<Office> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("town.toml");
    fs::write(&file, text()?)?;
    for beside in ["calendar-vn.toml", "procedures.toml"] {
        fs::copy(office_file().with_file_name(beside), folder.path().join(beside))?;
    }
    let office = server::office_file::read(&file).context("the town's office is wrong")?;
    init(data, &file, from)?;
    Ok(office)
}

/// The office file.
fn text() -> anyhow::Result<String> {
    let mut text = fs::read_to_string(office_file()).context("the sample office can't be read")?;
    for (index, services) in SECOND_ROW.iter().enumerate() {
        let code = SECOND_ROW.len() + index + 1;
        let name = format!("{{ vi = \"Quầy {code}\", en = \"Counter {code}\" }}");
        text.push_str(&format!(
            "\n[[counter]]\ncode = \"{code}\"\nname = {name}\nservices = {{ {services} }}\n"
        ));
    }
    Ok(text)
}

fn init(data: &Path, file: &Path, from: Date) -> anyhow::Result<()> {
    let clock = format!("{from}T00:00:00+07:00");
    let arguments = ["server", "init", "--data"].map(Into::into).into_iter();
    let arguments = arguments.chain([data.into(), "--office".into(), file.into()]);
    let mut said = Vec::new();
    let ended = command_line::run(World {
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
