//! Pieces of TOML text, one key a line, as people would write them.
use std::fmt::{Display, Write};

/// A heading and its keys.
pub(super) struct Section(String);

impl Section {
    /// An empty one under this heading, brackets included.
    pub(super) fn new(heading: &str) -> Self {
        Self(format!("\n{heading}\n"))
    }

    /// With a key, whose value is TOML already.
    pub(super) fn with(mut self, key: &str, value: impl Display) -> Self {
        let _ = writeln!(self.0, "{key} = {value}");
        self
    }

    /// With a key, if there is a value.
    pub(super) fn with_some(self, key: &str, value: Option<impl Display>) -> Self {
        match value {
            Some(value) => self.with(key, value),
            None => self,
        }
    }

    pub(super) fn into_text(self) -> String {
        self.0
    }
}

/// A table on one line.
pub(super) fn inline(entries: impl IntoIterator<Item = (impl Display, impl Display)>) -> String {
    let entries = entries.into_iter().map(|(key, value)| format!("{key} = {value}"));
    format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
}

/// A list on one line.
pub(super) fn list(items: impl Iterator<Item = impl Display>) -> String {
    format!("[{}]", items.map(|item| item.to_string()).collect::<Vec<_>>().join(", "))
}

/// A basic string (TOML 1.0, "String").
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted + "\""
}
