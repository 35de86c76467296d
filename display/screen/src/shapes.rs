//! Smooth shapes: rounded rectangles, discs, lines. Their masks are made once for a size and kept.

use crate::area::Area;
use crate::canvas::Canvas;
use crate::generations::Generations;
use embedded_graphics::pixelcolor::Rgb888;
use zeno::{Cap, Command, Join, Mask, PathBuilder, Stroke, Style};

/// Draws shapes, and keeps their masks between frames.
#[derive(Debug)]
pub struct Shapes {
    masks: Generations<Shape, Box<[u8]>>,
}

/// What a mask depends on. All lengths in pixels.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Shape {
    /// The four corners of a rounded rectangle, as a square of twice the radius: filled, or stroked.
    Corners { radius: i32, stroke: Option<i32> },
    /// A whole dashed edge.
    Dashed { w: i32, h: i32, radius: i32, stroke: i32, dash: i32 },
    /// A disc that fills its square.
    Disc { side: i32 },
    /// A line through points of a `w` × `h` box, with round ends.
    Line { w: i32, h: i32, points: Vec<(i32, i32)>, stroke: i32 },
}

impl Default for Shapes {
    fn default() -> Self {
        Self::new()
    }
}

impl Shapes {
    /// Bytes of masks in one generation: some wide dashed edges and all corners.
    const MASK_BYTES: usize = 2 << 20;

    /// With no mask yet.
    pub fn new() -> Self {
        Self { masks: Generations::new(Self::MASK_BYTES) }
    }

    /// Fills a rectangle with round corners; a radius beyond half the shorter side counts as that half.
    pub fn fill(&mut self, canvas: &mut Canvas, area: Area, radius: i32, colour: Rgb888) {
        let radius = held_radius(area, radius);
        self.corners(canvas, area, radius, None, colour);
        canvas.fill(Area { x: area.x + radius, w: area.w - 2 * radius, ..area }, colour);
        canvas.fill(Area { w: radius, ..area.inset_xy(0, radius) }, colour);
        canvas.fill(Area { x: area.right() - radius, w: radius, ..area.inset_xy(0, radius) }, colour);
    }

    /// Draws the edge of a rectangle with round corners, `stroke` pixels wide and wholly inside `area`.
    pub fn edge(&mut self, canvas: &mut Canvas, area: Area, radius: i32, stroke: i32, colour: Rgb888) {
        let radius = held_radius(area, radius);
        let stroke = stroke.clamp(0, area.w.min(area.h).max(0) / 2);
        self.corners(canvas, area, radius, Some(stroke), colour);
        let (across, down) = (area.inset_xy(radius, 0), area.inset_xy(0, radius));
        // The sides of a sharp rectangle would meet in the corners, which is harmless for a plain fill.
        canvas.fill(across.split_top(stroke).0, colour);
        canvas.fill(across.split_bottom(stroke).1, colour);
        canvas.fill(down.split_left(stroke).0, colour);
        canvas.fill(down.split_right(stroke).1, colour);
    }

    /// As [`Shapes::edge`], in dashes of about `dash` pixels with gaps of about two thirds of that.
    pub fn dashed_edge(
        &mut self,
        canvas: &mut Canvas,
        area: Area,
        radius: i32,
        (stroke, dash): (i32, i32),
        colour: Rgb888,
    ) {
        let (radius, stroke, dash) = (held_radius(area, radius), stroke.max(1), dash.max(1));
        let Area { w, h, .. } = area;
        self.blend(canvas, area, Shape::Dashed { w, h, radius, stroke, dash }, colour);
    }

    /// Fills a disc that touches the shorter sides of its area, in its middle.
    pub fn disc(&mut self, canvas: &mut Canvas, area: Area, colour: Rgb888) {
        let side = area.w.min(area.h);
        self.blend(canvas, area.centred(side, side), Shape::Disc { side }, colour);
    }

    /// Draws a line through points (from the upper left corner of `area`), `stroke` pixels wide with round
    /// ends. What leaves the area is left out.
    pub fn line(
        &mut self,
        canvas: &mut Canvas,
        area: Area,
        points: &[(i32, i32)],
        stroke: i32,
        colour: Rgb888,
    ) {
        let shape = Shape::Line { w: area.w, h: area.h, points: points.to_vec(), stroke: stroke.max(1) };
        self.blend(canvas, area, shape, colour);
    }

    /// A check mark in the middle of `area`, a tenth of its side thick.
    pub fn check(&mut self, canvas: &mut Canvas, area: Area, colour: Rgb888) {
        let side = area.w.min(area.h);
        let at = |x: i32, y: i32| (side * x / 100, side * y / 100);
        let points = [at(18, 54), at(42, 76), at(82, 28)];
        self.line(canvas, area.centred(side, side), &points, (side / 10).max(2), colour);
    }

