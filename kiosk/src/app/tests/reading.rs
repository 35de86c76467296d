//! The kiosk without its picture: a script hears what is said, presses three keys and nothing else.
use embedded_graphics::geometry::Size;
use screen::button::Buttons;
use screen::input::{Input as Touched, Key};
use texts::Texts;

use super::*;
use crate::reader::{Reader, Speech};
use crate::{WORDS, view};

const SIZE: Size = Size::new(1080, 1920);

/// Who hears and feels three keys.
struct Blind {
    stage: Stage,
    texts: Texts,
    buttons: Buttons<Touch>,
    reader: Reader,
}

impl Blind {
    fn at(mut stage: Stage) -> Self {
        for language in ["vi", "en"] {
            stage.happens(voice(language, Voiced::Yes));
        }
        let texts = Texts::new(&WORDS).unwrap();
        Self { stage, texts, buttons: Buttons::new(), reader: Reader::default() }
    }

    fn home() -> Self {
        Self::at(Stage::home_with(Settings { sound: true, ..settings() }, Vec::new()))
    }

    /// What is heard after a key.
    fn press(&mut self, key: Key) -> Vec<String> {
        let begins = self.stage.app.waits_for_key();
        let mut acts = self.stage.happens(Input::Keypad);
        let targets = self.scene().targets();
        if !begins && let Some(touch) = self.buttons.input(Touched::Key(key), &targets) {
            let before = std::mem::discriminant(self.stage.app.screen());
            if touch == Touch::Again {
                self.reader.again();
            }
            acts.extend(self.stage.touch(touch));
            if before != std::mem::discriminant(self.stage.app.screen()) {
                self.buttons.reset();
            }
        }
        self.heard(true)
    }

    fn next(&mut self) -> Vec<String> {
        self.press(Key::Tab)
    }

    fn choose(&mut self) -> Vec<String> {
        self.press(Key::Enter)
    }

    /// What is heard after something else.
    fn after(&mut self, input: Input) -> Vec<String> {
        self.stage.happens(input);
        self.heard(false)
    }

    /// Presses "next" until this is heard.
    fn find(&mut self, words: &str) -> Vec<String> {
        for _ in 0..30 {
            let heard = self.next();
            if heard.iter().any(|line| line.contains(words)) {
                return heard;
            }
        }
        panic!("{words} can't be found by ear");
    }

    fn scene(&self) -> view::Scene {
        view::scene(&self.stage.app, &self.texts, SIZE)
    }

    fn heard(&mut self, answers: bool) -> Vec<String> {
        if !self.stage.app.is_read() {
            self.reader.end();
            return Vec::new();
        }
        let scene = self.scene();
        let welcome = || view::welcome(&self.stage.app, &self.texts);
        let speech = self.reader.follow(&self.stage.app, &scene, &self.buttons, answers, welcome);
        let (mark, lines) = match speech {
            Some(Speech::Now(lines)) => ("", lines),
            Some(Speech::Then(lines)) => ("then ", lines),
            None => return Vec::new(),
        };
        let aloud = |line: view::Line| {
            let language = voice::Language::of(&line.language, voice::Reading::default()).unwrap();
            format!("{mark}{}", language.aloud(&line.text))
        };
        lines.into_iter().map(aloud).collect()
    }
}

fn voice(language: &str, voiced: Voiced) -> Input {
    Input::Voice { language: language.into(), voiced }
}

const WELCOME: &str =
    "Máy đọc màn hình. Bấm phím tới hoặc phím lùi để nghe từng mục. Bấm phím chọn để lấy mục vừa nghe.";

