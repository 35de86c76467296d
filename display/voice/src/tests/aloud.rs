//! Free text as it is read aloud.
use crate::*;

const SOUTH: Language = Language::Vietnamese(Reading { zero_tens: ZeroTens::Le, thousand: Thousand::Nghin });

fn check(language: Language, rows: &[(&str, &str)]) {
    for (text, said) in rows {
        assert_eq!(language.aloud(text), *said, "{text}");
    }
}

#[test]
fn the_numbers_of_the_screens_are_read_in_vietnamese() {
    check(
        SOUTH,
        &[
            ("Số thứ tự: A012.", "Số thứ tự: A, không, một, hai."),
            ("HT-045, B1024", "Hát, Tê, không, bốn, năm, Bê, một, không, hai, bốn"),
            ("khoảng 10–15 phút", "khoảng mười đến mười lăm phút"),
            ("khoảng 60-80 phút.", "khoảng sáu mươi đến tám mươi phút."),
            ("sau 13:00", "sau mười ba giờ"),
            ("Mời trở lại 07:30 ngày mai.", "Mời trở lại bảy giờ ba mươi ngày mai."),
            ("07:30–11:30", "bảy giờ ba mươi đến mười một giờ ba mươi"),
            ("Đang có 42 người chờ", "Đang có bốn mươi hai người chờ"),
            ("Quầy 3a, Quầy 12", "Quầy ba A, Quầy mười hai"),
            ("(24) 100%", "(hai mươi tư) một trăm%"),
        ],
    );
}

#[test]
fn the_numbers_of_the_screens_are_read_in_english() {
    check(
        Language::English,
        &[
            ("Your number is A012.", "Your number is A, zero, one, two."),
            ("10–15 min, 5 waiting", "ten to fifteen minutes, five waiting"),
            ("about 10–15 minutes", "about ten to fifteen minutes"),
            ("after 13:00", "after one p.m."),
            ("07:30–12:05", "seven thirty a.m. to twelve oh five p.m."),
            ("00:15, 12:00", "twelve fifteen a.m., noon"),
            ("Counter 3a", "Counter three A"),
        ],
    );
}

#[test]
fn phones_are_read_digit_by_digit() {
    check(
        SOUTH,
        &[
            ("Gọi 0276 3822 233, bấm 2", "Gọi không hai bảy sáu ba tám hai hai hai ba ba, bấm hai"),
            ("0276.382.223", "không hai bảy sáu ba tám hai hai hai ba"),
        ],
    );
}

#[test]
fn what_is_no_number_of_ours_stays_as_it_is() {
    for text in [
        "Máy tạm mất kết nối. Mời gặp cán bộ hướng dẫn để lấy phiếu.",
        "25:00 7:5 1:2:3 8.000 đồng 1,5 24/11 x12 A1 – 3ab NĐ-CP :",
        "",
    ] {
        assert_eq!(SOUTH.aloud(text), text);
        assert_eq!(Language::English.aloud(text), text);
    }
}
