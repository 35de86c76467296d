//! `display check`: whether the display could do its work where it stands, and what to do where it could not.
use std::path::PathBuf;
use std::time::Instant;

use client::Address;
use station::{Check, Identity, Line};
use texts::Texts;

use crate::spoken::Speech;

/// What is to be looked at.
pub struct Checked {
    /// Where the server is.
    pub server: Address,
    /// The office's code and the display's key, as far as they were given by hand.
    pub office: Option<String>,
    /// The same.
    pub key: Option<String>,
    /// The folder in which the last board and the key are kept, if any.
    pub state: Option<PathBuf>,
    /// How it is shown.
    pub screen: screen::screen::Options,
    /// What is heard in the lobby.
    pub speech: Speech,
    /// Whether it is to be heard now.
    pub aloud: bool,
    /// The language of what is told.
    pub language: String,
    /// All words.
    pub texts: Texts,
    /// The machine's clock, milliseconds since 1970.
    pub wall_ms: i64,
}

/// Looks at everything; `tell` is given each line. Whether all is well.
pub fn check(checked: Checked, clock: fn() -> Instant, tell: &mut dyn FnMut(&str)) -> anyhow::Result<bool> {
    let Checked { server, office, key, state, screen, speech, aloud, language, texts, wall_ms } = checked;
    let mut check = Check::new(texts.speak(&language, "vi"), tell);
    // A damaged file is no key, and one that can't be read is named with the folder.
    let kept = state.as_deref().filter(|_| office.is_none());
    let kept = kept.and_then(|folder| Identity::read(folder).ok().flatten());
    let needs_key = office.is_none();
    let (office, key) = match kept {
        Some(identity) => (Some(identity.office), Some(identity.key)),
        None => (office, key),
    };
    let (code, key) = (office.as_deref(), key.as_deref());
    let office = check.line(&Line { server: &server, office: code, key, needs_key, wall_ms })?;
    check.letters(&texts, office.as_ref());
    let first = office.as_ref().and_then(|office| office.languages.first().cloned());
    let languages =
        if speech.languages.is_empty() { vec![first.unwrap_or(language)] } else { speech.languages };
    check.sound(speech.output, speech.voice, &texts, &languages, aloud, clock);
    match &state {
        Some(folder) => check.folder(folder),
        None => check.well("check-folder-none", &[]),
    }
    check.screen(screen);
    Ok(check.end())
}
