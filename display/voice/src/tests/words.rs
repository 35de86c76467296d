//! Every sentence as text, as it must be heard in the hall.
use crate::*;

const SOUTH: Language = Language::Vietnamese(Reading { zero_tens: ZeroTens::Le, thousand: Thousand::Nghin });

fn call<'a>(number: &'a str, counter: &'a str) -> Call<'a> {
    Call { number, counter, name: "", short: None, recall: false }
}

#[test]
fn a_call_is_read_digit_by_digit_as_on_the_paper() {
    let said = |number, counter| SOUTH.call(&call(number, counter));
    assert_eq!(said("A012", "3"), "Mời công dân có số thứ tự A, không, một, hai, đến quầy số ba.");
    assert_eq!(said("A105", "3"), "Mời công dân có số thứ tự A, một, không, năm, đến quầy số ba.");
    assert_eq!(
        said("B1024", "12"),
        "Mời công dân có số thứ tự Bê, một, không, hai, bốn, đến quầy số mười hai."
    );
    assert_eq!(said("HT-045", "3a"), "Mời công dân có số thứ tự Hát, Tê, không, bốn, năm, đến quầy số ba A.");
}

#[test]
fn a_counter_with_a_name_of_its_own_is_called_by_it() {
    for (name, vietnamese) in [
        ("Quầy 3", "quầy số ba"),
        ("quầy số 3", "quầy số ba"),
        ("3", "quầy số ba"),
        ("", "quầy số ba"),
        ("Bàn số 3", "Bàn số ba"),
        ("Bàn tiếp công dân", "Bàn tiếp công dân"),
        ("Quầy 4", "Quầy bốn"),
    ] {
        let said = SOUTH.call(&Call { name, ..call("A001", "3") });
        assert_eq!(said, format!("Mời công dân có số thứ tự A, không, không, một, đến {vietnamese}."));
    }
    let said = |name| Language::English.call(&Call { name, ..call("A001", "3") });
    assert!(said("Counter 3").ends_with("please go to counter three."));
    assert!(said("Reception desk").ends_with("please go to Reception desk."));
}

#[test]
fn a_counter_is_called_by_what_its_sign_says() {
    let rows = [
        ("3", "quầy số ba", "counter three"),
        ("12", "quầy số mười hai", "counter twelve"),
        ("03", "quầy số không ba", "counter zero three"),
        ("3a", "quầy số ba A", "counter three A"),
        ("3-B", "quầy số ba Bê", "counter three B"),
        ("B", "quầy Bê", "counter B"),
        ("B2", "quầy Bê hai", "counter B two"),
        ("HT-12", "quầy Hát Tê mười hai", "counter H T twelve"),
        ("tiep-dan", "quầy tiep-dan", "counter tiep-dan"),
        ("VIETNAM", "quầy VIETNAM", "counter VIETNAM"),
        ("Tiếp dân", "quầy Tiếp dân", "counter Tiếp dân"),
    ];
    for (code, vietnamese, english) in rows {
        let call = call("A001", code);
        let said = format!("Mời công dân có số thứ tự A, không, không, một, đến {vietnamese}.");
        assert_eq!(SOUTH.call(&call), said);
        let said = format!("Ticket number A, zero, zero, one, please go to {english}.");
        assert_eq!(Language::English.call(&call), said);
    }
}

#[test]
fn a_withdrawn_call_asks_to_wait_on() {
    assert_eq!(SOUTH.withdrawn("A013"), "Số A, không, một, ba: gọi nhầm, xin chờ tiếp.");
    let said = "Ticket number A, zero, one, three: called by mistake, please keep waiting.";
    assert_eq!(Language::English.withdrawn("A013"), said);
}

#[test]
fn languages_have_their_codes() {
    let reading = Reading::default();
    for language in [SOUTH, Language::English] {
        assert_eq!(Language::of(language.code(), reading), Some(language));
    }
    assert_eq!(Language::of("km", reading), None);
}

#[test]
fn a_recall_says_that_it_is_one() {
    let recall = Call { recall: true, ..call("A012", "3") };
    let said = "Xin nhắc lại: mời công dân có số thứ tự A, không, một, hai, đến quầy số ba.";
    assert_eq!(SOUTH.call(&recall), said);
    let said = "Calling again: ticket number A, zero, one, two, please go to counter three.";
    assert_eq!(Language::English.call(&recall), said);
}

#[test]
fn the_service_follows_a_number_whose_letter_could_be_another() {
    let named = Call { short: Some("Đất đai"), ..call("B007", "5") };
    let said = "Mời công dân có số thứ tự Bê, không, không, bảy, Đất đai, đến quầy số năm.";
    assert_eq!(SOUTH.call(&named), said);
    let named = Call { short: Some("Land"), ..named };
    let said = "Ticket number B, zero, zero, seven, Land, please go to counter five.";
    assert_eq!(Language::English.call(&named), said);
}

