//! The languages of an office, and texts in them.
use std::collections::BTreeMap;

use protocol::Text;

use super::names::Names;
use super::value::Value;

/// The language codes of an office; none while they are not known.
#[derive(Default)]
pub(super) struct Languages(Vec<String>);

impl Languages {
    /// Reads `languages = ["vi", "en"]`.
    pub(super) fn read(value: &Value<'_>) -> Option<Self> {
        let items = value.list()?;
        let form = "a language code of 2 or 3 letters of a-z in quotes";
        let is_right =
            |code: &str| (2..=3).contains(&code.len()) && code.bytes().all(|c| c.is_ascii_lowercase());
        let mut names = Names::default();
        let codes: Vec<_> = items.iter().map(|item| names.add(item, item.word(form, is_right))).collect();
        if codes.is_empty() {
            return value.wrong("must name at least one language");
        }
        codes.into_iter().collect::<Option<_>>().map(Self)
    }

    /// The codes, the default first.
    pub(super) fn into_codes(self) -> Vec<String> {
        self.0
    }

    /// A text in these languages, which must be there in the first; at most `chars_max` characters in each.
    pub(super) fn text(&self, value: &Value<'_>, chars_max: usize) -> Option<Text> {
        self.checked_text(value, |text| text.text(chars_max))
    }

    /// The same with a reader of one's own for each language.
    pub(super) fn checked_text<'d>(
        &self,
        value: &Value<'d>,
        read: impl Fn(&Value<'d>) -> Option<String>,
    ) -> Option<Text> {
        let table = value.table()?;
        let mut texts = BTreeMap::new();
        for (language, text) in table.all() {
            if !self.0.is_empty() && !self.0.iter().any(|code| code == language) {
                text.wrong::<()>(&format!("is none of this office's languages ({})", self.0.join(", ")));
            } else if let Some(text) = read(&text) {
                texts.insert(language.to_owned(), text);
            }
        }
        if let Some(first) = self.0.first().filter(|first| !table.has(first)) {
            table.miss(first);
        }
        Some(Text(texts))
    }
}
