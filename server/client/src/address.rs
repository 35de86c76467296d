//! Where the server is, and how a path under it is written.
use std::fmt;
use std::str::FromStr;

use hyper::Uri;

/// The server's address, such as `http://192.168.1.10:7070`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    base: String,
}

/// Why a text is not the address of a server.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// It is no URL with a host.
    #[error("{0:?} is not an address such as http://192.168.1.10:7070")]
    NotAnAddress(String),
    /// TLS is not spoken.
    #[error("{0:?} asks for https, which is not supported yet; write http://")]
    Https(String),
}

impl FromStr for Address {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || AddressError::NotAnAddress(text.into());
        let uri: Uri = text.trim().parse().map_err(|_| wrong())?;
        let authority = uri.authority().ok_or_else(wrong)?;
        match uri.scheme_str() {
            Some("http") => {}
            Some("https") => return Err(AddressError::Https(text.into())),
            Some(_) | None => return Err(wrong()),
        }
        if authority.as_str().contains('@') || authority.host().is_empty() || uri.query().is_some() {
            return Err(wrong());
        }
        let path = uri.path().trim_end_matches('/');
        Ok(Self { base: format!("http://{authority}{path}") })
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.base)
    }
}

impl Address {
    /// A path of the API, `["offices", code, "board"]`; each part is escaped where it must be.
    pub(crate) fn api(&self, parts: &[&str]) -> Uri {
        let mut text = format!("{}/api/v1", self.base);
        for part in parts {
            text.push('/');
            escape(part, &mut text);
        }
        text.parse().expect("the base is a URI and every part is escaped")
    }
}

/// RFC 3986: everything but unreserved characters as `%XX`.
fn escape(part: &str, to: &mut String) {
    for byte in part.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            to.push(char::from(byte));
        } else {
            to.push_str(&format!("%{byte:02X}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_escaped_part_by_part() {
        let address: Address = "http://localhost:7070/".parse().unwrap();
        let uri = address.api(&["offices", "tay-ninh", "counters", "3/a?", "next"]);
        assert_eq!(uri.to_string(), "http://localhost:7070/api/v1/offices/tay-ninh/counters/3%2Fa%3F/next");
        let under: Address = "http://hall.local/queue/".parse().unwrap();
        assert_eq!(under.api(&["ẵ"]).to_string(), "http://hall.local/queue/api/v1/%E1%BA%B5");
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for text in
            ["", "hall", "hall:7070", "/x", "ftp://hall", "http://", "http://u@hall", "http://hall?x=1"]
        {
            assert_eq!(text.parse::<Address>(), Err(AddressError::NotAnAddress(text.into())), "{text}");
        }
        assert!(matches!("https://hall".parse::<Address>(), Err(AddressError::Https(_))));
    }
}
