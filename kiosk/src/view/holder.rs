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
    let counter = counter(app, ticket, words);
    let at = |word: &str| words.fill(word, &[("counter", (&counter).into())]);
    match ticket.state {
        TicketState::Waiting => {
            let wait = words.wait_about(ticket.estimate.as_ref());
            let line = [("count", ticket.ahead.into()), ("wait", (&wait).into())];
            let waits = words.fill("holder-waiting", &line);
            if holder.returned { format!("{}\n{waits}", words.get("holder-returned")) } else { waits }
        }
        TicketState::Called | TicketState::Serving => at("holder-called"),
        TicketState::Held => at("holder-held"),
        TicketState::NoShow if ticket.return_left > 0 => {
            let times = ticket.recalls + 1;
            words.fill("holder-missed", &[("number", (&ticket.number).into()), ("times", times.into())])
        }
        TicketState::NoShow => words.get("holder-missed-over"),
        TicketState::Done => words.get("holder-done"),
        TicketState::Cancelled => words.get("holder-cancelled"),
        TicketState::Expired => words.get("holder-expired"),
    }
}

/// The counter's name, or its code where the office has none.
fn counter(app: &App, ticket: &PublicTicket, words: &Words<'_>) -> String {
    let code = ticket.counter.as_deref().unwrap_or_default();
    let counters = app.office().map_or(&[][..], |office| &office.counters);
    let named = counters.iter().find(|counter| counter.counter == code);
    named.map_or_else(|| code.to_string(), |counter| words.choose(&counter.name).into())
}
