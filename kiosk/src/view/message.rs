//! Screens that say what happened, what it means for who stands here, and what to do.
use protocol::{Moment, ServiceNow, Stop};
use screen::area::Area;
use screen::button::Kind;
use screen::text::Weight;
use texts::Words;

use super::Scene;
use super::doors::Door;
use super::page::Page;
use super::pieces::Label;
use crate::app::{App, Blocked, Issuing, Refusal, Touch};

/// No number can be taken at all.
pub(super) fn blocked(scene: &mut Scene, app: &App, blocked: Blocked, page: &Page, words: &Words<'_>) {
    let office = app.office_code();
    let (title, note) = match blocked {
        Blocked::Starting => (words.get("starting"), String::new()),
        Blocked::Away => (words.get("away-title"), words.get("away-note")),
        Blocked::UnknownOffice => {
            let note = words.fill("unknown-office-note", &[("office", office.into())]);
            (words.get("unready-title"), note)
        }
        Blocked::NotAllowed => (words.get("unready-title"), words.get("not-allowed-note")),
        Blocked::CannotWrite => (words.get("unready-title"), words.get("cannot-write-note")),
    };
    let body = if blocked == Blocked::Starting { String::new() } else { words.get("blocked-body") };
    say(scene, page, page.body, [title, body, note]);
}

/// The number does not come at once.
pub(super) fn stuck(scene: &mut Scene, app: &App, issuing: &Issuing, page: &Page, words: &Words<'_>) {
    let letter = &issuing.press.request.service;
    let service = app.services().iter().find(|service| service.service == *letter);
    let name = service.map_or(letter.as_str(), |service| words.choose(&service.name));
    let body = words.fill("stuck-body", &[("service", name.into())]);
    let doors = vec![Door::new(Kind::Outlined, Touch::GiveUp, words.get("give-up")), Door::help(app, words)];
    let rest = scene.doors(page, doors);
    say(scene, page, rest, [words.get("stuck-title"), body, String::new()]);
}

/// The server, or this kiosk for it, said no.
pub(super) fn refused(scene: &mut Scene, app: &App, refusal: &Refusal, page: &Page, words: &Words<'_>) {
    let (title, body) = match refusal {
        Refusal::Closed { service, stop, reopens_at } => {
            let known = app.services().iter().find(|known| known.service == *service);
            let name = known.map_or(service.as_str(), |service| words.choose(&service.name));
            (name.to_string(), why(app, known, *stop, *reopens_at, words))
        }
        Refusal::Fault => (words.get("refused-title"), words.get("refused-body")),
    };
    let doors = vec![Door::new(Kind::Filled, Touch::Done, words.get("back")), Door::help(app, words)];
    let rest = scene.doors(page, doors);
    say(scene, page, rest, [title, body, String::new()]);
}

fn why(
    app: &App,
    service: Option<&ServiceNow>,
    stop: Option<Stop>,
    reopens_at: Option<Moment>,
    words: &Words<'_>,
) -> String {
    match (service, app.server_now(), stop) {
        (Some(service), Some(now), Some(_)) => {
            let service = ServiceNow { reason: stop, reopens_at, ..service.clone() };
            closed_sentences(&service, now, words)
        }
        // It closed between the last look and the press.
        (_, _, None) | (None, ..) | (_, None, _) => words.get("refused-closed"),
    }
}

/// Why a service gives no numbers, where the office has said it in its own words, and when it does again.
fn closed_sentences(service: &ServiceNow, now: Moment, words: &Words<'_>) -> String {
    let why = match &service.reason_text {
        Some(reason) => words.choose(reason).into(),
        None => words.closed_why(service.reason, now, service.reopens_at),
    };
    match service.reopens_at {
        Some(at) => format!("{why}\n{}", words.reopens(now, at)),
        None => why,
    }
}

/// Title, what to do, and a note, in the middle of an area.
pub(super) fn say(scene: &mut Scene, page: &Page, area: Area, [title, body, note]: [String; 3]) {
    let s = page.letters;
    let (area, below) = area.split_bottom(s.px(90));
    scene.label(below, Label::new(note, Weight::Medium, s.type_px(31)).soft().centre().lines(2));
    let (above, rest) = area.split_top(area.h * 45 / 100);
    let title = Label::new(title, Weight::Bold, s.type_px(66)).centre().lines(3).bottom();
    scene.label(above, title);
    let (_, rest) = rest.split_top(s.px(12));
    scene.label(rest, Label::new(body, Weight::Medium, s.type_px(44)).centre().lines(6).top());
}
