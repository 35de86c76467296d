//! The kiosk's screens as a state machine: what happened goes in, what is to be done comes out. Pure: no
//! clock, no network, no drawing; time is milliseconds since the program began.
mod hall;
mod idle;
mod press;
mod result;

use client::{Failure, News, OfficeMessage};
use protocol::{Heartbeat, IssueRequest, IssuedTicket, Moment, Office, PrintProblem, Printed, ServiceNow};

use crate::journal::Press;
use crate::printer::Outcome;

use hall::Hall;
pub(crate) use hall::LANGUAGE;
pub(crate) use press::{Issuing, Refusal};
use result::Printing;
pub(crate) use result::{PaperState, Shown};

/// What can be pressed. Numbers are places in the lists that the screen shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Touch {
    Service(usize),
    /// From now on the next number is one of priority.
    Priority,
    /// Back to ordinary numbers.
    Ordinary,
    Group(usize),
    Language(usize),
    /// More services.
    Page,
    Back,
    /// No number is wanted any more.
    GiveUp,
    Done,
}

/// What happened.
#[derive(Clone, Debug)]
pub(crate) enum Input {
    Touch(Touch),
    Escape,
    /// Somebody is there: a finger or a key, wherever.
    Contact,
    Link(News<OfficeMessage>),
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
    Print {
        ticket: Box<IssuedTicket>,
        language: String,
    },
    /// Tell the server what became of the paper.
    Report {
        number: String,
        printed: Printed,
    },
    Heartbeat(Heartbeat),
    CheckJournal,
}

/// What the screen is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Screen {
    Home,
    /// Which priority group?
    Groups,
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
    /// Decides the jitter of pauses.
    pub(crate) seed: u64,
}

/// The kiosk.
#[derive(Debug)]
pub(crate) struct App {
    settings: Settings,
    hall: Hall,
    screen: Screen,
    /// The language chosen by who stands here.
    language: Option<String>,
    /// The priority declared for the next number: a group's code, or `yes`.
    declared: Option<String>,
    page: usize,
    /// Presses of the run before that may have given a number.
    unsettled: Vec<Press>,
    printing: Vec<Printing>,
    printer_problem: Option<PrintProblem>,
    /// While the disk takes no writes: when to look again.
    journal_check_ms: Option<u64>,
    heartbeat_ms: u64,
    presses: u32,
    touched_ms: u64,
    now_ms: u64,
}

impl App {
    /// A kiosk that knows nothing yet but the unsettled presses of its journal.
    pub(crate) fn new(settings: Settings, unsettled: Vec<Press>) -> Self {
        Self {
            settings,
            hall: Hall::default(),
            screen: Screen::Home,
            language: None,
            declared: None,
            page: 0,
            unsettled,
            printing: Vec::new(),
            printer_problem: None,
            journal_check_ms: None,
            heartbeat_ms: 0,
            presses: 0,
            touched_ms: 0,
            now_ms: 0,
        }
    }

    /// Takes what happened at `now_ms` and gives what is to be done.
    pub(crate) fn handle(&mut self, input: Input, now_ms: u64) -> Vec<Act> {
        self.now_ms = self.now_ms.max(now_ms);
        let mut acts = Vec::new();
        match input {
            Input::Touch(touch) => self.touched(touch, &mut acts),
            Input::Escape => self.escaped(&mut acts),
            Input::Contact => self.touched_ms = self.now_ms,
            Input::Link(news) => self.link(news),
            Input::Office(result) => self.hall.office_came(result, self.now_ms),
            Input::Services(result) => self.hall.services_came(result),
            Input::Issued { key, result } => self.issued(&key, result, &mut acts),
            Input::Unwritten => self.unwritten(),
            Input::Journal(writable) => self.journal_checked(writable),
            Input::Heartbeat(result) => self.hall.heartbeat_answered(&result),
            Input::Printed(outcome) => self.printed(&outcome, &mut acts),
            Input::Tick => {}
        }
        self.time(&mut acts);
        acts
    }

    fn touched(&mut self, touch: Touch, acts: &mut Vec<Act>) {
        self.touched_ms = self.now_ms;
        match (&self.screen, touch) {
            (_, Touch::Language(at)) => self.language = self.languages().get(at).cloned(),
            (Screen::Home, Touch::Service(at)) => self.pressed(at, acts),
            (Screen::Home, Touch::Priority) => self.declare(),
            (Screen::Home, Touch::Ordinary) => self.declared = None,
            (Screen::Home, Touch::Page) => self.page = (self.page + 1) % self.pages(),
            (Screen::Groups, Touch::Group(at)) => self.group_chosen(at),
            (Screen::Groups, Touch::Back) => self.screen = Screen::Home,
            (Screen::Issuing(_), Touch::GiveUp) => self.give_up(acts),
            (Screen::Result(shown), Touch::Done) if shown.may_leave(self.now_ms) => self.go_home(),
            (Screen::Refused { .. }, Touch::Done) => self.go_home(),
            // A touch of a screen that has just gone.
            (
                Screen::Home
                | Screen::Groups
                | Screen::Issuing(_)
                | Screen::Result(_)
                | Screen::Refused { .. },
                Touch::Service(_)
                | Touch::Priority
                | Touch::Ordinary
                | Touch::Group(_)
                | Touch::Page
                | Touch::Back
                | Touch::GiveUp
                | Touch::Done,
            ) => {}
        }
    }

