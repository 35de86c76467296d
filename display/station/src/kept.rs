//! The key that this machine was given, in its own folder: whole or not at all after a power cut, and nobody else's
//! to read.
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use anyhow::Context;
use serde::{Deserialize, Serialize};

const FILE: &str = "device.json";

/// Who this machine is to the server.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// The code of its office.
    pub office: String,
    /// What it is called there; nobody's matter where the key was given by hand.
    pub name: String,
    /// Its key.
    pub key: String,
}

/// Never the key: this is read in logs.
impl std::fmt::Debug for Identity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} of {}", self.name, self.office)
    }
}

impl Identity {
    /// The one kept in a folder, if any. A file that is damaged is no identity: the machine asks for a new one.
    ///
    /// # Errors
    /// When there is a file that can't be read.
    pub fn read(folder: &Path) -> anyhow::Result<Option<Self>> {
        let path = folder.join(FILE);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error).with_context(|| format!("reading {}", path.display())),
        };
        let read = serde_json::from_slice(&bytes);
        if let Err(error) = &read {
            tracing::warn!(path = %path.display(), %error, "the kept key is damaged");
        }
        Ok(read.ok())
    }

    /// Keeps it in a folder, which is made if it is missing.
    ///
    /// # Errors
    /// When the disk does not take it; the one before is then still there.
    pub(crate) fn keep(&self, folder: &Path) -> io::Result<()> {
        fs::create_dir_all(folder)?;
        let beside = folder.join("device.part");
        match fs::remove_file(&beside) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            Ok(()) | Err(_) => {}
        }
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&beside)?;
        file.write_all(&serde_json::to_vec(self)?)?;
        file.sync_all()?;
        fs::rename(&beside, folder.join(FILE))?;
        // The new name itself is on disk only when its folder is.
        File::open(folder)?.sync_all()
    }
}

/// Finds out whether the folder would take a key.
///
/// # Errors
/// Why not.
pub(crate) fn probe(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let beside = folder.join("device.probe");
    File::create(&beside)?.write_all(b"probe")?;
    fs::remove_file(&beside)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    fn identity(key: &str) -> Identity {
        Identity { office: "tay-ninh".into(), name: "kiosk-1".into(), key: key.into() }
    }

    #[test]
    fn a_key_comes_back_and_only_its_owner_may_read_it() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path().join("not/there/yet");
        assert_eq!(Identity::read(&folder).unwrap(), None);
        identity("first").keep(&folder).unwrap();
        // What a power cut left beside it is in nobody's way, whoever may read it.
        fs::write(folder.join("device.part"), "half").unwrap();
        identity("second").keep(&folder).unwrap();
        assert_eq!(Identity::read(&folder).unwrap(), Some(identity("second")));
        let mode = fs::metadata(folder.join(FILE)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
    }

    #[test]
    fn a_damaged_file_is_no_key() {
        let folder = tempfile::tempdir().unwrap();
        for damaged in ["", "{", r#"{"office":"a"}"#] {
            fs::write(folder.path().join(FILE), damaged).unwrap();
            assert_eq!(Identity::read(folder.path()).unwrap(), None);
        }
    }

    #[test]
    fn a_key_is_not_in_the_log() {
        assert_eq!(format!("{:?}", identity("secret")), "kiosk-1 of tay-ninh");
    }
}
