//! How a layout looks, without a server: the same board, told by a sample office.
use std::path::Path;

use anyhow::Context;
use embedded_graphics::geometry::Size;
use screen::frame::Painter;
use texts::Texts;

use crate::board::{Heard, Lobby, Picture};
use crate::plan::Plan;
use crate::view;

const OFFICE: &str = include_str!("../sample/office.json");
const BOARD: &str = include_str!("../sample/board.json");

/// Draws the sample office's board into a PNG file. Gives what of it can't be read from where the plan says it
/// should be.
pub fn preview(
    plan: &Plan,
    texts: &Texts,
    lang: Option<&str>,
    size: Size,
    file: &Path,
) -> anyhow::Result<Vec<String>> {
    let picture = sample(plan, texts, lang)?;
    let mut painter = Painter::new(size);
    painter.show(view::frame(&picture, plan, size));
    painter.canvas().save_png(file).with_context(|| format!("can't write {}", file.display()))?;
    Ok(view::unreached(plan, &picture, size))
}

/// The board of the sample office, in one of its languages.
pub(crate) fn sample(plan: &Plan, texts: &Texts, lang: Option<&str>) -> anyhow::Result<Picture> {
    let mut lobby = Lobby::new(None).of_counter(plan.counter());
    lobby.hear(Heard::Office(Box::new(serde_json::from_str(OFFICE)?)), 0);
    lobby.hear(Heard::Board(Box::new(serde_json::from_str(BOARD)?)), 0);
    let first = lobby.first_language().unwrap_or_default().to_owned();
    Ok(lobby.picture(&texts.speak(lang.unwrap_or(&first), &first), 0))
}
