//! How the service screen looks: each state as a list of what is drawn where, and what of it can be pressed.
use embedded_graphics::geometry::Size;
use screen::area::Area;
use screen::button::{Button, Buttons, Kind, State, Target};
use screen::frame::Frame;
use screen::pen::Pen;
use screen::text::{Type, Weight, Words as Set};
use screen::theme::{self, Scale};
use texts::Words;

use super::{Press, Service, Shown};

/// What the open screen tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Facts {
    /// What, and how it is.
    pub(crate) rows: Vec<(String, String)>,
    /// The last lines of the log, the newest last.
    pub(crate) log: Vec<String>,
}

/// The keys of the PIN, as they lie.
const KEYS: [[Press; 3]; 4] = [
    [Press::Digit(1), Press::Digit(2), Press::Digit(3)],
    [Press::Digit(4), Press::Digit(5), Press::Digit(6)],
    [Press::Digit(7), Press::Digit(8), Press::Digit(9)],
    [Press::Erase, Press::Digit(0), Press::Enter],
];

/// A picture at one size.
pub(crate) struct Sheet {
    scale: Scale,
    lying: bool,
    parts: Vec<(Area, Part)>,
    keys: Vec<(Area, Press, Kind, String)>,
}

enum Part {
    Words { text: String, face: Type, centred: bool },
    Log(Vec<String>),
    Card,
    Dot,
}

/// The picture of this state; none while the kiosk is as visitors see it.
pub(crate) fn sheet(service: &Service, facts: &Facts, words: &Words<'_>, size: Size) -> Option<Sheet> {
    let lying = size.width > size.height;
    let scale = Scale::of(size, if lying { Scale::LANDSCAPE } else { Scale::PORTRAIT });
    let mut sheet = Sheet { scale, lying, parts: Vec::new(), keys: Vec::new() };
    let whole = Area::of_size(size).inset(scale.px(40));
    match service.shown() {
        Shown::Nothing => return None,
        Shown::Asking { typed, wrong } => sheet.asking(whole, typed, *wrong, service.pause_s(), words),
        Shown::Open => sheet.open(whole, facts, words),
        Shown::Touches(dots) => sheet.touches(whole, dots, words),
    }
    Some(sheet)
}

impl Sheet {
    /// What can be pressed, in the order in which Tab reaches it.
    pub(crate) fn targets(&self) -> Vec<Target<Press>> {
        self.keys.iter().map(|(area, press, ..)| Target::new(*area, *press)).collect()
    }

