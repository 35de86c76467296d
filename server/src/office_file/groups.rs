//! The lists `[[priority]]` and `[[pause_reason]]`: codes with names.
use protocol::Text;
use queue::{PauseReason, Priority};

use super::identity::NAME_CHARS_MAX;
use super::languages::Languages;
use super::names::Names;
use super::table::Table;

/// What a press says when the group is not asked; so no group may be called that.
const GROUP_NOT_ASKED: &str = "yes";

pub(super) fn priorities(file: &mut Table<'_>, languages: &Languages) -> Vec<Priority> {
    let mut codes = Names::default();
    file.each("priority", "code", |mut priority| {
        let (code, name) = code_and_name(&mut priority, languages, &mut codes);
        let credit_min = priority.must("credit_min", |value| value.whole(0..=60));
        if code.as_deref() == Some(GROUP_NOT_ASKED) {
            priority.wrong("this code stands for a group that was not asked, choose another");
        }
        priority.close();
        Some(Priority { code: code?, name: name?, credit_min: credit_min? })
    })
}

pub(super) fn pause_reasons(file: &mut Table<'_>, languages: &Languages) -> Vec<PauseReason> {
    let mut codes = Names::default();
    file.each("pause_reason", "code", |mut reason| {
        let (code, name) = code_and_name(&mut reason, languages, &mut codes);
        reason.close();
        Some(PauseReason { code: code?, name: name? })
    })
}

fn code_and_name<'d>(
    table: &mut Table<'d>,
    languages: &Languages,
    codes: &mut Names<'d>,
) -> (Option<String>, Option<Text>) {
    let code = table.must("code", |value| codes.add(&value, value.code()));
    let name = table.must("name", |value| languages.text(&value, NAME_CHARS_MAX));
    (code, name)
}
