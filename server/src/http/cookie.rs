//! The session cookie: how it is set, ended and found again.
use axum::http::{HeaderMap, HeaderValue, header};

const NAME: &str = "session";

/// The session that a request brings.
pub(super) fn session(headers: &HeaderMap) -> Option<&str> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, value)| *name == NAME && !value.is_empty()).map(|(_, value)| value)
}

/// Sets the cookie. `Secure` only where nobody can read along: over plain HTTP no browser would send it back.
pub(super) fn set(session: &str, secure: bool) -> Option<HeaderValue> {
    format!("{NAME}={session}; HttpOnly; SameSite=Strict; Path=/{}", attribute(secure)).parse().ok()
}

/// Ends the cookie.
pub(super) fn ended(secure: bool) -> Option<HeaderValue> {
    format!("{NAME}=; HttpOnly; SameSite=Strict; Path=/; Max-Age=0{}", attribute(secure)).parse().ok()
}

fn attribute(secure: bool) -> &'static str {
    if secure { "; Secure" } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_session_is_found_among_other_cookies() {
        let found = |cookies: &[&'static str]| {
            let values = cookies.iter().map(|cookie| (header::COOKIE, HeaderValue::from_static(cookie)));
            let mut headers = HeaderMap::new();
            headers.extend(values.map(|(name, value)| (Some(name), value)));
            session(&headers).map(str::to_owned)
        };
        assert_eq!(found(&["session=abc"]).as_deref(), Some("abc"));
        assert_eq!(found(&["lang=vi; session=abc; x=1"]).as_deref(), Some("abc"));
        assert_eq!(found(&["lang=vi", "session=abc"]).as_deref(), Some("abc"));
        assert_eq!(found(&["xsession=abc; session="]), None);
        assert_eq!(found(&[]), None);
    }

    #[test]
    fn the_cookie_is_for_this_site_alone() {
        assert_eq!(set("abc", false).unwrap(), "session=abc; HttpOnly; SameSite=Strict; Path=/");
        assert_eq!(set("abc", true).unwrap(), "session=abc; HttpOnly; SameSite=Strict; Path=/; Secure");
        assert_eq!(ended(false).unwrap(), "session=; HttpOnly; SameSite=Strict; Path=/; Max-Age=0");
    }
}
