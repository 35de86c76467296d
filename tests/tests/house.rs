//! The invariants of the house, read from its sources: what a lint can't hold is held here. README.md lists them.
#![expect(clippy::unwrap_used, reason = "a test may, its small functions too")]
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Each crate of ours with the crates of ours that it may use.
const IMPORTS: [(&str, &[&str]); 12] = [
    ("server/protocol", &[]),
    ("server/queue", &["protocol"]),
    ("server/simulation", &["queue"]),
    ("server/client", &["protocol"]),
    ("server/texts", &["protocol"]),
    ("server", &["simulation", "queue", "protocol", "voice", "texts"]),
    ("display/screen", &[]),
    ("display/voice", &["protocol"]),
    ("display/station", &["screen", "voice", "client", "texts", "protocol"]),
    ("display", &["station", "screen", "voice", "client", "texts", "protocol"]),
    ("kiosk", &["station", "screen", "voice", "client", "texts", "protocol"]),
    (
        "tests",
        &[
            "protocol",
            "queue",
            "simulation",
            "client",
            "texts",
            "server",
            "screen",
            "voice",
            "display",
            "kiosk",
        ],
    ),
];

/// What the rules and the wire types may use of others: nothing that knows a clock, the machine or chance.
const PURE: [(&str, &[&str]); 2] =
    [("server/queue", &["jiff", "protocol", "serde"]), ("server/protocol", &["jiff", "serde", "utoipa"])];

/// Files outside of `main.rs` that look at the environment, and why they may.
const LOOKS_OUT: [(&str, &str); 1] = [("display/screen/src/golden.rs", "compiled for tests only")];

#[test]
fn the_top_level_is_as_the_map_shows_it() {
    let ours = ["Cargo.toml", "README.md", "kiosk", "display", "server", "tests"];
    let tools = ["Cargo.lock", "LICENSE-APACHE", "LICENSE-MIT", "target"];
    for entry in fs::read_dir(root()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let ignored = ["data", "pictures"].contains(&name.as_str());
        let known = ours.contains(&name.as_str()) || tools.contains(&name.as_str());
        assert!(known || ignored || name.starts_with('.'), "{name} is not on the map");
    }
    for name in ours {
        assert!(root().join(name).exists(), "{name} is missing");
    }
}

#[test]
fn every_file_opens_with_what_it_is_for_and_stays_short() {
    let sources = sources();
    assert!(sources.len() > 100, "{} files found", sources.len());
    for source in sources {
        assert!(source.text.starts_with("//!"), "{} does not open with //!", source.path);
        let lines = source.text.lines().count();
        assert!(lines <= 400, "{} has {lines} lines; split it at 400", source.path);
    }
}

#[test]
fn rules_and_wire_types_know_no_machine() {
    let head = |path: &str| fs::read_to_string(root().join(path)).unwrap();
    assert!(head("server/queue/src/lib.rs").contains("\n#![no_std]\n"));
    assert!(
        head("server/protocol/src/lib.rs").contains("#![cfg_attr(not(feature = \"openapi\"), no_std)]\n")
    );
    for source in sources().iter().filter(|source| PURE.iter().any(|(name, _)| source.is_of(name))) {
        for word in ["std::", "extern crate std", "::now()"] {
            source.assert_free_of(word);
        }
    }
    for (name, allowed) in PURE {
        let used: Vec<_> = dependencies(name, &["dependencies"]).into_iter().collect();
        assert!(used.iter().all(|used| allowed.contains(&used.as_str())), "{name} uses {used:?}");
    }
}

#[test]
fn imports_run_one_way() {
    let ours: BTreeSet<_> = IMPORTS.iter().map(|(path, _)| path.rsplit('/').next().unwrap()).collect();
    for (path, allowed) in IMPORTS {
        for used in dependencies(path, &["dependencies", "dev-dependencies", "build-dependencies"]) {
            let is_ours = ours.contains(used.as_str());
            // A crate may name itself to have its own features in its tests.
            let itself = path.rsplit('/').next() == Some(&used);
            assert!(!is_ours || itself || allowed.contains(&used.as_str()), "{path} may not use {used}");
        }
    }
}

#[test]
fn every_crate_is_on_the_map_and_takes_versions_and_lints_from_the_root() {
    let members = manifest("")["workspace"]["members"].as_array().unwrap().clone();
    let members: BTreeSet<_> = members.iter().map(|member| member.as_str().unwrap().to_owned()).collect();
    assert_eq!(members, IMPORTS.iter().map(|(path, _)| (*path).to_owned()).collect());
    for (path, _) in IMPORTS {
        let manifest = manifest(path);
        assert_eq!(manifest["lints"]["workspace"].as_bool(), Some(true), "{path}");
        for kind in ["dependencies", "dev-dependencies"] {
            for (name, how) in manifest.get(kind).and_then(|table| table.as_table()).into_iter().flatten() {
                let from_root = how.get("workspace").and_then(toml::Value::as_bool);
                assert_eq!(from_root, Some(true), "{path}: {name} has a version of its own");
            }
        }
    }
    let lints = &manifest("")["workspace"]["lints"];
    assert_eq!(lints["rust"]["unsafe_code"].as_str(), Some("forbid"));
    for lint in ["unwrap_used", "dbg_macro", "todo", "await_holding_lock"] {
        assert!(lints["clippy"].get(lint).is_some(), "clippy::{lint} is off");
    }
}

