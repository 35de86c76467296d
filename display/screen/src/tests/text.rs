//! Text: what is exact is computed, what is seen is a picture.

use super::{check, page};
use crate::area::Area;
use crate::canvas::{Canvas, packed};
use crate::pen::Pen;
use crate::text::{Type, Weight, Words};
use crate::theme;
use embedded_graphics::geometry::Size;

const WEIGHTS: [Weight; 4] = [Weight::Medium, Weight::SemiBold, Weight::Bold, Weight::ExtraBold];

fn face(weight: Weight, size_px: u32) -> Type {
    Type::new(weight, size_px, theme::INK)
}

/// The smallest area that holds all pixels darker than the page by more than half.
fn inked(canvas: &Canvas) -> Area {
    let Area { w, h, .. } = canvas.area();
    let dark =
        |x: i32, y: i32| canvas.pixel(x, y).is_some_and(|pixel| theme::contrast(pixel, theme::PAPER) > 3.0);
    let columns: Vec<i32> = (0..w).filter(|&x| (0..h).any(|y| dark(x, y))).collect();
    let rows: Vec<i32> = (0..h).filter(|&y| (0..w).any(|x| dark(x, y))).collect();
    let (Some(left), Some(right), Some(top), Some(bottom)) =
        (columns.first(), columns.last(), rows.first(), rows.last())
    else {
        return Area::default();
    };
    Area::new(*left, *top, right - left + 1, bottom - top + 1)
}

#[test]
fn stacked_marks_never_meet() {
    let mut pen = page(470, 290);
    let words = Words::new("Ễ Ặ Ứ ƯỜNG ặ\nẶ Ễ Ỵ ƯỚC ễ\nẴ Ổ Ự ĐƯỢC ẫ", face(Weight::ExtraBold, 60));
    let drawn = pen.write(Area::new(10, 10, 450, 270), &words.top().lines(3));
    assert_eq!((drawn.y, drawn.h), (10, 3 * 90));
    check("stacked_marks", &pen);
}

/// All letters of Vietnamese, the vowels with all their tones, in capitals and small.
fn letters() -> String {
    let tones = ["", "\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"];
    let toned = |vowel: char| tones.map(|tone| format!("{vowel}{tone} "));
    let vowels: String = "aăâeêioôơuưy".chars().flat_map(toned).collect();
    let small = vowels + "b c d đ g h k l m n p q r s t v x ";
    small.to_uppercase() + &small
}

#[test]
fn marks_stay_inside_their_line() {
    for (size_px, weight) in [16, 25, 29, 58, 110].into_iter().zip(WEIGHTS.into_iter().cycle()) {
        let text = letters();
        let words = Words::new(&text, face(weight, size_px)).top();
        let mut pen = page(1, 1);
        let width = pen.text.width(&words);
        pen.canvas = Canvas::new(Size::new(width.unsigned_abs(), 2 * size_px), theme::PAPER);
        let line = pen.write(pen.canvas.area(), &words);
        let ink = inked(&pen.canvas);
        assert!(ink.y >= line.y && ink.bottom() <= line.bottom(), "{size_px}: {ink:?} in {line:?}");
    }
}

#[test]
fn capitals_and_digits_stand_exactly_where_they_should() {
    for (size_px, weight) in [16, 25, 29, 42, 58, 110, 170, 300].into_iter().zip(WEIGHTS.into_iter().cycle())
    {
        let face = face(weight, size_px);
        let mut pen = page(2 * size_px, 2 * size_px);
        pen.write(pen.canvas.area(), &Words::new("H", face).baseline(300.min(size_px as i32)));
        let ink = inked(&pen.canvas);
        assert_eq!(ink.bottom(), 300.min(size_px as i32), "the baseline of {size_px}");
        assert!((ink.h - face.cap_px()).abs() <= 1, "{size_px}: {} for {}", ink.h, face.cap_px());
        let mut pen = page(2 * size_px, 2 * size_px);
        pen.write(pen.canvas.area(), &Words::new("H", face));
        let (above, below) = (inked(&pen.canvas).y, 2 * size_px as i32 - inked(&pen.canvas).bottom());
        assert!((above - below).abs() <= 2, "the middle of {size_px}: {above} and {below}");
    }
}

