//! Real connections over TLS, and what is no certificate or key for them.
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use rcgen::{CertifiedKey, KeyPair, generate_simple_self_signed};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

use super::super::{Tls, serve};
use super::hall::{parts, password};

const HEALTH: &str = "GET /healthz HTTP/1.1\r\nHost: hall.local\r\nConnection: close\r\n\r\n";

struct Server {
    address: std::net::SocketAddr,
    connector: TlsConnector,
    stop: watch::Sender<bool>,
    served: JoinHandle<()>,
    _folder: TempDir,
}

fn own() -> CertifiedKey<KeyPair> {
    generate_simple_self_signed(["hall.local".to_owned()]).unwrap()
}

fn write(folder: &Path, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
    std::fs::write(folder.join(name), text).unwrap();
    folder.join(name)
}

async fn started() -> Server {
    let folder = tempfile::tempdir().unwrap();
    let own = own();
    let certificate = write(folder.path(), "cert.pem", own.cert.pem());
    let key = write(folder.path(), "key.pem", own.signing_key.serialize_pem());
    let tls = Tls::read(&certificate, &key).unwrap();
    let mut roots = RootCertStore::empty();
    roots.add(own.cert.der().clone()).unwrap();
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let (parts, stop, _hand) = parts(folder.path());
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let served = tokio::spawn(serve(listener, Some(tls), parts));
    Server { address, connector: TlsConnector::from(Arc::new(config)), stop, served, _folder: folder }
}

impl Server {
    async fn connect(&self) -> TlsStream<TcpStream> {
        let stream = TcpStream::connect(self.address).await.unwrap();
        self.connector.connect("hall.local".try_into().unwrap(), stream).await.unwrap()
    }

    async fn ask(&self, request: &str) -> String {
        let mut stream = self.connect().await;
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        answer
    }
}

#[tokio::test]
async fn a_session_over_tls_has_a_cookie_that_goes_nowhere_else() {
    let server = started().await;
    let body = format!(r#"{{"user":"lan","password":"{}"}}"#, password("lan"));
    let head = "POST /api/v1/login HTTP/1.1\r\nHost: hall.local\r\nOrigin: https://hall.local\r\n\
        Content-Type: application/json\r\nConnection: close\r\n";
    let answer = server.ask(&format!("{head}Content-Length: {}\r\n\r\n{body}", body.len())).await;
    assert!(answer.starts_with("HTTP/1.1 204 "), "{answer}");
    assert!(answer.contains("; HttpOnly; SameSite=Strict; Path=/; Secure\r\n"), "{answer}");
}

#[tokio::test]
async fn whoever_does_not_finish_the_greeting_holds_nobody_up_and_is_cut_off() {
    let server = started().await;
    let begun = tokio::time::Instant::now();
    let mut silent = TcpStream::connect(server.address).await.unwrap();
    let mut slow = TcpStream::connect(server.address).await.unwrap();
    slow.write_all(&[22, 3, 1, 2, 0, 1]).await.unwrap();
    // A clock that stands runs on whenever sockets are waited for.
    assert!(server.ask(HEALTH).await.ends_with("ok"));
    assert!(begun.elapsed() < Duration::from_secs(10));
    tokio::time::pause();
    let mut rest = Vec::new();
    silent.read_to_end(&mut rest).await.unwrap();
    slow.read_to_end(&mut rest).await.unwrap();
    assert!((Duration::from_secs(10)..Duration::from_secs(20)).contains(&begun.elapsed()));
    assert_eq!(rest, b"");
}

#[tokio::test]
async fn whoever_speaks_no_tls_is_told_nothing() {
    let server = started().await;
    let mut plain = TcpStream::connect(server.address).await.unwrap();
    plain.write_all(HEALTH.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    // What comes is an alert of TLS, or the end.
    let _ = plain.read_to_end(&mut answer).await;
    assert!(!String::from_utf8_lossy(&answer).contains("ok"), "{answer:?}");
    assert!(server.ask(HEALTH).await.ends_with("ok"));
}

#[tokio::test]
async fn the_server_ends_although_followers_and_strangers_hang_on() {
    let server = started().await;
    let mut follower = server.connect().await;
    let request = "GET /api/v1/offices/tay-ninh/events HTTP/1.1\r\nHost: x\r\n\r\n";
    follower.write_all(request.as_bytes()).await.unwrap();
    let mut first = [0; 16];
    follower.read_exact(&mut first).await.unwrap();
    let mut silent = TcpStream::connect(server.address).await.unwrap();
    server.ask(HEALTH).await;
    server.stop.send_replace(true);
    let mut rest = Vec::new();
    // Without a word of goodbye this would be an error.
    follower.read_to_end(&mut rest).await.unwrap();
    assert!(rest.ends_with(b"0\r\n\r\n"), "the stream was broken off");
    assert_eq!(silent.read(&mut [0]).await.unwrap(), 0);
    server.served.await.unwrap();
}

#[test]
fn what_is_no_certificate_or_not_its_key_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let (one, other) = (own(), own());
    let file = |name: &str, text: &[u8]| write(folder.path(), name, text);
    let certificate = file("cert.pem", one.cert.pem().as_bytes());
    let key = file("key.pem", one.signing_key.serialize_pem().as_bytes());
    let other_key = file("other.pem", other.signing_key.serialize_pem().as_bytes());
    let locked = file(
        "locked.pem",
        b"-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n",
    );
    let der = file("cert.der", one.cert.der());
    let garbled = file("garbled.pem", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
    let bad_key = file("bad.pem", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
    let missing = folder.path().join("missing.pem");
    assert!(Tls::read(&certificate, &key).is_ok());
    for (certificate, key, said) in [
        (&missing, &key, "can't read the certificate FOLDER/missing.pem"),
        (&certificate, &missing, "can't read the key FOLDER/missing.pem"),
        (&key, &key, "FOLDER/key.pem holds no certificate in PEM form"),
        (&der, &key, "FOLDER/cert.der holds no certificate in PEM form"),
        (&garbled, &key, "the certificate in FOLDER/garbled.pem can't be used"),
        (&certificate, &certificate, "FOLDER/cert.pem holds no private key in PEM form"),
        (&certificate, &locked, "the key in FOLDER/locked.pem has a password"),
        (&certificate, &bad_key, "the key in FOLDER/bad.pem can't be used"),
        (
            &certificate,
            &other_key,
            "the key in FOLDER/other.pem is not the key of the certificate in FOLDER/cert.pem",
        ),
    ] {
        let error = format!("{:#}", Tls::read(certificate, key).err().unwrap());
        let said = said.replace("FOLDER", &folder.path().display().to_string());
        assert!(error.starts_with(&said), "{error}");
    }
}
