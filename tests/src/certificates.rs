//! Certificates to try TLS with: an authority of the tests' own, and what it has signed.
use std::path::{Path, PathBuf};

use anyhow::Context;
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair, date_time_ymd};

/// An authority that no machine knows.
pub struct Authority {
    issuer: Issuer<'static, KeyPair>,
    certificate: PathBuf,
}

/// The files of a server's certificate.
pub struct Certificate {
    /// The certificate itself.
    pub certificate: PathBuf,
    /// Its private key.
    pub key: PathBuf,
    /// The certificate of the authority that has signed it.
    pub ca: PathBuf,
}

impl Authority {
    /// An authority whose own certificate lies in this folder under this name.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn new(folder: &Path, name: &str) -> anyhow::Result<Self> {
        let mut params = CertificateParams::new([])?;
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.distinguished_name.push(rcgen::DnType::CommonName, name);
        let key = KeyPair::generate()?;
        let own = params.self_signed(&key)?;
        let certificate = write(folder, &format!("{name}.pem"), &own.pem())?;
        Ok(Self { issuer: Issuer::new(params, key), certificate })
    }

    /// The file of its certificate.
    pub fn file(&self) -> &Path {
        &self.certificate
    }

    /// Signs a certificate for these names and addresses, good until the end of a year.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn sign(&self, names: &[&str], year: i32, folder: &Path) -> anyhow::Result<Certificate> {
        let mut params =
            CertificateParams::new(names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>())?;
        params.not_before = date_time_ymd(2020, 1, 1);
        params.not_after = date_time_ymd(year, 12, 31);
        let key = KeyPair::generate()?;
        let signed = params.signed_by(&key, &self.issuer)?;
        Ok(Certificate {
            certificate: write(folder, "server.pem", &signed.pem())?,
            key: write(folder, "server-key.pem", &key.serialize_pem())?,
            ca: self.certificate.clone(),
        })
    }
}

fn write(folder: &Path, name: &str, text: &str) -> anyhow::Result<PathBuf> {
    let path = folder.join(name);
    std::fs::write(&path, text).with_context(|| format!("{} can't be written", path.display()))?;
    Ok(path)
}
