//! The panel beside the calls: who waits, and who was called and did not come.
use screen::area::Area;
use screen::frame::Frame;
use screen::pen::Pen;
use screen::text::{Type, Weight, Words};
use screen::theme::{self, Scale, Surface};

use super::fitted;
use super::layout::{Layout, WAITING};
use super::shade::Shade;
use crate::board::{Missed, Picture, WaitingRow};

/// The panel's ground, calmer than the rows of calls.
const PANEL: Surface = theme::BAR;

/// Between two missed numbers.
const BETWEEN: &str = " · ";
/// Where there are more of them than fit.
const MORE: &str = " …";

#[derive(Hash)]
struct Part<T> {
    of: T,
    shade: Shade,
    scale: Scale,
}

pub(super) fn panel<'a>(frame: &mut Frame<'a>, layout: &Layout, picture: &'a Picture, shade: Shade) {
    let Some(panel) = &layout.panel else { return };
    let scale = layout.scale;
    let ground = shade.of(PANEL.ground);
    frame.region(panel.whole, theme::WALL.ground, Part { of: (), shade, scale }, draw_card);
    let title = Part { of: picture.waiting.title.as_str(), shade, scale };
    frame.region(panel.title, ground, title, draw_title);
    for (index, (row, area)) in picture.waiting.rows.iter().zip(&panel.waiting).enumerate() {
        frame.region(*area, ground, Part { of: (index, row), shade, scale }, draw_waiting);
    }
    let missed = Part { of: picture.missed.as_ref(), shade, scale };
    frame.region(panel.missed, ground, missed, draw_missed);
}

fn draw_card(part: &Part<()>, area: Area, pen: &mut Pen) {
    pen.rounded(area, part.scale.px(32), part.shade.of(PANEL.ground));
}

fn draw_title(part: &Part<&str>, area: Area, pen: &mut Pen) {
    let face = Type::new(Weight::SemiBold, part.scale.type_px(36), part.shade.of(PANEL.soft));
    pen.write_fitted(area, &Words::new(part.of, face), part.scale.type_px(22));
}

/// Badge, short name, count, wait; a hairline below.
fn draw_waiting(part: &Part<(usize, &WaitingRow)>, area: Area, pen: &mut Pen) {
    let (s, surface) = (part.scale, part.shade.surface(PANEL));
    let (index, row) = part.of;
    // A board with many services has lower rows; their type keeps its share.
    let share = |px: i32| (s.px(px) * area.h / s.px(WAITING).max(1)).max(1);
    let type_px = |px: i32| share(px).unsigned_abs();
    let (line, hairline) = area.split_bottom(s.px(2));
    pen.fill(hairline, part.shade.of(theme::HAIRLINE_ON_DARK));
    let side = share(60);
    let (badge, rest) = line.split_left(side);
    draw_badge(part, index, row, badge.centred(side, side), pen);
    let (rest, wait) = rest.split_left(share(20)).1.split_right(s.px(204));
    let face = Type::new(Weight::Medium, type_px(34), surface.soft);
    fitted::write(pen, wait, &Words::new(&row.wait, face).right(), type_px(22));
    let (rest, _) = rest.split_right(s.px(24));
    let count = Type::new(Weight::Bold, type_px(40), surface.ink);
    let count = pen.write(rest, &Words::new(&row.count.to_string(), count).cells().right());
    let (name, _) = rest.split_right(count.w.max(s.px(56)) + s.px(8));
    let face = Type::new(Weight::SemiBold, type_px(40), surface.ink);
    pen.write_fitted(name, &Words::new(&row.name, face), type_px(26));
}

fn draw_badge(part: &Part<(usize, &WaitingRow)>, index: usize, row: &WaitingRow, area: Area, pen: &mut Pen) {
    let by_order = theme::SERVICE_COLOURS[index % theme::SERVICE_COLOURS.len()];
    let colour = theme::on_dark(theme::parse_colour(&row.colour).unwrap_or(by_order));
    pen.rounded(area, area.h * 14 / 60, part.shade.of(colour));
    let size = area.h.unsigned_abs() * 38 / 60;
    let face = Type::new(Weight::Bold, size.max(1), part.shade.of(theme::WHITE));
    pen.write_fitted(area, &Words::new(&row.letter, face).centre(), 8);
}

/// At the lower end of the panel: a title, as many numbers as fit, and what to do.
fn draw_missed(part: &Part<Option<&Missed>>, area: Area, pen: &mut Pen) {
    let (s, surface) = (part.scale, part.shade.surface(PANEL));
    let Some(missed) = part.of else { return };
    let title = Type::new(Weight::SemiBold, s.type_px(36), surface.ink);
    let number = Type::new(Weight::Bold, s.type_px(36), surface.accent);
    let hint = Type::new(Weight::Medium, s.type_px(30), surface.soft);
    let lower = fitted::write(pen, area, &Words::new(&missed.hint, hint).bottom(), s.type_px(22));
    let (mut rest, _) = area.split_bottom(area.bottom() - lower.y);
    let lines = (rest.h - title.line_px()) / number.line_px();
    for line in numbers(missed, number, (area.w, lines), pen).iter().rev() {
        let (above, place) = rest.split_bottom(number.line_px());
        pen.write(place, &Words::new(line, number));
        rest = above;
    }
    let (_, place) = rest.split_bottom(title.line_px());
    pen.write_fitted(place, &Words::new(&missed.title, title), s.type_px(24));
}

/// The latest numbers, whole, on as many lines as there is room for: half a number would be another's.
fn numbers(missed: &Missed, face: Type, (width, lines): (i32, i32), pen: &mut Pen) -> Vec<String> {
    let mut listed = vec![String::new()];
    for (i, number) in missed.numbers.iter().enumerate() {
        let line = listed.last_mut().expect("there is always a line");
        let longer = if line.is_empty() { number.clone() } else { format!("{line}{BETWEEN}{number}") };
        let is_last_line = i32::try_from(listed.len()).is_ok_and(|count| count >= lines);
        let more = if is_last_line && i + 1 < missed.numbers.len() { MORE } else { "" };
        if pen.text.width(&Words::new(&(longer.clone() + more), face)) <= width {
            *listed.last_mut().expect("there is always a line") = longer;
        } else if is_last_line {
            listed.last_mut().expect("there is always a line").push_str(MORE);
            break;
        } else {
            listed.push(number.clone());
        }
    }
    listed
}
