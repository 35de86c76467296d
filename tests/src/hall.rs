//! A hall to try things in: its own data folder, an office that is open round the clock, accounts, devices, and the
//! real server on a port of its own. It can be killed and started again. Ends when dropped.
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Output;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use client::{Address, Device, Failure, Patience, Server, Staff};
use protocol::{Code, IssueRequest};
use serde_json::json;
use tempfile::TempDir;

use crate::certificates::{Authority, Certificate};
use crate::clock::Clock;
use crate::disk::Disk;
use crate::programs::{self, Program};
use crate::wire::{Answer, Events, Request};

/// The office's code.
pub const OFFICE: &str = "hall";
/// Everybody's password.
pub const PASSWORD: &str = "một cửa để thử";
/// Where phones would find the server.
pub const PUBLIC_URL: &str = "http://mot-cua.example";
/// The office's clock begins here at every start of the server, a Monday morning, so that no test meets midnight;
/// while that is behind the log, the log's last time is carried on.
const CLOCK: &str = "2026-11-23T08:00:00+07:00";
/// The kiosks. Several, because keys are told apart by device.
pub const KIOSKS: [&str; 3] = ["kiosk", "kiosk-2", "kiosk-3"];
/// The sample's files.
const TOWN: &str = include_str!("../../server/office/tay-ninh.toml");
const CALENDAR: &str = include_str!("../../server/office/calendar-vn.toml");
const CATALOGUE: &str = include_str!("../../server/office/procedures.toml");
/// Longer than any start may take on a busy machine.
const START: Duration = Duration::from_secs(30);

/// A hall. See the module.
pub struct Hall {
    folder: TempDir,
    server: Option<Program>,
    /// `host:port`; the same after a restart.
    address: String,
    tls: Option<Certificate>,
    keys: BTreeMap<&'static str, String>,
    disk: Option<Disk>,
    clock: Option<Clock>,
    /// What else the server is started with.
    flags: Vec<String>,
}

impl Hall {
    /// Opens a hall whose rules are those of every office.
    pub fn open() -> Self {
        Self::with_rules("")
    }

    /// Opens a hall with these lines in the table `[queue]` of its office file.
    pub fn with_rules(lines: &str) -> Self {
        Self::try_open(&office_file(lines), |_| Ok(None)).expect("a hall can be opened")
    }

    /// Opens a hall whose disk can be broken.
    pub fn on_weak_disk() -> Self {
        let mut hall = Self::open();
        hall.stop();
        let control = hall.path().join("disk");
        hall.disk = Some(Disk::new(Path::new(&hall.data()), &control).expect("the folder is ours"));
        hall.start();
        hall
    }

    /// Opens a hall whose server goes by a clock that can be set; it shows the time at which every hall begins.
    pub fn by_a_clock() -> Self {
        let mut hall = Self::open();
        hall.stop();
        hall.clock = Some(Clock::new(&hall.path().join("clock"), CLOCK).expect("the folder is ours"));
        hall.start();
        hall
    }

    /// Opens a hall whose server is started with these flags, too.
    pub fn with_flags(flags: &[&str]) -> Self {
        let mut hall = Self::open();
        hall.stop();
        hall.flags = flags.iter().map(|flag| (*flag).to_owned()).collect();
        hall.start();
        hall
    }

    /// Opens a hall whose server speaks TLS, by a certificate for these names and addresses that is good until the end
    /// of a year. Only `client` speaks it too.
    pub fn with_tls(names: &[&str], year: i32) -> Self {
        let signed = |folder: &Path| Authority::new(folder, "authority")?.sign(names, year, folder).map(Some);
        Self::try_open(&office_file(""), signed).expect("a hall can be opened")
    }

    /// The same with a certificate that is there.
    pub fn with_certificate(certificate: Certificate) -> Self {
        Self::try_open(&office_file(""), |_| Ok(Some(certificate))).expect("a hall can be opened")
    }

    /// Opens a hall that is a town's office, the sample's, with its calendar and catalogue; only that nobody has to
    /// be called twice before a no-show, and that numbers are given however many wait.
    pub fn of_town() -> Self {
        let other = [
            ("\"tay-ninh\"", format!("\"{OFFICE}\"")),
            ("no_show_calls = 2", "no_show_calls = 1".into()),
            ("recall_gap_s = 10", "recall_gap_s = 0".into()),
            ("project_close = true", "project_close = false".into()),
        ];
        let file = other.iter().fold(TOWN.to_owned(), |file, (from, to)| file.replace(from, to));
        let beside = |folder: &Path| {
            std::fs::write(folder.join("calendar-vn.toml"), CALENDAR)?;
            std::fs::write(folder.join("procedures.toml"), CATALOGUE)?;
            Ok(None)
        };
        Self::try_open(&file, beside).expect("a hall can be opened")
    }

