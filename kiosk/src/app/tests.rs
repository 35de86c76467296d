//! The kiosk as scripts: what happens, and what it does and shows.
use std::time::Duration;

use client::{Away, Failure, News, OfficeMessage};
use protocol::{Code, Moment, PrintProblem, Problem, Stop};

use super::*;
use crate::printer::Told;
use crate::sample;

mod line;
mod paper;
mod press;
mod reading;
mod side_ways;

/// A kiosk and its time.
struct Stage {
    app: App,
    now_ms: u64,
}

fn settings() -> Settings {
    let spoken = vec!["vi".into(), "en".into()];
    Settings {
        run: "run".into(),
        language: None,
        office: "tay-ninh".into(),
        spoken,
        printer: true,
        scanner: true,
        sound: false,
        panel: None,
        lowered: false,
        seed: 7,
    }
}

fn refused(code: Code) -> Failure {
    let (status, words) = (code.status(), String::new());
    let problem =
        Problem { kind: words.clone(), title: words.clone(), status, detail: words, code, errors: vec![] };
    Failure::Refused(problem)
}

fn away() -> Failure {
    Failure::Away(Away::TimedOut(Duration::from_secs(5)))
}

impl Stage {
    fn new(settings: Settings, unsettled: Vec<Press>) -> Self {
        Self { app: App::new(settings, unsettled), now_ms: 0 }
    }

    /// Connected, with all that home shows.
    fn home() -> Self {
        Self::home_with(settings(), Vec::new())
    }

    fn home_with(settings: Settings, unsettled: Vec<Press>) -> Self {
        let mut stage = Self::new(settings, unsettled);
        stage.connected();
        stage
    }

    fn connected(&mut self) -> Vec<String> {
        self.happens(Input::Link(News::Connected));
        self.happens(Input::Office(Ok(sample::office())));
        self.happens(Input::Services(Ok(sample::services())))
    }

    /// What it does, in short.
    fn happens(&mut self, input: Input) -> Vec<String> {
        let acts = self.app.handle(input, self.now_ms);
        acts.iter().map(short).filter(|act| !act.starts_with("heartbeat")).collect()
    }

    fn touch(&mut self, touch: Touch) -> Vec<String> {
        self.happens(Input::Touch(touch))
    }

    /// Time goes on, with a tick at each moment that the kiosk asked for.
    fn after(&mut self, ms: u64) -> Vec<String> {
        let (until_ms, mut acts) = (self.now_ms + ms, Vec::new());
        while self.now_ms < until_ms {
            let next_ms = self.app.next_ms();
            assert!(next_ms > self.now_ms, "it wants to be woken at {next_ms}, which is not in the future");
            self.now_ms = next_ms.min(until_ms);
            acts.extend(self.happens(Input::Tick));
        }
        acts
    }

    fn issued(&mut self, key: &str, result: Result<IssuedTicket, Failure>) -> Vec<String> {
        self.happens(Input::Issued { key: key.into(), result })
    }

    fn printed(&mut self, printed: Result<Told, PrintProblem>) -> Vec<String> {
        self.happens(Input::Printed(Outcome { number: "A012".into(), printed }))
    }

    /// Which screen it shows.
    fn shows(&self) -> String {
        match (self.app.blocks_screen(), self.app.screen()) {
            (Some(blocked), _) => format!("{blocked:?}"),
            (None, Screen::Home) => format!("home {}{}", self.app.language(), self.priority()),
            (None, _) if self.app.warned() => "still there?".into(),
            (None, Screen::Groups(None)) => "groups".into(),
            (None, Screen::Groups(Some(shown))) => format!("groups for {}", shown.ticket.number),
            (None, Screen::Question(question)) => format!("{} {:?}?", question.service, question.doubt),
            (None, Screen::Papers(papers)) => {
                let procedure = papers.procedure().map(|procedure| procedure.procedure.as_str());
                format!("papers {:?} {} {procedure:?}", papers.service, papers.list().len())
            }
            (None, Screen::Holder(holder)) => match &holder.known {
                Known::Ticket(ticket) => format!("ticket {} {:?}", ticket.number, ticket.state),
                known => format!("ticket {known:?}"),
            },
            (None, Screen::Issuing(issuing)) if issuing.stuck(self.now_ms) => "stuck".into(),
            (None, Screen::Issuing(_)) => "issuing".into(),
            (None, Screen::Result(shown)) => format!("{} {:?}", shown.ticket.number, shown.paper),
            (None, Screen::Refused { refusal: Refusal::Fault, .. }) => "fault".into(),
            (None, Screen::Refused { refusal: Refusal::Closed { service, stop, .. }, .. }) => {
                format!("closed {service} {stop:?}")
            }
        }
    }

    fn priority(&self) -> String {
        self.app.visitor.declared.as_ref().map_or_else(String::new, |code| format!(" priority {code}"))
    }
}

