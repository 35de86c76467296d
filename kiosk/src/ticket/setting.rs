//! A ticket's words set on paper from top to bottom: black on white, no greys, no weight below 600. All
//! lengths are dots, of which thermal printers have 8 a millimetre.
use embedded_graphics::geometry::Size;
use screen::area::Area;
use screen::canvas::Canvas;
use screen::pen::Pen;
use screen::qr::Code;
use screen::shapes;
use screen::text::{Type, Weight, Words};
use screen::theme::TICKET;

use super::{Paper, Raster, Slip};

/// The least module that a phone reads from worn paper.
const MODULE_MIN: i32 = 4;

/// Sizes of one paper.
struct Sizes {
    width: i32,
    margin: i32,
    head: u32,
    title: u32,
    number: u32,
    priority: u32,
    service: u32,
    counters: u32,
    row: u32,
    foot: u32,
    /// The most that a code with its quiet zone takes, unless its modules would be too small.
    code: i32,
    gap: i32,
}

const WIDE: Sizes = Sizes {
    width: 576,
    margin: 22,
    head: 25,
    title: 30,
    number: 178,
    priority: 46,
    service: 38,
    counters: 29,
    row: 28,
    foot: 25,
    code: 300,
    gap: 16,
};

const NARROW: Sizes = Sizes {
    width: 384,
    margin: 10,
    head: 21,
    title: 24,
    number: 150,
    priority: 38,
    service: 31,
    counters: 25,
    row: 21,
    foot: 20,
    code: 240,
    gap: 12,
};

/// Sets tickets for one paper. Kept, for the fonts it remembers.
pub(crate) struct Typesetter {
    sizes: &'static Sizes,
    pen: Pen,
}

impl Typesetter {
    /// For this paper.
    pub(crate) fn new(paper: Paper) -> Self {
        let sizes = match paper {
            Paper::Narrow => &NARROW,
            Paper::Wide => &WIDE,
        };
        Self { sizes, pen: Pen::new(Size::new(1, 1)) }
    }

    /// The ticket as black and white dots.
    pub(crate) fn set(&mut self, slip: &Slip) -> Raster {
        // Set once to learn the height: whatever is drawn outside a canvas is left out.
        let height = self.set_on(Size::new(1, 1), slip);
        self.set_on(Size::new(self.sizes.width.unsigned_abs(), height.unsigned_abs()), slip);
        self.pen.canvas.raster()
    }

    fn set_on(&mut self, size: Size, slip: &Slip) -> i32 {
        self.pen.canvas = Canvas::new(size, TICKET.ground);
        let mut page = Page { pen: &mut self.pen, sizes: self.sizes, y: self.sizes.gap };
        page.slip(slip);
        page.y
    }
}

/// A page being filled, down to `y`.
struct Page<'a> {
    pen: &'a mut Pen,
    sizes: &'a Sizes,
    y: i32,
}

