//! The two bars: the office, the date and the time above; the notice, or what is wrong, below.
use screen::area::Area;
use screen::frame::Frame;
use screen::pen::Pen;
use screen::text::{Type, Weight, Words};
use screen::theme::{self, Scale, Surface};

use super::fitted;
use super::layout::Layout;
use crate::board::{Foot, Picture};

/// What is wrong stands on the lightest ground of the board: seen at once, and not red alone.
const WARNING: Surface = theme::PAGE;

#[derive(Hash)]
struct Title<'a> {
    text: &'a str,
    scale: Scale,
}

#[derive(Hash)]
struct Clock<'a> {
    date: &'a str,
    time: &'a str,
    /// Whether the date stands before the time, not below it.
    one_line: bool,
    scale: Scale,
}

#[derive(Hash)]
struct Line<'a> {
    foot: &'a Foot,
    /// Where its text stands.
    inner: Area,
    scale: Scale,
}

pub(super) fn head<'a>(frame: &mut Frame<'a>, layout: &Layout, picture: &'a Picture) {
    let (scale, ground) = (layout.scale, theme::BAR.ground);
    frame.region(layout.head, ground, (), |(), _, _| {});
    let clock = layout.px(if layout.wide { 560 } else { 330 });
    let (title, clock) = layout.in_bar(layout.head).split_right(clock);
    let (title, _) = title.split_right(layout.px(24));
    frame.region(title, ground, Title { text: &picture.title, scale }, draw_title);
    let of = Clock { date: &picture.date, time: &picture.clock, one_line: layout.wide, scale };
    frame.region(clock, ground, of, draw_clock);
}

pub(super) fn foot<'a>(frame: &mut Frame<'a>, layout: &Layout, foot: &'a Foot) {
    let ground = match foot {
        Foot::Notice(_) => theme::BAR.ground,
        Foot::Lost(_) => WARNING.ground,
    };
    let line = Line { foot, inner: layout.in_bar(layout.foot), scale: layout.scale };
    frame.region(layout.foot, ground, line, draw_foot);
}

fn draw_title(title: &Title<'_>, area: Area, pen: &mut Pen) {
    let face = Type::new(Weight::Bold, title.scale.type_px(38), theme::BAR.ink);
    fitted::write(pen, area, &Words::new(title.text, face), title.scale.type_px(24));
}

fn draw_clock(clock: &Clock<'_>, area: Area, pen: &mut Pen) {
    let s = clock.scale;
    let time = Type::new(Weight::Bold, s.type_px(48), theme::BAR.ink).spaced(-4);
    let date = Type::new(Weight::Medium, s.type_px(32), theme::BAR.soft);
    let time = Words::new(clock.time, time).cells().right();
    let date = Words::new(clock.date, date).right();
    if clock.one_line {
        let drawn = pen.write(area, &time);
        let (beside, _) = area.split_right(drawn.w + s.px(28));
        let date = pen.text.fit(date, beside.size(), s.type_px(20));
        // On the clock's baseline, as one line of text.
        pen.write(beside, &date.baseline(area.y + (area.h + time.face.cap_px()) / 2));
    } else {
        let halves = area.inset_xy(0, s.px(12)).rows(2, 0);
        pen.write(halves[0], &time);
        pen.write_fitted(halves[1], &date, s.type_px(20));
    }
}

fn draw_foot(line: &Line<'_>, _: Area, pen: &mut Pen) {
    let s = line.scale;
    let (text, face) = match line.foot {
        Foot::Notice(text) => (text, Type::new(Weight::SemiBold, s.type_px(33), theme::BAR.ink)),
        Foot::Lost(text) => (text, Type::new(Weight::Bold, s.type_px(38), WARNING.ink)),
    };
    pen.write_fitted(line.inner, &Words::new(text, face).lines(2), s.type_px(22));
}
