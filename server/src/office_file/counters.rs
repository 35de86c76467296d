//! The list `[[counter]]`: where which services are served.
use std::collections::{BTreeMap, BTreeSet};

use queue::{Counter, Letter};

use super::identity::NAME_CHARS_MAX;
use super::languages::Languages;
use super::names::Names;
use super::table::Table;
use super::value::Value;

/// Reads the counters, and looks whether each service is served by one.
pub(super) fn read<'d>(file: &mut Table<'d>, languages: &Languages, letters: &Names<'d>) -> Vec<Counter> {
    let mut codes = Names::default();
    let mut served = Served { letters: BTreeSet::new(), some_unknown: file.may_hide("services") };
    let mut is_empty = true;
    let counters = file.each("counter", "code", |mut counter| {
        is_empty = false;
        let code = counter.must("code", |value| codes.add(&value, code(&value)));
        let name = counter.must("name", |value| languages.text(&value, NAME_CHARS_MAX));
        let services = counter.must("services", |value| services(&value, letters, &mut served));
        served.some_unknown |= services.is_none();
        counter.close();
        Some(Counter { code: code?, name: name?, services: services? })
    });
    if is_empty {
        file.miss("[counter]");
    } else if !served.some_unknown {
        for letter in letters.not_among(&served.letters) {
            letter.wrong::<()>("is served by no counter");
        }
    }
    counters
}

/// Letters that a counter serves.
struct Served {
    letters: BTreeSet<String>,
    /// What some counter serves could not be read.
    some_unknown: bool,
}

fn code(value: &Value<'_>) -> Option<String> {
    value.word("1 to 8 of 0-9, A-Z, a-z and \"-\" in quotes", |text| {
        (1..=8).contains(&text.len()) && text.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'-')
    })
}

/// Letters, and the minutes by which the counter counts each as later.
fn services(value: &Value<'_>, letters: &Names<'_>, served: &mut Served) -> Option<BTreeMap<Letter, u32>> {
    let entries = value.table()?.all();
    if entries.is_empty() {
        return value.wrong("must name at least one service, such as { A = 0 }");
    }
    let mut services = BTreeMap::new();
    for (letter, minutes) in entries {
        if letters.lack(letter) {
            minutes.wrong::<()>(&format!("is no service of this office ({})", letters.listed()));
        }
        served.letters.insert(letter.to_owned());
        if let (Ok(letter), Some(minutes)) = (letter.parse(), minutes.whole(0..=60)) {
            services.insert(letter, minutes);
        }
    }
    Some(services)
}
