//! Vietnamese and Khmer text: set in the shipped fonts only, wrapped, shortened, fitted, and blended into a
//! canvas. Which words stand where is not known here.

mod fonts;
mod setting;
mod shorten;

use crate::area::Area;
use crate::canvas::Canvas;
use crate::generations::Generations;
use cosmic_text::{CacheKey, FontSystem, ShapeLine, SwashCache};
use embedded_graphics::geometry::Size;
use embedded_graphics::pixelcolor::Rgb888;
use setting::{Limits, Setting};
use std::sync::Arc;

/// The weights of the typeface that are shipped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Weight {
    /// 500: running text.
    Medium,
    /// 600: secondary titles, and the lightest on paper.
    SemiBold,
    /// 700: titles.
    Bold,
    /// 800: numbers.
    ExtraBold,
}

/// How letters look: weight, size, colour and the space between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Type {
    /// Weight of the strokes.
    pub weight: Weight,
    /// Size of the type (its em) in pixels.
    pub size_px: u32,
    /// Colour.
    pub colour: Rgb888,
    /// Extra space after each letter, in hundredths of the size.
    pub spacing_percent: i32,
    /// Height of a line, in hundredths of the size.
    pub line_percent: u32,
}

impl Type {
    /// A type without extra space between its letters, whose lines are 1.5 em high: the font's highest
    /// letter, Ẳ, reaches 1.23 em above the baseline and its lowest, ọ, 0.25 em below, so nothing ever meets.
    pub const fn new(weight: Weight, size_px: u32, colour: Rgb888) -> Self {
        Self { weight, size_px, colour, spacing_percent: 0, line_percent: 150 }
    }

    /// The same type in another size.
    pub const fn sized(self, size_px: u32) -> Self {
        Self { size_px, ..self }
    }

    /// The same type in another colour.
    pub const fn coloured(self, colour: Rgb888) -> Self {
        Self { colour, ..self }
    }

    /// The same type with this much extra space after each letter, in hundredths of the size.
    pub const fn spaced(self, spacing_percent: i32) -> Self {
        Self { spacing_percent, ..self }
    }

    /// The same type with lines of another height, in hundredths of the size. At 140 only Ẳ, Ẩ and the like
    /// could touch a dot right above them; less is for text without capitals.
    pub const fn leading(self, line_percent: u32) -> Self {
        Self { line_percent, ..self }
    }

    /// Height of a line in pixels.
    pub fn line_px(self) -> i32 {
        self.share(self.line_percent * 10)
    }

    /// Height of a capital without marks and of a digit, in pixels.
    pub fn cap_px(self) -> i32 {
        self.share(740)
    }

    /// The size whose capitals and digits are `cap_px` high, or the next smaller one.
    pub const fn size_for_cap(cap_px: u32) -> u32 {
        cap_px * 1000 / 740
    }

    /// A share of the size, in thousandths, rounded up.
    fn share(self, permille: u32) -> i32 {
        i32::try_from((self.size_px * permille).div_ceil(1000)).unwrap_or(i32::MAX)
    }
}

/// Where a line stands between the left and right edges of its area.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Align {
    /// At the left edge.
    Left,
    /// In the middle.
    Centre,
    /// At the right edge.
    Right,
}

/// Where the lines stand between the upper and lower edges of their area.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// The first line begins at the upper edge.
    Top,
    /// The capitals, from the top of the first line's to the last baseline, stand in the middle.
    Middle,
    /// The last line ends at the lower edge.
    Bottom,
    /// The first baseline is this row of the canvas, wherever the area lies.
    Baseline(i32),
}

/// A text and how it is set: by default one line, at the left, its capitals in the middle of the area's height.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Words<'a> {
    /// The text; `\n` ends a line.
    pub text: &'a str,
    /// How its letters look.
    pub face: Type,
    /// Between left and right.
    pub align: Align,
    /// Between top and bottom.
    pub place: Place,
    /// The most lines it may take; the rest gives way to "…".
    pub lines_max: u32,
    /// Whether each digit stands in a cell as wide as the widest, so that changing numbers don't jitter.
    pub cells: bool,
}

