//! Text as values: which words, how their letters look, and where they stand in their area.

use embedded_graphics::pixelcolor::Rgb888;

/// The weights of the typeface that are shipped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Weight {
    /// 500: running text.
    Medium,
    /// 600: secondary titles, and the lightest on paper.
    SemiBold,
    /// 700: titles.
    Bold,
    /// 800: numbers.
    ExtraBold,
}

/// How letters look: weight, size, colour and the space between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Type {
    /// Weight of the strokes.
    pub weight: Weight,
    /// Size of the type (its em) in pixels.
    pub size_px: u32,
    /// Colour.
    pub colour: Rgb888,
    /// Extra space after each letter, in hundredths of the size.
    pub spacing_percent: i32,
    /// Height of a line, in hundredths of the size.
    pub line_percent: u32,
}

impl Type {
    /// A type without extra space between its letters, whose lines are 1.5 em high: the font's highest
    /// letter, Ẳ, reaches 1.23 em above the baseline and its lowest, ọ, 0.25 em below, so nothing ever meets.
    pub const fn new(weight: Weight, size_px: u32, colour: Rgb888) -> Self {
        Self { weight, size_px, colour, spacing_percent: 0, line_percent: 150 }
    }

    /// The same type in another size.
    pub const fn sized(self, size_px: u32) -> Self {
        Self { size_px, ..self }
    }

    /// The same type in another colour.
    pub const fn coloured(self, colour: Rgb888) -> Self {
        Self { colour, ..self }
    }

    /// The same type with this much extra space after each letter, in hundredths of the size.
    pub const fn spaced(self, spacing_percent: i32) -> Self {
        Self { spacing_percent, ..self }
    }

    /// The same type with lines of another height, in hundredths of the size. At 140 only Ẳ, Ẩ and the like
    /// could touch a dot right above them; less is for text without capitals.
    pub const fn leading(self, line_percent: u32) -> Self {
        Self { line_percent, ..self }
    }

    /// Height of a line in pixels.
    pub fn line_px(self) -> i32 {
        self.share(self.line_percent * 10)
    }

    /// Height of a capital without marks and of a digit, in pixels.
    pub fn cap_px(self) -> i32 {
        i32::try_from((self.size_px * 740 + 500) / 1000).unwrap_or(i32::MAX)
    }

    /// The size whose capitals and digits are `cap_px` high, or the next smaller one.
    pub const fn size_for_cap(cap_px: u32) -> u32 {
        cap_px * 1000 / 740
    }

    /// A share of the size, in thousandths, rounded up.
    fn share(self, permille: u32) -> i32 {
        i32::try_from((self.size_px * permille).div_ceil(1000)).unwrap_or(i32::MAX)
    }
}

/// Where a line stands between the left and right edges of its area.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Align {
    /// At the left edge.
    Left,
    /// In the middle.
    Centre,
    /// At the right edge.
    Right,
}

/// Where the lines stand between the upper and lower edges of their area.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// The first line begins at the upper edge.
    Top,
    /// The capitals, from the top of the first line's to the last baseline, stand in the middle.
    Middle,
    /// The last line ends at the lower edge.
    Bottom,
    /// The first baseline is this row of the canvas, wherever the area lies.
    Baseline(i32),
}

/// A text and how it is set: by default one line, at the left, its capitals in the middle of the area's height.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Words<'a> {
    /// The text; `\n` ends a line.
    pub text: &'a str,
    /// How its letters look.
    pub face: Type,
    /// Between left and right.
    pub align: Align,
    /// Between top and bottom.
    pub place: Place,
    /// The most lines it may take; the rest gives way to "…".
    pub lines_max: u32,
    /// Whether each digit stands in a cell as wide as the widest, so that changing numbers don't jitter.
    pub cells: bool,
}

impl<'a> Words<'a> {
    /// One line at the left, in the middle of the height.
    pub const fn new(text: &'a str, face: Type) -> Self {
        Self { text, face, align: Align::Left, place: Place::Middle, lines_max: 1, cells: false }
    }

    /// In the middle between left and right.
    pub const fn centre(self) -> Self {
        Self { align: Align::Centre, ..self }
    }

    /// At the right edge.
    pub const fn right(self) -> Self {
        Self { align: Align::Right, ..self }
    }

    /// From the upper edge on.
    pub const fn top(self) -> Self {
        Self { place: Place::Top, ..self }
    }

    /// Down to the lower edge.
    pub const fn bottom(self) -> Self {
        Self { place: Place::Bottom, ..self }
    }

    /// The first baseline at row `y` of the canvas.
    pub const fn baseline(self, y: i32) -> Self {
        Self { place: Place::Baseline(y), ..self }
    }

    /// Wrapped into at most `lines_max` lines.
    pub const fn lines(self, lines_max: u32) -> Self {
        Self { lines_max, ..self }
    }

    /// Each digit in a cell of the widest digit's width: for numbers and clocks. Such words are never
    /// wrapped or shortened; fit them.
    pub const fn cells(self) -> Self {
        Self { cells: true, ..self }
    }

    /// The same words in another size.
    pub const fn sized(self, size_px: u32) -> Self {
        Self { face: self.face.sized(size_px), ..self }
    }

    /// Height of their lines in pixels: the type's, or what stacked Khmer letters need.
    pub fn line_px(&self) -> i32 {
        let khmer = self.has_khmer();
        self.face.line_px().max(if khmer { self.face.share(1860) } else { 0 })
    }

    /// From the top of a line to its baseline, in pixels; the rest is for what hangs below.
    pub(super) fn baseline_px(&self) -> i32 {
        self.line_px() - self.below_px()
    }

    /// What hangs below the last baseline, in pixels.
    pub(crate) fn below_px(&self) -> i32 {
        self.face.share(if self.has_khmer() { 701 } else { 255 })
    }

    fn has_khmer(&self) -> bool {
        self.text.chars().any(|letter| ('\u{1780}'..='\u{17ff}').contains(&letter))
    }
}
