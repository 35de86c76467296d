//! What screens are made of, and how each piece is drawn. Everything a piece looks like is in its value.
use embedded_graphics::pixelcolor::Rgb888;
use screen::area::Area;
use screen::button::{Button, Kind, State};
use screen::frame::Frame;
use screen::pen::Pen;
use screen::qr::Code;
use screen::text::{Align, Place, Type, Weight, Words};
use screen::theme::{self, Scale, Tone};

use super::card::Card;
use super::page;

/// One piece.
pub(super) enum Piece {
    Bar(Bar),
    Label(Label),
    Card(Card),
    Button {
        kind: Kind,
        label: String,
        detail: String,
        scale: Scale,
    },
    /// A white sheet under other pieces.
    Sheet,
    /// A band of colour under other pieces.
    Band(Rgb888),
    /// A line between parts.
    Hairline,
    /// A word on gold.
    Chip(String),
    /// A QR code of this text.
    Code(String),
}

/// Office and time.
#[derive(Hash)]
pub(super) struct Bar {
    pub(super) unit: String,
    pub(super) name: String,
    pub(super) clock: String,
    pub(super) date: String,
    pub(super) margin: i32,
    /// Its own: it stays as it is when letters are larger.
    pub(super) scale: Scale,
}

/// Words on what lies under them.
#[derive(Clone, Hash)]
pub(super) struct Label {
    pub(super) text: String,
    face: Type,
    align: Align,
    place: Place,
    lines: u32,
    min_px: u32,
    /// What lies under them, drawn anew with them.
    ground: Rgb888,
}

impl Label {
    /// One line at the left on the page, shrunk to three quarters where it is too long.
    pub(super) fn new(text: String, weight: Weight, size_px: u32) -> Self {
        let face = Type::new(weight, size_px, theme::PAGE.ink);
        let (align, place, ground) = (Align::Left, Place::Middle, theme::PAGE.ground);
        Self { text, face, align, place, lines: 1, min_px: size_px * 3 / 4, ground }
    }

    pub(super) fn soft(mut self) -> Self {
        self.face.colour = theme::PAGE.soft;
        self
    }

    pub(super) fn on(self, ground: Rgb888) -> Self {
        Self { ground, ..self }
    }

    pub(super) fn centre(self) -> Self {
        Self { align: Align::Centre, ..self }
    }

    pub(super) fn right(self) -> Self {
        Self { align: Align::Right, ..self }
    }

    /// As small as a third where it is too long.
    pub(super) fn shrinking(self) -> Self {
        Self { min_px: self.face.size_px / 3, ..self }
    }

    pub(super) fn bottom(self) -> Self {
        Self { place: Place::Bottom, ..self }
    }

    pub(super) fn top(self) -> Self {
        Self { place: Place::Top, ..self }
    }

    pub(super) fn lines(self, lines: u32) -> Self {
        Self { lines, ..self }
    }

    /// How many lines it takes in this width, roughly.
    pub(super) fn lines_needed(&self, width: i32) -> i32 {
        page::lines(&self.text, self.face.size_px, width)
    }

    /// Of its letters, and of what is under them.
    #[cfg(test)]
    pub(super) const fn colours(&self) -> (Rgb888, Rgb888) {
        (self.face.colour, self.ground)
    }

    fn words(&self) -> Words<'_> {
        let (align, place, lines_max) = (self.align, self.place, self.lines);
        Words { align, place, lines_max, ..Words::new(&self.text, self.face) }
    }
}

impl Piece {
    /// Adds the piece to a picture.
    pub(super) fn show(self, frame: &mut Frame<'static>, area: Area, state: State, scale: Scale) {
        let ground = theme::PAGE.ground;
        match self {
            Self::Bar(bar) => frame.region(area, theme::BAR.ground, bar, draw_bar),
            Self::Label(label) => frame.region(area, label.ground, label, draw_label),
            Self::Card(card) => frame.region(area, ground, (card, state, scale), Card::draw),
            Self::Button { kind, label, detail, scale } => {
                frame.region(area, ground, (kind, label, detail, state, scale), draw_button);
            }
            Self::Sheet => frame.region(area, ground, scale, draw_sheet),
            Self::Band(colour) => frame.region(area, colour, (), |(), _, _| {}),
            Self::Hairline => frame.region(area, theme::HAIRLINE, (), |(), _, _| {}),
            Self::Chip(text) => frame.region(area, theme::CARD.ground, (text, scale), draw_chip),
            Self::Code(text) => frame.region(area, theme::CARD.ground, text, draw_code),
        }
    }
}

