//! One golden line for each kind of event. A line that was written once must be readable for ever: never change
//! a line here, only add new ones.
use alloc::boxed::Box;
use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;

use expect_test::{Expect, expect};
use protocol::{PrintProblem, Rule};

use super::office::{DAY, office};
use crate::{Actor, Event, Issued, Number, Outcome, OutcomeKind, Wait};

fn check(event: &Event, line: &Expect) {
    line.assert_eq(&serde_json::to_string(event).unwrap());
    let read: Event = serde_json::from_str(line.data()).unwrap();
    assert_eq!(read, *event);
}

fn number() -> Number {
    "A012".parse().unwrap()
}

fn by() -> Actor {
    Actor::Account("lan".into())
}

fn counter() -> String {
    "1".to_string()
}

#[test]
fn office_applied() {
    let mut small = office();
    small.services.truncate(1);
    small.counters.truncate(1);
    check(
        &Event::OfficeApplied { office: Box::new(small) },
        &expect![[
            r##"{"type":"office_applied","office":{"code":"test","name":{"vi":"Test"},"unit":{"vi":"Test"},"time_zone":"Asia/Ho_Chi_Minh","languages":["vi"],"hotline":"0276","hours":{"week":[[{"from_min":450,"to_min":690},{"from_min":780,"to_min":1020}],[{"from_min":450,"to_min":690},{"from_min":780,"to_min":1020}],[{"from_min":450,"to_min":690},{"from_min":780,"to_min":1020}],[{"from_min":450,"to_min":690},{"from_min":780,"to_min":1020}],[{"from_min":450,"to_min":690},{"from_min":780,"to_min":1020}],[{"from_min":450,"to_min":690}],[]],"worked":[{"from_min":450,"to_min":690},{"from_min":780,"to_min":1020}],"first_ticket_min":30,"last_ticket_min":30,"project_close":false,"days":[],"off":["2026-11-24"],"worked_days":["2026-11-28"]},"rules":{"recall_gap_s":10,"no_show_calls":2,"no_show_after_s":0,"return_behind":3,"return_max":1,"undo_s":60,"clerk_may_call":false,"self_priority":true,"ask_priority_reason":false,"forgotten_min":30,"estimate_step_min":5},"limits":{"wait_mean_min":15,"wait_longest_min":45,"retention_days":90},"priorities":[{"code":"elderly","name":{"vi":"60"},"credit_min":20}],"services":[{"letter":"A","name":{},"short":{},"hint":{},"color":"#1F5FA8","minutes":6,"range":[1,999],"daily_limit":0}],"counters":[{"code":"1","name":{},"services":{"A":0}}],"pause_reasons":[{"code":"break","name":{"vi":"Nghỉ"}}],"procedures":[]}}"##
        ]],
    );
}

#[test]
fn day_opened_and_closed() {
    let means = [("A".parse().unwrap(), 372)].into();
    check(
        &Event::DayOpened { date: DAY, office_seq: 1, means, by: None },
        &expect![[r#"{"type":"day_opened","date":"2026-11-23","office_seq":1,"means":{"A":372}}"#]],
    );
    check(
        &Event::DayClosed { date: DAY, by: Some(by()) },
        &expect![[r#"{"type":"day_closed","date":"2026-11-23","by":{"account":"lan"}}"#]],
    );
}

#[test]
fn issued() {
    let promised = Wait { expected_s: 720, low_min: 10, high_min: 15, after_min: Some(780) };
    let whole = Issued {
        by: Actor::Device("kiosk-1".into()),
        number: number(),
        priority: Some("elderly".into()),
        credit_min: 20,
        lang: Some("vi".into()),
        assist: true,
        procedure: Some("HT01".into()),
        ahead: 5,
        promised: Some(promised),
    };
    let bare = Issued {
        by: by(),
        priority: None,
        credit_min: 0,
        lang: None,
        assist: false,
        procedure: None,
        ahead: 0,
        promised: None,
        ..whole.clone()
    };
    check(
        &Event::Issued(whole),
        &expect![[
            r#"{"type":"issued","by":{"device":"kiosk-1"},"number":"A012","priority":"elderly","credit_min":20,"lang":"vi","assist":true,"procedure":"HT01","ahead":5,"promised":{"expected_s":720,"low_min":10,"high_min":15,"after_min":780}}"#
        ]],
    );
    check(
        &Event::Issued(bare),
        &expect![[r#"{"type":"issued","by":{"account":"lan"},"number":"A012","credit_min":0,"ahead":0}"#]],
    );
}

#[test]
fn printed() {
    let by = Actor::Device("kiosk-1".into());
    let problem = Some(PrintProblem::PaperOut);
    check(
        &Event::Printed { by, number: number(), ok: false, problem },
        &expect![[
            r#"{"type":"printed","by":{"device":"kiosk-1"},"number":"A012","ok":false,"problem":"paper_out"}"#
        ]],
    );
}

#[test]
fn counters() {
    check(
        &Event::CounterOpened { by: by(), counter: counter() },
        &expect![[r#"{"type":"counter_opened","by":{"account":"lan"},"counter":"1"}"#]],
    );
    let until_ms = Some(1_795_398_130_000);
    let reason = "break".into();
    check(
        &Event::CounterPaused { by: by(), counter: counter(), reason, until_ms },
        &expect![[
            r#"{"type":"counter_paused","by":{"account":"lan"},"counter":"1","reason":"break","until_ms":1795398130000}"#
        ]],
    );
    check(
        &Event::CounterClosed { by: by(), counter: counter() },
        &expect![[r#"{"type":"counter_closed","by":{"account":"lan"},"counter":"1"}"#]],
    );
}

#[test]
fn called_and_recalled() {
    let overtook: Vec<Number> = vec!["A010".parse().unwrap(), "A011".parse().unwrap()];
    let (rule, number) = (Rule::Priority, number());
    check(
        &Event::Called { by: by(), counter: counter(), number, rule, overtook, finishes: false },
        &expect![[
            r#"{"type":"called","by":{"account":"lan"},"counter":"1","number":"A012","rule":"priority","overtook":["A010","A011"]}"#
        ]],
    );
    check(
        &Event::Recalled { by: by(), counter: counter(), number, recall: 1 },
        &expect![[r#"{"type":"recalled","by":{"account":"lan"},"counter":"1","number":"A012","recall":1}"#]],
    );
}

#[test]
fn started_finished_and_missed() {
    let number = number();
    check(
        &Event::Started { by: by(), counter: counter(), number },
        &expect![[r#"{"type":"started","by":{"account":"lan"},"counter":"1","number":"A012"}"#]],
    );
    let outcome = Outcome {
        service: "A".parse().unwrap(),
        procedure: Some("HT01".into()),
        count: 2,
        outcome: OutcomeKind::Accepted,
    };
    let outcomes = vec![outcome];
    check(
        &Event::Finished { by: by(), counter: counter(), number, outcomes },
        &expect![[
            r#"{"type":"finished","by":{"account":"lan"},"counter":"1","number":"A012","outcomes":[{"service":"A","procedure":"HT01","count":2,"outcome":"accepted"}]}"#
        ]],
    );
    check(
        &Event::NoShow { by: by(), counter: counter(), number },
        &expect![[r#"{"type":"no_show","by":{"account":"lan"},"counter":"1","number":"A012"}"#]],
    );
}