#[test]
fn weights_and_khmer() {
    let mut pen = page(640, 370);
    let rows = pen.canvas.area().inset(10).rows(8, 4);
    for (row, weight) in rows.iter().zip(WEIGHTS) {
        pen.write(*row, &Words::new("Chọn thủ tục cần làm, 0123456789", face(weight, 32)));
    }
    for (row, weight) in rows[4..].iter().zip(WEIGHTS) {
        pen.write(*row, &Words::new("សូមជ្រើសរើស – Chọn ភាសាខ្មែរ", face(weight, 32)));
    }
    check("weights_and_khmer", &pen);
}

#[test]
fn decomposed_letters_look_the_same() {
    let [mut composed, mut apart] = [page(500, 60), page(500, 60)];
    let face = face(Weight::Bold, 40);
    composed.write(composed.canvas.area(), &Words::new("Lấy số ưu tiên: Ặ ỗ", face));
    let decomposed =
        "La\u{302}\u{301}y so\u{302}\u{301} u\u{31b}u tie\u{302}n: A\u{323}\u{306} o\u{302}\u{303}";
    apart.write(apart.canvas.area(), &Words::new(decomposed, face));
    assert!(composed.canvas.pixels().contains(&packed(theme::INK)));
    assert_eq!(composed.canvas, apart.canvas);
}

#[test]
fn a_second_drawing_is_the_first() {
    let words = Words::new("Mời công dân có số thứ tự", face(Weight::SemiBold, 33)).centre();
    let (mut cold, mut warm) = (page(600, 60), page(600, 60));
    cold.write(cold.canvas.area(), &words);
    warm.write(warm.canvas.area(), &words);
    warm.fill(warm.canvas.area(), theme::PAPER);
    warm.write(warm.canvas.area(), &words);
    assert_eq!(cold.canvas, warm.canvas);
}

const LONG: &str = "Bộ phận Tiếp nhận và Trả kết quả Ủy ban nhân dân phường Long Hoa";

#[test]
fn wrapped_shortened_and_aligned() {
    let mut pen = page(660, 560);
    let words = Words::new(LONG, face(Weight::Medium, 20));
    let text = |text| Words { text, ..words };
    let rows = pen.canvas.area().inset(10).rows(4, 10);
    let placed = [
        [words.top().lines(9), words.lines(9).centre(), words.bottom().lines(9).right()],
        [words.top().lines(2), words.lines(2).centre(), words.bottom().lines(2).right()],
        [words.top(), words.centre(), words.bottom().right()],
        [text("Nghiêngnghiêngnghiêngnghiêng"), text(""), text("A\n\nB\nC").lines(3).centre()],
    ];
    for (row, set) in rows.iter().zip(placed) {
        for (area, words) in row.columns(3, 10).into_iter().zip(set) {
            pen.fill(area, theme::WHITE);
            let drawn = pen.write(area, &words);
            assert!(drawn.w <= area.w, "{words:?} is {drawn:?} in {area:?}");
        }
    }
    check("wrapped", &pen);
}

#[test]
fn a_measure_is_what_is_drawn() {
    let mut pen = page(400, 400);
    let area = Area::new(20, 30, 250, 300);
    for words in [Words::new(LONG, face(Weight::Bold, 24)).lines(9), Words::new("Ổ", face(Weight::Bold, 90))]
    {
        let measured = pen.text.measure(&words, area.w);
        let drawn = pen.write(area, &words);
        assert_eq!(drawn.size(), measured);
    }
    let one_line = Words::new(LONG, face(Weight::Bold, 24));
    assert!(pen.text.width(&one_line) > 700, "on one line, whatever the room");
}

