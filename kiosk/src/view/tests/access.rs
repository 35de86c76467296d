//! For who sees little, sits, or uses keys: focus in each tone, contrast of all words, reach on a known panel.
use screen::area::Area;
use screen::input::Key;
use screen::theme::{Tone, contrast};

use super::*;
use crate::app::Voiced;
use crate::panel::Panel;
use crate::view::Piece;

const LYING: Size = Size::new(1280, 800);

/// With the keyboard at the control of this place.
fn check_focused(name: &str, app: &App, size: Size, place: usize) {
    let texts = Texts::new(&WORDS).unwrap();
    let (targets, mut buttons) = (scene(app, &texts, size).targets(), Buttons::new());
    for _ in 0..=place {
        buttons.input(Finger::Key(Key::Tab), &targets);
    }
    check_with(name, app, size, &buttons);
}

fn question() -> App {
    let mut app = home();
    let mut services = sample::services();
    (services[1].waiting, services[1].estimate) = (42, sample::wait(60, 80));
    app.handle(Input::Services(Ok(services)), 0);
    app.handle(Input::Touch(Touch::Service(1)), 0);
    app
}

/// In Vietnamese and English there is a voice.
fn with_voice(mut app: App) -> App {
    for language in ["vi", "en"] {
        app.handle(Input::Voice { language: language.into(), voiced: Voiced::Yes }, 2_000);
    }
    app
}

#[test]
fn the_focus_is_seen_in_each_tone() {
    let apps = [
        ("home", home()),
        ("result", result(sample::ticket(), Some(Ok(Told::Out)))),
        ("question", question()),
    ];
    for (name, mut app) in apps {
        if name != "home" {
            check_focused(&format!("{name}_focused"), &app, UPRIGHT, 0);
        }
        app.handle(Input::Touch(Touch::Ease(Ease::Contrast)), 2_000);
        check_focused(&format!("{name}_focused_contrast"), &app, UPRIGHT, 0);
    }
}

#[test]
fn reading_aloud_is_offered_where_there_is_a_voice() {
    check("home_voice", &with_voice(home()), UPRIGHT);
    check("home_voice_lying", &with_voice(home()), Size::new(1024, 600));
    let mut read = with_voice(result(sample::ticket(), Some(Ok(Told::Out))));
    read.handle(Input::Keypad, 2_000);
    check_focused("result_read", &read, UPRIGHT, 0);
    check_focused("result_read_lying", &read, LYING, 0);
}

/// One state of each kind of screen.
fn screens() -> Vec<App> {
    let mut papers = home();
    papers.handle(Input::Touch(Touch::Unsure), 0);
    papers.handle(Input::Touch(Touch::Service(0)), 0);
    papers.handle(Input::Procedures { service: "A".into(), result: Ok(sample::procedures()) }, 0);
    let mut documents = papers.clone();
    documents.handle(Input::Touch(Touch::Procedure(0)), 0);
    let mut priority = home();
    priority.handle(Input::Touch(Touch::Priority), 0);
    let mut asked = question();
    asked.handle(Input::Tick, 45_000);
    let mut away_from = home();
    away_from.handle(Input::Link(News::Lost(away())), 0);
    away_from.handle(Input::Tick, 3_000);
    let paper = |printed| result(sample::ticket(), Some(printed));
    let results = [paper(Ok(Told::Out)), paper(Ok(Told::Sent)), paper(Err(PrintProblem::PaperOut))];
    let mut all =
        vec![home(), papers, documents, priority, asked, away_from, question(), asked_for_the_group(3)];
    all.extend(results);
    all
}

#[test]
fn all_words_can_be_read_on_what_is_under_them_in_each_tone() {
    let texts = Texts::new(&WORDS).unwrap();
    let mut pairs = 0;
    for app in screens() {
        for part in scene(&app, &texts, UPRIGHT).parts {
            let Piece::Label(label) = part.piece else { continue };
            let (ink, ground) = label.colours();
            for (tone, least) in [(Tone::Plain, 4.5), (Tone::Contrast, 7.0)] {
                let ratio = contrast(tone.of(ink), tone.of(ground));
                assert!(ratio >= least, "{} in {tone:?}: {ratio:.2}", label.text);
                pairs += 1;
            }
        }
    }
    assert!(pairs > 60, "{pairs} pairs were looked at");
}

