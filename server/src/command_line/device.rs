//! `device`: kiosks and displays.
use std::path::Path;

use super::World;
use super::arguments::{DeviceAdd, DeviceApprove};
use super::failure::Failure;
use super::folder::Folder;
use super::lists::{self, time};
use crate::accounts::{Accounts, Approve, DeviceStatus, WaitingDevice};

pub(super) fn add(options: &DeviceAdd, world: &mut World<'_>) -> Result<(), Failure> {
    let folder = Folder::open(&options.data.data)?;
    folder.require_office(&options.office)?;
    let accounts = Accounts::open(folder.path(), &world.clock)?;
    let key = accounts.add_device(&options.office, options.kind, &options.name)?;
    world.give(key.reveal())?;
    world.say(&format!(
        "Put this key into a file and start the {} with --key-file: it is not shown again.",
        options.kind.word()
    ));
    Ok(())
}

pub(super) fn approve(options: &DeviceApprove, world: &mut World<'_>) -> Result<(), Failure> {
    let folder = Folder::open(&options.data.data)?;
    let office = match &options.office {
        Some(office) => office.clone(),
        None => only_office(&folder)?,
    };
    folder.require_office(&office)?;
    let accounts = Accounts::open(folder.path(), &world.clock)?;
    let approve =
        Approve { code: &options.code, office: &office, name: options.name.as_deref(), by: None, key: None };
    let device = accounts.approve_pairing(approve)?;
    let kind = device.kind.word();
    world.say(&format!("The {kind} {} belongs to {office} now and fetches its key by itself.", device.name));
    Ok(())
}

fn only_office(folder: &Folder) -> Result<String, Failure> {
    let codes = folder.offices()?;
    match codes.as_slice() {
        [only] => Ok(only.clone()),
        _ => Err(Failure::Wrong(format!(
            "there are several offices ({}): name the device's with --office CODE",
            codes.join(", ")
        ))),
    }
}

pub(super) fn list(data: &Path, world: &mut World<'_>) -> Result<(), Failure> {
    let folder = Folder::open(data)?;
    let accounts = Accounts::open(folder.path(), &world.clock)?;
    let devices = accounts.devices()?;
    let waiting = accounts.pairings()?;
    let rows: Vec<_> = devices.iter().map(row).chain(waiting.iter().map(waiting_row)).collect();
    world.give(&lists::columns(["office", "kind", "name", "seen", "version", "state", "problem"], &rows))?;
    let approve =
        if waiting.is_empty() { "" } else { ", approve one that waits with `server device approve CODE`" };
    world.say(&format!(
        "Add one with `server device add`{approve}, or take its key away with `server device revoke`."
    ));
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
    let kind = status.device.kind.word().to_owned();
    [status.device.office.clone(), kind, status.device.name.clone(), seen, version, state, problem]
}

/// One that waits belongs to no office yet.
fn waiting_row(device: &WaitingDevice) -> [String; 7] {
    let empty = String::new;
    let state = format!("waits with code {}", device.code);
    [empty(), device.kind.word().to_owned(), device.name.clone(), empty(), empty(), state, empty()]
}