#[test]
fn only_the_store_speaks_sql() {
    let words = ["select ", "insert into ", "delete from ", "create table ", "pragma ", "begin immediate"];
    let words = words.map(|word| format!("\"{word}"));
    for source in sources() {
        if source.is_of("server/src/store") || source.path == "server/src/store.rs" || source.is_test() {
            continue;
        }
        source.assert_free_of("rusqlite");
        for word in &words {
            source.assert_free_of(word);
        }
    }
}

#[test]
fn only_main_looks_at_arguments_environment_and_clock() {
    let words = [
        "std::env",
        "env::args",
        "env::var",
        "SystemTime::now",
        "Instant::now",
        "Timestamp::now",
        "Zoned::now",
        "Local::now",
    ];
    let may = |source: &Source| {
        let is_main = source.path.ends_with("/main.rs");
        let is_named = LOOKS_OUT.iter().any(|(path, _)| source.path == *path);
        is_main || is_named || source.is_test() || source.path.starts_with("tests/")
    };
    for source in sources().iter().filter(|source| !may(source)) {
        // What waits on the network paces itself by the runtime's own timers, whose clock a test can stop.
        let has_timers = ["use tokio::time::Instant", "use tokio::time::{Instant"];
        let has_timers = has_timers.iter().any(|timers| source.text.contains(timers));
        for word in words.iter().filter(|word| !(has_timers && **word == "Instant::now")) {
            source.assert_free_of(word);
        }
    }
    for (path, why) in LOOKS_OUT {
        assert!(root().join(path).exists(), "{path} is gone, and with it: {why}");
    }
}

#[test]
fn nothing_is_skipped_and_nothing_outside_is_named() {
    // Written in two halves, so that this file does not find itself.
    let words = [("#[ig", "nore"), ("#[should_", "panic"), ("../sha", "red"), ("\"/wo", "rk/")];
    for source in sources() {
        for (left, right) in words {
            let word = format!("{left}{right}");
            assert!(!source.text.contains(&word), "{} says {word}", source.path);
        }
    }
}

/// One source file, by its path under the root.
struct Source {
    path: String,
    text: String,
}

impl Source {
    fn is_of(&self, folder: &str) -> bool {
        // A crate nested in another is not of that one.
        let rest = self.path.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/'));
        rest.is_some_and(|rest| rest.starts_with("src/") || folder.contains("/src"))
    }

    fn is_test(&self) -> bool {
        let mut parts = self.path.split('/');
        parts.any(|part| ["tests", "tests.rs", "benches", "examples", "fuzz"].contains(&part))
    }

    /// What runs in the program: without comments, and without the tests, which stand last.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let (text, is_test) = (&self.text, self.is_test());
        let end = text.find("#[cfg(test)]\nmod tests {").unwrap_or(text.len());
        let lines = text[..end].lines().enumerate().map(|(index, line)| (index + 1, line));
        let lines = lines.filter(move |(_, line)| !is_test && !line.trim_start().starts_with("//"));
        lines.filter(|(_, line)| !line.contains("#[cfg_attr("))
    }

    fn assert_free_of(&self, word: &str) {
        let found = self.code().find(|(_, line)| has_word(line, word));
        assert!(found.is_none(), "{} says {word}: {found:?}", self.path);
    }
}

/// Whether the line has `word` not as the end of a longer one.
fn has_word(line: &str, word: &str) -> bool {
    let is_letter = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let starts_with_letter = word.starts_with(is_letter);
    line.match_indices(word).any(|(at, _)| !starts_with_letter || !line[..at].ends_with(is_letter))
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

fn sources() -> Vec<Source> {
    let mut found = Vec::new();
    for folder in ["kiosk", "display", "server", "tests"] {
        gather(&root().join(folder), &mut found);
    }
    found.sort();
    let source = |path: PathBuf| {
        let text = fs::read_to_string(&path).unwrap();
        Source { path: path.strip_prefix(root()).unwrap().to_str().unwrap().to_owned(), text }
    };
    found.into_iter().map(source).collect()
}

fn gather(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.ends_with("target") {
            gather(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

fn manifest(folder: &str) -> toml::Table {
    let path = root().join(folder).join("Cargo.toml");
    fs::read_to_string(&path).unwrap().parse().unwrap()
}

fn dependencies(folder: &str, kinds: &[&str]) -> BTreeSet<String> {
    let manifest = manifest(folder);
    let tables = kinds.iter().filter_map(|kind| manifest.get(*kind)?.as_table());
    tables.flat_map(|table| table.keys().cloned()).collect()
}
