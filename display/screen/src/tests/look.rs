//! Shapes, codes and buttons as pictures.

use super::{check, page};
use crate::area::Area;
use crate::button::{Button, Kind, State};
use crate::shapes::dashes;
use crate::theme::{self, Scale};
use embedded_graphics::geometry::Size;

#[test]
fn shapes() {
    let mut pen = page(640, 420);
    let cells: Vec<Area> =
        pen.canvas.area().inset(12).rows(4, 12).iter().flat_map(|row| row.columns(4, 12)).collect();
    for (cell, radius) in cells.iter().zip([0, 5, 24, 500]) {
        pen.rounded(*cell, radius, theme::NAVY);
    }
    for (cell, (radius, stroke)) in cells[4..].iter().zip([(0, 3), (5, 8), (24, 3), (500, 1)]) {
        pen.edge(*cell, radius, stroke, theme::EDGE_OF_PRIORITY);
    }
    for (cell, (radius, stroke, dash)) in
        cells[8..].iter().zip([(0, 3, 8), (24, 3, 8), (24, 2, 14), (500, 4, 5)])
    {
        pen.shapes.dashed_edge(&mut pen.canvas, *cell, radius, (stroke, dash), theme::EDGE);
    }
    pen.shapes.disc(&mut pen.canvas, cells[12], theme::GOLD);
    pen.shapes.check(&mut pen.canvas, cells[12], theme::INK);
    let zigzag = [(6, 80), (40, 10), (70, 80), (110, 10), (140, 45)];
    pen.shapes.line(&mut pen.canvas, cells[13], &zigzag, 7, theme::RED);
    for (i, row) in (1..).zip(cells[14].rows(5, 10)) {
        dashes(&mut pen.canvas, row.split_top(i).0, 3 * i, theme::TICKET.ink);
    }
    // Odd sizes, and corners cut off by the clip.
    pen.rounded(cells[15].split_left(31).0.split_top(31).0, 15, theme::NAVY);
    pen.rounded(cells[15].split_right(33).1.split_top(47).0, 99, theme::NAVY);
    pen.canvas.clipped(cells[15].inset_xy(45, 30), |canvas| {
        pen.shapes.fill(canvas, cells[15].inset_xy(38, 24), 20, theme::GOLD);
    });
    check("shapes", &pen);
}

#[test]
fn a_shape_of_no_size_draws_nothing() {
    let mut pen = page(20, 20);
    let before = pen.canvas.clone();
    for area in [Area::new(5, 5, 0, 9), Area::new(5, 5, 9, -3)] {
        pen.rounded(area, 4, theme::INK);
        pen.edge(area, 4, 2, theme::INK);
        pen.shapes.dashed_edge(&mut pen.canvas, area, 4, (2, 5), theme::INK);
        pen.shapes.disc(&mut pen.canvas, area, theme::INK);
        pen.shapes.check(&mut pen.canvas, area, theme::INK);
        dashes(&mut pen.canvas, area, 4, theme::INK);
    }
    assert_eq!(pen.canvas, before);
}

/// All kinds in all states, at the size of the kiosk's panel or another.
fn buttons(name: &str, size: Size) {
    let (mut pen, scale) = (page(size.width, size.height), Scale::of(size, Size::new(1600, 1080)));
    let kinds = [
        (Kind::Card, "Hộ tịch – Chứng thực", "Khai sinh, kết hôn, chứng thực bản sao"),
        (Kind::Outlined, "Gọi cán bộ hỗ trợ", "Có người đến giúp tại máy này"),
        (Kind::Choice, "English", ""),
        (Kind::Chosen, "Tiếng Việt", ""),
        (Kind::Filled, "Xong", ""),
        (Kind::Priority, "Lấy số ưu tiên", "Từ 60 tuổi, khuyết tật, mang thai, con nhỏ, người có công"),
        (Kind::Dashed, "Chưa rõ thủ tục? Gặp cán bộ hướng dẫn", ""),
    ];
    let rows = pen.canvas.area().inset(scale.px(20)).rows(kinds.len(), scale.px(16));
    for (row, (kind, label, detail)) in rows.iter().zip(kinds) {
        let states = [State::Normal, State::Pressed, State::Focused, State::Disabled];
        for (area, state) in row.columns(states.len(), scale.px(16)).iter().zip(states) {
            Button::new(kind, label, scale).detail(detail).state(state).draw(*area, &mut pen);
        }
    }
    check(name, &pen);
}

#[test]
fn buttons_in_all_states() {
    buttons("buttons", Size::new(1600, 1080));
    buttons("buttons_small", Size::new(800, 540));
}
