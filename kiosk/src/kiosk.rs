//! The kiosk as a program of the screen: inputs and messages to the state machine, its acts to the network
//! and the printer, its state to the picture.
use std::mem::discriminant;
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

use embedded_graphics::geometry::Size;
use screen::button::Buttons;
use screen::frame::Frame;
use screen::input::{Input as Touched, Key};
use screen::screen::Program;
use station::Work;
use texts::Texts;

use crate::app::{Act, App, Blocked, Input, Touch};
use crate::log::Log;
use crate::network::Network;
use crate::printer::Printer;
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
    /// Where tickets can be shown to a scanner.
    pub(crate) scanner: Option<Scanner>,
    pub(crate) size: Size,
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
            Act::Print { ticket, language } => self.print(&ticket, &language),
            Act::Report { number, printed } => self.network.report(number, printed),
            Act::Heartbeat(heartbeat) => self.network.heartbeat(heartbeat),
            Act::CheckJournal => self.network.check_journal(),
            Act::CallHelp => self.network.call_help(),
            Act::Prioritise { number, priority } => self.network.prioritise(number, priority),
            Act::LoadProcedures(service) => self.network.load_procedures(service),
            Act::LoadTicket(token) => self.network.load_ticket(token),
            Act::Return(token) => self.network.give_back(token),
        }
    }

    fn print(&self, ticket: &protocol::IssuedTicket, language: &str) {
        if let (Some(printer), Some(office)) = (&self.printer, self.app.office()) {
            let words = self.texts.speak(language, self.app.first_language());
            printer.print(Slip::new(ticket, office, &words));
        }
    }
}

impl Program for Kiosk {
    fn input(&mut self, input: Touched, now: Instant) {
        match input {
            Touched::Resized(size) => self.size = size,
            Touched::Pressed { .. } | Touched::Key(_) => self.handle(Input::Contact, now),
            Touched::Moved { .. }
            | Touched::Released { .. }
            | Touched::Cancelled { .. }
            | Touched::Closed => {}
        }
        if let (Touched::Key(key), Some(scanner)) = (input, &mut self.scanner)
            && let Some(read) = scanner.key(key, now)
        {
            return self.handle(Input::Scanned(read), now);
        }
        if input == Touched::Key(Key::Escape) {
            self.handle(Input::Escape, now);
        }
        let targets = view::scene(&self.app, &self.texts, self.size).targets();
        if let Some(touch) = self.buttons.input(input, &targets) {
            self.handle(Input::Touch(touch), now);
        }
    }

    fn wake(&mut self, now: Instant) {
        while let Ok(message) = self.messages.try_recv() {
            self.handle(message, now);
        }
        self.handle(Input::Tick, now);
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
