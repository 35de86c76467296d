//! Gathers the outside world (arguments, environment, clock, signals) and runs the kiosk.
use std::hash::{BuildHasher, RandomState};
use std::io::{self, IsTerminal};
use std::process::ExitCode;
use std::thread;
use std::time::Instant;

use kiosk::{CallError, Options};
use screen::screen::Waker;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;
use tracing_subscriber::EnvFilter;

fn main() -> ExitCode {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info,winit=error"));
    // A log in a file has no colours.
    let ansi = io::stderr().is_terminal();
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr).with_ansi(ansi).init();
    let options = match Options::read(std::env::args_os()) {
        Ok(options) => options,
        Err(error) => return called_wrongly(&error),
    };
    match watch_signals().and_then(|signals| {
        kiosk::run(options, run_number(), Instant::now, |waker| quit_at(signals, waker), ready)
    }) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say(&format!("kiosk: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

fn called_wrongly(error: &CallError) -> ExitCode {
    match error {
        // Help goes to standard output, and so does the version.
        CallError::Flags(flags) => drop(flags.print()),
        CallError::Value(value) => say(&format!("kiosk: {value:#}")),
    }
    ExitCode::from(error.exit_code())
}

fn watch_signals() -> anyhow::Result<Signals> {
    Ok(Signals::new([SIGTERM, SIGINT])?)
}

/// Ends the kiosk at the first signal.
fn quit_at(mut signals: Signals, waker: Waker) {
    thread::spawn(move || {
        if signals.forever().next().is_some() {
            waker.quit();
        }
    });
}

/// 128 bits of the system's chance, by way of the standard library's hash keys.
fn run_number() -> u128 {
    let half = || u128::from(RandomState::new().hash_one(0));
    half() << 64 | half()
}

#[expect(clippy::print_stdout, reason = "who started the kiosk waits for this line")]
fn ready() {
    println!("ready");
}

#[expect(clippy::print_stderr, reason = "the one sentence that says why it does not run")]
fn say(text: &str) {
    eprintln!("{text}");
}
