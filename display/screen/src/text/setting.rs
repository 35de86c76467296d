//! From words to placed letters: normalising, shaping, wrapping, digit cells. Nothing is drawn here.

use super::shorten::shorten;
use super::{Text, Type, Weight, Words, fonts};
use cosmic_text::{
    Attrs, AttrsList, Family, FeatureTag, FontFeatures, Hinting, LayoutGlyph, LayoutLine, PhysicalGlyph,
    ShapeLine, Shaping, Wrap,
};
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;

/// Marks the digits of words set in cells.
const DIGIT: usize = 1;

/// Letters placed on their lines, in pixels from the left edge and the baseline.
#[derive(Debug, Default)]
pub(super) struct Setting {
    pub(super) lines: Vec<Line>,
    /// Width of the widest line.
    pub(super) width: i32,
}

/// One line of placed letters.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) glyphs: Vec<PhysicalGlyph>,
    pub(super) width: i32,
}

/// The room that words are set into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Limits {
    pub(super) width: i32,
    pub(super) lines_max: u32,
    /// Whether a word wider than the room may stick out rather than be broken.
    pub(super) whole_words: bool,
}

/// What of a [`Type`] changes a text's shape, whatever its size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Form {
    weight: Weight,
    spacing_percent: i32,
    cells: bool,
}

/// A text up to the end of its line, and its letters' shapes without size.
struct Paragraph {
    text: String,
    shape: ShapeLine,
}

/// Everything kept about one text.
#[derive(Default)]
pub(super) struct Known {
    shaped: Vec<(Form, Arc<[Paragraph]>)>,
    set: Vec<((Form, u32, Limits), Arc<Setting>)>,
}

impl Text {
    /// The most settings kept of one text, before they are all made anew.
    const SETTINGS: usize = 64;

    /// The words set within limits, from what is kept if they were set so before.
    pub(super) fn setting(&mut self, words: &Words<'_>, limits: Limits) -> Arc<Setting> {
        let Type { weight, size_px, spacing_percent, colour: _, line_percent: _ } = words.face;
        let form = Form { weight, spacing_percent, cells: words.cells };
        let key = (form, size_px, limits);
        let known = self.known.get(words.text);
        if let Some((_, set)) = known.and_then(|known| known.set.iter().find(|(of, _)| *of == key)) {
            return Arc::clone(set);
        }
        let shaped = self.shaped(words.text, form);
        let set = Arc::new(self.lay_out(&shaped, form, size_px, limits));
        if let Some(known) = self.known.get(words.text) {
            if known.set.len() >= Self::SETTINGS {
                known.set.clear();
            }
            known.set.push((key, Arc::clone(&set)));
        }
        set
    }

    fn shaped(&mut self, text: &str, form: Form) -> Arc<[Paragraph]> {
        if self.known.get(text).is_none() {
            self.known.insert(text.into(), Known::default(), 1);
        }
        let known = self.known.get(text);
        if let Some((_, shaped)) = known.and_then(|known| known.shaped.iter().find(|(of, _)| *of == form)) {
            return Arc::clone(shaped);
        }
        // Composed letters have shapes of their own in the font; a letter and its marks apart may not.
        let composed: String = text.nfc().collect();
        let paragraph = |line: &str| Paragraph { text: line.to_owned(), shape: self.shape(line, form) };
        let shaped: Arc<[Paragraph]> = composed.lines().map(paragraph).collect();
        if let Some(known) = self.known.get(text) {
            known.shaped.push((form, Arc::clone(&shaped)));
        }
        shaped
    }

    fn shape(&mut self, line: &str, form: Form) -> ShapeLine {
        let mut attrs = Attrs::new().family(Family::Name(fonts::FAMILY)).weight(form.weight.font());
        if form.spacing_percent != 0 {
            attrs = attrs.letter_spacing(form.spacing_percent as f32 / 100.0);
        }
        if form.cells {
            let mut features = FontFeatures::new();
            features.disable(FeatureTag::KERNING);
            attrs = attrs.font_features(features);
        }
        let mut list = AttrsList::new(&attrs);
        for (start, _) in line.match_indices(|letter: char| form.cells && letter.is_ascii_digit()) {
            list.add_span(start..start + 1, &attrs.clone().metadata(DIGIT));
        }
        ShapeLine::new(&mut self.system, line, &list, Shaping::Advanced, 4)
    }