fn short(act: &Act) -> String {
    match act {
        Act::LoadOffice => "load office".into(),
        Act::LoadServices => "load services".into(),
        Act::Issue { press, fresh } => {
            let request = &press.request;
            let priority = request.priority.as_deref().unwrap_or("-");
            let lang = request.lang.as_deref().unwrap_or("-");
            let how = if *fresh { "ask" } else { "ask again" };
            format!("{how} {} {} {priority} {lang}", press.key, request.service)
        }
        Act::Settle(key) => format!("settle {key}"),
        Act::Print { ticket, key: _, language, again } => {
            format!("print {} {language}{}", ticket.number, if *again { " again" } else { "" })
        }
        Act::Report { number, printed } => format!("report {number} {:?}", printed.problem),
        Act::Heartbeat(heartbeat) => format!("heartbeat {} {:?}", heartbeat.state, heartbeat.problem),
        Act::CheckJournal => "check journal".into(),
        Act::TryVoices => "try voices".into(),
        Act::CallHelp => "call help".into(),
        Act::Prioritise { number, priority } => format!("prioritise {number} {priority}"),
        Act::LoadProcedures(service) => format!("load procedures {service}"),
        Act::LoadTicket(token) => format!("load ticket {token}"),
        Act::Return(token) => format!("return {token}"),
    }
}

fn unsettled(key: &str, time: &str) -> Press {
    let request = IssueRequest { service: "A".into(), lang: Some("en".into()), ..IssueRequest::default() };
    Press { key: key.into(), request, at_ms: sample::at(time).at_ms(), printing: false }
}

const NOTHING: [&str; 0] = [];

#[test]
fn one_touch_one_number_one_ticket() {
    let mut stage = Stage::home();
    assert_eq!(stage.shows(), "home vi");
    assert_eq!(stage.touch(Touch::Service(0)), ["ask run-0 A - vi"]);
    assert_eq!(stage.shows(), "issuing");
    assert_eq!(stage.issued("run-0", Ok(sample::ticket())), ["print A012 vi"]);
    assert_eq!(stage.shows(), "A012 Coming");
    assert_eq!(stage.printed(Ok(Told::Out)), ["report A012 None", "settle run-0"]);
    stage.after(11_900);
    assert_eq!(stage.shows(), "A012 Out { since_ms: 0 }");
    stage.after(100);
    assert_eq!(stage.shows(), "home vi");
    assert_eq!(stage.touch(Touch::Service(1)), ["ask run-1 B - vi"]);
}

#[test]
fn the_result_takes_touches_after_two_seconds() {
    let mut stage = Stage::home();
    stage.touch(Touch::Service(0));
    stage.issued("run-0", Ok(sample::ticket()));
    stage.printed(Ok(Told::Out));
    stage.after(1_999);
    stage.touch(Touch::Done);
    assert_eq!(stage.shows(), "A012 Out { since_ms: 0 }");
    stage.after(1);
    stage.touch(Touch::Done);
    assert_eq!(stage.shows(), "home vi");
}

#[test]
fn priority_holds_for_one_number() {
    let mut stage = Stage::home();
    stage.touch(Touch::Priority);
    assert_eq!(stage.shows(), "home vi priority yes");
    stage.touch(Touch::Ordinary);
    assert_eq!(stage.shows(), "home vi");
    stage.touch(Touch::Priority);
    assert_eq!(stage.touch(Touch::Service(4)), ["ask run-0 E yes vi"]);
    stage.issued("run-0", Ok(sample::ticket()));
    stage.printed(Ok(Told::Out));
    stage.after(12_000);
    assert_eq!(stage.shows(), "home vi");
}

#[test]
fn priority_asks_for_the_group_where_the_office_wants_it() {
    let mut stage = Stage::home();
    stage.happens(Input::Office(Ok(Office { ask_priority_reason: true, ..sample::office() })));
    stage.touch(Touch::Priority);
    assert_eq!(stage.shows(), "groups");
    stage.happens(Input::Escape);
    assert_eq!(stage.shows(), "home vi");
    stage.touch(Touch::Priority);
    stage.touch(Touch::Group(1));
    assert_eq!(stage.touch(Touch::Service(0)), ["ask run-0 A disabled vi"]);
}

#[test]
fn priority_is_not_declared_where_the_office_does_not_allow_it() {
    let mut stage = Stage::home();
    stage.happens(Input::Office(Ok(Office { self_priority: false, ..sample::office() })));
    stage.touch(Touch::Priority);
    assert_eq!(stage.shows(), "home vi");
}

#[test]
fn a_minute_without_a_touch_brings_back_the_first_language() {
    let mut stage = Stage::home();
    stage.touch(Touch::Language(1));
    stage.touch(Touch::Priority);
    assert_eq!(stage.shows(), "home en priority yes");
    stage.after(40_000);
    stage.happens(Input::Contact);
    stage.after(59_999);
    assert_eq!(stage.shows(), "home en priority yes");
    stage.after(1);
    assert_eq!(stage.shows(), "home vi");
}

#[test]
fn the_language_goes_into_the_press_and_the_paper() {
    let mut stage = Stage::home();
    stage.touch(Touch::Language(1));
    assert_eq!(stage.touch(Touch::Service(0)), ["ask run-0 A - en"]);
    assert_eq!(stage.issued("run-0", Ok(sample::ticket())), ["print A012 en"]);
}

#[test]
fn a_kiosk_may_begin_in_another_language() {
    let stage = Stage::home_with(Settings { language: Some("en".into()), ..settings() }, Vec::new());
    assert_eq!(stage.shows(), "home en");
}

#[test]
fn languages_without_words_are_not_offered() {
    let mut stage = Stage::home();
    let languages = vec!["km".into(), "en".into(), "vi".into()];
    stage.happens(Input::Office(Ok(Office { languages, ..sample::office() })));
    assert_eq!(stage.app.languages(), ["en", "vi"]);
    assert_eq!(stage.shows(), "home en");
}
