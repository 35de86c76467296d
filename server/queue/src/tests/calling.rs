//! Counters: who is called, and what can be done with whom is in hand.
use alloc::string::ToString;
use alloc::vec;

use expect_test::expect;
use protocol::{Fee, Procedure, TermUnit, Text};

use super::office::office;
use super::script::{check, check_in};

#[test]
fn a_ticket_goes_its_way() {
    check(
        "07:30 lan 1 open
         07:31 kiosk A
         07:31 kiosk: printed A001 ok
         07:32 lan 1 next
         07:33 lan 1 start
         07:40 lan 1 finish
         07:40 lan 1 next
         07:41 look",
        &expect![[r#"
            07:30 lan 1 open: 1 open
            07:31 kiosk A: A001 behind 0, 0-0 min
            07:31 kiosk: printed A001 ok: A001 printed: true
            07:32 lan 1 next: calls A001 by Turn
            07:33 lan 1 start: starts A001
            07:40 lan 1 finish: finishes A001
            07:40 lan 1 next: 
            07:41 look: open A001 done
        "#]],
    );
}

#[test]
fn next_finishes_whom_the_counter_has() {
    check(
        "07:30 lan 1 open
         07:31 kiosk A
         07:31 kiosk A
         07:32 lan 1 next
         07:33 lan 1 start
         07:40 lan 1 next
         07:41 lan 1 next
         07:41 look",
        &expect![[r#"
            07:30 lan 1 open: 1 open
            07:31 kiosk A: A001 behind 0, 0-0 min
            07:31 kiosk A: A002 behind 1, 5-10 min
            07:32 lan 1 next: calls A001 by Turn
            07:33 lan 1 start: starts A001
            07:40 lan 1 next: finishes A001, calls A002 by Turn
            07:41 lan 1 next: finishes A002
            07:41 look: open A001 done A002 done
        "#]],
    );
}

#[test]
fn two_counters_never_call_the_same_person() {
    check(
        "07:30 lan 1 open
         07:30 mai 2 open
         07:31 kiosk A
         07:31 kiosk A
         07:32 lan 1 next
         07:32 mai 2 next",
        &expect![[r#"
            07:30 lan 1 open: 1 open
            07:30 mai 2 open: 2 open
            07:31 kiosk A: A001 behind 0, 0-0 min
            07:31 kiosk A: A002 behind 1, 0-0 min
            07:32 lan 1 next: calls A001 by Turn
            07:32 mai 2 next: calls A002 by Turn
        "#]],
    );
}

#[test]
fn a_priority_counts_as_having_come_twenty_minutes_earlier() {
    check(
        "07:30 lan 1 open
         07:30 kiosk A
         07:45 kiosk A
         07:50 kiosk A yes
         07:51 lan 1 next
         07:52 lan 1 next
         07:53 lan 1 next",
        &expect![[r#"
            07:30 lan 1 open: 1 open
            07:30 kiosk A: A001 behind 0, 0-0 min
            07:45 kiosk A: A002 behind 1, 5-10 min
            07:50 kiosk A yes: A003 behind 1, 5-10 min
            07:51 lan 1 next: calls A001 by Turn
            07:52 lan 1 next: finishes A001, calls A003 by Priority before A002
            07:53 lan 1 next: finishes A003, calls A002 by Turn
        "#]],
    );
}

#[test]
fn a_preference_lets_a_counter_do_its_own_work_first() {
    check(
        "07:30 mai 2 open
         07:30 kiosk B
         07:39 kiosk A
         07:41 kiosk A
         07:42 mai 2 next
         07:43 mai 2 next
         07:44 mai 2 next",
        &expect![[r#"
            07:30 mai 2 open: 2 open
            07:30 kiosk B: B001 behind 0, 0-0 min
            07:39 kiosk A: A001 behind 0, 0-0 min
            07:41 kiosk A: A002 behind 1, 15-25 min
            07:42 mai 2 next: calls A001 by Preference before B001
            07:43 mai 2 next: finishes A001, calls B001 by Turn
            07:44 mai 2 next: finishes B001, calls A002 by Turn
        "#]],
    );
}

#[test]
fn a_recall_keeps_its_gap_and_a_no_show_needs_two_calls() {
    check(
        "07:30 lan 1 open
         07:31 kiosk A
         07:32:00 lan 1 next
         07:32:09 lan 1 recall
         07:32:09 lan 1 no-show
         07:32:10 lan 1 recall
         07:32:15 lan 1 recall
         07:32:30 lan 1 no-show
         07:32:30 lan 1 no-show
         07:32:31 look",
        &expect![[r#"
            07:30 lan 1 open: 1 open
            07:31 kiosk A: A001 behind 0, 0-0 min
            07:32:00 lan 1 next: calls A001 by Turn
            07:32:09 lan 1 recall: NO: TooSoon { wait_s: 1, calls: 0 }
            07:32:09 lan 1 no-show: NO: TooSoon { wait_s: 0, calls: 1 }
            07:32:10 lan 1 recall: recalls A001 for the 1. time
            07:32:15 lan 1 recall: NO: TooSoon { wait_s: 5, calls: 0 }
            07:32:30 lan 1 no-show: A001 is a no-show
            07:32:30 lan 1 no-show: NO: NothingCalled
            07:32:31 look: open A001 no-show
        "#]],
    );
}

#[test]
fn a_no_show_waits_for_its_time_after_the_last_call() {
    let mut patient = office();
    (patient.rules.no_show_calls, patient.rules.no_show_after_s) = (3, 30);
    check_in(
        patient,
        "07:30 lan 1 open
         07:30 kiosk A
         07:31:00 lan 1 next
         07:31:10 lan 1 recall
         07:31:20 lan 1 no-show
         07:31:20 lan 1 recall
         07:31:49 lan 1 no-show
         07:31:50 lan 1 no-show",
        &expect![[r#"
            07:30 lan 1 open: 1 open
            07:30 kiosk A: A001 behind 0, 0-0 min
            07:31:00 lan 1 next: calls A001 by Turn
            07:31:10 lan 1 recall: recalls A001 for the 1. time
            07:31:20 lan 1 no-show: NO: TooSoon { wait_s: 20, calls: 1 }
            07:31:20 lan 1 recall: recalls A001 for the 2. time
            07:31:49 lan 1 no-show: NO: TooSoon { wait_s: 1, calls: 0 }
            07:31:50 lan 1 no-show: A001 is a no-show
        "#]],
    );
}

#[test]
fn whoever_is_served_is_not_recalled_and_is_no_no_show() {
    check(
        "07:30 lan 1 open
         07:31 kiosk A
         07:32 lan 1 next
         07:33 lan 1 start
         07:34 lan 1 start
         07:34 lan 1 recall
         07:34 lan 1 no-show
         07:34 lan 1 close
         07:34 lan 1 finish
         07:34 lan 1 finish
         07:35 lan 1 close",
        &expect![[r#"
            07:30 lan 1 open: 1 open
            07:31 kiosk A: A001 behind 0, 0-0 min
            07:32 lan 1 next: calls A001 by Turn
            07:33 lan 1 start: starts A001
            07:34 lan 1 start: NO: WrongState
            07:34 lan 1 recall: NO: WrongState
            07:34 lan 1 no-show: NO: WrongState
            07:34 lan 1 close: NO: CounterBusy
            07:34 lan 1 finish: finishes A001
            07:34 lan 1 finish: NO: NothingCalled
            07:35 lan 1 close: 1 closed
        "#]],
    );
}

#[test]
fn a_counter_is_its_openers_until_it_is_closed() {
    check(
        "07:30 lan 1 next
         07:30 lan 1 open
         07:30 lan 1 open
         07:31 mai 1 open
         07:31 mai 1 next
         07:31 Hoa 1 open
         07:31 Hoa 1 pause break
         07:31 mai 1 open takeover
         07:32 lan 1 next
         07:32 lan 1 close
         07:32 mai 1 close
         07:32 mai 9 open",
        &expect![[r#"
            07:30 lan 1 next: NO: CounterClosed
            07:30 lan 1 open: 1 open
            07:30 lan 1 open: 
            07:31 mai 1 open: NO: CounterTaken
            07:31 mai 1 next: NO: Forbidden
            07:31 Hoa 1 open: NO: CounterTaken
            07:31 Hoa 1 pause break: 1 paused
            07:31 mai 1 open takeover: 1 open
            07:32 lan 1 next: NO: Forbidden
            07:32 lan 1 close: NO: Forbidden
            07:32 mai 1 close: 1 closed
            07:32 mai 9 open: NO: UnknownCounter
        "#]],
    );
}

#[test]
fn the_ticket_in_hand_stays_on_takeover() {
    check(
        "07:30 lan 1 open
         07:30 kiosk A
         07:31 lan 1 next
         07:32 mai 1 open takeover
         07:32 mai 1 start hand=A001
         07:33 lan 1 finish",
        &expect![[r#"
            07:30 lan 1 open: 1 open
            07:30 kiosk A: A001 behind 0, 0-0 min
            07:31 lan 1 next: calls A001 by Turn
            07:32 mai 1 open takeover: 1 open
            07:32 mai 1 start hand=A001: starts A001
            07:33 lan 1 finish: NO: Forbidden
        "#]],
    );
}

#[test]
fn a_paused_counter_calls_nobody_and_finishes_whom_it_has() {
    check(
        "07:30 lan 1 open
         07:30 kiosk A
         07:30 kiosk A
         07:31 lan 1 next
         07:32 lan 1 pause tea
         07:32 lan 1 pause break 07:31
         07:32 lan 1 pause break 07:45
         07:32 lan 1 next
         07:33 lan 1 finish
         07:45 lan 1 open
         07:45 lan 1 next",
        &expect![[r#"
            07:30 lan 1 open: 1 open
            07:30 kiosk A: A001 behind 0, 0-0 min
            07:30 kiosk A: A002 behind 1, 5-10 min
            07:31 lan 1 next: calls A001 by Turn
            07:32 lan 1 pause tea: NO: Invalid { field: "reason", detail: "no such reason of a pause" }
            07:32 lan 1 pause break 07:31: NO: Invalid { field: "until", detail: "lies in the past" }
            07:32 lan 1 pause break 07:45: 1 paused
            07:32 lan 1 next: NO: CounterPaused
            07:33 lan 1 finish: finishes A001
            07:45 lan 1 open: 1 open
            07:45 lan 1 next: calls A002 by Turn
        "#]],
    );
}

#[test]
fn whoever_believes_something_else_in_hand_changes_nothing() {
    check(
        "07:30 lan 1 open
         07:30 kiosk A
         07:30 kiosk A
         07:31 lan 1 next hand=none
         07:32 lan 1 next hand=none
         07:32 lan 1 finish hand=A002
         07:32 lan 1 next hand=A001",
        &expect![[r#"
            07:30 lan 1 open: 1 open
            07:30 kiosk A: A001 behind 0, 0-0 min
            07:30 kiosk A: A002 behind 1, 5-10 min
            07:31 lan 1 next hand=none: calls A001 by Turn
            07:32 lan 1 next hand=none: NO: Changed { in_hand: Some(Number { letter: Letter('A'), digits: 1 }) }
            07:32 lan 1 finish hand=A002: NO: Changed { in_hand: Some(Number { letter: Letter('A'), digits: 1 }) }
            07:32 lan 1 next hand=A001: finishes A001, calls A002 by Turn
        "#]],
    );
}

#[test]
fn what_came_of_a_visit_names_what_the_office_has() {
    let mut with_catalogue = office();
    let birth = Procedure {
        procedure: "HT01".to_string(),
        name: Text::default(),
        service: "A".to_string(),
        days: 0.0,
        unit: TermUnit::Working,
        same_day_until: None,
        fee: Fee::Free,
        documents: vec![],
    };
    with_catalogue.procedures = vec![birth];
    check_in(
        with_catalogue,
        "07:30 lan 1 open
         07:30 kiosk A
         07:30 kiosk A
         07:31 lan 1 next
         07:32 lan 1 finish C=1
         07:32 lan 1 finish A/HT99=1
         07:32 lan 1 next A/HT01=2 B=1
         07:33 lan 1 finish A=1",
        &expect![[r#"
            07:30 lan 1 open: 1 open
            07:30 kiosk A: A001 behind 0, 0-0 min
            07:30 kiosk A: A002 behind 1, 5-10 min
            07:31 lan 1 next: calls A001 by Turn
            07:32 lan 1 finish C=1: NO: Invalid { field: "outcomes", detail: "names an unknown service" }
            07:32 lan 1 finish A/HT99=1: NO: Invalid { field: "outcomes", detail: "names an unknown procedure" }
            07:32 lan 1 next A/HT01=2 B=1: finishes A001 with 2 A, 1 B, calls A002 by Turn
            07:33 lan 1 finish A=1: finishes A002 with 1 A
        "#]],
    );
}
