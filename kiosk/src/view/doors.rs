//! The ways out of a screen: its large buttons, help among them, and the foot with languages and easier use.
use embedded_graphics::geometry::Size;
use screen::area::Area;
use screen::button::Kind;
use screen::theme::Scale;
use texts::{Texts, Words};

use super::page::{self, Page};
use super::pieces::Piece;
use super::{Line, Part, Scene};
use crate::app::{App, Ease, Help, Touch};

/// More small choices than this take two rows on an upright screen.
const ROW_MAX: usize = 6;

/// The ways of easier use and their words, as they stand in the foot and as they are read.
const EASES: [(Ease, [&str; 2]); 3] = [
    (Ease::Larger, ["ease-larger", "aloud-larger"]),
    (Ease::Contrast, ["ease-contrast", "aloud-contrast"]),
    (Ease::Lowered, ["ease-lowered", "aloud-lowered"]),
];

/// A large button.
pub(super) struct Door {
    touch: Touch,
    kind: Kind,
    label: String,
    detail: String,
    enabled: bool,
    said: Option<Line>,
}

impl Door {
    pub(super) const fn new(kind: Kind, touch: Touch, label: String) -> Self {
        Self { touch, kind, label, detail: String::new(), enabled: true, said: None }
    }

    pub(super) fn detail(self, detail: String) -> Self {
        Self { detail, ..self }
    }

    pub(super) fn enabled(self, enabled: bool) -> Self {
        Self { enabled, ..self }
    }

    /// Read by other words than those that stand on it, in this language.
    fn said(self, language: &str, text: String) -> Self {
        Self { said: Some(Line { language: language.into(), text }), ..self }
    }

    /// A person for who stands here; the button says what became of the call.
    pub(super) fn help(app: &App, words: &Words<'_>) -> Self {
        let (label, detail) = match app.help() {
            None => ("help-title", words.get("help-who")),
            Some(Help::Calling) => ("help-calling", String::new()),
            Some(Help::Coming { .. }) => ("help-coming", words.get("help-stay")),
            Some(Help::Unheard { .. }) => ("help-unheard", words.get("help-go")),
        };
        let coming = matches!(app.help(), Some(Help::Coming { .. }));
        let kind = if coming { Kind::Filled } else { Kind::Outlined };
        Self::new(kind, Touch::Help, words.get(label)).detail(detail)
    }

    fn part(self, area: Area, scale: Scale) -> Part {
        let Self { touch, kind, label, detail, enabled, said } = self;
        let piece = Piece::Button { kind, label, detail, scale };
        Part { enabled, said, ..Part::new(area, Some(touch), piece) }
    }

    /// To the next page of a list.
    pub(super) fn more(words: &Words<'_>) -> Self {
        Self::new(Kind::Dashed, Touch::Page, words.get("more"))
    }

    pub(super) fn back(words: &Words<'_>) -> Self {
        Self::new(Kind::Outlined, Touch::Back, words.get("back"))
    }
}

impl Scene {
    /// Places the doors of a screen, and gives what is left for what it is about.
    pub(super) fn doors(&mut self, page: &Page, doors: Vec<Door>) -> Area {
        let (rest, places) = page.doors(doors.len());
        self.place(doors, places);
        rest
    }

    pub(super) fn place(&mut self, doors: Vec<Door>, places: Vec<Area>) {
        for (door, area) in doors.into_iter().zip(places) {
            self.door(door, area);
        }
    }

    pub(super) fn door(&mut self, door: Door, area: Area) {
        self.parts.push(door.part(area, self.scale));
    }

    /// Languages, each by its own name, and ways of easier use.
    pub(super) fn foot(&mut self, app: &App, texts: &Texts, page: &Page, words: &Words<'_>) {
        let (languages, eases) = (languages(app, texts, words), eases(app, words));
        let rows = if page.foot.h > 2 * page.finger() {
            vec![languages, eases]
        } else {
            vec![languages.into_iter().chain(eases).collect()]
        };
        let places = page.foot.rows(rows.len(), page.scale.px(16));
        for (row, area) in rows.into_iter().zip(places) {
            let labels: Vec<String> = row.iter().map(|door| door.label.clone()).collect();
            let places = page::choices(area, &labels, page);
            // The foot stays as it is when letters are larger.
            let part = |(door, area): (Door, Area)| Part { foot: true, ..door.part(area, page.scale) };
            let parts = row.into_iter().zip(places).map(part);
            self.parts.extend(parts);
        }
    }
}

/// How many rows the foot has.
pub(super) fn foot_rows(app: &App, size: Size, finger: i32) -> i32 {
    let languages = app.languages().len();
    let choices = EASES.len() + usize::from(app.can_read()) + if languages > 1 { languages } else { 0 };
    let upright = size.width <= size.height;
    let fit = page::fingers(size, finger).min(if upright { ROW_MAX } else { usize::MAX });
    if choices > fit { 2 } else { 1 }
}

/// Each is read by its own voice, and by none where it has none.
fn languages(app: &App, texts: &Texts, words: &Words<'_>) -> Vec<Door> {
    let (languages, spoken) = (app.languages(), app.language());
    if languages.len() < 2 {
        return Vec::new();
    }
    let door = |(at, language): (usize, &String)| {
        let (name, is_chosen) = (texts.language_name(language), *language == spoken);
        let said = if is_chosen { as_chosen(&name, words) } else { name.clone() };
        Door::new(chosen(is_chosen), Touch::Language(at), name).said(language, said)
    };
    languages.iter().enumerate().map(door).collect()
}

/// The ways of easier use, reading aloud among them where this language has a voice.
fn eases(app: &App, words: &Words<'_>) -> Vec<Door> {
    let language = app.language();
    let door = |touch, is_chosen, label: &str, aloud: &str| {
        let said = words.get(aloud);
        let said = if is_chosen { as_chosen(&said, words) } else { said };
        Door::new(chosen(is_chosen), touch, words.get(label)).said(&language, said)
    };
    let ease =
        |(ease, [label, aloud]): &(Ease, [&str; 2])| door(Touch::Ease(*ease), app.eased(*ease), label, aloud);
    let mut doors: Vec<Door> = EASES.iter().map(ease).collect();
    if app.can_read() {
        doors.insert(1, door(Touch::Read, app.is_read(), "read", "aloud-read"));
    }
    doors
}

fn as_chosen(name: &str, words: &Words<'_>) -> String {
    words.fill("aloud-chosen", &[("name", name.into())])
}

const fn chosen(chosen: bool) -> Kind {
    if chosen { Kind::Chosen } else { Kind::Choice }
}
