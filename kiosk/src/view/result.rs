//! The number that was given: large, with where to go and how long it takes, and where its paper is.
use protocol::PrintProblem;
use screen::area::Area;
use screen::button::Kind;
use screen::text::Weight;
use screen::theme;
use texts::Words;

use super::Scene;
use super::page::{self, Page};
use super::pieces::{Label, Piece};
use crate::app::{App, PaperState, Shown, Touch};
use crate::ticket::counter_names;

pub(super) fn draw(scene: &mut Scene, app: &App, shown: &Shown, page: &Page, words: &Words<'_>) {
    let s = page.scale;
    let (rest, button) = page.split_button();
    let (sheet, paper) = rest.split_bottom(s.px(if page.lying { 96 } else { 150 }));
    scene.show(sheet, Piece::Sheet);
    let inner = sheet.inset_xy(s.px(48), s.px(36));
    if page.lying {
        let (left, right) = page::halves(inner, s.px(48));
        number(scene, app, shown, page, left, words);
        facts(scene, shown, page, right, words);
    } else {
        let below = number(scene, app, shown, page, inner, words);
        scene.show(Area { h: s.px(2), ..below }, Piece::Hairline);
        facts(scene, shown, page, below.split_top(s.px(24)).1, words);
    }
    let label = Label::new(paper_words(shown, words), Weight::Bold, s.type_px(40));
    scene.label(paper, label.centre().lines(2));
    if shown.may_leave(app.now_ms()) {
        scene.button(button, Touch::Done, Kind::Filled, words.get("done"));
    }
}

/// Number, service and counters; gives what is left below them.
fn number(scene: &mut Scene, app: &App, shown: &Shown, page: &Page, area: Area, words: &Words<'_>) -> Area {
    let (s, sheet) = (page.scale, theme::CARD.ground);
    let ticket = &shown.ticket;
    let (line, rest) = area.split_top(s.px(52));
    scene.label(
        line,
        Label::new(words.get("result-title"), Weight::Medium, s.type_px(36)).soft().centre().on(sheet),
    );
    let (line, mut rest) = rest.split_top(s.px(290));
    scene.label(
        line,
        Label::new(ticket.number.clone(), Weight::ExtraBold, s.type_px(310)).shrinking().centre().on(sheet),
    );
    if ticket.priority {
        let (chip, below) = rest.split_top(s.px(68));
        scene.show(chip, Piece::Chip(words.get("result-priority")));
        rest = below;
    }
    let service = app.services().iter().find(|service| service.service == ticket.service);
    let name = service.map_or(ticket.service.as_str(), |service| words.choose(&service.name));
    let (line, rest) = rest.split_top(s.px(82));
    scene.label(line, Label::new(name.into(), Weight::Bold, s.type_px(50)).centre().on(sheet));
    let counters = service.zip(app.office());
    let counters = counters
        .map_or_else(String::new, |(service, office)| counter_names(&service.counters, office, words));
    let (line, rest) = rest.split_top(s.px(64));
    scene.label(line, Label::new(counters, Weight::SemiBold, s.type_px(42)).centre().on(sheet));
    rest.split_top(s.px(24)).1
}

/// How many wait, how long it takes, and the code for a phone.
fn facts(scene: &mut Scene, shown: &Shown, page: &Page, area: Area, words: &Words<'_>) {
    let (s, sheet) = (page.scale, theme::CARD.ground);
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
        PaperState::Stuck(PrintProblem::PaperOut) => with_number("result-paper-out"),
        PaperState::Stuck(
            PrintProblem::PaperLow | PrintProblem::CoverOpen | PrintProblem::Offline | PrintProblem::Unknown,
        ) => with_number("result-printer-fault"),
    }
}
