//! `office apply`: puts a changed office file into force, through the running server or, while none runs, directly.
use std::path::Path;
use std::thread;
use std::time::Duration;

use anyhow::Context;
use queue::Office;

use super::super::World;
use super::super::failure::Failure;
use super::super::folder::Folder;
use super::read;
use crate::office::errands::{self, Asked, Told};
use crate::store::log::Log;

/// How often it is looked for the server's answer,
const LOOK: Duration = Duration::from_millis(50);

/// how many times at the most, ten seconds in all,
const LOOKS_MAX: u32 = 200;

/// and after how many it is looked whether the server still runs.
const LOOKS: u32 = 20;

pub(in crate::command_line) fn apply(data: &Path, file: &Path, world: &mut World<'_>) -> Result<(), Failure> {
    let folder = Folder::open(data)?;
    let office = read(file, world, "run this command again")?;
    require(&folder, &office, file)?;
    match put_into_force(&folder, &office, world)? {
        Some(told) => say(&told, &office, file, world),
        None => Err(Failure::Failed(format!(
            "the server that runs on {} did not answer for office {}: look into its log, or stop it and run the same command again",
            data.display(),
            office.code
        ))),
    }
}

fn require(folder: &Folder, office: &Office, file: &Path) -> Result<(), Failure> {
    if folder.offices()?.contains(&office.code) {
        return Ok(());
    }
    Err(Failure::Wrong(format!(
        "there is no office {} in {2}: add it with `server init --data {2} --office {}`",
        office.code,
        file.display(),
        folder.path().display()
    )))
}

/// Nothing when a server runs and does not answer.
fn put_into_force(folder: &Folder, office: &Office, world: &World<'_>) -> Result<Option<Told>, Failure> {
    let at_rest = || -> anyhow::Result<Option<Told>> {
        let Some(_lock) = folder.try_lock()? else { return Ok(None) };
        Ok(Some(errands::apply_at_rest(folder.office_db(&office.code), &world.clock, office)?))
    };
    if let Some(told) = at_rest()? {
        return Ok(Some(told));
    }
    if let Some(answer) = ask(folder, office, world.clock.wall_ms())? {
        return Ok(Some(serde_json::from_str(&answer).context("the server's answer can't be read")?));
    }
    Ok(at_rest()?)
}

/// Leaves a row for the running server and waits until it has answered in it; nothing when it does not, or has ended.
fn ask(folder: &Folder, office: &Office, at_ms: i64) -> anyhow::Result<Option<String>> {
    let log = Log::open(&folder.office_db(&office.code))?;
    let asked = serde_json::to_string(&Asked::Apply(Box::new(office.clone())))?;
    let mut id = log.ask_errand(&asked, at_ms)?;
    for look in 1..=LOOKS_MAX {
        thread::sleep(LOOK);
        match log.errand_answer(id)? {
            Some(Some(_)) => break,
            // A server that has just started forgets what was asked of the one before.
            None => id = log.ask_errand(&asked, at_ms)?,
            Some(None) if look % LOOKS == 0 && folder.try_lock()?.is_some() => break,
            Some(None) => {}
        }
    }
    log.take_errand(id)
}

fn say(told: &Told, office: &Office, file: &Path, world: &mut World<'_>) -> Result<(), Failure> {
    let (code, file) = (&office.code, file.display());
    match told {
        Told::Applied { in_full: true } => {
            world.say(&format!("Office {code} goes by {file} from now on."));
            Ok(())
        }
        Told::Applied { in_full: false } => {
            world.say(&format!(
                "Office {code} goes by {file} from now on, in its services, counters, ranges and time zone from the next day on."
            ));
            Ok(())
        }
        Told::Unchanged => {
            world.say(&format!("Nothing has changed: office {code} goes by {file} already."));
            Ok(())
        }
        Told::InUse(in_use) => Err(Failure::Failed(format!(
            "{file} takes away what is in use, {}: run the same command again when the day is closed",
            in_use.join(", ")
        ))),
        Told::Unreadable(reason) => Err(Failure::Failed(format!(
            "the running server can't read this office ({reason}): start the server anew, of the same version as this command"
        ))),
    }
}
