//! Text as pictures.

use crate::area::Area;
use crate::golden;
use crate::pen::Pen;
use crate::text::{Type, Weight, Words};
use crate::theme;
use embedded_graphics::geometry::Size;

fn page(w: u32, h: u32) -> Pen {
    let mut pen = Pen::new(Size::new(w, h));
    pen.fill(pen.canvas.area(), theme::PAPER);
    pen
}

fn check(name: &str, pen: &Pen) {
    golden::check(env!("CARGO_MANIFEST_DIR"), name, &pen.canvas);
}

#[test]
fn stacked_marks_never_meet() {
    let mut pen = page(470, 300);
    let face = Type::new(Weight::ExtraBold, 60, theme::INK);
    let words = Words::new("Ễ Ặ Ứ ƯỜNG ặ\nẶ Ễ Ỵ ƯỚC ễ\nẴ Ổ Ự ĐƯỢC ẫ", face).top().lines(3);
    pen.write(Area::new(10, 10, 450, 280), &words);
    check("stacked_marks", &pen);
}

#[test]
fn weights_and_khmer() {
    let mut pen = page(640, 330);
    let rows = pen.canvas.area().inset(10).rows(7, 4);
    let weights = [Weight::Medium, Weight::SemiBold, Weight::Bold, Weight::ExtraBold];
    for (row, weight) in rows.iter().zip(weights) {
        let words = Words::new("Chọn thủ tục cần làm, 0123456789", Type::new(weight, 32, theme::INK));
        pen.write(*row, &words);
    }
    for (row, weight) in rows[4..].iter().zip(weights) {
        let words = Words::new("សូមជ្រើសរើស – Chọn ភាសាខ្មែរ", Type::new(weight, 32, theme::INK));
        pen.write(*row, &words);
    }
    check("weights_and_khmer", &pen);
}

#[test]
fn decomposed_letters_look_the_same() {
    let face = Type::new(Weight::Bold, 40, theme::INK);
    let [mut composed, mut apart] = [page(500, 60), page(500, 60)];
    composed.write(composed.canvas.area(), &Words::new("Lấy số ưu tiên: Ặ ỗ", face));
    let decomposed =
        "La\u{302}\u{301}y so\u{302}\u{301} u\u{31b}u tie\u{302}n: A\u{323}\u{306} o\u{302}\u{303}";
    apart.write(apart.canvas.area(), &Words::new(decomposed, face));
    assert!(composed.canvas.pixels().iter().any(|pixel| *pixel == crate::canvas::packed(theme::INK)));
    assert_eq!(composed.canvas, apart.canvas);
}
