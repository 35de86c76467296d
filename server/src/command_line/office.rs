//! `office check`: reads an office file and names every mistake.
use std::path::Path;

use queue::Office;

use super::World;
use super::failure::Failure;
use crate::office_file;

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
    world.say(&format!("Put it into force with `server init --data DIR --office {}`.", file.display()));
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
