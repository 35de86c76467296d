//! QR codes, drawn module by module in pure black and white with their quiet zone.

use crate::area::Area;
use crate::canvas::Canvas;
use embedded_graphics::pixelcolor::{Rgb888, RgbColor};
use qrcode::{Color, EcLevel, QrCode};

/// Modules of white on each side of a code (ISO/IEC 18004, 7.3.8).
const QUIET: i32 = 4;

/// Levels that stand more and more loss (15, 25, 30 %) than the least one (7 %).
const SAFER: [EcLevel; 3] = [EcLevel::M, EcLevel::Q, EcLevel::H];

/// A QR code.
#[derive(Clone, Debug)]
pub struct Code {
    modules: i32,
    dark: Vec<bool>,
}

impl Code {
    /// The smallest code that holds the text, of the level that stands the most loss at that size: fewer
    /// modules are larger ones on the same paper. Upper case letters, digits and `$%*+-./:` alone make it
    /// smaller. Fails on more than some 2,900 bytes.
    pub fn new(text: &str) -> anyhow::Result<Self> {
        let mut code = QrCode::with_error_correction_level(text, EcLevel::L)
            .map_err(|error| anyhow::anyhow!("{} bytes for a QR code: {error}", text.len()))?;
        for level in SAFER {
            match QrCode::with_error_correction_level(text, level) {
                Ok(safer) if safer.width() == code.width() => code = safer,
                Ok(_) | Err(_) => break,
            }
        }
        let dark = code.to_colors().into_iter().map(|colour| colour == Color::Dark).collect();
        Ok(Self { modules: i32::try_from(code.width())?, dark })
    }

    /// Side of the whole code with its quiet zone, in modules.
    pub const fn side(&self) -> i32 {
        self.modules + 2 * QUIET
    }

    /// The largest module, in pixels, with which the code and its quiet zone fit a square of `box_px`; 0
    /// where not even one pixel does.
    pub const fn module_px(&self, box_px: i32) -> i32 {
        box_px / self.side()
    }

    /// Draws the code and its quiet zone with their upper left corner at `x`, `y`, and gives what they cover.
    pub fn draw(&self, canvas: &mut Canvas, x: i32, y: i32, module_px: i32) -> Area {
        let whole = Area::new(x, y, self.side() * module_px, self.side() * module_px);
        canvas.fill(whole, Rgb888::WHITE);
        for (row, modules) in (QUIET..).zip(self.dark.chunks(self.modules.unsigned_abs() as usize)) {
            for (column, _) in (QUIET..).zip(modules).filter(|&(_, &dark)| dark) {
                let module = Area::new(x + column * module_px, y + row * module_px, module_px, module_px);
                canvas.fill(module, Rgb888::BLACK);
            }
        }
        whole
    }

    /// Draws the largest such code in the middle of an area, and gives what it covers.
    pub fn draw_centred(&self, canvas: &mut Canvas, area: Area) -> Area {
        let module_px = self.module_px(area.w.min(area.h));
        let place = area.centred(self.side() * module_px, self.side() * module_px);
        self.draw(canvas, place.x, place.y, module_px)
    }
}
