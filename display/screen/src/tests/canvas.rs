//! Clipping and blending, compared with the plainest way to do the same.

use crate::area::Area;
use crate::canvas::{Canvas, packed};
use crate::theme::{GOLD, INK, WHITE, mixed};
use embedded_graphics::draw_target::DrawTarget;
use embedded_graphics::geometry::{Dimensions, OriginDimensions, Point, Size};
use embedded_graphics::pixelcolor::{Rgb888, RgbColor};
use embedded_graphics::primitives::{Circle, PrimitiveStyle, Rectangle, StyledDrawable};
use std::convert::Infallible;

/// A target that knows only single pixels: everything else is embedded-graphics' own way.
struct Plain(Canvas);

impl Dimensions for Plain {
    fn bounding_box(&self) -> Rectangle {
        Rectangle::new(Point::zero(), self.0.size())
    }
}

impl DrawTarget for Plain {
    type Color = Rgb888;
    type Error = Infallible;

    fn draw_iter<I>(&mut self, pixels: I) -> Result<(), Infallible>
    where
        I: IntoIterator<Item = embedded_graphics::Pixel<Rgb888>>,
    {
        self.0.draw_iter(pixels)
    }
}

/// Places inside, over each edge, over a corner, around and beside a 20 × 16 canvas.
const PLACES: [Area; 9] = [
    Area::new(3, 4, 5, 6),
    Area::new(-3, 4, 7, 6),
    Area::new(15, 4, 9, 6),
    Area::new(3, -5, 5, 9),
    Area::new(3, 12, 5, 9),
    Area::new(-4, -4, 9, 9),
    Area::new(-5, -5, 40, 40),
    Area::new(30, 4, 5, 5),
    Area::new(3, 4, 0, 6),
];

fn blank() -> Canvas {
    Canvas::new(Size::new(20, 16), WHITE)
}

/// Draws the same in both ways, whole and clipped, and compares.
fn compare(draw: impl Fn(&mut Canvas), plainly: impl Fn(&mut Plain)) {
    let (mut canvas, mut plain) = (blank(), Plain(blank()));
    draw(&mut canvas);
    plainly(&mut plain);
    assert_eq!(canvas, plain.0);
    let clip = Area::new(4, 3, 9, 7);
    let (mut canvas, mut clipped) = (blank(), Plain(blank()));
    canvas.clipped(clip, draw);
    let before = clipped.0.narrow(clip);
    plainly(&mut clipped);
    clipped.0.widen(before);
    assert_eq!(canvas, clipped.0);
}

#[test]
fn fills_are_clipped() {
    for area in PLACES {
        let rectangle = Rectangle::from(area);
        compare(
            |canvas| canvas.fill_solid(&rectangle, INK).unwrap(),
            |plain| plain.fill_solid(&rectangle, INK).unwrap(),
        );
    }
}

#[test]
fn contiguous_pixels_are_clipped() {
    let colours = || (0..=255).cycle().map(|i| Rgb888::new(i, 255 - i, 0));
    for area in PLACES {
        let rectangle = Rectangle::from(area);
        compare(
            |canvas| canvas.fill_contiguous(&rectangle, colours()).unwrap(),
            |plain| plain.fill_contiguous(&rectangle, colours()).unwrap(),
        );
        // Colours may run out before the area is full.
        compare(
            |canvas| canvas.fill_contiguous(&rectangle, colours().take(17)).unwrap(),
            |plain| plain.fill_contiguous(&rectangle, colours().take(17)).unwrap(),
        );
    }
}

#[test]
fn primitives_are_clipped() {
    for area in PLACES {
        let circle = Circle::new(Point::new(area.x, area.y), 11);
        let style = PrimitiveStyle::with_fill(GOLD);
        compare(
            |canvas| circle.draw_styled(&style, canvas).unwrap(),
            |plain| circle.draw_styled(&style, plain).unwrap(),
        );
    }
    compare(|canvas| canvas.clear(GOLD).unwrap(), |plain| plain.clear(GOLD).unwrap());
}

#[test]
fn masks_are_clipped_and_blended() {
    for area in PLACES {
        let mask: Vec<u8> = (0..area.w * area.h).map(|i| (i * 37 % 256) as u8).collect();
        let mut canvas = blank();
        canvas.blend_mask(area.x, area.y, area.w, area.h, &mask, INK);
        for (x, y) in (0..16).flat_map(|y| (0..20).map(move |x| (x, y))) {
            let index = (y - area.y) * area.w + x - area.x;
            let coverage = if area.contains(x, y) { mask[index as usize] } else { 0 };
            let (seen, wanted) = (canvas.pixel(x, y).unwrap(), mixed(WHITE, INK, coverage));
            let near = |a: u8, b: u8| a.abs_diff(b) <= 1;
            let all = near(seen.r(), wanted.r()) && near(seen.g(), wanted.g()) && near(seen.b(), wanted.b());
            assert!(all, "{seen:?} at {x}, {y} for {wanted:?}");
        }
    }
}

#[test]
fn a_mask_of_another_length_is_left_out() {
    let mut canvas = blank();
    canvas.blend_mask(0, 0, 5, 5, &[255; 24], INK);
    assert_eq!(canvas, blank());
}

#[test]
fn no_coverage_and_whole_coverage_are_exact() {
    let mut canvas = blank();
    canvas.blend_mask(0, 0, 2, 1, &[0, 255], GOLD);
    assert_eq!(canvas.pixels()[..2], [packed(WHITE), packed(GOLD)]);
}

#[test]
fn clips_only_narrow() {
    let mut canvas = blank();
    canvas.clipped(Area::new(0, 0, 5, 5), |canvas| {
        canvas.clipped(Area::new(3, 3, 10, 10), |canvas| canvas.fill(canvas.area(), INK));
    });
    let inked = canvas.pixels().iter().filter(|pixel| **pixel == packed(INK)).count();
    assert_eq!((inked, canvas.pixel(4, 4)), (4, Some(INK)));
    assert_eq!(canvas.pixel(20, 0), None);
    canvas.fill(canvas.area(), INK);
    assert!(canvas.pixels().iter().all(|pixel| *pixel == packed(INK)));
}
