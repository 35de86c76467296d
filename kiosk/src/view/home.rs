//! Home: one card a service, and the ways beside: not sure which, a ticket already there, priority, help.
use protocol::{Moment, PrintProblem, ServiceNow, Stop};
use screen::area::Area;
use screen::button::Kind;
use screen::theme;
use texts::{Words, before_opening, clock};

use super::card::{self, Card, Look};
use super::doors::Door;
use super::page::Page;
use super::pieces::Piece;
use super::{Scene, heading_h};
use crate::app::{App, Ease, Touch};

/// The height of cards where a name may need two lines.
const TALL: i32 = 200;
/// The least height of a card.
const LOW: i32 = 108;
/// And where letters are larger.
const LARGER: i32 = 128;
const GAP: i32 = 18;

pub(super) fn draw(scene: &mut Scene, app: &App, page: &Page, words: &Words<'_>) {
    let doors = doors(app, words);
    let (body, places) = page.doors(doors.len());
    let body = title(scene, app, page, body, words);
    let (cards, bottom) = grid(app, page, page.reach(body), words);
    let shown: Vec<(usize, &ServiceNow)> = app.page().collect();
    for ((at, service), area) in shown.iter().zip(&cards) {
        scene.offer(*area, Touch::Service(*at), Piece::Card(card(app, service, words)));
    }
    if app.pages(app.services().len()) > 1
        && let Some(area) = cards.get(shown.len())
    {
        scene.door(Door::new(Kind::Dashed, Touch::Page, words.get("more-services")), *area);
    }
    scene.place(doors, page.follow(places, bottom));
}

/// How many cards, and a way to more among them, fit.
pub(super) fn places(app: &App, page: &Page) -> usize {
    let doors = 2 + usize::from(app.scans()) + usize::from(offers_priority(app));
    let body = page.doors(doors).0;
    let room = page.reach(body.split_top(page.letters.px(heading_h(page))).1);
    let gap = page.scale.px(GAP);
    // Larger letters are worth a second page.
    let low = if app.eased(Ease::Larger) { LARGER } else { LOW };
    let least = page.letters.px(low).max(page.finger());
    let rows = ((room.h + gap) / (least + gap)).max(1);
    let columns = if page.lying { 2 } else { 1 };
    usize::try_from(rows * columns).unwrap_or(1)
}

/// The question of the screen; gives what is left below it.
fn title(scene: &mut Scene, app: &App, page: &Page, body: Area, words: &Words<'_>) -> Area {
    if app.priority() {
        return scene.heading(page, body, words.get("priority-title"), words.get("priority-hint"), true);
    }
    if let Some(closed) = all_closed(app, words) {
        return scene.heading(page, body, words.get("home-closed-title"), closed, false);
    }
    let hint = match app.printer_problem() {
        Some(PrintProblem::PaperOut) => "home-paper-out",
        Some(PrintProblem::CoverOpen) => "home-cover-open",
        Some(PrintProblem::Offline | PrintProblem::Unknown) => "home-printer-fault",
        Some(PrintProblem::PaperLow) | None => "home-hint",
    };
    scene.heading(page, body, words.get("home-title"), words.get(hint), false)
}

/// The ways beside the main one.
fn doors(app: &App, words: &Words<'_>) -> Vec<Door> {
    let unsure = Door::new(Kind::Dashed, Touch::Unsure, words.get("unsure"));
    let mut doors = vec![unsure.detail(words.get("unsure-how"))];
    if app.scans() {
        let holder = Door::new(Kind::Outlined, Touch::Holder, words.get("holder-title"));
        doors.push(holder.detail(words.get("holder-who")));
    }
    if offers_priority(app) {
        let (touch, kind, label, detail) = if app.priority() {
            (Touch::Ordinary, Kind::Outlined, "ordinary-title", "ordinary-who")
        } else {
            (Touch::Priority, Kind::Priority, "priority-title", "priority-who")
        };
        doors.push(Door::new(kind, touch, words.get(label)).detail(words.get(detail)));
    }
    doors.push(Door::help(app, words));
    doors
}

