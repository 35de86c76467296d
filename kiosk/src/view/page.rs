//! How a screen is divided: the bar above, the foot below, the doors to other screens, and what lies between.
//! Lengths are those of the designs (1080 wide upright, 1920 wide lying), scaled to the screen.
use embedded_graphics::geometry::Size;
use screen::area::Area;
use screen::theme::Scale;

use crate::panel::Panel;

/// Letters of who wants them larger, in hundredths.
const LARGER: u32 = 135;

/// Left and right of everything.
const MARGIN: i32 = 56;

/// What a finger needs, in pixels, on the small panels that lie.
const FINGER_PX: i32 = 80;

/// A screen's parts.
pub(super) struct Page {
    pub(super) scale: Scale,
    /// Of letters, and of what holds them.
    pub(super) letters: Scale,
    /// Wider than high: cards stand in two columns, and all doors in one row.
    pub(super) lying: bool,
    /// Everything that can be pressed is in the lower half.
    pub(super) lowered: bool,
    pub(super) margin: i32,
    pub(super) bar: Area,
    /// Between bar and foot, without the margins.
    pub(super) body: Area,
    /// The small choices, one row or two.
    pub(super) foot: Area,
    /// The least side of what can be pressed.
    finger: i32,
    middle: i32,
}

impl Page {
    /// Of a screen with so many rows of small choices, and the least side of what can be pressed.
    pub(super) fn of(size: Size, foot_rows: i32, finger: i32, larger: bool, lowered: bool) -> Self {
        let lying = size.width > size.height;
        let scale = scale(size);
        let letters = if larger { scale.percent(LARGER) } else { scale };
        let (bar_h, below) = if lying { (130, 28) } else { (186, 40) };
        let margin = scale.px(MARGIN);
        let whole = Area::of_size(size);
        let (bar, rest) = whole.split_top(scale.px(bar_h));
        let rest = Area { h: rest.h - scale.px(below), ..rest }.inset_xy(margin, 0);
        let foot_h = foot_rows * (finger + scale.px(16)) - scale.px(16);
        let (body, foot) = rest.split_bottom(foot_h.max(0));
        let body = body.inset_xy(0, scale.px(if lying { 20 } else { 42 }));
        Self { scale, letters, lying, lowered, margin, bar, body, foot, finger, middle: whole.h / 2 }
    }

    /// The least side of what can be pressed.
    pub(super) const fn finger(&self) -> i32 {
        self.finger
    }

    /// What is left of the body above so many doors, and the doors: large buttons, two in a row on an upright
    /// screen, all in one on a lying one.
    pub(super) fn doors(&self, count: usize) -> (Area, Vec<Area>) {
        let (gap, apart) = (self.scale.px(18), self.scale.px(28));
        let rows = if self.lying { count.min(1) } else { count.div_ceil(2) };
        let lines = i32::try_from(rows).unwrap_or(1);
        if lines == 0 {
            return (self.body, Vec::new());
        }
        let high = self.letters.px(if self.lying { 110 } else { 124 }).max(self.finger());
        let (rest, block) = self.body.split_bottom(lines * (high + gap) - gap);
        let places = if self.lying { block.columns(count, gap) } else { pairs(block, count, gap) };
        (Area { h: rest.h - apart, ..rest }, places)
    }

    /// The part of an area in which cards may stand: all of it, or what lies in the lower half.
    pub(super) fn reach(&self, area: Area) -> Area {
        let top = if self.lowered { area.y.max(self.middle) } else { area.y };
        Area { y: top, h: area.bottom() - top, ..area }
    }

    /// Doors of an upright screen that follow right below what ends at `bottom`, but not in the upper half.
    pub(super) fn follow(&self, doors: Vec<Area>, bottom: i32) -> Vec<Area> {
        let Some(first) = doors.first().filter(|_| !self.lying) else { return doors };
        let up = first.y - (bottom + self.scale.px(18)).max(self.middle);
        doors.into_iter().map(|door| door.moved(0, -up.max(0))).collect()
    }
}

/// The least side of what can be pressed: that of the design, and 20 mm on a panel that is known, as long as a
/// screen can hold that at all.
pub(super) fn finger(size: Size, panel: Option<Panel>) -> i32 {
    let lying = size.width > size.height;
    let designed = scale(size).px(96).max(if lying { FINGER_PX } else { 0 });
    let most = i32::try_from(size.height).unwrap_or(i32::MAX) / if lying { 5 } else { 10 };
    let needed = panel.map_or(0, |panel| panel.finger_px(size.height));
    designed.max(needed.min(most))
}

/// So many small choices of a finger's width stand in one row.
pub(super) fn fingers(size: Size, finger: i32) -> usize {
    let (scale, gap) = (scale(size), scale(size).px(12));
    let row = Area::of_size(size).inset_xy(scale.px(MARGIN), 0);
    usize::try_from((row.w + gap) / (finger + gap)).unwrap_or(0)
}

fn scale(size: Size) -> Scale {
    Scale::of(size, if size.width > size.height { Scale::LANDSCAPE } else { Scale::PORTRAIT })
}

/// So many places, two in a row; an odd one has the first row for itself.
pub(super) fn pairs(block: Area, count: usize, gap: i32) -> Vec<Area> {
    let mut places = Vec::with_capacity(count);
    for (at, row) in block.rows(count.div_ceil(2), gap).into_iter().enumerate() {
        let columns = if at == 0 && count % 2 == 1 { 1 } else { 2 };
        places.extend(row.columns(columns, gap));
    }
    places
}

/// The left and the right half of an area.
pub(super) fn halves(area: Area, gap: i32) -> (Area, Area) {
    let (left, rest) = area.split_left((area.w - gap) / 2);
    (left, rest.split_left(gap).1)
}

/// Places for small choices with these labels, each as wide as its label needs but never less than a finger, and
/// no wider than comfortable.
pub(super) fn choices(row: Area, labels: &[String], page: &Page) -> Vec<Area> {
    let (scale, gap, least) = (page.scale, page.scale.px(12), page.finger());
    let width = |label: &String| {
        let letters = i32::try_from(label.chars().count()).unwrap_or(64);
        scale.px(40 + 17 * letters).max(least)
    };
    let mut widths: Vec<i32> = labels.iter().map(width).collect();
    let count = i32::try_from(labels.len()).unwrap_or(1);
    let spare = row.w - gap * (count - 1) - widths.iter().sum::<i32>();
    // What is missing is taken from those that are wider than a finger, what is over is shared.
    let loose: i32 = widths.iter().map(|width| width - least).sum();
    for width in &mut widths {
        let over = (spare / count).min(*width / 4);
        *width += if spare < 0 { (spare * (*width - least)).div_euclid(loose.max(1)) } else { over };
    }
    let mut x = row.x;
    let place = |w: i32| {
        let area = Area { x, w, ..row };
        x += w + gap;
        area
    };
    widths.into_iter().map(place).collect()
}

/// How many lines a text takes in letters of this size, roughly: as many places are made as it may need,
/// before anything is set.
pub(super) fn lines(text: &str, size_px: u32, width: i32) -> i32 {
    let letters = i32::try_from(text.chars().count()).unwrap_or(i32::MAX / 64);
    let long = letters.saturating_mul(i32::try_from(size_px).unwrap_or(0)) / 2;
    (long + width - 1) / width.max(1)
}
