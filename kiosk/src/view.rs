//! The pictures: each screen of the kiosk as a list of pieces with their places, from its state alone. The
//! same list says what is drawn and what can be pressed.
mod aloud;
mod card;
mod doors;
mod groups;
mod holder;
mod home;
mod message;
mod page;
mod papers;
mod pieces;
mod question;
mod reach;
mod result;

use embedded_graphics::geometry::Size;
use screen::area::Area;
use screen::button::{Buttons, Target};
use screen::frame::Frame;
use screen::text::Weight;
use screen::theme::{self, Scale, Tone};
use texts::{Texts, Words};

use crate::app::{App, Ease, Screen, Touch};
pub(crate) use aloud::Line;
use page::Page;
use pieces::{Label, Piece};

/// The height of a question with its hint.
const fn heading_h(page: &Page) -> i32 {
    if page.lying { 86 } else { 128 }
}

/// A screen at one size.
pub(crate) struct Scene {
    /// Of letters, and of what holds them.
    scale: Scale,
    tone: Tone,
    parts: Vec<Part>,
    /// The code of its language.
    language: String,
    /// What is read in place of the words that stand there.
    said: Option<Vec<String>>,
    /// What is read besides.
    notes: Vec<String>,
}

struct Part {
    area: Area,
    touch: Option<Touch>,
    enabled: bool,
    piece: Piece,
    /// In the foot, which is the same on every screen.
    foot: bool,
    /// What is read in place of what stands on it.
    said: Option<Line>,
}

impl Part {
    /// Something that only stands there, or what can be pressed.
    const fn new(area: Area, touch: Option<Touch>, piece: Piece) -> Self {
        Self { area, touch, enabled: true, piece, foot: false, said: None }
    }
}

/// The screen of this state.
pub(crate) fn scene(app: &App, texts: &Texts, size: Size) -> Scene {
    let words = texts.speak(&app.language(), app.first_language());
    let page = page(app, size);
    let tone = if app.eased(Ease::Contrast) { Tone::Contrast } else { Tone::Plain };
    let (scale, parts, notes) = (page.letters, Vec::new(), Vec::new());
    let mut scene = Scene { scale, tone, parts, language: app.language(), said: None, notes };
    scene.bar(app, &page, &words);
    scene.draw(app, &page, &words);
    scene.foot(app, texts, &page, &words);
    scene.note(app, &words);
    scene
}

/// What is heard before the first screen that is read, for who uses keys.
pub(crate) fn welcome(app: &App, texts: &Texts) -> Vec<Line> {
    let words = texts.speak(&app.language(), app.first_language());
    let welcome = Line { language: app.language(), text: words.get("aloud-welcome") };
    if app.is_keyed() { vec![welcome] } else { Vec::new() }
}

/// How many cards, and a way to more among them, fit a screen of this size.
pub(crate) fn places(app: &App, size: Size) -> usize {
    home::places(app, &page(app, size))
}

fn page(app: &App, size: Size) -> Page {
    let finger = page::finger(size, app.panel());
    let rows = doors::foot_rows(app, size, finger);
    Page::of(size, rows, finger, app.eased(Ease::Larger), app.eased(Ease::Lowered))
}

/// What can't be reached or hit at home on this panel, in sentences for the log.
pub(crate) fn complaints(app: &App, texts: &Texts, size: Size) -> Vec<String> {
    reach::complaints(app, &app.lowered(), texts, size)
}

impl Scene {
    fn draw(&mut self, app: &App, page: &Page, words: &Words<'_>) {
        if let Some(blocked) = app.blocks_screen() {
            return message::blocked(self, app, blocked, page, words);
        }
        if app.warned() {
            return question::still_there(self, page, words);
        }
        match app.screen() {
            Screen::Issuing(issuing) if issuing.stuck(app.now_ms()) => {
                message::stuck(self, app, issuing, page, words);
            }
            Screen::Home | Screen::Issuing(_) => home::draw(self, app, page, words),
            Screen::Groups(_) => groups::draw(self, app, page, words),
            Screen::Question(question) => question::draw(self, app, question, page, words),
            Screen::Papers(papers) => papers::draw(self, app, papers, page, words),
            Screen::Holder(holder) => holder::draw(self, app, holder, page, words),
            Screen::Result(shown) => result::draw(self, app, shown, page, words),
            Screen::Refused { refusal, .. } => message::refused(self, app, refusal, page, words),
        }
    }

