//! The card of one service: letter, name, what belongs to it, and how long it takes.
use embedded_graphics::pixelcolor::Rgb888;
use screen::area::Area;
use screen::button::{Button, Kind, State};
use screen::pen::Pen;
use screen::text::{Type, Weight, Words};
use screen::theme::{self, Scale, Surface};

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
const HEIGHT: i32 = 154;

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
        let (upper, lower) = halves(Area { x: inner.right() - widest, w: widest, ..inner });
        let upper = if self.right.1.is_empty() { Area { y: inner.y, h: inner.h, ..upper } } else { upper };
        let one = pen.write_fitted(upper, &above, above.face.size_px * 2 / 3).w;
        let other = pen.write_fitted(lower, &below, below.face.size_px * 3 / 4).w;
        one.max(other)
    }

    fn left_words(&self, room: Area, letters: Letters, pen: &mut Pen) {
        let (upper, lower) = halves(room);
        let (name, hint) = (letters.strong(&self.name, 42), letters.soft(&self.hint, 29));
        pen.write_fitted(upper, &name, name.face.size_px * 2 / 3);
        pen.write_fitted(lower, &hint, hint.face.size_px * 3 / 4);
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
