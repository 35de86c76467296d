//! `kiosk check`: whether the kiosk could do its work where it stands, and what to do where it could not.
use std::ffi::OsString;
use std::fs::{self, OpenOptions};
use std::net::{TcpStream, ToSocketAddrs};
use std::path::Path;
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use clap::Parser;
use screen::command_line::{self, NotRun};
use station::{Check, Identity, Line};

use crate::Options;
use crate::attended::printer_word;
use crate::command_line::Flags;
use crate::printer::{Address, Printer, Said, Told};
use crate::ticket::Slip;

/// A printer on the same network answers long before.
const PATIENCE: Duration = Duration::from_secs(3);

/// A test is printed long before.
const PRINT_PATIENCE: Duration = Duration::from_secs(30);

/// Tries server, printer, fonts, screen and folder of a kiosk with these flags, and says what to do.
///
/// One line for each thing that was looked at. Ends with code 0 when all is well, with 1 when something is not.
#[derive(Parser)]
#[command(name = "kiosk check", version, override_usage = "kiosk check --server URL [OPTIONS]")]
struct CheckFlags {
    #[command(flatten)]
    flags: Flags,
    /// Prints a test
    #[arg(long)]
    print: bool,
}

/// What a check needs to know of the machine.
pub struct CheckWorld {
    /// The machine's clock, milliseconds since 1970.
    pub wall_ms: i64,
    /// What the machine speaks, as `LANG` has it.
    pub language: String,
    /// Tells the time.
    pub clock: fn() -> Instant,
}

/// Looks at everything; `tell` is given each line. Whether all is well.
pub fn check(
    arguments: impl IntoIterator<Item = OsString>,
    world: &CheckWorld,
    tell: &mut dyn FnMut(&str),
) -> Result<bool, NotRun> {
    let CheckFlags { flags, print } = command_line::read(arguments)?;
    let options = Options::checked(flags).map_err(NotRun::Called)?;
    look(&options, print, world, tell).map_err(NotRun::Failed)
}

fn look(
    options: &Options,
    print: bool,
    world: &CheckWorld,
    tell: &mut dyn FnMut(&str),
) -> anyhow::Result<bool> {
    let language = options.language.as_deref().unwrap_or(&world.language);
    let mut check = Check::new(options.texts.speak(language, "vi"), tell);
    // A damaged file is no key, and one that can't be read is named with the folder.
    let kept = Identity::read(&options.state).ok().flatten();
    let identity = options.given.as_ref().or(kept.as_ref());
    let office = check.line(&Line {
        server: &options.server,
        office: identity.map(|identity| identity.office.as_str()),
        key: identity.map(|identity| identity.key.as_str()),
        needs_key: true,
        wall_ms: world.wall_ms,
    })?;
    check.letters(&options.texts, office.as_ref());
    printer(&mut check, options, print, world.clock)?;
    check.folder(&options.state);
    check.screen(options.screen());
    Ok(check.end())
}

fn printer(
    check: &mut Check<'_>,
    options: &Options,
    print: bool,
    clock: fn() -> Instant,
) -> std::io::Result<()> {
    let name = options.printer.to_string();
    let values = |why| [("printer", (&name).into()), ("why", why)];
    if options.printer == Address::None {
        check.well("check-printer-none", &[]);
    } else if print {
        match printed(check, options, clock)? {
            Ok(Told::Out) => check.well("check-printer-printed", &values("".into())),
            Ok(Told::Sent) => check.well("check-printer-sent", &values("".into())),
            Err(why) => check.wrong("check-printer-wrong", &values((&why).into())),
        }
    } else {
        match reached(&options.printer) {
            Ok(()) => match health(check, options, clock)? {
                None => check.well("check-printer-ok", &values("".into())),
                Some(why) => check.wrong("check-printer-wrong", &values((&why).into())),
            },
            Err(error) => check.wrong("check-printer-wrong", &values((&error.to_string()).into())),
        }
    }
    Ok(())
}

/// Prints a test; what is wrong with the printer in words.
fn printed(
    check: &Check<'_>,
    options: &Options,
    clock: fn() -> Instant,
) -> std::io::Result<Result<Told, String>> {
    let (sender, outcomes) = channel();
    let printer = Printer::start(&options.printer, options.paper, clock, move |said| {
        if let Said::Ticket(outcome) = said {
            drop(sender.send(outcome));
        }
    })?;
    let words = check.words();
    let rows = vec![(words.get("service-version"), env!("CARGO_PKG_VERSION").into())];
    printer.into_iter().for_each(|printer| printer.print(Slip::trial(rows.clone(), words)));
    let outcome = outcomes.recv_timeout(PRINT_PATIENCE).map(|outcome| outcome.printed);
    let problem = |problem| words.get(printer_word(Some(problem)));
    Ok(outcome.unwrap_or(Err(protocol::PrintProblem::Offline)).map_err(problem))
}

/// What the printer says is wrong with it, in words, if it tells anything.
fn health(check: &Check<'_>, options: &Options, clock: fn() -> Instant) -> std::io::Result<Option<String>> {
    let (sender, healths) = channel();
    let _printer = Printer::start(&options.printer, options.paper, clock, move |said| {
        if let Said::Health(health) = said {
            let _ = sender.send(health);
        }
    })?;
    // It speaks at once if something is wrong, and not at all when it is well.
    let problem = healths.recv_timeout(PATIENCE).ok().flatten();
    Ok(problem.map(|problem| check.words().get(printer_word(Some(problem)))))
}

/// Whether something is there that takes tickets. Nothing is sent.
fn reached(printer: &Address) -> std::io::Result<()> {
    match printer {
        Address::Tcp(address) => {
            let address = address.to_socket_addrs()?.next();
            let address = address.ok_or_else(|| std::io::Error::other("the name has no address"))?;
            TcpStream::connect_timeout(&address, PATIENCE).map(drop)
        }
        Address::File(path) if path.exists() => OpenOptions::new().append(true).open(path).map(drop),
        Address::File(path) => fs::metadata(path.parent().unwrap_or(Path::new("/"))).map(drop),
        Address::Pictures(folder) => fs::create_dir_all(folder),
        Address::None => Ok(()),
    }
}
