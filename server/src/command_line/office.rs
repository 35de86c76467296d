//! `office`: reads an office file and names every mistake, puts one into force, writes one out.
mod apply;

use std::path::Path;

use anyhow::Context;
use queue::Office;

use super::World;
use super::failure::Failure;
use super::folder::Folder;
use crate::office_file;
use crate::store::snapshot::Snapshot;
pub(super) use apply::apply;

pub(super) fn check(file: &Path, world: &mut World<'_>) -> Result<(), Failure> {
    let office = read(file, world, "check it again")?;
    world.give(&format!(
        "{} is right: office {} has {} services, {} counters and {} procedures",
        file.display(),
        office.code,
        office.services.len(),
        office.counters.len(),
        office.procedures.len()
    ))?;
    world.say(&format!(
        "Put it into force with `server office apply --data DIR {0}`, or for a new office with `server init --data DIR --office {0}`.",
        file.display()
    ));
    Ok(())
}

/// The office that was put into force last, also while a day still keeps something of the one before.
pub(super) fn export(data: &Path, code: &str, world: &mut World<'_>) -> Result<(), Failure> {
    let folder = Folder::open(data)?;
    folder.require_office(code)?;
    let hall = Snapshot::open(&folder.office_db(code))?.restore()?;
    let office = hall.next_office().context("the log begins with no office")?;
    let text = office_file::write(office);
    world.give(text.trim_end())?;
    world.say("Change it and put it into force with `server office apply`.");
    Ok(())
}

/// Reads an office file; if it has mistakes, says all of them. `next` is what to do after correcting them.
pub(super) fn read(file: &Path, world: &mut World<'_>, next: &str) -> Result<Office, Failure> {
    if !file.exists() {
        return Err(Failure::Wrong(format!("there is no file {}: name the office file", file.display())));
    }
    office_file::read(file).map_err(|mistakes| {
        world.say(&mistakes.to_string());
        let (count, them) = match mistakes.count() {
            1 => ("1 mistake".to_owned(), "it"),
            count => (format!("{count} mistakes"), "them"),
        };
        Failure::Failed(format!("{} has {count}: correct {them} and {next}", file.display()))
    })
}
