//! The number that is called now, and the calls before it.
use screen::area::Area;
use screen::frame::Frame;
use screen::pen::Pen;
use screen::text::{Type, Weight, Words};
use screen::theme::{self, Scale};

use super::fitted;
use super::layout::Layout;
use super::legible;
use super::shade::Shade;
use crate::board::{Hero, Row};

/// Hundredths of the size between the letters of a number. Its digits stand as close as letters do, not in
/// cells: every call is another number, so nothing could jitter.
const TIGHT: i32 = -2;
/// The same for a number that is too long otherwise.
const TIGHTER: i32 = -6;

/// Between the number and the sign, so that nobody reads one number of both.
const APART: i32 = 96;

#[derive(Hash)]
struct Large<'a> {
    hero: &'a Hero,
    /// Height of the screen, of which the number's type is a quarter or more.
    height: i32,
    shade: Shade,
    scale: Scale,
}

#[derive(Hash)]
struct Small<'a> {
    row: &'a Row,
    /// Letters and digits of the longest counter sign, so that the word before it stands in one column.
    sign_cells: usize,
    shade: Shade,
    scale: Scale,
}

pub(super) fn hero<'a>(frame: &mut Frame<'a>, layout: &Layout, area: Area, hero: &'a Hero, shade: Shade) {
    let shade = match (shade, hero) {
        (Shade::Clear, Hero::Call { faded, .. }) => Shade::Faded(*faded),
        (Shade::Clear | Shade::Greyed | Shade::Faded(_), Hero::Call { .. } | Hero::Calm(_)) => shade,
    };
    let large = Large { hero, height: layout.height, shade, scale: layout.scale };
    frame.region(area, theme::WALL.ground, large, draw_hero);
}

pub(super) fn rows<'a>(frame: &mut Frame<'a>, layout: &Layout, rows: &'a [Row], shade: Shade) {
    let shown = &rows[..rows.len().min(layout.rows.len())];
    let signs = shown.iter().filter_map(|row| row.sign.as_ref());
    let sign_cells = signs.map(|sign| sign.chars().count()).max().unwrap_or(1);
    for (i, area) in layout.rows.iter().enumerate() {
        match shown.get(i) {
            Some(row) => {
                let small = Small { row, sign_cells, shade, scale: layout.calls_scale };
                frame.region(*area, theme::WALL.ground, small, draw_row);
            }
            None => frame.region(*area, theme::WALL.ground, (), |(), _, _| {}),
        }
    }
}

fn draw_hero(large: &Large<'_>, area: Area, pen: &mut Pen) {
    match large.hero {
        Hero::Call { invite, number, to, sign: Some(sign), faded: _ } => {
            draw_call(large, [invite, number, to, sign], area, pen)
        }
        Hero::Call { invite, number, to, sign: None, faded: _ } => {
            draw_call_by_name(large, [invite, number, to], area, pen)
        }
        Hero::Calm(text) => draw_calm(large, text, area, pen),
    }
}

/// "Mời công dân có số thứ tự … đến quầy" above the number and the counter's sign.
fn draw_call(large: &Large<'_>, [invite, number, to, sign]: [&str; 4], area: Area, pen: &mut Pen) {
    let (s, surface) = (large.scale, large.shade.surface(theme::CALL));
    pen.rounded(area, s.px(32), surface.ground);
    let inner = area.inset_xy(s.px(52), 0);
    let (above, below) = inner.split_top(s.px(104));
    let label = Type::new(Weight::SemiBold, s.type_px(46), surface.ink);
    let baseline = area.y + s.px(68);
    let right = pen.text.fit(Words::new(to, label), above.split_right(above.w / 2).1.size(), s.type_px(26));
    let right = pen.write(above, &right.right().baseline(baseline));
    let left = above.split_right(right.w + s.px(32)).0;
    let words = pen.text.fit(Words::new(invite, label), left.size(), s.type_px(26));
    pen.write(left, &words.baseline(baseline));
    draw_number(large, number, sign, below, pen);
}

