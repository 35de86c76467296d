//! Whether a state-changing request with a cookie comes from a page of this server. A browser sends the cookie
//! with whatever any page asks for; `SameSite` alone would trust every page of the same site.
use axum::http::{Method, Uri, header};
use protocol::Code;

use super::cookie;
use super::head::Head;
use super::problem::No;
use super::public_url::PublicUrl;

/// Refuses another origin. Requests without a cookie, and those that change nothing, may come from anywhere.
pub(super) fn check(head: &Head, public_url: Option<&PublicUrl>) -> Result<(), No> {
    let changes = head.method != Method::GET && head.method != Method::HEAD;
    if !changes || cookie::session(&head.headers).is_none() {
        return Ok(());
    }
    let refused = || No::new(Code::Forbidden, "the request comes from a page of another origin");
    if head.text("sec-fetch-site").is_some_and(|site| site.eq_ignore_ascii_case("cross-site")) {
        return Err(refused());
    }
    let host = head.text(header::HOST);
    let public = public_url.map(PublicUrl::origin);
    let same = head
        .headers
        .get_all(header::ORIGIN)
        .iter()
        .all(|origin| origin.to_str().is_ok_and(|origin| is_ours(origin, host, public.as_deref())));
    if same { Ok(()) } else { Err(refused()) }
}

fn is_ours(origin: &str, host: Option<&str>, public: Option<&str>) -> bool {
    let Some(origin) = place(origin) else { return false };
    // A Host without a port means the port that the page's own scheme has.
    let by_host = host.and_then(|host| place(&format!("{}://{host}", origin.scheme)));
    let by_public = public.and_then(place);
    let same = |ours: Place| ours.host == origin.host && ours.port == origin.port;
    by_host.is_some_and(same) || by_public.is_some_and(same)
}

struct Place {
    scheme: String,
    host: String,
    port: u16,
}

fn place(origin: &str) -> Option<Place> {
    let uri: Uri = origin.parse().ok()?;
    let scheme = uri.scheme_str()?.to_ascii_lowercase();
    let default_port = match scheme.as_str() {
        "http" => 80,
        "https" => 443,
        _ => return None,
    };
    let port = uri.port_u16().unwrap_or(default_port);
    Some(Place { host: uri.host()?.to_ascii_lowercase(), scheme, port })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_ours_by_host_and_port() {
        let public = Some("https://motcua.example.vn");
        for (origin, host) in [
            ("http://10.0.0.5:7070", "10.0.0.5:7070"),
            ("http://server.local", "server.local"),
            ("http://server.local", "server.local:80"),
            ("https://server.local", "server.local:443"),
            ("https://server.local", "server.local"),
            ("http://SERVER.local:7070", "server.LOCAL:7070"),
            ("http://[::1]:7070", "[::1]:7070"),
            ("https://motcua.example.vn", "10.0.0.5:7070"),
            ("https://motcua.example.vn:443", "10.0.0.5:7070"),
        ] {
            assert!(is_ours(origin, Some(host), public), "{origin} at {host}");
        }
        for (origin, host) in [
            ("http://10.0.0.5:7071", "10.0.0.5:7070"),
            ("http://10.0.0.5", "10.0.0.5:7070"),
            ("http://evil.example", "10.0.0.5:7070"),
            ("https://motcua.example.vn.evil.example", "10.0.0.5:7070"),
            ("http://motcua.example.vn", "10.0.0.5:7070"),
            ("null", "10.0.0.5:7070"),
            ("", "10.0.0.5:7070"),
            ("file://", "10.0.0.5:7070"),
        ] {
            assert!(!is_ours(origin, Some(host), public), "{origin} at {host}");
        }
        assert!(!is_ours("http://10.0.0.5:7070", None, None));
    }
}
