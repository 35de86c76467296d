//! A black and white raster as a picture again: what the paper will look like, dot by dot.
use embedded_graphics::geometry::Size;
use screen::area::Area;
use screen::canvas::Canvas;
use screen::picture::Raster;
use screen::theme;

/// The picture of a raster.
pub(crate) fn canvas(raster: &Raster) -> Canvas {
    let size = Size::new(raster.width, raster.height);
    let mut canvas = Canvas::new(size, theme::TICKET.ground);
    for (y, row) in (0..).zip(raster.rows.chunks(raster.row_bytes.max(1))) {
        for x in (0..raster.width).filter(|x| row[*x as usize / 8] >> (7 - x % 8) & 1 == 1) {
            let x = i32::try_from(x).expect("a ticket is at most 576 dots wide");
            canvas.fill(Area::new(x, y, 1, 1), theme::TICKET.ink);
        }
    }
    canvas
}
