//! Tickets as their holders and as staff see them.
use protocol::{Estimate, IssuedTicket, PublicTicket, StaffTicket, TicketState};
use queue::{Issued, Number, Stage, Ticket};

use super::View;

impl View<'_> {
    /// The ticket as its holder may see it; `None` for a number that was not issued today.
    pub fn public_ticket(&self, number: Number) -> Option<PublicTicket> {
        let day = self.hall.day()?;
        Some(self.public(day.ticket(number)?, day))
    }

    /// Everybody who waits, each with how many of the same service stand before.
    pub(crate) fn everybody_ahead(&self) -> impl Iterator<Item = (Number, u32)> {
        self.hall.open_day().into_iter().flat_map(|day| day.everybody_ahead())
    }

    /// How long a ticket that waits will do so.
    pub(crate) fn estimate_of(&self, number: Number) -> Option<Estimate> {
        self.estimate(self.forecast()?.wait_of(number))
    }

    /// The answer to whoever took a number. Its URL is made where the public address is known.
    pub(crate) fn issued_ticket(&self, issued: &Issued) -> IssuedTicket {
        IssuedTicket {
            number: issued.number.to_string(),
            service: issued.number.letter.to_string(),
            token: self.tokens.token(self.now.date, issued.number),
            url: None,
            issued_at: self.now_moment(),
            ahead: issued.ahead,
            estimate: self.estimate(issued.promised),
            priority: issued.priority.is_some(),
        }
    }

    /// The same for its paper to be printed once more, with the line as it is now.
    pub(crate) fn issued_again(&self, number: Number) -> Option<IssuedTicket> {
        let day = self.hall.day()?;
        let ticket = day.ticket(number)?;
        let now = self.public_ticket(number)?;
        Some(IssuedTicket {
            number: now.number,
            service: now.service,
            token: self.tokens.token(day.date, number),
            url: None,
            issued_at: now.issued_at,
            ahead: now.ahead,
            estimate: now.estimate,
            priority: ticket.issued.priority.is_some(),
        })
    }

    pub(crate) fn staff_ticket(&self, ticket: &Ticket) -> StaffTicket {
        let waited_until_ms = ticket.first_called_ms.unwrap_or(self.now.at_ms);
        StaffTicket {
            number: ticket.number.to_string(),
            service: ticket.service.to_string(),
            state: state(ticket),
            issued_at: self.moment(ticket.issued_ms),
            waited_s: (waited_until_ms - ticket.issued_ms) / 1000,
            calls: ticket.calls,
            recalls: ticket.recalls,
            called_at: ticket.called_ms.map(|at_ms| self.moment(at_ms)),
            started_at: ticket.started_ms.map(|at_ms| self.moment(at_ms)),
            priority: ticket.issued.priority.clone(),
            assist: ticket.issued.assist,
            lang: ticket.issued.lang.clone(),
            printed: ticket.printed,
            note: ticket.note.clone(),
            procedure: ticket.issued.procedure.clone(),
        }
    }

    fn public(&self, ticket: &Ticket, day: &queue::Day) -> PublicTicket {
        let times_max = self.office_data().rules.return_max;
        PublicTicket {
            office: self.office_data().code.clone(),
            number: ticket.number.to_string(),
            service: ticket.service.to_string(),
            state: state(ticket),
            ahead: day.ahead_of(ticket),
            // Nobody looks ahead for a ticket that doesn't wait.
            estimate: ticket.place().and_then(|_| self.estimate_of(ticket.number)),
            counter: at_counter(ticket),
            issued_at: self.moment(ticket.issued_ms),
            called_at: ticket.called_ms.map(|at_ms| self.moment(at_ms)),
            recalls: ticket.recalls,
            later_left: times_max.saturating_sub(ticket.laters),
            return_left: times_max.saturating_sub(ticket.returns),
        }
    }
}

fn state(ticket: &Ticket) -> TicketState {
    match ticket.stage {
        Stage::Waiting => TicketState::Waiting,
        Stage::Held { .. } => TicketState::Held,
        Stage::Cancelled { .. } => TicketState::Cancelled,
        Stage::Called => TicketState::Called,
        Stage::Serving => TicketState::Serving,
        Stage::Done { .. } => TicketState::Done,
        Stage::NoShow { .. } => TicketState::NoShow,
        Stage::Expired => TicketState::Expired,
    }
}

/// The counter that has it in hand, or had it last when it was set aside, missed or done.
fn at_counter(ticket: &Ticket) -> Option<String> {
    match ticket.stage {
        Stage::Waiting | Stage::Cancelled { .. } | Stage::Expired => None,
        Stage::Called | Stage::Serving | Stage::Held { .. } | Stage::Done { .. } | Stage::NoShow { .. } => {
            ticket.counter.clone()
        }
    }
}
