//! A catalogue file: procedures with their terms, fees and papers. Some of what it says is checked but not
//! kept, because an office has no use for it yet.
use protocol::{Document, Fee, Procedure, TermUnit};

use super::hours;
use super::identity::NAME_CHARS_MAX;
use super::languages::Languages;
use super::names::Names;
use super::table::Table;
use super::value::Value;

/// No fee is above this, dong.
const FEE_VND_MAX: u32 = 1_000_000_000;

/// Reads the procedures that stand in the office file itself, if some do; then no other file may be `named`.
pub(super) fn within(
    file: &mut Table<'_>,
    named: Option<&(Value<'_>, String)>,
    languages: &Languages,
    letters: &Names<'_>,
) -> Option<Vec<Procedure>> {
    let are_here = file.has("procedure");
    if let (true, Some((value, other))) = (are_here, named) {
        value.wrong::<()>(&format!("names {other}, but procedures stand in this file"));
    }
    let procedures = procedures(file, languages, letters);
    are_here.then_some(procedures)
}

/// Reads the procedures of an office that has these languages and services. `same_day_until` at the head of the
/// file holds for every procedure of the same day that has none of its own.
pub(super) fn read(mut file: Table<'_>, languages: &Languages, letters: &Names<'_>) -> Vec<Procedure> {
    let until = file.may("same_day_until", |value| time_of_day(&value));
    let mut procedures = procedures(&mut file, languages, letters);
    file.close();
    for procedure in procedures.iter_mut().filter(|procedure| procedure.days == 0.0) {
        procedure.same_day_until = procedure.same_day_until.take().or_else(|| until.clone());
    }
    procedures
}

fn procedures(file: &mut Table<'_>, languages: &Languages, letters: &Names<'_>) -> Vec<Procedure> {
    let mut codes = Names::default();
    file.each("procedure", "code", |procedure| read_one(procedure, languages, letters, &mut codes))
}

fn read_one<'d>(
    mut procedure: Table<'d>,
    languages: &Languages,
    letters: &Names<'_>,
    codes: &mut Names<'d>,
) -> Option<Procedure> {
    let code = procedure.must("code", |value| codes.add(&value, value.code()));
    let name = procedure.must("name", |value| languages.text(&value, NAME_CHARS_MAX));
    let service = procedure.must("service", |value| service(&value, letters));
    let days = procedure.must("days", |value| value.half_days());
    let units = [("working", TermUnit::Working), ("calendar", TermUnit::Calendar)];
    let unit = procedure.or("unit", TermUnit::Working, |value| value.one_of(&units));
    let same_day_until = procedure.may("same_day_until", |value| time_of_day(&value));
    if same_day_until.is_some() && days.is_some_and(|days| days > 0.0) {
        procedure.wrong("same_day_until goes with days = 0");
    }
    let fee = procedure.must("fee", |value| fee(value.table()?));
    let documents = procedure.may("documents", |value| value.list()).unwrap_or_default();
    let documents: Vec<_> = documents.iter().filter_map(|value| document(value.table()?)).collect();
    check_rest(&mut procedure);
    procedure.close();
    Some(Procedure {
        procedure: code?,
        name: name?,
        service: service?,
        days: days?,
        unit,
        same_day_until,
        fee: fee?,
        documents,
    })
}

/// What is not kept: the field, the term with verification, what stops the clock, how many applicants must come,
/// whether the matter is sensitive, and the steps inside of the office.
fn check_rest(procedure: &mut Table<'_>) {
    procedure.may("field", |value| value.text(NAME_CHARS_MAX));
    procedure.may("verify_days", |value| value.half_days());
    procedure.may("sensitive", |value| value.switch());
    procedure.may("applicants", |value| value.whole(1..=20));
    for pause in procedure.may("pauses", |value| value.list()).unwrap_or_default() {
        pause.code();
    }
    for step in procedure.may("steps", |value| value.list()).unwrap_or_default() {
        let Some(mut step) = step.table() else { continue };
        step.must("name", |value| value.text(NAME_CHARS_MAX));
        step.must("days", |value| value.half_days());
        step.close();
    }
}

/// `HH:MM`, as it is written.
fn time_of_day(value: &Value<'_>) -> Option<String> {
    value.word("a time of day such as \"15:00\"", |text| hours::minute(text).is_some())
}

fn service(value: &Value<'_>, letters: &Names<'_>) -> Option<String> {
    let letter = value.text(NAME_CHARS_MAX)?;
    if letters.lack(&letter) {
        return value.wrong(&format!("{letter:?} is no service of this office ({})", letters.listed()));
    }
    Some(letter)
}

fn fee(mut fee: Table<'_>) -> Option<Fee> {
    let kinds = [
        ("free", Kind::Free),
        ("fixed", Kind::Fixed),
        ("per_page", Kind::PerPage),
        ("per_copy", Kind::PerCopy),
    ];
    let kind = fee.must("kind", |value| value.one_of(&kinds))?;
    let read = match kind {
        Kind::Free => Some(Fee::Free),
        Kind::Fixed => dong(&mut fee).map(|vnd| Fee::Fixed { vnd }),
        Kind::PerPage => per_page(&mut fee),
        Kind::PerCopy => dong(&mut fee).map(|vnd| Fee::PerCopy { vnd }),
    };
    fee.close();
    read
}

#[derive(Clone, Copy)]
enum Kind {
    Free,
    Fixed,
    PerPage,
    PerCopy,
}

fn dong(fee: &mut Table<'_>) -> Option<u64> {
    fee.must("vnd", |value| value.whole(0..=FEE_VND_MAX)).map(u64::from)
}

fn per_page(fee: &mut Table<'_>) -> Option<Fee> {
    let vnd = dong(fee);
    let from_page = fee.may("from_page", |value| value.whole(2..=10_000));
    let then_vnd = fee.may("then_vnd", |value| value.whole(0..=FEE_VND_MAX)).map(u64::from);
    let cap_vnd = fee.may("cap_vnd", |value| value.whole(0..=FEE_VND_MAX)).map(u64::from);
    if fee.has("from_page") != fee.has("then_vnd") {
        fee.wrong("from_page and then_vnd go together");
    }
    Some(Fee::PerPage { vnd: vnd?, from_page, then_vnd, cap_vnd })
}

/// A paper; needed in every case, and once, when nothing else is said.
fn document(mut document: Table<'_>) -> Option<Document> {
    let kinds = ["original", "certified", "copy", "form", "shown"].map(|kind| (kind, kind));
    let name = document.must("name", |value| value.text(NAME_CHARS_MAX));
    let kind = document.must("kind", |value| value.one_of(&kinds));
    let required = document.or("required", true, |value| value.switch());
    let count = document.or("count", 1, |value| value.whole(1..=100));
    document.close();
    Some(Document { name: name?, kind: kind?.to_owned(), required, count })
}
