//! The kiosk: one touch, one number, one ticket on paper. The rules of the hall are the server's; here is
//! what a visitor sees, and that no press is lost or counted twice on the way.
mod app;
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
mod ticket;
mod view;

#[cfg(test)]
mod sample;

use std::sync::mpsc::channel;
use std::time::Instant;

use anyhow::Context;
use client::{Device, Mailbox, Patience, Server};
use screen::button::Buttons;
use screen::screen::{Output, Screen, Waker};
use texts::Texts;
use voice::Voice;

pub use command_line::Options;

use app::{App, Input, Settings};
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

/// Runs a kiosk until somebody quits it or its window is closed.
///
/// `run` is a number that no other run of any kiosk has, such as 128 bits of chance: the keys of presses
/// begin with it. `clock` tells the time; `waker` is given a line by which the kiosk can be ended; `ready` is
/// called when the first picture stands.
pub fn run(
    options: Options,
    run: u128,
    clock: fn() -> Instant,
    waker: impl FnOnce(Waker),
    ready: impl FnOnce(),
) -> anyhow::Result<()> {
    tell_missing(&options.texts);
    let journal = Journal::open(&options.state).context("the kiosk needs its folder for presses")?;
    let screen = Screen::open(screen::screen::Options {
        output: options.output.clone(),
        size: options.size,
        rotation: options.rotation,
        title: "Kiosk".into(),
        hide_pointer: options.output == Output::Full,
    })?;
    waker(screen.waker());
    let mut kiosk = kiosk(options, run, journal, &screen, clock)?;
    screen.run(&mut kiosk, clock, ready)
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

fn kiosk(
    options: Options,
    run: u128,
    journal: Journal,
    screen: &Screen,
    clock: fn() -> Instant,
) -> anyhow::Result<Kiosk> {
    let (sender, messages) = channel();
    let waker = screen.waker();
    let mailbox = Mailbox::new(sender, move || waker.wake());
    // The lower half is chance enough for pauses.
    let seed = (run & u128::from(u64::MAX)) as u64;
    let printer = {
        let mailbox = mailbox.clone();
        let tell = move |said| {
            mailbox.post(match said {
                Said::Ticket(outcome) => Input::Printed(outcome),
                Said::Health(health) => Input::Printer(health),
            });
        };
        Printer::start(&options.printer, options.paper, clock, tell)
            .context("starting the printer's thread")?
    };
    let server = Server::new(options.server.clone(), Patience::default());
    let device = Device::new(server, &options.office, &options.key).context("the key can't be sent")?;
    let spoken: Vec<String> = options.texts.languages().map(String::from).collect();
    let Access { sound, voice, panel, lowered } = options.access;
    let mouth = mouth(sound, voice, &spoken, clock, &mailbox)?;
    let settings = Settings {
        run: format!("{run:032x}"),
        language: options.language.clone(),
        office: options.office.clone(),
        spoken,
        printer: printer.is_some(),
        scanner: options.scanner,
        sound: mouth.is_some(),
        panel,
        lowered,
        seed,
    };
    let app = App::new(settings, journal.unsettled().to_vec());
    let network = Network::start(device, &options.office, journal, mailbox, seed)
        .context("starting the network's thread")?;
    let log = Log::new(&options.office);
    let scanner = options.scanner.then(Scanner::default);
    let Options { texts, size, .. } = options;
    Ok(Kiosk {
        app,
        texts,
        network,
        printer,
        messages,
        log,
        buttons: Buttons::new(),
        fingers: Fingers::default(),
        scanner,
        reader: Reader::default(),
        mouth,
        size,
        measured: false,
        started: clock(),
    })
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
