//! What becomes of a canvas: a PNG file, a black and white raster for paper, a picture turned for its panel.

use crate::area::Area;
use crate::canvas::Canvas;
use anyhow::Context;
use embedded_graphics::geometry::Size;
use embedded_graphics::pixelcolor::Rgb888;
use std::io::Write;
use std::path::Path;

/// A black and white picture, as thermal printers take it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raster {
    /// Width in dots.
    pub width: u32,
    /// Height in dots.
    pub height: u32,
    /// Bytes of one row: the width in eighths, rounded up.
    pub row_bytes: usize,
    /// The rows, one after the other; the highest bit of a byte is its left dot, 1 is black, and what is
    /// beyond the width is white.
    pub rows: Vec<u8>,
}

impl Canvas {
    /// Writes the picture as a PNG of 8-bit sRGB.
    pub fn write_png(&self, to: impl Write) -> anyhow::Result<()> {
        let Size { width, height } = self.area().size();
        let mut encoder = png::Encoder::new(to, width, height);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_source_srgb(png::SrgbRenderingIntent::Perceptual);
        encoder.set_compression(png::Compression::Balanced);
        let mut writer = encoder.write_header()?;
        writer.write_image_data(&self.rgb_bytes())?;
        writer.finish()?;
        Ok(())
    }

    /// Writes the picture as a PNG file, which is complete as soon as it has this name: it is written beside
    /// it first and then renamed.
    pub fn save_png(&self, path: &Path) -> anyhow::Result<()> {
        let beside = path.with_extension("part");
        let fail = || format!("writing the picture {}", path.display());
        let mut bytes = Vec::new();
        self.write_png(&mut bytes).with_context(fail)?;
        std::fs::write(&beside, bytes).with_context(fail)?;
        std::fs::rename(&beside, path).with_context(fail)
    }

    /// The picture in black and white: what is darker than half becomes black.
    pub fn raster(&self) -> Raster {
        let Size { width, height } = self.area().size();
        let row_bytes = width.div_ceil(8) as usize;
        let mut rows = Vec::with_capacity(row_bytes * height as usize);
        for row in self.pixels().chunks(width.max(1) as usize) {
            rows.extend(row.chunks(8).map(eight_dots));
        }
        Raster { width, height, row_bytes, rows }
    }

    fn rgb_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.pixels().len() * 3);
        for pixel in self.pixels() {
            bytes.extend_from_slice(&pixel.to_be_bytes()[1..]);
        }
        bytes
    }
}

/// Up to eight pixels as one byte. Brightness by the weights of ITU-R BT.601.
fn eight_dots(pixels: &[u32]) -> u8 {
    (0..).zip(pixels).fold(0, |byte, (i, pixel)| {
        let [_, r, g, b] = pixel.to_be_bytes().map(u32::from);
        let dark = 299 * r + 587 * g + 114 * b < 500 * 255;
        byte | (u8::from(dark) << (7 - i))
    })
}

/// How far a panel is turned from upright, clockwise: the picture is turned so that it stands upright on it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Rotation {
    /// Upright.
    #[default]
    None,
    /// A quarter turn: the picture's top lies at the panel's right edge.
    Quarter,
    /// Upside down.
    Half,
    /// Three quarters: the picture's top lies at the panel's left edge.
    ThreeQuarters,
}

impl std::str::FromStr for Rotation {
    type Err = anyhow::Error;

    /// Reads `0`, `90`, `180` or `270`.
    fn from_str(degrees: &str) -> Result<Self, anyhow::Error> {
        match degrees {
            "0" => Ok(Self::None),
            "90" => Ok(Self::Quarter),
            "180" => Ok(Self::Half),
            "270" => Ok(Self::ThreeQuarters),
            _ => anyhow::bail!("a picture is turned by 0, 90, 180 or 270 degrees, not by {degrees}"),
        }
    }
}

