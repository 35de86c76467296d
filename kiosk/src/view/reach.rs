//! Whether everything at home can be reached and hit on this panel, for the log of who hangs it up.
use embedded_graphics::geometry::Size;
use screen::button::Target;
use texts::Texts;

use super::{Scene, scene};
use crate::app::{App, Touch};
use crate::panel::{FINGER_MM, HIGHEST_MM, LOWEST_MM, Panel};

/// What is wrong, in sentences for the log; nothing where the panel's measures are not known.
///
/// Home has the highest and the lowest controls of all screens. `lowered` is home as it is after "Hạ thấp".
pub(super) fn complaints(app: &App, lowered: &App, texts: &Texts, size: Size) -> Vec<String> {
    let Some(panel) = app.panel() else { return Vec::new() };
    let (now, low) = (scene(app, texts, size), scene(lowered, texts, size));
    let mut all = Vec::new();
    if let Some((control, at_mm)) = highest(&now, panel, size).filter(|(_, at_mm)| *at_mm > HIGHEST_MM) {
        let lowest_possible = highest(&low, panel, size).map_or(at_mm, |(_, at_mm)| at_mm);
        let advice = if lowest_possible <= HIGHEST_MM {
            "start the kiosk with --lowered, which keeps the boxes in the lower half".into()
        } else {
            format!(
                "hang the panel {} mm lower and start the kiosk with --lowered",
                lowest_possible - HIGHEST_MM
            )
        };
        all.push(format!(
            "“{control}” reaches {at_mm} mm above the floor, and who sits reaches {HIGHEST_MM} mm: {advice}"
        ));
    }
    if let Some((control, at_mm)) = lowest(&now, panel, size).filter(|(_, at_mm)| *at_mm < LOWEST_MM) {
        let by_mm = LOWEST_MM - at_mm;
        all.push(format!(
            "“{control}” begins {at_mm} mm above the floor, and nobody can stoop below {LOWEST_MM} mm: hang the panel {by_mm} mm higher"
        ));
    }
    if let Some((control, side_mm)) = smallest(&now, panel, size).filter(|(_, side_mm)| *side_mm < FINGER_MM)
    {
        all.push(format!(
            "“{control}” is {side_mm} mm high or wide, and a finger needs {FINGER_MM} mm: this panel is too small for the kiosk"
        ));
    }
    all
}

fn highest(scene: &Scene, panel: Panel, size: Size) -> Option<(String, u32)> {
    let upper = |target: &Target<Touch>| Some(panel.above_floor_mm(target.area, size.height)?.1);
    measured(scene, upper).into_iter().max_by_key(|(_, mm)| *mm)
}

fn lowest(scene: &Scene, panel: Panel, size: Size) -> Option<(String, u32)> {
    let lower = |target: &Target<Touch>| Some(panel.above_floor_mm(target.area, size.height)?.0);
    measured(scene, lower).into_iter().min_by_key(|(_, mm)| *mm)
}

fn smallest(scene: &Scene, panel: Panel, size: Size) -> Option<(String, u32)> {
    let side = |target: &Target<Touch>| Some(panel.side_mm(target.area, size.height));
    measured(scene, side).into_iter().min_by_key(|(_, mm)| *mm)
}

/// The name of each control, with what is measured of it.
fn measured(scene: &Scene, measure: impl Fn(&Target<Touch>) -> Option<u32>) -> Vec<(String, u32)> {
    let named = |target: &Target<Touch>| Some((scene.name(target.action)?, measure(target)?));
    scene.targets().iter().filter_map(named).collect()
}
