//! A printer as a device of this machine, such as `/dev/usb/lp0`: bytes go to it, and answers come back where
//! its cable and driver carry them.
use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind};
use std::os::unix::fs::OpenOptionsExt;
use std::path::PathBuf;

use rustix::fs::OFlags;

use super::deadline::Deadline;
use super::talk::{Line, Way};
use super::wire;

/// The device's path; never made.
pub(super) struct Device(pub(super) PathBuf);

impl Way for Device {
    type Line = File;

    fn name(&self) -> String {
        self.0.display().to_string()
    }

    fn open(&self, _: Deadline) -> io::Result<File> {
        // A serial line must not become the terminal from which this program can be interrupted.
        let flags = (OFlags::NONBLOCK | OFlags::NOCTTY).bits().cast_signed();
        let mut options = OpenOptions::new();
        options.write(true).custom_flags(flags);
        match options.clone().read(true).open(&self.0) {
            // It may be written only; then it says nothing.
            Err(error) if error.kind() == ErrorKind::PermissionDenied => options.open(&self.0),
            opened => opened,
        }
    }
}

impl Line for File {
    /// A USB printer is ready again when it has taken the last block; a close before would drop that.
    fn taken(&mut self, until: Deadline) -> io::Result<()> {
        wire::ready(self, until)
    }

    /// The driver of USB printers drops what waits when the device is closed.
    fn throw_away(self) {}
}
