//! The kiosk as a program of the screen: inputs and messages to the state machine, its acts to the network
//! and the printer, its state to the picture.
use std::mem::discriminant;
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

use embedded_graphics::geometry::Size;
use protocol::IssuedTicket;
use screen::button::Buttons;
use screen::frame::Frame;
use screen::input::{Input as Touched, Key};
use screen::screen::Program;
use station::Work;
use texts::Texts;

use crate::app::{Act, App, Blocked, Input, Screen, Touch};
use crate::fingers::Fingers;
use crate::log::Log;
use crate::mouth::Mouth;
use crate::network::Network;
use crate::printer::Printer;
use crate::reader::{Reader, Speech};
use crate::scanner::Scanner;
use crate::ticket::Slip;
use crate::view;

pub(crate) struct Kiosk {
    pub(crate) app: App,
    pub(crate) texts: Arc<Texts>,
    pub(crate) network: Network,
    pub(crate) printer: Option<Printer>,
    pub(crate) messages: Receiver<Input>,
    pub(crate) log: Log,
    pub(crate) buttons: Buttons<Touch>,
    pub(crate) fingers: Fingers,
    /// Where tickets can be shown to a scanner.
    pub(crate) scanner: Option<Scanner>,
    pub(crate) reader: Reader,
    /// Where there is sound.
    pub(crate) mouth: Option<Mouth>,
    pub(crate) size: Size,
    /// Whether it stands in the log what can't be reached on this panel.
    pub(crate) measured: bool,
    /// When the program began: its time 0.
    pub(crate) started: Instant,
}

impl Kiosk {
    fn handle(&mut self, input: Input, now: Instant) {
        let before = (discriminant(self.app.screen()), self.app.blocks_screen());
        let now_ms = ms(now.saturating_duration_since(self.started));
        self.log.hear(&input);
        let mut acts = self.app.handle(input, now_ms);
        acts.extend(self.app.handle(Input::Places(view::places(&self.app, self.size)), now_ms));
        if before != (discriminant(self.app.screen()), self.app.blocks_screen()) {
            // A finger still down on the old screen does nothing on the new one.
            self.buttons.reset();
        }
        acts.into_iter().for_each(|act| self.perform(act));
    }

    fn perform(&self, act: Act) {
        match act {
            Act::LoadOffice => self.network.load_office(),
            Act::LoadServices => self.network.load_services(),
            Act::Issue { press, fresh } => self.network.issue(press, fresh),
            Act::Settle(key) => self.network.settle(key),
            Act::Print { ticket, key, language, again } => self.print(&ticket, key, &language, again),
            Act::Report { number, printed } => self.network.report(number, printed),
            Act::Heartbeat(heartbeat) => self.network.heartbeat(heartbeat),
            Act::CheckJournal => self.network.check_journal(),
            Act::TryVoices => self.mouth.iter().for_each(Mouth::try_voices),
            Act::CallHelp => self.network.call_help(),
            Act::Prioritise { number, priority } => self.network.prioritise(number, priority),
            Act::LoadProcedures(service) => self.network.load_procedures(service),
            Act::LoadTicket(token) => self.network.load_ticket(token),
            Act::Return(token) => self.network.give_back(token),
        }
    }

    /// A finger or a key came: whatever is being said stops, and a key that a keypad has may begin the reading. Gives
    /// whether that was all it did.
    fn contact(&mut self, touched: Touched, now: Instant) -> bool {
        let input = match touched {
            Touched::Pressed { .. } => Input::Contact,
            Touched::Key(Key::Tab | Key::ShiftTab | Key::Enter) => Input::Keypad,
            Touched::Key(Key::Escape | Key::Digit(_) | Key::Char(_)) => Input::Typed,
            Touched::Moved { .. }
            | Touched::Released { .. }
            | Touched::Cancelled { .. }
            | Touched::Resized(_)
            | Touched::Closed => return false,
        };
        if self.app.is_read() {
            self.mouth.iter().for_each(Mouth::hush);
        }
        let begins = matches!(input, Input::Keypad) && self.app.waits_for_key();
        self.handle(input, now);
        begins
    }

