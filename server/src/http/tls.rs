//! TLS in front of HTTP: the certificate and its key are read at start, and each connection is greeted beside the
//! others, for no longer than a greeting takes.
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, bail};
use tokio::net::TcpStream;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::{self, PemObject};
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::{Error, ServerConfig};
use tokio_rustls::server::TlsStream;

/// How long the handshake of a connection may take.
const HANDSHAKE_TIME: Duration = Duration::from_secs(10);
/// What is spoken inside.
const PROTOCOL: &[u8] = b"http/1.1";
/// How a key begins that is useless without a password.
const LOCKED: &str = "-----BEGIN ENCRYPTED PRIVATE KEY-----";

/// A server's certificate and its key.
#[derive(Clone)]
pub struct Tls(TlsAcceptor);

impl Tls {
    /// Reads the certificate, with those that lead to its authority after it, and its private key; both PEM.
    pub fn read(certificate: &Path, key: &Path) -> anyhow::Result<Self> {
        let chain = chain(certificate)?;
        let private = private(key)?;
        let (certificate, key) = (certificate.display(), key.display());
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .context("TLS can't be spoken")?
            .with_no_client_auth()
            .with_single_cert(chain, private);
        let mut config = match config {
            Ok(config) => config,
            Err(Error::InconsistentKeys(_)) => {
                bail!("the key in {key} is not the key of the certificate in {certificate}")
            }
            Err(Error::InvalidCertificate(error)) => {
                bail!("the certificate in {certificate} can't be used: {error}")
            }
            Err(error) => bail!("the key in {key} can't be used: {error}"),
        };
        config.alpn_protocols = vec![PROTOCOL.to_vec()];
        Ok(Self(TlsAcceptor::from(Arc::new(config))))
    }

    /// The handshake of one connection.
    pub(super) async fn greet(&self, stream: TcpStream) -> std::io::Result<TlsStream<TcpStream>> {
        let late = |_| std::io::Error::other("its handshake took too long");
        tokio::time::timeout(HANDSHAKE_TIME, self.0.accept(stream)).await.map_err(late)?
    }
}

fn chain(path: &Path) -> anyhow::Result<Vec<CertificateDer<'static>>> {
    let text = fs::read(path).with_context(|| format!("can't read the certificate {}", path.display()))?;
    let chain: Vec<_> = CertificateDer::pem_slice_iter(&text)
        .collect::<Result<_, _>>()
        .with_context(|| format!("the certificate in {} is not whole", path.display()))?;
    if chain.is_empty() {
        bail!("{} holds no certificate in PEM form (-----BEGIN CERTIFICATE-----)", path.display());
    }
    Ok(chain)
}

fn private(path: &Path) -> anyhow::Result<PrivateKeyDer<'static>> {
    let text = fs::read(path).with_context(|| format!("can't read the key {}", path.display()))?;
    match PrivateKeyDer::from_pem_slice(&text) {
        Ok(key) => Ok(key),
        Err(pem::Error::NoItemsFound) if String::from_utf8_lossy(&text).contains(LOCKED) => {
            bail!("the key in {} has a password: write it out without one", path.display())
        }
        Err(pem::Error::NoItemsFound) => {
            bail!("{} holds no private key in PEM form (-----BEGIN PRIVATE KEY-----)", path.display())
        }
        Err(error) => Err(error).with_context(|| format!("the key in {} is not whole", path.display())),
    }
}
