//! Office files, bodies and event streams at random, and all that cargo-fuzz has found and kept: nothing of it makes
//! a reader panic, or say what is not so.
#![expect(clippy::unwrap_used, reason = "a test may, its small functions too")]
#![expect(clippy::print_stdout, reason = "of what was kept, the last one named is what panicked")]
use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use proptest::sample::{Index, select};
use server::http::{check_body, operations};
use tests::fuzzing::{self, NEXT_FILE};

const OFFICE: &str = include_str!("../../server/office/tay-ninh.toml");
const CALENDAR: &str = include_str!("../../server/office/calendar-vn.toml");
const CATALOGUE: &str = include_str!("../../server/office/procedures.toml");

/// Panics when something does not hold of these bytes.
type Target = fn(&[u8]);

/// What is tried, by the name of its corpus.
const TARGETS: [(&str, Target); 3] = [
    ("office_file", fuzzing::office_file),
    ("bodies", fuzzing::bodies),
    ("event_stream", fuzzing::event_stream),
];

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz").join(name)
}

/// Tries all that is kept in a folder of the corpora; gives how much that is.
fn replay(kept: &str, try_out: Target) -> usize {
    let entries = fs::read_dir(folder(kept)).unwrap().map(|entry| entry.unwrap().path());
    let files: Vec<_> = entries.collect();
    for file in &files {
        println!("{}", file.display());
        try_out(&fs::read(file).unwrap());
    }
    files.len()
}

#[test]
fn what_was_kept_holds() {
    for (name, try_out) in TARGETS {
        assert!(replay(&format!("corpus/{name}"), try_out) > 10, "{name}");
    }
}

#[test]
fn every_operation_has_a_body_that_was_kept() {
    for operation in operations() {
        let kept = fs::read_to_string(folder("corpus/bodies").join(operation)).unwrap();
        let (name, body) = kept.split_once('\n').unwrap();
        assert_eq!(name, operation);
        assert_eq!(check_body(operation, body.as_bytes()), Ok(()), "{operation}");
    }
}

#[test]
fn every_target_has_its_program() {
    for (name, _) in TARGETS {
        let program = fs::read_to_string(folder("targets").join(format!("{name}.rs"))).unwrap();
        assert!(program.contains(&format!("tests::fuzzing::{name}(")), "{name}");
    }
    assert_eq!(fs::read_dir(folder("targets")).unwrap().count(), TARGETS.len());
}

/// What is done to the lines of a file.
#[derive(Clone, Debug)]
enum Change {
    Delete,
    Repeat(Index),
    Swap(Index),
    /// Puts another value after the line's `=`, or the whole text where there is none.
    Put(String),
    /// Puts the value of another line there.
    Take(Index),
    Cut(Index),
}

fn change() -> impl Strategy<Value = Change> {
    let values = select(vec![
        "",
        "0",
        "-1",
        "1e9",
        "99999999999999999999",
        "nan",
        "true",
        "\"\"",
        "\"x\"",
        "'A'",
        "\"\"\"",
        "[]",
        "[",
        "{}",
        "{ vi = \"x\" }",
        "{ vi = 1 }",
        "[[\"a\"], {}]",
        "2026-02-30",
        "\"2026-02-30\"",
        "\"24:00-00:00\"",
        "\"07:30-11:30 11:00-12:00\"",
        "0x7f",
        "\"\\u0000\"",
        "\"Thu\u{309}\"",
        "[service]",
        "[[office]]",
        "a.b.c = 1",
        "= 1",
        "]",
        "\"🎫\"",
        "\"A\" # \u{7}",
    ]);
    prop_oneof![
        Just(Change::Delete),
        any::<Index>().prop_map(Change::Repeat),
        any::<Index>().prop_map(Change::Swap),
        values.prop_map(|value| Change::Put(value.to_owned())),
        "\\PC{0,12}".prop_map(Change::Put),
        any::<Index>().prop_map(Change::Take),
        any::<Index>().prop_map(Change::Cut),
    ]
}

fn changed(text: &str, changes: &[(Index, Change)]) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for (at, change) in changes {
        if lines.is_empty() {
            break;
        }
        let at = at.index(lines.len());
        match change {
            Change::Delete => drop(lines.remove(at)),
            Change::Repeat(to) => lines.insert(to.index(lines.len()), lines[at].clone()),
            Change::Swap(with) => {
                let with = with.index(lines.len());
                lines.swap(at, with);
            }
            Change::Put(value) => lines[at] = with_value(&lines[at], value),
            Change::Take(from) => {
                let from = lines[from.index(lines.len())].clone();
                lines[at] = with_value(&lines[at], from.split_once('=').map_or(&from, |(_, value)| value));
            }
            Change::Cut(place) => {
                let place = lines[at].floor_char_boundary(place.index(lines[at].len() + 1));
                lines[at].truncate(place);
            }
        }
    }
    lines.join("\n")
}

fn with_value(line: &str, value: &str) -> String {
    line.split_once('=').map_or_else(|| value.to_owned(), |(key, _)| format!("{key}= {value}"))
}

/// The sample's three files, some lines of them changed.
fn changed_files() -> impl Strategy<Value = String> {
    let changes = |max| prop::collection::vec((any::<Index>(), change()), 0..max);
    (changes(4), changes(2), changes(3)).prop_map(|(office, calendar, catalogue)| {
        [changed(OFFICE, &office), changed(CALENDAR, &calendar), changed(CATALOGUE, &catalogue)]
            .join(NEXT_FILE)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn changed_files_of_the_sample_are_read_or_refused(text in changed_files()) {
        fuzzing::office_file(text.as_bytes());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,200}|([a-z\\[\\]=\"'{},.0-9 #\r]{0,20}\n){0,12}") {
        fuzzing::office_file(text.as_bytes());
        if text.len() % 8 == 0 {
            fuzzing::office_file([OFFICE, &text, &text].join(NEXT_FILE).as_bytes());
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300), operation in an_operation()) {
        fuzzing::office_file(&bytes);
        fuzzing::event_stream(&bytes);
        fuzzing::bodies(&[operation.as_bytes(), b"\n", &bytes].concat());
    }
}

fn an_operation() -> impl Strategy<Value = &'static str> {
    select(operations().collect::<Vec<_>>())
}
