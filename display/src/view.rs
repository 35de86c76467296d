//! Draws a picture's contents: which region lies where is in `layout`, how each looks in a module of its own.
//! Nothing is decided here.
mod bars;
mod beside;
mod fitted;
mod hero;
mod layout;
mod shade;

#[cfg(test)]
mod tests;

use embedded_graphics::geometry::Size;
use screen::frame::Frame;
use screen::theme;

use crate::board::Picture;
use layout::Layout;
use shade::Shade;

/// The picture at a size, as regions of which only the changed ones are drawn.
pub(crate) fn frame(picture: &Picture, size: Size) -> Frame<'_> {
    let layout = Layout::of(size, picture);
    let shade = if picture.greyed { Shade::Greyed } else { Shade::Clear };
    let mut frame = Frame::new(theme::WALL.ground);
    bars::head(&mut frame, &layout, picture);
    hero::hero(&mut frame, &layout, &picture.hero, shade);
    hero::rows(&mut frame, &layout, &picture.rows, shade);
    beside::panel(&mut frame, &layout, picture, shade);
    bars::foot(&mut frame, &layout, &picture.foot);
    frame
}