impl<'a> Words<'a> {
    /// One line at the left, in the middle of the height.
    pub const fn new(text: &'a str, face: Type) -> Self {
        Self { text, face, align: Align::Left, place: Place::Middle, lines_max: 1, cells: false }
    }

    /// In the middle between left and right.
    pub const fn centre(self) -> Self {
        Self { align: Align::Centre, ..self }
    }

    /// At the right edge.
    pub const fn right(self) -> Self {
        Self { align: Align::Right, ..self }
    }

    /// From the upper edge on.
    pub const fn top(self) -> Self {
        Self { place: Place::Top, ..self }
    }

    /// Down to the lower edge.
    pub const fn bottom(self) -> Self {
        Self { place: Place::Bottom, ..self }
    }

    /// The first baseline at row `y` of the canvas.
    pub const fn baseline(self, y: i32) -> Self {
        Self { place: Place::Baseline(y), ..self }
    }

    /// Wrapped into at most `lines_max` lines.
    pub const fn lines(self, lines_max: u32) -> Self {
        Self { lines_max, ..self }
    }

    /// Each digit in a cell of the widest digit's width: for numbers and clocks. Such words are never
    /// wrapped or shortened; fit them.
    pub const fn cells(self) -> Self {
        Self { cells: true, ..self }
    }

    /// The same words in another size.
    pub const fn sized(self, size_px: u32) -> Self {
        Self { face: self.face.sized(size_px), ..self }
    }

    /// Height of their lines in pixels: the type's, or what stacked Khmer letters need.
    pub fn line_px(&self) -> i32 {
        let khmer = self.has_khmer();
        self.face.line_px().max(if khmer { self.face.share(1860) } else { 0 })
    }

    /// From the top of a line to its baseline, in pixels; the rest is for what hangs below.
    fn baseline_px(&self) -> i32 {
        self.line_px() - self.below_px()
    }

    /// What hangs below the last baseline, in pixels.
    pub(crate) fn below_px(&self) -> i32 {
        self.face.share(if self.has_khmer() { 701 } else { 255 })
    }

    fn has_khmer(&self) -> bool {
        self.text.chars().any(|letter| ('\u{1780}'..='\u{17ff}').contains(&letter))
    }
}

/// A letter's coverage, and where it lies from the pen: `left` to the right, `top` up.
#[derive(Debug)]
struct Glyph {
    left: i32,
    top: i32,
    width: i32,
    height: i32,
    mask: Box<[u8]>,
}

/// Sets text. Keeps the fonts, what was set and the letters' shapes between frames.
pub struct Text {
    system: FontSystem,
    raster: SwashCache,
    glyphs: Generations<CacheKey, Option<Glyph>>,
    known: Generations<Box<str>, setting::Known>,
    digit_em: [Option<f32>; 4],
}

impl std::fmt::Debug for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Text")
    }
}

impl Default for Text {
    fn default() -> Self {
        Self::new()
    }
}

impl Text {
    /// Bytes of glyph masks in one generation: a board's three large numbers and all its small letters.
    const GLYPH_BYTES: usize = 4 << 20;
    /// Texts in one generation.
    const TEXTS: usize = 512;

    /// With the shipped fonts; the machine's own are never looked at, so that every machine draws the same.
    pub fn new() -> Self {
        Self {
            system: fonts::system(),
            raster: SwashCache::new(),
            glyphs: Generations::new(Self::GLYPH_BYTES),
            known: Generations::new(Self::TEXTS),
            digit_em: [None; 4],
        }
    }

