//! The kiosk: one touch, one number, one ticket on paper. The rules of the hall are the server's; here is
//! what a visitor sees, and that no press is lost or counted twice on the way.
mod app;
mod attended;
mod check;
mod command_line;
mod fingers;
mod journal;
mod kiosk;
mod log;
mod mouth;
mod network;
mod panel;
mod printer;
mod reader;
mod scanner;
mod service;
mod ticket;
mod view;

#[cfg(test)]
mod sample;

use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use anyhow::Context;
use client::{Device, Mailbox, Patience, Server};
use screen::button::Buttons;
use screen::screen::{Screen, Waker};
use station::{Identity, LastLines, Pulse, Station};
use texts::Texts;
use voice::Voice;

pub use check::{CheckWorld, check};
pub use command_line::Options;

use app::{App, Input, Settings};
use attended::{Attended, Machine};
use command_line::Access;
use fingers::Fingers;
use journal::Journal;
use kiosk::Kiosk;
use log::Log;
use mouth::Mouth;
use network::Network;
use printer::{Printer, Said};
use reader::Reader;
use scanner::Scanner;

/// The kiosk's own words, by language.
const WORDS: [(&str, &str); 2] =
    [("vi", include_str!("../words/vi.ftl")), ("en", include_str!("../words/en.ftl"))];

/// What is outside of a kiosk.
pub struct World {
    /// A number that no other run of any kiosk has, such as 128 bits of chance: the keys of presses begin with it.
    pub run: u128,
    /// What the machine is called, until an administrator calls it otherwise.
    pub name: String,
    /// Tells the time.
    pub clock: fn() -> Instant,
    /// Who watches over the kiosk.
    pub pulse: Pulse,
    /// The end of the kiosk's own log.
    pub log: LastLines,
}

/// Runs a kiosk until somebody quits it or its window is closed. `waker` is given a line by which the kiosk can be
/// ended; `ready` is called when the first picture stands.
pub fn run(
    options: Options,
    world: World,
    waker: impl FnOnce(Waker),
    ready: impl FnOnce(),
) -> anyhow::Result<()> {
    tell_missing(&options.texts);
    let World { run, name, clock, pulse, log } = world;
    let journal = Journal::open(&options.state).context("the kiosk needs its folder for presses")?;
    let screen = Screen::open(options.screen())?;
    waker(screen.waker());
    // The lower half is chance enough for pauses.
    let seed = (run & u128::from(u64::MAX)) as u64;
    let (texts, line) = (Arc::clone(&options.texts), screen.waker());
    let machine = Machine { server: options.server.to_string(), name: name.clone(), log };
    let journal = Arc::new(Mutex::new(journal));
    let begins = Begins { options: &options, run, seed, journal, machine, clock };
    match &options.given {
        Some(given) => {
            let begin = |_: Option<Identity>| begins.begin(given.clone(), line.clone());
            screen.run(&mut Station::working(begin, texts, line.clone(), pulse)?, clock, ready)
        }
        None => {
            let newcomer = options.newcomer(name, seed);
            let begin = |identity: Option<Identity>| {
                begins.begin(identity.context("an approved kiosk has a key")?, line.clone())
            };
            let mut station = Station::pairing(newcomer, begin, texts, line.clone(), pulse)?;
            screen.run(&mut station, clock, ready).and(station.end().map(drop))
        }
    }
}

/// How a kiosk begins its work, once and again after it was approved anew.
struct Begins<'a> {
    options: &'a Options,
    run: u128,
    seed: u64,
    /// One for all, for its folder is locked.
    journal: Arc<Mutex<Journal>>,
    machine: Machine,
    clock: fn() -> Instant,
}