    fn escaped(&mut self, acts: &mut Vec<Act>) {
        match self.screen {
            Screen::Home => self.touched(Touch::Ordinary, acts),
            Screen::Groups => self.touched(Touch::Back, acts),
            Screen::Result(_) | Screen::Refused { .. } => self.touched(Touch::Done, acts),
            // Nobody gives up a number by a key that means "back".
            Screen::Issuing(_) => {}
        }
    }

    fn declare(&mut self) {
        let Some(office) = self.office().filter(|office| office.self_priority) else { return };
        if office.ask_priority_reason && !office.priority.is_empty() {
            self.screen = Screen::Groups;
        } else {
            self.declared = Some("yes".into());
        }
    }

    fn group_chosen(&mut self, at: usize) {
        let group = self.office().and_then(|office| office.priority.get(at));
        self.declared = group.map(|group| group.code.clone());
        self.screen = Screen::Home;
    }

    /// Home, as for the next visitor.
    fn go_home(&mut self) {
        self.screen = Screen::Home;
        (self.language, self.declared, self.page) = (None, None, 0);
    }

    fn link(&mut self, news: News<OfficeMessage>) {
        if matches!(news, News::Connected) {
            self.heartbeat_ms = self.now_ms;
            self.try_now();
        }
        self.hall.link(news, self.now_ms);
    }

    fn journal_checked(&mut self, writable: bool) {
        self.journal_check_ms = if writable { None } else { Some(self.now_ms + idle::JOURNAL_CHECK_MS) };
    }

    /// The request of a press at a service, in the present language and priority.
    fn request(&self, service: &ServiceNow) -> IssueRequest {
        IssueRequest {
            service: service.service.clone(),
            priority: self.declared.clone(),
            lang: Some(self.language()),
            ..IssueRequest::default()
        }
    }
}

/// What the pictures show.
impl App {
    pub(crate) const fn screen(&self) -> &Screen {
        &self.screen
    }

    pub(crate) const fn office(&self) -> Option<&Office> {
        self.hall.office.as_ref()
    }

    pub(crate) fn services(&self) -> &[ServiceNow] {
        &self.hall.services
    }

    /// The services of the present page, with their places in the whole list.
    pub(crate) fn page(&self) -> impl Iterator<Item = (usize, &ServiceNow)> {
        let first = self.page * idle::SERVICES_A_PAGE;
        self.services().iter().enumerate().skip(first).take(idle::SERVICES_A_PAGE)
    }

    pub(crate) fn pages(&self) -> usize {
        self.services().len().div_ceil(idle::SERVICES_A_PAGE).max(1)
    }

    /// The server's time, carried on since it was last heard.
    pub(crate) fn server_now(&self) -> Option<Moment> {
        self.hall.server_now(self.now_ms)
    }

    /// The languages to choose from: those of the office that there are words in.
    pub(crate) fn languages(&self) -> Vec<String> {
        let spoken = |language: &&String| self.settings.spoken.contains(language);
        let office = self.office().map_or(&[][..], |office| &office.languages);
        let mut languages: Vec<String> = office.iter().filter(spoken).cloned().collect();
        if languages.is_empty() {
            languages.push(LANGUAGE.into());
        }
        languages
    }

    /// The language of the screen.
    pub(crate) fn language(&self) -> String {
        let chosen = self.language.clone().or_else(|| self.settings.language.clone());
        chosen.unwrap_or_else(|| self.languages().swap_remove(0))
    }

    /// The office's first language, in which every text of it stands.
    pub(crate) fn first_language(&self) -> &str {
        let first = self.office().and_then(|office| office.languages.first());
        first.map_or(LANGUAGE, String::as_str)
    }

    /// Whether the next number is one of priority.
    pub(crate) const fn priority(&self) -> bool {
        self.declared.is_some()
    }

    /// Whether priority can be declared here.
    pub(crate) fn offers_priority(&self) -> bool {
        self.office().is_some_and(|office| office.self_priority)
    }

    /// Why no number can be taken now, if so.
    pub(crate) fn blocked(&self) -> Option<Blocked> {
        if self.journal_check_ms.is_some() {
            return Some(Blocked::CannotWrite);
        }
        self.hall.blocked(self.now_ms)
    }

    /// The same, where it takes the place of the screen: not while a number is on its way or there.
    pub(crate) fn blocks_screen(&self) -> Option<Blocked> {
        match self.screen {
            Screen::Home | Screen::Groups => self.blocked(),
            Screen::Issuing(_) | Screen::Result(_) | Screen::Refused { .. } => None,
        }
    }

    /// The letter of the service whose number is being taken.
    pub(crate) fn asking(&self) -> Option<&str> {
        match &self.screen {
            Screen::Issuing(issuing) => Some(&issuing.press.request.service),
            Screen::Home | Screen::Groups | Screen::Result(_) | Screen::Refused { .. } => None,
        }
    }

    /// The code of the office that this kiosk is set up for.
    pub(crate) fn office_code(&self) -> &str {
        &self.settings.office
    }

    pub(crate) const fn now_ms(&self) -> u64 {
        self.now_ms
    }
}

#[cfg(test)]
mod tests;
