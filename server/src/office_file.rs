//! Reads an office file and what stands beside it, and names every mistake with its line.
//! Nothing is put into force here, and no log is touched.
mod beside;
mod calendar;
mod catalogue;
mod counters;
mod document;
mod export;
mod groups;
mod hours;
mod identity;
mod languages;
mod mistake;
mod names;
mod rules;
mod services;
mod syntax;
mod table;
#[cfg(test)]
mod tests;
mod value;

use std::path::Path;

use queue::Office;

use beside::Folder;
pub use beside::Get;
pub use export::write;
pub use mistake::{Mistake, Mistakes};
use names::Names;
use table::Table;

/// Reads the office file at `path`, with the calendar and the catalogue it names, from the same folder.
///
/// # Errors
/// All mistakes: those of the office file, then the calendar's, then the catalogue's, each by line.
pub fn read(path: &Path) -> Result<Office, Mistakes> {
    let name = path.display().to_string();
    let text = beside::read_text(path).map_err(|problem| Mistakes::of_file(&name, problem))?;
    let get = |file: &str| {
        let path = path.with_file_name(file);
        Ok((path.display().to_string(), beside::read_text(&path)?))
    };
    parse(&name, &text, &get)
}

/// Reads an office from texts alone; `name` is how its file is called in mistakes. `get` gives for the name of a
/// file beside it how that one is called and its text, or why it can't be had.
///
/// # Errors
/// As for [`read`].
pub fn parse(name: &str, text: &str, get: Get<'_>) -> Result<Office, Mistakes> {
    let mut folder = Folder::new(get);
    let (office, mut mistakes) = document::read(name, text, |file| office(file, &mut folder));
    mistakes.append(folder.into_mistakes());
    match office {
        Some(office) if mistakes.is_empty() => Ok(office),
        Some(_) | None => Err(mistakes),
    }
}

/// Reads the tables of an office file, and through it the files it names.
fn office(mut file: Table<'_>, folder: &mut Folder<'_>) -> Option<Office> {
    let identity = identity::read(file.must_section("office"));
    let languages = identity.languages;
    let calendar = calendar::within(&mut file, identity.calendar.as_ref());
    let calendar = calendar.or_else(|| folder.read(identity.calendar, calendar::read));
    let hours = hours::read(&mut file, &languages, calendar.unwrap_or_default());
    let rules = rules::queue(&mut file);
    let limits = rules::limits(&mut file);
    let priorities = groups::priorities(&mut file, &languages);
    let mut letters = Names::new(file.may_hide("letter"));
    let services = services::read(&mut file, &languages, &mut letters);
    let counters = counters::read(&mut file, &languages, &letters);
    let pause_reasons = groups::pause_reasons(&mut file, &languages);
    let procedures = catalogue::within(&mut file, identity.catalogue.as_ref(), &languages, &letters);
    file.close();
    let procedures = procedures
        .or_else(|| folder.read(identity.catalogue, |file| catalogue::read(file, &languages, &letters)));
    Some(Office {
        code: identity.code?,
        name: identity.name?,
        unit: identity.unit?,
        time_zone: identity.time_zone?,
        agency: identity.agency,
        languages: languages.into_codes(),
        hotline: identity.hotline?,
        notice: identity.notice,
        wifi: identity.wifi,
        hours,
        rules,
        limits,
        priorities,
        services,
        counters,
        pause_reasons,
        procedures: procedures.unwrap_or_default(),
    })
}
