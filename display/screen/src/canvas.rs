//! The picture all drawing goes into: pixels in the window's own format, always clipped. What becomes of a
//! finished picture (files, paper, panels) is in [`crate::picture`].

use crate::area::Area;
use crate::theme::Tone;
use embedded_graphics::draw_target::DrawTarget;
use embedded_graphics::geometry::{OriginDimensions, Point, Size};
use embedded_graphics::pixelcolor::{Rgb888, RgbColor};
use embedded_graphics::primitives::Rectangle;
use embedded_graphics::{Drawable, Pixel};
use std::convert::Infallible;

/// A picture of pixels `0x00RRGGBB`, row after row. Whatever is drawn outside it, or outside its present
/// clip, is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Canvas {
    width: i32,
    height: i32,
    pixels: Vec<u32>,
    clip: Area,
    /// How the colours that are drawn with are shown.
    tone: Tone,
}

impl Canvas {
    /// A canvas of one colour.
    pub fn new(size: Size, colour: Rgb888) -> Self {
        let area = Area::of_size(size);
        let pixels = vec![packed(colour); size.width as usize * size.height as usize];
        Self { width: area.w, height: area.h, pixels, clip: area, tone: Tone::Plain }
    }

    /// A canvas of these pixels; what is missing is black.
    #[cfg(any(test, feature = "golden"))]
    pub(crate) fn from_pixels(size: Size, mut pixels: Vec<u32>) -> Self {
        pixels.resize(size.width as usize * size.height as usize, 0);
        Self { pixels, ..Self::new(size, Rgb888::default()) }
    }

    /// The whole canvas as a rectangle at the origin.
    pub const fn area(&self) -> Area {
        Area::new(0, 0, self.width, self.height)
    }

    /// All pixels, `0x00RRGGBB`, row after row.
    pub fn pixels(&self) -> &[u32] {
        &self.pixels
    }

    pub(crate) fn pixels_mut(&mut self) -> &mut [u32] {
        &mut self.pixels
    }

    /// One pixel, or nothing outside the canvas.
    pub fn pixel(&self, x: i32, y: i32) -> Option<Rgb888> {
        let inside = self.area().contains(x, y);
        inside.then(|| unpacked(self.pixels[self.index(x, y)]))
    }

    /// The pixels of one row from `x` on, `w` long; they must lie inside the canvas.
    pub(crate) fn row(&self, x: i32, y: i32, w: i32) -> &[u32] {
        let start = self.index(x, y);
        &self.pixels[start..start + to_usize(w)]
    }

    /// Draws with everything outside `area` left out, whatever the clip was meanwhile narrowed to.
    pub fn clipped<R>(&mut self, area: Area, draw: impl FnOnce(&mut Self) -> R) -> R {
        let before = self.narrow(area);
        let result = draw(self);
        self.clip = before;
        result
    }

    /// Narrows the clip to what it shares with `area`, and gives what it was.
    pub(crate) fn narrow(&mut self, area: Area) -> Area {
        let narrower = self.clip.intersection(area);
        std::mem::replace(&mut self.clip, narrower)
    }

    /// Sets the clip back to what [`Canvas::narrow`] gave.
    pub(crate) const fn widen(&mut self, clip: Area) {
        self.clip = clip;
    }

    /// From now on colours are shown so; gives how they were.
    pub const fn show_in(&mut self, tone: Tone) -> Tone {
        std::mem::replace(&mut self.tone, tone)
    }

    /// Fills a rectangle.
    pub fn fill(&mut self, area: Area, colour: Rgb888) {
        let area = area.intersection(self.clip);
        if area.is_empty() {
            return;
        }
        let pixel = packed(self.tone.of(colour));
        for y in area.y..area.bottom() {
            self.row_mut(area.x, y, area.w).fill(pixel);
        }
    }