impl Rotation {
    /// The size of the picture on a panel of this size, and the other way round.
    pub const fn turned_size(self, size: Size) -> Size {
        match self {
            Self::None | Self::Half => size,
            Self::Quarter | Self::ThreeQuarters => Size::new(size.height, size.width),
        }
    }

    /// Where an area of a picture of this size lies on its panel.
    pub const fn turned_area(self, area: Area, picture: Size) -> Area {
        let (w, h) = (picture.width as i32, picture.height as i32);
        match self {
            Self::None => area,
            Self::Quarter => Area::new(h - area.bottom(), area.x, area.h, area.w),
            Self::Half => Area::new(w - area.right(), h - area.bottom(), area.w, area.h),
            Self::ThreeQuarters => Area::new(area.y, w - area.right(), area.h, area.w),
        }
    }

    /// Which pixel of a picture of this size is seen at `x`, `y` of its panel: where a touch falls.
    pub const fn touched(self, x: i32, y: i32, picture: Size) -> (i32, i32) {
        let (w, h) = (picture.width as i32, picture.height as i32);
        match self {
            Self::None => (x, y),
            Self::Quarter => (y, h - 1 - x),
            Self::Half => (w - 1 - x, h - 1 - y),
            Self::ThreeQuarters => (w - 1 - y, x),
        }
    }

    /// The whole picture as it lies on its panel.
    pub fn turned(self, canvas: &Canvas) -> Canvas {
        let area = canvas.area();
        let panel = self.turned_size(area.size());
        let mut turned = Canvas::new(panel, Rgb888::default());
        self.copy(canvas, area, turned.pixels_mut(), panel.width);
        turned
    }

    /// Copies an area of the canvas, turned, into a panel's pixels (rows of `panel_width`). What lies outside
    /// either is left out.
    pub fn copy(self, canvas: &Canvas, area: Area, panel: &mut [u32], panel_width: u32) {
        let size = canvas.area().size();
        let area = area.intersection(canvas.area());
        let width = panel_width as usize;
        if area.is_empty() || width == 0 {
            return;
        }
        let room = Area::of_size(Size::new(panel_width, u32::try_from(panel.len() / width).unwrap_or(0)));
        let shown = self.turned_area(area, size).intersection(room);
        let band = match self {
            Self::None | Self::Half => shown.w.max(1),
            // A row of the panel is a column of the canvas: bands of one cache line read each line once.
            Self::Quarter | Self::ThreeQuarters => 16,
        };
        for x in (shown.x..shown.right()).step_by(band.unsigned_abs() as usize) {
            self.copy_band(canvas, Area { x, w: band.min(shown.right() - x), ..shown }, panel, width);
        }
    }

    fn copy_band(self, canvas: &Canvas, shown: Area, panel: &mut [u32], width: usize) {
        for y in shown.y..shown.bottom() {
            let start = y as usize * width + shown.x as usize;
            let row = &mut panel[start..start + shown.w as usize];
            match self {
                Self::None => row.copy_from_slice(canvas.row(shown.x, y, shown.w)),
                Self::Half => self.copy_reversed(canvas, shown, y, row),
                Self::Quarter | Self::ThreeQuarters => self.copy_column(canvas, shown, y, row),
            }
        }
    }

    fn copy_reversed(self, canvas: &Canvas, shown: Area, y: i32, row: &mut [u32]) {
        let (x, from) = self.touched(shown.right() - 1, y, canvas.area().size());
        for (pixel, source) in row.iter_mut().rev().zip(canvas.row(x, from, shown.w)) {
            *pixel = *source;
        }
    }

    fn copy_column(self, canvas: &Canvas, shown: Area, y: i32, row: &mut [u32]) {
        let (x, top) = self.touched(shown.x, y, canvas.area().size());
        let size = canvas.area().size();
        let step = if matches!(self, Self::Quarter) { -1 } else { 1 };
        for (i, pixel) in (0..).zip(row) {
            let from = top + step * i;
            *pixel = canvas.pixels()[from as usize * size.width as usize + x as usize];
        }
    }
}
