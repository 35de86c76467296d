//! The kiosk's screens as a state machine: what happened goes in, what is to be done comes out. Pure: no
//! clock, no network, no drawing; time is milliseconds since the program began.
mod hall;
mod help;
mod holder;
mod idle;
mod papers;
mod press;
mod question;
mod reading;
mod result;
mod shown;
mod touch;
mod visitor;

use client::{DeviceMessage, Failure, News, OfficeMessage};
use protocol::{Heartbeat, IssueRequest, IssuedTicket, Office, Printed, Procedure, PublicTicket, ServiceNow};

use crate::journal::Press;
use crate::panel::Panel;
use crate::printer::{Health, Outcome};

use hall::Hall;
pub(crate) use hall::{LANGUAGE, not_allowed};
pub(crate) use help::Help;
pub(crate) use holder::{Holder, Known};
pub(crate) use papers::{Papers, Procedures};
pub(crate) use press::{Issuing, Refusal};
pub(crate) use question::{Doubt, Question};
pub(crate) use reading::Voiced;
use result::Printing;
pub(crate) use result::{Change, PaperState, Shown};
pub(crate) use touch::Touch;
pub(crate) use visitor::Ease;
use visitor::Visitor;

/// What happened.
#[derive(Clone, Debug)]
pub(crate) enum Input {
    Touch(Touch),
    Escape,
    /// Somebody is there: a finger, wherever.
    Contact,
    /// The same by a key of those that a keypad has.
    Keypad,
    /// And by any other, or a scanner that types.
    Typed,
    /// Whether a language can be spoken.
    Voice {
        language: String,
        voiced: Voiced,
    },
    /// Something is being spoken from now on.
    Saying,
    /// It has ended, one way or another.
    Said,
    Link(News<OfficeMessage>),
    /// What the server wants of this device.
    Device(News<DeviceMessage>),
    Office(Result<Office, Failure>),
    Services(Result<Vec<ServiceNow>, Failure>),
    Issued {
        key: String,
        result: Result<IssuedTicket, Failure>,
    },
    /// The press could not be put on disk, so it was not asked.
    Unwritten,
    /// Whether the disk takes writes.
    Journal(bool),
    Heartbeat(Result<(), Failure>),
    Printed(Outcome),
    /// The printer is otherwise than it was.
    Printer(Health),
    Helped(Result<(), Failure>),
    Prioritised {
        number: String,
        result: Result<(), Failure>,
    },
    Procedures {
        service: String,
        result: Result<Vec<Procedure>, Failure>,
    },
    /// The scanner has read something.
    Scanned(String),
    Ticket {
        token: String,
        result: Result<PublicTicket, Failure>,
    },
    /// So many cards, and a way to more among them, fit the screen.
    Places(usize),
    /// Time went on.
    Tick,
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Act {
    LoadOffice,
    LoadServices,
    /// Ask for a number; a fresh press is put on disk first.
    Issue {
        press: Press,
        fresh: bool,
    },
    /// The press with this key needs nothing more.
    Settle(String),
    /// Print a ticket, of this press if it is one's first; `again` where its paper may be out already.
    Print {
        ticket: Box<IssuedTicket>,
        key: Option<String>,
        language: String,
        again: bool,
    },
    /// Tell the server what became of the paper.
    Report {
        number: String,
        printed: Printed,
    },
    Heartbeat(Heartbeat),
    CheckJournal,
    /// Find out which languages can be spoken.
    TryVoices,
    /// Somebody at this kiosk needs a person.
    CallHelp,
    /// The number just given is to be one of priority.
    Prioritise {
        number: String,
        priority: String,
    },
    /// The procedures of a service.
    LoadProcedures(String),
    /// The ticket with this token.
    LoadTicket(String),
    /// Who missed a call is back.
    Return(String),
}

/// What the screen is about.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Screen {
    Home,
    /// Which priority group? For the next number, or for the one that was just given.
    Groups(Option<Box<Shown>>),
    /// Whether a number is wanted all the same.
    Question(Question),
    /// Which procedure, and what to bring for it.
    Papers(Box<Papers>),
    /// The ticket that somebody has already.
    Holder(Box<Holder>),
    Issuing(Box<Issuing>),
    Result(Box<Shown>),
    Refused {
        refusal: Refusal,
        since_ms: u64,
    },
}

/// Why no number can be taken at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Blocked {
    /// Nothing is known of the office yet.
    Starting,
    Away,
    UnknownOffice,
    NotAllowed,
    CannotWrite,
}

/// What is fixed when the program starts.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    /// Begins the key of every press of this run; no other run has the same.
    pub(crate) run: String,
    /// The first language, where it is not the office's first.
    pub(crate) language: Option<String>,
    /// The office's code.
    pub(crate) office: String,
    /// The languages that there are words in.
    pub(crate) spoken: Vec<String>,
    /// Whether there is a printer.
    pub(crate) printer: bool,
    /// Whether there is a scanner for the code on a ticket.
    pub(crate) scanner: bool,
    /// Whether there is sound.
    pub(crate) sound: bool,
    /// The panel, where its measures are known.
    pub(crate) panel: Option<Panel>,
    /// Whether each visitor begins with everything in the lower half.
    pub(crate) lowered: bool,
    /// Decides the jitter of pauses.
    pub(crate) seed: u64,
}

