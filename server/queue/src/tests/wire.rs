//! One golden line for each kind of event. A line that was written once must be readable for ever: never change
//! a line here, only add new ones.
use alloc::boxed::Box;
use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;

use expect_test::{Expect, expect};
use protocol::{PrintProblem, Procedure, Rule, TermUnit};

use super::office::{DAY, office};
use crate::{Actor, Event, Issued, Number, Outcome, OutcomeKind, PlaceWish, Rating, UndoableAct, Wait};

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

#[test]
fn next_is_one_act() {
    let (rule, number, overtook) = (Rule::Turn, number(), vec![]);
    let called = Event::Called { by: by(), counter: counter(), number, rule, overtook, finishes: true };
    check(
        &called,
        &expect![[
            r#"{"type":"called","by":{"account":"lan"},"counter":"1","number":"A012","rule":"turn","overtook":[],"finishes":true}"#
        ]],
    );
}

#[test]
fn set_aside_and_sent_on() {
    let number = number();
    check(
        &Event::Held { by: by(), counter: counter(), number, reason: None },
        &expect![[r#"{"type":"held","by":{"account":"lan"},"counter":"1","number":"A012"}"#]],
    );
    check(
        &Event::Resumed { by: by(), counter: counter(), number },
        &expect![[r#"{"type":"resumed","by":{"account":"lan"},"counter":"1","number":"A012"}"#]],
    );
    let to_service = Event::Transferred {
        by: by(),
        counter: counter(),
        number,
        service: Some("B".parse().unwrap()),
        to: None,
        place: PlaceWish::Turn,
        note: None,
    };
    check(
        &to_service,
        &expect![[
            r#"{"type":"transferred","by":{"account":"lan"},"counter":"1","number":"A012","service":"B","place":"turn"}"#
        ]],
    );
    let to_counter = Event::Transferred {
        by: by(),
        counter: counter(),
        number,
        service: None,
        to: Some("3".into()),
        place: PlaceWish::Front,
        note: None,
    };
    check(
        &to_counter,
        &expect![[
            r#"{"type":"transferred","by":{"account":"lan"},"counter":"1","number":"A012","to":"3","place":"front"}"#
        ]],
    );
}

#[test]
fn served_without_a_ticket() {
    let issued = Issued {
        by: by(),
        number: number(),
        priority: None,
        credit_min: 0,
        lang: None,
        assist: false,
        procedure: None,
        ahead: 0,
        promised: None,
    };
    check(
        &Event::Served { counter: counter(), issued: issued.clone(), overtook: vec![], reason: None },
        &expect![[
            r#"{"type":"served","counter":"1","issued":{"by":{"account":"lan"},"number":"A012","credit_min":0,"ahead":0}}"#
        ]],
    );
    let overtook = vec!["A010".parse().unwrap()];
    check(
        &Event::Served { counter: counter(), issued, overtook, reason: None },
        &expect![[
            r#"{"type":"served","counter":"1","issued":{"by":{"account":"lan"},"number":"A012","credit_min":0,"ahead":0},"overtook":["A010"]}"#
        ]],
    );
}

#[test]
fn what_holders_and_staff_do_with_tickets() {
    let number = number();
    check(
        &Event::Returned { by: None, number, front: false, reason: None },
        &expect![[r#"{"type":"returned","number":"A012"}"#]],
    );
    check(
        &Event::Returned { by: Some(by()), number, front: true, reason: None },
        &expect![[r#"{"type":"returned","by":{"account":"lan"},"number":"A012","front":true}"#]],
    );
    check(&Event::PutLater { number }, &expect![[r#"{"type":"put_later","number":"A012"}"#]]);
    check(&Event::Cancelled { by: None, number }, &expect![[r#"{"type":"cancelled","number":"A012"}"#]]);
    let priority = Some("elderly".into());
    check(
        &Event::PriorityChanged { by: by(), number, priority, credit_min: 20 },
        &expect![[
            r#"{"type":"priority_changed","by":{"account":"lan"},"number":"A012","priority":"elderly","credit_min":20}"#
        ]],
    );
    check(&Event::Rated { number, rating: None }, &expect![[r#"{"type":"rated","number":"A012"}"#]]);
    check(
        &Event::ReprintAsked { by: by(), number, device: "kiosk-1".into() },
        &expect![[r#"{"type":"reprint_asked","by":{"account":"lan"},"number":"A012","device":"kiosk-1"}"#]],
    );
}

#[test]
fn taken_back() {
    let act = UndoableAct::NoShow;
    check(
        &Event::Undone { by: by(), counter: counter(), act, from_seq: 17 },
        &expect![[r#"{"type":"undone","by":{"account":"lan"},"counter":"1","act":"no-show","from_seq":17}"#]],
    );
}

#[test]
fn what_managers_change_of_a_day() {
    let service = "A".parse().unwrap();
    check(
        &Event::ServiceStopped { by: by(), service, reason: "mất điện".into() },
        &expect![[r#"{"type":"service_stopped","by":{"account":"lan"},"service":"A","reason":"mất điện"}"#]],
    );
    check(
        &Event::ServiceResumed { by: by(), service },
        &expect![[r#"{"type":"service_resumed","by":{"account":"lan"},"service":"A"}"#]],
    );
    let services = [(service, 0)].into();
    check(
        &Event::ServicesChanged { by: by(), counter: counter(), services },
        &expect![[r#"{"type":"services_changed","by":{"account":"lan"},"counter":"1","services":{"A":0}}"#]],
    );
    let text = Some(protocol::Text::from([("vi", "Mời xếp hàng.")]));
    check(
        &Event::Noticed { by: by(), text, until_ms: None, say: true },
        &expect![[r#"{"type":"noticed","by":{"account":"lan"},"text":{"vi":"Mời xếp hàng."},"say":true}"#]],
    );
    check(
        &Event::HelpCalled { by: Actor::Device("kiosk-1".into()) },
        &expect![[r#"{"type":"help_called","by":{"device":"kiosk-1"}}"#]],
    );
}

#[test]
fn free_text_stays_out_of_the_line() {
    let held =
        Event::Held { by: by(), counter: counter(), number: number(), reason: Some("thiếu giấy".into()) };
    assert!(!serde_json::to_string(&held).unwrap().contains("thiếu"));
    assert_eq!(held.secret().as_deref(), Some("thiếu giấy"));
    let read: Event = serde_json::from_str(&serde_json::to_string(&held).unwrap()).unwrap();
    assert_eq!(read.with_secret(Some("thiếu giấy".into())), held);
}

#[test]
fn a_rating_stays_out_of_the_line() {
    for (stars, comment, text) in [(5, None, "5"), (1, Some("Lâu.\nKhông vui."), "1\nLâu.\nKhông vui.")] {
        let rating = Some(Rating { stars, comment: comment.map(String::from) });
        let rated = Event::Rated { number: number(), rating };
        assert_eq!(serde_json::to_string(&rated).unwrap(), r#"{"type":"rated","number":"A012"}"#);
        assert_eq!(rated.secret().as_deref(), Some(text));
        let erased = Event::Rated { number: number(), rating: None };
        assert_eq!(erased.clone().with_secret(None), erased);
        assert_eq!(erased.with_secret(Some(text.into())), rated);
    }
}

#[test]
fn a_procedure_of_an_older_line_counts_working_days() {
    let line =
        r#"{"procedure":"HT01","name":{},"service":"A","days":15.0,"fee":{"kind":"free"},"documents":[]}"#;
    let procedure: Procedure = serde_json::from_str(line).unwrap();
    assert_eq!((procedure.unit, procedure.same_day_until), (TermUnit::Working, None));
}
