//! All that draws, in one hand: a canvas with text and shapes.

use crate::area::Area;
use crate::canvas::Canvas;
use crate::shapes::Shapes;
use crate::text::{Text, Words};
use embedded_graphics::geometry::Size;
use embedded_graphics::pixelcolor::Rgb888;

/// A canvas and the means to draw on it. Made once and kept, for the fonts and shapes that it remembers.
#[derive(Debug)]
pub struct Pen {
    /// Where it draws.
    pub canvas: Canvas,
    /// Text, with its fonts.
    pub text: Text,
    /// Smooth shapes.
    pub shapes: Shapes,
}

impl Pen {
    /// With a black canvas of this size.
    pub fn new(size: Size) -> Self {
        Self { canvas: Canvas::new(size, Rgb888::default()), text: Text::new(), shapes: Shapes::new() }
    }

    /// Sets words into an area and gives the rectangle of their lines; see [`Text::draw`].
    pub fn write(&mut self, area: Area, words: &Words<'_>) -> Area {
        self.text.draw(&mut self.canvas, area, words)
    }

    /// Sets words into an area, smaller (down to `min_px`) where they would not stand there whole.
    pub fn write_fitted(&mut self, area: Area, words: &Words<'_>, min_px: u32) -> Area {
        let words = self.text.fit(*words, area.size(), min_px);
        self.write(area, &words)
    }

    /// Fills a sharp rectangle.
    pub fn fill(&mut self, area: Area, colour: Rgb888) {
        self.canvas.fill(area, colour);
    }

    /// Fills a rectangle with round corners.
    pub fn rounded(&mut self, area: Area, radius: i32, colour: Rgb888) {
        self.shapes.fill(&mut self.canvas, area, radius, colour);
    }

    /// Draws the edge of a rectangle with round corners, `stroke` pixels wide, inside `area`.
    pub fn edge(&mut self, area: Area, radius: i32, stroke: i32, colour: Rgb888) {
        self.shapes.edge(&mut self.canvas, area, radius, stroke, colour);
    }
}