    fn try_open(
        file: &str,
        tls: impl FnOnce(&Path) -> anyhow::Result<Option<Certificate>>,
    ) -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        std::fs::write(folder.path().join("office.toml"), file)?;
        let tls = tls(folder.path())?;
        let (address, keys) = ("127.0.0.1:0".into(), BTreeMap::new());
        let mut hall =
            Self { folder, server: None, address, tls, keys, disk: None, clock: None, flags: Vec::new() };
        let file = hall.path().join("office.toml").display().to_string();
        hall.must(&["init", "--office", &file, "--clock", CLOCK], "")?;
        for (user, role) in
            [("clerk-1", "clerk"), ("clerk-2", "clerk"), ("clerk-3", "clerk"), ("manager", "manager")]
        {
            hall.must(&["account", "add", "--user", user, "--role", role, "--office", OFFICE], PASSWORD)?;
        }
        let kiosks = KIOSKS.map(|name| (name, "kiosk"));
        for (name, kind) in kiosks.into_iter().chain([("display", "display")]) {
            let output =
                hall.must(&["device", "add", "--office", OFFICE, "--kind", kind, "--name", name], "")?;
            hall.keys.insert(name, output.lines().next().context("no key")?.to_owned());
        }
        hall.start();
        Ok(hall)
    }

    /// The folder of everything: `data` is the server's.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// `host:port`.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The disk of a hall that was opened on a weak one.
    pub fn disk(&self) -> &Disk {
        self.disk.as_ref().expect("the hall was opened on a weak disk")
    }

    /// The clock of a hall that was opened by one.
    pub fn clock(&self) -> &Clock {
        self.clock.as_ref().expect("the hall was opened by a clock")
    }

    /// The server's address as its clients are told it.
    pub fn url(&self) -> String {
        let scheme = if self.tls.is_some() { "https" } else { "http" };
        format!("{scheme}://{}", self.address)
    }

    /// The file of the authority that has signed the server's certificate, where it speaks TLS.
    pub fn ca(&self) -> Option<&Path> {
        self.tls.as_ref().map(|tls| tls.ca.as_path())
    }

    /// The key of a device.
    pub fn key(&self, device: &str) -> &str {
        &self.keys[device]
    }

    /// The path of a file that holds the key of a device.
    pub fn key_file(&self, device: &str) -> String {
        let path = self.path().join(format!("{device}.key"));
        std::fs::write(&path, format!("{}\n", self.key(device))).expect("the folder is ours");
        path.display().to_string()
    }

    /// A client of this server.
    pub fn server(&self) -> Server {
        Server::new(Address::new(&self.url(), self.ca()).expect("an address"), Patience::default())
    }

    /// A client with the key of this device.
    pub fn device(&self, name: &str) -> Device {
        Device::new(self.server(), OFFICE, self.key(name)).expect("a key can stand in a header")
    }

    /// A client that is signed in as `clerk-1`, `clerk-2`, `clerk-3` or `manager`.
    pub async fn staff(&self, user: &str) -> Staff {
        Staff::login(self.server(), user, PASSWORD).await.expect("the password is right")
    }

    /// The same, with the counter of this number opened.
    pub async fn clerk(&self, counter: &str) -> Staff {
        let clerk = self.staff(&format!("clerk-{counter}")).await;
        clerk.at(OFFICE, counter).open(false, client::Act::default()).await.expect("the counter is closed");
        clerk
    }

    /// The memory that the server takes, KiB, and the most that it ever took.
    pub fn memory_kib(&self) -> (u64, u64) {
        self.server.as_ref().expect("the server runs").memory_kib().expect("the system tells")
    }

    /// What `/readyz` answers.
    pub fn ready(&self) -> Answer {
        self.send(&Request::new("GET", "/readyz"))
    }

    /// Asks, without any credentials, for a path under `/api/v1/offices/hall/`.
    pub fn get(&self, path: &str) -> Answer {
        self.send(&Request::new("GET", &office_path(path)))
    }

    /// Sends a request exactly as it stands.
    pub fn send(&self, request: &Request) -> Answer {
        request.send(&self.address).expect("the server answers")
    }

    /// Follows the office, from a message on if one is named.
    pub fn follow(&self, last_id: Option<u64>) -> Events {
        let request = Request::new("GET", &office_path("events"));
        let request = match last_id {
            Some(id) => request.header("last-event-id", id.to_string()),
            None => request,
        };
        request.follow(&self.address).expect("an event stream")
    }

    /// The session cookie of somebody who signs in.
    pub fn cookie(&self, user: &str) -> String {
        let body = json!({"user": user, "password": PASSWORD});
        let answer = self.send(&Request::post("/api/v1/login", &body));
        let cookie = answer.header("set-cookie").expect("the password is right");
        cookie.split(';').next().unwrap_or_default().to_owned()
    }

    /// Takes this many numbers of a service, one after the other.
    pub async fn seat(&self, service: &str, count: usize) {
        let kiosk = self.device("kiosk");
        for index in 0..count {
            let press = IssueRequest { service: service.into(), ..IssueRequest::default() };
            kiosk.issue(&format!("seat-{service}-{index}"), &press).await.expect("a number");
        }
    }

    /// Runs a command of the server on the data folder and gives what came of it.
    ///
    /// # Errors
    /// When it can't be run.
    pub fn command(&self, arguments: &[&str], input: &str) -> anyhow::Result<Output> {
        let data = self.data();
        let with_data: Vec<&str> = arguments.iter().copied().chain(["--data", &data]).collect();
        programs::run("server", &with_data, input)
    }

    /// Has the whole folder verified.
    pub fn verify(&self) {
        let output = self.command(&["verify"], "").expect("the command can be run");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    /// Ends the server as a power cut would.
    pub fn kill(&mut self) {
        drop(self.server.take());
    }

    /// Ends the server as a service manager does; gives how long it took.
    pub fn stop(&mut self) -> Duration {
        let mut server = self.server.take().expect("the server runs");
        let begun = Instant::now();
        server.terminate();
        let status = server.wait(Duration::from_secs(20)).expect("the server ends");
        assert!(status.success(), "{status}: {}", server.last_words());
        begun.elapsed()
    }

    /// Starts the server, again under the same address.
    pub fn start(&mut self) {
        self.try_start().expect("the server starts");
    }

    /// The same, where it may well not start.
    ///
    /// # Errors
    /// When it ends before it serves, with its last words.
    pub fn try_start(&mut self) -> anyhow::Result<()> {
        let mut command = programs::command("server")?;
        command.args(["serve", "--data", &self.data(), "--listen", &self.address]);
        command.args(["--public-url", PUBLIC_URL]).args(&self.flags);
        match &self.clock {
            Some(clock) => clock.hang_before(&mut command)?,
            None => _ = command.args(["--clock", CLOCK]),
        }
        if let Some(tls) = &self.tls {
            command.arg("--tls-cert").arg(&tls.certificate).arg("--tls-key").arg(&tls.key);
        }
        if let Some(disk) = &self.disk {
            disk.stand_under(&mut command)?;
        }
        let mut server = Program::start("server", &mut command, &self.path().join("server.log"))?;
        let line = server.line("listening on ", START)?;
        let scheme = if self.tls.is_some() { "listening on https://" } else { "listening on http://" };
        self.address = line.strip_prefix(scheme).with_context(|| line.clone())?.to_owned();
        self.server = Some(server);
        Ok(())
    }

    fn must(&self, arguments: &[&str], input: &str) -> anyhow::Result<String> {
        let output = self.command(arguments, input)?;
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        ensure!(output.status.success(), "server {arguments:?}: {said}");
        Ok(String::from_utf8(output.stdout)?)
    }

    /// The server's data folder.
    pub fn data(&self) -> String {
        self.path().join("data").display().to_string()
    }
}

