//! The number that is called now, and the calls before it.
use screen::area::Area;
use screen::frame::Frame;
use screen::pen::Pen;
use screen::text::{Type, Weight, Words};
use screen::theme::{self, Scale};

use super::fitted;
use super::layout::Layout;
use super::shade::Shade;
use crate::board::{Hero, Row};

/// Hundredths of the size between the letters of a number: its digits' cells then stand as close as letters do.
const TIGHT: i32 = -6;

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

pub(super) fn hero<'a>(frame: &mut Frame<'a>, layout: &Layout, hero: &'a Hero, shade: Shade) {
    let shade = match (shade, hero) {
        (Shade::Clear, Hero::Call { faded, .. }) => Shade::Faded(*faded),
        (Shade::Clear | Shade::Greyed | Shade::Faded(_), Hero::Call { .. } | Hero::Calm(_)) => shade,
    };
    let large = Large { hero, height: layout.height, shade, scale: layout.scale };
    frame.region(layout.hero, theme::WALL.ground, large, draw_hero);
}

pub(super) fn rows<'a>(frame: &mut Frame<'a>, layout: &Layout, rows: &'a [Row], shade: Shade) {
    let shown = &rows[..rows.len().min(layout.rows.len())];
    let sign_cells = shown.iter().map(|row| row.sign.chars().count()).max().unwrap_or(1);
    for (i, area) in layout.rows.iter().enumerate() {
        match shown.get(i) {
            Some(row) => {
                let small = Small { row, sign_cells, shade, scale: layout.scale };
                frame.region(*area, theme::WALL.ground, small, draw_row);
            }
            None => frame.region(*area, theme::WALL.ground, (), |(), _, _| {}),
        }
    }
}

fn draw_hero(large: &Large<'_>, area: Area, pen: &mut Pen) {
    match large.hero {
        Hero::Call { invite, number, to, sign, faded: _ } => {
            draw_call(large, [invite, number, to, sign], area, pen)
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

/// The number at the left and the sign at the right on one baseline, as large as both fit.
fn draw_number(large: &Large<'_>, number: &str, sign: &str, area: Area, pen: &mut Pen) {
    let (s, ink) = (large.scale, large.shade.of(theme::CALL.ink));
    let face = Type::new(Weight::ExtraBold, s.type_px(280), ink).spaced(TIGHT);
    let (number, sign) = pair(large, Words::new(number, face), Words::new(sign, face), area.w, pen);
    let baseline = area.y + (area.h - s.px(36) + number.face.cap_px()) / 2;
    pen.write(area, &number.baseline(baseline));
    pen.write(area, &sign.right().baseline(baseline));
}

/// Sizes for a number and a sign on one line. First the digits' cells are kept, then the sign gives way down
/// to four fifths of the number, then the cells do; the number is smaller than a quarter of the screen's
/// height only when nothing else helps.
fn pair<'a>(
    large: &Large<'_>,
    number: Words<'a>,
    sign: Words<'a>,
    width: i32,
    pen: &mut Pen,
) -> (Words<'a>, Words<'a>) {
    let room = width - large.scale.px(APART);
    let least = large.height.unsigned_abs().div_ceil(4).min(large.scale.type_px(270));
    let tries = [(true, 88), (true, 80), (false, 80)];
    let mut found = (number, sign);
    for (cells, percent) in tries {
        let most = number.face.size_px;
        let set = |words: Words<'a>| if cells { words.cells() } else { words };
        let width_of = |size: u32, pen: &mut Pen| {
            pen.text.width(&set(number).sized(size)) + pen.text.width(&set(sign).sized(size * percent / 100))
        };
        let mut size = most;
        while size > 1 && width_of(size, pen) > room {
            // Close to the answer at once, for width grows with size; then down by single pixels.
            let near = i64::from(size) * i64::from(room.max(1)) / i64::from(width_of(size, pen).max(1));
            size = u32::try_from(near).unwrap_or(1).clamp(1, size - 1);
        }
        found = (set(number).sized(size), set(sign).sized((size * percent).div_ceil(100)));
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
    let inner = area.inset_xy(s.px(52), 0);
    let size = s.type_px(106).min(Type::size_for_cap(area.h.unsigned_abs() * 3 / 5));
    let face = Type::new(Weight::ExtraBold, size, surface.ink).spaced(TIGHT);
    let widest = "8".repeat(small.sign_cells);
    let column = pen.text.width(&Words::new(&widest, face).cells());
    let (rest, sign) = inner.split_right(column.min(inner.w / 3));
    let words = Words::new(&small.row.sign, face.coloured(surface.accent)).cells();
    let words = pen.text.fit(words, sign.size(), s.type_px(30));
    pen.write(sign, &words.right());
    let word = Type::new(Weight::Medium, s.type_px(52), surface.soft);
    let beside = rest.split_right(s.px(40)).0;
    let number = pen.text.fit(Words::new(&small.row.number, face).cells(), beside.size(), s.type_px(30));
    let number = pen.write(beside, &number);
    let (_, beside) = beside.split_left(number.w + s.px(24));
    pen.write_fitted(beside, &Words::new(&small.row.word, word).right(), s.type_px(24));
}

#[cfg(test)]
mod tests {
    use super::*;
    use embedded_graphics::geometry::Size;

    /// Sizes of a number and its sign on a wall of 1920 by 1080.
    fn sizes(number: &str, sign: &str) -> (u32, u32, bool) {
        let mut pen = Pen::new(Size::new(1, 1));
        let scale = Scale::of(Size::new(1920, 1080), Scale::LANDSCAPE);
        let (hero, shade) = (&Hero::Calm(String::new()), Shade::Clear);
        let large = Large { hero, height: 1080, shade, scale };
        let face = Type::new(Weight::ExtraBold, 280, theme::CALL.ink).spaced(TIGHT);
        let (number, sign) = pair(&large, Words::new(number, face), Words::new(sign, face), 1020, &mut pen);
        let width = pen.text.width(&number) + pen.text.width(&sign);
        assert!(width <= 1020 - APART, "{number:?} and {sign:?} are apart");
        (number.face.size_px, sign.face.size_px, number.cells)
    }

    #[test]
    fn a_number_is_a_quarter_of_the_height_and_its_counter_four_fifths_of_it() {
        for (number, sign) in [("A012", "3"), ("T888", "8"), ("A012", "12"), ("E100", "3a"), ("B1024", "1")] {
            let (number_px, sign_px, _) = sizes(number, sign);
            assert!(number_px >= 270, "{number} {sign}: {number_px}");
            assert!(sign_px * 100 >= number_px * 80, "{number} {sign}: {number_px} {sign_px}");
        }
        assert!(sizes("A012", "3").2, "the digits of usual numbers stand in cells");
    }

    #[test]
    fn what_is_longer_is_smaller_but_whole() {
        let (number_px, sign_px, cells) = sizes("W88888", "88W");
        assert!(number_px > 100 && sign_px * 100 >= number_px * 80 && !cells);
    }
}