#[test]
fn fitted_words_are_as_large_as_they_can_be() {
    let mut pen = page(1, 1);
    let words = Words::new("UBND thị xã Tây Ninh", face(Weight::Bold, 60));
    let room = Size::new(300, 60);
    let fitted = pen.text.fit(words, room, 12);
    assert!(pen.text.fits(&fitted, room) && fitted.face.size_px < 60);
    assert!(!pen.text.fits(&fitted.sized(fitted.face.size_px + 1), room));
    assert_eq!(pen.text.fit(words, Size::new(2000, 60), 12), words, "never larger than wanted");
    assert_eq!(pen.text.fit(words, Size::new(20, 60), 12).face.size_px, 12, "never below the least");
    assert_eq!(pen.text.fit(words, Size::new(2000, 30), 12).face.cap_px(), 30, "by the height too");
}

#[test]
fn fitted_lines_keep_their_words_whole() {
    let mut pen = page(1, 1);
    let room = Size::new(150, 400);
    let words = Words::new("Nghiêng nghiêng nghiêng", face(Weight::Bold, 60)).lines(3);
    let fitted = pen.text.fit(words, room, 8);
    assert!(pen.text.width(&Words::new("Nghiêng", fitted.face)) <= 150);
    assert!(pen.text.width(&Words::new("Nghiêng", fitted.face.sized(fitted.face.size_px + 1))) > 150);
    assert_eq!(pen.text.measure(&fitted, 150).height as i32, 3 * fitted.face.line_px());
}

#[test]
fn numbers_in_cells_do_not_jitter() {
    let mut pen = page(1, 1);
    let mut width = |text: &str, weight| pen.text.width(&Words::new(text, face(weight, 87)).cells());
    for weight in WEIGHTS {
        assert_eq!(width("08:42", weight), width("11:11", weight));
        assert_eq!(width("A012", weight), width("A999", weight));
        assert!(width("B111", weight) < width("B1111", weight));
    }
}

/// The digits' own columns stay where they are when their neighbours change.
#[test]
fn a_digit_keeps_its_place_beside_any_other() {
    let draw = |text: &str| {
        let mut pen = page(400, 120);
        pen.write(pen.canvas.area(), &Words::new(text, face(Weight::ExtraBold, 100)).cells());
        pen.canvas
    };
    let (a, b) = (draw("7171"), draw("7111"));
    let cell = Pen::new(Size::new(1, 1)).text.width(&Words::new("7", face(Weight::ExtraBold, 100)).cells());
    for (x, y) in (0..120).flat_map(|y| (0..400).map(move |x| (x, y))) {
        let third = (2 * cell..3 * cell).contains(&x);
        assert!(third || a.pixel(x, y) == b.pixel(x, y), "at {x}, {y}");
    }
}

#[test]
fn spaced_letters_stand_in_the_middle() {
    let mut pen = page(400, 60);
    let words = Words::new("SỐ THỨ TỰ", face(Weight::SemiBold, 32).spaced(8)).centre();
    pen.write(pen.canvas.area(), &words);
    let ink = inked(&pen.canvas);
    assert!((ink.x - (400 - ink.right())).abs() <= 4, "{ink:?}");
    let plain = Words { face: words.face.spaced(0), ..words };
    assert!(pen.text.width(&words) > pen.text.width(&plain) + 8 * 2);
}

#[test]
fn numbers_and_spaces_as_a_picture() {
    let mut pen = page(620, 330);
    let rows = pen.canvas.area().inset(10).rows(5, 6);
    for (row, text) in rows.iter().zip(["A012  08:42", "B111  11:11", "T790  20:08"]) {
        pen.write(*row, &Words::new(text, face(Weight::ExtraBold, 60)).cells());
        pen.write(*row, &Words::new("12", face(Weight::ExtraBold, 60)).cells().right());
    }
    pen.write(rows[3], &Words::new("A012", face(Weight::ExtraBold, 60).spaced(-6)).cells());
    pen.write(rows[4], &Words::new("SỐ THỨ TỰ", face(Weight::SemiBold, 32).spaced(8)).centre());
    check("numbers", &pen);
}

#[test]
fn letters_that_no_font_has_are_named() {
    let mut text = crate::text::Text::new();
    assert_eq!(text.lacking("Mời Ễ Ặ đ — “1” … · ភ្នំពេញ".chars()), Vec::<char>::new());
    assert_eq!(text.lacking("Một 窗 ✓".chars()), vec!['窗', '✓']);
}
