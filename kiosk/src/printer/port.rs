//! Where tickets go: a printer on the network, a device or plain file, or a folder of pictures.
use std::fmt;
use std::fs;
use std::io::ErrorKind;
use std::os::unix::fs::FileTypeExt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use protocol::PrintProblem;
use screen::picture::Raster;

use super::deadline::Deadline;
use super::device::Device;
use super::network::Network;
use super::talk::Talk;
use super::{Health, Told, escpos, file, picture};

/// Something that makes paper of pictures.
pub(crate) trait Port: Send {
    /// Prints one ticket, or says what is wrong; gives it up, and takes back what it can, at `until`.
    fn print(&mut self, ticket: &Raster, until: Deadline) -> Result<Told, PrintProblem>;

    /// How it is, with nothing to print; none where that can't be known.
    fn look(&mut self, until: Deadline) -> Option<Health>;
}

/// Which printer, as on the command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Address {
    /// `tcp:HOST:PORT`.
    Tcp(String),
    /// `file:PATH`: a device, or a plain file that gets the bytes.
    File(PathBuf),
    /// `png:DIR`: each ticket a picture.
    Pictures(PathBuf),
    /// `none`.
    None,
}

impl FromStr for Address {
    type Err = anyhow::Error;

    fn from_str(text: &str) -> Result<Self, anyhow::Error> {
        match text.split_once(':') {
            None if text == "none" => Ok(Self::None),
            Some(("tcp", address)) if has_port(address) => Ok(Self::Tcp(address.into())),
            Some(("file", path)) if !path.is_empty() => Ok(Self::File(path.into())),
            Some(("png", folder)) if !folder.is_empty() => Ok(Self::Pictures(folder.into())),
            _ => anyhow::bail!("a printer is tcp:HOST:PORT, file:PATH, png:DIR or none, not {text}"),
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tcp(address) => write!(f, "tcp:{address}"),
            Self::File(path) => write!(f, "file:{}", path.display()),
            Self::Pictures(folder) => write!(f, "png:{}", folder.display()),
            Self::None => f.write_str("none"),
        }
    }
}

fn has_port(address: &str) -> bool {
    let parts = address.rsplit_once(':');
    parts.is_some_and(|(host, port)| !host.is_empty() && port.parse::<u16>().is_ok_and(|port| port > 0))
}

impl Address {
    /// The way to this printer; none for `none`. Nothing is opened yet.
    pub(crate) fn port(&self) -> Option<Box<dyn Port>> {
        match self {
            Self::Tcp(address) => Some(Box::new(Talk::new(Network(address.clone())))),
            Self::File(path) => Some(Box::new(AtPath::new(path.clone()))),
            Self::Pictures(folder) => Some(Box::new(Pictures(folder.clone()))),
            Self::None => None,
        }
    }
}

/// Whatever stands at a path when a ticket comes: a printer may be plugged in later.
struct AtPath {
    path: PathBuf,
    device: Talk<Device>,
}

impl AtPath {
    fn new(path: PathBuf) -> Self {
        Self { device: Talk::new(Device(path.clone())), path }
    }

    /// Missing under `/dev`, it is a device that is switched off.
    fn is_device(&self) -> bool {
        let there = fs::metadata(&self.path).map(|file| file.file_type().is_char_device());
        there.unwrap_or_else(|_| self.path.starts_with("/dev"))
    }

    fn write(&self, ticket: &Raster, until: Deadline) -> Result<Told, PrintProblem> {
        let plain = fs::metadata(&self.path).map_or(true, |file| file.file_type().is_file());
        let told = if plain { Told::Out } else { Told::Sent };
        file::send(&self.path, &escpos::encode(ticket), until).map(|()| told).map_err(|error| {
            tracing::warn!(printer = %self.path.display(), %error, "the ticket can't be written");
            match error.kind() {
                ErrorKind::StorageFull => PrintProblem::Unknown,
                _ => PrintProblem::Offline,
            }
        })
    }
}

impl Port for AtPath {
    fn print(&mut self, ticket: &Raster, until: Deadline) -> Result<Told, PrintProblem> {
        if self.is_device() { self.device.print(ticket, until) } else { self.write(ticket, until) }
    }

    fn look(&mut self, until: Deadline) -> Option<Health> {
        if self.is_device() { self.device.look(until) } else { None }
    }
}

/// A folder that gets each ticket as `000001.png` and so on, after those that are there.
struct Pictures(PathBuf);

impl Port for Pictures {
    fn print(&mut self, ticket: &Raster, _: Deadline) -> Result<Told, PrintProblem> {
        let saved = fs::create_dir_all(&self.0)
            .map_err(anyhow::Error::from)
            .and_then(|()| picture::canvas(ticket).save_png(&self.0.join(next_name(&self.0))));
        saved.map(|()| Told::Out).map_err(|error| {
            tracing::warn!(%error, "the picture of the ticket can't be written");
            PrintProblem::Unknown
        })
    }

    fn look(&mut self, _: Deadline) -> Option<Health> {
        None
    }
}

fn next_name(folder: &Path) -> String {
    let files = fs::read_dir(folder).into_iter().flatten().flatten();
    let numbers = files.filter_map(|file| file.path().file_stem()?.to_str()?.parse::<u32>().ok());
    format!("{:06}.png", numbers.max().unwrap_or(0) + 1)
}
