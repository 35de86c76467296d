//! `device`: kiosks and displays.
use std::path::Path;

use protocol::DeviceKind;

use super::World;
use super::arguments::DeviceAdd;
use super::failure::Failure;
use super::folder::Folder;
use super::lists::{self, time};
use crate::accounts::{Accounts, DeviceStatus};

pub(super) fn add(options: &DeviceAdd, world: &mut World<'_>) -> Result<(), Failure> {
    let folder = Folder::open(&options.data.data)?;
    folder.require_office(&options.office)?;
    let accounts = Accounts::open(folder.path(), &world.clock)?;
    let key = accounts.add_device(&options.office, options.kind, &options.name)?;
    world.give(key.reveal())?;
    world.say(&format!(
        "Put this key into a file and start the {} with --key-file: it is not shown again.",
        kind_name(options.kind)
    ));
    Ok(())
}

pub(super) fn list(data: &Path, world: &mut World<'_>) -> Result<(), Failure> {
    let folder = Folder::open(data)?;
    let devices = Accounts::open(folder.path(), &world.clock)?.devices()?;
    let rows: Vec<_> = devices.iter().map(row).collect();
    world.give(&lists::columns(["office", "kind", "name", "seen", "version", "state", "problem"], &rows))?;
    world.say("Add one with `server device add`, or take its key away with `server device revoke`.");
    Ok(())
}

pub(super) fn revoke(data: &Path, office: &str, name: &str, world: &mut World<'_>) -> Result<(), Failure> {
    let folder = Folder::open(data)?;
    Accounts::open(folder.path(), &world.clock)?.revoke_device(office, name)?;
    world.say(&format!("The key of {name} is void; `server device add` gives a new one."));
    Ok(())
}

fn row(status: &DeviceStatus) -> [String; 7] {
    let state = match status.revoked_at_ms {
        Some(at_ms) => format!("revoked {}", time(at_ms)),
        None => status.state.clone().unwrap_or_default(),
    };
    let seen = status.seen_at_ms.map_or_else(|| "never".to_owned(), time);
    let (version, problem) =
        (status.version.clone().unwrap_or_default(), status.problem.clone().unwrap_or_default());
    let kind = kind_name(status.device.kind).to_owned();
    [status.device.office.clone(), kind, status.device.name.clone(), seen, version, state, problem]
}

fn kind_name(kind: DeviceKind) -> &'static str {
    match kind {
        DeviceKind::Kiosk => "kiosk",
        DeviceKind::Display => "display",
    }
}
