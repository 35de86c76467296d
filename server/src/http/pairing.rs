//! New devices: one asks and shows a code, an admin approves, and the device fetches its key.
use std::sync::Arc;

use axum::extract::State;
use axum::http::{Method, StatusCode};
use axum::response::IntoResponse;
use protocol::{ApprovedDevice, Code, FieldError, PairedDevice, Pairing, WaitingDevice};

use super::answers::{Answered, created, json};
use super::bodies::{self, Approval};
use super::callers::staff_owner;
use super::fields::Form;
use super::head::Head;
use super::origin;
use super::problem::No;
use super::sent::Sent;
use super::site::Site;
use crate::accounts::{self, AccountError, Approve, PairingState};

/// A new device asks to be made known, and shows the code.
#[utoipa::path(post, path = "/api/v1/pair", tag = "device",
    responses((status = 201, body = Pairing, description = "it waits for an admin, ten minutes long"),
        (status = 403, description = "`forbidden`: another origin")))]
pub(super) async fn ask_to_pair(State(site): State<Arc<Site>>, sent: Sent) -> Answered {
    origin::check(&sent.head, site.public_url.as_ref())?;
    let (kind, name) = sent.read(bodies::pair)?;
    site.limits.pairing(sent.head.peer.limited_as())?;
    let asked = site.accounts.ask_to_pair(kind, &name)?;
    Ok(created(&Pairing { pairing: asked.pairing.reveal().to_owned(), code: asked.code }))
}

/// A new device asks whether it was approved, and then gets its key, once.
#[utoipa::path(get, path = "/api/v1/pair/{pairing}", tag = "device",
    responses((status = 200, body = PairedDevice, description = "it was; its key is not told again"),
        (status = 202, description = "nobody has approved it yet")))]
pub(super) async fn pairing(State(site): State<Arc<Site>>, head: Head) -> Answered {
    let secret = head.param("pairing");
    let collected = match site.accounts.pairing_state(secret)? {
        Some(PairingState::Waiting) => return Ok(StatusCode::ACCEPTED.into_response()),
        // A look at the head alone must not take the key away.
        Some(PairingState::Approved) if head.method == Method::HEAD => {
            return Ok(StatusCode::OK.into_response());
        }
        Some(PairingState::Approved) => site.accounts.collect_key(secret)?,
        None => None,
    };
    let Some((device, key)) = collected else {
        site.limits.unknown_pairing(head.peer.limited_as())?;
        return Err(No::new(Code::UnknownPairing, "no device waits by this secret, or not any more"));
    };
    let accounts::Device { office, kind, name, .. } = device;
    Ok(json(&PairedDevice { key: key.reveal().to_owned(), office, kind, name }))
}

/// Devices that wait for approval.
#[utoipa::path(get, path = "/api/v1/pairings", tag = "staff", security(("staff" = [])),
    responses((status = 200, body = [WaitingDevice], description = "the first to ask first")))]
pub(super) async fn pairings(State(site): State<Arc<Site>>, head: Head) -> Answered {
    site.admin(&head)?;
    let now_ms = site.accounts.now_ms();
    let waiting = site.accounts.pairings()?.into_iter().map(|device| WaitingDevice {
        waited_s: u32::try_from((now_ms - device.asked_at_ms) / 1000).unwrap_or_default(),
        code: device.code,
        kind: device.kind,
        name: device.name,
    });
    Ok(json(&waiting.collect::<Vec<_>>()))
}

/// Makes the device known that shows this code.
#[utoipa::path(post, path = "/api/v1/pairings/{code}/approve", tag = "staff", security(("staff" = [])),
    responses((status = 200, body = ApprovedDevice, description = "it fetches its key by itself"),
        (status = 409, description = "`name_taken`: the office has a device of this name; give it another one")))]
pub(super) async fn approve(State(site): State<Arc<Site>>, sent: Sent) -> Answered {
    let admin = site.admin(&sent.head)?;
    let code = sent.head.param("code");
    let Form { value, errors, .. } = known_office(&site, sent.form(bodies::approve));
    let Some(approval) = value else {
        if !site.accounts.is_waiting(code)? {
            return Err(AccountError::UnknownPairing(code.to_owned()).into());
        }
        return Err(No::invalid(errors));
    };
    let key = sent.key_of(staff_owner(&admin));
    let device = site.accounts.approve_pairing(Approve {
        code,
        office: &approval.office,
        name: approval.name.as_deref(),
        by: Some(&admin.user),
        key: key.as_ref(),
    })?;
    Ok(json(&device))
}

/// What only the server knows of the body.
fn known_office(site: &Site, mut form: Form<Approval>) -> Form<Approval> {
    let unknown = |approval: &Approval| site.offices.get(&approval.office).is_none();
    if form.value.as_ref().is_some_and(unknown) {
        let detail = "is no office of this server".to_owned();
        form.errors.push(FieldError { field: "office".to_owned(), detail });
        form.value = None;
    }
    form
}
