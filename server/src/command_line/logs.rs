//! The log of the running server, written to the errors' end.
use std::io::{IsTerminal, stderr};

use tracing_subscriber::EnvFilter;

use super::arguments::LogFormat;
use super::failure::Failure;

/// What is logged when nobody says otherwise.
const DEFAULT_LEVEL: &str = "info";

/// Starts logging, once in a process.
pub(super) fn start(format: LogFormat, level: Option<&str>) -> Result<(), Failure> {
    let level = level.filter(|level| !level.is_empty()).unwrap_or(DEFAULT_LEVEL);
    let filter = EnvFilter::try_new(level).map_err(|error| {
        Failure::Wrong(format!(
            "{level:?} is no log level ({error}): give one such as \"info\" or \"server=debug,warn\""
        ))
    })?;
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(stderr)
        .with_ansi(stderr().is_terminal())
        .with_target(false);
    let started = match format {
        LogFormat::Text => log.try_init(),
        LogFormat::Json => log.json().flatten_event(true).try_init(),
    };
    started.map_err(|error| Failure::Failed(format!("the log can't be started: {error}")))
}
