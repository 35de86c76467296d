//! The colours and sizes of all screens, and which colour may stand on which.

use embedded_graphics::geometry::Size;
use embedded_graphics::pixelcolor::{Rgb888, RgbColor};

/// Text on light grounds.
pub const INK: Rgb888 = hex(0x12233D);
/// Secondary text on light grounds.
pub const INK_SOFT: Rgb888 = hex(0x4A5A73);
/// The page.
pub const PAPER: Rgb888 = hex(0xF6F7F9);
/// What lies on the page, and text on dark grounds.
pub const WHITE: Rgb888 = hex(0xFFFFFF);
/// Lines between rows on light grounds.
pub const HAIRLINE: Rgb888 = hex(0xD9DFE8);
/// Lines between rows on dark grounds.
pub const HAIRLINE_ON_DARK: Rgb888 = hex(0x1D406F);
/// Edges of what can be pressed.
pub const EDGE: Rgb888 = hex(0x7C8AA0);
/// Edge of what gives priority.
pub const EDGE_OF_PRIORITY: Rgb888 = hex(0x9A6B00);
/// Bars, and what is chosen.
pub const NAVY: Rgb888 = hex(0x0F2A4D);
/// Ground of the display.
pub const NIGHT: Rgb888 = hex(0x0B1F3A);
/// Rows of the display.
pub const NIGHT_CARD: Rgb888 = hex(0x12305A);
/// Secondary text on dark grounds.
pub const MIST: Rgb888 = hex(0xB9C7DC);
/// The number being called.
pub const GOLD: Rgb888 = hex(0xFFC845);
/// Ground of what gives priority.
pub const GOLD_SOFT: Rgb888 = hex(0xFFF4D6);
/// Counters on dark grounds.
pub const GOLD_ON_DARK: Rgb888 = hex(0xFFE3A0);
/// Faults and destructive acts; never the only sign of a state.
pub const RED: Rgb888 = hex(0xC8202F);
/// A card under a finger.
pub const PRESSED: Rgb888 = hex(0xDCE5F2);
/// What gives priority, under a finger.
pub const GOLD_PRESSED: Rgb888 = hex(0xFFE3A0);
/// What is chosen, under a finger.
pub const NAVY_PRESSED: Rgb888 = hex(0x1F4A80);

/// The grounds of letter badges, in the order in which services get them; the letter is white.
pub const SERVICE_COLOURS: [Rgb888; 8] = [
    hex(0x1F5FA8),
    hex(0x1B7F5C),
    hex(0x7A4FB5),
    hex(0xB3541E),
    hex(0xA3195B),
    hex(0x0E7490),
    hex(0x6B5B00),
    hex(0x12233D),
];

/// A ground and what may stand on it: every pair reaches the contrast its use needs (WCAG 2.2, 1.4.3 and
/// 1.4.11), which a test computes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Surface {
    /// The ground.
    pub ground: Rgb888,
    /// Text.
    pub ink: Rgb888,
    /// Secondary text.
    pub soft: Rgb888,
    /// Text that stands out, such as the counter beside a number.
    pub accent: Rgb888,
    /// Edges of controls, also seen against the page around them; and the ring of the one in focus.
    pub edge: Rgb888,
}

/// The page of the kiosk.
pub const PAGE: Surface = light(PAPER, EDGE);
/// A card on the page.
pub const CARD: Surface = light(WHITE, EDGE);
/// A card under a finger.
pub const CARD_PRESSED: Surface = light(PRESSED, NAVY);
/// What gives priority.
pub const PRIORITY: Surface = light(GOLD_SOFT, EDGE_OF_PRIORITY);
/// What gives priority, under a finger.
pub const PRIORITY_PRESSED: Surface = light(GOLD_PRESSED, EDGE_OF_PRIORITY);
/// What can't be pressed now: its text still reaches 4.5:1, only its edge is faint.
pub const DISABLED: Surface = Surface { ink: INK_SOFT, ..light(PAPER, HAIRLINE) };
/// Bars, and a chosen button.
pub const BAR: Surface = dark(NAVY);
/// A chosen button under a finger.
pub const BAR_PRESSED: Surface = dark(NAVY_PRESSED);
/// The ground of the display.
pub const WALL: Surface = dark(NIGHT);
/// A row of the display.
pub const WALL_CARD: Surface = dark(NIGHT_CARD);
/// The number being called.
pub const CALL: Surface = Surface { ground: GOLD, ink: INK, soft: INK, accent: INK, edge: INK };
/// Black on white, for paper.
pub const TICKET: Surface = {
    let black = hex(0);
    Surface { ground: WHITE, ink: black, soft: black, accent: black, edge: black }
};

const fn light(ground: Rgb888, edge: Rgb888) -> Surface {
    Surface { ground, ink: INK, soft: INK_SOFT, accent: NAVY, edge }
}

