//! Makes a text TOML where it isn't, so that the rest of it can be read: what can't be is blanked and named.
//! Lines keep their numbers.
use std::collections::BTreeMap;
use std::ops::Range;

use toml::de::{DeTable, Error};

use super::value::shortened;

/// After this many repairs a file is given up: it is hardly meant to be an office file.
const REPAIRS_MAX: usize = 50;

/// So is a file in which the parser stumbles so often at once.
const ERRORS_MAX: usize = 5000;

/// A text that is TOML, made from one that perhaps was not.
pub(super) struct Sound {
    pub(super) text: String,
    /// What was wrong, by line, counted from 1.
    pub(super) broken: BTreeMap<usize, String>,
    /// What stood on lines that were blanked.
    pub(super) lost: BTreeMap<usize, String>,
}

/// Repairs the first error and looks again, because one error makes the parser stumble over what follows it.
pub(super) fn repair(text: &str) -> Sound {
    let mut sound = Sound { text: text.to_owned(), broken: BTreeMap::new(), lost: BTreeMap::new() };
    for _ in 0..REPAIRS_MAX {
        let errors = sound.errors();
        let Some(error) = errors.first() else { return sound };
        if errors.len() > ERRORS_MAX {
            break;
        }
        sound.repair(error);
    }
    if let Some(error) = sound.errors().first() {
        sound.name(at(error), "from here on nothing was read, too much is not TOML".to_owned());
        sound.blank(0..sound.text.len());
    }
    sound
}

/// Where the parser stumbled. It counts in bytes, and may stand at the very end.
fn at(error: &Error) -> usize {
    error.span().unwrap_or_default().start
}

impl Sound {
    fn errors(&self) -> Vec<Error> {
        let (_, mut errors) = DeTable::parse_recoverable(&self.text);
        // At the end of the file a text in three quotes is what swallowed the end of the list, if there is one.
        errors.sort_by_key(|error| (at(error), error.message().starts_with("unclosed")));
        errors
    }

    fn repair(&mut self, error: &Error) {
        let (at, message) = (at(error), error.message());
        let line = self.line(at);
        let swallowed = self.text[line.start..at].trim().is_empty() && is_statement(&self.text[line.clone()]);
        let is_unclosed =
            message.starts_with("unclosed array,") || message.starts_with("unclosed inline table");
        if is_unclosed || swallowed && is_of_list(message) {
            let begin = self.statement_above(if is_unclosed { line.end } else { line.start });
            self.name(begin.start, "a \",\" is missing here, or the \"]\" or \"}\" at the end".to_owned());
            self.blank(begin.start..if is_unclosed { line.end } else { line.start });
        } else if message.contains("multi-line") {
            self.repair_long_text(at);
        } else if message.starts_with("unclosed table") || message.starts_with("unclosed array table") {
            self.name(at, "the \"]\" that ends the heading is missing".to_owned());
            self.text.insert(at, ']');
        } else if message.starts_with("key with no value") && is_heading_cut(&self.text[line.clone()]) {
            self.name(at, "the \"[\" that begins the heading is missing".to_owned());
            let brackets = if self.text[line.clone()].contains("]]") { "[[" } else { "[" };
            self.text.insert_str(line.start, brackets);
        } else if message.starts_with("missing comma") {
            self.name(at, "a \",\" is missing here".to_owned());
            self.text.insert(at, ',');
        } else {
            let found = self.text.get(error.span().unwrap_or_default()).filter(|found| !found.is_empty());
            let found = found.unwrap_or(self.text[line.start..at].trim());
            self.name(at, plain(message, found));
            self.blank(line.start..self.end_of(&line));
        }
    }

    /// A text in three quotes that does not end: the parser notices at the end of the file.
    fn repair_long_text(&mut self, at: usize) {
        let before = &self.text[..at];
        let begin = self.line(before.rfind("\"\"\"").max(before.rfind("'''")).unwrap_or(at));
        self.name(begin.start, "a text that begins with three quotes does not end".to_owned());
        self.blank(begin);
    }

