//! Where everything stands. Lengths are those of a board 1920 pixels wide and 1080 high (or the other way
//! round) and grow with the screen; what room is left beside them decides how many rows there are.
use embedded_graphics::geometry::Size;
use screen::area::Area;
use screen::theme::Scale;

use super::legible;
use crate::board::{Foot, Hero, Picture};
use crate::plan::{Parts, Place, Plan};

/// Free space at the edges of the screen.
const MARGIN: i32 = 48;
/// Above and below the body.
const AIR: i32 = 24;
/// Between rows, and between the rows and the hero.
const GAP: i32 = 16;
/// Between the two halves.
const HALVES_GAP: i32 = 28;
const HEAD: i32 = 92;
/// On a high screen title and clock have two lines each.
const HEAD_HIGH: i32 = 124;
const FOOT: i32 = 76;
const FOOT_HIGH: i32 = 96;
const HERO: i32 = 404;
/// A row that is lower than this gives way.
const ROW_MIN: i32 = 124;
const ROWS_MAX: usize = 6;
/// The same where they stand in columns.
const ROWS_MAX_IN_COLUMNS: usize = 12;
/// A row in a column may be lower than one that has the board's width.
const ROW_MIN_IN_COLUMNS: i32 = 84;
const PANEL_WIDTH: i32 = 668;
/// Room in the panel above, below and beside its contents.
const PANEL_INSET_X: i32 = 34;
const PANEL_INSET_Y: i32 = 26;
const PANEL_TITLE: i32 = 56;
/// One service's line.
pub(super) const WAITING: i32 = 82;
/// The same where there are few, so that long names have up to three lines.
const WAITING_FEW: i32 = 112;
const FEW: usize = 4;
const WAITING_MIN: i32 = 40;
/// The missed with a line of numbers or two, and with three.
const MISSED: i32 = 196;
const MISSED_MAX: i32 = 246;
/// Width of a missed number and what stands between two.
const MISSED_NUMBER: i32 = 150;

/// The areas of the board on a screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Layout {
    pub(super) scale: Scale,
    /// Of the rows of calls and of the panel: larger where they are read from afar.
    pub(super) calls_scale: Scale,
    pub(super) panel_scale: Scale,
    /// Whether the screen is wider than high.
    pub(super) wide: bool,
    /// Height of the screen.
    pub(super) height: i32,
    pub(super) head: Area,
    /// `None` on a board without calls.
    pub(super) hero: Option<Area>,
    pub(super) rows: Vec<Area>,
    /// `None` while nothing is known that could stand in it.
    pub(super) panel: Option<Panel>,
    /// Empty where nothing is to be told.
    pub(super) foot: Area,
}

/// The panel beside or below the calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Panel {
    pub(super) whole: Area,
    pub(super) title: Area,
    pub(super) waiting: Vec<Area>,
    pub(super) missed: Area,
}

impl Layout {
    /// The layout of a picture on a screen: two halves on a wide screen, one above the other on a high one.
    pub(super) fn of(size: Size, picture: &Picture, plan: &Plan) -> Self {
        let wide = size.width >= size.height;
        let scale = Scale::of(size, if wide { Scale::LANDSCAPE } else { Scale::PORTRAIT });
        let screen = Area::of_size(size);
        let (calls_scale, panel_scale) = legible::scales(scale, screen.h, plan.reading);
        let (head, rest) = screen.split_top(scale.px(if wide { HEAD } else { HEAD_HIGH }));
        let has_foot = plan.notice || matches!(picture.foot, Foot::Lost(_));
        let foot = match (has_foot, wide) {
            (false, _) => 0,
            (true, true) => FOOT,
            (true, false) => FOOT_HIGH,
        };
        let (rest, foot) = rest.split_bottom(scale.px(foot));
        let body = rest.inset_xy(scale.px(MARGIN), scale.px(AIR));
        let mut layout = Self {
            scale,
            calls_scale,
            panel_scale,
            wide,
            height: screen.h,
            head,
            hero: None,
            rows: Vec::new(),
            panel: None,
            foot,
        };
        layout.divide(body, picture, plan);
        layout
    }

    /// Gives each part of the plan its place in the body.
    fn divide(&mut self, body: Area, picture: &Picture, plan: &Plan) {
        let missed = picture.missed.as_ref().map_or(0, |missed| missed.numbers.len());
        let contents = (picture.waiting.rows.len(), missed);
        let has_panel = !picture.waiting.title.is_empty();
        match plan.parts {
            Parts::Waiting if has_panel => self.panel = Some(panel(body, self.panel_scale, contents)),
            Parts::Waiting | Parts::Counter(_) => self.hero = Some(body),
            Parts::Calls { columns, panel } => {
                let place = if has_panel { panel } else { Place::None };
                let (calls, panel) = self.halves(body, place, contents);
                self.panel = panel;
                self.hero_and_rows(calls, columns, picture);
            }
        }
    }

