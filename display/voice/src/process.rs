//! Other programs: fed, listened to, and ended when they take too long.
use std::io::{Read, Write};
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::channel;
use std::thread;
use std::time::{Duration, Instant};
use std::{fmt, io};

/// More than any sentence: twelve minutes.
const OUTPUT_BYTES_MAX: u64 = 32 * 1024 * 1024;
const ERRORS_BYTES_MAX: u64 = 64 * 1024;
/// What is told of a program's complaint, in characters.
const COMPLAINT_CHARS_MAX: usize = 160;
/// How often it is looked whether a program that has closed its outputs is gone, which takes no time at all.
const LOOK: Duration = Duration::from_millis(2);

/// What a program said until it closed its outputs.
#[derive(Debug)]
pub(crate) struct Said {
    /// Whether it took all of what it was fed.
    pub(crate) took_all: bool,
    pub(crate) output: Vec<u8>,
    pub(crate) errors: String,
}

impl Said {
    /// Its last words, or how it ended.
    pub(crate) fn complaint(&self, status: ExitStatus) -> String {
        let last = self.errors.lines().map(str::trim).rfind(|line| !line.is_empty());
        last.map_or_else(|| status.to_string(), |line| line.chars().take(COMPLAINT_CHARS_MAX).collect())
    }
}

/// A program at work.
#[derive(Debug)]
pub(crate) struct Running {
    child: Child,
}

impl Running {
    /// Starts a program and feeds it from a thread of its own; `tell` is called from there once it has closed
    /// its outputs, which it does at the latest when it ends.
    pub(crate) fn start(
        mut command: Command,
        input: Vec<u8>,
        tell: impl FnOnce(Said) + Send + 'static,
    ) -> io::Result<Self> {
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut running = Self { child: command.spawn()? };
        let child = &mut running.child;
        let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let exchange = move || tell(exchange(stdin, &input, stdout, stderr));
        match thread::Builder::new().name("player".into()).spawn(exchange) {
            Ok(_) => Ok(running),
            Err(error) => {
                running.kill();
                Err(error)
            }
        }
    }

    /// How it ended, after it has closed its outputs; killed when it is still there at `until`.
    pub(crate) fn ended(mut self, until: Instant, clock: fn() -> Instant) -> Result<ExitStatus, Failure> {
        loop {
            match self.child.try_wait()? {
                Some(status) => return Ok(status),
                None if clock() < until => thread::park_timeout(LOOK),
                None => {
                    self.kill();
                    return Err(Failure::Hung);
                }
            }
        }
    }

    pub(crate) fn kill(mut self) {
        // It may have ended by itself meanwhile.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn exchange(
    stdin: Option<ChildStdin>,
    input: &[u8],
    stdout: Option<ChildStdout>,
    stderr: Option<ChildStderr>,
) -> Said {
    // Dropped right away: the end of its input is what makes a player end.
    let took_all = stdin.is_none_or(|mut stdin| stdin.write_all(input).is_ok());
    let output = stdout.map(|stdout| all_of(stdout, OUTPUT_BYTES_MAX)).unwrap_or_default();
    let errors = stderr.map(|stderr| all_of(stderr, ERRORS_BYTES_MAX)).unwrap_or_default();
    Said { took_all, output, errors: String::from_utf8_lossy(&errors).into_owned() }
}

fn all_of(stream: impl Read, bytes_max: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    // What came before a fault is what there is.
    let _ = stream.take(bytes_max).read_to_end(&mut bytes);
    bytes
}

/// Runs a program to its end, for no longer than `patience`.
pub(crate) fn run(
    command: Command,
    patience: Duration,
    clock: fn() -> Instant,
) -> Result<(Said, ExitStatus), Failure> {
    let until = clock() + patience;
    let (tell, told) = channel();
    // Nobody listens any more after a time-out.
    let running = Running::start(command, Vec::new(), move |said| drop(tell.send(said)))?;
    let Ok(said) = told.recv_timeout(until.saturating_duration_since(clock())) else {
        running.kill();
        return Err(Failure::Hung);
    };
    Ok((said, running.ended(until, clock)?))
}

/// Why a program could not do its work.
#[derive(Debug)]
pub(crate) enum Failure {
    /// It isn't installed.
    Missing,
    /// What it said, or what happened to it.
    Failed(String),
    /// It did not end in time.
    Hung,
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing,
            _ => Self::Failed(error.to_string()),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("not installed"),
            Self::Failed(why) => f.write_str(why),
            Self::Hung => f.write_str("does not end"),
        }
    }
}
