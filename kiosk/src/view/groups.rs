//! Which priority group? Asked only where the office wants to know.
use screen::button::Kind;

use super::Scene;
use super::page::Page;
use crate::app::{App, Touch};
use texts::Words;

pub(super) fn draw(scene: &mut Scene, app: &App, page: &Page, words: &Words<'_>) {
    let s = page.scale;
    let rest = scene.heading(page, words.get("groups-title"), words.get("groups-hint"), false);
    let groups = app.office().map_or(&[][..], |office| &office.priority);
    let gap = s.px(18);
    let columns = if page.lying { 2 } else { 1 };
    // The way back is one more.
    let rows = (groups.len() + 1).div_ceil(columns);
    let lines = i32::try_from(rows).unwrap_or(i32::MAX);
    let height = ((rest.h + gap) / lines - gap).clamp(s.px(96), s.px(136));
    let grid = rest.split_top(lines * (height + gap) - gap).0;
    let mut places = grid.rows(rows, gap).into_iter().flat_map(|row| row.columns(columns, s.px(24)));
    for (at, group) in groups.iter().enumerate() {
        if let Some(area) = places.next() {
            scene.button(area, Touch::Group(at), Kind::Priority, words.choose(&group.name).into());
        }
    }
    if let Some(area) = places.next() {
        scene.button(area, Touch::Back, Kind::Outlined, words.get("back"));
    }
}
