//! The layouts that a file can ask for, with the sample office.
use super::*;
use crate::board::{CounterSign, SignState};
use crate::plan::{Parts, Place, Reading};
use crate::preview::sample;

/// 43 inches.
const FAR: Reading = Reading { picture_height_mm: 535, calls_m: 20, panel_m: 8 };

fn plan(parts: Parts) -> Plan {
    Plan { parts, ..Plan::default() }
}

fn columns(columns: usize, panel: Place) -> Plan {
    plan(Parts::Calls { columns, panel })
}

fn picture_of(plan: &Plan) -> Picture {
    sample(plan, &crate::texts(None).unwrap(), None).unwrap()
}

fn check_plan(name: &str, plan: &Plan, picture: &Picture, size: Size) {
    let mut painter = Painter::new(size);
    painter.show(frame(picture, plan, size));
    golden::check(env!("CARGO_MANIFEST_DIR"), name, painter.canvas());
}

/// As many counters as a large hall has.
fn forty() -> Picture {
    let letters = ["A", "B", "C", "D", "E", "T"];
    let rows = (1..=39).map(|i| row(&format!("{}{:03}", letters[i % 6], 100 + i), &i.to_string())).collect();
    Picture { rows, ..picture_of(&Plan::default()) }
}

fn sign(state: SignState) -> Picture {
    let sign = CounterSign { name: "Quầy 3".into(), service: "Hộ tịch · Kinh doanh".into(), state };
    Picture { sign: Some(sign), ..picture_of(&plan(Parts::Counter("3".into()))) }
}

#[test]
fn calls_in_columns() {
    let two = columns(2, Place::None);
    check_plan("columns", &two, &picture_of(&two), WALL);
    check_plan("columns_forty", &columns(4, Place::None), &forty(), WALL);
    check_plan("columns_upright", &columns(2, Place::Below), &forty(), Size::new(1080, 1920));
}

#[test]
fn who_waits_alone() {
    let waiting = plan(Parts::Waiting);
    check_plan("waiting", &waiting, &picture_of(&waiting), WALL);
}

#[test]
fn above_one_counter() {
    let three = plan(Parts::Counter("3".into()));
    let small = Size::new(480, 320);
    check_plan("counter_called", &three, &picture_of(&three), WALL);
    check_plan("counter_called_small", &three, &picture_of(&three), small);
    check_plan("counter_serving", &three, &sign(SignState::Serving("A012".into())), small);
    check_plan("counter_closed", &three, &sign(SignState::Calm("Quầy đóng".into())), small);
    let bare = Plan { notice: false, ..three };
    assert!(Layout::of(small, &sign(SignState::Calm(String::new())), &bare).foot.is_empty());
    let lost = Picture { foot: Foot::Lost("…".into()), ..picture_of(&bare) };
    assert!(!Layout::of(small, &lost, &bare).foot.is_empty(), "what is wrong is told in any case");
    let six = plan(Parts::Counter("6".into()));
    check_plan("counter_paused", &six, &picture_of(&six), WALL);
}

#[test]
fn letters_grow_with_the_distance_and_rows_give_way() {
    let far = Plan { reading: Some(FAR), ..Plan::default() };
    let picture = picture_of(&far);
    check_plan("read_from_afar", &far, &picture, WALL);
    let near = Layout::of(WALL, &picture, &Plan::default());
    assert!(Layout::of(WALL, &picture, &far).rows.len() < near.rows.len());
}

#[test]
fn what_can_not_be_read_from_its_distance_is_said() {
    let said = |reading, size| {
        let plan = Plan { reading: Some(reading), ..Plan::default() };
        unreached(&plan, &picture_of(&plan), size)
    };
    let hall = Reading { picture_height_mm: 535, calls_m: 10, panel_m: 5 };
    assert_eq!(said(hall, WALL), [""; 0]);
    let hangar = said(Reading { calls_m: 60, panel_m: 30, ..hall }, WALL);
    assert!(hangar.iter().any(|line| line.contains("no row of earlier calls fits")), "{hangar:?}");
    assert!(hangar.iter().any(|line| line.contains("panel")), "{hangar:?}");
}

#[test]
fn an_upright_board_keeps_no_room_for_missed_numbers_that_are_not_there() {
    let (upright, plan) = (Size::new(1080, 1920), Plan::default());
    let missed = picture_of(&plan);
    let none = Picture { missed: None, ..missed.clone() };
    let panel = |picture| Layout::of(upright, picture, &plan).panel.unwrap().whole.h;
    assert!(panel(&none) < panel(&missed));
}
