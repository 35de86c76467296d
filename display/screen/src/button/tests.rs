//! Presses and keys as scripts: one input a line, and what came of it.

use super::{Buttons, State, Target};
use crate::area::Area;
use crate::input::{Input, Key, MOUSE};

/// Three targets beside each other, 100 wide with gaps of 20; the third can't be pressed.
fn targets() -> [Target<char>; 3] {
    let target = |x, action| Target::new(Area::new(x, 0, 100, 50), action);
    [target(0, 'a'), target(120, 'b'), Target { enabled: false, ..target(240, 'c') }]
}

/// Runs a script of `down X`, `move X`, `up X`, `gone`, `tab`, `back`, `enter` (a finger other than the
/// first is written `down2 X`), and gives after each step the states of the three targets (. normal,
/// P pressed, F focused, - disabled) and the action.
fn run(script: &str) -> Vec<String> {
    let (mut buttons, targets) = (Buttons::new(), targets());
    let steps = script.lines().map(str::trim).filter(|line| !line.is_empty());
    steps.map(|step| told(&buttons.input(read(step), &targets), &buttons, &targets)).collect()
}

fn read(step: &str) -> Input {
    let (verb, x) = step.split_once(' ').unwrap_or((step, "0"));
    let (x, y) = (x.parse().unwrap(), 10);
    match verb {
        "down" => Input::Pressed { touch: 1, x, y },
        "down2" => Input::Pressed { touch: 2, x, y },
        "move" => Input::Moved { touch: 1, x, y },
        "up" => Input::Released { touch: 1, x, y },
        "up2" => Input::Released { touch: 2, x, y },
        "gone" => Input::Cancelled { touch: 1 },
        "tab" => Input::Key(Key::Tab),
        "back" => Input::Key(Key::ShiftTab),
        "enter" => Input::Key(Key::Enter),
        other => panic!("unknown step {other}"),
    }
}

fn told(action: &Option<char>, buttons: &Buttons<char>, targets: &[Target<char>]) -> String {
    let state = |target| match buttons.state(target) {
        State::Normal => '.',
        State::Pressed => 'P',
        State::Focused => 'F',
        State::Disabled => '-',
    };
    let states: String = targets.iter().map(state).collect();
    action.map_or(states.clone(), |action| format!("{states} {action}"))
}

#[track_caller]
fn check(script: &str, expected: &[&str]) {
    assert_eq!(run(script), expected, "{script}");
}

#[test]
fn a_press_shows_at_once_and_acts_when_lifted() {
    check("down 5 \n up 99", &["P.-", "..- a"]);
    check("down 130 \n move 219 \n up 219", &[".P-", ".P-", "..- b"]);
}

#[test]
fn sliding_off_does_nothing_and_back_on_acts() {
    check("down 5 \n move 110 \n up 110", &["P.-", "..-", "..-"]);
    check("down 5 \n move 130 \n up 130", &["P.-", "..-", "..-"]);
    check("down 5 \n move 100 \n move 99 \n up 99", &["P.-", "..-", "P.-", "..- a"]);
    check("down 110 \n move 5 \n up 5", &["..-", "..-", "..-"]);
}

#[test]
fn lifted_outside_does_nothing_even_without_a_move() {
    check("down 5 \n up 130", &["P.-", "..-"]);
}

#[test]
fn a_second_finger_is_ignored() {
    check("down 5 \n down2 130 \n up2 130 \n up 5", &["P.-", "P.-", "P.-", "..- a"]);
    check("down 110 \n down2 130 \n up2 130 \n up 110", &["..-", "..-", "..-", "..-"]);
    check("down2 130 \n down 5 \n up 5 \n up2 130", &[".P-", ".P-", ".P-", "..- b"]);
}

#[test]
fn a_touch_taken_away_does_nothing() {
    check("down 5 \n gone \n up 5 \n down 130 \n up 130", &["P.-", "..-", "..-", ".P-", "..- b"]);
}

#[test]
fn the_same_finger_down_again_begins_anew() {
    check("down 5 \n down 130 \n up 130", &["P.-", ".P-", "..- b"]);
}

#[test]
fn what_cannot_be_pressed_stays_still() {
    check("down 250 \n up 250", &["..-", "..-"]);
    check("tab \n tab \n tab", &["F.-", ".F-", "F.-"]);
}

#[test]
fn the_keyboard_reaches_all_and_acts() {
    check("enter \n tab \n enter \n tab \n enter", &["..-", "F.-", "F.- a", ".F-", ".F- b"]);
    check("back \n back \n back", &[".F-", "F.-", ".F-"]);
}

#[test]
fn the_focus_goes_with_a_touch() {
    check("tab \n down 130 \n up 130 \n enter", &["F.-", ".P-", "..- b", "..-"]);
}

#[test]
fn a_new_screen_ignores_the_old_finger() {
    let (mut buttons, targets) = (Buttons::new(), targets());
    assert_eq!(buttons.input(Input::Pressed { touch: MOUSE, x: 5, y: 5 }, &targets), None);
    buttons.reset();
    assert_eq!(buttons.state(&targets[0]), State::Normal);
    assert_eq!(buttons.input(Input::Moved { touch: MOUSE, x: 6, y: 5 }, &targets), None);
    assert_eq!(buttons.input(Input::Released { touch: MOUSE, x: 6, y: 5 }, &targets), None);
    assert_eq!(buttons.input(Input::Pressed { touch: MOUSE, x: 5, y: 5 }, &targets), None);
    assert_eq!(buttons.input(Input::Released { touch: MOUSE, x: 5, y: 5 }, &targets), Some('a'));
}

#[test]
fn a_target_that_went_under_the_finger_does_not_act() {
    let (mut buttons, targets) = (Buttons::new(), targets());
    buttons.input(Input::Pressed { touch: 1, x: 5, y: 5 }, &targets);
    assert_eq!(buttons.input(Input::Released { touch: 1, x: 5, y: 5 }, &targets[1..]), None);
}
