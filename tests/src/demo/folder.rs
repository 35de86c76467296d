//! Where the demo keeps everything, and how its accounts are called.
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use tempfile::TempDir;

/// The demo's folder: the server's data, keys, logs, paper and pictures.
pub(super) struct Folder {
    path: PathBuf,
    /// Goes away at the end.
    temporary: Option<TempDir>,
}

/// The sample office.
pub(crate) fn office_file() -> PathBuf {
    root().join("server/office/tay-ninh.toml")
}

/// The repository.
pub(super) fn root() -> PathBuf {
    let crate_folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    crate_folder.parent().unwrap_or(crate_folder).to_owned()
}

/// The account of the clerk of a counter.
pub(super) fn clerk(counter: &str) -> String {
    format!("quay-{counter}")
}

/// The password of an account. Known to everybody, for the demo is reached from this machine alone.
pub(super) fn password(user: &str) -> String {
    format!("demo-{user}")
}

impl Folder {
    /// The folder at `path`, or one that goes away.
    pub(super) fn open(path: Option<&Path>) -> anyhow::Result<Self> {
        let (path, temporary) = match path {
            Some(path) => (std::path::absolute(path)?, None),
            None => {
                let temporary = tempfile::Builder::new().prefix("mot-cua-").tempdir()?;
                (temporary.path().to_owned(), Some(temporary))
            }
        };
        for part in ["keys", "logs", "paper"] {
            let part = path.join(part);
            fs::create_dir_all(&part).with_context(|| format!("{} can't be made", part.display()))?;
        }
        Ok(Self { path, temporary })
    }

    /// A part of it, as it stands on a command line.
    pub(super) fn part(&self, part: &str) -> String {
        self.path.join(part).display().to_string()
    }

    /// The whole of it.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Whether it stays.
    pub(super) fn stays(&self) -> bool {
        self.temporary.is_none()
    }

    /// Ends the use of it. Pictures are there to be looked at afterwards: they stay.
    pub(super) fn close(self) {
        let Some(temporary) = self.temporary else { return };
        if self.path.join("pictures").exists() {
            let _ = temporary.keep();
        }
    }
}
