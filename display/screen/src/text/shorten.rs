//! Ending a line with "…" where the words go on but the room doesn't. Whole words are left out: the layout's
//! own way cuts a Vietnamese word in the middle and leaves a blank before the dots.

use cosmic_text::{LayoutGlyph, LayoutLine};

/// Leaves out the line's last words, as many as it takes, so that the dots stand behind the others within
/// `width`; of a single word that is too wide, its last letters. `text` is the paragraph that the line's
/// letters come from.
pub(super) fn shorten(line: &mut LayoutLine, text: &str, dots: &LayoutLine, width: f32) {
    let blank = |glyph: &LayoutGlyph| text[glyph.start..glyph.end].trim().is_empty();
    let room = width - dots.w;
    let end = |count: usize| line.glyphs[..count].last().map_or(0.0, |glyph| glyph.x + glyph.w);
    let fits = |count: &usize| end(*count) <= room;
    // After the last letter of a word.
    let whole = |count: &usize| {
        let after = line.glyphs.get(*count);
        *count > 0 && !blank(&line.glyphs[count - 1]) && after.is_none_or(blank)
    };
    let counts = || (0..=line.glyphs.len()).rev();
    let kept = counts().filter(whole).find(fits).or_else(|| counts().find(fits)).unwrap_or(0);
    let x = end(kept);
    line.glyphs.truncate(kept);
    line.glyphs.extend(dots.glyphs.iter().map(|glyph| LayoutGlyph { x: x + glyph.x, ..glyph.clone() }));
    line.w = x + dots.w;
}
