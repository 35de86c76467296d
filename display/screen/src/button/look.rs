//! How a button looks: its ground, edge, labels and the ring of the keyboard's focus.

use super::State;
use crate::area::Area;
use crate::pen::Pen;
use crate::text::{Type, Weight, Words};
use crate::theme::{self, Scale, Surface};
use embedded_graphics::pixelcolor::Rgb888;

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
        let (ground, radius) = (self.surface().ground, self.radius(area));
        let (edge, stroke) = (self.edge_colour(), self.scale.px(3));
        match self.kind {
            Kind::Dashed => {
                pen.rounded(area, radius, ground);
                let dashes = (stroke, self.scale.px(8));
                pen.shapes.dashed_edge(&mut pen.canvas, area, radius, dashes, edge);
            }
            Kind::Card | Kind::Outlined | Kind::Choice | Kind::Chosen | Kind::Filled | Kind::Priority => {
                // The ground over the edge, not the edge over the ground, which would shine out around it.
                pen.rounded(area, radius, edge);
                pen.rounded(area.inset(stroke), radius - stroke, ground);
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
        let (gap, ring) = (self.scale.px(5), self.scale.px(4).max(3));
        pen.edge(area.inset(gap), (radius - gap).max(0), ring, self.surface().ink);
    }

    pub(crate) fn edge_colour(&self) -> Rgb888 {
        match self.kind {
            _ if self.state == State::Disabled => theme::DISABLED.edge,
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

    fn draw_words(&self, area: Area, pen: &mut Pen) {
        let room = area.inset_xy(self.scale.px(20), self.scale.px(16));
        let face = Type::new(Weight::SemiBold, self.label_px(), self.surface().ink).leading(140);
        let label = Words::new(self.label, face).centre();
        let least = self.scale.type_px(24);
        if self.detail.is_empty() {
            pen.write_fitted(room, &label.lines(2), least);
        } else {
            let label = pen.text.fit(label, room.size(), least);
            self.draw_with_detail(room, label, pen);
        }
    }

    /// A label of one line, and the detail in up to two below: from the label's capitals to the last baseline
    /// they stand in the middle.
    fn draw_with_detail(&self, room: Area, label: Words<'_>, pen: &mut Pen) {
        let face = Type::new(Weight::Medium, self.scale.type_px(25), self.surface().soft).leading(140);
        let detail = Words::new(self.detail, face).centre().lines(2);
        let label_px = label.face.cap_px() + label.below_px();
        let below = room.split_top(label_px - detail.below_px()).1;
        let detail = pen.text.fit(detail, below.size(), self.scale.type_px(20));
        // One line, smaller, rather than two that stick out.
        let detail = if pen.text.fits(&detail, below.size()) {
            detail
        } else {
            pen.text.fit(detail.lines(1), below.size(), self.scale.type_px(13))
        };
        let detail_px = i32::try_from(pen.text.measure(&detail, room.w).height).unwrap_or(i32::MAX);
        let block = room.centred(room.w, label_px + detail_px - detail.below_px());
        pen.write(block, &label.baseline(block.y + label.face.cap_px()));
        pen.write(block.split_top(label_px).1, &detail.top());
    }

    fn label_px(&self) -> u32 {
        match self.kind {
            Kind::Choice | Kind::Chosen => self.scale.type_px(29),
            Kind::Card | Kind::Outlined | Kind::Filled | Kind::Priority | Kind::Dashed => {
                self.scale.type_px(36)
            }
        }
    }
}
