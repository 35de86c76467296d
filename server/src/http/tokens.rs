//! From the token behind a QR code to its ticket. No answer, and no log, ever tells a token.
use std::time::Duration;

use futures_util::future::join_all;
use protocol::{Code, PublicTicket};
use queue::Number;

use super::head::Head;
use super::problem::No;
use super::site::Site;
use crate::office::Office;

/// Characters of a token: 128 bits in base32 (RFC 4648, section 6) and 2 to fill up.
const LENGTH: usize = 26;

/// An office that does not answer for so long holds nobody up who asks about another.
pub(super) const PATIENCE: Duration = Duration::from_secs(2);

/// A ticket that was found.
pub(super) struct Found {
    pub(super) office: Office,
    pub(super) number: Number,
    pub(super) ticket: PublicTicket,
}

/// The ticket of the token in the path. Unknown ones are counted: guessing is slowed down.
pub(super) async fn find(site: &Site, head: &Head) -> Result<Found, No> {
    let mut silent = false;
    if let Some(token) = in_form(head.param("token")) {
        let asked = site.offices.iter().map(|(_, office)| found_in(office, token.clone()));
        for answer in join_all(asked).await {
            match answer {
                Ok(Some(found)) => return Ok(found),
                Ok(None) => {}
                Err(Silent) => silent = true,
            }
        }
    }
    // Guessing is slowed down, whatever the answer.
    site.limits.unknown_token(head.peer.limited_as())?;
    if silent {
        return Err(No::storage("an office can't answer, and the ticket may be of that office"));
    }
    Err(No::new(Code::UnknownTicket, "no ticket of today has this token"))
}

/// An office that is damaged or can't answer now.
struct Silent;

async fn found_in(office: &Result<Office, String>, token: String) -> Result<Option<Found>, Silent> {
    let office = office.as_ref().map_err(|_| Silent)?;
    let found = office.read(move |view| {
        let number = view.token_number(&token)?;
        Some((number, view.public_ticket(number)?))
    });
    let found = tokio::time::timeout(PATIENCE, found).await.map_err(|_| Silent)?.map_err(|_| Silent)?;
    Ok(found.map(|(number, ticket)| Found { office: office.clone(), number, ticket }))
}

/// The token in its one spelling; `None` when it can't be one.
fn in_form(text: &str) -> Option<String> {
    let base32 = |byte: u8| byte.is_ascii_alphabetic() || matches!(byte, b'2'..=b'7');
    (text.len() == LENGTH && text.bytes().all(base32)).then(|| text.to_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_has_one_spelling() {
        let token = "ABCDEFGHIJKLMNOPQRSTUVWX27";
        assert_eq!(in_form(token).as_deref(), Some(token));
        assert_eq!(in_form(&token.to_lowercase()).as_deref(), Some(token));
        for wrong in [
            "",
            &token[1..],
            "ABCDEFGHIJKLMNOPQRSTUVWX18",
            "ABCDEFGHIJKLMNOPQRSTUVWX2é",
            "../../../../../../../../..",
        ] {
            assert_eq!(in_form(wrong), None, "{wrong}");
        }
    }
}
