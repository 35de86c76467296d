//! The panel beside the calls: who waits, and who was called and did not come.
use screen::area::Area;
use screen::frame::Frame;
use screen::pen::Pen;
use screen::text::{Type, Weight, Words};
use screen::theme::{self, Scale, Surface};

use super::fitted;
use super::layout::Layout;
use super::legible;
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
    let scale = layout.panel_scale;
    let ground = shade.of(PANEL.ground);
    frame.region(panel.whole, theme::WALL.ground, Part { of: (), shade, scale }, draw_card);
    let title = (picture.waiting.title.as_str(), picture.waiting.note.as_str());
    let title = Part { of: title, shade, scale };
    frame.region(panel.title, ground, title, draw_title);
    let waits = picture.waiting.rows.iter().any(|row| !row.wait.is_empty());
    for (index, (row, area)) in picture.waiting.rows.iter().zip(&panel.waiting).enumerate() {
        frame.region(*area, ground, Part { of: (index, row, waits), shade, scale }, draw_waiting);
    }
    let missed = Part { of: picture.missed.as_ref(), shade, scale };
    frame.region(panel.missed, ground, missed, draw_missed);
}

fn draw_card(part: &Part<()>, area: Area, pen: &mut Pen) {
    pen.rounded(area, part.scale.px(32), part.shade.of(PANEL.ground));
}

/// What the panel tells, and what holds for all services.
fn draw_title(part: &Part<(&str, &str)>, area: Area, pen: &mut Pen) {
    let (s, (title, note)) = (part.scale, part.of);
    let face = Type::new(Weight::SemiBold, s.type_px(36), part.shade.of(PANEL.soft));
    let title = pen.write_fitted(area, &Words::new(title, face), s.type_px(22));
    let face = Type::new(Weight::Medium, s.type_px(32), part.shade.of(PANEL.soft));
    let (_, beside) = area.split_left(title.w + s.px(24));
    pen.write_fitted(beside, &Words::new(note, face).right(), s.type_px(22));
}

/// Badge, short name, count, wait (where any service has one); a hairline below.
fn draw_waiting(part: &Part<(usize, &WaitingRow, bool)>, area: Area, pen: &mut Pen) {
    let (s, surface) = (part.scale, part.shade.surface(PANEL));
    let (index, row, waits) = part.of;
    // A board with many services has lower rows, whose air gives way before their type does.
    let type_px = |px: u32| {
        let most = area.h.unsigned_abs() * 3 / 5 * px / 40;
        s.type_px(px).min(most).max(1)
    };
    let (line, hairline) = area.split_bottom(s.px(2));
    pen.fill(hairline, part.shade.of(theme::HAIRLINE_ON_DARK));
    let side = s.px(60).min(line.h * 5 / 6);
    let (badge, rest) = line.split_left(side);
    draw_badge(part, index, row, badge.centred(side, side), pen);
    let (_, mut rest) = rest.split_left(side / 3);
    if waits {
        let (before, wait) = rest.split_right(s.px(204));
        let face = Type::new(Weight::Medium, type_px(legible::PANEL_TYPE), surface.soft);
        write_wait(&Words::new(&row.wait, face).right(), type_px(21), wait, pen);
        (rest, _) = before.split_right(s.px(24));
    }
    let count = Type::new(Weight::Bold, type_px(40), surface.ink);
    let count = pen.write(rest, &Words::new(&row.count.to_string(), count).cells().right());
    let (name, _) = rest.split_right(count.w.max(s.px(56)) + s.px(8));
    let face = Type::new(Weight::SemiBold, type_px(40), surface.ink);
    write_name(&Words::new(&row.name, face), [type_px(34), type_px(24)], name, pen);
}

/// On one line if that can be read, for two lines crowd the row.
fn write_wait(words: &Words<'_>, min_px: u32, area: Area, pen: &mut Pen) {
    let one = pen.text.fit(*words, area.size(), min_px);
    if pen.text.fits(&one, area.size()) {
        pen.write(area, &one);
    } else {
        fitted::write(pen, area, words, min_px);
    }
}

/// On one line where it fits almost at its size or two lines would be smaller still, else on up to three.
fn write_name(words: &Words<'_>, [almost_px, min_px]: [u32; 2], area: Area, pen: &mut Pen) {
    let one = pen.text.fit(*words, area.size(), almost_px);
    if pen.text.fits(&one, area.size()) {
        pen.write(area, &one);
        return;
    }
    let low = pen.text.fit(*words, area.size(), min_px / 2);
    let more = Words { face: words.face.leading(125), ..*words }.lines(3);
    let more = pen.text.fit(more, area.size(), min_px / 2);
    let wraps = more.face.size_px > low.face.size_px || !pen.text.fits(&low, area.size());
    pen.write(area, if wraps { &more } else { &low });
}

fn draw_badge(
    part: &Part<(usize, &WaitingRow, bool)>,
    index: usize,
    row: &WaitingRow,
    area: Area,
    pen: &mut Pen,
) {
    let by_order = theme::SERVICE_COLOURS[index % theme::SERVICE_COLOURS.len()];
    let colour = theme::on_dark(theme::parse_colour(&row.colour).unwrap_or(by_order));
    pen.rounded(area, area.h * 14 / 60, part.shade.of(colour));
    let size = area.h.unsigned_abs() * 38 / 60;
    let face = Type::new(Weight::Bold, size.max(1), part.shade.of(theme::WHITE));
    pen.write_fitted(area, &Words::new(&row.letter, face).centre(), 8);
}

/// At the lower end of the panel: a title, the numbers, and what to do.
fn draw_missed(part: &Part<Option<&Missed>>, area: Area, pen: &mut Pen) {
    let (s, surface) = (part.scale, part.shade.surface(PANEL));
    let Some(missed) = part.of else { return };
    let title = Type::new(Weight::SemiBold, s.type_px(36), surface.ink);
    let number = Type::new(Weight::Bold, s.type_px(36), surface.accent).leading(130);
    let hint = Words::new(&missed.hint, Type::new(Weight::Medium, s.type_px(30), surface.soft)).bottom();
    let is_short = numbers(missed, number, (area.w, 2), pen).len() == 1;
    // What to do is told on one line where the numbers need the room.
    let lower = if is_short {
        fitted::write(pen, area, &hint, s.type_px(22))
    } else {
        pen.write_fitted(area, &hint, s.type_px(24))
    };
    let (mut rest, _) = area.split_bottom(area.bottom() - lower.y);
    let (number, lines) = all_numbers(missed, number, (area.w, rest.h - title.line_px()), s, pen);
    for line in lines.iter().rev() {
        let (above, place) = rest.split_bottom(number.line_px());
        pen.write(place, &Words::new(line, number));
        rest = above;
    }
    let (_, place) = rest.split_bottom(title.line_px());
    pen.write_fitted(place, &Words::new(&missed.title, title), s.type_px(24));
}

/// The numbers' lines in the largest type in which all fit, or as many as fit in the smallest.
fn all_numbers(
    missed: &Missed,
    face: Type,
    (width, height): (i32, i32),
    scale: Scale,
    pen: &mut Pen,
) -> (Type, Vec<String>) {
    let mut found = (face, Vec::new());
    for px in [36, 32, 28] {
        let face = face.sized(scale.type_px(px));
        let lines = numbers(missed, face, (width, height / face.line_px().max(1)), pen);
        let is_cut = lines.last().is_some_and(|line| line.ends_with(MORE));
        found = (face, lines);
        if !is_cut {
            break;
        }
    }
    found
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
