//! Where the server is, and how a path under it is written.
use std::fmt;
use std::path::Path;
use std::str::FromStr;

use hyper::Uri;

use crate::trust::Trust;

/// The server's address, such as `http://192.168.1.10:7070`, and by whose word it is that server.
#[derive(Clone, Debug)]
pub struct Address {
    base: String,
    trust: Trust,
}

/// Why a server can't be spoken to at an address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// It is no URL with a host.
    #[error("{0:?} is not an address such as http://192.168.1.10:7070")]
    NotAnAddress(String),
    /// An authority was named, but no certificate will be shown.
    #[error("--ca is for https:// alone, and {0:?} is not encrypted")]
    CaWithoutTls(String),
    /// The file of the authority is not there, or can't be read.
    #[error("can't read --ca {path} ({why})")]
    CaUnreadable {
        /// The file.
        path: String,
        /// What the system says.
        why: String,
    },
    /// It is no PEM, or of something else.
    #[error("--ca {path} holds no certificate in PEM form (-----BEGIN CERTIFICATE-----)")]
    CaForm {
        /// The file.
        path: String,
    },
    /// A certificate in it is damaged.
    #[error("a certificate in --ca {path} can't be used: {why}")]
    CaWrong {
        /// The file.
        path: String,
        /// What is wrong with it.
        why: String,
    },
    /// There is none whose word could be taken.
    #[error(
        "this machine knows no authorities ({0}): name the server's own by --ca FILE, or install ca-certificates"
    )]
    NoAuthorities(String),
}

impl FromStr for Address {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::new(text, None)
    }
}

impl Address {
    /// An address. Over https, the server's certificate must be signed by an authority in the PEM file `ca`; without
    /// the file, by one of those that this machine knows.
    pub fn new(text: &str, ca: Option<&Path>) -> Result<Self, AddressError> {
        let wrong = || AddressError::NotAnAddress(text.into());
        let uri: Uri = text.trim().parse().map_err(|_| wrong())?;
        let authority = uri.authority().ok_or_else(wrong)?;
        let scheme =
            uri.scheme_str().filter(|scheme| matches!(*scheme, "http" | "https")).ok_or_else(wrong)?;
        if authority.as_str().contains('@') || authority.host().is_empty() || uri.query().is_some() {
            return Err(wrong());
        }
        let trust = match (scheme, ca) {
            ("https", Some(ca)) => Trust::of_file(ca)?,
            ("https", None) => Trust::of_machine()?,
            (_, Some(_)) => return Err(AddressError::CaWithoutTls(text.into())),
            (_, None) => Trust::nobody(),
        };
        let path = uri.path().trim_end_matches('/');
        Ok(Self { base: format!("{scheme}://{authority}{path}"), trust })
    }

    pub(crate) fn trust(&self) -> &Trust {
        &self.trust
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
            let error = text.parse::<Address>().unwrap_err();
            assert_eq!(error, AddressError::NotAnAddress(text.into()), "{text}");
        }
    }

    #[test]
    fn a_file_of_authorities_is_looked_at_when_it_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ca.pem");
        let said = |address: &str, text: &[u8]| {
            std::fs::write(&path, text).unwrap();
            Address::new(address, Some(&path)).err().map(|error| error.to_string())
        };
        let own = rcgen::generate_simple_self_signed(["hall.local".to_owned()]).unwrap();
        let (pem, key) = (own.cert.pem(), own.signing_key.serialize_pem());
        assert_eq!(said("https://hall", pem.as_bytes()), None);
        assert_eq!(said("https://hall", format!("{pem}{key}{pem}").as_bytes()), None, "what else is in it");
        let no_pem = format!("--ca {} holds no certificate in PEM form", path.display());
        for text in [&b""[..], b"hello", own.cert.der(), key.as_bytes()] {
            assert!(said("https://hall", text).unwrap().starts_with(&no_pem), "{text:?}");
        }
        let damaged = format!("a certificate in --ca {} can't be used: ", path.display());
        let (cut, garbled) = (&pem[..pem.len() / 2], pem.replace("MII", "AAA"));
        for text in [cut, &garbled] {
            assert!(said("https://hall", text.as_bytes()).unwrap().starts_with(&damaged), "{text}");
        }
        let plain = said("http://hall", pem.as_bytes()).unwrap();
        assert_eq!(plain, "--ca is for https:// alone, and \"http://hall\" is not encrypted");
        let missing = Address::new("https://hall", Some(Path::new("/not/there"))).unwrap_err().to_string();
        assert!(missing.starts_with("can't read --ca /not/there ("), "{missing}");
    }
}
