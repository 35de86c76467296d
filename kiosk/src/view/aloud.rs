//! What is read aloud of a screen: its words in their order, and those of each control.
use texts::Words;

use super::pieces::Piece;
use super::{Part, Scene};
use crate::app::{App, Help, Screen, Touch};

/// Words in one language, to be heard in one go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    /// The language's code.
    pub(crate) language: String,
    pub(crate) text: String,
}

impl Scene {
    /// The words of the screen in their order.
    pub(crate) fn lines(&self) -> Vec<Line> {
        self.all(self.said.clone().unwrap_or_else(|| self.written()))
    }

    /// Those of its controls, but not of the foot, which is the same everywhere.
    pub(crate) fn control_lines(&self) -> Vec<Line> {
        let controls = self.targets().into_iter().filter_map(|target| self.part(target.action));
        self.all(controls.filter(|part| !part.foot).map(|part| part.piece.words()).collect())
    }

    /// What is to be known besides, whatever the screen.
    pub(crate) fn notes(&self) -> Vec<Line> {
        self.all(self.notes.clone())
    }

    /// The words of what can be pressed.
    pub(crate) fn line_of(&self, touch: Touch) -> Option<Line> {
        let part = self.part(touch)?;
        Some(part.said.clone().unwrap_or_else(|| self.line(part.piece.words())))
    }

    /// What a control is called.
    pub(super) fn name(&self, touch: Touch) -> Option<String> {
        Some(match &self.part(touch)?.piece {
            Piece::Card(card) => card.name.clone(),
            Piece::Button { label, .. } => label.clone(),
            Piece::Bar(_)
            | Piece::Label(_)
            | Piece::Sheet
            | Piece::Band(_)
            | Piece::Hairline
            | Piece::Chip(_)
            | Piece::Code(_) => return None,
        })
    }

    /// What the screen says by its pieces.
    fn written(&self) -> Vec<String> {
        let mut written: Vec<&Part> = self.parts.iter().filter(|part| part.touch.is_none()).collect();
        // Beside one another only where the screen lies.
        written.sort_by_key(|part| (part.area.y, part.area.x));
        written.into_iter().map(|part| part.piece.words()).collect()
    }

    fn part(&self, touch: Touch) -> Option<&Part> {
        self.parts.iter().find(|part| part.touch == Some(touch))
    }

    fn all(&self, texts: Vec<String>) -> Vec<Line> {
        texts.into_iter().filter(|text| !text.is_empty()).map(|text| self.line(text)).collect()
    }

    fn line(&self, text: String) -> Line {
        Line { language: self.language.clone(), text }
    }

    /// What is seen only in the look of a control, and on which page of a list this is.
    pub(super) fn note(&mut self, app: &App, words: &Words<'_>) {
        let (page, pages) = app.leaves();
        if pages > 1 {
            let count = |number| i64::try_from(number).unwrap_or(i64::MAX).into();
            self.notes.push(words.fill("aloud-page", &[("page", count(page)), ("pages", count(pages))]));
        }
        if matches!(app.screen(), Screen::Issuing(_)) {
            self.notes.push(words.get("asking"));
        }
        self.notes.extend(app.help().map(|help| help_words(help, words)));
    }
}

fn help_words(help: Help, words: &Words<'_>) -> String {
    match help {
        Help::Calling => words.get("help-calling"),
        Help::Coming { .. } => format!("{} {}", words.get("help-coming"), words.get("help-stay")),
        Help::Unheard { .. } => format!("{}. {}", words.get("help-unheard"), words.get("help-go")),
    }
}

impl Piece {
    /// What stands on it, as it is read. The bar is left out: office and date are on every screen.
    fn words(&self) -> String {
        match self {
            Self::Label(label) => label.text.replace('\n', " "),
            Self::Chip(text) => text.clone(),
            Self::Card(card) => sentences(&[&card.name, &card.right.0, &card.right.1, &card.hint]),
            Self::Button { label, detail, .. } => sentences(&[label, detail]),
            Self::Bar(_) | Self::Sheet | Self::Band(_) | Self::Hairline | Self::Code(_) => String::new(),
        }
    }
}

/// Each with a mark at its end, where it has none.
fn sentences(texts: &[&str]) -> String {
    let texts = texts.iter().filter(|text| !text.is_empty());
    let ended = texts.map(|text| match text.ends_with(['.', '?', '!', '…', ':']) {
        true => (*text).to_string(),
        false => format!("{text}."),
    });
    ended.collect::<Vec<_>>().join(" ")
}
