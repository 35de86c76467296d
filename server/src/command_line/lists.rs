//! Lists for people: columns as wide as they must be.
use protocol::Moment;

/// Rows under a heading; an empty field is a dash.
pub(super) fn columns<const N: usize>(heading: [&str; N], rows: &[[String; N]]) -> String {
    let heading = heading.map(str::to_owned);
    let mut widths = [1; N];
    for row in rows.iter().chain([&heading]) {
        for (width, field) in widths.iter_mut().zip(row) {
            *width = (*width).max(field.chars().count());
        }
    }
    let line = |row: &[String; N]| {
        let fields = row
            .iter()
            .zip(widths)
            .map(|(field, width)| format!("{:width$}", if field.is_empty() { "-" } else { field }));
        fields.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    [&heading].into_iter().chain(rows).map(line).collect::<Vec<_>>().join("\n")
}

/// A moment, in UTC.
pub(super) fn time(at_ms: i64) -> String {
    Moment::new(at_ms, 0).to_string()
}
