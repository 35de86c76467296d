//! What a machine shows that waits for its key: the code in letters that are read from afar, what to do with it in
//! two languages, and what is in the way.
use embedded_graphics::geometry::Size;
use embedded_graphics::pixelcolor::Rgb888;
use protocol::DeviceKind;
use screen::area::Area;
use screen::frame::Frame;
use screen::pen::Pen;
use screen::text::{Place, Type, Weight, Words};
use screen::theme::{self, Scale};
use texts::{Texts, Value};

use crate::pairing::{Shown, Trouble};

/// What is known of the machine and its waiting.
pub(crate) struct Waiting<'a> {
    pub(crate) shown: &'a Shown,
    pub(crate) kind: DeviceKind,
    /// Whether it was known to the server before.
    pub(crate) revoked: bool,
    /// What it calls itself, and where its server is.
    pub(crate) name: &'a str,
    pub(crate) server: &'a str,
    /// The folder that does not take a key.
    pub(crate) unkept: Option<&'a str>,
}

/// A line of words in the middle of its area.
#[derive(Hash)]
struct Line {
    text: String,
    face: Type,
    lines: u32,
    place: Place,
    /// Whether digits stand in cells.
    cells: bool,
}

/// The languages of the picture: who stands before it is not known.
struct Tongues<'t> {
    first: texts::Words<'t>,
    second: texts::Words<'t>,
}

