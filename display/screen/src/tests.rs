//! What the kit promises, and pictures of what it draws; a human looked at each picture.

mod canvas;
mod driver;
mod frame;
mod look;
mod picture;
mod text;
mod theme;

use crate::pen::Pen;
use crate::{golden, theme as colours};
use embedded_graphics::geometry::Size;

/// A pen on a page of this size.
fn page(w: u32, h: u32) -> Pen {
    let mut pen = Pen::new(Size::new(w, h));
    pen.fill(pen.canvas.area(), colours::PAPER);
    pen
}

fn check(name: &str, pen: &Pen) {
    golden::check(env!("CARGO_MANIFEST_DIR"), name, &pen.canvas);
}