/// Where the cards stand (and "more" after them), and where they end.
fn grid(app: &App, page: &Page, room: Area, words: &Words<'_>) -> (Vec<Area>, i32) {
    let (s, gap) = (page.letters, page.scale.px(GAP));
    let count = app.page().count() + usize::from(app.pages(app.services().len()) > 1);
    let columns = if page.lying { 2 } else { 1 };
    let rows = count.div_ceil(columns).max(1);
    let lines = i32::try_from(rows).unwrap_or(i32::MAX);
    let width = room.columns(columns, page.scale.px(24))[0].w;
    let long = app.page().any(|(_, service)| Card::is_long(words.choose(&service.name), width, s));
    let most = if long { TALL } else { card::HEIGHT };
    let card_h = ((room.h + gap) / lines - gap).min(s.px(most)).max(page.finger());
    let grid = room.split_top(lines * (card_h + gap) - gap).0;
    let mut cards: Vec<Area> = Vec::with_capacity(count);
    for row in grid.rows(rows, gap) {
        cards.extend(row.columns(columns, page.scale.px(24)));
    }
    (cards, grid.bottom())
}

fn card(app: &App, service: &ServiceNow, words: &Words<'_>) -> Card {
    let (look, right) = match app.asking() {
        Some(letter) if letter == service.service => (Look::Asking, (words.get("asking"), String::new())),
        Some(_) => (Look::Waiting, waits(service, words)),
        None if !service.open => (Look::Closed, closed(service, app.server_now(), words)),
        None if app.priority() => (Look::Priority, waits(service, words)),
        None => (Look::Open, waits(service, words)),
    };
    Card {
        letter: service.service.clone(),
        colour: theme::parse_colour(&service.color).unwrap_or(theme::INK),
        name: words.choose(&service.name).into(),
        hint: words.choose(&service.hint).into(),
        right,
        look,
    }
}

fn waits(service: &ServiceNow, words: &Words<'_>) -> (String, String) {
    (words.wait_title(service.estimate.as_ref()), words.people_waiting(service.waiting))
}

/// Why in a word, and when it gives numbers again.
fn closed(service: &ServiceNow, now: Option<Moment>, words: &Words<'_>) -> (String, String) {
    let times = now.zip(service.reopens_at);
    let early = times.filter(|(now, at)| before_opening(*now, *at));
    let why = match (service.reason, early) {
        // Nothing is over yet.
        (Some(Stop::Hours) | None, Some((_, at))) => {
            let opens = words.fill("card-opens", &[("time", (&clock(at)).into())]);
            return (words.get("card-early"), opens);
        }
        (Some(Stop::Hours | Stop::LastTicket) | None, _) => "card-hours",
        (Some(Stop::Limit), _) => "card-limit",
        (Some(Stop::Holiday), _) => "card-holiday",
        (Some(Stop::DayClosed), _) => "card-day",
    };
    let again = times.map_or_else(String::new, |(now, at)| reopens(now, at, words));
    (words.get(why), again)
}

fn reopens(now: Moment, at: Moment, words: &Words<'_>) -> String {
    let (today, day) = (now.civil().date(), at.civil().date());
    let time = clock(at);
    let time = ("time", (&time).into());
    if today == day {
        words.fill("card-reopens-today", &[time])
    } else if today.tomorrow().is_ok_and(|tomorrow| tomorrow == day) {
        words.fill("card-reopens-tomorrow", &[time])
    } else {
        words.fill("card-reopens-day", &[("day", (&words.day(at)).into())])
    }
}

/// When no service gives numbers: why, in a sentence.
fn all_closed(app: &App, words: &Words<'_>) -> Option<String> {
    let first = app.services().first()?;
    let none = app.services().iter().all(|service| !service.open);
    let now = app.server_now().filter(|_| none)?;
    Some(match &first.reason_text {
        // The cards say when, so the office's own words may be as long as the line.
        Some(reason) => words.choose(reason).into(),
        None => words.closed(first.reason, now, first.reopens_at),
    })
}

/// Priority of nothing is not offered.
fn offers_priority(app: &App) -> bool {
    app.offers_priority() && app.services().iter().any(|service| service.open)
}