    fn act(&mut self, input: Touched, now: Instant) {
        if input == Touched::Key(Key::Escape) {
            self.handle(Input::Escape, now);
        }
        let targets = view::scene(&self.app, &self.texts, self.size).targets();
        let Some(touch) = self.buttons.input(input, &targets) else { return };
        if touch == Touch::Again {
            self.reader.again();
        }
        if touch.leads_on() {
            self.fingers.led_on(now);
        }
        self.handle(Input::Touch(touch), now);
    }

    /// Says what is to be heard of the screen as it is now.
    fn read(&mut self, answers: bool, now: Instant) {
        if !self.app.is_read() {
            if self.reader.end() {
                self.mouth.iter().for_each(Mouth::hush);
            }
            return;
        }
        let scene = view::scene(&self.app, &self.texts, self.size);
        let welcome = || view::welcome(&self.app, &self.texts);
        let Some(speech) = self.reader.follow(&self.app, &scene, &self.buttons, answers, welcome) else {
            return;
        };
        let Some(mouth) = &mut self.mouth else { return };
        let lines = match speech {
            Speech::Now(lines) => {
                mouth.hush();
                lines
            }
            Speech::Then(lines) => lines,
        };
        if !lines.is_empty() {
            mouth.say(lines);
            self.handle(Input::Saying, now);
        }
    }

    /// Tells once what is out of reach, as soon as home has its cards.
    fn measure(&mut self) {
        if self.measured || *self.app.screen() != Screen::Home || self.app.blocks_screen().is_some() {
            return;
        }
        self.measured = true;
        for complaint in view::complaints(&self.app, &self.texts, self.size) {
            tracing::warn!("{complaint}");
        }
    }

    /// Prints a ticket, after the disk knows that the paper of its press is begun.
    fn print(&self, ticket: &IssuedTicket, key: Option<String>, language: &str, again: bool) {
        let (Some(printer), Some(office)) = (self.printer.clone(), self.app.office()) else { return };
        let words = self.texts.speak(language, self.app.first_language());
        let slip = Slip::new(ticket, office, &words);
        let slip = if again { slip.again(&words) } else { slip };
        match key {
            Some(key) => self.network.begin_paper(key, move || printer.print(slip)),
            None => printer.print(slip),
        }
    }
}

impl Program for Kiosk {
    fn input(&mut self, input: Touched, now: Instant) {
        if let Touched::Resized(size) = input {
            self.size = size;
        }
        if !self.fingers.is_meant(input, now) {
            return;
        }
        let read = match (input, &mut self.scanner) {
            (Touched::Key(key), Some(scanner)) => scanner.key(key, now),
            _ => None,
        };
        if let Some(read) = read {
            self.handle(Input::Typed, now);
            self.handle(Input::Scanned(read), now);
        } else if !self.contact(input, now) {
            self.act(input, now);
        }
        // A scanner's letters are no questions.
        let is_letter = matches!(input, Touched::Key(Key::Digit(_) | Key::Char(_)));
        self.read(matches!(input, Touched::Key(_)) && !is_letter, now);
    }

    fn wake(&mut self, now: Instant) {
        while let Ok(message) = self.messages.try_recv() {
            self.handle(message, now);
        }
        self.handle(Input::Tick, now);
        self.measure();
        self.read(false, now);
    }

    fn next_wake(&self) -> Option<Instant> {
        Some(self.started + Duration::from_millis(self.app.next_ms()))
    }

    fn frame(&self, size: Size) -> Frame<'_> {
        view::scene(&self.app, &self.texts, size).frame(&self.buttons)
    }
}

impl Work for Kiosk {
    fn is_refused(&self) -> bool {
        self.app.blocks_screen() == Some(Blocked::NotAllowed)
    }

    fn doing(&self) -> &'static str {
        self.app.doing()
    }
}

fn ms(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