    /// Sets words into an area and gives the rectangle of their lines. What is too wide is wrapped or
    /// shortened by "…"; what is too high is drawn all the same.
    pub fn draw(&mut self, canvas: &mut Canvas, area: Area, words: &Words<'_>) -> Area {
        let setting = self.set(words, area.w);
        let (colour, line_px) = (words.face.colour, words.line_px());
        let count = i32::try_from(setting.lines.len()).unwrap_or(i32::MAX);
        let mut baseline = first_baseline(area, words, count);
        let top = baseline - words.baseline_px();
        for line in &setting.lines {
            let x = aligned(area, words.align, line.width);
            for glyph in &line.glyphs {
                self.blend(canvas, x + glyph.x, baseline + glyph.y, glyph.cache_key, colour);
            }
            baseline += line_px;
        }
        let x = aligned(area, words.align, setting.width);
        Area::new(x, top, setting.width, count * line_px)
    }

    /// Width of the widest line and height of all lines when set into `width` pixels.
    pub fn measure(&mut self, words: &Words<'_>, width: i32) -> Size {
        let setting = self.set(words, width);
        let count = i32::try_from(setting.lines.len()).unwrap_or(i32::MAX);
        Area::new(0, 0, setting.width, count * words.line_px()).size()
    }

    /// Width of the text on one line, in pixels.
    pub fn width(&mut self, words: &Words<'_>) -> i32 {
        self.set(words, i32::MAX).width
    }

    /// The same words in the largest size, from their own down to `min_px`, in which they stand whole within
    /// `size`, no word broken. In `min_px` where they don't even then. One line is measured by the height of
    /// its capitals, more by the height of the lines.
    pub fn fit<'a>(&mut self, words: Words<'a>, size: Size, min_px: u32) -> Words<'a> {
        let (mut low, mut high) = (min_px.min(words.face.size_px), words.face.size_px);
        while low < high {
            let middle = low + (high - low).div_ceil(2);
            if self.fits(&words.sized(middle), size) { low = middle } else { high = middle - 1 }
        }
        words.sized(low)
    }

    /// Whether the words stand whole within `size`, no word broken.
    pub fn fits(&mut self, words: &Words<'_>, size: Size) -> bool {
        let area = Area::of_size(size);
        let setting = self.setting(words, Limits { width: area.w, lines_max: u32::MAX, whole_words: true });
        let count = i32::try_from(setting.lines.len()).unwrap_or(i32::MAX);
        let height = if count <= 1 { words.face.cap_px() } else { words.line_px() * count };
        setting.width <= area.w && height <= area.h && setting.lines.len() <= words.lines_max as usize
    }

    fn set(&mut self, words: &Words<'_>, width: i32) -> Arc<Setting> {
        self.setting(words, Limits { width, lines_max: words.lines_max, whole_words: false })
    }

    fn blend(&mut self, canvas: &mut Canvas, x: i32, y: i32, key: CacheKey, colour: Rgb888) {
        if self.glyphs.get(&key).is_none() {
            let glyph = self.raster.get_image_uncached(&mut self.system, key).and_then(fonts::glyph);
            let weight = size_of::<Glyph>() + glyph.as_ref().map_or(0, |glyph| glyph.mask.len());
            self.glyphs.insert(key, glyph, weight);
        }
        if let Some(Some(glyph)) = self.glyphs.get(&key) {
            let (x, y) = (x + glyph.left, y - glyph.top);
            canvas.blend_mask(x, y, glyph.width, glyph.height, &glyph.mask, colour);
        }
    }
}

fn first_baseline(area: Area, words: &Words<'_>, count: i32) -> i32 {
    let line_px = words.line_px();
    match words.place {
        Place::Top => area.y + words.baseline_px(),
        Place::Middle => area.y + (area.h - (count - 1) * line_px + words.face.cap_px()).div_euclid(2),
        Place::Bottom => area.bottom() - count * line_px + words.baseline_px(),
        Place::Baseline(y) => y,
    }
}

const fn aligned(area: Area, align: Align, width: i32) -> i32 {
    match align {
        Align::Left => area.x,
        Align::Centre => area.x + (area.w - width).div_euclid(2),
        Align::Right => area.right() - width,
    }
}
