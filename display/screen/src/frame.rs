//! What changed: a frame lists the regions of a screen with their contents, and the painter draws only those
//! whose content differs from what it last showed there.

use crate::area::Area;
use crate::canvas::Canvas;
use crate::pen::Pen;
use crate::theme::Tone;
use embedded_graphics::geometry::Size;
use embedded_graphics::pixelcolor::Rgb888;
use std::hash::{DefaultHasher, Hash, Hasher};

/// A screen as a list of regions, in drawing order, on one ground.
pub struct Frame<'a> {
    ground: Rgb888,
    tone: Tone,
    regions: Vec<Region<'a>>,
}

struct Region<'a> {
    area: Area,
    ground: Rgb888,
    /// Tells one content from another; the area and the drawing function count as content.
    key: u64,
    draw: Box<dyn FnOnce(&mut Pen) + 'a>,
}

impl<'a> Frame<'a> {
    /// A screen without regions: all of it is `ground`.
    pub const fn new(ground: Rgb888) -> Self {
        Self { ground, tone: Tone::Plain, regions: Vec::new() }
    }

    /// The same screen with its colours shown in this tone.
    pub fn toned(self, tone: Tone) -> Self {
        Self { tone, ..self }
    }

    /// Adds a region. When it has to be drawn, its area is filled with `ground` and `draw` is called with
    /// everything outside the area left out.
    ///
    /// `draw` is a plain function and sees nothing but its content, the area and the pen: so two equal
    /// contents always look alike, and nothing that changed can be forgotten. Whatever matters (a colour, a
    /// scale, whether a button is pressed) must therefore be part of the content and of its hash.
    pub fn region<T: Hash + 'a>(
        &mut self,
        area: Area,
        ground: Rgb888,
        content: T,
        draw: fn(&T, Area, &mut Pen),
    ) {
        let mut hasher = DefaultHasher::new();
        (area, ground, draw as usize).hash(&mut hasher);
        content.hash(&mut hasher);
        let draw = Box::new(move |pen: &mut Pen| draw(&content, area, pen));
        self.regions.push(Region { area, ground, key: hasher.finish(), draw });
    }
}

/// Draws frames one after the other into one canvas, and remembers what stands there.
#[derive(Debug)]
pub struct Painter {
    pen: Pen,
    shown: Option<Shown>,
}

/// What the canvas shows: the ground, and each region's area and key.
#[derive(Debug, PartialEq, Eq)]
struct Shown {
    ground: Rgb888,
    tone: Tone,
    regions: Vec<(Area, u64)>,
}

impl Painter {
    /// With an empty canvas of this size.
    pub fn new(size: Size) -> Self {
        Self { pen: Pen::new(size), shown: None }
    }

    /// The picture as it stands.
    pub const fn canvas(&self) -> &Canvas {
        &self.pen.canvas
    }

    /// Begins again with a canvas of another size; fonts and shapes stay.
    pub fn resize(&mut self, size: Size) {
        if size != self.canvas().area().size() {
            self.pen.canvas = Canvas::new(size, Rgb888::default());
            self.shown = None;
        }
    }

    /// Draws what changed and gives the areas that were drawn; none when nothing changed.
    ///
    /// While the regions keep their places, only those with a new content are drawn, and those that lie over
    /// one drawn before them. When a region appears, goes or moves, everything is drawn.
    pub fn show(&mut self, frame: Frame<'_>) -> Vec<Area> {
        let regions = frame.regions.iter().map(|region| (region.area, region.key)).collect();
        let now = Shown { ground: frame.ground, tone: frame.tone, regions };
        self.pen.canvas.show_in(frame.tone);
        let before = self.shown.take().filter(|before| before.same_places(&now));
        let damage = match &before {
            Some(before) => self.show_changes(frame, before),
            None => self.show_all(frame),
        };
        self.shown = Some(now);
        damage
    }

    fn show_all(&mut self, frame: Frame<'_>) -> Vec<Area> {
        let whole = self.canvas().area();
        self.pen.canvas.fill(whole, frame.ground);
        for region in frame.regions {
            self.draw(region);
        }
        vec![whole]
    }

    fn show_changes(&mut self, frame: Frame<'_>, before: &Shown) -> Vec<Area> {
        let mut damage: Vec<Area> = Vec::new();
        for (region, (_, key)) in frame.regions.into_iter().zip(&before.regions) {
            if region.key != *key || damage.iter().any(|drawn| drawn.touches(region.area)) {
                damage.push(region.area.intersection(self.canvas().area()));
                self.draw(region);
            }
        }
        damage.retain(|area| !area.is_empty());
        damage
    }

    fn draw(&mut self, region: Region<'_>) {
        let clip = self.pen.canvas.narrow(region.area);
        self.pen.canvas.fill(region.area, region.ground);
        (region.draw)(&mut self.pen);
        self.pen.canvas.widen(clip);
    }
}

impl Shown {
    fn same_places(&self, other: &Self) -> bool {
        let places = |shown: &Self| shown.regions.iter().map(|(area, _)| *area).collect::<Vec<_>>();
        (self.ground, self.tone) == (other.ground, other.tone) && places(self) == places(other)
    }
}
