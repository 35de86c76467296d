//! The display's command: reads arguments, environment and clock, and runs until it is told to end.
mod command_line;

use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::IsTerminal;
use std::path::Path;
use std::process::ExitCode;
use std::thread;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use anyhow::{Context, bail};
use client::Address;
use display::{Boot, Checked, Plan, Settings, Speech, Whose};
use embedded_graphics::geometry::Size;
use screen::command_line::{NotRun, ScreenFlags, word};
use screen::screen::{Options, Screen, Waker};
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;
use station::{Pulse, Sign, tell_systemd};
use texts::Texts;
use tracing_subscriber::EnvFilter;

use command_line::{CheckFlags, Flags, PreviewFlags, VoiceAsked, VoiceFlags};

/// A display's picture, before it is turned.
const SIZE: Size = Size::new(1920, 1080);

/// Where a display keeps its key that is told no other folder.
const STATE: &str = "display-state";

/// What a display without a language of its own calls its window.
const TITLE_LANGUAGE: &str = "vi";

fn main() -> ExitCode {
    log();
    let mut arguments: Vec<_> = std::env::args_os().collect();
    let asked = arguments.get(1).and_then(|word| word.to_str()).unwrap_or_default();
    let asked = ["check", "--preview", "voice"].into_iter().find(|known| *known == asked);
    if asked.is_some() {
        arguments.remove(1);
    }
    let ended = match asked {
        Some("check") => screen::command_line::read(arguments).and_then(check),
        Some("voice") => command_line::voice(arguments).and_then(recording),
        Some(_) => screen::command_line::read(arguments).and_then(preview).map(|()| true),
        None => command_line::read(arguments).and_then(run).map(|()| true),
    };
    match ended {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(not_run) => not_run.tell("display"),
    }
}

fn run(flags: Flags) -> Result<(), NotRun> {
    let (server, texts, key) = checked(&flags).map_err(NotRun::Called)?;
    let speech = flags.speech.clone().speech().map_err(NotRun::Called)?;
    let plan =
        flags.layout.as_deref().map(Plan::open).transpose().map_err(NotRun::Called)?.unwrap_or_default();
    show(flags, server, texts, key, (plan, speech)).map_err(NotRun::Failed)
}

/// Whether all is well with this machine.
#[allow(clippy::print_stdout, reason = "the answer to who asks")]
fn check(CheckFlags { flags, aloud }: CheckFlags) -> Result<bool, NotRun> {
    let (server, texts, key) = checked(&flags).map_err(NotRun::Called)?;
    let speech = flags.speech.clone().speech().map_err(NotRun::Called)?;
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let wall_ms = i64::try_from(since.as_millis()).unwrap_or(i64::MAX);
    let english = std::env::var("LANG").is_ok_and(|lang| lang.starts_with("en"));
    let language = flags.lang.unwrap_or_else(|| if english { "en" } else { "vi" }.into());
    let ScreenFlags { screen: output, size, rotate: rotation, config: _ } = flags.screen;
    let (size, title) = (size.unwrap_or(SIZE), String::new());
    let screen = Options { output, size, rotation, title, hide_pointer: true };
    let state = flags.state.or_else(|| flags.office.is_none().then(|| STATE.into()));
    let office = flags.office;
    let checked = Checked { server, office, key, state, screen, speech, aloud, language, texts, wall_ms };
    display::check(checked, Instant::now, &mut |line| println!("{line}")).map_err(NotRun::Failed)
}

