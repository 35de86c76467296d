//! `display voice`: what is to be recorded so that an office's calls are heard in a voice of its own, and whether a
//! folder of recorded clips has it all.
use std::path::Path;

use anyhow::Context;
use client::{Address, Patience, Server};
use protocol::{NamedCounter, Office};
use voice::{Language, Line, Names, Reading};

/// The office as its server tells it.
pub fn office(server: Address, code: &str) -> anyhow::Result<Office> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let server = Server::new(server, Patience::default());
    runtime
        .block_on(server.office(code))
        .with_context(|| format!("can't ask the server about the office {code}"))
}

/// What is to be read out, and under which name to keep each clip: the manifest of a voice pack.
pub fn script(office: &Office, languages: &[String], reading: Reading) -> String {
    voice::manifest(&lines(office, languages, reading))
}

/// What is wrong with the clips in a folder, or missing there.
pub fn recorded(folder: &Path, office: &Office, languages: &[String], reading: Reading) -> Vec<String> {
    let lines = lines(office, languages, reading);
    voice::check(folder, &lines).iter().map(ToString::to_string).collect()
}

/// All that is said in the office's announcements, in these languages; in its own when there are none.
fn lines(office: &Office, languages: &[String], reading: Reading) -> Vec<Line> {
    let languages = if languages.is_empty() { &office.languages } else { languages };
    let known = languages.iter().filter_map(|code| Language::of(code, reading));
    known.flat_map(|language| lines_in(office, language)).collect()
}

fn lines_in(office: &Office, language: Language) -> Vec<Line> {
    let code = language.code();
    let counter = |counter: &NamedCounter| {
        (counter.counter.clone(), counter.name.0.get(code).cloned().unwrap_or_default())
    };
    let counters: Vec<_> = office.counters.iter().map(counter).collect();
    let counters: Vec<_> = counters.iter().map(|(code, name)| (code.as_str(), name.as_str())).collect();
    let services = office.services.iter().filter_map(|service| service.short.0.get(code).map(String::as_str));
    let services: Vec<&str> = services.collect();
    let mut letters: Vec<char> = office.services.iter().flat_map(|service| service.service.chars()).collect();
    letters.extend(counters.iter().filter(|(code, _)| code.len() <= 3).flat_map(|(code, _)| code.chars()));
    letters.retain(|letter| letter.is_alphabetic());
    letters.iter_mut().for_each(|letter| *letter = letter.to_uppercase().next().unwrap_or(*letter));
    letters.sort_unstable();
    letters.dedup();
    let letters: String = letters.into_iter().collect();
    voice::script(language, &Names { letters: &letters, counters: &counters, services: &services })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_has_all_that_the_sample_offices_calls_are_made_of() {
        let office: Office = serde_json::from_str(include_str!("../sample/office.json")).unwrap();
        let script = script(&office, &[], Reading::default());
        for text in ["[vi]", "[en]", "\"mời công dân có số thứ tự\"", "\"Đất đai\"", "\"Land\"", "\"Bê\""]
        {
            assert!(script.contains(text), "{text} in {script}");
        }
        let vietnamese = script_in(&office, "vi");
        assert!(!vietnamese.contains("[en]"));
    }

    fn script_in(office: &Office, language: &str) -> String {
        script(office, &[language.to_owned()], Reading::default())
    }

    #[test]
    fn an_empty_folder_lacks_everything() {
        let office: Office = serde_json::from_str(include_str!("../sample/office.json")).unwrap();
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(
            recorded(folder.path(), &office, &[], Reading::default()).len(),
            1,
            "there is no manifest"
        );
        std::fs::write(folder.path().join("pack.toml"), "[vi]\n").unwrap();
        let missing = recorded(folder.path(), &office, &["vi".into()], Reading::default());
        assert!(missing.len() > 20 && missing[0].starts_with("vi \""), "{missing:?}");
    }
}