    /// A length of the design in pixels.
    pub(super) fn px(&self, length: i32) -> i32 {
        self.scale.px(length)
    }

    /// The part of a bar that text may stand in.
    pub(super) fn in_bar(&self, bar: Area) -> Area {
        bar.inset_xy(self.px(MARGIN), 0)
    }

    /// The calls, and the panel beside or below them; `contents` are how many services and how many missed numbers there are.
    fn halves(&self, body: Area, place: Place, contents: (usize, usize)) -> (Area, Option<Panel>) {
        let scale = self.scale;
        let beside = match place {
            Place::None => return (body, None),
            Place::Auto => self.wide,
            Place::Beside => true,
            Place::Below => false,
        };
        let (calls, whole) = if beside {
            let (calls, whole) = body.split_right(self.panel_scale.px(PANEL_WIDTH).min(body.w / 2));
            (calls.split_right(scale.px(HALVES_GAP)).0, whole)
        } else {
            let (calls, whole) = body.split_bottom(self.panel_height(contents, body.h));
            (calls.split_bottom(scale.px(AIR)).0, whole)
        };
        (calls, Some(panel(whole, self.panel_scale, contents)))
    }

    /// As many rows below the hero as there is room for, which they fill. What is said while there are no calls
    /// takes all of the room.
    fn hero_and_rows(&mut self, calls: Area, columns: usize, picture: &Picture) {
        if picture.rows.is_empty() && matches!(picture.hero, Hero::Calm(_)) {
            self.hero = Some(calls);
            return;
        }
        let (hero, rest) = calls.split_top(self.px(HERO).min(calls.h));
        let in_columns = columns > 1;
        let least = self.calls_scale.px(if in_columns { ROW_MIN_IN_COLUMNS } else { ROW_MIN });
        let (gap, most) = (self.px(GAP), if in_columns { ROWS_MAX_IN_COLUMNS } else { ROWS_MAX });
        let (_, rest) = rest.split_top(gap);
        let count = usize::try_from((rest.h + gap) / (least + gap)).unwrap_or(0).min(most);
        self.hero = Some(hero);
        self.rows = rest
            .columns(columns, self.px(HALVES_GAP))
            .into_iter()
            .flat_map(|column| column.rows(count, gap))
            .collect();
    }

    /// On a high screen the panel is as high as its contents, and leaves room for the hero and one row.
    fn panel_height(&self, (services, missed): (usize, usize), body: i32) -> i32 {
        let scale = self.panel_scale;
        let each = line_max(scale, services);
        let services = i32::try_from(services).unwrap_or(i32::MAX);
        let wanted = scale.px(2 * PANEL_INSET_Y + PANEL_TITLE + if missed == 0 { 0 } else { MISSED });
        let wanted = wanted.saturating_add(each.saturating_mul(services));
        let room = body - self.px(HERO + GAP + AIR) - self.calls_scale.px(ROW_MIN);
        wanted.min(room).max(body / 4)
    }
}

fn panel(whole: Area, scale: Scale, (services, missed): (usize, usize)) -> Panel {
    let inner = whole.inset_xy(scale.px(PANEL_INSET_X), scale.px(PANEL_INSET_Y));
    let (title, rest) = inner.split_top(scale.px(PANEL_TITLE));
    let count = i32::try_from(services).unwrap_or(i32::MAX).max(1);
    let missed = missed_height(rest, scale, count, missed);
    let (rest, missed) = rest.split_bottom(missed);
    let each = (rest.h / count).clamp(scale.px(WAITING_MIN), line_max(scale, services));
    let shown = services.min(usize::try_from(rest.h / each).unwrap_or(0));
    let lines = rest.split_top(each * i32::try_from(shown).unwrap_or(i32::MAX)).0;
    Panel { whole, title, waiting: lines.rows(shown, 0), missed }
}

fn line_max(scale: Scale, services: usize) -> i32 {
    scale.px(if services <= FEW { WAITING_FEW } else { WAITING })
}

/// Nothing while nobody is missed; else what the services leave, and enough for all numbers as long as the
/// services' lines can give way.
fn missed_height(rest: Area, scale: Scale, services: i32, missed: usize) -> i32 {
    if missed == 0 {
        return 0;
    }
    let in_line = (rest.w / scale.px(MISSED_NUMBER).max(1)).max(1);
    let is_long = i32::try_from(missed).unwrap_or(i32::MAX) > 2 * in_line;
    let left = |each: i32| rest.h - scale.px(each).saturating_mul(services);
    let (least, most) = (scale.px(MISSED), scale.px(MISSED_MAX));
    let wanted = left(WAITING).clamp(least, most);
    let wanted = if is_long { left(WAITING_MIN).clamp(wanted, most) } else { wanted };
    wanted.min(rest.h / 2)
}
