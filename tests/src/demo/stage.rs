//! The programs of the demo: built, given a data folder with accounts and devices, started, watched and ended.
use std::fs;
use std::net::TcpListener;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, bail, ensure};
use jiff::tz::TimeZone;
use queue::Office;
use tokio::task::yield_now;

use super::folder::{Folder, clerk, office_file, password, root};
use super::{Options, WATCH};
use crate::programs::{self, Program};

/// The port that is tried first, and how many after it.
const PORT: u16 = 7070;
const PORTS: u16 = 50;
/// Longer than any start takes on a busy machine.
const START: Duration = Duration::from_secs(60);
/// Ctrl-C ends everything within 2 s; whoever needs longer than this is killed.
const END: Duration = Duration::from_millis(1500);
const PUBLIC_HOST: &str = "127.0.0.1";

/// Programs with a window and its size. The kiosk comes last: where nobody places windows it is on top, to be touched.
const SCREENS: [(&str, &str); 2] = [("display", "1280x720"), ("kiosk", "540x960")];

/// The programs and what they stand on.
pub(super) struct Stage<'d> {
    options: &'d Options,
    office: &'d Office,
    folder: &'d Folder,
    has_display: bool,
    /// Whether the office was made now.
    is_new: bool,
    url: String,
    programs: Vec<Program>,
    /// Where each screen can be seen.
    screens: Vec<(&'static str, String)>,
}

impl<'d> Stage<'d> {
    /// A stage without any program yet.
    pub(super) fn new(
        options: &'d Options,
        has_display: bool,
        office: &'d Office,
        folder: &'d Folder,
    ) -> Self {
        let (programs, screens) = (Vec::new(), Vec::new());
        Self { options, office, folder, has_display, is_new: false, url: String::new(), programs, screens }
    }

    /// Makes everything ready and starts the programs.
    pub(super) async fn open(&mut self) -> anyhow::Result<()> {
        if !self.options.no_build {
            build()?;
        }
        // Between the steps a signal can be heard.
        yield_now().await;
        self.make_office()?;
        yield_now().await;
        self.start_server()?;
        for (name, size) in SCREENS.into_iter().filter(|_| !self.options.no_screens) {
            yield_now().await;
            self.start_screen(name, size)?;
        }
        Ok(())
    }

    /// Where the server is.
    pub(super) fn url(&self) -> &str {
        &self.url
    }