/// "Mời công dân có số thứ tự" above the number, "đến Bàn tiếp công dân" below it: a name needs the width, on
/// one line or two.
fn draw_call_by_name(large: &Large<'_>, [invite, number, to]: [&str; 3], area: Area, pen: &mut Pen) {
    let (s, surface) = (large.scale, large.shade.surface(theme::CALL));
    pen.rounded(area, s.px(32), surface.ground);
    let inner = area.inset_xy(s.px(52), 0);
    let label = Type::new(Weight::SemiBold, s.type_px(46), surface.ink);
    let words = pen.text.fit(Words::new(invite, label), inner.size(), s.type_px(26));
    pen.write(inner, &words.baseline(area.y + s.px(60)));
    let face = Type::new(Weight::ExtraBold, s.type_px(272), surface.ink);
    let (number, _) = pair(large, Words::new(number, face), Words::new("", face), inner.w, pen);
    let baseline = area.y + s.px(86) + number.face.cap_px();
    pen.write(inner, &number.baseline(baseline));
    let (_, below) = inner.split_top(baseline - area.y + s.px(10));
    let (below, _) = below.split_bottom(s.px(8));
    let name = Type::new(Weight::Bold, s.type_px(68), surface.ink).leading(130);
    let one = pen.text.fit(Words::new(to, name), below.size(), s.type_px(44));
    if pen.text.fits(&one, below.size()) {
        pen.write(below, &one);
    } else {
        fitted::write(pen, below, &one, s.type_px(26));
    }
}

/// The number at the left and the sign at the right on one baseline, as large as both fit.
fn draw_number(large: &Large<'_>, number: &str, sign: &str, area: Area, pen: &mut Pen) {
    let (s, ink) = (large.scale, large.shade.of(theme::CALL.ink));
    let face = Type::new(Weight::ExtraBold, s.type_px(280), ink);
    let (number, sign) = pair(large, Words::new(number, face), Words::new(sign, face), area.w, pen);
    let baseline = area.y + (area.h - s.px(36) + number.face.cap_px()) / 2;
    pen.write(area, &number.baseline(baseline));
    pen.write(area, &sign.right().baseline(baseline));
}

/// Sizes for a number and a sign on one line. First the sign gives way down to four fifths of the number, then
/// the space between letters; the number is smaller than a quarter of the screen's height only when nothing helps.
fn pair<'a>(
    large: &Large<'_>,
    number: Words<'a>,
    sign: Words<'a>,
    width: i32,
    pen: &mut Pen,
) -> (Words<'a>, Words<'a>) {
    let room = if sign.text.is_empty() { width } else { width - large.scale.px(APART) };
    let least = large.height.unsigned_abs().div_ceil(4).min(large.scale.type_px(270));
    let mut found = (number, sign);
    for (spacing, percent) in [(TIGHT, 88), (TIGHT, 80), (TIGHTER, 80)] {
        let spaced = |words: Words<'a>| Words { face: words.face.spaced(spacing), ..words };
        let (number, sign) = (spaced(number), spaced(sign));
        let width_of = |size: u32, pen: &mut Pen| {
            pen.text.width(&number.sized(size)) + pen.text.width(&sign.sized((size * percent).div_ceil(100)))
        };
        let mut size = number.face.size_px;
        while size > 1 && width_of(size, pen) > room {
            // Close to the answer at once, for width grows with size; then down by single pixels.
            let near = i64::from(size) * i64::from(room.max(1)) / i64::from(width_of(size, pen).max(1));
            size = u32::try_from(near).unwrap_or(1).clamp(1, size - 1);
        }
        found = (number.sized(size), sign.sized((size * percent).div_ceil(100)));
        if size >= least {
            break;
        }
    }
    found
}

fn draw_calm(large: &Large<'_>, text: &str, area: Area, pen: &mut Pen) {
    let (s, surface) = (large.scale, large.shade.surface(theme::WALL_CARD));
    pen.rounded(area, s.px(32), surface.ground);
    let words = Words::new(text, Type::new(Weight::SemiBold, s.type_px(80), surface.ink));
    fitted::write(pen, area.inset(s.px(52)), &words.centre(), s.type_px(36));
}

