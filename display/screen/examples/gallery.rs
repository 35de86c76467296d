//! Everything the kit draws, to be looked at and touched:
//! `cargo run -p screen --example gallery -- window|full|png:DIR [0|90|180|270]`.

use embedded_graphics::geometry::Size;
use screen::area::Area;
use screen::button::{Button, Buttons, Kind, Target};
use screen::frame::Frame;
use screen::input::{Input, Key};
use screen::pen::Pen;
use screen::qr::Code;
use screen::screen::{Options, Program, Screen, Waker};
use screen::text::{Type, Weight, Words};
use screen::theme::{self, Scale};
use std::time::{Duration, Instant};

const KINDS: [(Kind, &str, &str); 7] = [
    (Kind::Card, "Hộ tịch – Chứng thực", "Khai sinh, kết hôn, chứng thực bản sao"),
    (Kind::Outlined, "Gọi cán bộ hỗ trợ", "Có người đến giúp tại máy này"),
    (Kind::Choice, "English", ""),
    (Kind::Chosen, "Tiếng Việt", ""),
    (Kind::Filled, "Xong", ""),
    (Kind::Priority, "Lấy số ưu tiên", "Từ 60 tuổi, khuyết tật, mang thai, con nhỏ, người có công"),
    (Kind::Dashed, "Chưa rõ thủ tục? Gặp cán bộ hướng dẫn", ""),
];

fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let output = arguments.next().as_deref().unwrap_or("window").parse()?;
    let rotation = arguments.next().as_deref().unwrap_or("0").parse()?;
    let (size, title) = (Size::new(1080, 1920), "Gallery".to_owned());
    let screen = Screen::open(Options { output, size, rotation, title, hide_pointer: false })?;
    let mut gallery = Gallery::new(screen.waker(), Instant::now());
    screen.run(&mut gallery, Instant::now, ready)
}

#[allow(clippy::print_stdout, reason = "an example tells its reader that the first picture stands")]
fn ready() {
    println!("ready");
}

struct Gallery {
    waker: Waker,
    buttons: Buttons<usize>,
    size: Size,
    last: String,
    presses: u32,
    started: Instant,
    now: Instant,
}

impl Gallery {
    fn new(waker: Waker, now: Instant) -> Self {
        let (size, last) = (Size::new(1080, 1920), "–".to_owned());
        Self { waker, buttons: Buttons::new(), size, last, presses: 0, started: now, now }
    }

    fn seconds(&self) -> u64 {
        self.now.duration_since(self.started).as_secs()
    }

    fn rows(size: Size) -> (Vec<Area>, Scale) {
        let scale = Scale::of(size, Scale::PORTRAIT);
        let area = Area::of_size(size).inset(scale.px(48));
        (area.rows(12, scale.px(20)), scale)
    }

    fn targets(size: Size) -> Vec<Target<usize>> {
        let (rows, _) = Self::rows(size);
        let target = |(action, area): (usize, &Area)| Target { area: *area, action, enabled: action != 4 };
        rows[2..9].iter().enumerate().map(|(action, area)| target((action, area))).collect()
    }
}

impl Program for Gallery {
    fn input(&mut self, input: Input, now: Instant) {
        self.now = now;
        match input {
            Input::Resized(size) => self.size = size,
            Input::Key(Key::Escape) => self.waker.quit(),
            Input::Key(key) => self.last = format!("{key:?}"),
            Input::Pressed { x, y, .. } => self.last = format!("{x}, {y}"),
            Input::Moved { .. } | Input::Released { .. } | Input::Cancelled { .. } | Input::Closed => {}
        }
        if let Some(action) = self.buttons.input(input, &Self::targets(self.size)) {
            self.presses += 1;
            self.last = KINDS[action].1.to_owned();
        }
    }

    fn wake(&mut self, now: Instant) {
        self.now = now;
    }

    fn next_wake(&self) -> Option<Instant> {
        Some(self.started + Duration::from_secs(self.seconds() + 1))
    }

    fn frame(&self, size: Size) -> Frame<'_> {
        let (rows, scale) = Self::rows(size);
        let mut frame = Frame::new(theme::PAGE.ground);
        frame.region(rows[0], theme::PAGE.ground, (self.seconds(), scale), draw_head);
        frame.region(rows[1], theme::PAGE.ground, (self.last.as_str(), self.presses, scale), draw_last);
        for (target, (kind, label, detail)) in Self::targets(size).iter().zip(KINDS) {
            let button = Button::new(kind, label, scale).detail(detail).state(self.buttons.state(target));
            frame.region(target.area, theme::PAGE.ground, button, |button, area, pen| button.draw(area, pen));
        }
        let rest = rows[9].split_top(rows[11].bottom() - rows[9].y).0;
        frame.region(rest, theme::NIGHT, scale, draw_dark);
        frame
    }
}

fn draw_head((seconds, scale): &(u64, Scale), area: Area, pen: &mut Pen) {
    let title = Type::new(Weight::ExtraBold, scale.type_px(58), theme::PAGE.ink);
    pen.write(area, &Words::new("Chọn thủ tục cần làm", title));
    let clock = format!("{:02}:{:02}", seconds / 60, seconds % 60);
    pen.write(area, &Words::new(&clock, title).cells().right());
}

fn draw_last((last, presses, scale): &(&str, u32, Scale), area: Area, pen: &mut Pen) {
    let face = Type::new(Weight::Medium, scale.type_px(29), theme::PAGE.soft);
    pen.write(area, &Words::new(last, face).lines(3));
    pen.write(area, &Words::new(&presses.to_string(), face).cells().right());
}

fn draw_dark(scale: &Scale, area: Area, pen: &mut Pen) {
    let inner = area.inset(scale.px(24));
    let (left, right) = inner.split_left(inner.w * 2 / 3);
    pen.rounded(left.split_top(inner.h / 2).0, scale.px(24), theme::CALL.ground);
    let number = Type::new(Weight::ExtraBold, scale.type_px(180), theme::CALL.ink);
    let words = Words::new("A012", number).cells().centre();
    pen.write_fitted(left.split_top(inner.h / 2).0.inset(scale.px(20)), &words, 20);
    for (place, colour) in left.split_bottom(inner.h / 3).1.columns(8, 12).iter().zip(theme::SERVICE_COLOURS)
    {
        let badge = place.centred(place.w, place.w);
        pen.rounded(badge, place.w / 4, theme::on_dark(colour));
        pen.shapes.check(&mut pen.canvas, badge, theme::WHITE);
    }
    if let Ok(code) = Code::new("HTTP://10.0.0.5:8080/T/7Q3K5M2N4P6R8S2T4V6W8X2Y4Z") {
        code.draw_centred(&mut pen.canvas, right);
    }
}
