//! `init`: makes a data folder, or adds an office to one.
use std::path::Path;

use queue::Office;

use super::World;
use super::arguments::Init;
use super::failure::Failure;
use super::folder::Folder;
use super::office;
use crate::accounts::Accounts;
use crate::store::log;

pub(super) fn init(options: &Init, world: &mut World<'_>) -> Result<(), Failure> {
    let office = office::read(&options.office, world, "run this command again")?;
    let folder = Folder::at(&options.data.data);
    require_new(&folder, &office)?;
    let is_new = folder.make()?;
    // An office's time never goes back, so a demonstration can't begin before this.
    let clock = options.clock.map_or_else(|| world.clock.clone(), |demo| demo.begin(&world.clock));
    let setup_code = add(&folder, is_new, &office, world, clock.wall_ms())?;
    say_next(folder.path(), &office, setup_code.as_deref(), world)
}

/// Adds the office; gives the code of a link for the first admin if there is none.
fn add(
    folder: &Folder,
    is_new: bool,
    office: &Office,
    world: &World<'_>,
    at_ms: i64,
) -> Result<Option<String>, Failure> {
    let _lock = folder.lock()?;
    let made = fill(folder, office, world, at_ms);
    if made.is_err() && is_new && folder.offices()?.is_empty() {
        // Nothing half-done stays: the folder was made here, a moment ago, and nobody else is in it.
        folder.remove()?;
    }
    made
}

fn fill(folder: &Folder, office: &Office, world: &World<'_>, at_ms: i64) -> Result<Option<String>, Failure> {
    // Another `init` may have been quicker.
    require_new(folder, office)?;
    let accounts = Accounts::create(folder.path(), &world.clock)?;
    log::create(&folder.office_db(&office.code), office, at_ms)?;
    if accounts.has_admin()? {
        return Ok(None);
    }
    Ok(Some(accounts.make_setup_code()?.reveal().to_owned()))
}

fn require_new(folder: &Folder, office: &Office) -> Result<(), Failure> {
    if !folder.office_db(&office.code).exists() {
        return Ok(());
    }
    let (code, path) = (&office.code, folder.path().display());
    Err(Failure::Wrong(format!(
        "office {code} is there already, in {path}: start it with `server serve --data {path}`"
    )))
}

fn say_next(
    path: &Path,
    office: &Office,
    setup_code: Option<&str>,
    world: &mut World<'_>,
) -> Result<(), Failure> {
    let path = path.display();
    let Some(setup_code) = setup_code else {
        world.say(&format!("Office {} was added: start `server serve --data {path}`.", office.code));
        return Ok(());
    };
    world.give(&format!("http://{}:7070/setup/{setup_code}", world.host))?;
    world.say(&format!(
        "Office {} was added: start `server serve --data {path}` and open the link above to make the first admin, \
         once; `server account add --data {path} --user NAME --role admin` does the same.",
        office.code
    ));
    Ok(())
}
