//! How a state-changing request runs: the office is asked once, and only when it says no, or the body is wrong,
//! is it looked for everything else that is wrong, in the order 403, 404, 422, 409.
use protocol::FieldError;
use queue::{Act, Caller, Command, Letter, Number, Refusal, Standing};

use super::callers::Desk;
use super::fields::Form;
use super::names::{self, Named};
use super::problem::No;
use super::sent::Sent;
use crate::office::{Answer, Denied, Request};
use crate::view::View;

/// What a path names below the office, so that its absence is found before a wrong body.
pub(super) enum Subject {
    /// Nothing.
    Hall,
    /// A counter, and an act there that stands for the one the body could not give.
    Counter(String, Act),
    /// A service.
    Service(Letter),
    /// A ticket of today.
    Ticket(Number),
    /// A ticket of today that a device must have given itself.
    GivenTicket(Number),
}

/// Submits what the body asks for.
pub(super) async fn submit(
    desk: &Desk,
    sent: &Sent,
    subject: Subject,
    form: Form<Command>,
) -> Result<Answer, No> {
    let Some(command) = form.value else {
        return Err(wrong_body(desk, subject, form.errors, form.names).await);
    };
    let key = sent.key_of(desk.owner.clone());
    let request = Request { caller: desk.caller.clone(), key, command };
    match desk.office.submit(request).await {
        Ok(answer) => Ok(answer),
        Err(Denied::Refused(Refusal::Invalid { field, detail })) => {
            let found = FieldError { field: field.to_owned(), detail };
            Err(wrong_names(desk, found, form.names).await)
        }
        Err(Denied::Refused(refusal)) => Err(refused(desk, refusal, form.names).await),
        Err(denied @ (Denied::KeyReused | Denied::Fault(_))) => Err(denied.into()),
    }
}

/// A body is wrong by itself: the path, the caller's right to act and tickets that aren't there come first, then
/// every wrong name is added.
async fn wrong_body(
    desk: &Desk,
    subject: Subject,
    errors: Vec<FieldError>,
    names: Vec<(String, Named)>,
) -> No {
    let caller = desk.caller.clone();
    let looked = desk.office.read(move |view| {
        subject.refused(view, &caller)?;
        names::known_tickets(view, &names)?;
        Ok::<_, Refusal>(names::unknown(view.office_data(), &names))
    });
    match looked.await {
        Ok(Ok(unknown)) => No::invalid(errors.into_iter().chain(unknown).collect()),
        Ok(Err(refusal)) => refusal.into(),
        Err(fault) => fault.into(),
    }
}

/// The rules found one wrong name; there may be more.
async fn wrong_names(desk: &Desk, found: FieldError, names: Vec<(String, Named)>) -> No {
    match desk.office.read(move |view| names::unknown(view.office_data(), &names)).await {
        Ok(mut errors) => {
            let named = |error: &FieldError| {
                error.field == found.field || error.field.starts_with(&format!("{}[", found.field))
            };
            if !errors.iter().any(named) {
                errors.push(found);
            }
            No::invalid(errors)
        }
        Err(fault) => fault.into(),
    }
}

/// The rules say no; of a state that is spoken of only when the tickets of the body are there.
async fn refused(desk: &Desk, refusal: Refusal, names: Vec<(String, Named)>) -> No {
    let names_ticket = names.iter().any(|(_, named)| matches!(named, Named::Ticket(_)));
    if names_ticket
        && !refusal.comes_first()
        && let Ok(Err(unknown)) = desk.office.read(move |view| names::known_tickets(view, &names)).await
    {
        return unknown.into();
    }
    refusal.into()
}

impl Subject {
    /// Why nothing of this may be touched: no right, or not there.
    fn refused(&self, view: &View<'_>, caller: &Caller) -> Result<(), Refusal> {
        match self {
            Self::Hall => Ok(()),
            Self::Counter(code, act) => view.hall.may_act(code, caller, act),
            Self::Service(letter) => {
                let known = view.office_data().service(*letter);
                known.map(|_| ()).ok_or(Refusal::UnknownService)
            }
            Self::Ticket(number) => view.hall.known(*number, &view.now).map(|_| ()),
            Self::GivenTicket(number) => {
                let (_, ticket) = view.hall.known(*number, &view.now)?;
                let own = caller.standing != Standing::Device || ticket.issued.by == caller.actor;
                if own { Ok(()) } else { Err(Refusal::Forbidden) }
            }
        }
    }
}
