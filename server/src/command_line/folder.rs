//! The data folder: what lies where in it, and who may work on it.
use std::fs::{self, DirBuilder, File, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use anyhow::Context;

use super::failure::Failure;

/// How often it is looked whether the folder is free,
const LOOK: Duration = Duration::from_millis(10);

/// and how many times at the most, a second in all.
const LOOKS_MAX: u32 = 100;

/// A data folder.
pub(super) struct Folder {
    path: PathBuf,
}

/// Held by whoever serves a data folder or makes it; given back when dropped, also by a crash.
pub(super) struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock of a file, which is made if it isn't there; nothing when somebody has it.
    pub(super) fn take(path: &Path) -> anyhow::Result<Option<Self>> {
        let open = File::options().create(true).truncate(false).write(true).open(path);
        let file = open.with_context(|| format!("can't open {}", path.display()))?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Self { _file: file })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => {
                Err(anyhow::Error::from(error).context(format!("can't lock {}", path.display())))
            }
        }
    }
}

impl Folder {
    /// A folder that may not be there yet.
    pub(super) fn at(path: &Path) -> Self {
        Self { path: path.to_owned() }
    }

    /// A folder that `init` has made.
    pub(super) fn open(path: &Path) -> Result<Self, Failure> {
        let folder = Self::at(path);
        if folder.path.join("server.db").is_file() {
            return Ok(folder);
        }
        let path = path.display();
        Err(Failure::Wrong(format!(
            "{path} is no data folder: make it with `server init --data {path} --office FILE`"
        )))
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Makes the folder for nobody else's eyes; true when it wasn't there, also not by another's doing a moment ago.
    pub(super) fn make(&self) -> anyhow::Result<bool> {
        if let Some(parent) = self.path.parent() {
            make(parent, true)?;
        }
        let is_new = make(&self.path, false)?;
        make(&self.offices_path(), true)?;
        Ok(is_new)
    }

    /// Takes everything away again.
    pub(super) fn remove(&self) -> anyhow::Result<()> {
        fs::remove_dir_all(&self.path).with_context(|| format!("can't remove {}", self.path.display()))
    }

    /// What was made in it is there after a power cut.
    pub(super) fn sync(&self) -> anyhow::Result<()> {
        sync(&self.offices_path())?;
        sync(&self.path)
    }

    /// The log of an office.
    pub(super) fn office_db(&self, code: &str) -> PathBuf {
        self.offices_path().join(format!("{code}.db"))
    }

    /// The codes of the offices, in order.
    pub(super) fn offices(&self) -> anyhow::Result<Vec<String>> {
        let path = self.offices_path();
        let entries = fs::read_dir(&path).with_context(|| format!("can't read {}", path.display()))?;
        let mut codes = Vec::new();
        for entry in entries {
            let name = entry?.file_name();
            codes.extend(name.to_str().and_then(|name| name.strip_suffix(".db")).map(str::to_owned));
        }
        codes.sort();
        Ok(codes)
    }

    /// Makes sure that an office is there.
    pub(super) fn require_office(&self, code: &str) -> Result<(), Failure> {
        let codes = self.offices()?;
        if codes.iter().any(|known| known == code) {
            return Ok(());
        }
        let known = if codes.is_empty() { "none".to_owned() } else { codes.join(", ") };
        Err(Failure::Wrong(format!(
            "there is no office {code} in {}: name one of those that are ({known})",
            self.path.display()
        )))
    }

    /// Keeps others from serving the folder, or from adding an office to it. Another command that has it for a moment is
    /// waited for.
    pub(super) fn lock(&self) -> Result<Lock, Failure> {
        for _ in 0..LOOKS_MAX {
            if let Some(lock) = self.try_lock()? {
                return Ok(lock);
            }
            thread::sleep(LOOK);
        }
        Err(Failure::Failed(format!(
            "a server is running on {}: stop it first, or take another folder",
            self.path.display()
        )))
    }

    /// The same; nothing when a server is running on the folder.
    pub(super) fn try_lock(&self) -> anyhow::Result<Option<Lock>> {
        Lock::take(&self.path.join("lock"))
    }

    fn offices_path(&self) -> PathBuf {
        self.path.join("offices")
    }
}

/// Makes a folder for nobody else's eyes; false when it is there already.
pub(super) fn make(path: &Path, with_parents: bool) -> anyhow::Result<bool> {
    let mut builder = DirBuilder::new();
    builder.recursive(with_parents);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    match builder.create(path) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::AlreadyExists && path.is_dir() => Ok(false),
        Err(error) => Err(error).with_context(|| format!("can't make the folder {}", path.display())),
    }
}

/// What was made, renamed or taken away in a folder stays so after a power cut.
pub(super) fn sync(path: &Path) -> anyhow::Result<()> {
    let synced = File::open(path).and_then(|folder| folder.sync_all());
    synced.with_context(|| format!("can't write {}", path.display()))
}
