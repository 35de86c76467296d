//! The kiosk with its service screen over it: whoever knows the gesture and the PIN sees how the machine is, while the
//! kiosk beneath goes on.
use std::net::UdpSocket;
use std::time::{Duration, Instant};

use embedded_graphics::geometry::Size;
use protocol::PrintProblem;
use screen::button::Buttons;
use screen::frame::Frame;
use screen::input::{Input, Key};
use screen::screen::Program;
use station::{LastLines, Work};
use texts::Words;

use crate::app::Blocked;
use crate::kiosk::Kiosk;
use crate::service::view::{Facts, Sheet, sheet};
use crate::service::{Press, Service, Shown};
use crate::ticket::Slip;

/// What the service screen tells of this machine that the kiosk itself does not know.
#[derive(Clone)]
pub(crate) struct Machine {
    pub(crate) server: String,
    pub(crate) name: String,
    pub(crate) log: LastLines,
}

/// A kiosk and its service screen.
pub(crate) struct Attended {
    kiosk: Kiosk,
    service: Service,
    buttons: Buttons<Press>,
    machine: Machine,
    /// Told while the service screen is open.
    facts: Facts,
}

impl Attended {
    pub(crate) fn new(kiosk: Kiosk, pin: Option<String>, machine: Machine) -> Self {
        let service = Service::new(pin);
        Self { kiosk, service, buttons: Buttons::new(), machine, facts: Facts::default() }
    }

    fn words(&self) -> Words<'_> {
        let language = self.kiosk.app.first_language();
        self.kiosk.texts.speak(language, language)
    }

    fn sheet(&self, size: Size) -> Option<Sheet> {
        sheet(&self.service, &self.facts, &self.words(), size)
    }

    fn now_ms(&self, now: Instant) -> u64 {
        u64::try_from(now.saturating_duration_since(self.kiosk.started).as_millis()).unwrap_or(u64::MAX)
    }

    /// An input while the service screen is open.
    fn serve(&mut self, input: Input, now: Instant) {
        let now_ms = self.now_ms(now);
        if let Input::Released { .. } | Input::Cancelled { .. } = input {
            // A finger that came down on the kiosk's own screen is lifted from it, too.
            self.kiosk.buttons.input(input, &[]);
        }
        let key = if let Input::Key(key) = input { Some(key) } else { None };
        let targets = self.sheet(self.kiosk.size).map(|sheet| sheet.targets()).unwrap_or_default();
        let mut press = self.buttons.input(input, &targets);
        // Enter without a focus ends the PIN.
        let asking = matches!(self.service.shown(), Shown::Asking { .. });
        if press.is_none() && key == Some(Key::Enter) && asking {
            press = Some(Press::Enter);
        }
        if let Some(press) = press.or_else(|| self.service.key(key?)) {
            self.press(press, now_ms);
        }
    }

    fn press(&mut self, press: Press, now_ms: u64) {
        let before = std::mem::discriminant(self.service.shown());
        if self.service.pressed(press, now_ms) {
            self.print_trial();
        }
        if before != std::mem::discriminant(self.service.shown()) {
            self.buttons.reset();
            self.look();
        }
    }

    fn print_trial(&self) {
        if let Some(printer) = &self.kiosk.printer {
            let words = self.words();
            printer.print(Slip::trial(self.rows(&words), &words));
        }
    }

    /// Finds out what is to be told.
    fn look(&mut self) {
        let facts = match self.service.shown() {
            Shown::Open => Facts { rows: self.rows(&self.words()), log: self.machine.log.lines() },
            Shown::Nothing | Shown::Asking { .. } | Shown::Touches(_) => Facts::default(),
        };
        self.facts = facts;
    }

    fn rows(&self, words: &Words<'_>) -> Vec<(String, String)> {
        let Machine { server, name, .. } = &self.machine;
        let app = &self.kiosk.app;
        let device = format!("{name} · {}", app.office_code());
        let printer = if self.kiosk.printer.is_some() {
            words.get(printer_word(app.printer_problem()))
        } else {
            words.get("service-printer-none")
        };
        let rows = [
            ("service-version", env!("CARGO_PKG_VERSION").into()),
            ("service-server", server.clone()),
            ("service-line", words.get(line_word(app.blocked()))),
            ("service-device", device),
            ("service-network", own_address(server).unwrap_or_else(|| "–".into())),
            ("service-printer", printer),
        ];
        rows.map(|(word, value)| (words.get(word), value)).to_vec()
    }
}

impl Program for Attended {
    fn input(&mut self, input: Input, now: Instant) {
        let was_open = self.service.is_open();
        if let Input::Pressed { x, y, .. } = input {
            let now_ms = self.now_ms(now);
            self.service.touched((x, y), self.kiosk.size, now_ms);
        }
        match (was_open, self.service.is_open()) {
            (false, true) => {
                self.kiosk.buttons.reset();
                self.buttons = Buttons::new();
            }
            (true, true) if !matches!(input, Input::Resized(_)) => self.serve(input, now),
            (_, _) => self.kiosk.input(input, now),
        }
    }

    fn wake(&mut self, now: Instant) {
        self.kiosk.wake(now);
        let now_ms = self.now_ms(now);
        self.service.pass(now_ms);
        self.look();
    }

    fn next_wake(&self) -> Option<Instant> {
        let service = self.service.next_ms().map(|ms| self.kiosk.started + Duration::from_millis(ms));
        service.into_iter().chain(self.kiosk.next_wake()).min()
    }

    fn frame(&self, size: Size) -> Frame<'_> {
        match self.sheet(size) {
            Some(sheet) => sheet.frame(&self.buttons),
            None => self.kiosk.frame(size),
        }
    }
}

impl Work for Attended {
    fn is_refused(&self) -> bool {
        // Whoever looks after the machine is not interrupted.
        !self.service.is_open() && self.kiosk.is_refused()
    }

    fn doing(&self) -> &'static str {
        self.kiosk.doing()
    }
}

const fn line_word(blocked: Option<Blocked>) -> &'static str {
    match blocked {
        None => "service-line-up",
        Some(Blocked::Starting) => "service-line-starting",
        Some(Blocked::Away) => "service-line-away",
        Some(Blocked::NotAllowed) => "service-line-not-allowed",
        Some(Blocked::UnknownOffice) => "service-line-unknown-office",
        Some(Blocked::CannotWrite) => "service-line-cannot-write",
    }
}

pub(crate) const fn printer_word(problem: Option<PrintProblem>) -> &'static str {
    match problem {
        None => "service-printer-well",
        Some(PrintProblem::PaperOut) => "service-printer-out",
        Some(PrintProblem::PaperLow) => "service-printer-low",
        Some(PrintProblem::CoverOpen) => "service-printer-open",
        Some(PrintProblem::Offline) => "service-printer-offline",
        Some(PrintProblem::Unknown) => "service-printer-unknown",
    }
}

/// This machine's address on the way to the server. A datagram socket that is connected sends nothing; a server that
/// is known by its name is left out, for asking what the name means may take long.
fn own_address(server: &str) -> Option<String> {
    let authority = server.split_once("://")?.1.split('/').next()?;
    let host = authority.rsplit_once(':').map_or(authority, |(host, _)| host);
    let host: std::net::IpAddr = host.trim_matches(['[', ']']).parse().ok()?;
    let any = if host.is_ipv4() { "0.0.0.0:0" } else { "[::]:0" };
    let socket = UdpSocket::bind(any).ok()?;
    socket.connect((host, 9)).ok()?;
    Some(socket.local_addr().ok()?.ip().to_string())
}
