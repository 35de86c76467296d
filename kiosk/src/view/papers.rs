//! What to bring: services, the procedures of one, and the papers, term and cost of one procedure.
use protocol::Procedure;
use screen::area::Area;
use screen::button::Kind;
use screen::text::Weight;
use screen::theme;
use texts::Words;

use super::Scene;
use super::doors::Door;
use super::page::Page;
use super::pieces::{Label, Piece};
use crate::app::{App, Papers, Procedures, Touch};

pub(super) fn draw(scene: &mut Scene, app: &App, papers: &Papers, page: &Page, words: &Words<'_>) {
    let mut doors = vec![Door::back(words), Door::help(app, words)];
    let service = papers.service.as_ref();
    let service = service.and_then(|letter| app.services().iter().find(|known| known.service == *letter));
    let Some(service) = service else {
        let body = scene.doors(page, doors);
        return services(scene, app, page, body, words);
    };
    let name = words.choose(&service.name).to_string();
    if service.open {
        let take = words.fill("papers-take", &[("service", words.choose(&service.short).into())]);
        doors.insert(0, Door::new(Kind::Filled, Touch::Take, take));
    }
    if papers.procedure().is_some_and(|procedure| app.pages(procedure.documents.len()) > 1) {
        doors.insert(0, Door::more(words));
    }
    let body = scene.doors(page, doors);
    match papers.procedure() {
        Some(procedure) => documents(scene, app, procedure, page, body, words),
        None => procedures(scene, app, papers, page, body, name, words),
    }
}

fn services(scene: &mut Scene, app: &App, page: &Page, body: Area, words: &Words<'_>) {
    let rest = scene.heading(page, body, words.get("papers-title"), words.get("papers-hint"), false);
    let door = |(at, service): (usize, &protocol::ServiceNow)| {
        let name = words.choose(&service.name).into();
        Door::new(Kind::Card, Touch::Service(at), name).detail(words.choose(&service.hint).into())
    };
    let all = app.services().iter().enumerate().map(door).collect();
    scene.list(
        page,
        rest,
        app.leaf(all, || Door::new(Kind::Dashed, Touch::Page, words.get("more-services"))),
    );
}

fn procedures(
    scene: &mut Scene,
    app: &App,
    papers: &Papers,
    page: &Page,
    body: Area,
    name: String,
    words: &Words<'_>,
) {
    let hint = match &papers.procedures {
        Procedures::Coming => "procedures-coming",
        Procedures::Unheard => "procedures-unheard",
        Procedures::There(list) if list.is_empty() => "procedures-none",
        Procedures::There(_) => "procedures-hint",
    };
    let rest = scene.heading(page, body, name, words.get(hint), false);
    let door = |(at, procedure): (usize, &Procedure)| {
        let name = words.choose(&procedure.name).into();
        Door::new(Kind::Card, Touch::Procedure(at), name).detail(facts(procedure, words))
    };
    let all = papers.list().iter().enumerate().map(door).collect();
    scene.list(page, rest, app.leaf(all, || Door::more(words)));
}

/// The papers of one procedure, each on its line; their names are in the office's first language.
fn documents(
    scene: &mut Scene,
    app: &App,
    procedure: &Procedure,
    page: &Page,
    body: Area,
    words: &Words<'_>,
) {
    let s = page.letters;
    let rest =
        scene.heading(page, body, words.choose(&procedure.name).into(), facts(procedure, words), false);
    scene.show(rest, Piece::Sheet);
    let inner = rest.inset_xy(s.px(40), s.px(28));
    let (title, inner) = inner.split_top(s.px(64));
    let ground = theme::CARD.ground;
    scene.label(title, Label::new(words.get("papers-bring"), Weight::Bold, s.type_px(38)).on(ground));
    let shown = app.range(procedure.documents.len());
    let count = i32::try_from(shown.len().max(1)).unwrap_or(1);
    let high = (inner.h / count).min(s.px(116));
    for (row, at) in (0..).zip(shown) {
        let document = &procedure.documents[at];
        let row = Area { y: inner.y + row * high, h: high, ..inner };
        let text = format!("{}. {} – {}", at + 1, document.name, words.document(document));
        scene.label(row, Label::new(text, Weight::Medium, s.type_px(33)).lines(2).on(ground).shrinking());
    }
}

/// How long it takes and what it costs.
fn facts(procedure: &Procedure, words: &Words<'_>) -> String {
    format!("{} · {}", words.term(procedure), words.fee(&procedure.fee))
}
