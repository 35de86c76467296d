//! Vietnamese and Khmer text: set in the shipped fonts only, wrapped, shortened, fitted, and blended into a
//! canvas. Which words stand where is not known here.

mod fonts;
mod setting;
mod shorten;
mod words;

use crate::area::Area;
use crate::canvas::Canvas;
use crate::generations::Generations;
use cosmic_text::{CacheKey, FontSystem, SwashCache};
use embedded_graphics::geometry::Size;
use embedded_graphics::pixelcolor::Rgb888;
use setting::{Limits, Setting};
use std::sync::Arc;

pub use words::{Align, Place, Type, Weight, Words};

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

    /// Those of some letters that no shipped font can draw. What is not seen, such as a blank, is never among them.
    pub fn lacking(&mut self, letters: impl IntoIterator<Item = char>) -> Vec<char> {
        letters.into_iter().filter(|letter| !letter.is_whitespace() && !self.has(*letter)).collect()
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
