//! Signing in and out.
use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use protocol::{Code, Me, Role};

use super::answers::{Answered, json, nothing};
use super::bodies::{self, Login};
use super::callers::unauthenticated;
use super::head::Head;
use super::problem::No;
use super::sent::Sent;
use super::site::Site;
use super::{cookie, origin};
use crate::accounts::NewSession;

/// Signs in.
#[utoipa::path(post, path = "/api/v1/login", tag = "staff",
    responses((status = 204, description = "signed in", headers(("Set-Cookie" = String, description = "the session"))),
        (status = 401, description = "`unauthenticated`: the name or the password is wrong"),
        (status = 403, description = "`forbidden`: another origin")))]
pub(super) async fn login(State(site): State<Arc<Site>>, sent: Sent) -> Answered {
    origin::check(&sent.head, site.public_url.as_ref())?;
    let login = sent.read(bodies::login)?;
    let session = checked(&site, &sent.head, login).await?;
    let session =
        session.ok_or_else(|| No::new(Code::Unauthenticated, "the name or the password is wrong"))?;
    Ok(with_cookie(nothing(), cookie::set(&session.cookie, sent.head.peer.secure)))
}

/// Signs out.
#[utoipa::path(post, path = "/api/v1/logout", tag = "staff", security(("staff" = [])),
    responses((status = 204, description = "signed out", headers(("Set-Cookie" = String, description = "ends the session")))))]
pub(super) async fn logout(State(site): State<Arc<Site>>, sent: Sent) -> Answered {
    site.staff(&sent.head)?;
    sent.read(bodies::nothing)?;
    let session = cookie::session(&sent.head.headers).ok_or_else(unauthenticated)?;
    site.accounts.logout(session)?;
    Ok(with_cookie(nothing(), cookie::ended(sent.head.peer.secure)))
}

/// Who is signed in.
#[utoipa::path(get, path = "/api/v1/me", tag = "staff", security(("staff" = [])),
    responses((status = 200, body = Me, description = "the person of this session")))]
pub(super) async fn me(State(site): State<Arc<Site>>, head: Head) -> Answered {
    let staff = site.staff(&head)?;
    let offices = match staff.role {
        Role::Admin => site.offices.iter().map(|(code, _)| code.to_owned()).collect(),
        Role::Clerk | Role::Manager => staff.offices,
    };
    Ok(json(&Me { user: staff.user, role: staff.role, offices }))
}

/// Checks a password, in its turn and not too often.
async fn checked(site: &Arc<Site>, head: &Head, login: Login) -> Result<Option<NewSession>, No> {
    let address = head.peer.limited_as();
    let turn = site.turns.take(address).await?;
    // Capitals make no other account.
    let user = login.user.to_ascii_lowercase();
    site.limits.sign_ins.begin(&user, address)?;
    let accounts = site.accounts.clone();
    let checked = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        accounts.login(&login.user, &login.password)
    });
    let session = checked.await.map_err(anyhow::Error::from)??;
    if session.is_some() {
        site.limits.sign_ins.succeeded(&user, address);
    }
    Ok(session)
}

fn with_cookie(mut response: Response, cookie: Option<HeaderValue>) -> Response {
    if let Some(cookie) = cookie {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    response
}
