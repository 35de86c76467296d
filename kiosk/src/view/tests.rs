//! Each state as a picture that somebody has looked at.
use client::{Failure, News};
use embedded_graphics::geometry::Size;
use protocol::{Office, PrintProblem, Stop};
use screen::button::Buttons;
use screen::frame::Painter;
use screen::input::Input as Finger;
use screen::theme::Scale;
use texts::Texts;

use super::scene;
use crate::app::{App, Ease, Input, Settings, Touch};
use crate::printer::{Outcome, Told};
use crate::{WORDS, sample};

mod access;
mod paper;

fn settings(printer: bool) -> Settings {
    let spoken = vec!["vi".into(), "en".into()];
    Settings {
        run: "run".into(),
        language: None,
        office: "tay-ninh".into(),
        spoken,
        printer,
        scanner: false,
        sound: false,
        panel: None,
        lowered: false,
        seed: 7,
    }
}

/// Home, as in the target picture.
fn home() -> App {
    let mut app = App::new(settings(true), Vec::new());
    app.handle(Input::Link(News::Connected), 0);
    app.handle(Input::Office(Ok(sample::office())), 0);
    app.handle(Input::Services(Ok(sample::services())), 0);
    app
}

fn result(ticket: protocol::IssuedTicket, printed: Option<Result<Told, PrintProblem>>) -> App {
    let mut app = home();
    app.handle(Input::Touch(Touch::Service(0)), 0);
    let number = ticket.number.clone();
    app.handle(Input::Issued { key: "run-0".into(), result: Ok(ticket) }, 0);
    if let Some(printed) = printed {
        app.handle(Input::Printed(Outcome { number, printed }), 0);
    }
    app.handle(Input::Tick, 2_000);
    app
}

fn away() -> Failure {
    Failure::Away(client::Away::TimedOut(std::time::Duration::from_secs(5)))
}

fn check(name: &str, app: &App, size: Size) {
    check_with(name, app, size, &Buttons::new());
}

fn check_with(name: &str, app: &App, size: Size, buttons: &Buttons<Touch>) {
    let mut texts = Texts::new(&WORDS).unwrap();
    texts.add_folder(sample::LANGUAGES.as_ref()).unwrap();
    let mut painter = Painter::new(size);
    let mut app = app.clone();
    app.handle(Input::Places(super::places(&app, size)), 0);
    painter.show(scene(&app, &texts, size).frame(buttons));
    screen::golden::check(env!("CARGO_MANIFEST_DIR"), name, painter.canvas());
}

const UPRIGHT: Size = Scale::PORTRAIT;

#[test]
fn home_as_in_the_target_picture() {
    check("home", &home(), UPRIGHT);
}

#[test]
fn home_in_english() {
    let mut app = home();
    app.handle(Input::Touch(Touch::Language(1)), 0);
    check("home_english", &app, UPRIGHT);
}

#[test]
fn home_on_other_screens() {
    check("home_small", &home(), Size::new(600, 1024));
    check("home_lying", &home(), Size::new(1280, 720));
}

#[test]
fn some_services_give_no_numbers() {
    let mut app = home();
    let mut services = sample::services();
    let stops = [
        (0, Stop::LastTicket, Some("23T12:30:00")),
        (1, Stop::Limit, Some("24T07:00:00")),
        (3, Stop::DayClosed, None),
    ];
    for (at, stop, reopens_at) in stops {
        (services[at].open, services[at].reason) = (false, Some(stop));
        services[at].reopens_at = reopens_at.map(sample::at);
    }
    services[4].estimate = None;
    app.handle(Input::Services(Ok(services)), 0);
    check("home_closed_services", &app, UPRIGHT);
}

#[test]
fn no_service_gives_numbers() {
    let mut app = home();
    let mut services = sample::services();
    for service in &mut services {
        (service.open, service.reason) = (false, Some(Stop::Hours));
        service.reopens_at = Some(sample::at("24T07:00:00"));
    }
    app.handle(Input::Services(Ok(services)), 0);
    app.handle(Input::Office(Ok(Office { now: sample::at("23T17:05:00"), ..sample::office() })), 0);
    check("home_closed", &app, UPRIGHT);
}

/// Home of an office whose names are as long as those of real ones.
fn long_names() -> App {
    let mut app = home();
    let name = |text: &str| protocol::Text::from([("vi", text)]);
    let mut services = sample::services();
    services[0].name = name("Đăng ký kinh doanh, hộ kinh doanh và hợp tác xã");
    services[1].name = name("Giải quyết chế độ bảo hiểm xã hội và chính sách người có công với cách mạng");
    services[0].counters = ["1", "2", "3", "4"].map(String::from).to_vec();
    app.handle(Input::Services(Ok(services)), 0);
    let mut office = sample::office();
    office.unit = name("Ủy ban nhân dân phường Thủ Dầu Một, thành phố Hồ Chí Minh");
    office.name = name("Trung tâm Phục vụ hành chính công phường Thủ Dầu Một");
    for (at, counter) in office.counters.iter_mut().enumerate() {
        counter.name = name(&format!("Quầy tiếp nhận và trả kết quả số {}", at + 1));
    }
    app.handle(Input::Office(Ok(office)), 0);
    app
}

