//! `report`: prints the figures of an office, each with its definition.
mod csv;
mod json;
mod text;

use super::World;
use super::arguments::{Report as Options, ReportFormat, ReportKind};
use super::failure::Failure;
use super::folder::Folder;
use crate::report::{self, Of, Part, Unit};
use crate::store::snapshot::Snapshot;

pub(super) fn report(options: &Options, world: &mut World<'_>) -> Result<(), Failure> {
    let folder = Folder::open(&options.data.data)?;
    folder.require_office(&options.office)?;
    let (from, to) = (options.from, options.to);
    if from > to {
        return Err(Failure::Wrong(format!(
            "{from} is after {to}: give the first day as --from and the last as --to"
        )));
    }
    let snapshot = Snapshot::open(&folder.office_db(&options.office))?;
    let report = match options.kind {
        ReportKind::Visits => report::visits(&snapshot, from, to)?,
    };
    let written = match options.format {
        ReportFormat::Text => text::write(&report),
        ReportFormat::Csv => csv::write(&report),
        ReportFormat::Json => json::write(&report),
    };
    world.give(&written)?;
    world.say("Each figure has its definition beside it; `server report --help` shows the other formats.");
    Ok(())
}

/// What a part is called where a word must do.
fn group(part: &Part) -> (&'static str, String) {
    match &part.of {
        Of::All => ("all", String::new()),
        Of::Service(letter) => ("service", letter.clone()),
        Of::Counter(code) => ("counter", code.clone()),
        Of::Hour(hour) => ("hour", hour.to_string()),
    }
}

/// How a figure is called in the words of its unit.
fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Count => "count",
        Unit::Seconds => "seconds",
        Unit::Share => "share",
        Unit::Number => "number",
    }
}

/// A figure as finely as it can be told: whole numbers and seconds, shares to a thousandth.
fn rounded(unit: Unit, value: f64) -> f64 {
    match unit {
        Unit::Count | Unit::Seconds => value.round(),
        Unit::Share | Unit::Number => (value * 1000.0).round() / 1000.0,
    }
}
