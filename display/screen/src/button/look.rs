//! How a button looks: its ground, edge, labels and the ring of the keyboard's focus.

use super::State;
use crate::area::Area;
use crate::pen::Pen;
use crate::text::{Type, Weight, Words};
use crate::theme::{self, Scale, Surface};

/// What a button is for, which shows in its ground and edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A large card on the page, such as a service's.
    Card,
    /// An ordinary button: white with a navy edge.
    Outlined,
    /// A choice that could be made: a pill, white with a grey edge.
    Choice,
    /// The choice that is made: a filled pill.
    Chosen,
    /// The main act of a screen: filled, with a card's corners.
    Filled,
    /// What gives priority: pale gold.
    Priority,
    /// A way out for who is unsure: a dashed edge.
    Dashed,
}

/// A button as it is drawn. All of it is hashed, so it can be the content of a region.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Button<'a> {
    /// What it is for.
    pub kind: Kind,
    /// The words on it; empty for a card that the program fills itself.
    pub label: &'a str,
    /// Smaller words below them; empty for none.
    pub detail: &'a str,
    /// How it stands.
    pub state: State,
    /// The screen's scale.
    pub scale: Scale,
}

impl<'a> Button<'a> {
    /// A button at rest with one label.
    pub const fn new(kind: Kind, label: &'a str, scale: Scale) -> Self {
        Self { kind, label, detail: "", state: State::Normal, scale }
    }

    /// With smaller words below the label.
    pub const fn detail(self, detail: &'a str) -> Self {
        Self { detail, ..self }
    }

    /// In this state.
    pub const fn state(self, state: State) -> Self {
        Self { state, ..self }
    }

    /// Draws ground, edge, focus and labels into the area.
    pub fn draw(&self, area: Area, pen: &mut Pen) {
        self.draw_ground(area, pen);
        if !self.label.is_empty() {
            self.draw_words(area, pen);
        }
    }

    /// Draws ground, edge and focus only.
    pub fn draw_ground(&self, area: Area, pen: &mut Pen) {
        let (surface, radius) = (self.surface(), self.radius(area));
        let stroke = self.scale.px(3);
        pen.rounded(area, radius, surface.ground);
        let edge = if self.state == State::Disabled { theme::HAIRLINE } else { self.edge_colour() };
        match self.kind {
            Kind::Dashed => {
                let dash = self.scale.px(8);
                pen.shapes.dashed_edge(&mut pen.canvas, area, radius, (stroke, dash), edge);
            }
            Kind::Card | Kind::Outlined | Kind::Choice | Kind::Chosen | Kind::Filled | Kind::Priority => {
                pen.edge(area, radius, stroke, edge);
            }
        }
        if self.state == State::Focused {
            self.draw_focus(area, radius, pen);
        }
    }

    /// The colours of what stands on the button.
    pub const fn surface(&self) -> Surface {
        let pressed = matches!(self.state, State::Pressed);
        let surface = match (self.kind, pressed) {
            (Kind::Chosen | Kind::Filled, false) => theme::BAR,
            (Kind::Chosen | Kind::Filled, true) => theme::BAR_PRESSED,
            (Kind::Priority, false) => theme::PRIORITY,
            (Kind::Priority, true) => theme::PRIORITY_PRESSED,
            (Kind::Card | Kind::Outlined | Kind::Choice | Kind::Dashed, false) => theme::CARD,
            (Kind::Card | Kind::Outlined | Kind::Choice | Kind::Dashed, true) => theme::CARD_PRESSED,
        };
        if matches!(self.state, State::Disabled) { theme::DISABLED } else { surface }
    }

    /// A ring inside the edge, far stronger than any edge, in the colour of the text on the same ground.
    fn draw_focus(&self, area: Area, radius: i32, pen: &mut Pen) {
        let (gap, ring) = (self.scale.px(6), self.scale.px(5).max(3));
        pen.edge(area.inset(gap), (radius - gap).max(0), ring, self.surface().ink);
    }

    fn edge_colour(&self) -> embedded_graphics::pixelcolor::Rgb888 {
        match self.kind {
            Kind::Outlined | Kind::Chosen | Kind::Filled => theme::NAVY,
            Kind::Card | Kind::Choice | Kind::Dashed | Kind::Priority => self.surface().edge,
        }
    }

    fn radius(&self, area: Area) -> i32 {
        match self.kind {
            Kind::Choice | Kind::Chosen => area.h / 2,
            Kind::Card | Kind::Outlined | Kind::Filled | Kind::Priority | Kind::Dashed => self.scale.px(24),
        }
    }

    /// The label in one line if it can, in two if it must, with the detail in up to two lines below.
    fn draw_words(&self, area: Area, pen: &mut Pen) {
        let (surface, scale) = (self.surface(), self.scale);
        let room = area.inset_xy(scale.px(16), scale.px(12));
        let size_px = match self.kind {
            Kind::Choice | Kind::Chosen => scale.type_px(29),
            Kind::Card | Kind::Outlined | Kind::Filled | Kind::Priority | Kind::Dashed => scale.type_px(36),
        };
        let face = Type::new(Weight::SemiBold, size_px, surface.ink);
        let label = Words::new(self.label, face).centre().lines(if self.detail.is_empty() { 2 } else { 1 });
        if self.detail.is_empty() {
            pen.write_fitted(room, &label, scale.type_px(24));
            return;
        }
        let label = pen.text.fit(label, room.size(), scale.type_px(24));
        let face = Type::new(Weight::Medium, scale.type_px(25), surface.soft);
        let detail = Words::new(self.detail, face).centre().lines(2);
        let below = room.split_top(label.face.line_px()).1;
        let detail = pen.text.fit(detail, below.size(), scale.type_px(20));
        let detail_px = pen.text.measure(&detail, room.w).height as i32;
        let block = room.centred(room.w, label.face.line_px() + detail_px);
        let (upper, lower) = block.split_top(label.face.line_px());
        pen.write(upper, &label.top());
        pen.write(lower, &detail.top());
    }
}
