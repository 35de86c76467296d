//! A text in several languages. Which languages an office speaks is not known here.
use alloc::collections::BTreeMap;
use alloc::string::String;

use serde::{Deserialize, Serialize};

/// One text by language code: `{"vi": "Quầy 1", "en": "Counter 1"}`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct Text(pub BTreeMap<String, String>);

impl Text {
    /// The text in `language`, else in the `fallback`, else in any language, else "".
    pub fn get(&self, language: &str, fallback: &str) -> &str {
        let found = self.0.get(language).or_else(|| self.0.get(fallback)).or_else(|| self.0.values().next());
        found.map_or("", String::as_str)
    }
}

impl<const N: usize> From<[(&str, &str); N]> for Text {
    fn from(pairs: [(&str, &str); N]) -> Self {
        Self(pairs.into_iter().map(|(language, text)| (language.into(), text.into())).collect())
    }
}
