//! The flags of `history`.
use std::path::PathBuf;

use clap::Parser;
use jiff::civil::Date;

/// Makes years of a town's data: every day of the office's calendar is played by seeded visitors and clerks over the
/// real rules, and written into a real log. The same flags give the same days.
#[derive(Clone, Debug, Parser)]
#[command(name = "history", version)]
pub struct Options {
    /// The data folder that is made
    #[arg(long, value_name = "DIR")]
    pub data: PathBuf,
    /// How many years
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u16).range(1..=17))]
    pub years: u16,
    /// The same seed gives the same visitors and clerks
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// The last day
    #[arg(long, value_name = "DATE", default_value = "2026-11-22")]
    pub until: Date,
    /// About how many visitors come on a usual weekday
    #[arg(long, value_name = "N", default_value_t = VISITORS, value_parser = clap::value_parser!(u32).range(1..=3000))]
    pub visitors: u32,
}

/// With which ten years have about 1.5 million tickets.
pub const VISITORS: u32 = 550;