/// The kiosk.
#[derive(Clone, Debug)]
pub(crate) struct App {
    settings: Settings,
    hall: Hall,
    screen: Screen,
    /// The page of the list on the screen.
    page: usize,
    visitor: Visitor,
    help: Option<Help>,
    /// How many cards, and a way to more among them, fit the screen.
    places: usize,
    /// Numbers of the last minute.
    recent: Vec<question::Recent>,
    /// Presses of the run before that may have given a number.
    unsettled: Vec<Press>,
    printing: Vec<Printing>,
    printer_problem: Health,
    /// While the disk takes no writes: when to look again.
    journal_check_ms: Option<u64>,
    heartbeat_ms: u64,
    presses: u32,
    touched_ms: u64,
    /// When somebody did something last; who listens does not.
    contact_ms: u64,
    /// Whether the last press was one of a key.
    keyed: bool,
    /// Languages that can be spoken.
    voices: Vec<String>,
    /// When to find out about them.
    voice_check_ms: Option<u64>,
    /// How much is being spoken, or waits to be.
    speaking: u32,
    now_ms: u64,
}

impl App {
    /// A kiosk that knows nothing yet but the unsettled presses of its journal.
    pub(crate) fn new(settings: Settings, unsettled: Vec<Press>) -> Self {
        let voice_check_ms = settings.sound.then_some(0);
        Self {
            settings,
            hall: Hall::default(),
            screen: Screen::Home,
            page: 0,
            visitor: Visitor::default(),
            help: None,
            places: usize::MAX,
            recent: Vec::new(),
            unsettled,
            printing: Vec::new(),
            printer_problem: None,
            journal_check_ms: None,
            heartbeat_ms: 0,
            presses: 0,
            touched_ms: 0,
            contact_ms: 0,
            keyed: false,
            voices: Vec::new(),
            voice_check_ms,
            speaking: 0,
            now_ms: 0,
        }
    }

    /// Takes what happened at `now_ms` and gives what is to be done.
    pub(crate) fn handle(&mut self, input: Input, now_ms: u64) -> Vec<Act> {
        self.listened(now_ms);
        self.now_ms = self.now_ms.max(now_ms);
        let mut acts = Vec::new();
        match input {
            Input::Touch(touch) => self.touched(touch, &mut acts),
            Input::Escape => self.escaped(&mut acts),
            Input::Contact => self.finger(),
            Input::Keypad => self.key_pressed(),
            Input::Typed => self.contact(),
            Input::Voice { language, voiced } => self.voice_told(language, voiced),
            Input::Saying => self.speaking += 1,
            Input::Said => self.speaking = self.speaking.saturating_sub(1),
            Input::Link(news) => self.link(news),
            Input::Device(news) => self.wanted(news, &mut acts),
            Input::Office(result) => self.hall.office_came(result, self.now_ms),
            Input::Services(result) => self.hall.services_came(result),
            Input::Issued { key, result } => self.issued(&key, result, &mut acts),
            Input::Unwritten => self.unwritten(),
            Input::Journal(writable) => self.journal_checked(writable),
            Input::Heartbeat(result) => self.hall.heartbeat_answered(&result),
            Input::Printed(outcome) => self.printed(&outcome, &mut acts),
            Input::Printer(health) => self.printer_is(health),
            Input::Helped(result) => self.helped(&result),
            Input::Prioritised { number, result } => self.prioritised(&number, result),
            Input::Procedures { service, result } => self.procedures_came(&service, result),
            Input::Scanned(text) => self.scanned(&text, &mut acts),
            Input::Ticket { token, result } => self.ticket_came(&token, result, &mut acts),
            Input::Places(places) => self.places = places,
            Input::Tick => {}
        }
        self.time(&mut acts);
        acts
    }

    fn link(&mut self, news: News<OfficeMessage>) {
        if matches!(news, News::Connected) {
            self.heartbeat_ms = self.now_ms;
            self.try_now();
        }
        self.hall.link(news, self.now_ms);
    }

    /// What the server wants of this kiosk.
    fn wanted(&mut self, news: News<DeviceMessage>, acts: &mut Vec<Act>) {
        match news {
            News::Message(DeviceMessage::Reprint(ticket)) => self.reprint(*ticket, acts),
            News::Message(DeviceMessage::Paused(_)) => self.hall.want_services(),
            News::Message(DeviceMessage::Config) => self.hall.want_all(),
            // The next sign of life finds out whether the key is good at all.
            News::Refused(_) => self.heartbeat_ms = self.now_ms,
            News::Connected | News::Lost(_) => {}
        }
    }

    fn journal_checked(&mut self, writable: bool) {
        self.journal_check_ms = if writable { None } else { Some(self.now_ms + idle::JOURNAL_CHECK_MS) };
    }

    /// The request of a press at a service, in the present language and priority.
    fn request(&self, service: &ServiceNow, procedure: Option<String>) -> IssueRequest {
        IssueRequest {
            service: service.service.clone(),
            priority: self.visitor.declared.clone(),
            lang: Some(self.language()),
            assist: self.visitor.assist,
            procedure,
        }
    }
}

#[cfg(test)]
mod tests;