#[test]
fn a_number_is_taken_without_seeing_anything() {
    let mut blind = Blind::home();
    let begun = blind.next();
    assert_eq!(begun, [WELCOME, "Chọn thủ tục cần làm", "Chạm vào một ô để lấy số thứ tự."]);
    let first = blind.next();
    assert_eq!(
        first,
        [
            "Hộ tịch – Chứng thực. mười đến mười lăm phút. năm người chờ. Khai sinh, kết hôn, chứng thực bản sao."
        ]
    );
    blind.find("Đăng ký kinh doanh");
    assert_eq!(blind.press(Key::ShiftTab)[0].split('.').next(), Some("Xây dựng – Đô thị"));
    assert_eq!(blind.press(Key::ShiftTab)[0].split('.').next(), Some("Đất đai – Môi trường"));
    assert_eq!(blind.press(Key::ShiftTab), first);
    assert_eq!(blind.choose(), ["then Đang lấy số…"]);
    let ticket = sample::ticket();
    let result = blind.after(Input::Issued { key: "run-0".into(), result: Ok(ticket) });
    assert_eq!(
        result,
        [
            "Số A, không, một, hai. Mời chờ.",
            "Thời gian chờ: khoảng mười đến mười lăm phút.",
            "Số người chờ trước: năm.",
            "Hộ tịch – Chứng thực. Quầy một, hai hoặc ba",
            "Đang in phiếu…",
            "Cần thêm thủ tục khác? Báo cán bộ tại quầy, không cần lấy số mới.",
        ]
    );
    blind.stage.printed(Ok(Told::Out));
    assert_eq!(blind.heard(false), ["then Mời lấy phiếu ở khe bên dưới."]);
    assert_eq!(blind.next(), ["Nghe lại."]);
    assert_eq!(blind.choose()[0], "Số A, không, một, hai. Mời chờ.");
    assert_eq!(blind.choose()[0], "Số A, không, một, hai. Mời chờ.", "as often as it is wanted");
    blind.stage.after(2_000);
    assert_eq!(blind.next(), ["Xong."]);
    assert_eq!(blind.choose(), Vec::<String>::new(), "silent for the next");
    assert_eq!(blind.stage.shows(), "home vi");
    assert_eq!(blind.next()[0], WELCOME);
}

#[test]
fn it_is_spoken_in_the_language_that_is_chosen() {
    let mut blind = Blind::home();
    blind.next();
    assert_eq!(blind.find("English"), ["English"], "by its own voice");
    assert_eq!(blind.choose(), ["Choose a service", "Touch a box to take a number."]);
    assert_eq!(blind.press(Key::Enter), ["English, chosen"], "a key is never answered by silence");
    assert!(blind.find("Civil status").last().unwrap().contains("ten to fifteen minutes"));
    blind.choose();
    let result = blind.after(Input::Issued { key: "run-0".into(), result: Ok(sample::ticket()) });
    assert_eq!(result[0], "Number A, zero, one, two. Please wait.");
}

#[test]
fn a_language_without_a_voice_is_silent_and_does_not_offer_one() {
    let mut blind = Blind::home();
    let reads = |blind: &Blind| blind.scene().line_of(Touch::Read).is_some();
    assert!(reads(&blind));
    blind.stage.happens(voice("vi", Voiced::No));
    assert!(!reads(&blind));
    assert!(!blind.stage.app.waits_for_key());
    assert_eq!(blind.next(), Vec::<String>::new());
    blind.stage.touch(Touch::Read);
    assert!(!blind.stage.app.is_read());
    blind.stage.touch(Touch::Language(1));
    assert!(reads(&blind));
    blind.next();
    assert!(blind.stage.app.is_read());
    blind.stage.touch(Touch::Language(0));
    assert_eq!(blind.next(), Vec::<String>::new(), "silent");
    blind.stage.touch(Touch::Language(1));
    assert_eq!(
        blind.heard(false).first().map(String::as_str),
        Some(
            "This machine reads the screen. Press next or back to hear one item after the other. Press choose to take the item that you heard."
        )
    );
}

#[test]
fn a_voice_that_failed_is_tried_again_and_one_that_is_not_there_is_not() {
    let mut stage = Stage::new(Settings { sound: true, ..settings() }, Vec::new());
    assert_eq!(stage.happens(Input::Tick), ["try voices"]);
    stage.happens(voice("vi", Voiced::Broken));
    stage.happens(voice("en", Voiced::No));
    assert!(!stage.app.can_read());
    assert_eq!(stage.after(299_999), NOTHING);
    assert_eq!(stage.after(1), ["try voices"]);
    stage.happens(voice("vi", Voiced::Yes));
    assert!(stage.app.can_read());
    assert_eq!(stage.after(1_000_000), NOTHING);
    let mut off = Stage::new(settings(), Vec::new());
    assert_eq!(off.after(1_000_000), NOTHING);
}

#[test]
fn the_button_has_the_whole_screen_read_and_ends_it() {
    let mut blind = Blind::home();
    blind.stage.happens(Input::Contact);
    blind.stage.touch(Touch::Read);
    let heard = blind.heard(false);
    assert_eq!(heard[0], "Chọn thủ tục cần làm");
    assert!(heard[2].starts_with("Hộ tịch") && heard[7].starts_with("Nhận kết quả"), "{heard:?}");
    assert!(heard.last().unwrap().starts_with("Gọi cán bộ hỗ trợ"), "{heard:?}");
    blind.stage.touch(Touch::Read);
    assert_eq!(blind.heard(false), Vec::<String>::new());
    assert!(!blind.stage.app.waits_for_key(), "who has ended it wants no key to begin it again");
}

