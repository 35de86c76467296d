//! The pictures: each screen of the kiosk as a list of pieces with their places, from its state alone. The
//! same list says what is drawn and what can be pressed.
mod card;
mod groups;
mod home;
mod message;
mod page;
mod pieces;
mod result;

use embedded_graphics::geometry::Size;
use screen::area::Area;
use screen::button::{Buttons, Kind, Target};
use screen::frame::Frame;
use screen::text::Weight;
use screen::theme::{self, Scale};
use texts::{Texts, Words};

use crate::app::{App, Screen, Touch};
use page::Page;
use pieces::{Label, Piece};

/// A screen at one size.
pub(crate) struct Scene {
    scale: Scale,
    parts: Vec<Part>,
}

struct Part {
    area: Area,
    touch: Option<Touch>,
    enabled: bool,
    piece: Piece,
}

/// The screen of this state.
pub(crate) fn scene(app: &App, texts: &Texts, size: Size) -> Scene {
    let page = Page::of(size);
    let words = texts.speak(&app.language(), app.first_language());
    let mut scene = Scene { scale: page.scale, parts: Vec::new() };
    scene.bar(app, &page, &words);
    if let Some(blocked) = app.blocks_screen() {
        message::blocked(&mut scene, app, blocked, &page, &words);
        scene.languages(app, texts, page.foot);
        return scene;
    }
    match app.screen() {
        Screen::Issuing(issuing) if issuing.stuck(app.now_ms()) => {
            message::stuck(&mut scene, app, issuing, &page, &words);
        }
        Screen::Home | Screen::Issuing(_) => home::draw(&mut scene, app, texts, &page, &words),
        Screen::Groups => {
            groups::draw(&mut scene, app, &page, &words);
            scene.languages(app, texts, page.foot);
        }
        Screen::Result(shown) => result::draw(&mut scene, app, shown, &page, &words),
        Screen::Refused { refusal, .. } => message::refused(&mut scene, app, refusal, &page, &words),
    }
    scene
}

impl Scene {
    /// What can be pressed, in the order in which Tab reaches it.
    pub(crate) fn targets(&self) -> Vec<Target<Touch>> {
        let target =
            |part: &Part| Some(Target { area: part.area, action: part.touch?, enabled: part.enabled });
        self.parts.iter().filter_map(target).collect()
    }

    /// The picture, with what is pressed and where the keyboard is.
    pub(crate) fn frame(self, buttons: &Buttons<Touch>) -> Frame<'static> {
        let mut frame = Frame::new(theme::PAGE.ground);
        for Part { area, touch, enabled, piece } in self.parts {
            let state =
                touch.map(|action| buttons.state(&Target { area, action, enabled })).unwrap_or_default();
            piece.show(&mut frame, area, state, self.scale);
        }
        frame
    }

    fn show(&mut self, area: Area, piece: Piece) {
        self.parts.push(Part { area, touch: None, enabled: true, piece });
    }

    /// Something that can be pressed.
    fn offer(&mut self, area: Area, touch: Touch, piece: Piece) {
        self.parts.push(Part { area, touch: Some(touch), enabled: true, piece });
    }

    fn label(&mut self, area: Area, label: Label) {
        if !label.text.is_empty() {
            self.show(area, Piece::Label(label));
        }
    }

    fn button(&mut self, area: Area, touch: Touch, kind: Kind, label: String) {
        self.offer(area, touch, Piece::Button { kind, label, detail: String::new() });
    }

    /// The navy bar with office and time.
    fn bar(&mut self, app: &App, page: &Page, words: &Words<'_>) {
        let now = app.server_now();
        let office = app.office();
        let piece = Piece::Bar(pieces::Bar {
            unit: office.map_or_else(String::new, |office| words.choose(&office.unit).into()),
            name: office.map_or_else(String::new, |office| words.choose(&office.name).into()),
            clock: now.map_or_else(String::new, texts::clock),
            date: now.map_or_else(String::new, |now| words.date(now)),
            margin: page.margin,
        });
        self.show(page.bar, piece);
    }

    /// The question of a screen with a hint, on gold where it is about priority; gives what is left below.
    fn heading(&mut self, page: &Page, title: String, hint: String, gold: bool) -> Area {
        let s = self.scale;
        let (above, rest) = page.body.split_top(s.px(128));
        let ground = if gold { theme::CALL.ground } else { theme::PAGE.ground };
        if gold {
            let (top, bottom) = (page.bar.bottom(), above.bottom() - s.px(12));
            self.show(Area { y: top, h: bottom - top, ..page.bar }, Piece::Band(ground));
        }
        // High enough for the dots below its letters, and the hint for the marks above its.
        let (upper, lower) = above.moved(0, -s.px(8)).split_top(s.px(74));
        self.label(upper, Label::new(title, Weight::Bold, s.type_px(58)).on(ground));
        let hint = Label::new(hint, Weight::Medium, s.type_px(31)).on(ground);
        let hint = if gold { hint } else { hint.soft() };
        self.label(lower.split_top(s.px(42)).0, hint);
        rest
    }

    /// The languages to choose from, each by its own name.
    fn languages(&mut self, app: &App, texts: &Texts, row: Area) {
        let (languages, spoken) = (app.languages(), app.language());
        if languages.len() < 2 {
            return;
        }
        let places = page::choices(row, languages.len(), self.scale);
        for ((at, language), area) in languages.iter().enumerate().zip(places) {
            let kind = if *language == spoken { Kind::Chosen } else { Kind::Choice };
            self.button(area, Touch::Language(at), kind, texts.language_name(language));
        }
    }
}

#[cfg(test)]
mod tests;