fn draw_row(small: &Small<'_>, area: Area, pen: &mut Pen) {
    let (s, surface) = (small.scale, small.shade.surface(theme::WALL_CARD));
    pen.rounded(area, s.px(24), surface.ground);
    let inner = area.inset_xy(s.px(52).min(area.w / 16), 0);
    let size = s.type_px(legible::ROW_TYPE).min(Type::size_for_cap(area.h.unsigned_abs() * 3 / 5));
    let face = Type::new(Weight::ExtraBold, size, surface.ink).spaced(TIGHT);
    let number = pen.text.fit(
        Words::new(&small.row.number, face),
        inner.split_left(inner.w * 3 / 5).0.size(),
        s.type_px(30),
    );
    let number = pen.write(inner, &number);
    let (_, beside) = inner.split_left(number.w + s.px(40).min(inner.w / 16));
    match &small.row.sign {
        Some(sign) => draw_sign(small, sign, face.coloured(surface.accent), beside, pen),
        None => {
            let name = Type::new(Weight::SemiBold, s.type_px(56), surface.accent).leading(130);
            let beside = beside.inset_xy(0, area.h / 12);
            fitted::write(pen, beside, &Words::new(&small.row.word, name).right(), s.type_px(24));
        }
    }
}

/// The sign at the right, and the word before it.
fn draw_sign(small: &Small<'_>, sign: &str, face: Type, area: Area, pen: &mut Pen) {
    let (s, soft) = (small.scale, small.shade.surface(theme::WALL_CARD).soft);
    let widest = "8".repeat(small.sign_cells);
    let column = pen.text.width(&Words::new(&widest, face)).min(area.w / 2);
    let (rest, place) = area.split_right(column);
    pen.write_fitted(place, &Words::new(sign, face).right(), s.type_px(30));
    let word = Type::new(Weight::Medium, s.type_px(52), soft);
    let beside = rest.split_right(s.px(40).min(rest.w / 8)).0;
    let word = pen.text.fit(Words::new(&small.row.word, word).right(), beside.size(), s.type_px(24));
    // In a narrow column number and sign say enough.
    if pen.text.fits(&word, beside.size()) {
        pen.write(beside, &word);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use embedded_graphics::geometry::Size;

    /// Sizes of a number and its sign on a wall of 1920 by 1080.
    fn sizes(number: &str, sign: &str) -> (u32, u32) {
        let mut pen = Pen::new(Size::new(1, 1));
        let scale = Scale::of(Size::new(1920, 1080), Scale::LANDSCAPE);
        let (hero, shade) = (&Hero::Calm(String::new()), Shade::Clear);
        let large = Large { hero, height: 1080, shade, scale };
        let face = Type::new(Weight::ExtraBold, 280, theme::CALL.ink);
        let (number, sign) = pair(&large, Words::new(number, face), Words::new(sign, face), 1020, &mut pen);
        let width = pen.text.width(&number) + pen.text.width(&sign);
        assert!(width <= 1020 - APART, "{number:?} and {sign:?} are apart");
        (number.face.size_px, sign.face.size_px)
    }

    #[test]
    fn a_number_is_a_quarter_of_the_height_and_its_counter_four_fifths_of_it() {
        for (number, sign) in [("A012", "3"), ("T888", "8"), ("A012", "12"), ("E100", "3a"), ("B1024", "1")] {
            let (number_px, sign_px) = sizes(number, sign);
            assert!(number_px >= 270, "{number} {sign}: {number_px}");
            assert!(sign_px * 100 >= number_px * 80, "{number} {sign}: {number_px} {sign_px}");
        }
    }

    #[test]
    fn what_is_longer_is_smaller_but_whole() {
        let (number_px, sign_px) = sizes("W88888", "88W");
        assert!(number_px > 100 && sign_px * 100 >= number_px * 80);
    }
}
