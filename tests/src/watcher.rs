//! Who watches over a program in systemd's place: hears what it tells by the socket that it is given.
use std::os::unix::net::UnixDatagram;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::Context;

/// Longer than any start may take on a busy machine.
const DEADLINE: Duration = Duration::from_secs(30);

/// A watcher over one program.
pub struct Watcher {
    path: PathBuf,
    socket: UnixDatagram,
    patience: Duration,
}

impl Watcher {
    /// One who takes a program for hung that gives no sign of life for `patience`. Its socket lies in `folder`.
    ///
    /// # Errors
    /// When there can be no socket.
    pub fn new(folder: &Path, patience: Duration) -> anyhow::Result<Self> {
        let path = folder.join("notify");
        let socket = UnixDatagram::bind(&path).with_context(|| path.display().to_string())?;
        Ok(Self { path, socket, patience })
    }

    /// Tells a program that it is watched.
    pub fn stand_over(&self, command: &mut Command) {
        command.env("NOTIFY_SOCKET", &self.path);
        command.env("WATCHDOG_USEC", self.patience.as_micros().to_string()).env_remove("WATCHDOG_PID");
    }

    /// The next thing that is told, such as `WATCHDOG=1`, if it is told within this time.
    fn next(&self, within: Duration) -> Option<String> {
        let mut bytes = [0; 4096];
        self.socket.set_read_timeout(Some(within)).expect("it is not zero");
        let length = self.socket.recv(&mut bytes).ok()?;
        Some(String::from_utf8_lossy(&bytes[..length]).trim_end().to_owned())
    }

    /// Hears until this is told; gives what was told before.
    ///
    /// # Panics
    /// When it is not told in time.
    pub fn hear(&self, wanted: &str) -> Vec<String> {
        let mut before = Vec::new();
        loop {
            let told = self.next(DEADLINE).unwrap_or_else(|| panic!("{wanted:?} was not told: {before:?}"));
            if told == wanted {
                return before;
            }
            before.push(told);
        }
    }

    /// Whether nothing at all is told for the patience, after what was told already.
    pub fn hears_nothing(&self) -> bool {
        self.socket.set_nonblocking(true).expect("a socket");
        while self.next(self.patience).is_some() {}
        self.socket.set_nonblocking(false).expect("a socket");
        self.next(self.patience).is_none()
    }
}