const fn dark(ground: Rgb888) -> Surface {
    Surface { ground, ink: WHITE, soft: MIST, accent: GOLD_ON_DARK, edge: MIST }
}

const fn hex(rgb: u32) -> Rgb888 {
    Rgb888::new((rgb >> 16) as u8, (rgb >> 8) as u8, rgb as u8)
}

/// Reads a colour such as `#1F5FA8`.
pub fn parse_colour(text: &str) -> Option<Rgb888> {
    let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let plain = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    plain.then(|| u32::from_str_radix(digits, 16).ok()).flatten().map(hex)
}

/// A service's colour for a badge on a dark ground: a fifth of the way to white, so that even the ink
/// coloured badge stands off. A white letter of badge size keeps 3:1.
pub fn on_dark(service: Rgb888) -> Rgb888 {
    mixed(service, WHITE, 51)
}

/// How the colours of a screen are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tone {
    /// As they are.
    #[default]
    Plain,
    /// White and yellow on black, for eyes that need more contrast: text reaches 7:1 (WCAG 2.2, 1.4.6).
    Contrast,
}

/// The kiosk's colours and what takes their place in [`Tone::Contrast`]: light grounds become black, ink white,
/// and dark grounds light.
const CONTRASTS: [(Rgb888, Rgb888); 15] = [
    (INK, WHITE),
    (INK_SOFT, hex(0xE6E6E6)),
    (PAPER, hex(0)),
    (WHITE, hex(0)),
    (HAIRLINE, hex(0x5E5E5E)),
    (EDGE, WHITE),
    (EDGE_OF_PRIORITY, GOLD),
    (NAVY, hex(0xFFE14D)),
    (NAVY_PRESSED, hex(0xFFF3B0)),
    (MIST, hex(0x2B2B2B)),
    (GOLD, hex(0x4A3A00)),
    (GOLD_SOFT, hex(0x2E2400)),
    (GOLD_PRESSED, hex(0x4D3D00)),
    (PRESSED, hex(0x3A3A3A)),
    (RED, hex(0xFF9E9E)),
];

impl Tone {
    /// How a colour is shown. One of an office's own becomes light, for its letters become black.
    pub fn of(self, colour: Rgb888) -> Rgb888 {
        match self {
            Self::Plain => colour,
            Self::Contrast => {
                let known = CONTRASTS.iter().find(|(plain, _)| *plain == colour);
                known.map_or_else(|| mixed(colour, WHITE, 153), |(_, shown)| *shown)
            }
        }
    }
}

/// A colour `share` of 255 parts of the way from one to another: for flashes and what is dimmed.
pub fn mixed(from: Rgb888, to: Rgb888, share: u8) -> Rgb888 {
    let (over, under) = (u32::from(share), 255 - u32::from(share));
    let mix = |a: u8, b: u8| ((u32::from(a) * under + u32::from(b) * over + 127) / 255) as u8;
    Rgb888::new(mix(from.r(), to.r()), mix(from.g(), to.g()), mix(from.b(), to.b()))
}

/// Contrast of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio").
pub fn contrast(a: Rgb888, b: Rgb888) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn luminance(colour: Rgb888) -> f64 {
    let linear = |channel: u8| {
        let share = f64::from(channel) / 255.0;
        if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(colour.r()) + 0.7152 * linear(colour.g()) + 0.0722 * linear(colour.b())
}

/// How much larger a screen is than the one its layout was designed for. Exact, so that the same size gives
/// the same picture on every machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Scale {
    actual: u32,
    design: u32,
}

impl Scale {
    /// The kiosk's design, upright.
    pub const PORTRAIT: Size = Size::new(1080, 1920);
    /// The display's design.
    pub const LANDSCAPE: Size = Size::new(1920, 1080);

    /// The largest scale at which a layout designed for `design` fits `size`.
    pub const fn of(size: Size, design: Size) -> Self {
        let by_width = size.width as u64 * design.height as u64 <= size.height as u64 * design.width as u64;
        if by_width {
            Self { actual: size.width, design: design.width }
        } else {
            Self { actual: size.height, design: design.height }
        }
    }

    /// A length of the design in pixels of the screen; at least 1 for what is at least 1.
    pub fn px(self, length: i32) -> i32 {
        let (actual, design) = (i64::from(self.actual), i64::from(self.design.max(1)));
        let scaled = (2 * i64::from(length) * actual + design).div_euclid(2 * design);
        let scaled = i32::try_from(scaled).unwrap_or(i32::MAX);
        if length > 0 { scaled.max(1) } else { scaled }
    }

    /// A size of type of the design in pixels of the screen.
    pub fn type_px(self, size: u32) -> u32 {
        self.px(i32::try_from(size).unwrap_or(i32::MAX)).unsigned_abs()
    }

    /// The same scale, larger or smaller by so many hundredths: for "larger text".
    pub const fn percent(self, percent: u32) -> Self {
        Self { actual: self.actual * percent, design: self.design * 100 }
    }
}