/// A path of the office.
pub fn office_path(path: &str) -> String {
    format!("/api/v1/offices/{OFFICE}/{path}")
}

/// The code of a refusal.
///
/// # Panics
/// When it is none.
pub fn code<T: std::fmt::Debug>(outcome: Result<T, Failure>) -> Code {
    match outcome {
        Err(Failure::Refused(problem)) => problem.code,
        other => panic!("not a refusal: {other:?}"),
    }
}

/// Services A (counters 1 and 2) and B (counter 3, and 2 later by 10 minutes), round the clock, no calendar.
pub fn office_file(rules: &str) -> String {
    let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let hours: String = days.iter().map(|day| format!("{day} = \"00:00-24:00\"\n")).collect();
    format!(
        r##"[office]
code = "{OFFICE}"
name = {{ vi = "Phòng thử", en = "Trial office" }}
unit = {{ vi = "Bộ phận Một cửa", en = "One-stop division" }}
time_zone = "Asia/Ho_Chi_Minh"
languages = ["vi", "en"]
hotline = "0276 1234 567"
[hours]
{hours}first_ticket_min = 0
last_ticket_min = 0
[queue]
{rules}
[[priority]]
code = "elderly"
name = {{ vi = "Người từ đủ 60 tuổi" }}
credit_min = 20
[[service]]
letter = "A"
name = {{ vi = "Hộ tịch", en = "Civil status" }}
minutes = 6
color = "#1F5FA8"
[[service]]
letter = "B"
name = {{ vi = "Đất đai", en = "Land" }}
minutes = 12
color = "#1E8259"
[[counter]]
code = "1"
name = {{ vi = "Quầy 1", en = "Counter 1" }}
services = {{ A = 0 }}
[[counter]]
code = "2"
name = {{ vi = "Quầy 2", en = "Counter 2" }}
services = {{ A = 0, B = 10 }}
[[counter]]
code = "3"
name = {{ vi = "Quầy 3", en = "Counter 3" }}
services = {{ B = 0 }}
[[pause_reason]]
code = "break"
name = {{ vi = "Nghỉ giải lao", en = "Break" }}
"##
    )
}
