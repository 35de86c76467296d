//! Files: the office file itself, and those it names, which stand beside it.
use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::document;
use super::mistake::Mistakes;
use super::table::Table;
use super::value::Value;

/// The largest file that is read, bytes.
const FILE_BYTES_MAX: u64 = 1024 * 1024;

/// Gets a file beside the office file: how it is called in mistakes, and its text; or why not.
pub type Get<'g> = &'g dyn Fn(&str) -> Result<(String, String), String>;

/// The folder of the office file. Collects the mistakes of what is read from it.
pub(super) struct Folder<'g> {
    get: Get<'g>,
    mistakes: Mistakes,
}

impl<'g> Folder<'g> {
    pub(super) fn new(get: Get<'g>) -> Self {
        Self { get, mistakes: Mistakes::default() }
    }

    /// Reads the file that the office file names, if it names one.
    pub(super) fn read<T>(
        &mut self,
        named: Option<(Value<'_>, String)>,
        reader: impl FnOnce(Table<'_>) -> T,
    ) -> Option<T> {
        let (value, file) = named?;
        let (name, text) = match (self.get)(&file) {
            Ok(found) => found,
            Err(problem) => return value.wrong(&format!("names {file}, which {problem}")),
        };
        let (result, mistakes) = document::read(&name, &text, reader);
        self.mistakes.append(mistakes);
        Some(result)
    }

    pub(super) fn into_mistakes(self) -> Mistakes {
        self.mistakes
    }
}

/// The text of a file, or why it can't be had, to go on after the file's name.
pub(super) fn read_text(path: &Path) -> Result<String, String> {
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|error| format!("cannot be read: {error}"))?;
    let read = file.take(FILE_BYTES_MAX + 1).read_to_end(&mut bytes);
    read.map_err(|error| format!("cannot be read: {error}"))?;
    if bytes.len() as u64 > FILE_BYTES_MAX {
        return Err("is larger than 1 MiB".to_owned());
    }
    String::from_utf8(bytes).map_err(|error| {
        let right = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = 1 + right.iter().filter(|byte| **byte == b'\n').count();
        format!("is not UTF-8 text (look at line {line})")
    })
}
