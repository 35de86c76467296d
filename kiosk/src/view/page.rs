//! How a screen is divided: the bar above, the foot below, and what lies between. Lengths are those of the
//! designs (1080 wide upright, 1920 wide lying), scaled to the screen.
use embedded_graphics::geometry::Size;
use screen::area::Area;
use screen::theme::Scale;

/// A screen's parts.
pub(super) struct Page {
    pub(super) scale: Scale,
    /// Wider than high: cards stand in two columns.
    pub(super) lying: bool,
    pub(super) margin: i32,
    pub(super) bar: Area,
    /// Between bar and foot, without the margins.
    pub(super) body: Area,
    /// The row of small choices.
    pub(super) foot: Area,
}

impl Page {
    pub(super) fn of(size: Size) -> Self {
        let lying = size.width > size.height;
        let scale = Scale::of(size, if lying { Scale::LANDSCAPE } else { Scale::PORTRAIT });
        let (bar_h, foot_h, below) = if lying { (160, 104, 32) } else { (186, 96, 40) };
        let margin = scale.px(56);
        let (bar, rest) = Area::of_size(size).split_top(scale.px(bar_h));
        let rest = Area { h: rest.h - scale.px(below), ..rest }.inset_xy(margin, 0);
        let (body, foot) = rest.split_bottom(scale.px(foot_h));
        let body = body.inset_xy(0, scale.px(if lying { 28 } else { 42 }));
        Self { scale, lying, margin, bar, body, foot }
    }

    /// A large button over the foot's row and above it, and what is left of the body.
    pub(super) fn split_button(&self) -> (Area, Area) {
        let bottom = self.foot.bottom();
        let whole = Area { h: bottom - self.body.y, ..self.body };
        let (rest, button) = whole.split_bottom(self.scale.px(132));
        (Area { h: rest.h - self.scale.px(32), ..rest }, button)
    }
}

/// The left and the right half of an area.
pub(super) fn halves(area: Area, gap: i32) -> (Area, Area) {
    let (left, rest) = area.split_left((area.w - gap) / 2);
    (left, rest.split_left(gap).1)
}

/// Places for so many small choices in a row, as many at least as make them no wider than comfortable.
pub(super) fn choices(row: Area, count: usize, scale: Scale) -> Vec<Area> {
    let widest = scale.px(240);
    let fitting = usize::try_from((row.w / widest.max(1)).max(1)).unwrap_or(1);
    row.columns(count.max(fitting), scale.px(16)).into_iter().take(count).collect()
}

/// How many lines a text takes in letters of this size, roughly: as many places are made as it may need,
/// before anything is set.
pub(super) fn lines(text: &str, size_px: u32, width: i32) -> i32 {
    let letters = i32::try_from(text.chars().count()).unwrap_or(i32::MAX / 64);
    let long = letters.saturating_mul(i32::try_from(size_px).unwrap_or(0)) / 2;
    (long + width - 1) / width.max(1)
}
