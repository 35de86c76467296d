//! A ticket that was issued, told to its holder: where it stands, and where to go.
use protocol::{Office, PublicTicket, TicketState};

use crate::Words;

impl Words<'_> {
    /// Where a ticket stands, in a sentence: "Còn 3 người chờ trước", "Mời đến Quầy 3", …
    pub fn ticket_state(&self, ticket: &PublicTicket, office: &Office) -> String {
        let code = ticket.counter.as_deref().unwrap_or_default();
        let at = [("counter", self.counter_name(office, code).into())];
        let missed = [("number", (&ticket.number).into()), ("calls", (ticket.recalls + 1).into())];
        match ticket.state {
            TicketState::Waiting => self.fill("state-waiting", &[("count", ticket.ahead.into())]),
            TicketState::Called => self.fill("state-called", &at),
            TicketState::Serving => self.fill("state-serving", &at),
            TicketState::Held => self.fill("state-held", &at),
            TicketState::Done => self.get("state-done"),
            TicketState::NoShow => self.fill("state-missed", &missed),
            TicketState::Cancelled => self.get("state-cancelled"),
            TicketState::Expired => self.get("state-expired"),
        }
    }

    /// The name of a counter, or its code where the office has none of that code.
    pub fn counter_name<'x>(&self, office: &'x Office, code: &'x str) -> &'x str {
        let named = office.counters.iter().find(|counter| counter.counter == code);
        named.map_or(code, |counter| self.choose(&counter.name))
    }
}
