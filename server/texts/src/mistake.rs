//! What can be wrong with files of words, said so that a translator can put it right.
use std::fmt;
use std::io;
use std::path::PathBuf;

/// One mistake in a file of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The file, or a language's code for what is built in.
    pub file: String,
    /// Its line, from 1; 0 when the file as a whole is meant.
    pub line: usize,
    /// The word it belongs to; "" when there is none.
    pub word: String,
    /// What is wrong.
    pub what: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if self.line > 0 {
            write!(f, " line {}", self.line)?;
        }
        if !self.word.is_empty() {
            write!(f, ", word {}", self.word)?;
        }
        write!(f, ": {}", self.what)
    }
}

/// Why words could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum TextsError {
    /// A folder or file could not be read.
    #[error("can't read words from {}", path.display())]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Every mistake found, one a line.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Mistakes(Vec<Mistake>),
}
