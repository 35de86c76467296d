//! Whether there are words and letters for the languages of the machine and of its office.
use std::collections::BTreeSet;

use protocol::Office;
use screen::text::Text;
use texts::Texts;

use super::Check;

impl Check<'_> {
    /// Looks for letters that can't be drawn, and for languages without words.
    pub fn letters(&mut self, texts: &Texts, office: Option<&Office>) {
        let mut text = Text::new();
        let mut whole = Vec::new();
        for language in texts.languages() {
            let mut letters = texts.letters(language);
            letters.extend(office.into_iter().flat_map(|office| said(office, language)));
            let lacking: String = text.lacking(letters).into_iter().collect();
            if lacking.is_empty() {
                whole.push(texts.language_name(language));
            } else {
                let name = texts.language_name(language);
                self.wrong(
                    "check-fonts-lack",
                    &[("language", (&name).into()), ("letters", (&lacking).into())],
                );
            }
        }
        if !whole.is_empty() {
            let languages = whole.join(", ");
            self.well("check-fonts-ok", &[("languages", (&languages).into())]);
        }
        let spoken = office.map_or(&[][..], |office| &office.languages);
        for language in spoken.iter().filter(|language| !texts.knows(language)) {
            self.wrong("check-words-lack", &[("language", language.into())]);
        }
    }
}

/// The letters of what an office calls itself and its services.
fn said(office: &Office, language: &str) -> BTreeSet<char> {
    let services = office.services.iter().flat_map(|service| [&service.name, &service.short, &service.hint]);
    let texts = [&office.name, &office.unit].into_iter().chain(services);
    texts.flat_map(|text| text.get(language, language).chars().collect::<Vec<_>>()).collect()
}
