//! The flags of the demo.
use std::path::PathBuf;

use clap::Parser;
use jiff::civil::{Date, Time};

/// A day of a one-stop office on this machine: server, kiosk and display, visitors who come and clerks who serve.
/// Join in by hand at any time: click the kiosk, or ask the API as printed at the start. Ctrl-C ends everything.
#[derive(Clone, Debug, Parser)]
#[command(name = "demo", version)]
pub struct Options {
    /// The same seed gives the same visitors and clerks
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// How many times faster than real the office's clock runs
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=600))]
    pub speed: u32,
    /// The office's time at the start; whoever would have come before and still waits then, waits
    #[arg(long, value_name = "HH:MM", default_value = "07:25", value_parser = time)]
    pub from: Time,
    /// End by itself at this time of the office
    #[arg(long, value_name = "HH:MM", value_parser = time)]
    pub until: Option<Time>,
    /// The office's date
    #[arg(long, value_name = "DATE", default_value = "2026-11-23")]
    pub day: Date,
    /// About how many visitors come on the whole day
    #[arg(long, value_name = "N", default_value_t = 220, value_parser = clap::value_parser!(u32).range(1..=5000))]
    pub visitors: u32,
    /// Nobody works at the counters: serve by hand
    #[arg(long)]
    pub no_clerks: bool,
    /// No kiosk and no display
    #[arg(long)]
    pub no_screens: bool,
    /// Draw kiosk and display into folders of pictures even where windows could be opened
    #[arg(long)]
    pub pictures: bool,
    /// Keep everything in this folder, and go on from there the next time
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Where the server listens on this machine; 0 = any free one [default: 7070, or the next free one]
    #[arg(long)]
    pub port: Option<u16>,
    /// The programs are built already
    #[arg(long)]
    pub no_build: bool,
}

impl Options {
    /// The end, milliseconds after midnight.
    pub(super) fn until_ms(&self) -> Option<i64> {
        self.until.map(after_midnight_ms)
    }
}

fn after_midnight_ms(time: Time) -> i64 {
    (i64::from(time.hour()) * 60 + i64::from(time.minute())) * 60_000
}

/// Exactly `HH:MM`.
fn time(text: &str) -> Result<Time, String> {
    let wrong = || format!("{text:?} is no time such as 07:25");
    let read = Time::strptime("%H:%M", text).map_err(|_| wrong())?;
    if text.len() == 5 { Ok(read) } else { Err(wrong()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(arguments: &[&str]) -> Result<Options, clap::Error> {
        Options::try_parse_from(["demo"].iter().chain(arguments))
    }

    #[test]
    fn without_flags_it_is_the_sample_monday_in_the_morning() {
        let options = read(&[]).unwrap();
        assert_eq!((options.seed, options.speed, options.visitors), (1, 1, 220));
        assert_eq!(options.day.to_datetime(options.from), jiff::civil::date(2026, 11, 23).at(7, 25, 0, 0));
        assert_eq!((options.until_ms(), options.port), (None, None));
    }

    #[test]
    fn wrong_flags_are_refused() {
        assert_eq!(read(&["--until", "08:30"]).unwrap().until_ms(), Some(510 * 60_000));
        let wrong = [
            ["--from", "7:25"],
            ["--from", "24:00"],
            ["--from", "07:25:00"],
            ["--day", "23/11"],
            ["--speed", "0"],
            ["--speed", "601"],
            ["--visitors", "0"],
            ["--seed", "-1"],
            ["--port", "70000"],
        ];
        for arguments in wrong {
            assert!(read(&arguments).is_err(), "{arguments:?}");
        }
    }
}
