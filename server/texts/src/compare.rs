//! Do all languages have the same words with the same arguments? Asked by each program's tests.
use crate::language::{Arguments, parse};

/// Every difference between the first of some languages' files and each other one, and every mistake in
/// them, one a line; empty when all have the same words with the same arguments.
pub fn differences(files: &[(&str, &str)]) -> Vec<String> {
    let mut found = Vec::new();
    let mut read = Vec::new();
    for (code, source) in files {
        match parse(code, source) {
            Ok((_, arguments)) => read.push((*code, arguments)),
            Err(mistakes) => found.extend(mistakes.iter().map(ToString::to_string)),
        }
    }
    if let Some((original, others)) = read.split_first() {
        for other in others {
            compare(original, other, &mut found);
        }
    }
    found
}

fn compare(original: &(&str, Arguments), other: &(&str, Arguments), found: &mut Vec<String>) {
    for (word, arguments) in &original.1 {
        match other.1.get(word) {
            None => found.push(format!("{}: the word {word} is missing", other.0)),
            Some(used) if used != arguments => {
                found
                    .push(format!("{}: the word {word} has other arguments than in {}", other.0, original.0));
            }
            Some(_) => {}
        }
    }
    for word in other.1.keys().filter(|word| !original.1.contains_key(*word)) {
        found.push(format!("{}: the word {word} is not in {}", other.0, original.0));
    }
}