    /// The office that is played.
    pub(super) fn office(&self) -> &'d Office {
        self.office
    }

    /// Whether the office was made now, so that nobody waits there yet.
    pub(super) fn is_new(&self) -> bool {
        self.is_new
    }

    /// Where everything lies.
    pub(super) fn folder(&self) -> &'d Folder {
        self.folder
    }

    /// Each screen and where it can be seen.
    pub(super) fn screens(&self) -> &[(&'static str, String)] {
        &self.screens
    }

    /// Everybody who can sign in, and as what.
    pub(super) fn accounts(&self) -> Vec<(String, &'static str)> {
        let staff = [("admin".to_owned(), "admin"), ("manager".to_owned(), "manager")];
        let clerks = self.office.counters.iter().map(|counter| (clerk(&counter.code), "clerk"));
        staff.into_iter().chain(clerks).collect()
    }

    /// The key of a device.
    pub(super) fn key(&self, device: &str) -> anyhow::Result<String> {
        let path = self.key_file(device);
        let key = fs::read_to_string(&path).with_context(|| format!("{path} can't be read"))?;
        Ok(key.trim().to_owned())
    }

    /// Waits until a program ends that should not, and says how it did. A window that somebody closed is no fault.
    pub(super) async fn watch(&mut self) -> String {
        let mut looks = tokio::time::interval(WATCH);
        loop {
            looks.tick().await;
            let mut closed = None;
            for (index, program) in self.programs.iter_mut().enumerate() {
                let Some(status) = program.ended() else { continue };
                if !status.success() || program.name() == "server" {
                    return format!("{} ended ({status}): {}", program.name(), program.last_words());
                }
                closed = Some(index);
            }
            if let Some(index) = closed {
                let program = self.programs.remove(index);
                super::told::closed(program.name());
            }
        }
    }

    /// Ends every program and waits for it: the screens first, so that none has to tell of a lost server.
    pub(super) fn close(&mut self) {
        let until = Instant::now() + END;
        let (servers, screens): (Vec<_>, Vec<_>) =
            self.programs.drain(..).partition(|program| program.name() == "server");
        for mut group in [screens, servers] {
            group.iter_mut().for_each(Program::terminate);
            for program in &mut group {
                program.wait(until.saturating_duration_since(Instant::now()));
            }
            // Whoever still runs is killed by being dropped.
        }
    }

    fn make_office(&mut self) -> anyhow::Result<()> {
        let data = self.data();
        if !self.folder.path().join(format!("data/offices/{}.db", self.office.code)).exists() {
            let (file, clock) = (office_file().display().to_string(), self.clock()?);
            must(&["init", "--data", &data, "--office", &file, "--clock", &clock], "")?;
            self.is_new = true;
        }
        for (user, role) in self.accounts() {
            self.make_account(&user, role)?;
        }
        for (name, kind) in [("kiosk", "kiosk"), ("display", "display"), ("visitors", "kiosk")] {
            self.make_device(name, kind)?;
        }
        Ok(())
    }

    fn make_account(&self, user: &str, role: &str) -> anyhow::Result<()> {
        let data = self.data();
        let mut arguments = vec!["account", "add", "--data", &data, "--user", user, "--role", role];
        if role != "admin" {
            arguments.extend(["--office", &self.office.code]);
        }
        if must(&arguments, &password(user)).is_ok() {
            return Ok(());
        }
        // Known from another time: then the password must be ours again.
        must(&["account", "password", "--data", &data, "--user", user], &password(user)).map(drop)
    }

    fn make_device(&self, name: &str, kind: &str) -> anyhow::Result<()> {
        let (path, data) = (self.key_file(name), self.data());
        if fs::exists(&path)? {
            return Ok(());
        }
        let office = &self.office.code;
        let key = must(
            &["device", "add", "--data", &data, "--office", office, "--kind", kind, "--name", name],
            "",
        )?;
        fs::write(&path, key).with_context(|| format!("{path} can't be written"))
    }

    fn start_server(&mut self) -> anyhow::Result<()> {
        let port = free_port(self.options.port)?;
        let address = format!("{PUBLIC_HOST}:{port}");
        let mut command = programs::command("server")?;
        command.args(["serve", "--data", &self.data(), "--listen", &address]);
        command.args(["--public-url", &format!("http://{address}"), "--clock", &self.clock()?]);
        let mut server = Program::start("server", &mut command, &self.log("server"))?;
        let line = server.line("listening on ", START)?;
        self.url = line.trim_start_matches("listening on ").to_owned();
        self.programs.push(server);
        Ok(())
    }

    /// Opens a window if there can be one, else draws into a folder.
    fn start_screen(&mut self, name: &'static str, size: &str) -> anyhow::Result<()> {
        if self.has_display && !self.options.pictures {
            match self.screen(name, size, "window") {
                Ok(program) => {
                    self.programs.push(program);
                    self.screens.push((name, "in its window".into()));
                    return Ok(());
                }
                Err(error) => super::told::no_window(name, &error),
            }
        }
        let pictures = self.folder.part(&format!("pictures/{name}"));
        let program = self.screen(name, size, &format!("png:{pictures}"))?;
        self.programs.push(program);
        self.screens.push((name, format!("pictures in {pictures}")));
        Ok(())
    }

    fn screen(&self, name: &str, size: &str, screen: &str) -> anyhow::Result<Program> {
        let mut command = programs::command(name)?;
        command.args([
            "--server",
            &self.url,
            "--office",
            &self.office.code,
            "--key-file",
            &self.key_file(name),
        ]);
        command.args(["--screen", screen, "--size", size, "--state", &self.folder.part(name)]);
        if name == "kiosk" {
            command.args(["--printer", &format!("png:{}", self.folder.part("paper"))]);
        }
        let mut program = Program::start(name, &mut command, &self.log(name))?;
        program.line("ready", START)?;
        Ok(program)
    }

    /// The office's clock for the server.
    fn clock(&self) -> anyhow::Result<String> {
        let zone = TimeZone::get(&self.office.time_zone).context("the office's time zone")?;
        let start = zone.to_timestamp(self.options.day.to_datetime(self.options.from))?;
        Ok(format!("{}x{}", start.display_with_offset(zone.to_offset(start)), self.options.speed))
    }

    fn data(&self) -> String {
        self.folder.part("data")
    }

    fn key_file(&self, device: &str) -> String {
        self.folder.part(&format!("keys/{device}"))
    }

    fn log(&self, program: &str) -> std::path::PathBuf {
        self.folder.path().join(format!("logs/{program}.log"))
    }
}

/// Builds every program as the tests do, so that nothing is built twice.
fn build() -> anyhow::Result<()> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(["build", "--workspace", "--bins"]).current_dir(root());
    if programs::folder()?.ends_with("release") {
        command.arg("--release");
    }
    let status = command.status().context("cargo can't be run: give --no-build if all is built")?;
    ensure!(status.success(), "the programs can't be built");
    Ok(())
}

/// Runs a command of the server that must succeed; gives its output.
fn must(arguments: &[&str], input: &str) -> anyhow::Result<String> {
    let output = programs::run("server", arguments, input)?;
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "server {}: {}", arguments.join(" "), said.trim());
    Ok(String::from_utf8(output.stdout)?)
}

/// The port asked for, or the first one that nobody has.
fn free_port(asked: Option<u16>) -> anyhow::Result<u16> {
    let is_free = |port: u16| TcpListener::bind((PUBLIC_HOST, port)).ok()?.local_addr().ok();
    match asked {
        Some(port) => Ok(is_free(port).with_context(|| format!("port {port} is taken"))?.port()),
        None => match (PORT..PORT + PORTS).find_map(is_free) {
            Some(address) => Ok(address.port()),
            None => bail!("no port from {PORT} on is free: choose one with --port"),
        },
    }
}
