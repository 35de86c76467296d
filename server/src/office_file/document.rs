//! One file while it is read: its lines, and the mistakes found in it so far.
use std::cell::RefCell;

use toml::de::DeTable;

use super::mistake::{Mistake, Mistakes};
use super::syntax::{self, Sound};
use super::table::Table;

/// A file while it is read. Readers report mistakes and go on, so that none hides another.
pub(super) struct Document<'d> {
    sound: &'d Sound,
    line_starts: Vec<usize>,
    found: RefCell<Vec<Found>>,
}

struct Found {
    line: usize,
    text: String,
}

/// Reads a text with `reader`. What it returns counts only when there is no mistake.
pub(super) fn read<T>(name: &str, text: &str, reader: impl FnOnce(Table<'_>) -> T) -> (T, Mistakes) {
    let sound = syntax::repair(text);
    let (root, _) = DeTable::parse_recoverable(&sound.text);
    let document = Document::new(&sound);
    let result = reader(Table::root(&document, root.get_ref()));
    (result, document.into_mistakes(name))
}

impl<'d> Document<'d> {
    fn new(sound: &'d Sound) -> Self {
        let found = sound.broken.iter().map(|(line, text)| Found { line: *line, text: text.clone() });
        Self {
            sound,
            line_starts: sound.text.match_indices('\n').map(|(at, _)| at + 1).collect(),
            found: RefCell::new(found.collect()),
        }
    }

    /// The line of a byte, counted from 1. The end of the text belongs to the last line.
    pub(super) fn line(&self, at: usize) -> usize {
        let at = at.min(self.sound.text.trim_end().len());
        1 + self.line_starts.partition_point(|start| *start <= at)
    }

    /// Something that stands in the file is wrong.
    pub(super) fn wrong(&self, at: usize, text: String) {
        let line = self.line(at);
        if !self.sound.broken.contains_key(&line) {
            self.found.borrow_mut().push(Found { line, text });
        }
    }

    /// Whether a key may stand on a line that can't be read, anywhere in the file.
    pub(super) fn may_hide(&self, key: &str) -> bool {
        self.sound.lost.values().any(|line| line.contains(key))
    }

    /// Whether a key may stand on such a line in the section that begins at a byte.
    pub(super) fn may_hide_in(&self, section_at: usize, key: &str) -> bool {
        if self.sound.lost.is_empty() {
            return false;
        }
        let first = self.line(section_at);
        let below = self.sound.text.lines().enumerate().skip(first);
        let end =
            below.into_iter().find(|(_, line)| syntax::is_heading(line)).map_or(usize::MAX, |(i, _)| i + 1);
        self.sound.lost.range(first..end).any(|(_, line)| line.contains(key))
    }

    fn into_mistakes(self, name: &str) -> Mistakes {
        let mut found = self.found.into_inner();
        found.sort_by_key(|found| found.line);
        let mut mistakes = Mistakes::default();
        for Found { line, text } in found {
            mistakes.push(Mistake { file: name.to_owned(), line: Some(line), text });
        }
        mistakes
    }
}
