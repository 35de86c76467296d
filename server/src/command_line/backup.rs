//! `backup`: copies the accounts and every office, at any time, and looks whether the copies can be served.
mod shelf;

use std::path::Path;

use super::World;
use super::arguments::Backup;
use super::failure::Failure;
use super::folder::Folder;
use crate::store;
use crate::store::snapshot::Snapshot;
use shelf::{Book, Shelf};

pub(super) fn backup(options: &Backup, world: &mut World<'_>) -> Result<(), Failure> {
    let folder = Folder::open(&options.data.data)?;
    let shelf = Shelf::open(&options.to)?;
    let book = shelf.begin(world.clock.wall_ms())?;
    let copied = copy(&folder, &book);
    let damaged = match copied {
        Ok(damaged) => damaged,
        Err(error) => {
            book.throw_away();
            return Err(error.into());
        }
    };
    let path = shelf.finish(book, damaged.is_empty())?;
    if let Some(keep) = options.keep {
        shelf.keep(keep)?;
    }
    world.give(&path.display().to_string())?;
    if !damaged.is_empty() {
        return Err(Failure::Failed(format!(
            "{}: the other offices were copied; keep this copy's forerunners, and look with `server verify --data {}`",
            damaged.join("; "),
            folder.path().display()
        )));
    }
    world.say(&format!("This copy can be served as it is, with `server serve --data {}`.", path.display()));
    Ok(())
}

/// Copies everything; gives what is wrong with the offices that can't be.
fn copy(folder: &Folder, book: &Book) -> anyhow::Result<Vec<String>> {
    let target = Folder::at(book.path());
    target.make()?;
    store::copy(&folder.path().join("server.db"), &target.path().join("server.db"))?;
    let mut damaged = Vec::new();
    for code in folder.offices()? {
        let copy = target.office_db(&code);
        if let Err(error) = copy_office(&folder.office_db(&code), &copy) {
            damaged.push(format!("{code}: {error:#}"));
            store::remove(&copy)?;
        }
    }
    target.sync()?;
    Ok(damaged)
}

/// The chain of the last day is read back from the copy.
fn copy_office(from: &Path, to: &Path) -> anyhow::Result<()> {
    store::copy(from, to)?;
    Snapshot::open(to)?.restore()?;
    Ok(())
}
