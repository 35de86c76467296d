//! A server at work on a data folder: started, asked, looked at, ended.
use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use serde_json::{Value, json};
use tests::history::{self, TOWN};
use tests::programs::{self, Program};
use tests::wire::Request;

use crate::disk::Disk;
use crate::process::{self, Cpu};

/// The Monday morning on which everything is measured: counters serve, and the day's numbers are given.
const CLOCK: &str = "2026-11-23T08:00:00+07:00";
const MANAGER: &str = "manager";
const PASSWORD: &str = "một cửa để đo";
const START: Duration = Duration::from_secs(60);

/// A running server.
pub(crate) struct House {
    data: PathBuf,
    server: Program,
    /// Where it listens.
    pub(crate) address: SocketAddr,
    key: String,
    cookie: String,
}

/// Makes the data folder of a hall in which any number of tickets can be given, and the line may be longer than the day.
pub(crate) fn found(data: &Path) -> anyhow::Result<()> {
    let mut town = history::town()?;
    town.hours.project_close = false;
    for service in &mut town.services {
        (service.range, service.daily_limit) = ((1, 999_999), 0);
    }
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("town.toml");
    fs::write(&file, server::office_file::write(&town))?;
    let file = file.display().to_string();
    command(data, &["init", "--office", &file, "--clock", "2026-11-20T00:00:00+07:00"], "").map(drop)
}

impl House {
    /// Lets a server work on a data folder that nobody has worked on by hand.
    pub(crate) fn open(data: &Path, disk: &Disk) -> anyhow::Result<Self> {
        let account = ["account", "add", "--user", MANAGER, "--role", "manager", "--office", TOWN];
        command(data, &account, PASSWORD)?;
        let device = ["device", "add", "--office", TOWN, "--kind", "kiosk", "--name", "bench"];
        let key = command(data, &device, "")?.lines().next().context("no key")?.to_owned();
        let (server, address) = start(data, disk)?;
        let mut house = Self { data: data.to_owned(), server, address, key, cookie: String::new() };
        let login = json!({"user": MANAGER, "password": PASSWORD});
        let answer = Request::post("/api/v1/login", &login).send(&address.to_string())?;
        let cookie = answer.header("set-cookie").context("nobody can sign in")?;
        house.cookie = cookie.split(';').next().unwrap_or_default().to_owned();
        Ok(house)
    }

    /// Ends the server and starts it again; gives the time from its start to its first answer.
    pub(crate) fn restart(&mut self, disk: &Disk) -> anyhow::Result<Duration> {
        self.server.terminate();
        ensure!(self.server.wait(START).is_some(), "the server does not end");
        let begun = Instant::now();
        (self.server, self.address) = start(&self.data, disk)?;
        let board = Request::new("GET", &path("board")).send(&self.address.to_string())?;
        let took = begun.elapsed();
        ensure!(board.status == 200 && !board.body.is_empty(), "no board");
        Ok(took)
    }

    /// The log.
    pub(crate) fn log(&self) -> PathBuf {
        self.data.join("offices").join(format!("{TOWN}.db"))
    }

    /// Processor time so far.
    pub(crate) fn cpu(&self) -> anyhow::Result<Cpu> {
        Cpu::of(self.server.id())
    }

    /// Memory in use, KiB.
    pub(crate) fn memory_kib(&self) -> anyhow::Result<f64> {
        process::memory_kib(self.server.id())
    }

    /// A press at the kiosk; the key must be another each time.
    pub(crate) fn press(&self, letter: &str, key: &str) -> Vec<u8> {
        let credentials = format!("authorization: Bearer {}\r\nidempotency-key: {key}", self.key);
        post(&path("tickets"), &credentials, &json!({"service": letter}))
    }

    /// An act at a counter.
    pub(crate) fn act(&self, counter: &str, act: &str) -> Vec<u8> {
        let credentials = format!("cookie: {}", self.cookie);
        post(&path(&format!("counters/{counter}/{act}")), &credentials, &json!({}))
    }

    /// Opens a counter.
    pub(crate) fn open_counter(&self, counter: &str) -> anyhow::Result<()> {
        let open = Request::post(&path(&format!("counters/{counter}/open")), &json!({}));
        let answer = open.header("cookie", self.cookie.clone()).send(&self.address.to_string())?;
        ensure!(answer.status == 200, "counter {counter}: {}", answer.text());
        Ok(())
    }
}

/// Anybody asks for a path.
pub(crate) fn get(path: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nhost: bench\r\n\r\n").into_bytes()
}

/// A path of the office.
pub(crate) fn path(rest: &str) -> String {
    format!("/api/v1/offices/{TOWN}/{rest}")
}

fn post(path: &str, credentials: &str, body: &Value) -> Vec<u8> {
    let body = body.to_string();
    let length = body.len();
    format!(
        "POST {path} HTTP/1.1\r\nhost: bench\r\n{credentials}\r\ncontent-type: application/json\r\n\
         content-length: {length}\r\n\r\n{body}"
    )
    .into_bytes()
}

fn start(data: &Path, disk: &Disk) -> anyhow::Result<(Program, SocketAddr)> {
    let mut command = programs::command("server")?;
    command.arg("serve").arg("--data").arg(data).args(["--listen", "127.0.0.1:0", "--clock", CLOCK]);
    command.env("RUST_LOG", "warn");
    disk.under(&mut command);
    let mut server = Program::start("server", &mut command, &data.join("server.log"))?;
    let line = server.line("listening on ", START)?;
    let address = line.trim_start_matches("listening on http://").parse().context("no address")?;
    Ok((server, address))
}

fn command(data: &Path, arguments: &[&str], input: &str) -> anyhow::Result<String> {
    let data = data.display().to_string();
    let all: Vec<&str> = arguments.iter().copied().chain(["--data", &data]).collect();
    let output = programs::run("server", &all, input)?;
    ensure!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    Ok(String::from_utf8(output.stdout)?)
}