fn draw_bar(bar: &Bar, area: Area, pen: &mut Pen) {
    let (surface, scale) = (theme::BAR, bar.scale);
    let inner = area.inset_xy(bar.margin, 0);
    let (left, right) = inner.split_left(inner.w * 62 / 100);
    let row = |column: Area, from: i32, to: i32| Area {
        y: column.y + column.h * from / 100,
        h: column.h * (to - from) / 100,
        ..column
    };
    // The sizes of the upright bar, smaller in a lower one.
    let part = (area.h.unsigned_abs(), scale.px(186).unsigned_abs());
    let face = |weight, size: u32, colour| Type::new(weight, scale.type_px(size) * part.0 / part.1, colour);
    let write = |pen: &mut Pen, area: Area, words: Words<'_>| {
        pen.write_fitted(area, &words, words.face.size_px / 2);
    };
    let unit = Words::new(&bar.unit, face(Weight::Medium, 27, surface.soft));
    let name = Words::new(&bar.name, face(Weight::Bold, 40, surface.ink));
    let mut whole = |words: Words<'_>| pen.text.fits(&words.sized(words.face.size_px * 5 / 6), left.size());
    // Long names take two lines rather than letters that nobody reads from where one stands.
    let (upper, lower) = match (whole(unit), whole(name)) {
        (true, true) => ((22, 48), (46, 76)),
        (true, false) => ((10, 34), (34, 94)),
        (false, true) => ((12, 52), (54, 84)),
        (false, false) => ((5, 43), (43, 97)),
    };
    pen.write_fitted(row(left, upper.0, upper.1), &unit.lines(2), unit.face.size_px * 3 / 4);
    pen.write_fitted(row(left, lower.0, lower.1), &name.lines(2), name.face.size_px * 3 / 4);
    let clock = Words::new(&bar.clock, face(Weight::Bold, 64, surface.ink)).right().cells();
    write(pen, row(right, 18, 60), clock);
    write(pen, row(right, 58, 82), Words::new(&bar.date, face(Weight::Medium, 27, surface.soft)).right());
}

fn draw_label(label: &Label, area: Area, pen: &mut Pen) {
    pen.write_fitted(area, &label.words(), label.min_px);
}

type ButtonContent = (Kind, String, String, State, Scale);

fn draw_button((kind, label, detail, state, scale): &ButtonContent, area: Area, pen: &mut Pen) {
    Button::new(*kind, label, *scale).detail(detail).state(*state).draw(area, pen);
}

fn draw_sheet(scale: &Scale, area: Area, pen: &mut Pen) {
    let radius = scale.px(32);
    pen.rounded(area, radius, theme::HAIRLINE);
    pen.rounded(area.inset(scale.px(2)), radius, theme::CARD.ground);
}

fn draw_chip((text, scale): &(String, Scale), area: Area, pen: &mut Pen) {
    let words = Words::new(text, Type::new(Weight::Bold, scale.type_px(36), theme::CALL.ink)).centre();
    let width = (pen.text.width(&words) + scale.px(64)).min(area.w);
    let chip = area.centred(width, area.h);
    pen.rounded(chip, chip.h / 2, theme::CALL.ground);
    pen.write(chip, &words);
}

#[expect(clippy::ptr_arg, reason = "the content of a region is drawn as it was put in")]
fn draw_code(text: &String, area: Area, pen: &mut Pen) {
    // Phones read dark on light, whatever the tone of the screen.
    let tone = pen.canvas.show_in(Tone::Plain);
    match Code::new(text) {
        Ok(code) => drop(code.draw_centred(&mut pen.canvas, area)),
        Err(error) => tracing::warn!(%error, "the ticket's address does not fit a QR code"),
    }
    pen.canvas.show_in(tone);
}
