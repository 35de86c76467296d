//! The report as comma-separated values (RFC 4180): one figure a row, with its definition.
use crate::report::{FIGURES, Report};

use super::{group, rounded, unit};

pub(super) fn write(report: &Report) -> String {
    let mut lines = vec!["group,key,figure,value,unit,definition".to_owned()];
    for part in &report.parts {
        let (group, key) = group(part);
        for (figure, value) in FIGURES.iter().zip(&part.values) {
            let value = value.map(|value| rounded(figure.unit, value).to_string()).unwrap_or_default();
            let (unit, says) = (unit(figure.unit), figure.says);
            lines.push([group, &key, figure.key, &value, unit, says].map(field).join(","));
        }
    }
    for outage in &report.outages {
        let seconds = (outage.to.at_ms() - outage.from.at_ms()) / 1000;
        let (key, value) = (format!("{}/{}", outage.from, outage.to), seconds.to_string());
        let says = "the server was not at work, between its last sign of life and its first";
        lines.push(["outage", &key, "outage_s", &value, "seconds", says].map(field).join(","));
    }
    lines.join("\r\n") + "\r"
}

fn field(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}
