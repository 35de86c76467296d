//! Damage: only what changed is drawn, and the picture is always what a whole new drawing would give.

use crate::area::Area;
use crate::frame::{Frame, Painter};
use crate::pen::Pen;
use crate::text::{Type, Weight, Words};
use crate::theme;
use embedded_graphics::geometry::Size;
use embedded_graphics::pixelcolor::RgbColor;

const LEFT: Area = Area::new(0, 0, 40, 40);
const RIGHT: Area = Area::new(40, 0, 60, 40);
/// Lies over parts of both.
const OVER: Area = Area::new(30, 20, 30, 40);

fn number(number: &u32, area: Area, pen: &mut Pen) {
    let face = Type::new(Weight::Bold, 20, theme::INK);
    // Rounded, so that drawing it again over itself would show.
    pen.rounded(area, 9, theme::GOLD);
    pen.write(area.inset(4), &Words::new(&number.to_string(), face).cells());
}

fn frame(regions: &[(Area, u32)]) -> Frame<'static> {
    let mut frame = Frame::new(theme::PAPER);
    for (area, content) in regions {
        frame.region(*area, theme::WHITE, *content, number);
    }
    frame
}

/// Shows frames one after the other and checks the last one's damage and picture.
#[track_caller]
fn check(frames: &[&[(Area, u32)]], damage: &[Area]) {
    let mut painter = Painter::new(Size::new(100, 60));
    let mut last = Vec::new();
    for regions in frames {
        last = painter.show(frame(regions));
    }
    assert_eq!(last, damage);
    let mut anew = Painter::new(Size::new(100, 60));
    anew.show(frame(frames.last().unwrap()));
    assert_eq!(painter.canvas(), anew.canvas());
}

const WHOLE: Area = Area::new(0, 0, 100, 60);

#[test]
fn the_first_frame_is_drawn_whole() {
    check(&[&[(LEFT, 1)]], &[WHOLE]);
    check(&[&[]], &[WHOLE]);
}

#[test]
fn the_same_frame_again_draws_nothing() {
    check(&[&[(LEFT, 1), (RIGHT, 2)], &[(LEFT, 1), (RIGHT, 2)]], &[]);
}

#[test]
fn only_the_changed_region_is_drawn() {
    check(&[&[(LEFT, 1), (RIGHT, 2)], &[(LEFT, 1), (RIGHT, 3)]], &[RIGHT]);
    check(&[&[(LEFT, 1), (RIGHT, 2)], &[(LEFT, 4), (RIGHT, 3)]], &[LEFT, RIGHT]);
}

#[test]
fn what_lies_over_a_drawn_region_is_drawn_again() {
    let before = [(LEFT, 1), (RIGHT, 2), (OVER, 3)];
    check(&[&before, &[(LEFT, 9), (RIGHT, 2), (OVER, 3)]], &[LEFT, OVER]);
    check(&[&before, &[(LEFT, 1), (RIGHT, 2), (OVER, 9)]], &[OVER]);
}

#[test]
fn other_places_are_drawn_whole() {
    check(&[&[(LEFT, 1), (RIGHT, 2)], &[(LEFT, 1)]], &[WHOLE]);
    check(&[&[(LEFT, 1)], &[(LEFT, 1), (RIGHT, 2)]], &[WHOLE]);
    check(&[&[(LEFT, 1)], &[(LEFT.moved(1, 0), 1)]], &[WHOLE]);
}

#[test]
fn damage_stays_inside_the_picture() {
    let outside = LEFT.moved(-20, 40);
    check(&[&[(outside, 1)], &[(outside, 2)]], &[Area::new(0, 40, 20, 20)]);
    let far = LEFT.moved(200, 0);
    check(&[&[(far, 1)], &[(far, 2)]], &[]);
}

#[test]
fn a_region_stays_inside_its_area() {
    let mut painter = Painter::new(Size::new(100, 60));
    let mut frame = Frame::new(theme::PAPER);
    frame.region(LEFT, theme::WHITE, (), |(), _, pen| pen.fill(Area::new(-10, -10, 500, 500), theme::RED));
    painter.show(frame);
    assert_eq!(painter.canvas().pixel(39, 39), Some(theme::RED));
    assert_eq!(painter.canvas().pixel(40, 39), Some(theme::PAPER));
}

#[test]
fn another_way_to_draw_or_ground_is_a_change() {
    let mut painter = Painter::new(Size::new(100, 60));
    let mut show = |ground, draw: fn(&(), Area, &mut Pen)| {
        let mut frame = Frame::new(theme::PAPER);
        frame.region(LEFT, ground, (), draw);
        painter.show(frame)
    };
    let plain: fn(&(), Area, &mut Pen) = |(), _, _| {};
    show(theme::WHITE, plain);
    assert_eq!(show(theme::WHITE, plain), []);
    assert_eq!(show(theme::GOLD, plain), [LEFT]);
    assert_eq!(show(theme::GOLD, |(), area, pen| pen.fill(area, RgbColor::RED)), [LEFT]);
}

#[test]
fn a_new_size_is_drawn_whole() {
    let mut painter = Painter::new(Size::new(100, 60));
    painter.show(frame(&[(LEFT, 1)]));
    painter.resize(Size::new(100, 60));
    assert_eq!(painter.show(frame(&[(LEFT, 1)])), []);
    painter.resize(Size::new(50, 50));
    assert_eq!(painter.show(frame(&[(LEFT, 1)])), [Area::new(0, 0, 50, 50)]);
}
