//! The report as one JSON object.
use serde_json::{Map, Value, json};

use super::{group, rounded, unit};
use crate::report::{FIGURES, Of, Outage, Part, Report, Unit};

pub(super) fn write(report: &Report) -> String {
    let of = |kind: &str| -> Vec<Value> {
        report.parts.iter().filter(|part| group(part).0 == kind).map(figures).collect()
    };
    let outage = |outage: &Outage| json!({"from": outage.from, "to": outage.to});
    let definitions = FIGURES
        .iter()
        .map(|figure| (figure.key.to_owned(), json!({"unit": unit(figure.unit), "definition": figure.says})));
    let report = json!({
        "kind": "visits",
        "office": report.office.code,
        "from": report.from.to_string(),
        "to": report.to.to_string(),
        "time_zone": report.office.time_zone,
        "wait_target_s": report.office.limits.wait_mean_min * 60,
        "outages": report.outages.iter().map(outage).collect::<Vec<_>>(),
        "all": of("all").pop(),
        "services": of("service"),
        "counters": of("counter"),
        "hours": of("hour"),
        "definitions": definitions.collect::<Map<_, _>>(),
    });
    format!("{report:#}")
}

fn figures(part: &Part) -> Value {
    let mut figures = Map::new();
    let (group, key) = group(part);
    match &part.of {
        Of::All => {}
        Of::Service(_) | Of::Counter(_) => drop(figures.insert(group.to_owned(), json!(key))),
        Of::Hour(hour) => drop(figures.insert(group.to_owned(), json!(hour))),
    }
    for (figure, value) in FIGURES.iter().zip(&part.values) {
        figures.insert(figure.key.to_owned(), value.map_or(Value::Null, |value| number(figure.unit, value)));
    }
    Value::Object(figures)
}

fn number(unit: Unit, value: f64) -> Value {
    let value = rounded(unit, value);
    match unit {
        // Whole numbers are written without a point.
        Unit::Count | Unit::Seconds => json!(value as i64),
        Unit::Share | Unit::Number => json!(value),
    }
}
