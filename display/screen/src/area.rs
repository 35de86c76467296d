//! Rectangles and their arithmetic: how a screen is divided without fixed pixels. All values are whole pixels.

use embedded_graphics::geometry::{Point, Size};
use embedded_graphics::primitives::Rectangle;

/// A rectangle in pixels; `x`, `y` is its upper left corner. A width or height of 0 or less holds no pixel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Area {
    /// Left edge.
    pub x: i32,
    /// Upper edge.
    pub y: i32,
    /// Width.
    pub w: i32,
    /// Height.
    pub h: i32,
}

impl Area {
    /// A rectangle from its upper left corner and its size.
    pub const fn new(x: i32, y: i32, w: i32, h: i32) -> Self {
        Self { x, y, w, h }
    }

    /// The rectangle of this size at the origin.
    pub fn of_size(size: Size) -> Self {
        Self::from(Rectangle::new(Point::zero(), size))
    }

    /// The first column right of the rectangle.
    pub const fn right(self) -> i32 {
        self.x + self.w
    }

    /// The first row below the rectangle.
    pub const fn bottom(self) -> i32 {
        self.y + self.h
    }

    /// Width and height; never negative.
    pub fn size(self) -> Size {
        Size::new(self.w.max(0).unsigned_abs(), self.h.max(0).unsigned_abs())
    }

    /// Whether the rectangle holds no pixel.
    pub const fn is_empty(self) -> bool {
        self.w <= 0 || self.h <= 0
    }

    /// Whether the pixel at `x`, `y` lies inside.
    pub const fn contains(self, x: i32, y: i32) -> bool {
        x >= self.x && x < self.right() && y >= self.y && y < self.bottom()
    }

    /// What both rectangles share; empty where they don't touch.
    pub fn intersection(self, other: Self) -> Self {
        let (x, y) = (self.x.max(other.x), self.y.max(other.y));
        let (right, bottom) = (self.right().min(other.right()), self.bottom().min(other.bottom()));
        Self::new(x, y, (right - x).max(0), (bottom - y).max(0))
    }

    /// Whether the two share a pixel.
    pub fn touches(self, other: Self) -> bool {
        !self.intersection(other).is_empty()
    }

    /// Moved by `dx`, `dy`.
    pub const fn moved(self, dx: i32, dy: i32) -> Self {
        Self::new(self.x + dx, self.y + dy, self.w, self.h)
    }

    /// Smaller by `by` on each of the four sides.
    pub const fn inset(self, by: i32) -> Self {
        self.inset_xy(by, by)
    }

    /// Smaller by `dx` left and right and by `dy` above and below.
    pub const fn inset_xy(self, dx: i32, dy: i32) -> Self {
        Self::new(self.x + dx, self.y + dy, self.w - 2 * dx, self.h - 2 * dy)
    }

    /// The upper `h` rows, and what is left below them.
    pub const fn split_top(self, h: i32) -> (Self, Self) {
        (Self { h, ..self }, Self { y: self.y + h, h: self.h - h, ..self })
    }

    /// What is left above, and the lower `h` rows.
    pub const fn split_bottom(self, h: i32) -> (Self, Self) {
        self.split_top(self.h - h)
    }

    /// The left `w` columns, and what is left beside them.
    pub const fn split_left(self, w: i32) -> (Self, Self) {
        (Self { w, ..self }, Self { x: self.x + w, w: self.w - w, ..self })
    }

    /// What is left beside, and the right `w` columns.
    pub const fn split_right(self, w: i32) -> (Self, Self) {
        self.split_left(self.w - w)
    }

    /// `count` rows of equal height with `gap` between them; odd pixels go to the upper rows.
    pub fn rows(self, count: usize, gap: i32) -> Vec<Self> {
        let parts = shares(self.h, count, gap);
        parts.into_iter().map(|(at, h)| Self { y: self.y + at, h, ..self }).collect()
    }

