//! The number that was given: large, with where to go and how long it takes, and where its paper is.
use protocol::{IssuedTicket, PrintProblem};
use screen::area::Area;
use screen::button::Kind;
use screen::text::Weight;
use screen::theme::{self, Scale};
use texts::Words;

use super::Scene;
use super::doors::Door;
use super::page::{self, Page};
use super::pieces::{Label, Piece};
use crate::app::{App, Change, PaperState, Shown, Touch};
use crate::ticket::counter_names;

pub(super) fn draw(scene: &mut Scene, app: &App, shown: &Shown, page: &Page, words: &Words<'_>) {
    let s = page.letters;
    let rest = scene.doors(page, doors(app, shown, words));
    let (sheet, paper) = rest.split_bottom(s.px(if page.lying { 120 } else { 140 }));
    scene.show(sheet, Piece::Sheet);
    let inner = sheet.inset_xy(s.px(48), s.px(24));
    if page.lying {
        let (left, right) = page::halves(inner, s.px(48));
        number(scene, app, shown, page, left, words);
        facts(scene, shown, page, right, words);
    } else {
        let below = number(scene, app, shown, page, inner, words);
        scene.show(Area { h: s.px(2), ..below }, Piece::Hairline);
        facts(scene, shown, page, below.split_top(s.px(16)).1, words);
    }
    let (upper, lower) = paper.split_top(paper.h * 3 / 5);
    let label = Label::new(paper_words(shown, words), Weight::Bold, s.type_px(40));
    scene.label(upper, label.centre().lines(2));
    let more = Label::new(more_words(shown, words), Weight::Medium, s.type_px(29));
    scene.label(lower, more.soft().centre().lines(2));
    scene.said = Some(aloud(app, shown, words));
}

/// The number and what to do, before what is less urgent for who only hears it. A code is of no use.
fn aloud(app: &App, shown: &Shown, words: &Words<'_>) -> Vec<String> {
    let ticket = &shown.ticket;
    let kind = if ticket.priority { "aloud-number-priority" } else { "aloud-number" };
    let (service, counters) = name_and_counters(app, ticket, words);
    let ahead = words.fill("aloud-ahead", &[("count", ticket.ahead.into())]);
    vec![
        words.fill(kind, &[("number", (&ticket.number).into())]),
        words.fill("aloud-wait", &[("wait", (&words.wait_about(ticket.estimate.as_ref())).into())]),
        ahead,
        format!("{service}. {counters}"),
        paper_words(shown, words),
        more_words(shown, words),
    ]
}

fn doors(app: &App, shown: &Shown, words: &Words<'_>) -> Vec<Door> {
    let mut doors = Vec::new();
    if app.is_read() {
        doors.push(Door::new(Kind::Outlined, Touch::Again, words.get("read-again")));
    }
    if let PaperState::Sent { .. } = shown.paper {
        doors.push(Door::new(Kind::Filled, Touch::Paper(true), words.get("paper-yes")));
        doors.push(Door::new(Kind::Outlined, Touch::Paper(false), words.get("paper-no")));
    } else {
        let done = Door::new(Kind::Filled, Touch::Done, words.get("done"));
        doors.push(done.enabled(shown.may_leave(app.now_ms())));
    }
    if app.offers_priority() && shown.may_change(app.now_ms()) {
        let change = Door::new(Kind::Priority, Touch::Prioritise, words.get("result-change"));
        doors.push(change.detail(words.get("result-change-how")));
    }
    doors.push(Door::help(app, words));
    doors
}

/// What else is to be known: what became of the change to priority, or that one number is enough.
fn more_words(shown: &Shown, words: &Words<'_>) -> String {
    words.get(match shown.change {
        Change::None => "result-more",
        Change::Asking => "result-changing",
        Change::Made => "result-changed",
        Change::Refused => "result-unchanged",
    })
}

/// Number, service and counters; gives what is left below them.
fn number(scene: &mut Scene, app: &App, shown: &Shown, page: &Page, area: Area, words: &Words<'_>) -> Area {
    let (s, sheet) = (page.letters, theme::CARD.ground);
    let ticket = &shown.ticket;
    let (name, counters) = names(app, ticket, page, words);
    let names_h = name.height(area.w, s) + counters.height(area.w, s);
    let chip_h = if ticket.priority { s.px(68) } else { 0 };
    let (line, rest) = area.split_top(s.px(52));
    let title = Label::new(words.get("result-title"), Weight::Medium, s.type_px(36));
    scene.label(line, title.soft().centre().on(sheet));
    // On a low screen the number makes room for long names.
    let number_h = (rest.h - names_h - chip_h).clamp(s.px(150), s.px(290));
    let (line, mut rest) = rest.split_top(number_h);
    let size_px = s.type_px(310) * number_h.unsigned_abs() / s.px(290).unsigned_abs();
    let number = Label::new(ticket.number.clone(), Weight::ExtraBold, size_px);
    scene.label(line, number.shrinking().centre().on(sheet));
    if ticket.priority {
        let (chip, below) = rest.split_top(chip_h);
        scene.show(chip, Piece::Chip(words.get("result-priority")));
        rest = below;
    }
    let rest = name.show(scene, rest);
    let rest = counters.show(scene, rest);
    rest.split_top(s.px(24)).1
}

