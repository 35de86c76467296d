//! Words that stand on one line where they fit well, and on two of like length otherwise: a last word alone
//! on its line looks like a mistake.
use screen::area::Area;
use screen::pen::Pen;
use screen::text::Words;

/// Writes words at their own size on one line, a little smaller on one line, or on two lines down to
/// `min_px`: whichever is first to stand there whole. Gives the rectangle of the lines.
pub(super) fn write(pen: &mut Pen, area: Area, words: &Words<'_>, min_px: u32) -> Area {
    let a_little_smaller = (words.face.size_px * 9 / 10).max(min_px);
    let one = pen.text.fit(*words, area.size(), a_little_smaller);
    if pen.text.fits(&one, area.size()) {
        return pen.write(area, &one);
    }
    let halves = in_halves(words.text);
    let two = Words { text: &halves, ..*words }.lines(2);
    pen.write_fitted(area, &two, min_px)
}

/// The text with its line broken at the space nearest to its middle; one after a mark, and not before a
/// dash, counts as nearer.
fn in_halves(text: &str) -> String {
    let off_middle = |at: &usize| {
        let off = text.len().abs_diff(2 * at);
        if text[..*at].ends_with(['–', ',', '.', ';', ':']) {
            off.saturating_sub(text.len() / 4)
        } else {
            off
        }
    };
    let spaces = text.match_indices(' ').map(|(at, _)| at);
    let spaces = spaces.filter(|at| !text[at + 1..].starts_with('–'));
    match spaces.min_by_key(off_middle) {
        Some(at) => format!("{}\n{}", &text[..at], &text[at + 1..]),
        None => text.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::in_halves;

    #[test]
    fn a_line_is_broken_near_its_middle() {
        assert_eq!(in_halves("Chưa có quầy mở"), "Chưa có\nquầy mở");
        assert_eq!(in_halves("No counter open yet"), "No counter\nopen yet");
        assert_eq!(in_halves("UBND Tây Ninh – Bộ phận Một cửa"), "UBND Tây Ninh –\nBộ phận Một cửa");
        assert_eq!(in_halves("unbroken"), "unbroken");
        assert_eq!(in_halves(""), "");
    }
}
