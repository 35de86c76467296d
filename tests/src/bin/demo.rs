//! The demo: `cargo demo`, or `tests/demo`. See `--help`.
use std::process::ExitCode;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use clap::Parser;
use tests::demo::{self, Machine, Options};

fn main() -> ExitCode {
    let machine = Machine {
        // Windows are made through X11; Wayland's desktops offer it, too, and then say where.
        has_display: std::env::var_os("DISPLAY").is_some_and(|display| !display.is_empty()),
        now_ms: SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis()),
        instant: Instant::now,
    };
    match demo::run(&Options::parse(), &machine) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            #[expect(clippy::print_stderr, reason = "the terminal is what it is for")]
            let () = eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