    /// What can be pressed, in the order in which Tab reaches it: as it is read, line by line.
    pub(crate) fn targets(&self) -> Vec<Target<Touch>> {
        let target =
            |part: &Part| Some(Target { area: part.area, action: part.touch?, enabled: part.enabled });
        let mut targets: Vec<Target<Touch>> = self.parts.iter().filter_map(target).collect();
        targets.sort_by_key(|target| (target.area.y, target.area.x));
        targets
    }

    /// The picture, with what is pressed and where the keyboard is.
    pub(crate) fn frame(self, buttons: &Buttons<Touch>) -> Frame<'static> {
        let mut frame = Frame::new(theme::PAGE.ground).toned(self.tone);
        for Part { area, touch, enabled, piece, .. } in self.parts {
            let state =
                touch.map(|action| buttons.state(&Target { area, action, enabled })).unwrap_or_default();
            piece.show(&mut frame, area, state, self.scale);
        }
        frame
    }

    fn show(&mut self, area: Area, piece: Piece) {
        self.parts.push(Part::new(area, None, piece));
    }

    /// Something that can be pressed.
    fn offer(&mut self, area: Area, touch: Touch, piece: Piece) {
        self.parts.push(Part::new(area, Some(touch), piece));
    }

    fn label(&mut self, area: Area, label: Label) {
        if !label.text.is_empty() {
            self.show(area, Piece::Label(label));
        }
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
            scale: page.scale,
        });
        self.show(page.bar, piece);
    }

    /// The question of a screen with a hint below it, or beside it on a lying screen; on gold where it is about
    /// priority. Gives what is left below.
    fn heading(&mut self, page: &Page, body: Area, title: String, hint: String, gold: bool) -> Area {
        let s = self.scale;
        let (above, rest) = body.split_top(s.px(heading_h(page)));
        let ground = if gold { theme::CALL.ground } else { theme::PAGE.ground };
        if gold {
            let (top, bottom) = (page.bar.bottom(), above.bottom() - s.px(12));
            self.show(Area { y: top, h: bottom - top, ..page.bar }, Piece::Band(ground));
        }
        let title = Label::new(title, Weight::Bold, s.type_px(58)).on(ground);
        let hint = Label::new(hint, Weight::Medium, s.type_px(31)).on(ground);
        let hint = if gold { hint } else { hint.soft() };
        if page.lying {
            let (left, right) = above.split_top(s.px(74)).0.split_left(above.w * 45 / 100);
            self.label(left, title);
            self.label(right, hint.right().lines(2));
        } else {
            // High enough for the dots below its letters, and the hint for the marks above its.
            let (upper, lower) = above.moved(0, -s.px(8)).split_top(s.px(74));
            self.label(upper, title);
            self.label(lower.split_top(s.px(42)).0, hint);
        }
        rest
    }

    /// Doors one below the other, in two columns on a lying screen.
    fn list(&mut self, page: &Page, area: Area, doors: Vec<doors::Door>) {
        let (s, gap) = (page.letters, page.scale.px(18));
        let area = page.reach(area);
        let columns = if page.lying { 2 } else { 1 };
        let rows = doors.len().div_ceil(columns).max(1);
        let lines = i32::try_from(rows).unwrap_or(i32::MAX);
        let high = ((area.h + gap) / lines - gap).min(s.px(136)).max(page.finger());
        let grid = area.split_top(lines * (high + gap) - gap).0;
        let places = grid.rows(rows, gap).into_iter().flat_map(|row| row.columns(columns, page.scale.px(24)));
        self.place(doors, places.collect());
    }
}

#[cfg(test)]
mod tests;
