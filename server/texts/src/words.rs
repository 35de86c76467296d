//! One language as it is spoken to one person: single words, with the fallbacks behind them.
use fluent_bundle::FluentValue;
use protocol::Text;

use crate::language::Language;

/// What is filled into a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    /// A number; a language may choose its form by it.
    Number(i64),
    /// A text, taken as it is.
    Text(&'a str),
}

impl<'a> Value<'a> {
    pub(crate) fn as_fluent(self) -> FluentValue<'a> {
        match self {
            Self::Number(number) => FluentValue::from(number),
            Self::Text(text) => FluentValue::from(text),
        }
    }
}

impl From<u32> for Value<'_> {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<i64> for Value<'_> {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

/// Words in one language. A word that no language has is shown by its name and told in the debug log.
#[derive(Clone)]
pub struct Words<'t> {
    chain: Vec<&'t Language>,
    asked: String,
    first: String,
}

impl<'t> Words<'t> {
    pub(crate) fn new(chain: Vec<&'t Language>, asked: &str, first: &str) -> Self {
        Self { chain, asked: asked.into(), first: first.into() }
    }

    /// The code of the language that was asked for.
    pub fn language(&self) -> &str {
        &self.asked
    }

    /// A word without arguments.
    pub fn get(&self, word: &str) -> String {
        self.fill(word, &[])
    }

    /// A word with its arguments: `fill("wait-range", &[("low", 5.into()), ("high", 10.into())])`.
    pub fn fill(&self, word: &str, values: &[(&str, Value<'_>)]) -> String {
        let found = self.chain.iter().find_map(|language| language.fill(word, values));
        found.unwrap_or_else(|| {
            tracing::debug!(language = self.asked, word, "no language has this word");
            word.into()
        })
    }

    /// The office's own text in this language, else in the office's first.
    pub fn choose<'x>(&self, text: &'x Text) -> &'x str {
        text.get(&self.asked, &self.first)
    }
}
