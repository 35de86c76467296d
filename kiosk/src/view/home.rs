//! Home: one card a service, priority, languages.
use protocol::{Moment, ServiceNow, Stop};
use screen::area::Area;
use screen::button::Kind;
use screen::theme;
use texts::{Texts, Words, clock};

use super::Scene;
use super::card::{self, Card, Look};
use super::page::{self, Page};
use super::pieces::Piece;
use crate::app::{App, Touch};

/// Height of a card and the least of it, and the gap between two.
const CARD: (i32, i32) = (card::HEIGHT, 108);
/// The height of cards where a name may need two lines.
const TALL: i32 = 200;
const GAP: i32 = 18;

/// From the one hour on, a service that opens after the other has had its morning.
const LATE_MORNING: i8 = 10;
const NOON: i8 = 12;

pub(super) fn draw(scene: &mut Scene, app: &App, texts: &Texts, page: &Page, words: &Words<'_>) {
    let s = page.scale;
    let body = title(scene, app, page, words);
    let (cards, below) = places(app, page, body, words);
    let shown: Vec<(usize, &ServiceNow)> = app.page().collect();
    for ((at, service), area) in shown.iter().zip(&cards) {
        scene.offer(*area, Touch::Service(*at), Piece::Card(card(app, service, words)));
    }
    if app.pages() > 1
        && let Some(area) = cards.get(shown.len())
    {
        scene.button(*area, Touch::Page, Kind::Dashed, words.get("more"));
    }
    if page.lying {
        let (languages, right) = page::halves(page.foot, s.px(24));
        priority(scene, app, right, words);
        scene.languages(app, texts, languages);
    } else {
        priority(scene, app, below, words);
        scene.languages(app, texts, page.foot);
    }
}

/// The question of the screen; gives what is left below it.
fn title(scene: &mut Scene, app: &App, page: &Page, words: &Words<'_>) -> Area {
    if app.priority() {
        return scene.heading(page, words.get("priority-title"), words.get("priority-hint"), true);
    }
    if let Some(closed) = all_closed(app, words) {
        return scene.heading(page, words.get("home-closed-title"), closed, false);
    }
    scene.heading(page, words.get("home-title"), words.get("home-hint"), false)
}

/// Where the cards stand (and "more" after them), and where priority does on an upright screen.
fn places(app: &App, page: &Page, body: Area, words: &Words<'_>) -> (Vec<Area>, Area) {
    let s = page.scale;
    let count = app.page().count() + usize::from(app.pages() > 1);
    let columns = if page.lying { 2 } else { 1 };
    let rows = count.div_ceil(columns).max(1);
    let offers = offers_priority(app) && !page.lying;
    let (button_h, gap) = (s.px(136), s.px(GAP));
    let room = body.h - if offers { button_h + s.px(24) } else { 0 };
    let lines = i32::try_from(rows).unwrap_or(i32::MAX);
    let width = body.columns(columns, s.px(24))[0].w;
    let long = app.page().any(|(_, service)| Card::is_long(words.choose(&service.name), width, s));
    let most = if long { TALL } else { CARD.0 };
    let card_h = ((room + gap) / lines - gap).clamp(s.px(CARD.1), s.px(most));
    let grid = body.split_top(lines * (card_h + gap) - gap).0;
    let mut cards: Vec<Area> = Vec::with_capacity(count);
    for row in grid.rows(rows, gap) {
        cards.extend(row.columns(columns, s.px(24)));
    }
    // Within easy reach: never in the upper half.
    let y = (grid.bottom() + s.px(24)).max(page.bar.bottom() + page.body.h / 2);
    (cards, Area { y, h: button_h, ..body })
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

/// Whether the day's numbers are still to come, not only those after a break at noon.
fn before_opening(now: Moment, at: Moment) -> bool {
    let (now, at) = (now.civil(), at.civil());
    now.date() == at.date() && (now.hour() < LATE_MORNING || at.hour() < NOON)
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

/// The way to a priority number, or back from it.
fn priority(scene: &mut Scene, app: &App, area: Area, words: &Words<'_>) {
    if !offers_priority(app) {
        return;
    }
    let (touch, kind, label, detail) = if app.priority() {
        (Touch::Ordinary, Kind::Outlined, "ordinary-title", "ordinary-who")
    } else {
        (Touch::Priority, Kind::Priority, "priority-title", "priority-who")
    };
    let (label, detail) = (words.get(label), words.get(detail));
    scene.offer(area, touch, Piece::Button { kind, label, detail });
}
