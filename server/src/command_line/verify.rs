//! `verify`: reads every log of a data folder, on a snapshot, and says what is wrong first.
use std::str::FromStr;

use data_encoding::{HEXLOWER, HEXLOWER_PERMISSIVE};
use jiff::civil::Date;

use super::World;
use super::arguments::Verify;
use super::failure::Failure;
use super::folder::Folder;
use crate::store;
use crate::verify::{self, Seal, Whole};

/// A seal that somebody kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct KeptSeal {
    date: Date,
    hash: [u8; 32],
}

impl FromStr for KeptSeal {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("{text:?} is no seal such as 2026-11-23= and 64 digits of 0-9 and a-f");
        let (date, hash) = text.split_once('=').ok_or_else(wrong)?;
        let date = date.parse().map_err(|_| wrong())?;
        let hash = HEXLOWER_PERMISSIVE.decode(hash.as_bytes()).map_err(|_| wrong())?;
        Ok(Self { date, hash: hash.try_into().map_err(|_| wrong())? })
    }
}

pub(super) fn verify(options: &Verify, world: &mut World<'_>) -> Result<(), Failure> {
    let folder = Folder::open(&options.data.data)?;
    let mut first = None;
    let mut seals = Vec::new();
    if let Some(wrong) = accounts_fault(&folder) {
        world.give(&wrong)?;
        first = Some(wrong);
    }
    for code in folder.offices()? {
        match verify::log(&folder.office_db(&code)) {
            Ok(whole) => {
                world.give(&line(&code, &whole, options.seals))?;
                seals.extend(whole.seals.into_iter().map(|seal| (code.clone(), seal)));
            }
            Err(fault) => {
                let wrong = format!("{code}: {fault}");
                world.give(&wrong)?;
                first = first.or(Some(wrong));
            }
        }
    }
    // A log in which something is wrong has no seals to compare.
    let wrong = first.or_else(|| options.kept.iter().find_map(|kept| broken(kept, &seals)));
    if let Some(wrong) = wrong {
        return Err(Failure::Failed(format!(
            "{wrong}: leave this folder as it is, and serve a backup that was made before"
        )));
    }
    let kept = if options.kept.is_empty() {
        "; keep the seals of its days (--seals) where others can't change them: only they show a log that was written anew"
    } else {
        ""
    };
    world.say(&format!("Nothing was changed after it was written{kept}."));
    Ok(())
}

fn accounts_fault(folder: &Folder) -> Option<String> {
    match store::damage_of(&folder.path().join("server.db")) {
        Ok(None) => None,
        Ok(Some(damage)) => Some(format!("server.db: the file is damaged: {damage}")),
        Err(error) => Some(format!("server.db: {error:#}")),
    }
}

fn line(code: &str, whole: &Whole, with_seals: bool) -> String {
    let mut lines = vec![format!("{code}: whole, {} events, {} days", whole.events, whole.days)];
    if with_seals {
        let seal = |seal: &Seal| format!("{code} {}={}", seal.date, HEXLOWER.encode(&seal.hash));
        lines.extend(whole.seals.iter().map(seal));
    }
    lines.join("\n")
}

/// What is wrong with the day of a seal that was kept: some office's must have this one.
fn broken(kept: &KeptSeal, seals: &[(String, Seal)]) -> Option<String> {
    let mut of_day = seals.iter().filter(|(_, seal)| seal.date == kept.date);
    if of_day.clone().any(|(_, seal)| seal.hash == kept.hash) {
        return None;
    }
    let date = kept.date;
    Some(match of_day.next() {
        Some((code, seal)) if of_day.next().is_none() => format!(
            "{code}: {date} has another seal, so an event up to {}, which closed it, was written anew",
            seal.closed_seq
        ),
        Some(_) => format!("{date} has another seal in every office, so the events of one were written anew"),
        None => format!("{date} was not closed in any office, so the events of a day that was are missing"),
    })
}
