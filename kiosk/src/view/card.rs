//! The card of one service: letter, name, what belongs to it, and how long it takes.
use embedded_graphics::pixelcolor::Rgb888;
use screen::area::Area;
use screen::button::{Button, Kind, State};
use screen::pen::Pen;
use screen::text::{Type, Weight, Words};
use screen::theme::{self, Scale, Surface};

use super::page;

/// A service's card.
#[derive(Hash)]
pub(super) struct Card {
    pub(super) letter: String,
    pub(super) colour: Rgb888,
    pub(super) name: String,
    pub(super) hint: String,
    /// What stands out at the right, and what is below it.
    pub(super) right: (String, String),
    pub(super) look: Look,
}

/// How the card looks at rest.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Look {
    Open,
    Priority,
    /// No numbers now; a touch says why.
    Closed,
    /// Its number is being taken.
    Asking,
    /// Another's number is being taken.
    Waiting,
}

/// The height for which the sizes of type are meant; a lower card has smaller letters.
pub(super) const HEIGHT: i32 = 154;

/// The size of a name's letters.
const NAME_PX: u32 = 42;

type Content = (Card, State, Scale);

impl Card {
    pub(super) fn draw((card, state, scale): &Content, area: Area, pen: &mut Pen) {
        let kind = if card.look == Look::Priority { Kind::Priority } else { Kind::Card };
        let state = match (card.look, *state) {
            (Look::Asking, _) => State::Pressed,
            (Look::Closed, State::Normal) => State::Disabled,
            (Look::Open | Look::Priority | Look::Closed, state) => state,
            (Look::Waiting, _) => State::Normal,
        };
        let button = Button::new(kind, "", *scale).state(state);
        button.draw_ground(area, pen);
        let surface = button.surface();
        let badge = card.badge(area, *scale, pen);
        let left = badge.right() + scale.px(28);
        let inner = Area::new(left, area.y, area.right() - scale.px(33) - left, area.h);
        let letters = Letters { surface, scale: *scale, height: area.h };
        let beside = card.right_words(inner, letters, pen);
        let room = Area { w: inner.w - beside - scale.px(24), ..inner };
        card.left_words(room, letters, pen);
    }

    /// The letter on its colour; grey on a closed card.
    fn badge(&self, area: Area, scale: Scale, pen: &mut Pen) -> Area {
        let side = scale.px(100).min(area.h - scale.px(24));
        let square = Area::new(area.x + scale.px(32), area.y + (area.h - side) / 2, side, side);
        let (ground, ink) = match self.look {
            Look::Closed => (theme::HAIRLINE, theme::INK_SOFT),
            Look::Open | Look::Priority | Look::Asking | Look::Waiting => (self.colour, theme::WHITE),
        };
        pen.rounded(square, side / 4, ground);
        let size = u32::try_from(side * 62 / 100).unwrap_or(1);
        let letter = Words::new(&self.letter, Type::new(Weight::Bold, size, ink)).centre();
        pen.write_fitted(square.inset(side / 8), &letter, size / 3);
        square
    }

    /// Writes at the right edge and gives the width that took.
    fn right_words(&self, inner: Area, letters: Letters, pen: &mut Pen) -> i32 {
        let widest = inner.w * 33 / 100;
        let above = letters.strong(&self.right.0, 36).right();
        let below = letters.soft(&self.right.1, 28).right();
        let column = Area { x: inner.right() - widest, w: widest, ..inner };
        let (upper, lower) = halves(letters.band(column));
        let upper = if self.right.1.is_empty() { Area { y: inner.y, h: inner.h, ..upper } } else { upper };
        let one = pen.write_fitted(upper, &above, above.face.size_px * 2 / 3).w;
        let other = pen.write_fitted(lower, &below, below.face.size_px * 3 / 5).w;
        one.max(other)
    }

    fn left_words(&self, room: Area, letters: Letters, pen: &mut Pen) {
        let (name, hint) = (letters.strong(&self.name, NAME_PX), letters.soft(&self.hint, 29));
        let (upper, lower) = halves(letters.band(room));
        let nearly = name.sized(name.face.size_px * 7 / 8);
        if pen.text.fits(&nearly, upper.size()) {
            pen.write_fitted(upper, &name, nearly.face.size_px);
            pen.write_fitted(lower, &hint, hint.face.size_px * 3 / 5);
            return;
        }
        // Two lines of the name (three before it is cut), and the hint right below them.
        let below_h = if self.hint.is_empty() { 0 } else { hint.line_px() };
        let most = Area { h: room.h - below_h - letters.scale.px(20), ..room }.size();
        let least_px = name.face.size_px * 2 / 3;
        let two = pen.text.fit(name.lines(2), most, least_px);
        let three = pen.text.fit(name.lines(3), most, least_px);
        // The name goes before the hint.
        let (name, below_h) = if pen.text.fits(&two, most) {
            (two, below_h)
        } else if pen.text.fits(&three, most) {
            (three, below_h)
        } else {
            (three, 0)
        };
        let name_h = pen.text.measure(&name, room.w).height.cast_signed();
        let above = Area { y: room.y + (room.h - name_h - below_h) / 2, h: name_h, ..room };
        pen.write(above, &name);
        if below_h == 0 {
            return;
        }
        let below = Area { y: above.bottom(), h: below_h, ..room };
        pen.write_fitted(below, &hint, hint.face.size_px * 3 / 4);
    }

    /// Whether a name may need two lines on a card of this width.
    pub(super) fn is_long(name: &str, width: i32, scale: Scale) -> bool {
        let room = (width - scale.px(32 + 100 + 28 + 33)) * 3 / 4 - scale.px(24);
        page::lines(name, scale.type_px(NAME_PX) * 7 / 8, room) > 1
    }
}

/// How the words of a card look.
#[derive(Clone, Copy)]
struct Letters {
    surface: Surface,
    scale: Scale,
    height: i32,
}

impl Letters {
    fn strong(self, text: &str, size: u32) -> Words<'_> {
        Words::new(text, Type::new(Weight::Bold, self.px(size), self.surface.ink))
    }

    fn soft(self, text: &str, size: u32) -> Words<'_> {
        Words::new(text, Type::new(Weight::Medium, self.px(size), self.surface.soft))
    }

    /// The part of a card that its two lines stand in: not all of a card that is higher for a long name.
    fn band(self, area: Area) -> Area {
        let high = area.h.min(self.scale.px(HEIGHT));
        Area { y: area.y + (area.h - high) / 2, h: high, ..area }
    }

    fn px(self, size: u32) -> u32 {
        let (height, full) = (self.height.unsigned_abs(), self.scale.px(HEIGHT).unsigned_abs());
        self.scale.type_px(size) * height.min(full) / full
    }
}

/// The rows of the two lines of a card, whose middles lie at 38 and 66 hundredths of its height.
fn halves(area: Area) -> (Area, Area) {
    let at = |middle: i32| Area { y: area.y + area.h * (middle - 17) / 100, h: area.h * 34 / 100, ..area };
    (at(38), at(67))
}
