//! Draws a picture's contents: which region lies where is in `layout`, how each looks in a module of its own.
//! Nothing is decided here.
mod bars;
mod beside;
mod counter;
mod fitted;
mod hero;
mod layout;
mod legible;
mod shade;

#[cfg(test)]
mod tests;

use embedded_graphics::geometry::Size;
use screen::frame::Frame;
use screen::theme;

use crate::board::Picture;
use crate::plan::Plan;
use layout::Layout;
pub(crate) use legible::unreached;
use shade::Shade;

/// The picture at a size, as regions of which only the changed ones are drawn.
pub(crate) fn frame<'a>(picture: &'a Picture, plan: &Plan, size: Size) -> Frame<'a> {
    let layout = Layout::of(size, picture, plan);
    let shade = if picture.greyed { Shade::Greyed } else { Shade::Clear };
    let mut frame = Frame::new(theme::WALL.ground);
    bars::head(&mut frame, &layout, picture);
    match (layout.hero, &picture.sign) {
        (Some(area), Some(sign)) => counter::sign(&mut frame, area, sign, shade),
        (Some(area), None) => hero::hero(&mut frame, &layout, area, &picture.hero, shade),
        (None, _) => {}
    }
    hero::rows(&mut frame, &layout, &picture.rows, shade);
    beside::panel(&mut frame, &layout, picture, shade);
    if !layout.foot.is_empty() {
        bars::foot(&mut frame, &layout, &picture.foot);
    }
    frame
}
