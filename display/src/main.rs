//! The display's command: reads arguments, environment and clock, and runs until it is told to end.
mod command_line;

use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::IsTerminal;
use std::path::Path;
use std::process::ExitCode;
use std::thread;
use std::time::Instant;

use anyhow::Context;
use display::{Boot, Settings};
use screen::screen::{Options, Screen, Waker};
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;
use tracing_subscriber::EnvFilter;

use command_line::{Asked, Wanted};

/// What a display without a language of its own calls its window.
const TITLE_LANGUAGE: &str = "vi";

fn main() -> ExitCode {
    match command_line::read(std::env::args_os()) {
        Ok(Asked::Told(text)) => told(&text),
        Ok(Asked::Run(wanted)) => match run(*wanted) {
            Ok(code) => code,
            Err(error) => wrong(&format!("{error:#}"), ExitCode::FAILURE),
        },
        Err(error) => wrong(&format!("{error:#}; display --help explains all"), ExitCode::from(2)),
    }
}

fn run(wanted: Wanted) -> anyhow::Result<ExitCode> {
    log();
    let texts = display::texts(wanted.words.as_deref())?;
    if let Some(lang) = wanted.lang.as_deref().filter(|lang| !texts.knows(lang)) {
        let known = texts.languages().collect::<Vec<_>>().join(", ");
        let error = format!("there are no words in the language {lang}, but in {known}");
        return Ok(wrong(&error, ExitCode::from(2)));
    }
    let key = wanted.key_file.as_deref().map(key).transpose()?;
    let lang = wanted.lang.as_deref().unwrap_or(TITLE_LANGUAGE);
    let title = texts.speak(lang, TITLE_LANGUAGE).get("window-title");
    let (output, size, rotation) = (wanted.screen, wanted.size, wanted.rotation);
    let screen = Screen::open(Options { output, size, rotation, title, hide_pointer: true })?;
    end_on_signals(screen.waker())?;
    let Wanted { server, office, lang, state, speech, .. } = wanted;
    let state = state.and_then(|folder| boot().map(|boot| (folder, boot)));
    let seed = RandomState::new().build_hasher().finish();
    let settings = Settings { server, office, key, lang, texts, state, speech, seed };
    display::run(screen, settings, Instant::now, ready)?;
    Ok(ExitCode::SUCCESS)
}

/// To standard error, where nobody reads a number from it.
fn log() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info,winit=error"));
    let errors = std::io::stderr;
    let ansi = errors().is_terminal();
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(errors).with_ansi(ansi).init();
}

fn key(file: &Path) -> anyhow::Result<String> {
    let text = std::fs::read_to_string(file);
    let text = text.with_context(|| format!("can't read the key file {}", file.display()))?;
    let key = text.trim();
    anyhow::ensure!(!key.is_empty(), "the key file {} is empty", file.display());
    Ok(key.into())
}

/// SIGTERM and Ctrl-C end the program as closing its window does.
fn end_on_signals(waker: Waker) -> anyhow::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGINT]).context("can't listen for signals")?;
    thread::Builder::new().name("signals".into()).spawn(move || {
        for _ in signals.forever() {
            waker.quit();
        }
    })?;
    Ok(())
}

/// The machine's time since its start, as Linux tells it.
fn boot() -> Option<Boot> {
    let id = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").ok()?.trim().to_owned();
    let up = std::fs::read_to_string("/proc/uptime").ok()?;
    let up_s: f64 = up.split_whitespace().next()?.parse().ok()?;
    Some(Boot { id, up_ms: (up_s * 1000.0) as u64 })
}

#[allow(clippy::print_stdout, reason = "whoever started the display waits for this line")]
fn ready() {
    println!("ready");
}

#[allow(clippy::print_stdout, reason = "help was asked for")]
fn told(text: &str) -> ExitCode {
    println!("{text}");
    ExitCode::SUCCESS
}

#[allow(clippy::print_stderr, reason = "errors are for who typed the command")]
fn wrong(error: &str, code: ExitCode) -> ExitCode {
    eprintln!("display: {error}");
    code
}