    /// Blends `colour` through a mask of coverages (0 none, 255 whole), `w` × `h` bytes row after row, whose
    /// upper left corner lies at `x`, `y`. A mask of another length is left out whole.
    pub fn blend_mask(&mut self, x: i32, y: i32, w: i32, h: i32, mask: &[u8], colour: Rgb888) {
        let area = Area::new(x, y, w, h);
        let seen = area.intersection(self.clip);
        if seen.is_empty() || mask.len() != to_usize(w) * to_usize(h) {
            return;
        }
        let ink = packed(self.tone.of(colour));
        for row in seen.y..seen.bottom() {
            let start = to_usize(row - y) * to_usize(w) + to_usize(seen.x - x);
            let coverages = &mask[start..start + to_usize(seen.w)];
            for (pixel, &coverage) in self.row_mut(seen.x, row, seen.w).iter_mut().zip(coverages) {
                match coverage {
                    0 => {}
                    255 => *pixel = ink,
                    _ => *pixel = blended(*pixel, ink, u32::from(coverage)),
                }
            }
        }
    }

    /// Draws anything of embedded-graphics; it can't fail.
    pub fn draw<D: Drawable<Color = Rgb888>>(&mut self, drawable: &D) -> D::Output {
        let Ok(output) = drawable.draw(self);
        output
    }

    fn row_mut(&mut self, x: i32, y: i32, w: i32) -> &mut [u32] {
        let start = self.index(x, y);
        &mut self.pixels[start..start + to_usize(w)]
    }

    fn index(&self, x: i32, y: i32) -> usize {
        to_usize(y) * to_usize(self.width) + to_usize(x)
    }
}

impl OriginDimensions for Canvas {
    fn size(&self) -> Size {
        self.area().size()
    }
}

impl DrawTarget for Canvas {
    type Color = Rgb888;
    type Error = Infallible;

    fn draw_iter<I>(&mut self, pixels: I) -> Result<(), Infallible>
    where
        I: IntoIterator<Item = Pixel<Rgb888>>,
    {
        for Pixel(Point { x, y }, colour) in pixels {
            if self.clip.contains(x, y) {
                let index = self.index(x, y);
                self.pixels[index] = packed(self.tone.of(colour));
            }
        }
        Ok(())
    }

    fn fill_contiguous<I>(&mut self, area: &Rectangle, colours: I) -> Result<(), Infallible>
    where
        I: IntoIterator<Item = Rgb888>,
    {
        let area = Area::from(*area);
        let seen = area.intersection(self.clip);
        let mut colours = colours.into_iter();
        for y in area.y..area.bottom() {
            let row = colours.by_ref().take(to_usize(area.w));
            if y < seen.y || y >= seen.bottom() {
                row.for_each(drop);
                continue;
            }
            for (x, colour) in (area.x..).zip(row) {
                if x >= seen.x && x < seen.right() {
                    let index = self.index(x, y);
                    self.pixels[index] = packed(self.tone.of(colour));
                }
            }
        }
        Ok(())
    }

    fn fill_solid(&mut self, area: &Rectangle, colour: Rgb888) -> Result<(), Infallible> {
        self.fill(Area::from(*area), colour);
        Ok(())
    }

    fn clear(&mut self, colour: Rgb888) -> Result<(), Infallible> {
        self.fill(self.area(), colour);
        Ok(())
    }
}

/// `0x00RRGGBB`, the pixel format of softbuffer.
pub(crate) fn packed(colour: Rgb888) -> u32 {
    u32::from_be_bytes([0, colour.r(), colour.g(), colour.b()])
}

/// The colour of a pixel `0x00RRGGBB`.
pub(crate) fn unpacked(pixel: u32) -> Rgb888 {
    let [_, r, g, b] = pixel.to_be_bytes();
    Rgb888::new(r, g, b)
}

/// `ground` with `ink` over it, `coverage` of 255 parts; red and blue are worked out in one multiplication.
fn blended(ground: u32, ink: u32, coverage: u32) -> u32 {
    // 0..=255 becomes 0..=256, so that a shift can divide.
    let (over, under) = (coverage + (coverage >> 7), 256 - (coverage + (coverage >> 7)));
    let red_blue = ((ink & 0xFF_00FF) * over + (ground & 0xFF_00FF) * under + 0x80_0080) >> 8;
    let green = ((ink & 0xFF00) * over + (ground & 0xFF00) * under + 0x8000) >> 8;
    (red_blue & 0xFF_00FF) | (green & 0xFF00)
}

/// A length or a place inside the canvas, which clipping made 0 or more.
fn to_usize(length: i32) -> usize {
    usize::try_from(length).unwrap_or(0)
}
