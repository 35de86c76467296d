//! The ticket that somebody has already: where it stands, in a sentence, and what can be done.
use protocol::{PublicTicket, TicketState};
use screen::button::Kind;
use texts::Words;

use super::Scene;
use super::doors::Door;
use super::message::say;
use super::page::Page;
use crate::app::{App, Holder, Known, Touch};

pub(super) fn draw(scene: &mut Scene, app: &App, holder: &Holder, page: &Page, words: &Words<'_>) {
    let mut doors = Vec::new();
    if holder.may_return() {
        doors.push(Door::new(Kind::Filled, Touch::Return, words.get("return")));
    }
    let done = if matches!(holder.known, Known::Wanted) { "back" } else { "done" };
    doors.push(Door::new(Kind::Outlined, Touch::Done, words.get(done)));
    doors.push(Door::help(app, words));
    let body = scene.doors(page, doors);
    let (title, text) = sentences(app, holder, words);
    say(scene, page, body, [title, text, String::new()]);
}

fn sentences(app: &App, holder: &Holder, words: &Words<'_>) -> (String, String) {
    match &holder.known {
        Known::Wanted => (words.get("holder-wanted"), words.get("holder-wanted-body")),
        Known::Asking => (words.get("holder-asking"), String::new()),
        Known::NoTicket => (words.get("holder-none"), words.get("holder-none-body")),
        Known::Elsewhere => (words.get("holder-elsewhere"), words.get("holder-elsewhere-body")),
        Known::Unheard => (words.get("holder-unheard"), words.get("holder-unheard-body")),
        Known::Ticket(ticket) => (ticket.number.clone(), state(app, holder, ticket, words)),
    }
}

fn state(app: &App, holder: &Holder, ticket: &PublicTicket, words: &Words<'_>) -> String {
    let Some(office) = app.office() else { return String::new() };
    let state = words.ticket_state(ticket, office);
    let waits = || format!("{state}, {}", words.wait_about(ticket.estimate.as_ref()));
    match ticket.state {
        TicketState::Waiting if holder.returned => format!("{}\n{}", words.get("holder-returned"), waits()),
        TicketState::Waiting => waits(),
        TicketState::NoShow if holder.may_return() => format!("{state}\n{}", words.get("holder-return")),
        TicketState::NoShow
        | TicketState::Called
        | TicketState::Serving
        | TicketState::Held
        | TicketState::Done
        | TicketState::Cancelled
        | TicketState::Expired => state,
    }
}