    /// The picture, with what is pressed and where the keyboard is.
    pub(crate) fn frame(self, buttons: &Buttons<Press>) -> Frame<'static> {
        let (mut frame, ground) = (Frame::new(theme::PAGE.ground), theme::PAGE.ground);
        for (area, part) in self.parts {
            match part {
                Part::Words { text, face, centred } => {
                    let ground = if face.colour == theme::CARD.accent { theme::CARD.ground } else { ground };
                    frame.region(area, ground, (text, face, centred), draw_words);
                }
                Part::Log(lines) => frame.region(area, theme::CARD.ground, (lines, self.scale), draw_log),
                Part::Card => frame.region(area, ground, self.scale, draw_card),
                Part::Dot => frame.region(area, ground, (), |(), area, pen| {
                    pen.rounded(area, area.h / 2, theme::NAVY);
                }),
            }
        }
        for (area, press, kind, label) in self.keys {
            let state = buttons.state(&Target::new(area, press));
            frame.region(area, ground, (kind, label, state, self.scale), draw_button);
        }
        frame
    }

    fn words(&mut self, area: Area, text: String, weight: Weight, px: u32) {
        let face = Type::new(weight, self.scale.type_px(px), theme::PAGE.ink);
        self.parts.push((area, Part::Words { text, face, centred: true }));
    }

    fn key(&mut self, area: Area, press: Press, kind: Kind, label: String) {
        self.keys.push((area, press, kind, label));
    }

    fn asking(&mut self, whole: Area, typed: &str, wrong: bool, pause_s: u64, words: &Words<'_>) {
        let gap = self.scale.px(18);
        let (said, keypad) = if self.lying {
            let (said, keypad) = whole.split_left(whole.w / 2 - gap);
            (said, keypad.split_left(2 * gap).1)
        } else {
            let (said, keypad) = whole.split_top(whole.h * 45 / 100);
            (said, keypad.inset_xy(whole.w / 8, gap))
        };
        let rows = said.rows(5, gap);
        self.words(rows[0], words.get("service-title"), Weight::Bold, 58);
        self.words(rows[1], words.get("service-pin"), Weight::Medium, 36);
        self.parts.push((rows[2], Part::Card));
        let face = Type::new(Weight::ExtraBold, self.scale.type_px(80), theme::CARD.accent);
        let typed = "•".repeat(typed.len());
        self.parts.push((rows[2].inset(self.scale.px(12)), Part::Words { text: typed, face, centred: true }));
        let seconds = i64::try_from(pause_s).unwrap_or(i64::MAX);
        let note = match (pause_s, wrong) {
            (1.., _) => words.fill("service-paused", &[("seconds", seconds.into())]),
            (0, true) => words.get("service-wrong"),
            (0, false) => String::new(),
        };
        self.words(rows[3], note, Weight::SemiBold, 34);
        for (row, keys) in keypad.rows(KEYS.len(), gap).into_iter().zip(KEYS) {
            for (area, press) in row.columns(keys.len(), gap).into_iter().zip(keys) {
                let (kind, label) = match press {
                    Press::Digit(digit) => (Kind::Outlined, digit.to_string()),
                    Press::Enter => (Kind::Filled, words.get("service-enter")),
                    Press::Erase | Press::Print | Press::Touches | Press::Back | Press::Close => {
                        (Kind::Outlined, words.get("service-erase"))
                    }
                };
                self.key(area, press, kind, label);
            }
        }
        self.key(rows[4], Press::Close, Kind::Outlined, words.get("service-close"));
    }

    fn open(&mut self, whole: Area, facts: &Facts, words: &Words<'_>) {
        let s = self.scale;
        let (title, rest) = whole.split_top(s.px(110));
        self.words(title, words.get("service-title"), Weight::Bold, 52);
        let (rest, foot) = rest.split_bottom(self.foot_px());
        let count = i32::try_from(facts.rows.len()).unwrap_or(i32::MAX);
        let (table, rest) = rest.split_top(s.px(60) * count);
        for (row, (what, how)) in table.rows(facts.rows.len(), 0).into_iter().zip(&facts.rows) {
            let (left, right) = row.split_left(row.w * 32 / 100);
            let soft = Type::new(Weight::Medium, s.type_px(32), theme::PAGE.soft);
            self.parts.push((left, Part::Words { text: what.clone(), face: soft, centred: false }));
            let ink = Type::new(Weight::SemiBold, s.type_px(32), theme::PAGE.ink);
            self.parts.push((right, Part::Words { text: how.clone(), face: ink, centred: false }));
        }
        let log = rest.inset_xy(0, s.px(24));
        self.parts.push((log, Part::Card));
        self.parts.push((log.inset(s.px(24)), Part::Log(facts.log.clone())));
        let doors = [(Press::Print, "service-print"), (Press::Touches, "service-touches")];
        let doors = doors.into_iter().chain([(Press::Close, "service-close")]);
        for (area, (press, word)) in foot.columns(3, s.px(18)).into_iter().zip(doors) {
            self.key(area, press, Kind::Outlined, words.get(word));
        }
    }

    /// As high as a finger needs, on the small panels that lie, too.
    fn foot_px(&self) -> i32 {
        self.scale.px(if self.lying { 150 } else { 130 })
    }

    fn touches(&mut self, whole: Area, dots: &[(i32, i32)], words: &Words<'_>) {
        let s = self.scale;
        let (above, foot) = whole.split_bottom(self.foot_px());
        self.words(above.centred(above.w, s.px(120)), words.get("service-touch-here"), Weight::Medium, 40);
        let radius = s.px(18);
        for (x, y) in dots {
            self.parts.push((Area::new(x - radius, y - radius, 2 * radius, 2 * radius), Part::Dot));
        }
        self.key(foot.centred(foot.w / 3, foot.h), Press::Back, Kind::Outlined, words.get("back"));
    }
}

fn draw_words((text, face, centred): &(String, Type, bool), area: Area, pen: &mut Pen) {
    let words = Set::new(text, *face);
    let words = if *centred { words.centre() } else { words };
    pen.write_fitted(area, &words, face.size_px / 2);
}

/// As many of the last lines as there is room for.
fn draw_log((lines, scale): &(Vec<String>, Scale), area: Area, pen: &mut Pen) {
    let face = Type::new(Weight::Medium, scale.type_px(24), theme::CARD.ink);
    let high = face.line_px();
    let room = usize::try_from(area.h / high).unwrap_or(0);
    let first = lines.len().saturating_sub(room);
    for (line, y) in lines[first..].iter().zip((0..).map(|at| area.y + at * high)) {
        pen.write(Area { y, h: high, ..area }, &Set::new(line, face));
    }
}

fn draw_card(scale: &Scale, area: Area, pen: &mut Pen) {
    let radius = scale.px(24);
    pen.rounded(area, radius, theme::HAIRLINE);
    pen.rounded(area.inset(scale.px(2)), radius, theme::CARD.ground);
}

fn draw_button((kind, label, state, scale): &(Kind, String, State, Scale), area: Area, pen: &mut Pen) {
    Button::new(*kind, label, *scale).state(*state).draw(area, pen);
}
