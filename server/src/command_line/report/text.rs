//! The report for people: everything about all visits, with definitions, then the main figures of each part.
use super::super::lists::columns;
use super::group;
use crate::report::{FIGURES, Of, Part, Report, Unit};

/// What is told of each service and each hour.
const OF_PARTS: [&str; 8] = [
    "issued",
    "served",
    "no_show",
    "abandonment",
    "wait_mean_s",
    "wait_p90_s",
    "within_target",
    "service_mean_s",
];

/// What is told of each counter.
const OF_COUNTERS: [&str; 8] = [
    "called",
    "served",
    "no_show",
    "wait_mean_s",
    "service_mean_s",
    "counter_open_s",
    "occupancy",
    "served_per_hour",
];

pub(super) fn write(report: &Report) -> String {
    let office = &report.office;
    let name = office.name.get(office.language(), office.language());
    let mut text = vec![
        format!("Visits of {name} ({}), {} to {}", office.code, report.from, report.to),
        format!("Times are min:s; the target for a wait is {} min.", office.limits.wait_mean_min),
        outages(report),
        all(report),
    ];
    let of = |is_one: fn(&Of) -> bool| report.parts.iter().filter(move |part| is_one(&part.of));
    text.push(table("service", OF_PARTS, of(|of| matches!(of, Of::Service(_)))));
    text.push(table("counter", OF_COUNTERS, of(|of| matches!(of, Of::Counter(_)))));
    text.push(table("hour", OF_PARTS, of(|of| matches!(of, Of::Hour(_)))));
    text.join("\n\n")
}

fn outages(report: &Report) -> String {
    if report.outages.is_empty() {
        return "The server was at work whenever a day was open.".to_owned();
    }
    let lines = report.outages.iter().map(|outage| format!("  {} to {}", outage.from, outage.to));
    let lines: Vec<_> = lines.collect();
    format!(
        "Left out, because the server was not at work, between its last sign of life and its first:\n{}",
        lines.join("\n")
    )
}

fn all(report: &Report) -> String {
    let all = report.parts.iter().filter(|part| part.of == Of::All);
    let rows = all.flat_map(|part| FIGURES.iter().zip(&part.values)).map(|(figure, value)| {
        [figure.key.trim_end_matches("_s").to_owned(), shown(figure.unit, *value), figure.says.to_owned()]
    });
    columns(["figure", "value", "definition"], &rows.collect::<Vec<_>>())
}

fn table<'p>(kind: &str, keys: [&str; 8], parts: impl Iterator<Item = &'p Part>) -> String {
    let heading = |index: usize| if index == 0 { kind } else { keys[index - 1].trim_end_matches("_s") };
    let row = |part: &Part| {
        std::array::from_fn(|index| if index == 0 { group(part).1 } else { value_of(part, keys[index - 1]) })
    };
    let rows: Vec<[String; 9]> = parts.map(row).collect();
    columns(std::array::from_fn(heading), &rows)
}

fn value_of(part: &Part, key: &str) -> String {
    let found = FIGURES.iter().zip(&part.values).find(|(figure, _)| figure.key == key);
    found.map(|(figure, value)| shown(figure.unit, *value)).unwrap_or_default()
}

fn shown(unit: Unit, value: Option<f64>) -> String {
    let Some(value) = value else { return String::new() };
    match unit {
        Unit::Count => format!("{value:.0}"),
        Unit::Seconds => {
            let seconds = value.round() as i64;
            format!("{}:{:02}", seconds / 60, seconds % 60)
        }
        Unit::Share => format!("{:.1} %", value * 100.0),
        Unit::Number => format!("{value:.1}"),
    }
}
