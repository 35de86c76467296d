//! The paper as pictures that somebody has looked at, and as a phone's camera reads it.
use protocol::{IssuedTicket, Office, Text, Wifi};
use screen::picture::Raster;
use texts::Texts;

use super::{Paper, Slip, Typesetter};
use crate::printer::picture::canvas;
use crate::{WORDS, sample};

fn set(paper: Paper, ticket: &IssuedTicket, office: &Office, language: &str) -> Raster {
    let texts = texts();
    let slip = Slip::new(ticket, office, &texts.speak(language, "vi"));
    Typesetter::new(paper).set(&slip)
}

/// The built-in languages, and Khmer from its folder.
fn texts() -> Texts {
    let mut texts = Texts::new(&WORDS).unwrap();
    texts.add_folder(sample::LANGUAGES.as_ref()).unwrap();
    texts
}

fn check(name: &str, paper: Paper, ticket: &IssuedTicket, office: &Office, language: &str) {
    let raster = set(paper, ticket, office, language);
    screen::golden::check(env!("CARGO_MANIFEST_DIR"), name, &canvas(&raster));
}

/// What the code on a ticket says.
fn scanned(raster: &Raster) -> Vec<String> {
    let dark = |x: usize, y: usize| raster.rows[y * raster.row_bytes + x / 8] >> (7 - x % 8) & 1 == 1;
    let (width, height) = (raster.width as usize, raster.height as usize);
    let mut picture =
        rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| if dark(x, y) { 0 } else { 255 });
    picture.detect_grids().iter().map(|grid| grid.decode().unwrap().1).collect()
}

#[test]
fn the_ticket_as_in_the_target_picture() {
    check("ticket", Paper::Wide, &sample::ticket(), &sample::office(), "vi");
}

#[test]
fn a_priority_ticket_says_so_and_not_why() {
    let ticket = IssuedTicket { priority: true, ..sample::ticket() };
    check("ticket_priority", Paper::Wide, &ticket, &sample::office(), "vi");
}

#[test]
fn narrow_paper() {
    check("ticket_narrow", Paper::Narrow, &sample::ticket(), &sample::office(), "vi");
    let ticket = IssuedTicket { priority: true, ..sample::ticket() };
    check("ticket_narrow_english", Paper::Narrow, &ticket, &sample::office(), "en");
}

fn long_office() -> Office {
    let text = |vi: &str, en: &str| Text::from([("vi", vi), ("en", en)]);
    let mut office = sample::office();
    office.name = text(
        "Ủy ban nhân dân phường Thủ Dầu Một, thành phố Hồ Chí Minh",
        "People's Committee of Thủ Dầu Một Ward, Hồ Chí Minh City",
    );
    office.unit = text(
        "Trung tâm Phục vụ hành chính công phường Thủ Dầu Một",
        "Public Administration Service Centre of Thủ Dầu Một Ward",
    );
    office.services[0].name = text(
        "Giải quyết chế độ bảo hiểm xã hội và chính sách người có công với cách mạng",
        "Social insurance benefits and policies for persons of merit to the revolution",
    );
    for (at, counter) in office.counters.iter_mut().enumerate() {
        let number = at + 1;
        counter.name = text(
            &format!("Quầy tiếp nhận và trả kết quả số {number}"),
            &format!("Reception and results counter {number}"),
        );
    }
    office.wifi =
        Some(Wifi { name: "Một cửa phường Thủ Dầu Một".into(), password: "xinchao2026".into() });
    office
}

#[test]
fn the_longest_names_on_both_papers_in_both_languages() {
    let (ordinary, office) = (sample::ticket(), long_office());
    let priority = IssuedTicket { priority: true, ..sample::ticket() };
    check("ticket_longest", Paper::Wide, &priority, &office, "vi");
    check("ticket_longest_narrow", Paper::Narrow, &ordinary, &office, "vi");
    check("ticket_longest_english", Paper::Wide, &ordinary, &office, "en");
    check("ticket_longest_english_narrow", Paper::Narrow, &priority, &office, "en");
}

#[test]
fn a_third_language_from_a_file() {
    let office = Office { wifi: long_office().wifi, ..sample::khmer_office() };
    check("ticket_khmer", Paper::Wide, &sample::ticket(), &office, "km");
    let priority = IssuedTicket { priority: true, ..sample::ticket() };
    check("ticket_khmer_narrow", Paper::Narrow, &priority, &office, "km");
}

#[test]
fn a_second_paper_of_a_number_says_so() {
    let texts = texts();
    let words = texts.speak("vi", "vi");
    let slip = Slip::new(&sample::ticket(), &sample::office(), &words).again(&words);
    let raster = Typesetter::new(Paper::Wide).set(&slip);
    screen::golden::check(env!("CARGO_MANIFEST_DIR"), "ticket_again", &canvas(&raster));
}

#[test]
fn long_names_a_network_and_no_page() {
    let mut office = sample::office();
    office.name = Text::from([("vi", "Ủy ban nhân dân phường Long Hoa, thị xã Hòa Thành, tỉnh Tây Ninh")]);
    office.unit = Text::from([("vi", "Trung tâm Phục vụ hành chính công")]);
    office.services[0].name =
        Text::from([("vi", "Đăng ký thường trú, tạm trú, xác nhận thông tin về cư trú")]);
    office.wifi = Some(Wifi { name: "Một cửa".into(), password: "xinchao2026".into() });
    office.hotline.clear();
    let number = "A10012".into();
    let ticket = IssuedTicket { number, url: None, estimate: None, ahead: 1234, ..sample::ticket() };
    check("ticket_long", Paper::Wide, &ticket, &office, "vi");
}

#[test]
fn a_phone_reads_the_code_and_there_is_none_without_a_page() {
    let ticket = sample::ticket();
    for paper in [Paper::Wide, Paper::Narrow] {
        assert_eq!(scanned(&set(paper, &ticket, &sample::office(), "vi")), [ticket.url.clone().unwrap()]);
    }
    let without = IssuedTicket { url: None, ..ticket };
    assert!(scanned(&set(Paper::Wide, &without, &sample::office(), "vi")).is_empty());
}

#[test]
fn a_longer_address_still_has_modules_of_four_dots() {
    let url = format!("http://mot-cua.thi-xa-tay-ninh.example.gov.vn/T/{}", "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    let ticket = IssuedTicket { url: Some(url.clone()), ..sample::ticket() };
    assert_eq!(scanned(&set(Paper::Wide, &ticket, &sample::office(), "vi")), [url]);
}
