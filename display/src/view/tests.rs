//! The board at one moment in each of its states, as golden pictures.
use embedded_graphics::geometry::Size;
use screen::area::Area;
use screen::frame::Painter;
use screen::golden;

use super::*;
use crate::board::{Foot, Hero, Missed, Row, WaitingRow};

mod layouts;

const WALL: Size = Size::new(1920, 1080);

fn check(name: &str, picture: &Picture, size: Size) {
    let mut painter = Painter::new(size);
    painter.show(frame(picture, &Plan::default(), size));
    golden::check(env!("CARGO_MANIFEST_DIR"), name, painter.canvas());
}

/// The board of a Monday morning.
fn morning() -> Picture {
    let mut picture = Picture {
        title: "UBND thị xã Tây Ninh – Bộ phận Một cửa".into(),
        date: "Thứ Hai 23/11/2026".into(),
        clock: "08:42".into(),
        hero: call("A012", "3", 0),
        rows: vec![row("B007", "5"), row("T021", "1"), row("A011", "2")],
        missed: Some(Missed {
            title: "Đã gọi, chưa có mặt:".into(),
            numbers: vec!["A009".into(), "B004".into()],
            hint: "Xin báo cán bộ, số vẫn dùng được trong ngày.".into(),
        }),
        foot: Foot::Notice(
            "Lấy số và hướng dẫn hồ sơ đều miễn phí. Không đưa tiền cho người hứa làm nhanh. Phản ánh: 0276 1234 567."
                .into(),
        ),
        ..Picture::default()
    };
    picture.waiting.title = "Đang chờ".into();
    picture.waiting.rows = waiting();
    picture
}

fn call(number: &str, sign: &str, faded: u8) -> Hero {
    Hero::Call {
        invite: "Mời công dân có số thứ tự".into(),
        number: number.into(),
        to: "đến quầy".into(),
        sign: Some(sign.into()),
        faded,
    }
}

fn row(number: &str, sign: &str) -> Row {
    Row { number: number.into(), word: "quầy".into(), sign: Some(sign.into()) }
}

fn waiting() -> Vec<WaitingRow> {
    let row = |letter: &str, colour: &str, name: &str, count, wait: &str| WaitingRow {
        letter: letter.into(),
        colour: colour.into(),
        name: name.into(),
        count,
        wait: wait.into(),
    };
    vec![
        row("A", "#1F5FA8", "Hộ tịch", 5, "10–15 phút"),
        row("B", "#1B7F5C", "Đất đai", 9, "25–35 phút"),
        row("C", "#7A4FB5", "Xây dựng", 0, "không chờ"),
        row("D", "#B3541E", "Kinh doanh", 2, "5–10 phút"),
        row("E", "#A3195B", "Trợ cấp", 1, "5–10 phút"),
        row("T", "#12233D", "Kết quả", 1, "0–5 phút"),
    ]
}

/// The same hall when nothing goes on in it.
fn empty() -> Picture {
    let hero = Hero::Calm("Bắt đầu lấy số từ 07:00".into());
    let mut picture = Picture { clock: "06:50".into(), hero, rows: Vec::new(), missed: None, ..morning() };
    for row in &mut picture.waiting.rows {
        (row.count, row.wait) = (0, String::new());
    }
    picture
}

/// The line is lost.
fn lost() -> Picture {
    let foot = Foot::Lost("Mất kết nối từ 08:42. Xin nghe cán bộ gọi tại quầy.".into());
    Picture { foot, clock: "08:45".into(), greyed: true, ..morning() }
}

