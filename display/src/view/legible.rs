//! From how far letters are read: how much larger than designed they must be, and what a screen can't reach.
use embedded_graphics::geometry::Size;
use screen::text::{Type, Weight};
use screen::theme::{self, Scale};

use super::layout::Layout;
use crate::board::Picture;
use crate::plan::{Plan, Reading};

/// A capital is read with comfort from so many metres for each 10 mm of its height (museum and hall practice; the
/// legal least is a third less).
const METRES_FOR_10_MM: u32 = 4;

/// Type of a call in the rows and of the smallest words of the panel that matter, on the design's screen.
pub(super) const ROW_TYPE: u32 = 106;
pub(super) const PANEL_TYPE: u32 = 34;

/// The scales of the calls and of the panel on a screen of this scale and height in pixels.
pub(super) fn scales(scale: Scale, height: i32, reading: Option<Reading>) -> (Scale, Scale) {
    let Some(reading) = reading else { return (scale, scale) };
    let larger = |type_px: u32, distance_m: u32| {
        let needed = cap_px(distance_m, reading, height);
        let has = cap(scale.type_px(type_px)).max(1);
        scale.percent((needed * 100).div_ceil(has).max(100))
    };
    (larger(ROW_TYPE, reading.calls_m), larger(PANEL_TYPE, reading.panel_m))
}

/// What can't be read from where it should be, in sentences for whoever set the display up.
pub(crate) fn unreached(plan: &Plan, sample: &Picture, size: Size) -> Vec<String> {
    let Some(reading) = plan.reading else { return Vec::new() };
    let layout = Layout::of(size, sample, plan);
    let mut said = Vec::new();
    if layout.hero.is_some() && layout.rows.is_empty() && plan.counter().is_none() {
        said.push("no row of earlier calls fits below the call: calls-m is too far for this picture".into());
    }
    if let Some(row) = layout.rows.first() {
        let has = cap(layout.calls_scale.type_px(ROW_TYPE)).min(row.h.unsigned_abs() * 3 / 5);
        said.extend(short("a call in the rows", has, reading.calls_m, reading, layout.height));
    }
    if let Some(panel) = &layout.panel {
        let line = panel.waiting.first().map_or(0, |line| line.h.unsigned_abs());
        let has = cap(layout.panel_scale.type_px(PANEL_TYPE)).min(cap(line * 3 / 5 * PANEL_TYPE / 40));
        said.extend(short("a line of the panel", has, reading.panel_m, reading, layout.height));
        let (shown, all) = (panel.waiting.len(), sample.waiting.rows.len());
        if shown < all {
            said.push(format!(
                "the panel has room for {shown} services, not {all}: panel-m is too far for this picture"
            ));
        }
    }
    said
}

/// That capitals of this height are too low, if they are.
fn short(what: &str, has_px: u32, distance_m: u32, reading: Reading, height: i32) -> Option<String> {
    let needed = cap_px(distance_m, reading, height);
    // A pixel is lost to rounding.
    let from_m = has_px * reading.picture_height_mm / 10 * METRES_FOR_10_MM / height.unsigned_abs().max(1);
    (has_px + 1 < needed)
        .then(|| format!("{what} is read with comfort from {from_m} m, not from {distance_m} m"))
}

/// Pixels of a capital that is read with comfort from a distance.
fn cap_px(distance_m: u32, reading: Reading, height: i32) -> u32 {
    let tenths_mm = distance_m * 100 / METRES_FOR_10_MM;
    (tenths_mm * height.unsigned_abs()).div_ceil(reading.picture_height_mm.max(1) * 10)
}

/// Pixels of a capital in type of this size.
fn cap(type_px: u32) -> u32 {
    Type::new(Weight::Medium, type_px, theme::WALL.ink).cap_px().unsigned_abs()
}
