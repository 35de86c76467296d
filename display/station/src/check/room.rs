//! The machine's own folder and its screen.
use std::path::Path;

use super::Check;
use crate::kept;

/// Less than this, in MB, is soon full.
const FREE_MB_MIN: u64 = 50;

impl Check<'_> {
    /// Whether the folder can be written, and has room.
    pub fn folder(&mut self, folder: &Path) {
        let name = folder.display().to_string();
        if let Err(error) = kept::probe(folder) {
            let why = error.to_string();
            return self.wrong("check-folder-shut", &[("folder", (&name).into()), ("why", (&why).into())]);
        }
        // A disk that does not tell how much room it has takes what is written, as was just seen.
        let room = rustix::fs::statvfs(folder).map(|disk| disk.f_bavail.saturating_mul(disk.f_frsize) >> 20);
        let free_mb = room.unwrap_or(FREE_MB_MIN);
        let free = i64::try_from(free_mb).unwrap_or(i64::MAX);
        let values = [("folder", (&name).into()), ("free", free.into())];
        if free_mb < FREE_MB_MIN {
            self.wrong("check-folder-full", &values);
        } else {
            self.well("check-folder-ok", &values);
        }
    }

    /// Whether the screen could be opened.
    pub fn screen(&mut self, options: screen::screen::Options) {
        match screen::screen::Screen::open(options) {
            Ok(_) => self.well("check-screen-ok", &[]),
            Err(error) => {
                let why = format!("{error:#}");
                self.wrong("check-screen-shut", &[("why", (&why).into())]);
            }
        }
    }
}
