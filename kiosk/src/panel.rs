//! The panel as it hangs on the wall, in millimetres: what a finger needs on it, and what somebody who sits can
//! reach. No drawing is here.
use screen::area::Area;

/// The highest point that a control may have (EN 301 549, 8.3.3.1.1).
pub(crate) const HIGHEST_MM: u32 = 1_220;
/// And the lowest (8.3.3.1.2).
pub(crate) const LOWEST_MM: u32 = 380;
/// The least side of what a finger presses.
pub(crate) const FINGER_MM: u32 = 20;

/// The part of the panel that shows the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Panel {
    pub(crate) height_mm: u32,
    /// Of its lower edge, above the floor.
    pub(crate) bottom_mm: Option<u32>,
}

impl Panel {
    /// What a finger needs, in pixels of a picture of this height.
    pub(crate) fn finger_px(self, picture_h: u32) -> i32 {
        i32::try_from((FINGER_MM * picture_h).div_ceil(self.height_mm.max(1))).unwrap_or(i32::MAX)
    }

    /// The shorter side of something on a picture of this height.
    pub(crate) fn side_mm(self, area: Area, picture_h: u32) -> u32 {
        self.mm(area.w.min(area.h), picture_h)
    }

    /// How high the lower and the upper edge of something lie above the floor, where that is known.
    pub(crate) fn above_floor_mm(self, area: Area, picture_h: u32) -> Option<(u32, u32)> {
        let bottom_mm = self.bottom_mm?;
        let below = i32::try_from(picture_h).unwrap_or(i32::MAX);
        let at = |y: i32| bottom_mm + self.mm(below - y, picture_h);
        Some((at(area.bottom()), at(area.y)))
    }

    fn mm(self, px: i32, picture_h: u32) -> u32 {
        let px = u64::try_from(px).unwrap_or(0);
        u32::try_from(px * u64::from(self.height_mm) / u64::from(picture_h.max(1))).unwrap_or(u32::MAX)
    }
}
