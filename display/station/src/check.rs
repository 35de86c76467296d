//! Whether a machine could do its work where it stands: each thing that was looked at is one line, and what is wrong
//! comes with what to do.
mod letters;
mod line;
mod room;
mod sound;

use texts::{Value, Words};

pub use line::Line;

/// What was found so far.
pub struct Check<'a> {
    words: Words<'a>,
    tell: &'a mut dyn FnMut(&str),
    wrong: u32,
}

impl<'a> Check<'a> {
    /// A check that tells its lines in these words.
    pub fn new(words: Words<'a>, tell: &'a mut dyn FnMut(&str)) -> Self {
        Self { words, tell, wrong: 0 }
    }

    /// Something is as it should be: a word with its arguments.
    pub fn well(&mut self, word: &str, values: &[(&str, Value<'_>)]) {
        let line = format!("✓ {}", self.words.fill(word, values));
        (self.tell)(&line);
    }

    /// Something is wrong; the word with `-do` at its end says what to do.
    pub fn wrong(&mut self, word: &str, values: &[(&str, Value<'_>)]) {
        let (found, to_do) = (self.words.fill(word, values), self.words.fill(&format!("{word}-do"), values));
        (self.tell)(&format!("✗ {found} → {to_do}"));
        self.wrong += 1;
    }

    /// The words of the check.
    pub fn words(&self) -> &Words<'a> {
        &self.words
    }

    /// Tells how it went; whether all is well.
    pub fn end(self) -> bool {
        let line = match self.wrong {
            0 => self.words.get("check-end-ok"),
            count => self.words.fill("check-end-wrong", &[("count", count.into())]),
        };
        (self.tell)(&line);
        self.wrong == 0
    }
}

#[cfg(test)]
mod tests;