#[test]
fn long_names_take_two_lines() {
    check("long_home", &long_names(), UPRIGHT);
    check("long_home_lying", &long_names(), Size::new(1280, 720));
    let mut app = long_names();
    app.handle(Input::Touch(Touch::Service(0)), 0);
    app.handle(Input::Issued { key: "run-0".into(), result: Ok(sample::ticket()) }, 0);
    app.handle(Input::Printed(Outcome { number: sample::ticket().number, printed: Ok(Told::Out) }), 0);
    app.handle(Input::Tick, 2_000);
    check("long_result", &app, UPRIGHT);
    check("long_result_lying", &app, Size::new(1280, 720));
}

#[test]
fn before_opening_nothing_is_over() {
    let mut app = home();
    let mut services = sample::services();
    for service in &mut services {
        (service.open, service.reason) = (false, Some(Stop::Hours));
        service.reopens_at = Some(sample::at("23T07:00:00"));
    }
    // Opens in the afternoon only, and so not yet.
    services[1].reopens_at = Some(sample::at("23T13:00:00"));
    app.handle(Input::Services(Ok(services)), 0);
    app.handle(Input::Office(Ok(Office { now: sample::at("23T06:05:00"), ..sample::office() })), 0);
    check("home_early", &app, UPRIGHT);
}

#[test]
fn eleven_services_take_two_pages() {
    let mut app = home();
    let many = sample::services().into_iter().cycle().take(11).collect();
    app.handle(Input::Services(Ok(many)), 0);
    check("home_many", &app, UPRIGHT);
}

#[test]
fn the_next_number_is_one_of_priority() {
    let mut app = home();
    app.handle(Input::Touch(Touch::Priority), 0);
    check("home_priority", &app, UPRIGHT);
}

/// Asks for one of so many groups.
fn asked_for_the_group(count: usize) -> App {
    let mut app = home();
    let mut office = Office { ask_priority_reason: true, ..sample::office() };
    office.priority = office.priority.iter().cycle().take(count).cloned().collect();
    app.handle(Input::Office(Ok(office)), 0);
    app.handle(Input::Touch(Touch::Priority), 0);
    app
}

#[test]
fn which_group() {
    check("groups", &asked_for_the_group(2), UPRIGHT);
    check("groups_many", &asked_for_the_group(12), Size::new(1024, 600));
}

#[test]
fn a_finger_on_a_card_and_the_keyboard_at_another() {
    let (app, texts) = (home(), Texts::new(&WORDS).unwrap());
    let targets = scene(&app, &texts, UPRIGHT).targets();
    let mut buttons = Buttons::new();
    let (x, y) = (targets[1].area.x + 5, targets[1].area.y + 5);
    buttons.input(Finger::Pressed { touch: 1, x, y }, &targets);
    check_with("home_pressed", &app, UPRIGHT, &buttons);
    let mut buttons = Buttons::new();
    buttons.input(Finger::Key(screen::input::Key::Tab), &targets);
    check_with("home_focused", &app, UPRIGHT, &buttons);
}

#[test]
fn a_number_is_on_its_way() {
    let mut app = home();
    app.handle(Input::Touch(Touch::Service(1)), 0);
    check("issuing", &app, UPRIGHT);
    app.handle(Input::Issued { key: "run-0".into(), result: Err(away()) }, 1_000);
    app.handle(Input::Tick, 5_000);
    check("issuing_stuck", &app, UPRIGHT);
}

#[test]
fn the_number_is_there() {
    check("result", &result(sample::ticket(), Some(Ok(Told::Out))), UPRIGHT);
    check("result_printing", &result(sample::ticket(), None), UPRIGHT);
    check("result_lying", &result(sample::ticket(), Some(Ok(Told::Out))), Size::new(1280, 720));
}

#[test]
fn the_server_is_away() {
    let mut app = home();
    app.handle(Input::Link(News::Lost(away())), 0);
    app.handle(Input::Tick, 3_000);
    check("away", &app, UPRIGHT);
    check("away_lying", &app, Size::new(1280, 720));
}

#[test]
fn nothing_is_known_yet() {
    let mut app = App::new(settings(true), Vec::new());
    app.handle(Input::Tick, 0);
    check("starting", &app, UPRIGHT);
}

#[test]
fn a_closed_service_says_when_it_is_back() {
    let mut app = home();
    let mut services = sample::services();
    (services[1].open, services[1].reason) = (false, Some(Stop::Limit));
    services[1].reopens_at = Some(sample::at("24T07:30:00"));
    app.handle(Input::Services(Ok(services)), 0);
    app.handle(Input::Touch(Touch::Service(1)), 0);
    check("refused", &app, UPRIGHT);
}

