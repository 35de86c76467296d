//! Names that stand once in a file and that other places refer to.
use std::collections::{BTreeMap, BTreeSet};

use super::value::Value;

/// Names, each with the value that gives it.
#[derive(Default)]
pub(super) struct Names<'d> {
    values: BTreeMap<String, Value<'d>>,
    /// Some could not be read at all: a name that isn't here may be one of them.
    incomplete: bool,
    /// What stands where a name should, but can't be one: whatever is part of it may be meant by it.
    misspelt: Vec<String>,
}

impl<'d> Names<'d> {
    /// No names yet; `incomplete` when some will be missing.
    pub(super) fn new(incomplete: bool) -> Self {
        Self { incomplete, ..Self::default() }
    }

    /// Takes a name up, unless it stands already.
    pub(super) fn add(&mut self, value: &Value<'d>, name: Option<String>) -> Option<String> {
        let Some(name) = name else {
            match value.spelt() {
                Some(text) => self.misspelt.push(text.to_uppercase()),
                None => self.incomplete = true,
            }
            return None;
        };
        if let Some(first) = self.values.get(&name) {
            self.incomplete = true;
            return value.wrong(&format!("{name:?} stands already in line {}", first.line()));
        }
        self.values.insert(name.clone(), value.clone());
        Some(name)
    }

    /// A name that should be here could not be read.
    pub(super) fn lose(&mut self) {
        self.incomplete = true;
    }

    /// Whether the name is surely not one of these.
    pub(super) fn lack(&self, name: &str) -> bool {
        let meant = || self.misspelt.iter().any(|text| text.contains(&name.to_uppercase()));
        !self.incomplete && !self.values.contains_key(name) && !meant()
    }

    /// The values of all names that are not among `others`.
    pub(super) fn not_among(&self, others: &BTreeSet<String>) -> impl Iterator<Item = &Value<'d>> {
        self.values.iter().filter(|(name, _)| !others.contains(*name)).map(|(_, value)| value)
    }

    /// The names in order, for a mistake to list.
    pub(super) fn listed(&self) -> String {
        self.values.keys().map(String::as_str).collect::<Vec<_>>().join(", ")
    }
}
