//! What a body names and only the office knows: services, groups, procedures, reasons. The rules refuse at the
//! first unknown name; here every one is found, for the answer only.
use protocol::FieldError;
use queue::{Letter, Number, Office, Refusal};

use crate::view::View;

/// What a visitor says who isn't asked for the group.
const ANY_GROUP: &str = "yes";

/// A name in a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// A service by its letter.
    Service(Letter),
    /// A priority group by its code, or "yes".
    Priority(String),
    /// A procedure by its code.
    Procedure(String),
    /// The reason of a pause by its code.
    PauseReason(String),
    /// Services by their letters.
    Services(Vec<Letter>),
    /// A counter by its code.
    Counter(String),
    /// A ticket by its number; an unknown one is no wrong field, but a ticket that is not there.
    Ticket(Number),
}

/// Every name that this office does not have, with its field.
pub(super) fn unknown(office: &Office, names: &[(String, Named)]) -> Vec<FieldError> {
    let wrong = |(field, named): &(String, Named)| {
        let detail = named.unknown(office)?;
        Some(FieldError { field: field.clone(), detail: detail.to_owned() })
    };
    names.iter().filter_map(wrong).collect()
}

/// Whether every ticket that a body names was issued today.
pub(super) fn known_tickets(view: &View<'_>, names: &[(String, Named)]) -> Result<(), Refusal> {
    for (_, named) in names {
        if let Named::Ticket(number) = named {
            view.hall.known(*number, &view.now)?;
        }
    }
    Ok(())
}

impl Named {
    fn unknown(&self, office: &Office) -> Option<&'static str> {
        let (known, detail) = match self {
            Self::Service(letter) => (office.service(*letter).is_some(), "is no service of this office"),
            Self::Priority(code) if code == ANY_GROUP => {
                (!office.priorities.is_empty(), "is not possible: this office has no priority groups")
            }
            Self::Priority(code) => (office.priority(code).is_some(), "is no priority group of this office"),
            Self::Procedure(code) => (
                office.procedures.iter().any(|procedure| procedure.procedure == *code),
                "is no procedure of this office",
            ),
            Self::PauseReason(code) => (
                office.pause_reasons.iter().any(|reason| reason.code == *code),
                "is no reason of a pause in this office",
            ),
            Self::Counter(code) => (office.counter(code).is_some(), "is no counter of this office"),
            Self::Services(letters) => (
                letters.iter().all(|letter| office.service(*letter).is_some()),
                "names a service that this office does not have",
            ),
            Self::Ticket(_) => return None,
        };
        (!known).then_some(detail)
    }
}
