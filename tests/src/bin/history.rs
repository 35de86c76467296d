//! Years of a town's data in minutes: `cargo run --release -p tests --bin history -- --data DIR`. See `--help`.
use std::process::ExitCode;

use clap::Parser;
use tests::history::{self, Options};

#[expect(clippy::print_stdout, clippy::print_stderr, reason = "the terminal is what it is for")]
fn main() -> ExitCode {
    match history::run(&Options::parse(), &mut |line| println!("{line}")) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