/// Whether a voice pack has all that it should.
#[allow(clippy::print_stdout, reason = "the answer to who asks")]
fn recording(flags: VoiceFlags) -> Result<bool, NotRun> {
    let server = Address::new(&flags.server, flags.ca.as_deref());
    let server = server.map_err(|error| NotRun::Called(error.into()))?;
    let office = display::office(server, &flags.office).map_err(NotRun::Failed)?;
    let (speak, reading) = (&flags.speak, flags.reading.reading());
    match (flags.asked, &flags.folder) {
        (VoiceAsked::Check, Some(folder)) => {
            let wrong = display::recorded(folder, &office, speak, reading);
            wrong.iter().for_each(|line| println!("{line}"));
            Ok(wrong.is_empty())
        }
        (VoiceAsked::Script | VoiceAsked::Check, _) => {
            print!("{}", display::script(&office, speak, reading));
            Ok(true)
        }
    }
}

#[allow(clippy::print_stdout, reason = "the answer to who asks")]
fn preview(flags: PreviewFlags) -> Result<(), NotRun> {
    let plan = Plan::open(&flags.layout).map_err(NotRun::Called)?;
    let texts = texts(flags.words.as_deref(), flags.lang.as_deref()).map_err(NotRun::Called)?;
    let size = flags.screen.size.unwrap_or(SIZE);
    let said = display::preview(&plan, &texts, flags.lang.as_deref(), size, &flags.file);
    for line in said.map_err(NotRun::Failed)? {
        println!("{line}");
    }
    Ok(())
}

/// What the flags name: the server, the words and the key.
fn checked(flags: &Flags) -> anyhow::Result<(Address, Texts, Option<String>)> {
    if flags.key_file.is_some() && flags.office.is_none() {
        bail!("--key-file is a key to one office: name it by --office");
    }
    let advice = "put the key there that `server device add` printed";
    let key = flags.key_file.as_deref().map(|path| word("--key-file", path, advice)).transpose()?;
    Ok((
        Address::new(&flags.server, flags.ca.as_deref())?,
        texts(flags.words.as_deref(), flags.lang.as_deref())?,
        key,
    ))
}

fn texts(words: Option<&Path>, lang: Option<&str>) -> anyhow::Result<Texts> {
    let texts = display::texts(words).context("--words")?;
    if let Some(lang) = lang.filter(|lang| !texts.knows(lang)) {
        let known = texts.languages().collect::<Vec<_>>().join(", ");
        bail!(
            "--lang: there are no words in the language {lang}, but in {known}; --words DIR adds languages"
        );
    }
    Ok(texts)
}

fn show(
    flags: Flags,
    server: Address,
    texts: Texts,
    key: Option<String>,
    (plan, speech): (Plan, Speech),
) -> anyhow::Result<()> {
    let Flags { office, lang, state, screen, .. } = flags;
    let ScreenFlags { screen: output, size, rotate: rotation, config: _ } = screen;
    let title_language = lang.as_deref().unwrap_or(TITLE_LANGUAGE);
    let title = texts.speak(title_language, TITLE_LANGUAGE).get("window-title");
    let size = size.unwrap_or(SIZE);
    let screen = Screen::open(Options { output, size, rotation, title, hide_pointer: true })?;
    end_on_signals(screen.waker())?;
    let (whose, state) = match office {
        Some(office) => (Whose::Office(office, key), state),
        None => {
            let folder = state.unwrap_or_else(|| STATE.into());
            (Whose::Approved { name: host(), folder: folder.clone() }, Some(folder))
        }
    };
    let state = state.and_then(|folder| boot().map(|boot| (folder, boot)));
    let seed = RandomState::new().build_hasher().finish();
    let pulse = Pulse::new(sd_notify::watchdog_enabled(), tell_systemd, Instant::now());
    let settings = Settings { server, whose, lang, texts, state, plan, speech, seed, pulse };
    display::run(screen, settings, Instant::now, ready)
}

/// To standard error, where nobody reads a number from it.
fn log() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info,winit=error"));
    let errors = std::io::stderr;
    let ansi = errors().is_terminal();
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(errors).with_ansi(ansi).init();
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

/// What the machine is called.
fn host() -> String {
    let name = std::fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
    if name.trim().is_empty() { "display".into() } else { name.trim().into() }
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
    tell_systemd(Sign::Ready);
}
