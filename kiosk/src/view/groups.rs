//! Which priority group? Asked only where the office wants to know.
use screen::button::Kind;
use texts::Words;

use super::Scene;
use super::doors::Door;
use super::page::Page;
use crate::app::{App, Touch};

pub(super) fn draw(scene: &mut Scene, app: &App, page: &Page, words: &Words<'_>) {
    let body = scene.doors(page, vec![Door::back(words), Door::help(app, words)]);
    let rest = scene.heading(page, body, words.get("groups-title"), words.get("groups-hint"), false);
    let groups = app.office().map_or(&[][..], |office| &office.priority);
    let group = |(at, group): (usize, &protocol::NamedPriority)| {
        Door::new(Kind::Priority, Touch::Group(at), words.choose(&group.name).into())
    };
    let all = groups.iter().enumerate().map(group).collect();
    scene.list(page, rest, app.leaf(all, || Door::more(words)));
}