#[test]
fn easier_use_for_one_visitor() {
    for (name, ease) in [("larger", Ease::Larger), ("contrast", Ease::Contrast), ("lowered", Ease::Lowered)] {
        let mut app = home();
        app.handle(Input::Touch(Touch::Ease(ease)), 0);
        check(&format!("home_{name}"), &app, UPRIGHT);
        check(&format!("home_{name}_lying"), &app, Size::new(1280, 800));
    }
    let mut app = home();
    app.handle(Input::Touch(Touch::Ease(Ease::Contrast)), 0);
    app.handle(Input::Touch(Touch::Service(0)), 0);
    app.handle(Input::Issued { key: "run-0".into(), result: Ok(sample::ticket()) }, 0);
    app.handle(Input::Tick, 2_000);
    check("result_contrast", &app, UPRIGHT);
}

#[test]
fn every_panel_has_room() {
    check("home_1080p", &home(), Size::new(1920, 1080));
    check("home_1280", &home(), Size::new(1280, 800));
    check("home_1024", &home(), Size::new(1024, 600));
    check("result_1024", &result(sample::ticket(), Some(Ok(Told::Out))), Size::new(1024, 600));
}

#[test]
fn a_person_was_called() {
    let mut app = home();
    app.handle(Input::Touch(Touch::Help), 0);
    app.handle(Input::Helped(Ok(())), 0);
    check("help", &app, UPRIGHT);
}

#[test]
fn a_number_all_the_same() {
    let mut app = home();
    let mut services = sample::services();
    (services[1].waiting, services[1].estimate) = (42, sample::wait(60, 80));
    app.handle(Input::Services(Ok(services)), 0);
    app.handle(Input::Touch(Touch::Service(1)), 0);
    check("question_long", &app, UPRIGHT);
    check("question_long_lying", &app, Size::new(1024, 600));
    app.handle(Input::Tick, 45_000);
    check("still_there", &app, UPRIGHT);
}

#[test]
fn what_to_bring() {
    let mut app = home();
    app.handle(Input::Touch(Touch::Unsure), 0);
    check("papers", &app, UPRIGHT);
    app.handle(Input::Touch(Touch::Service(0)), 0);
    app.handle(Input::Procedures { service: "A".into(), result: Ok(sample::procedures()) }, 0);
    check("procedures", &app, UPRIGHT);
    check("procedures_lying", &app, Size::new(1280, 800));
    app.handle(Input::Touch(Touch::Procedure(0)), 0);
    check("documents", &app, UPRIGHT);
    check("documents_lying", &app, Size::new(1024, 600));
}

#[test]
fn who_has_a_ticket_shows_it() {
    let mut app = App::new(Settings { scanner: true, ..settings(true) }, Vec::new());
    app.handle(Input::Link(News::Connected), 0);
    app.handle(Input::Office(Ok(sample::office())), 0);
    app.handle(Input::Services(Ok(sample::services())), 0);
    check("home_scanner", &app, UPRIGHT);
    app.handle(Input::Touch(Touch::Holder), 0);
    check("holder_wanted", &app, UPRIGHT);
    let token = sample::ticket().token;
    app.handle(Input::Scanned(token.clone()), 0);
    app.handle(Input::Ticket { token, result: Ok(sample::missed()) }, 0);
    check("holder_missed", &app, UPRIGHT);
}

#[test]
fn everything_that_can_be_pressed_is_large_apart_and_on_the_screen() {
    let texts = Texts::new(&WORDS).unwrap();
    let mut many = home();
    let services = sample::services().into_iter().cycle().take(11).collect();
    many.handle(Input::Services(Ok(services)), 0);
    let mut apps = vec![home(), many, result(sample::ticket(), Some(Ok(Told::Out)))];
    for ease in [Ease::Larger, Ease::Lowered] {
        let mut app = home();
        app.handle(Input::Touch(Touch::Ease(ease)), 0);
        apps.push(app.clone());
        app.handle(Input::Touch(Touch::Unsure), 0);
        apps.push(app);
    }
    apps.push(asked_for_the_group(12));
    for app in apps {
        for size in [UPRIGHT, Size::new(1920, 1080), Size::new(1200, 1920), Size::new(1024, 600)] {
            let mut app = app.clone();
            app.handle(Input::Places(super::places(&app, size)), 0);
            let targets = scene(&app, &texts, size).targets();
            let whole = screen::area::Area::of_size(size);
            // On the smallest panel a finger needs fewer pixels.
            let (finger, apart) = if size.height < 800 { (80, 6) } else { (96, 12) };
            for (at, target) in targets.iter().enumerate() {
                let area = target.area;
                assert_eq!(area.intersection(whole), area, "{target:?} on {size}");
                assert!(
                    area.w >= finger && area.h >= finger,
                    "{target:?} on {size} is too small for a finger"
                );
                let near = area.inset(1 - apart);
                assert!(targets[..at].iter().all(|other| !other.area.touches(near)), "{target:?} on {size}");
            }
        }
    }
}
