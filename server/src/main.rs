//! Gathers what is outside of the process, and runs the command.
use std::io::{self, BufRead, IsTerminal, Read};
use std::process::ExitCode;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use std::{env, fs};

use sd_notify::NotifyState;
use server::clock::Clock;
use server::command_line::{self, World};
use server::pulse::{Sign, Watcher};

/// The longest line that is read as a password, bytes.
const LINE_BYTES_MAX: u64 = 8 * 1024;

fn main() -> ExitCode {
    command_line::run(World {
        arguments: env::args_os().collect(),
        clock: clock(),
        host: host(),
        watcher: Watcher { patience: sd_notify::watchdog_enabled(), tell },
        log_level: env::var("RUST_LOG").ok(),
        password: &mut password,
        output: &mut io::stdout(),
        errors: &mut io::stderr(),
    })
}

/// The wall clock may jump, the other hand may not.
fn clock() -> Clock {
    let begun = Instant::now();
    let wall_ms = || {
        let since = SystemTime::now().duration_since(UNIX_EPOCH);
        since.map_or_else(|before| -millis(before.duration()), millis)
    };
    Clock::new(wall_ms, move || begun.elapsed())
}

fn millis(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}

/// To systemd, where it started the server. It watches, the server does not depend on it.
fn tell(sign: Sign) {
    let state = match sign {
        Sign::Ready => NotifyState::Ready,
        Sign::Alive => NotifyState::Watchdog,
        Sign::Ending => NotifyState::Stopping,
    };
    let _ = sd_notify::notify(&[state]);
}

/// The name by which others on the network may reach this machine.
fn host() -> String {
    let name = fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
    if name.trim().is_empty() { "localhost".to_owned() } else { name.trim().to_owned() }
}

/// Twice and unseen from a terminal, else the first line of the input.
fn password() -> io::Result<String> {
    if io::stdin().is_terminal() {
        let password = rpassword::prompt_password("Password: ")?;
        let again = rpassword::prompt_password("Again: ")?;
        return if password == again { Ok(password) } else { Err(io::Error::other("the two differ")) };
    }
    let mut line = Vec::new();
    io::stdin().lock().take(LINE_BYTES_MAX).read_until(b'\n', &mut line)?;
    let line = String::from_utf8(line).map_err(|_| io::Error::other("it is not UTF-8"))?;
    let password = line.trim_end_matches(['\r', '\n']);
    if password.is_empty() { Err(io::Error::other("the line is empty")) } else { Ok(password.to_owned()) }
}