impl Page<'_> {
    fn slip(&mut self, slip: &Slip) {
        let sizes = self.sizes;
        for line in &slip.head {
            self.centred(line, face(Weight::SemiBold, sizes.head));
        }
        self.y += sizes.gap / 2;
        self.centred(&slip.title, heading(&slip.title, Weight::SemiBold, sizes.title));
        if let Some(again) = &slip.again {
            self.centred(again, heading(again, Weight::Bold, sizes.counters));
        }
        self.number(&slip.number);
        if let Some(priority) = &slip.priority {
            self.boxed(priority);
        }
        self.centred(&slip.service, face(Weight::Bold, sizes.service));
        self.centred(&slip.counters, face(Weight::SemiBold, sizes.counters));
        self.rule();
        slip.rows.iter().for_each(|(label, value)| self.row(label, value));
        self.rule();
        self.code(slip);
        slip.foot.iter().for_each(|line| self.plain(line));
        self.y += sizes.gap * 2;
    }

    /// Lines in the middle.
    fn centred(&mut self, text: &str, face: Type) {
        self.lines(&Words::new(text, face).centre().lines(4).top());
    }

    /// Lines at the left.
    fn plain(&mut self, text: &str) {
        self.lines(&Words::new(text, face(Weight::SemiBold, self.sizes.foot)).lines(4).top());
    }

    fn lines(&mut self, words: &Words<'_>) {
        if words.text.is_empty() {
            return;
        }
        // A long name is set a little smaller before it is broken into more lines.
        let room = Size::new(self.width().unsigned_abs(), words.face.line_px().unsigned_abs());
        let smaller = self.pen.text.fit(words.lines(1), room, words.face.size_px * 85 / 100);
        let words = if self.pen.text.fits(&smaller, room) { smaller } else { *words };
        let line = Area::new(self.sizes.margin, self.y, self.width(), words.face.line_px());
        self.y += self.pen.write(line, &words).h;
    }

    fn number(&mut self, number: &str) {
        let room = Size::new(self.width().unsigned_abs(), self.sizes.number);
        let words = Words::new(number, face(Weight::ExtraBold, self.sizes.number)).centre();
        let words = self.pen.text.fit(words, room, self.sizes.title);
        let height = words.face.cap_px();
        self.y += self.sizes.gap * 3 / 2;
        self.pen.write(Area::new(self.sizes.margin, self.y, self.width(), height), &words);
        self.y += height + self.sizes.gap;
    }

    /// One word in a frame.
    fn boxed(&mut self, text: &str) {
        let words = Words::new(text, face(Weight::ExtraBold, self.sizes.priority)).centre();
        let (side, height) = (self.sizes.gap * 2, words.face.line_px());
        let width = (self.pen.text.width(&words) + 2 * side).min(self.width());
        let frame = Area::new((self.sizes.width - width) / 2, self.y + self.sizes.gap / 2, width, height);
        self.pen.edge(frame, self.sizes.gap, 4, TICKET.edge);
        // The words' capitals stand in the middle of the frame; their marks rise above.
        self.pen.write(frame.moved(0, 3), &words);
        self.y = frame.bottom() + self.sizes.gap;
    }

    /// A dashed line over the whole width.
    fn rule(&mut self) {
        let line = Area::new(self.sizes.margin, self.y + self.sizes.gap, self.width(), 3);
        shapes::dashes(&mut self.pen.canvas, line, 8, TICKET.edge);
        self.y = line.bottom() + self.sizes.gap * 3 / 4;
    }

    /// A label and its value on one line, or on two where they don't fit.
    fn row(&mut self, label: &str, value: &str) {
        let face = face(Weight::SemiBold, self.sizes.row);
        let (label, value) = (Words::new(label, face).top(), Words::new(value, face).right().top());
        let both = self.pen.text.width(&label) + self.sizes.gap + self.pen.text.width(&value);
        let line = Area::new(self.sizes.margin, self.y, self.width(), face.line_px());
        self.pen.write(line, &label);
        let below = if both > line.w { line.h } else { 0 };
        let value = self.pen.text.fit(value, line.size(), self.sizes.row / 2);
        self.pen.write(line.moved(0, below), &value);
        self.y += line.h + below;
    }

    /// The QR code and what stands below it, with a rule after them.
    fn code(&mut self, slip: &Slip) {
        let code = slip.url.as_deref().and_then(|url| match Code::new(url) {
            Ok(code) => Some(code),
            Err(error) => {
                tracing::warn!(%error, "the ticket's address does not fit a QR code");
                None
            }
        });
        if let Some(code) = &code {
            let module =
                (self.sizes.code / code.side()).max(MODULE_MIN).min(code.module_px(self.sizes.width));
            let side = module * code.side();
            // Its white border begins at the rule above, and the words below may reach into half of it.
            let top = self.y - self.sizes.gap / 2;
            code.draw(&mut self.pen.canvas, (self.sizes.width - side) / 2, top, module);
            self.y = top + side;
        }
        for line in &slip.below_code {
            self.centred(line, face(Weight::SemiBold, self.sizes.foot));
        }
        if code.is_some() || !slip.below_code.is_empty() {
            self.rule();
        }
    }

    fn width(&self) -> i32 {
        self.sizes.width - 2 * self.sizes.margin
    }
}

/// Capitals are set apart; a script that has none is not.
fn heading(text: &str, weight: Weight, size: u32) -> Type {
    let face = face(weight, size);
    if text.chars().any(char::is_uppercase) { face.spaced(6) } else { face }
}

const fn face(weight: Weight, size: u32) -> Type {
    Type::new(weight, size, TICKET.ink)
}
