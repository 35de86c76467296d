//! The address under which phones reach the server, as it is printed in QR codes.
use std::fmt;
use std::str::FromStr;

use axum::http::Uri;

/// A public URL without a slash at its end, such as `https://motcua.tayninh.example`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl {
    scheme: String,
    authority: String,
    path: String,
}

impl PublicUrl {
    /// The page of a ticket. Scheme and host are upper case, which means the same and lets a QR code use its
    /// alphanumeric mode; a path of the URL itself stays as it is.
    pub(super) fn ticket(&self, token: &str) -> String {
        let (scheme, authority) = (self.scheme.to_ascii_uppercase(), self.authority.to_ascii_uppercase());
        format!("{scheme}://{authority}{}/T/{token}", self.path)
    }

    /// Host and port, to be compared with what a browser says.
    pub(super) fn origin(&self) -> String {
        format!("{}://{}", self.scheme, self.authority)
    }
}

impl FromStr for PublicUrl {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("{text:?} is not a URL such as https://motcua.example.vn");
        let uri: Uri = text.parse().map_err(|_| wrong())?;
        let scheme =
            uri.scheme_str().filter(|scheme| matches!(*scheme, "http" | "https")).ok_or_else(wrong)?;
        let authority =
            uri.authority().filter(|authority| !authority.as_str().contains('@')).ok_or_else(wrong)?;
        if uri.query().is_some() || text.contains('#') || authority.host().is_empty() {
            return Err(wrong());
        }
        let path = uri.path().trim_end_matches('/').to_owned();
        Ok(Self { scheme: scheme.to_owned(), authority: authority.as_str().to_ascii_lowercase(), path })
    }
}

impl fmt::Display for PublicUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}{}", self.scheme, self.authority, self.path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ticket_url_is_upper_case_where_that_means_the_same() {
        for (url, ticket) in [
            ("https://motcua.example.vn", "HTTPS://MOTCUA.EXAMPLE.VN/T/ABC"),
            ("http://10.0.0.5:7070/", "HTTP://10.0.0.5:7070/T/ABC"),
            ("https://example.vn/motcua/", "HTTPS://EXAMPLE.VN/motcua/T/ABC"),
        ] {
            assert_eq!(url.parse::<PublicUrl>().unwrap().ticket("ABC"), ticket);
        }
    }

    #[test]
    fn what_a_phone_cannot_open_is_refused() {
        for url in [
            "",
            "motcua.example.vn",
            "ftp://a.vn",
            "https://",
            "https://u:p@a.vn",
            "https://a.vn/?x=1",
            "https://a.vn/#x",
        ] {
            assert!(url.parse::<PublicUrl>().is_err(), "{url:?}");
        }
    }
}