    /// Whether a shipped font has a shape for a letter. An unknown one gets the font's glyph 0.
    pub(super) fn has(&mut self, letter: char) -> bool {
        let form = Form { weight: Weight::Medium, spacing_percent: 0, cells: false };
        let shape = self.shape(&letter.to_string(), form);
        let words = shape.spans.iter().flat_map(|span| &span.words);
        words.flat_map(|word| &word.glyphs).all(|glyph| glyph.glyph_id != 0)
    }

    fn lay_out(&mut self, shaped: &[Paragraph], form: Form, size_px: u32, limits: Limits) -> Setting {
        let size = size_px as f32;
        let cell = if form.cells { Some(self.digit_cell(form, size)) } else { None };
        let trailing = form.spacing_percent as f32 / 100.0 * size;
        let mut setting = Setting::default();
        for line in self.broken(shaped, form, size, limits) {
            let line = match cell {
                Some(cell) => in_cells(&line, cell),
                None => placed(&line, trailing),
            };
            setting.width = setting.width.max(line.width);
            setting.lines.push(line);
        }
        setting
    }

    /// The paragraphs as lines: no more than the limits allow, the last one ending in dots if words are left.
    fn broken(&mut self, shaped: &[Paragraph], form: Form, size: f32, limits: Limits) -> Vec<LayoutLine> {
        let (mut lines, lines_max) = (Vec::new(), limits.lines_max as usize);
        for (i, Paragraph { text, shape }) in shaped.iter().enumerate() {
            lines.extend(wrapped(shape, size, limits, form.cells));
            let more = lines.len() > lines_max || (lines.len() == lines_max && i + 1 < shaped.len());
            lines.truncate(lines_max);
            if more {
                let dots = wrapped(&self.shape("…", form), size, limits, true);
                if let (Some(last), [dots, ..]) = (lines.last_mut(), &*dots) {
                    shorten(last, text, dots, limits.width as f32);
                }
                break;
            }
        }
        lines
    }

    /// Width of the cell of one digit: that of the widest and the space after it, in whole pixels.
    fn digit_cell(&mut self, form: Form, size: f32) -> i32 {
        let Form { weight, spacing_percent, .. } = form;
        let em = match self.digit_em[weight as usize] {
            Some(em) => em,
            None => {
                let shape = self.shape("0123456789", Form { weight, spacing_percent: 0, cells: true });
                let lines = shape.layout(1000.0, None, Wrap::None, None, None, Hinting::Disabled);
                let widths = lines.iter().flat_map(|line| &line.glyphs).map(|glyph| glyph.w);
                widths.fold(0.0_f32, f32::max) / 1000.0
            }
        };
        self.digit_em[weight as usize] = Some(em);
        ((em + spacing_percent as f32 / 100.0) * size).ceil() as i32
    }
}

/// The lines of one paragraph; a single one where the words are in cells or the room has no end.
fn wrapped(shape: &ShapeLine, size: f32, limits: Limits, single: bool) -> Vec<LayoutLine> {
    let wrap = match (single || limits.width == i32::MAX, limits.whole_words) {
        (true, _) => Wrap::None,
        (false, true) => Wrap::Word,
        (false, false) => Wrap::WordOrGlyph,
    };
    let width = (wrap != Wrap::None).then_some(limits.width.max(0) as f32);
    shape.layout(size, width, wrap, None, None, Hinting::Disabled)
}

/// The letters where the layout put them, in quarters of a pixel; `trailing` is the space after the last.
fn placed(line: &LayoutLine, trailing: f32) -> Line {
    let glyphs: Vec<_> = line.glyphs.iter().map(|glyph| glyph.physical((0.0, 0.0), 1.0)).collect();
    let trailing = if glyphs.is_empty() { 0.0 } else { trailing };
    Line { glyphs, width: (line.w - trailing).ceil() as i32 }
}

/// The letters side by side on whole pixels, each digit in the middle of a cell.
fn in_cells(line: &LayoutLine, cell: i32) -> Line {
    let mut x = 0;
    let mut glyphs = Vec::with_capacity(line.glyphs.len());
    for glyph in &line.glyphs {
        let own = glyph.w.round() as i32;
        let width = if glyph.metadata == DIGIT { cell } else { own };
        glyphs.push(moved_to(glyph, x + (width - own) / 2));
        x += width;
    }
    Line { glyphs, width: x }
}

fn moved_to(glyph: &LayoutGlyph, x: i32) -> PhysicalGlyph {
    let at = LayoutGlyph { x: 0.0, ..glyph.clone() };
    let mut placed = at.physical((0.0, 0.0), 1.0);
    placed.x += x;
    placed
}