#[test]
fn every_screen_is_reached_by_keys_and_has_something_to_say() {
    let texts = Texts::new(&WORDS).unwrap();
    for app in screens() {
        let scene = scene(&app, &texts, UPRIGHT);
        assert!(!scene.lines().is_empty());
        let targets = scene.targets();
        assert!(
            targets
                .iter()
                .all(|target| scene.line_of(target.action).is_some_and(|line| !line.text.is_empty()))
        );
        let mut buttons = Buttons::new();
        let mut reached = Vec::new();
        for _ in targets.iter().filter(|target| target.enabled) {
            buttons.input(Finger::Key(Key::Tab), &targets);
            reached.extend(buttons.focus());
        }
        let all: Vec<Touch> =
            targets.iter().filter(|target| target.enabled).map(|target| target.action).collect();
        assert_eq!(reached, all, "in the order in which it is read");
        let places: Vec<(i32, i32)> = targets.iter().map(|target| (target.area.y, target.area.x)).collect();
        assert!(places.is_sorted());
    }
}

fn on_panel(height_mm: u32, bottom_mm: Option<u32>, lowered: bool) -> App {
    let panel = Some(Panel { height_mm, bottom_mm });
    let mut app = App::new(Settings { panel, lowered, ..settings(true) }, Vec::new());
    app.handle(Input::Link(News::Connected), 0);
    app.handle(Input::Office(Ok(sample::office())), 0);
    app.handle(Input::Services(Ok(sample::services())), 0);
    app
}

fn complaints(app: &App, size: Size) -> Vec<String> {
    crate::view::complaints(app, &Texts::new(&WORDS).unwrap(), size)
}

#[test]
fn what_is_out_of_reach_is_named_with_what_to_do() {
    assert!(complaints(&on_panel(480, Some(800), false), UPRIGHT).is_empty());
    assert!(complaints(&on_panel(480, None, false), UPRIGHT).is_empty());
    assert!(complaints(&home(), UPRIGHT).is_empty(), "nothing is known of the panel");
    let high = complaints(&on_panel(480, Some(900), false), UPRIGHT);
    let said = "“Hộ tịch – Chứng thực” reaches 1291 mm above the floor, and who sits reaches 1220 mm: start the kiosk with --lowered, which keeps the boxes in the lower half";
    assert_eq!(high, [said]);
    assert!(complaints(&on_panel(480, Some(900), true), UPRIGHT).is_empty(), "it begins lowered");
    let higher = complaints(&on_panel(480, Some(1_000), false), UPRIGHT);
    assert!(
        higher[0].ends_with("hang the panel 20 mm lower and start the kiosk with --lowered"),
        "{higher:?}"
    );
    let low = complaints(&on_panel(480, Some(300), false), UPRIGHT);
    assert!(low[0].contains("nobody can stoop below 380 mm: hang the panel 70 mm higher"), "{low:?}");
    let small = complaints(&on_panel(60, None, false), Size::new(1024, 600));
    assert!(small[0].contains("a finger needs 20 mm: this panel is too small"), "{small:?}");
}

#[test]
fn a_visitor_may_leave_the_lower_half() {
    let mut app = on_panel(480, Some(900), true);
    assert!(app.eased(Ease::Lowered));
    app.handle(Input::Touch(Touch::Ease(Ease::Lowered)), 0);
    assert!(!app.eased(Ease::Lowered));
}

#[test]
fn a_finger_has_20_mm_on_a_panel_that_is_known() {
    let texts = Texts::new(&WORDS).unwrap();
    // Panels of 13, 15.6, 22 and 32 inches that stand, of 10, 15 and 22 that lie.
    let panels = [
        (UPRIGHT, 288),
        (UPRIGHT, 344),
        (UPRIGHT, 477),
        (UPRIGHT, 708),
        (LYING, 135),
        (Size::new(1920, 1080), 187),
        (Size::new(1920, 1080), 268),
    ];
    for (size, height_mm) in panels {
        let panel = Panel { height_mm, bottom_mm: None };
        for app in [on_panel(height_mm, None, false), on_panel(height_mm, None, true)].map(with_voice) {
            let mut app = app;
            app.handle(Input::Places(crate::view::places(&app, size)), 0);
            let targets = scene(&app, &texts, size).targets();
            for (at, target) in targets.iter().enumerate() {
                let side_mm = panel.side_mm(target.area, size.height);
                assert!(side_mm >= 20, "{target:?} has {side_mm} mm on {size} of {height_mm} mm");
                let whole = Area::of_size(size);
                assert_eq!(
                    target.area.intersection(whole),
                    target.area,
                    "{target:?} on {size} of {height_mm} mm"
                );
                let near = target.area.inset(-5);
                assert!(targets[..at].iter().all(|other| !other.area.touches(near)), "{target:?} on {size}");
            }
        }
    }
}