impl Begins<'_> {
    fn begin(&self, identity: Identity, waker: Waker) -> anyhow::Result<Attended> {
        let Self { options, run, seed, journal, machine, clock } = self;
        let Identity { office, key, name } = identity;
        let (sender, messages) = channel();
        let mailbox = Mailbox::new(sender, move || waker.wake());
        let printer = {
            let mailbox = mailbox.clone();
            let tell = move |said| {
                mailbox.post(match said {
                    Said::Ticket(outcome) => Input::Printed(outcome),
                    Said::Health(health) => Input::Printer(health),
                });
            };
            Printer::start(&options.printer, options.paper, *clock, tell)
                .context("starting the printer's thread")?
        };
        let server = Server::new(options.server.clone(), Patience::default());
        let device = Device::new(server, &office, &key).context("the key can't be sent")?;
        let spoken: Vec<String> = options.texts.languages().map(String::from).collect();
        let Access { sound, voice, panel, lowered } = options.access.clone();
        let mouth = mouth(sound, voice, &spoken, *clock, &mailbox)?;
        let settings = Settings {
            run: format!("{run:032x}"),
            language: options.language.clone(),
            office: office.clone(),
            spoken,
            printer: printer.is_some(),
            scanner: options.scanner,
            sound: mouth.is_some(),
            panel,
            lowered,
            seed: *seed,
        };
        let unsettled = journal.lock().unwrap_or_else(PoisonError::into_inner).unsettled().to_vec();
        let app = App::new(settings, unsettled);
        let network = Network::start(device, &office, Arc::clone(journal), mailbox, *seed)
            .context("starting the network's thread")?;
        let log = Log::new(&office);
        let scanner = options.scanner.then(Scanner::default);
        let kiosk = Kiosk {
            app,
            texts: Arc::clone(&options.texts),
            network,
            printer,
            messages,
            log,
            buttons: Buttons::new(),
            fingers: Fingers::default(),
            scanner,
            reader: Reader::default(),
            mouth,
            size: options.size,
            measured: false,
            started: clock(),
        };
        let mut machine = machine.clone();
        if !name.is_empty() {
            machine.name = name;
        }
        Ok(Attended::new(kiosk, options.service_pin.clone(), machine))
    }
}

/// Names the words that a language from a folder lacks, for its translator.
fn tell_missing(texts: &Texts) {
    for language in texts.languages() {
        let missing = texts.missing(language);
        if !missing.is_empty() {
            let (count, words) = (missing.len(), missing.join(" "));
            tracing::warn!(
                language,
                count,
                words,
                "a language lacks words; they are said in the office's first"
            );
        }
    }
}

/// What reads aloud, unless sound is off.
fn mouth(
    output: voice::Output,
    voice: Voice,
    languages: &[String],
    clock: fn() -> Instant,
    mailbox: &Mailbox<Input>,
) -> anyhow::Result<Option<Mouth>> {
    if output == voice::Output::Off {
        return Ok(None);
    }
    let mailbox = mailbox.clone();
    let tell = move |input| {
        mailbox.post(input);
    };
    let mouth = Mouth::start(output, voice, languages.to_vec(), clock, tell);
    mouth.map(Some).context("starting the voice's thread")
}

#[cfg(test)]
mod tests {
    #[test]
    fn both_languages_have_the_same_words() {
        assert_eq!(texts::differences(&super::WORDS), Vec::<String>::new());
    }

    /// Khmer has all that a ticket says; what else it lacks is named at every start.
    #[test]
    fn the_third_language_has_the_ticket() {
        let mut texts = texts::Texts::new(&super::WORDS).unwrap();
        texts.add_folder(crate::sample::LANGUAGES.as_ref()).unwrap();
        assert_eq!(texts.missing("en"), Vec::<&str>::new());
        let missing = texts.missing("km");
        assert!(missing.contains(&"priority-who"), "{missing:?}");
        let paper = ["ticket-", "wait-", "list-", "counters", "clock-", "day", "language-"];
        assert!(missing.iter().all(|word| !paper.iter().any(|start| word.starts_with(start))), "{missing:?}");
    }
}
