//! All languages at hand: what is built in, a program's own words, and a folder's files.
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use crate::language::{Language, mistake_at, parse};
use crate::{Mistake, TextsError, Words};

/// Words that every program shares, by language.
const SHARED: [(&str, &str); 2] =
    [("vi", include_str!("../words/vi.ftl")), ("en", include_str!("../words/en.ftl"))];

/// The language that has every word: the last to be asked.
const ORIGINAL: &str = "vi";

/// The word in which a language says its own name.
const NAME: &str = "language-name";

/// Words in several languages. Shared between threads without a lock of the caller's.
pub struct Texts {
    languages: Vec<Language>,
}

impl Texts {
    /// The shared words and a program's own, as `(language, contents of a Fluent file)`. A program's word
    /// goes before a shared one of the same name.
    pub fn new(own: &[(&str, &str)]) -> Result<Self, TextsError> {
        let mut texts = Self { languages: Vec::new() };
        let built_in = SHARED.iter().chain(own);
        let mistakes: Vec<Mistake> =
            built_in.filter_map(|(code, source)| texts.add(code, code, source).err()).flatten().collect();
        if mistakes.is_empty() { Ok(texts) } else { Err(TextsError::Mistakes(mistakes)) }
    }

    /// Adds what a folder holds: `km.ftl`, or `km/*.ftl` in the order of their names. Its words go before
    /// those that are there; a word may be missing, but not have an argument that the original lacks.
    pub fn add_folder(&mut self, folder: &Path) -> Result<(), TextsError> {
        let mut mistakes = Vec::new();
        for (code, path) in files_of(folder)? {
            let source = fs::read_to_string(&path).map_err(|source| unreadable(&path, source))?;
            let file = path.display().to_string();
            mistakes.extend(self.add_checked(&code, &file, &source).err().unwrap_or_default());
        }
        let nameless = self.languages.iter().filter(|language| !language.has(NAME)).map(|language| Mistake {
            file: format!("{}/{}", folder.display(), language.code),
            line: 0,
            word: NAME.into(),
            what: "is missing: how the language calls itself".into(),
        });
        mistakes.extend(nameless);
        if mistakes.is_empty() { Ok(()) } else { Err(TextsError::Mistakes(mistakes)) }
    }

    /// The codes of all languages, those built in first.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.languages.iter().map(|language| language.code.as_str())
    }

    /// Whether there are words in a language.
    pub fn knows(&self, code: &str) -> bool {
        self.language(code).is_some()
    }

    /// The words that a language lacks, which are then said in the office's first language or in Vietnamese.
    pub fn missing(&self, code: &str) -> Vec<&str> {
        let (original, language) = (self.language(ORIGINAL), self.language(code));
        let all = original.into_iter().flat_map(|original| original.arguments.keys());
        all.filter(|word| language.is_none_or(|language| !language.has(word))).map(String::as_str).collect()
    }

    /// Words in the language `asked` for; what it lacks comes from the office's `first`, then from Vietnamese.
    pub fn speak(&self, asked: &str, first: &str) -> Words<'_> {
        let chain = [asked, first, ORIGINAL].into_iter().filter_map(|code| self.language(code)).collect();
        Words::new(chain, asked, first)
    }

    /// What a language calls itself, "Tiếng Việt"; its code when there are no words in it.
    pub fn language_name(&self, code: &str) -> String {
        self.language(code).and_then(|language| language.fill(NAME, &[])).unwrap_or_else(|| code.into())
    }

    /// Every letter that stands in the words of a language.
    pub fn letters(&self, code: &str) -> BTreeSet<char> {
        self.language(code).map(Language::letters).unwrap_or_default()
    }

    fn language(&self, code: &str) -> Option<&Language> {
        self.languages.iter().find(|language| language.code == code)
    }

    fn add(&mut self, code: &str, file: &str, source: &str) -> Result<(), Vec<Mistake>> {
        if let Some(language) = self.languages.iter_mut().find(|language| language.code == code) {
            return language.add(file, source);
        }
        let mut language =
            Language::new(code).map_err(|wrong| vec![Mistake { file: file.into(), ..wrong }])?;
        language.add(file, source)?;
        self.languages.push(language);
        Ok(())
    }

    fn add_checked(&mut self, code: &str, file: &str, source: &str) -> Result<(), Vec<Mistake>> {
        let strange = self.strange_arguments(file, source)?;
        if strange.is_empty() { self.add(code, file, source) } else { Err(strange) }
    }

    /// Arguments that a word has and the same word of the original has not: they could never be filled in.
    fn strange_arguments(&self, file: &str, source: &str) -> Result<Vec<Mistake>, Vec<Mistake>> {
        let (_, arguments) = parse(file, source)?;
        let original = self.language(ORIGINAL).map(|language| &language.arguments);
        let mut mistakes = Vec::new();
        for (word, used) in &arguments {
            let Some(known) = original.and_then(|original| original.get(word)) else { continue };
            for name in used.difference(known) {
                let what = format!("has the argument ${name}, which the original does not fill in");
                mistakes.push(mistake_at(file, source, word, what));
            }
        }
        Ok(mistakes)
    }
}

/// The files of a folder with their languages, in the order of their names.
fn files_of(folder: &Path) -> Result<Vec<(String, PathBuf)>, TextsError> {
    let mut files = Vec::new();
    for path in sorted(folder)? {
        if path.is_dir() {
            let code = stem(&path);
            let inner = sorted(&path)?.into_iter().filter(|inner| is_words(inner));
            files.extend(inner.map(|inner| (code.clone(), inner)));
        } else if is_words(&path) {
            files.push((stem(&path), path));
        }
    }
    Ok(files)
}

fn sorted(folder: &Path) -> Result<Vec<PathBuf>, TextsError> {
    let entries = fs::read_dir(folder).map_err(|source| unreadable(folder, source))?;
    let mut paths = Vec::new();
    for entry in entries {
        paths.push(entry.map_err(|source| unreadable(folder, source))?.path());
    }
    paths.sort();
    Ok(paths)
}

fn is_words(path: &Path) -> bool {
    path.extension() == Some(OsStr::new("ftl"))
}

fn stem(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

fn unreadable(path: &Path, source: std::io::Error) -> TextsError {
    TextsError::Unreadable { path: path.into(), source }
}