    fn name(&mut self, at: usize, problem: String) {
        let line = self.line_number(at);
        self.broken.entry(line).or_insert(problem);
    }

    fn line_number(&self, at: usize) -> usize {
        1 + self.text[..at].bytes().filter(|byte| *byte == b'\n').count()
    }

    /// The line of a byte, without its end.
    fn line(&self, at: usize) -> Range<usize> {
        let start = self.text[..at].rfind('\n').map_or(0, |end| end + 1);
        start..self.text[at..].find('\n').map_or(self.text.len(), |end| at + end)
    }

    /// The last line before `end` that begins a statement, or the first line.
    fn statement_above(&self, end: usize) -> Range<usize> {
        let mut line = self.line(end.saturating_sub(1));
        while line.start > 0 && !is_statement(&self.text[line.clone()]) {
            line = self.line(line.start - 1);
        }
        line
    }

    /// Where that which stands on this line ends: a heading with its section, a statement before the next one,
    /// and the part of a list with the line.
    fn end_of(&self, line: &Range<usize>) -> usize {
        let first = &self.text[line.clone()];
        let next: fn(&str) -> bool = match (is_heading(first), is_statement(first)) {
            (true, _) => is_heading,
            (false, true) => is_statement,
            (false, false) => return line.end,
        };
        let mut end = line.end;
        while end < self.text.len() {
            let below = self.line(end + 1);
            if next(&self.text[below.clone()]) {
                break;
            }
            end = below.end;
        }
        end
    }

    fn blank(&mut self, range: Range<usize>) {
        let first = self.line_number(range.start);
        for (i, line) in self.text[range.clone()].lines().enumerate() {
            self.lost.insert(first + i, line.to_owned());
        }
        let blank: String =
            self.text[range.clone()].chars().map(|c| if c == '\n' { c } else { ' ' }).collect();
        self.text.replace_range(range, &blank);
    }
}

/// Whether a line seems to begin something of its own, and not to go on with a list.
fn is_statement(line: &str) -> bool {
    let is_bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '"');
    let key = line.split_once('=').map(|(key, _)| key.trim());
    is_heading(line) || key.is_some_and(|key| !key.is_empty() && key.chars().all(is_bare))
}

/// Whether a line seems to be a heading such as `[hours]` or `[[service]]`.
pub(super) fn is_heading(line: &str) -> bool {
    let Some(inside) = line.trim_start().strip_prefix('[') else { return false };
    inside.trim_start_matches('[').starts_with(|c: char| c.is_ascii_alphabetic())
}

/// Whether a line seems to be a heading that lacks its beginning.
fn is_heading_cut(line: &str) -> bool {
    let line = line.split('#').next().unwrap_or_default().trim();
    let words = line.trim_end_matches(']');
    words.len() < line.len() && words.chars().all(|c| c.is_ascii_lowercase() || c == '_')
}

fn is_of_list(message: &str) -> bool {
    ["array", "inline table", "key-value pairs"].iter().any(|word| message.contains(word))
}

fn plain(message: &str, found: &str) -> String {
    let found = shortened(found);
    if message.starts_with("string values must be quoted") {
        return match found.as_str() {
            found if found.ends_with('=') => "a value is missing after \"=\"".to_owned(),
            found if found.contains(' ') => {
                format!("{found} is no value: text must stand in quotes, and \",\" between two values")
            }
            found => format!("{found} must stand in quotes if it is text: \"{found}\""),
        };
    }
    if message.starts_with("duplicate key") {
        return format!("{found} stands here a second time");
    }
    if message.starts_with("key with no value") {
        return format!("after {found:?}, \"=\" and a value are missing");
    }
    if message.starts_with("invalid basic string") {
        return "the quote (\") that ends a text is missing".to_owned();
    }
    format!("not TOML: {message}")
}
