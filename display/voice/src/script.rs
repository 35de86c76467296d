//! What is to be recorded for a voice pack.
use std::collections::BTreeMap;
use std::fmt::Write;

use crate::language::Language;
use crate::number::{Code, Sign};
use crate::{english, vietnamese};

/// What of an office is named in its announcements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Names<'a> {
    /// The letters of its services, and those in its counters' codes, such as `ABCD`.
    pub letters: &'a str,
    /// The codes of its counters, each with its name in the language of the script, or with an empty one.
    pub counters: &'a [(&'a str, &'a str)],
    /// The short names of its services in the language of the script.
    pub services: &'a [&'a str],
}

/// A text to be recorded as one clip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The code of its language.
    pub language: String,
    /// What is said, as it is found again in the sentences.
    pub text: String,
}

/// All that calls, withdrawn calls, numbers and times of an office are made of in a language. Notices and what a
/// kiosk reads aloud are recorded whole, as further lines, or left to espeak-ng.
pub fn script(language: Language, names: &Names<'_>) -> Vec<Line> {
    let mut texts = match language {
        Language::Vietnamese(reading) => vietnamese::pieces(reading),
        Language::English => english::pieces(),
    };
    texts.extend(names.letters.chars().map(|letter| language.said(&Sign::Letter(letter))));
    for (code, name) in names.counters {
        let named = || matches!(Code::of(code), Code::Named).then(|| (*code).to_owned());
        texts.extend(language.own_name(code, name).or_else(named));
    }
    texts.extend(names.services.iter().map(|name| (*name).to_owned()));
    texts.into_iter().map(|text| Line { language: language.code().into(), text }).collect()
}

/// The manifest of a pack with these lines, its files numbered in their order: what to read out, and under which
/// name to keep it.
pub fn manifest(lines: &[Line]) -> String {
    let mut numbered: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for line in lines {
        let texts = numbered.entry(&line.language).or_default();
        if !texts.contains(&line.text.as_str()) {
            texts.push(&line.text);
        }
    }
    let mut manifest = String::new();
    for (language, texts) in numbered {
        let _ = writeln!(manifest, "[{language}]");
        for (index, text) in texts.iter().enumerate() {
            let (text, file) = (toml::Value::from(*text), format!("{language}-{:03}.wav", index + 1));
            let _ = writeln!(manifest, "{text} = {file:?}");
        }
        manifest.push('\n');
    }
    manifest
}
