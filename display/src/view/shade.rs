//! How colours change when the board may not be true any more, and while a call flashes.
use embedded_graphics::pixelcolor::{Rgb888, RgbColor};
use screen::theme::{self, Surface, mixed};

/// What is done to all colours of a region.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Shade {
    /// Nothing.
    Clear,
    /// Without colour and half sunk into the wall.
    Greyed,
    /// By so many of 255 parts on its way into the wall and back; even at 255 all stays legible.
    Faded(u8),
}

impl Shade {
    /// A colour of the board as it is drawn.
    pub(crate) fn of(self, colour: Rgb888) -> Rgb888 {
        match self {
            Self::Clear => colour,
            Self::Greyed => mixed(grey(colour), theme::WALL.ground, 128),
            Self::Faded(faded) => mixed(colour, theme::WALL.ground, faded / 3),
        }
    }

    /// All colours of a surface. The wall itself stays as it is.
    pub(crate) fn surface(self, surface: Surface) -> Surface {
        let Surface { ground, ink, soft, accent, edge } = surface;
        let of = |colour| self.of(colour);
        Surface { ground: of(ground), ink: of(ink), soft: of(soft), accent: of(accent), edge: of(edge) }
    }
}

/// The grey of the same brightness (ITU-R BT.601).
fn grey(colour: Rgb888) -> Rgb888 {
    let (r, g, b) = (u32::from(colour.r()), u32::from(colour.g()), u32::from(colour.b()));
    let bright = u8::try_from((299 * r + 587 * g + 114 * b) / 1000).unwrap_or(u8::MAX);
    Rgb888::new(bright, bright, bright)
}