/// What the number is for, and where.
fn names(app: &App, ticket: &IssuedTicket, page: &Page, words: &Words<'_>) -> (Wrapped, Wrapped) {
    let (name, counters) = name_and_counters(app, ticket, words);
    let face = |text, weight, size| Label::new(text, weight, page.letters.type_px(size));
    (
        Wrapped { label: face(name, Weight::Bold, 50), first: 82, further: 64 },
        Wrapped { label: face(counters, Weight::SemiBold, 42), first: 64, further: 54 },
    )
}

fn name_and_counters(app: &App, ticket: &IssuedTicket, words: &Words<'_>) -> (String, String) {
    let service = app.services().iter().find(|service| service.service == ticket.service);
    let name = service.map_or(ticket.service.as_str(), |service| words.choose(&service.name));
    let counters = service.zip(app.office());
    let counters = counters
        .map_or_else(String::new, |(service, office)| counter_names(&service.counters, office, words));
    (name.into(), counters)
}

/// Words on as many lines as they may need, up to three; the first and each further one so high.
struct Wrapped {
    label: Label,
    first: i32,
    further: i32,
}

impl Wrapped {
    fn lines(&self, width: i32) -> i32 {
        self.label.lines_needed(width).clamp(1, 3)
    }

    fn height(&self, width: i32, scale: Scale) -> i32 {
        scale.px(self.first + (self.lines(width) - 1) * self.further)
    }

    /// Gives what is left below.
    fn show(self, scene: &mut Scene, area: Area) -> Area {
        let (place, rest) = area.split_top(self.height(area.w, scene.scale));
        let lines = u32::try_from(self.lines(area.w)).unwrap_or(1);
        scene.label(place, self.label.centre().lines(lines).on(theme::CARD.ground));
        rest
    }
}

/// How many wait, how long it takes, and the code for a phone.
fn facts(scene: &mut Scene, shown: &Shown, page: &Page, area: Area, words: &Words<'_>) {
    let (s, sheet) = (page.letters, theme::CARD.ground);
    let ticket = &shown.ticket;
    let rows = [
        (words.get("result-ahead"), ticket.ahead.to_string()),
        (words.get("result-wait"), words.wait_about(ticket.estimate.as_ref())),
    ];
    let mut rest = area;
    for (name, value) in rows {
        let (line, below) = rest.split_top(s.px(60));
        let (left, right) = page::halves(line, s.px(16));
        scene.label(left, Label::new(name, Weight::Medium, s.type_px(36)).soft().on(sheet));
        scene.label(right, Label::new(value, Weight::Bold, s.type_px(36)).right().on(sheet));
        rest = below;
    }
    if let Some(url) = &ticket.url {
        let (code, below) = rest.split_top(s.px(12)).1.split_bottom(s.px(56));
        let side = code.h.min(code.w).min(s.px(520));
        scene.show(code.centred(side, side), Piece::Code(url.clone()));
        scene.label(
            below,
            Label::new(words.get("result-scan"), Weight::Medium, s.type_px(29)).soft().centre().on(sheet),
        );
    }
}

fn paper_words(shown: &Shown, words: &Words<'_>) -> String {
    let with_number = |word| words.fill(word, &[("number", (&shown.ticket.number).into())]);
    match shown.paper {
        PaperState::None => words.get("result-no-paper"),
        PaperState::Coming => words.get("result-printing"),
        PaperState::Out { .. } => words.get("result-printed"),
        PaperState::Sent { .. } => words.get("result-asked"),
        PaperState::Stuck(PrintProblem::PaperOut) => with_number("result-paper-out"),
        PaperState::Stuck(PrintProblem::CoverOpen) => with_number("result-cover-open"),
        PaperState::Stuck(PrintProblem::PaperLow | PrintProblem::Offline | PrintProblem::Unknown) => {
            with_number("result-printer-fault")
        }
    }
}
