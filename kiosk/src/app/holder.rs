//! Who has a ticket already shows it to the scanner: where it stands, and "I am back" for who missed a call.
use client::Failure;
use protocol::{Code, PublicTicket, TicketState};

use super::{Act, App, Screen};

/// The ticket that was shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Holder {
    token: String,
    pub(crate) known: Known,
    /// Whether it has just come back from a missed call.
    pub(crate) returned: bool,
}

/// What is known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Known {
    /// It is still to be shown.
    Wanted,
    Asking,
    Ticket(Box<PublicTicket>),
    /// No ticket of today, or no ticket at all.
    NoTicket,
    /// A ticket of another office.
    Elsewhere,
    /// The server did not say.
    Unheard,
}

/// The letters of a token.
const TOKEN_LEN: usize = 26;

impl Holder {
    const fn new(token: String, known: Known) -> Self {
        Self { token, known, returned: false }
    }

    /// Whether its holder can take it back into the line.
    pub(crate) fn may_return(&self) -> bool {
        let missed = |ticket: &PublicTicket| ticket.state == TicketState::NoShow && ticket.return_left > 0;
        matches!(&self.known, Known::Ticket(ticket) if missed(ticket))
    }
}

impl App {
    pub(super) fn want_ticket(&mut self) {
        if self.settings.scanner {
            self.show(Screen::Holder(Box::new(Holder::new(String::new(), Known::Wanted))));
        }
    }

    /// The scanner read something, on whatever screen; a number on its way or just given is not disturbed.
    pub(super) fn scanned(&mut self, text: &str, acts: &mut Vec<Act>) {
        let busy = matches!(self.screen, Screen::Issuing(_)) || self.shown_mut().is_some();
        if busy || self.blocked().is_some() {
            return;
        }
        self.touched_ms = self.now_ms;
        let holder = match token(text) {
            Some(token) => {
                acts.push(Act::LoadTicket(token.clone()));
                Holder::new(token, Known::Asking)
            }
            None => Holder::new(String::new(), Known::NoTicket),
        };
        self.show(Screen::Holder(Box::new(holder)));
    }

    pub(super) fn come_back(&mut self, acts: &mut Vec<Act>) {
        let Screen::Holder(holder) = &mut self.screen else { return };
        if holder.may_return() {
            acts.push(Act::Return(holder.token.clone()));
            (holder.known, holder.returned) = (Known::Asking, true);
        }
    }

    pub(super) fn ticket_came(
        &mut self,
        token: &str,
        result: Result<PublicTicket, Failure>,
        acts: &mut Vec<Act>,
    ) {
        let own = self.settings.office.clone();
        let Screen::Holder(holder) = &mut self.screen else { return };
        if holder.token != token || holder.known != Known::Asking {
            return;
        }
        holder.known = match result {
            Ok(ticket) if ticket.office == own => Known::Ticket(Box::new(ticket)),
            Ok(_) => Known::Elsewhere,
            Err(Failure::Refused(problem)) if problem.code == Code::UnknownTicket => Known::NoTicket,
            // It can't come back any more: how does it stand?
            Err(Failure::Refused(_)) if holder.returned => {
                holder.returned = false;
                acts.push(Act::LoadTicket(token.into()));
                return;
            }
            Err(Failure::Refused(_) | Failure::Busy { .. } | Failure::Away(_)) => Known::Unheard,
        };
    }
}

/// The token in what a scanner reads: the code's address, or the token alone.
fn token(text: &str) -> Option<String> {
    let last = text.trim().trim_end_matches('/').rsplit('/').next()?;
    let base32 = |sign: u8| sign.is_ascii_alphabetic() || (b'2'..=b'7').contains(&sign);
    let whole = last.len() == TOKEN_LEN && last.bytes().all(base32);
    whole.then(|| last.to_ascii_uppercase())
}