    /// Four quarters of one square mask, each blended into its corner.
    fn corners(&mut self, canvas: &mut Canvas, area: Area, radius: i32, stroke: Option<i32>, colour: Rgb888) {
        if radius <= 0 {
            return;
        }
        for (right, below) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
            let x = area.x + right * (area.w - radius);
            let y = area.y + below * (area.h - radius);
            let square = Area::new(x - right * radius, y - below * radius, 2 * radius, 2 * radius);
            let corner = canvas.narrow(Area::new(x, y, radius, radius));
            self.blend(canvas, square, Shape::Corners { radius, stroke }, colour);
            canvas.widen(corner);
        }
    }

    fn blend(&mut self, canvas: &mut Canvas, area: Area, shape: Shape, colour: Rgb888) {
        if area.is_empty() {
            return;
        }
        if self.masks.get(&shape).is_none() {
            let mask = shape.mask(area);
            let weight = mask.len();
            self.masks.insert(shape.clone(), mask, weight);
        }
        if let Some(mask) = self.masks.get(&shape) {
            canvas.blend_mask(area.x, area.y, area.w, area.h, mask, colour);
        }
    }
}

/// A line of dashes, from the left edge to the right: the dividing line of a paper ticket. Sharp, so that it
/// stays even in black and white; both ends are dashes.
pub fn dashes(canvas: &mut Canvas, area: Area, dash: i32, colour: Rgb888) {
    let dash = dash.max(1);
    let count = (area.w + dash) / (2 * dash);
    for i in 0..count {
        let x = if count > 1 { (area.w - dash) * i / (count - 1) } else { 0 };
        canvas.fill(Area { x: area.x + x, w: dash, ..area }, colour);
    }
}

impl Shape {
    /// The mask of this shape in a box of the area's size.
    fn mask(&self, area: Area) -> Box<[u8]> {
        let (w, h) = (area.w as f32, area.h as f32);
        match self {
            Self::Corners { radius, stroke: None } => {
                rendered(&rounded(0.0, w, h, *radius as f32), Style::default(), area)
            }
            Self::Corners { radius, stroke: Some(stroke) } => {
                let half = *stroke as f32 / 2.0;
                let path = rounded(half, w, h, (*radius as f32 - half).max(0.0));
                rendered(&path, Stroke::new(*stroke as f32).into(), area)
            }
            Self::Dashed { radius, stroke, dash, .. } => {
                let half = *stroke as f32 / 2.0;
                let path = rounded(half, w, h, (*radius as f32 - half).max(0.0));
                let dashes = even_dashes(w, h, *radius as f32, *dash as f32);
                rendered(&path, Stroke::new(*stroke as f32).dash(&dashes, 0.0).into(), area)
            }
            Self::Disc { .. } => rendered(&rounded(0.0, w, h, w / 2.0), Style::default(), area),
            Self::Line { points, stroke, .. } => {
                let mut stroke = Stroke::new(*stroke as f32);
                rendered(&path_through(points), stroke.cap(Cap::Round).join(Join::Round).into(), area)
            }
        }
    }
}

fn held_radius(area: Area, radius: i32) -> i32 {
    radius.clamp(0, area.w.min(area.h).max(0) / 2)
}

fn rendered(path: &[Command], style: Style<'_>, area: Area) -> Box<[u8]> {
    let size = area.size();
    let mut mask = vec![0; size.width as usize * size.height as usize];
    Mask::new(path).size(size.width, size.height).style(style).render_into(&mut mask, None);
    mask.into()
}

/// A rounded rectangle `inset` from the sides of a `w` × `h` box. Quarter circles are cubic curves with the
/// usual constant 4/3·(√2 − 1): no sine, so the same on every machine.
fn rounded(inset: f32, w: f32, h: f32, radius: f32) -> Vec<Command> {
    let (left, top, right, bottom) = (inset, inset, w - inset, h - inset);
    let k = radius * (1.0 - 0.552_284_8);
    let mut path: Vec<Command> = Vec::new();
    path.move_to([left + radius, top]);
    path.line_to([right - radius, top]);
    path.curve_to([right - k, top], [right, top + k], [right, top + radius]);
    path.line_to([right, bottom - radius]);
    path.curve_to([right, bottom - k], [right - k, bottom], [right - radius, bottom]);
    path.line_to([left + radius, bottom]);
    path.curve_to([left + k, bottom], [left, bottom - k], [left, bottom - radius]);
    path.line_to([left, top + radius]);
    path.curve_to([left, top + k], [left + k, top], [left + radius, top]);
    path.close();
    path
}

fn path_through(points: &[(i32, i32)]) -> Vec<Command> {
    let mut path: Vec<Command> = Vec::new();
    for (i, &(x, y)) in points.iter().enumerate() {
        let point = [x as f32, y as f32];
        if i == 0 {
            path.move_to(point)
        } else {
            path.line_to(point)
        };
    }
    path
}

/// Dash and gap near the wanted length that go a whole number of times round the rectangle.
fn even_dashes(w: f32, h: f32, radius: f32, dash: f32) -> [f32; 2] {
    let round = 2.0 * (w + h) - (8.0 - std::f32::consts::TAU) * radius;
    let step = round / (round / (dash * 5.0 / 3.0)).round().max(1.0);
    [step * 0.6, step * 0.4]
}
