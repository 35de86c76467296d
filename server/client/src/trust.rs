//! By whose word a server is the one it says it is: an authority of a file, or one of those that this machine knows.
use std::error::Error;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

use hyper_rustls::ConfigBuilderExt;
use rustls::client::WantsClientCert;
use rustls::crypto::ring;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{CertificateError, ClientConfig, ConfigBuilder, RootCertStore, WantsVerifier};

use crate::{AddressError, Away};

/// Whose certificates are believed.
#[derive(Clone, Debug)]
pub(crate) struct Trust(Arc<ClientConfig>);

impl Trust {
    /// Nobody's: for servers that speak no TLS.
    pub(crate) fn nobody() -> Self {
        Self::with(builder().with_root_certificates(RootCertStore::empty()))
    }

    /// The authorities of a PEM file, and no others.
    pub(crate) fn of_file(path: &Path) -> Result<Self, AddressError> {
        let shown = path.display().to_string();
        let text = fs::read(path)
            .map_err(|error| AddressError::CaUnreadable { path: shown.clone(), why: error.to_string() })?;
        let wrong = |why: String| AddressError::CaWrong { path: shown.clone(), why };
        let mut roots = RootCertStore::empty();
        for certificate in CertificateDer::pem_slice_iter(&text) {
            let certificate = certificate.map_err(|error| wrong(error.to_string()))?;
            roots.add(certificate).map_err(|error| wrong(error.to_string()))?;
        }
        if roots.is_empty() {
            return Err(AddressError::CaForm { path: shown });
        }
        Ok(Self::with(builder().with_root_certificates(roots)))
    }

    /// Those that this machine knows. They are kept new with the system, and whoever looks after it can add an
    /// authority for all programs at once; built into the program they would be as old as it is. The variables
    /// `SSL_CERT_FILE` and `SSL_CERT_DIR`, where they are set, name others in their place (rustls-native-certs).
    pub(crate) fn of_machine() -> Result<Self, AddressError> {
        let roots = builder().with_native_roots();
        roots.map(Self::with).map_err(|error| AddressError::NoAuthorities(error.to_string()))
    }

    pub(crate) fn config(&self) -> Arc<ClientConfig> {
        self.0.clone()
    }

    fn with(builder: ConfigBuilder<ClientConfig, WantsClientCert>) -> Self {
        Self(Arc::new(builder.with_no_client_auth()))
    }
}

fn builder() -> ConfigBuilder<ClientConfig, WantsVerifier> {
    ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("ring speaks every version of TLS that is safe")
}

/// What TLS had against a connection; nothing when it failed for another reason.
pub(crate) fn objection(error: &(dyn Error + 'static)) -> Option<Away> {
    match cause(error)? {
        rustls::Error::InvalidCertificate(error) => Some(Away::Untrusted(distrust(error))),
        rustls::Error::InvalidMessage(_) => {
            Some(Away::Unreachable("it does not speak TLS there; is it meant to be http://?".into()))
        }
        _ => None,
    }
}

/// The error of TLS among the causes of another; those of IO carry theirs inside.
fn cause<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a rustls::Error> {
    if let Some(found) = error.downcast_ref() {
        return Some(found);
    }
    match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
        Some(inner) => cause(inner),
        None => cause(error.source()?),
    }
}

fn distrust(error: &CertificateError) -> String {
    match error {
        CertificateError::UnknownIssuer => {
            "no authority known here has signed it; --ca FILE names the server's own".into()
        }
        CertificateError::BadSignature => {
            "an authority of the same name but with another key has signed it; --ca FILE may be an old one"
                .into()
        }
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
            "it has expired, or this machine's clock is wrong".into()
        }
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            "it is not valid yet, or this machine's clock is wrong".into()
        }
        CertificateError::NotValidForNameContext { expected, presented } => {
            format!("it is not for {}, but for {}", expected.to_str(), presented.join(", "))
        }
        // webpki has no other word for it here.
        other if format!("{other:?}").contains("CaUsedAsEndEntity") => {
            "it is an authority's own; the server needs another one that this authority has signed".into()
        }
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};
    use rustls::client::WebPkiServerVerifier;
    use rustls::client::danger::ServerCertVerifier;
    use rustls::pki_types::UnixTime;

    use super::*;

    /// What is said of a server that shows this certificate, where this authority is believed.
    fn said(shown: &CertificateDer<'static>, authority: &CertificateDer<'static>) -> Option<Away> {
        let mut roots = RootCertStore::empty();
        roots.add(authority.clone()).unwrap();
        let provider = Arc::new(ring::default_provider());
        let verifier =
            WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider).build().unwrap();
        // Within the years of rcgen's certificates.
        let now = UnixTime::since_unix_epoch(Duration::from_secs(1_795_395_600));
        let name = "hall.local".try_into().unwrap();
        objection(&verifier.verify_server_cert(shown, &[], &name, &[], now).err()?)
    }

    fn authority(name: &str) -> CertifiedIssuer<'static, KeyPair> {
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
    }

    #[test]
    fn what_is_wrong_with_a_certificate_is_told_with_what_to_do() {
        let (office, renewed, other) = (authority("office"), authority("office"), authority("other"));
        let signed_by = |authority: &CertifiedIssuer<'_, KeyPair>| {
            let params = CertificateParams::new(["hall.local".to_owned()]).unwrap();
            params.signed_by(&KeyPair::generate().unwrap(), authority).unwrap().der().clone()
        };
        assert_eq!(said(&signed_by(&office), office.der()), None);
        for (shown, expected) in [
            (signed_by(&other), "no authority known here has signed it; --ca FILE names the server's own"),
            (
                signed_by(&renewed),
                "an authority of the same name but with another key has signed it; --ca FILE may be an old one",
            ),
            (
                office.der().clone(),
                "it is an authority's own; the server needs another one that this authority has signed",
            ),
        ] {
            assert_eq!(said(&shown, office.der()), Some(Away::Untrusted(expected.into())));
        }
    }
}
