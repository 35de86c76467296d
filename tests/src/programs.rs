//! The real programs as child processes: started, waited for by what they print, told to stop, killed when dropped.
use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, ExitStatus, Output, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use rustix::process::{Pid, Signal, kill_process};

use crate::patience::until;

/// A running program. Its standard output is read line by line; its standard error goes to a file.
pub struct Program {
    name: String,
    pid: Pid,
    lines: Receiver<String>,
    ended: Receiver<ExitStatus>,
    status: Option<ExitStatus>,
    log: PathBuf,
}

/// The folder of our programs, `target/debug` as a rule, as seen from a program or test in it or under it.
///
/// # Errors
/// When the running program can't tell where it is.
pub fn folder() -> anyhow::Result<PathBuf> {
    let own = std::env::current_exe().context("this program can't tell where it is")?;
    let folder = own.parent().context("a program stands in a folder")?;
    // Tests stand one folder deeper.
    Ok(if folder.ends_with("deps") { folder.parent().unwrap_or(folder) } else { folder }.to_owned())
}

/// A command for one of our programs.
///
/// # Errors
/// When it has not been built.
pub fn command(name: &str) -> anyhow::Result<Command> {
    let path = folder()?.join(name);
    if !path.exists() {
        bail!("{} is not there; build it with: cargo build --workspace --bins", path.display());
    }
    Ok(Command::new(path))
}

/// Runs one of our programs to its end, with this as its input.
///
/// # Errors
/// When it can't be run.
pub fn run(name: &str, arguments: &[&str], input: &str) -> anyhow::Result<Output> {
    let mut command = command(name)?;
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().with_context(|| format!("{name} can't be started"))?;
    let mut its_input = child.stdin.take().context("standard input is a pipe")?;
    // It may end without having read it all.
    let _ = writeln!(its_input, "{input}");
    drop(its_input);
    child.wait_with_output().with_context(|| format!("{name} can't be waited for"))
}

impl Program {
    /// Starts a command in a process group of its own, so that Ctrl-C at a terminal reaches only who started it.
    /// Its standard error is added to the file `log`.
    ///
    /// # Errors
    /// When it can't be started.
    pub fn start(name: &str, command: &mut Command, log: &Path) -> anyhow::Result<Self> {
        use std::os::unix::process::CommandExt;
        let errors: File = OpenOptions::new()
            .create(true)
            .append(true)
            .open(log)
            .with_context(|| format!("{} can't be written", log.display()))?;
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(errors)
            .process_group(0)
            .spawn()
            .with_context(|| format!("{name} can't be started"))?;
        let pid = Pid::from_child(&child);
        let lines = read_lines(child.stdout.take().context("standard output is a pipe")?);
        let ended = wait_for(child);
        Ok(Self { name: name.into(), pid, lines, ended, status: None, log: log.to_owned() })
    }

    /// What it is called in messages.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its process id.
    pub fn id(&self) -> i32 {
        self.pid.as_raw_nonzero().get()
    }

    /// The memory that it takes, KiB, and the most that it ever took (Linux, proc(5)).
    ///
    /// # Errors
    /// When it has ended, or the system does not tell.
    pub fn memory_kib(&self) -> anyhow::Result<(u64, u64)> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.id()))?;
        Ok((kib(&status, "VmRSS:")?, kib(&status, "VmHWM:")?))
    }

    /// The next line of its standard output that begins with `start`; others are passed over.
    ///
    /// # Errors
    /// When it ends before, or the time is over; with the end of its log.
    pub fn line(&mut self, start: &str, within: Duration) -> anyhow::Result<String> {
        let until = Instant::now() + within;
        loop {
            match self.lines.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(line) if line.starts_with(start) => return Ok(line),
                Ok(_) => {}
                Err(RecvTimeoutError::Timeout) => {
                    bail!("{} did not say {start:?} in {within:?}: {}", self.name, self.last_words())
                }
                Err(RecvTimeoutError::Disconnected) => {
                    bail!("{} ended before it said {start:?}: {}", self.name, self.last_words())
                }
            }
        }
    }

    /// How it ended, if it has.
    pub fn ended(&mut self) -> Option<ExitStatus> {
        self.wait(Duration::ZERO)
    }

    /// Waits for its end at most this long.
    pub fn wait(&mut self, within: Duration) -> Option<ExitStatus> {
        if self.status.is_none() {
            self.status = self.ended.recv_timeout(within).ok();
        }
        self.status
    }

    /// Asks it to end, as a service manager does.
    pub fn terminate(&mut self) {
        self.signal(Signal::TERM);
    }

    /// Ctrl-C.
    pub fn interrupt(&mut self) {
        self.signal(Signal::INT);
    }

    /// Lets it hang until it is thawed: it does nothing at all. Waits until it really hangs.
    pub fn freeze(&mut self) {
        self.signal(Signal::STOP);
        let hangs = || {
            let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.id())).unwrap_or_default();
            // The state stands behind the name, which is in brackets.
            stat.rsplit_once(") ").is_some_and(|(_, rest)| rest.starts_with('T')).then_some(())
        };
        until("the program hangs", hangs);
    }

    /// Lets it go on.
    pub fn thaw(&mut self) {
        self.signal(Signal::CONT);
    }

    /// Ends it at once, as a power cut would, and waits until it is gone.
    pub fn kill(&mut self) {
        self.signal(Signal::KILL);
        self.wait(Duration::from_secs(10));
    }

    /// The end of its log.
    pub fn last_words(&self) -> String {
        let log = std::fs::read_to_string(&self.log).unwrap_or_default();
        let lines: Vec<_> = log.lines().rev().take(5).collect();
        lines.into_iter().rev().collect::<Vec<_>>().join("\n")
    }

    fn signal(&mut self, signal: Signal) {
        if self.ended().is_none() {
            // It may have ended this very moment.
            let _ = kill_process(self.pid, signal);
        }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.kill();
    }
}

fn kib(status: &str, name: &str) -> anyhow::Result<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix(name)).context("the system does not tell")?;
    Ok(line.trim().trim_end_matches("kB").trim_end().parse()?)
}

fn read_lines(output: ChildStdout) -> Receiver<String> {
    let (sender, lines) = channel();
    std::thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                return;
            }
        }
    });
    lines
}

/// A thread that waits for the end of a child, so that nobody has to look again and again.
fn wait_for(mut child: Child) -> Receiver<ExitStatus> {
    let (sender, ended) = channel();
    std::thread::spawn(move || {
        if let Ok(status) = child.wait() {
            let _ = sender.send(status);
        }
    });
    ended
}