impl Tongues<'_> {
    fn both(&self, word: &str, values: &[(&str, Value<'_>)]) -> [String; 2] {
        [self.first.fill(word, values), self.second.fill(word, values)]
    }
}

/// The picture at a size, first in `language`.
pub(crate) fn frame(waiting: &Waiting<'_>, texts: &Texts, language: &str, size: Size) -> Frame<'static> {
    let other = if language == "en" { "vi" } else { "en" };
    let tongues = Tongues { first: texts.speak(language, "vi"), second: texts.speak(other, "vi") };
    let lying = size.width > size.height;
    let scale = Scale::of(size, if lying { Scale::LANDSCAPE } else { Scale::PORTRAIT });
    let mut sheet = Sheet { frame: Frame::new(theme::PAGE.ground), scale };
    let whole = Area::of_size(size);
    let (bar, rest) = whole.split_top(scale.px(110));
    sheet.bar(bar, waiting, &tongues);
    let (body, foot) = rest.split_bottom(scale.px(190));
    sheet.visitors(foot.inset_xy(scale.px(56), 0), waiting.kind, &tongues);
    let body = body.inset_xy(scale.px(56), scale.px(if lying { 20 } else { 60 }));
    let shares = if lying { [24, 44, 32] } else { [22, 34, 44] };
    let (title, rest) = body.split_top(body.h * shares[0] / 100);
    let (code, below) = rest.split_top(body.h * shares[1] / 100);
    let word = if waiting.revoked { "pairing-title-revoked" } else { "pairing-title" };
    sheet.pair(title, tongues.both(word, &[]), (Weight::Bold, 62), theme::PAGE.ground);
    sheet.code(code, waiting.shown, &tongues);
    sheet.below(below, waiting, &tongues);
    sheet.frame
}

struct Sheet {
    frame: Frame<'static>,
    scale: Scale,
}

impl Sheet {
    /// Which machine this is, and whom it asks: for who approves it.
    fn bar(&mut self, area: Area, waiting: &Waiting<'_>, tongues: &Tongues<'_>) {
        let (name, server) = (waiting.name.into(), waiting.server.into());
        let [text, _] = tongues.both("pairing-machine", &[("name", name), ("server", server)]);
        let face = Type::new(Weight::SemiBold, self.scale.type_px(34), theme::BAR.ink);
        let ground = theme::BAR.ground;
        self.frame.region(area, ground, (), |(), _, _| {});
        self.line(
            area.inset_xy(self.scale.px(56), 0),
            ground,
            Line { text, face, lines: 1, place: Place::Middle, cells: false },
        );
    }

    fn visitors(&mut self, area: Area, kind: DeviceKind, tongues: &Tongues<'_>) {
        let word = match kind {
            DeviceKind::Kiosk => "pairing-visitors-kiosk",
            DeviceKind::Display => "pairing-visitors-display",
        };
        self.frame.region(area.split_top(self.scale.px(3)).0, theme::HAIRLINE, (), |(), _, _| {});
        let area = area.split_top(self.scale.px(3)).1.inset_xy(0, self.scale.px(16));
        self.pair(area, tongues.both(word, &[]), (Weight::SemiBold, 42), theme::PAGE.ground);
    }

    /// The code in two groups of three, or that it is asked for.
    fn code(&mut self, area: Area, shown: &Shown, tongues: &Tongues<'_>) {
        let s = self.scale;
        let card = area.inset_xy(0, s.px(10));
        self.frame.region(card, theme::PAGE.ground, s, draw_card);
        let inner = card.inset(s.px(24));
        let Some(code) = &shown.code else {
            let words = tongues.both("pairing-asking", &[]);
            return self.pair(inner, words, (Weight::Medium, 52), theme::CARD.ground);
        };
        let (left, right) = code.split_at_checked(code.len() / 2).unwrap_or((code, ""));
        let face = Type::new(Weight::ExtraBold, s.type_px(300), theme::CARD.accent);
        let text = format!("{left} {right}");
        self.line(
            inner,
            theme::CARD.ground,
            Line { text, face, lines: 1, place: Place::Middle, cells: true },
        );
    }

    /// What to do, or what is in the way of it.
    fn below(&mut self, area: Area, waiting: &Waiting<'_>, tongues: &Tongues<'_>) {
        let s = self.scale;
        if let Some(words) = trouble(waiting, tongues) {
            let band = area.inset_xy(0, s.px(12)).split_top(area.h.min(s.px(270))).0;
            self.frame.region(band, theme::PAGE.ground, s, draw_warning);
            return self.pair(band.inset(s.px(20)), words, (Weight::Bold, 42), theme::CALL.ground);
        }
        let Some(code) = &waiting.shown.code else { return };
        let parts = area.split_top(area.h.min(s.px(470))).0.rows(5, 0);
        let ground = theme::PAGE.ground;
        let block = |from: usize, to: usize| Area { h: parts[to].bottom() - parts[from].y, ..parts[from] };
        self.pair(block(0, 1), tongues.both("pairing-do", &[]), (Weight::SemiBold, 40), ground);
        let face = Type::new(Weight::Bold, s.type_px(38), theme::PAGE.accent);
        let text = format!("server device approve {code} --data …");
        self.line(parts[2], ground, Line { text, face, lines: 1, place: Place::Middle, cells: false });
        self.pair(block(3, 4), tongues.both("pairing-then", &[]), (Weight::Medium, 32), ground);
    }

    /// The same in both languages, one below the other, the second smaller.
    fn pair(
        &mut self,
        area: Area,
        [first, second]: [String; 2],
        (weight, px): (Weight, u32),
        ground: Rgb888,
    ) {
        let (upper, lower) = area.split_top(area.h * 58 / 100);
        let soft = if ground == theme::CALL.ground { theme::CALL.ink } else { theme::PAGE.soft };
        let face = Type::new(weight, self.scale.type_px(px), theme::PAGE.ink).leading(140);
        self.line(upper, ground, Line { text: first, face, lines: 2, place: Place::Bottom, cells: false });
        let face = Type::new(Weight::Medium, self.scale.type_px(px * 7 / 10), soft).leading(140);
        self.line(lower, ground, Line { text: second, face, lines: 2, place: Place::Top, cells: false });
    }

    fn line(&mut self, area: Area, ground: Rgb888, line: Line) {
        self.frame.region(area, ground, line, draw_line);
    }
}

fn trouble(waiting: &Waiting<'_>, tongues: &Tongues<'_>) -> Option<[String; 2]> {
    let word = match (waiting.shown.trouble, waiting.unkept) {
        (Some(Trouble::Away), _) => "pairing-away",
        (Some(Trouble::Untrusted), _) => "pairing-untrusted",
        (Some(Trouble::Busy), _) => "pairing-busy",
        (Some(Trouble::Refused), _) => "pairing-refused",
        (None, Some(folder)) => return Some(tongues.both("pairing-unkept", &[("folder", folder.into())])),
        (None, None) => return None,
    };
    Some(tongues.both(word, &[]))
}

fn draw_line(line: &Line, area: Area, pen: &mut Pen) {
    let words = Words { place: line.place, ..Words::new(&line.text, line.face).centre().lines(line.lines) };
    let words = if line.cells { words.cells() } else { words };
    pen.write_fitted(area, &words, line.face.size_px / 3);
}

fn draw_card(scale: &Scale, area: Area, pen: &mut Pen) {
    let radius = scale.px(32);
    pen.rounded(area, radius, theme::HAIRLINE);
    pen.rounded(area.inset(scale.px(2)), radius, theme::CARD.ground);
}

fn draw_warning(scale: &Scale, area: Area, pen: &mut Pen) {
    pen.rounded(area, scale.px(24), theme::CALL.ground);
}