#[test]
fn letters_sound_alike_by_language() {
    let alike = |language: Language, letters: &str| {
        let letters: Vec<char> = letters.chars().collect();
        letters
            .iter()
            .all(|one| letters.iter().all(|other| one == other || language.sound_alike(*one, *other)))
    };
    assert!(alike(SOUTH, "BCDĐGPTV") && alike(SOUTH, "MN") && alike(SOUTH, "LR") && alike(SOUTH, "IJY"));
    assert!(alike(Language::English, "BCDEGPTVZ") && alike(Language::English, "MN"));
    for (one, other) in "AHLSXQ".chars().flat_map(|one| "AHLSXQB".chars().map(move |other| (one, other))) {
        assert!(!SOUTH.sound_alike(one, other), "{one} {other}");
    }
    assert!(!SOUTH.sound_alike('B', 'B'), "a letter is not mistaken for itself");
    assert!(!SOUTH.sound_alike('B', 'M'));
}

/// The table of plain numbers, and what its rules give beside it.
const VIETNAMESE: [(u32, &str); 28] = [
    (4, "bốn"),
    (10, "mười"),
    (15, "mười lăm"),
    (21, "hai mươi mốt"),
    (24, "hai mươi tư"),
    (25, "hai mươi lăm"),
    (101, "một trăm lẻ một"),
    (110, "một trăm mười"),
    (115, "một trăm mười lăm"),
    (121, "một trăm hai mươi mốt"),
    (205, "hai trăm lẻ năm"),
    (3024, "ba nghìn không trăm hai mươi tư"),
    (1, "một"),
    (5, "năm"),
    (11, "mười một"),
    (14, "mười bốn"),
    (20, "hai mươi"),
    (31, "ba mươi mốt"),
    (44, "bốn mươi tư"),
    (55, "năm mươi lăm"),
    (99, "chín mươi chín"),
    (100, "một trăm"),
    (104, "một trăm lẻ bốn"),
    (999, "chín trăm chín mươi chín"),
    (1000, "một nghìn"),
    (1005, "một nghìn không trăm lẻ năm"),
    (2100, "hai nghìn một trăm"),
    (5015, "năm nghìn không trăm mười lăm"),
];

#[test]
fn plain_numbers_are_read_as_people_say_them() {
    for (number, words) in VIETNAMESE {
        let said = SOUTH.call(&call(&number.to_string(), "1"));
        assert_eq!(said, format!("Mời công dân có số thứ tự {words}, đến quầy số một."));
        let said = SOUTH.call(&call("A001", &number.to_string()));
        assert!(said.ends_with(&format!("đến quầy số {words}.")), "{said}");
    }
    let said = SOUTH.call(&call("0", "0"));
    assert_eq!(said, "Mời công dân có số thứ tự không, đến quầy số không.");
}

#[test]
fn regions_differ_in_empty_tens_and_in_thousands() {
    let said = |zero_tens, thousand| {
        Language::Vietnamese(Reading { zero_tens, thousand }).call(&call("1005", "101"))
    };
    let north = "Mời công dân có số thứ tự một nghìn không trăm linh năm, đến quầy số một trăm linh một.";
    assert_eq!(said(ZeroTens::Linh, Thousand::Nghin), north);
    let south = "Mời công dân có số thứ tự một ngàn không trăm lẻ năm, đến quầy số một trăm lẻ một.";
    assert_eq!(said(ZeroTens::Le, Thousand::Ngan), south);
    assert_eq!(Reading::default(), Reading { zero_tens: ZeroTens::Le, thousand: Thousand::Nghin });
}

#[test]
fn zeros_in_front_and_long_numbers_are_read_digit_by_digit() {
    let said = |number| SOUTH.call(&call(number, "1"));
    assert_eq!(said("012"), "Mời công dân có số thứ tự không, một, hai, đến quầy số một.");
    assert_eq!(said("12345"), "Mời công dân có số thứ tự một, hai, ba, bốn, năm, đến quầy số một.");
}

#[test]
fn every_letter_has_a_name_of_its_own() {
    let names: Vec<String> = "AĂÂBCDĐEÊFGHIJKLMNOÔƠPQRSTUƯVWXYZ"
        .chars()
        .map(|letter| SOUTH.call(&call(&format!("{letter}1"), "1")))
        .collect();
    let different: std::collections::BTreeSet<_> = names.iter().collect();
    assert_eq!(different.len(), names.len());
    assert_eq!(SOUTH.call(&call("đ001", "1")), SOUTH.call(&call("Đ001", "1")));
}

#[test]
fn english_numbers_are_read_as_people_say_them() {
    let rows = [
        ("7", "seven"),
        ("13", "thirteen"),
        ("20", "twenty"),
        ("42", "forty-two"),
        ("100", "one hundred"),
        ("105", "one hundred and five"),
        ("3024", "three thousand and twenty-four"),
        ("1310", "one thousand three hundred and ten"),
        ("2000", "two thousand"),
    ];
    for (number, words) in rows {
        let said = Language::English.call(&call(number, "3a"));
        assert_eq!(said, format!("Ticket number {words}, please go to counter three A."));
    }
}