#[test]
fn a_scanner_that_types_does_not_change_how_it_is_read() {
    let mut blind = Blind::home();
    blind.next();
    blind.after(Input::Typed);
    assert!(blind.stage.app.is_keyed());
    let token = sample::ticket().token;
    let heard = blind.after(Input::Scanned(token.clone()));
    assert_eq!(heard, ["Đang xem phiếu…"]);
    let heard = blind.after(Input::Ticket { token, result: Ok(sample::missed()) });
    assert_eq!(heard[0], "A, không, không, chín");
    blind.find("Tôi đã quay lại");
}

#[test]
fn round_the_end_the_screen_is_heard_once_more() {
    let mut blind = Blind::home();
    blind.next();
    blind.next();
    let last = blind.press(Key::ShiftTab);
    assert_eq!((last[0].as_str(), last.len()), ("Chọn thủ tục cần làm", 3));
    assert_eq!(last[2], "Hạ thấp các ô");
    assert_eq!(blind.next().len(), 3);
}

#[test]
fn more_time_is_offered_aloud_and_taken_by_keys() {
    let mut blind = Blind::home();
    blind.next();
    blind.find("Chưa rõ thủ tục?");
    assert_eq!(blind.choose()[0], "Chưa rõ thủ tục?");
    blind.stage.after(79_999);
    assert_eq!(blind.heard(false), Vec::<String>::new());
    blind.stage.after(1);
    assert_eq!(blind.heard(false), ["Cần thêm thời gian?"]);
    blind.stage.after(39_999);
    blind.find("Tiếp tục");
    assert_eq!(blind.choose()[0], "Chưa rõ thủ tục?");
    blind.stage.after(79_999);
    assert_eq!(blind.stage.shows(), "papers None 0 None");
}

#[test]
fn who_listens_has_time_and_a_number_does_not_vanish_unheard() {
    let mut blind = Blind::home();
    blind.next();
    blind.next();
    blind.choose();
    blind.after(Input::Issued { key: "run-0".into(), result: Ok(sample::ticket()) });
    blind.stage.printed(Ok(Told::Out));
    blind.stage.happens(Input::Saying);
    blind.stage.after(100_000);
    assert_eq!(blind.stage.shows(), "A012 Out { since_ms: 0 }", "it is being read");
    blind.stage.happens(Input::Said);
    blind.stage.after(79_999);
    assert_eq!(blind.stage.shows(), "A012 Out { since_ms: 0 }");
    blind.stage.after(1);
    assert_eq!(blind.heard(false).last().map(String::as_str), Some("Cần thêm thời gian?"));
    blind.find("Kết thúc");
    blind.choose();
    assert_eq!(blind.stage.shows(), "home vi");
}

#[test]
fn a_voice_that_never_ends_does_not_hold_the_screen_for_ever() {
    let mut blind = Blind::home();
    blind.next();
    blind.find("Chưa rõ thủ tục?");
    blind.choose();
    blind.stage.happens(Input::Saying);
    blind.stage.after(600_000);
    assert_eq!(blind.stage.shows(), "home vi");
    assert!(!blind.stage.app.is_read());
}

#[test]
fn what_goes_wrong_is_heard_too() {
    let mut blind = Blind::home();
    blind.next();
    blind.find("Gọi cán bộ hỗ trợ");
    assert_eq!(blind.choose(), ["then Đang gọi cán bộ…"]);
    assert_eq!(blind.after(Input::Helped(Ok(()))), ["then Cán bộ đang đến. Mời đợi tại máy này"]);
    blind.stage.happens(Input::Link(News::Lost(away())));
    blind.stage.after(3_000);
    let heard = blind.heard(false);
    assert_eq!(heard[..2], ["Máy tạm mất kết nối", "Mời gặp cán bộ hướng dẫn để lấy phiếu."]);
}

#[test]
fn the_page_of_a_long_list_is_heard() {
    let mut blind = Blind::home();
    let many = sample::services().into_iter().cycle().take(11).collect();
    blind.stage.happens(Input::Services(Ok(many)));
    blind.stage.happens(Input::Places(8));
    assert_eq!(blind.next().last().map(String::as_str), Some("Trang một trên hai"));
    blind.find("Nhóm khác");
    assert_eq!(blind.choose(), ["then Trang hai trên hai"]);
}