    /// `count` columns of equal width with `gap` between them; odd pixels go to the left columns.
    pub fn columns(self, count: usize, gap: i32) -> Vec<Self> {
        let parts = shares(self.w, count, gap);
        parts.into_iter().map(|(at, w)| Self { x: self.x + at, w, ..self }).collect()
    }

    /// As [`Area::columns`], each as wide as its weight demands; a weight below 1 counts as 1.
    pub fn columns_weighted(self, weights: &[i32], gap: i32) -> Vec<Self> {
        let gaps = gap * (i32::try_from(weights.len()).unwrap_or(i32::MAX) - 1).max(0);
        let total: i32 = weights.iter().map(|weight| weight.max(&1)).sum();
        let (mut taken, mut columns) = (0, Vec::with_capacity(weights.len()));
        for (i, weight) in (0..).zip(weights) {
            let start = (self.w - gaps) * taken / total;
            taken += weight.max(&1);
            let end = (self.w - gaps) * taken / total;
            columns.push(Self { x: self.x + start + gap * i, w: end - start, ..self });
        }
        columns
    }

    /// A rectangle of `w` × `h` in the middle of this one.
    pub const fn centred(self, w: i32, h: i32) -> Self {
        Self::new(self.x + (self.w - w) / 2, self.y + (self.h - h) / 2, w, h)
    }
}

/// Starts and lengths of `count` equal parts of `length`, `gap` apart.
fn shares(length: i32, count: usize, gap: i32) -> Vec<(i32, i32)> {
    let count = i32::try_from(count).unwrap_or(i32::MAX);
    if count == 0 {
        return Vec::new();
    }
    let free = (length - gap * (count - 1)).max(0);
    let (each, odd) = (free / count, free % count);
    (0..count).map(|i| (i * (each + gap) + i.min(odd), each + i32::from(i < odd))).collect()
}

impl From<Rectangle> for Area {
    fn from(rectangle: Rectangle) -> Self {
        let side = |length: u32| i32::try_from(length).unwrap_or(i32::MAX);
        let Rectangle { top_left, size } = rectangle;
        Self::new(top_left.x, top_left.y, side(size.width), side(size.height))
    }
}

impl From<Area> for Rectangle {
    fn from(area: Area) -> Self {
        Self::new(Point::new(area.x, area.y), area.size())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_and_gaps_fill_the_area_exactly() {
        let rows = Area::new(10, 5, 40, 100).rows(3, 4);
        assert_eq!(rows, [Area::new(10, 5, 40, 31), Area::new(10, 40, 40, 31), Area::new(10, 75, 40, 30)]);
        assert_eq!(rows[2].bottom(), 105);
        assert!(Area::new(0, 0, 9, 9).rows(0, 4).is_empty());
    }

    #[test]
    fn weighted_columns_fill_the_area_exactly() {
        let columns = Area::new(1, 0, 101, 10).columns_weighted(&[1, 2, 1], 2);
        assert_eq!(columns.iter().map(|column| column.w).collect::<Vec<_>>(), [24, 48, 25]);
        assert_eq!(columns[2].right(), 102);
        assert_eq!(columns[1].x - columns[0].right(), 2);
    }

    #[test]
    fn splits_give_both_halves() {
        let area = Area::new(0, 0, 100, 50);
        assert_eq!(area.split_top(20), (Area::new(0, 0, 100, 20), Area::new(0, 20, 100, 30)));
        assert_eq!(area.split_right(30), (Area::new(0, 0, 70, 50), Area::new(70, 0, 30, 50)));
        assert_eq!(area.centred(50, 20), Area::new(25, 15, 50, 20));
    }

    #[test]
    fn areas_apart_share_nothing() {
        let (a, b) = (Area::new(0, 0, 10, 10), Area::new(10, 0, 10, 10));
        assert!(!a.touches(b) && a.touches(b.moved(-1, 0)));
        assert_eq!(a.intersection(b.moved(-4, 8)), Area::new(6, 8, 4, 2));
    }
}
