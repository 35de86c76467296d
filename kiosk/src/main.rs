//! Gathers the outside world (arguments, environment, clock, signals) and runs the kiosk.
use std::ffi::OsString;
use std::hash::{BuildHasher, RandomState};
use std::io::{self, IsTerminal};
use std::process::ExitCode;
use std::thread;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use kiosk::{CheckWorld, Options, World};
use screen::command_line::NotRun;
use screen::screen::Waker;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;
use station::{LastLines, Pulse, Sign, tell_systemd};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::writer::MakeWriterExt;

fn main() -> ExitCode {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info,winit=error"));
    // A log in a file has no colours.
    let (ansi, log) = (io::stderr().is_terminal(), LastLines::default());
    let writers = io::stderr.and(log.clone());
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(writers).with_ansi(ansi).init();
    let mut arguments: Vec<_> = std::env::args_os().collect();
    let ended = if arguments.get(1).is_some_and(|word| word == "check") {
        arguments.remove(1);
        check(arguments)
    } else {
        Options::read(arguments).and_then(|options| run(options, log).map_err(NotRun::Failed)).map(|()| true)
    };
    match ended {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(not_run) => not_run.tell("kiosk"),
    }
}

fn run(options: Options, log: LastLines) -> anyhow::Result<()> {
    let signals = watch_signals()?;
    let pulse = Pulse::new(sd_notify::watchdog_enabled(), tell_systemd, Instant::now());
    let world = World { run: run_number(), name: host(), clock: Instant::now, pulse, log };
    kiosk::run(options, world, |waker| quit_at(signals, waker), ready)
}

/// Whether all is well with this machine.
#[expect(clippy::print_stdout, reason = "the answer to who asks")]
fn check(arguments: Vec<OsString>) -> Result<bool, NotRun> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let wall_ms = i64::try_from(since.as_millis()).unwrap_or(i64::MAX);
    let english = std::env::var("LANG").is_ok_and(|lang| lang.starts_with("en"));
    let language = if english { "en" } else { "vi" }.into();
    let world = CheckWorld { wall_ms, language, clock: Instant::now };
    kiosk::check(arguments, &world, &mut |line| println!("{line}"))
}

/// What the machine is called.
fn host() -> String {
    let name = std::fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
    if name.trim().is_empty() { "kiosk".into() } else { name.trim().into() }
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
    tell_systemd(Sign::Ready);
}
