//! The server as others on the network find it: not only on this machine, and perhaps behind a proxy.
use std::time::Duration;

use serde_json::json;
use tests::certificates::Authority;
use tests::hall::{Hall, PASSWORD};
use tests::programs::{self, Program};
use tests::wire::{Answer, Request};

/// What the log says about passwords that anybody can read along.
const WARNING: &str = "in the clear";

/// A server on a hall's folder for the whole network, which trusts a proxy on this machine.
struct Server {
    hall: Hall,
    address: String,
    _program: Program,
}

impl Server {
    fn start(more: &[&str]) -> Self {
        let mut hall = Hall::open();
        hall.stop();
        let mut command = programs::command("server").unwrap();
        command.arg("serve").arg("--data").arg(hall.path().join("data")).args(["--listen", "0.0.0.0:0"]);
        command.args(["--trusted-proxy", "127.0.0.1", "--trusted-proxy", "192.0.2.0/24"]).args(more);
        let mut program = Program::start("server", &mut command, &hall.path().join("network.log")).unwrap();
        let line = program.line("listening on ", Duration::from_secs(30)).unwrap();
        let address = line.rsplit('/').next().unwrap().replace("0.0.0.0", "127.0.0.1");
        Self { hall, address, _program: program }
    }

    fn log(&self) -> String {
        std::fs::read_to_string(self.hall.path().join("network.log")).unwrap()
    }

    /// Signs in by a proxy that says it speaks for this address.
    fn sign_in(&self, password: &str, headers: &[(&str, &str)]) -> Answer {
        let request = Request::post("/api/v1/login", &json!({"user": "clerk-1", "password": password}));
        let dressed = headers.iter().fold(request, |request, (name, value)| request.header(name, *value));
        dressed.send(&self.address).unwrap()
    }
}

#[test]
fn a_server_that_anybody_can_hear_says_so() {
    assert!(Server::start(&[]).log().contains(WARNING));
    let folder = tempfile::tempdir().unwrap();
    let signed =
        Authority::new(folder.path(), "authority").unwrap().sign(&["localhost"], 2060, folder.path());
    let signed = signed.unwrap();
    let (certificate, key) = (signed.certificate.display().to_string(), signed.key.display().to_string());
    let server = Server::start(&["--tls-cert", &certificate, "--tls-key", &key]);
    assert!(!server.log().contains(WARNING), "{}", server.log());
}

#[test]
fn a_trusted_proxy_says_whom_it_speaks_for_and_how() {
    let server = Server::start(&[]);
    let cookie = |headers: &[(&str, &str)]| {
        server.sign_in(PASSWORD, headers).header("set-cookie").unwrap().ends_with("; Path=/; Secure")
    };
    assert!(cookie(&[("x-forwarded-proto", "https")]));
    assert!(!cookie(&[("x-forwarded-proto", "http")]));
    assert!(!cookie(&[]));
    let from = |address: &str| server.sign_in("wrong", &[("x-forwarded-for", address)]).status;
    for _ in 0..5 {
        assert_eq!(from("198.51.100.1"), 401);
    }
    assert_eq!(from("198.51.100.1"), 429);
    assert_eq!(from("203.0.113.9, 198.51.100.1"), 429, "the last is the proxy's own word");
    assert_eq!(from("198.51.100.1, 198.51.100.2"), 401);
}
