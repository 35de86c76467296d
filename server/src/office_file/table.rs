//! A table while it is read: each key is asked for by name, and what was not asked for is unknown.
use std::collections::BTreeSet;

use toml::de::DeTable;

use super::document::Document;
use super::value::{Value, shortened};

/// A table while it is read. Ends with [`Table::close`], which names the keys that nobody asked for.
pub(super) struct Table<'d> {
    document: &'d Document<'d>,
    /// None when the table isn't there: that was reported already, or everything in it may be left out.
    entries: Option<&'d DeTable<'d>>,
    at: usize,
    place: String,
    known: BTreeSet<&'static str>,
}

impl<'d> Table<'d> {
    /// The whole file.
    pub(super) fn root(document: &'d Document<'d>, entries: &'d DeTable<'d>) -> Self {
        Self::new(document, Some(entries), 0, String::new())
    }

    /// A table that begins at byte `at` and is called `place` in mistakes.
    pub(super) fn new(
        document: &'d Document<'d>,
        entries: Option<&'d DeTable<'d>>,
        at: usize,
        place: String,
    ) -> Self {
        Self { document, entries, at, place, known: BTreeSet::new() }
    }

    /// Whether a key may stand on a line of the file that can't be read.
    pub(super) fn may_hide(&self, key: &str) -> bool {
        self.document.may_hide(key)
    }

    /// A key that must be there.
    pub(super) fn must<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(Value<'d>) -> Option<T>,
    ) -> Option<T> {
        let Some(value) = self.value(key) else {
            self.miss(key);
            return None;
        };
        read(value)
    }

    /// A key that may be left out.
    pub(super) fn may<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(Value<'d>) -> Option<T>,
    ) -> Option<T> {
        read(self.value(key)?)
    }

    /// A key that may be left out, and what holds then.
    pub(super) fn or<T>(
        &mut self,
        key: &'static str,
        default: T,
        read: impl FnOnce(Value<'d>) -> Option<T>,
    ) -> T {
        self.may(key, read).unwrap_or(default)
    }

    /// A table under a heading that must be there.
    pub(super) fn must_section(&mut self, key: &'static str) -> Self {
        let section = self.must(key, |value| value.table());
        section.unwrap_or_else(|| Self::new(self.document, None, self.at, key.to_owned()))
    }

    /// A table under a heading, in which everything may be left out.
    pub(super) fn may_section(&mut self, key: &'static str) -> Self {
        let section = self.may(key, |value| value.table());
        section.unwrap_or_else(|| Self::new(self.document, None, self.at, key.to_owned()))
    }

    /// Tables under headings `[[key]]`; the text under `id` tells them apart in mistakes.
    pub(super) fn each<T>(
        &mut self,
        key: &'static str,
        id: &str,
        read: impl FnMut(Self) -> Option<T>,
    ) -> Vec<T> {
        let items = self.may(key, |value| value.headed_list()).unwrap_or_default();
        let tables = items.into_iter().filter_map(|item| item.table_named_by(key, id));
        tables.filter_map(read).collect()
    }

    /// All entries, whatever they are called, in the order of the text.
    pub(super) fn all(&self) -> Vec<(&'d str, Value<'d>)> {
        let mut entries: Vec<_> = self.entries.into_iter().flatten().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        let value = |key: &'d str, raw| Value::new(self.document, raw, &self.place, key.to_owned());
        entries.into_iter().map(|(key, raw)| (&**key.get_ref(), value(key.get_ref(), raw))).collect()
    }

    /// The table as a whole is wrong.
    pub(super) fn wrong(&self, complaint: &str) {
        self.document.wrong(self.at, self.say(complaint));
    }

    /// Something that should be in the table is not.
    pub(super) fn miss(&self, what: &str) {
        let is_file = self.place.is_empty();
        let is_hidden =
            if is_file { self.document.may_hide(what) } else { self.document.may_hide_in(self.at, what) };
        if self.entries.is_some() && !is_hidden {
            let what = if is_file { format!("[{what}]") } else { what.to_owned() };
            self.document.wrong(self.at, self.say(&format!("{what} is missing")));
        }
    }

    /// Whether a key is there.
    pub(super) fn has(&self, key: &str) -> bool {
        self.entries.is_some_and(|entries| entries.contains_key(key))
    }

    /// Names the keys that nobody asked for.
    pub(super) fn close(self) {
        for (key, _) in
            self.entries.into_iter().flatten().filter(|(key, _)| !self.known.contains(&**key.get_ref()))
        {
            let hint = nearest(key.get_ref(), &self.known).map(|known| format!(", did you mean {known}?"));
            let name = shortened(key.get_ref());
            let complaint = self.say(&format!("unknown key {name}{}", hint.unwrap_or_default()));
            self.document.wrong(key.span().start, complaint);
        }
    }

    fn value(&mut self, key: &'static str) -> Option<Value<'d>> {
        self.known.insert(key);
        let raw = self.entries?.get(key)?;
        Some(Value::new(self.document, raw, &self.place, key.to_owned()))
    }

    fn say(&self, complaint: &str) -> String {
        if self.place.is_empty() { complaint.to_owned() } else { format!("{}: {complaint}", self.place) }
    }
}

/// The known key that was probably meant: at most two slips away, and fewer than half of its letters.
fn nearest(key: &str, known: &BTreeSet<&'static str>) -> Option<&'static str> {
    let near = known.iter().map(|known| (slips(key, known), *known));
    let near = near.filter(|(slips, known)| *slips <= 2 && slips * 2 < known.len());
    near.min().map(|(_, known)| known)
}

/// How many letters must be put in, left out, changed or swapped with their neighbour (optimal string
/// alignment).
fn slips(one: &str, other: &str) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for i in 1..=one.len() {
        let mut row = vec![i];
        for j in 1..=other.len() {
            let changed = last[j - 1] + usize::from(one[i - 1] != other[j - 1]);
            let mut least = changed.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1] {
                least = least.min(before_last[j - 2] + 1);
            }
            row.push(least);
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last[other.len()]
}