/// As the words of a language say it.
fn english() -> Picture {
    let texts = texts::Texts::new(&crate::words::OWN).unwrap();
    let words = texts.speak("en", "vi");
    let mut picture = morning();
    picture.title = "Tây Ninh Town People's Committee – One-stop division".into();
    picture.date = "Monday 23 Nov 2026".into();
    let to = words.fill("call-to", &[("counter", "counter".into())]);
    let (invite, number, sign) = (words.get("call-invite"), "A012".into(), Some("3".into()));
    picture.hero = Hero::Call { invite, number, to, sign, faded: 0 };
    picture.rows.iter_mut().for_each(|row| row.word = words.get("counter-word"));
    let names = ["Civil status", "Land", "Construction", "Business", "Allowances", "Results"];
    let waits = ["10–15 min", "25–35 min", "no wait", "No counter open yet", "after 13:00", "0–5 min"];
    picture.waiting.title = words.get("waiting");
    for (row, (name, wait)) in picture.waiting.rows.iter_mut().zip(names.iter().zip(waits)) {
        (row.name, row.wait) = ((*name).into(), wait.into());
    }
    let numbers = vec!["A009".into(), "B004".into()];
    picture.missed = Some(Missed { title: words.get("missed"), numbers, hint: words.get("missed-hint") });
    let notice = "Tickets and advice on papers are free. Pay nobody who promises to be quick. Complaints: 0276 1234 567.";
    picture.foot = Foot::Notice(notice.into());
    picture
}

/// Much of everything: many services, long numbers and names, many missed.
fn crowded() -> Picture {
    let mut picture = morning();
    picture.title = "Trung tâm Phục vụ hành chính công phường Tân Ninh – Bộ phận Tiếp nhận và Trả kết quả giải quyết thủ tục hành chính".into();
    picture.hero = call("B1024", "12", 0);
    picture.rows =
        vec![row("A1009", "3a"), row("T021", "11"), row("A011", "2"), row("C100", "7"), row("D001", "8")];
    let more = picture.waiting.rows.clone();
    picture.waiting.rows.extend(more.into_iter().map(|row| WaitingRow { count: 128, ..row }));
    picture.waiting.rows[3].name = "Nông nghiệp và Môi trường".into();
    picture.waiting.rows[4].wait = "Chưa có quầy mở".into();
    if let Some(missed) = &mut picture.missed {
        missed.numbers = (1..=12).map(|i| format!("A{i:03}")).collect();
    }
    picture
}

#[test]
fn the_board_of_a_morning() {
    check("board", &morning(), WALL);
}

#[test]
fn a_call_flashes() {
    check("flashing", &Picture { hero: call("A012", "3", 255), ..morning() }, WALL);
}

/// Counters that have a name and no sign.
fn named() -> Picture {
    let mut picture = morning();
    picture.hero = Hero::Call {
        invite: "Mời công dân có số thứ tự".into(),
        number: "A012".into(),
        to: "đến Bàn tiếp công dân và hướng dẫn hồ sơ".into(),
        sign: None,
        faded: 0,
    };
    picture.rows[0] = Row { number: "B1007".into(), word: "Bàn tiếp công dân".into(), sign: None };
    picture.rows[2].word = "Bàn hướng dẫn hồ sơ đất đai và trả kết quả tầng hai".into();
    picture.rows[2].sign = None;
    picture
}

#[test]
fn counters_that_have_a_name_and_no_sign() {
    check("named", &named(), WALL);
    check("named_1280x720", &named(), Size::new(1280, 720));
}

#[test]
fn the_line_is_lost() {
    check("lost", &lost(), WALL);
}

#[test]
fn an_empty_hall_before_opening() {
    check("before_opening", &empty(), WALL);
}

#[test]
fn tickets_before_a_counter_is_open() {
    let mut picture = empty();
    picture.clock = "07:12".into();
    picture.hero = Hero::Calm("Mời chờ gọi số".into());
    for (row, count) in picture.waiting.rows.iter_mut().zip([4, 2, 0, 1, 0, 0]) {
        row.count = count;
    }
    picture.waiting.note = "Chưa có quầy mở".into();
    check("no_counter_open", &picture, WALL);
    check("no_counter_open_1280x720", &picture, Size::new(1280, 720));
}

#[test]
fn calls_of_before_and_no_hero() {
    check("no_hero", &Picture { hero: Hero::Calm("Mời chờ gọi số".into()), ..morning() }, WALL);
}

#[test]
fn a_start_without_server() {
    let foot = Foot::Lost("Chưa kết nối được với máy chủ. Xin nghe cán bộ gọi tại quầy.".into());
    let hero = Hero::Calm("Xin nghe cán bộ gọi tại quầy".into());
    check("no_server", &Picture { foot, hero, ..Picture::default() }, WALL);
}

#[test]
fn an_office_that_the_server_does_not_know() {
    let foot = Foot::Lost(
        "Máy chủ không có đơn vị mang mã đã cài cho bảng này. Xin nghe cán bộ gọi tại quầy.".into(),
    );
    let hero = Hero::Calm("Xin nghe cán bộ gọi tại quầy".into());
    check("unknown_office", &Picture { foot, hero, ..Picture::default() }, WALL);
}

#[test]
fn the_board_in_english() {
    check("english", &english(), WALL);
}

#[test]
fn much_of_everything() {
    check("crowded", &crowded(), WALL);
}

#[test]
fn many_services_and_nobody_missed() {
    check("many_services", &Picture { missed: None, ..crowded() }, WALL);
}

#[test]
fn few_services_with_long_names() {
    let mut picture = morning();
    picture.waiting.rows.truncate(3);
    picture.waiting.rows[0].name = "Hộ tịch – Chứng thực".into();
    picture.waiting.rows[1].name = "Đất đai, Nông nghiệp và Môi trường".into();
    picture.waiting.rows[1].wait = "Chưa có quầy mở".into();
    picture.waiting.rows[2].count = 100;
    if let Some(missed) = &mut picture.missed {
        missed.numbers = (1..=7).map(|i| format!("C{i:03}")).collect();
    }
    check("few_services", &picture, WALL);
}

#[test]
fn smaller_and_larger_screens() {
    check("board_1280x720", &morning(), Size::new(1280, 720));
    check("board_1024x768", &morning(), Size::new(1024, 768));
    check("board_3840x2160", &morning(), Size::new(3840, 2160));
}

#[test]
fn an_upright_screen() {
    check("upright", &morning(), Size::new(1080, 1920));
    check("upright_crowded", &crowded(), Size::new(1080, 1920));
}

#[test]
fn only_what_changed_is_drawn() {
    let mut painter = Painter::new(WALL);
    let layout = Layout::of(WALL, &morning(), &Plan::default());
    painter.show(frame(&morning(), &Plan::default(), WALL));
    assert_eq!(painter.show(frame(&morning(), &Plan::default(), WALL)), []);
    let later = Picture { clock: "08:43".into(), ..morning() };
    let drawn = painter.show(frame(&later, &Plan::default(), WALL));
    assert!(
        drawn.len() == 1 && layout.head.intersection(drawn[0]) == drawn[0] && drawn[0].w < 600,
        "{drawn:?}"
    );
    let flashing = Picture { hero: call("A012", "3", 100), ..later.clone() };
    assert_eq!(painter.show(frame(&flashing, &Plan::default(), WALL)), [layout.hero.unwrap()]);
    let mut one_more = Picture { hero: flashing.hero, ..later };
    one_more.waiting.rows[2].count += 1;
    let panel = layout.panel.unwrap();
    assert_eq!(painter.show(frame(&one_more, &Plan::default(), WALL)), [panel.waiting[2]]);
}

#[test]
fn no_screen_is_too_odd() {
    let sizes = [(160, 160), (8192, 160), (160, 2000), (640, 480), (3440, 1440)];
    let mut painter = Painter::new(WALL);
    for (width, height) in sizes {
        let size = Size::new(width, height);
        for picture in [morning(), crowded(), empty(), Picture::default()] {
            painter.resize(size);
            painter.show(frame(&picture, &Plan::default(), size));
            let layout = Layout::of(size, &picture, &Plan::default());
            let body = Area::of_size(size).inset(-1);
            for area in layout.rows.iter().chain(&layout.hero).chain([&layout.head, &layout.foot]) {
                assert_eq!(area.intersection(body), *area, "{size} {layout:?}");
            }
        }
    }
}
