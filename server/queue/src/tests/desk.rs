//! What clerks can do besides calling: set aside, send on, serve without a ticket, call out of turn.
use alloc::string::String;

use expect_test::expect;

use super::office::{hall, office};
use super::script::{check, check_in, play};

#[test]
fn one_set_aside_comes_back_at_any_counter_that_serves_it() {
    check(
        "07:30 lan 1 open
         07:30 mai 2 open
         07:30 thu 3 open
         07:30 kiosk A
         07:30 kiosk A
         07:30 kiosk A
         07:31 lan 1 next
         07:32 lan 1 hold papers
         07:32 look
         07:33 lan 1 next
         07:40 thu 3 resume A001
         07:40 mai 2 resume A002
         07:40 mai 2 resume A001
         07:41 mai 2 start
         07:41 mai 2 hold
         07:42 lan 1 resume A001
         07:42 line 1
         07:42 line 2
         07:43 lan 1 next
         07:43 lan 1 resume A099",
        &expect![[r#"
            07:30 lan 1 open: 1 open
            07:30 mai 2 open: 2 open
            07:30 thu 3 open: 3 open
            07:30 kiosk A: A001 behind 0, 0-0 min
            07:30 kiosk A: A002 behind 1, 0-0 min
            07:30 kiosk A: A003 behind 2, 5-10 min
            07:31 lan 1 next: calls A001 by Turn
            07:32 lan 1 hold papers: holds A001
            07:32 look: open A001 held A002 waiting A003 waiting
            07:33 lan 1 next: calls A002 by Turn
            07:40 thu 3 resume A001: NO: WrongState
            07:40 mai 2 resume A002: NO: WrongState
            07:40 mai 2 resume A001: calls A001 by Resume
            07:41 mai 2 start: starts A001
            07:41 mai 2 hold: holds A001
            07:42 lan 1 resume A001: A001 is first in its line
            07:42 line 1: A001 A003
            07:42 line 2: A003
            07:43 lan 1 next: finishes A002, calls A001 by Counter
            07:43 lan 1 resume A099: NO: UnknownTicket
        "#]],
    );
}

#[test]
fn a_ticket_that_is_sent_on_keeps_its_turn_unless_somebody_says_otherwise() {
    let mut said = String::new();
    for then in [
        "07:35 mai 2 transfer B\n 07:35 line 3",
        "07:35 mai 2 transfer B front\n 07:35 line 3",
        "07:35 mai 2 transfer B end\n 07:35 line 3",
        "07:35 mai 2 transfer @3\n 07:35 line 3\n 07:35 line 2\n 07:36 thu 3 next",
        "07:35 mai 2 transfer @1",
        "07:35 mai 2 transfer @9",
        "07:35 mai 2 transfer C",
    ] {
        let mut hall = hall(office());
        play(
            &mut hall,
            "07:30 mai 2 open
             07:30 thu 3 open
             07:30 kiosk A
             07:31 kiosk B
             07:32 kiosk B
             07:33 mai 2 next
             07:34 mai 2 start",
        );
        said += &play(&mut hall, then);
    }
    expect![[r#"
        07:35 mai 2 transfer B: sends A001 to B, Turn
        07:35 line 3: A001 B001 B002
        07:35 mai 2 transfer B front: sends A001 to B, Front
        07:35 line 3: A001 B001 B002
        07:35 mai 2 transfer B end: sends A001 to B, End
        07:35 line 3: B001 B002 A001
        07:35 mai 2 transfer @3: sends A001 to 3, Turn
        07:35 line 3: A001 B001 B002
        07:35 line 2: B001 B002
        07:36 thu 3 next: calls A001 by Counter
        07:35 mai 2 transfer @1: NO: CounterClosed
        07:35 mai 2 transfer @9: NO: Invalid { field: "counter", detail: "is no counter of this office" }
        07:35 mai 2 transfer C: NO: Invalid { field: "service", detail: "is no service of this office" }
    "#]]
    .assert_eq(&said);
}

#[test]
fn who_waits_for_one_counter_waits_for_all_when_it_closes() {
    check(
        "07:30 lan 1 open
         07:30 mai 2 open
         07:30 kiosk A
         07:31 lan 1 next
         07:32 lan 1 transfer @2
         07:32 line 1
         07:33 mai 2 close
         07:33 line 1
         07:34 lan 1 next",
        &expect![[r#"
            07:30 lan 1 open: 1 open
            07:30 mai 2 open: 2 open
            07:30 kiosk A: A001 behind 0, 0-0 min
            07:31 lan 1 next: calls A001 by Turn
            07:32 lan 1 transfer @2: sends A001 to 2, Turn
            07:32 line 1: 
            07:33 mai 2 close: 2 closed
            07:33 line 1: A001
            07:34 lan 1 next: calls A001 by Turn
        "#]],
    );
}

#[test]
fn a_person_without_a_ticket_gets_the_next_number_at_the_counter() {
    check(
        "07:30 lan 1 open
         07:30 kiosk A
         07:31 lan 1 serve A
         07:31 lan 1 serve A
         07:32 lan 1 serve C
         07:33 lan 1 start
         07:34 lan 1 next",
        &expect![[r#"
            07:30 lan 1 open: 1 open
            07:30 kiosk A: A001 behind 0, 0-0 min
            07:31 lan 1 serve A: serves A002 before A001
            07:31 lan 1 serve A: NO: CounterBusy
            07:32 lan 1 serve C: NO: Invalid { field: "service", detail: "is no service of this office" }
            07:33 lan 1 start: starts A002
            07:34 lan 1 next: finishes A002, calls A001 by Turn
        "#]],
    );
}

#[test]
fn a_number_is_called_out_of_turn_by_managers_or_where_the_office_lets_clerks() {
    let script = "07:30 lan 1 open
         07:30 kiosk A
         07:30 kiosk A
         07:30 kiosk B
         07:31 lan 1 call A002
         07:31 Hoa 1 call A002
         07:32 Hoa 1 call A001
         07:32 lan 1 finish
         07:33 Hoa 1 call A002
         07:33 Hoa 1 call A099";
    check(
        script,
        &expect![[r#"
        07:30 lan 1 open: 1 open
        07:30 kiosk A: A001 behind 0, 0-0 min
        07:30 kiosk A: A002 behind 1, 5-10 min
        07:30 kiosk B: B001 behind 0, no counter
        07:31 lan 1 call A002: NO: Forbidden
        07:31 Hoa 1 call A002: calls A002 by ByNumber before A001
        07:32 Hoa 1 call A001: NO: CounterBusy
        07:32 lan 1 finish: finishes A002
        07:33 Hoa 1 call A002: NO: NotWaiting
        07:33 Hoa 1 call A099: NO: UnknownTicket
    "#]],
    );
    let mut trusting = office();
    trusting.rules.clerk_may_call = true;
    check_in(
        trusting,
        script,
        &expect![[r#"
        07:30 lan 1 open: 1 open
        07:30 kiosk A: A001 behind 0, 0-0 min
        07:30 kiosk A: A002 behind 1, 5-10 min
        07:30 kiosk B: B001 behind 0, no counter
        07:31 lan 1 call A002: calls A002 by ByNumber before A001
        07:31 Hoa 1 call A002: NO: CounterBusy
        07:32 Hoa 1 call A001: NO: CounterBusy
        07:32 lan 1 finish: finishes A002
        07:33 Hoa 1 call A002: NO: NotWaiting
        07:33 Hoa 1 call A099: NO: UnknownTicket
    "#]],
    );
}

#[test]
fn whoever_is_called_out_of_turn_overtakes_the_own_line_too() {
    check(
        "07:30 thu 3 open
         07:30 kiosk A
         07:30 kiosk A
         07:31 kiosk B
         07:32 kiosk A
         07:33 Hoa 3 call A003",
        &expect![[r#"
            07:30 thu 3 open: 3 open
            07:30 kiosk A: A001 behind 0, no counter
            07:30 kiosk A: A002 behind 1, no counter
            07:31 kiosk B: B001 behind 0, 0-0 min
            07:32 kiosk A: A003 behind 2, no counter
            07:33 Hoa 3 call A003: calls A003 by ByNumber before A001 A002 B001
        "#]],
    );
}

#[test]
fn whoever_is_taken_up_again_overtakes_the_own_line_too() {
    check(
        "07:30 lan 1 open
         07:30 mai 2 open
         07:30 kiosk B
         07:31 kiosk A
         07:40 kiosk B yes
         07:41 mai 2 next
         07:42 mai 2 transfer @1
         07:43 lan 1 next
         07:44 lan 1 hold
         07:45 lan 1 resume B002",
        &expect![[r#"
            07:30 lan 1 open: 1 open
            07:30 mai 2 open: 2 open
            07:30 kiosk B: B001 behind 0, 0-0 min
            07:31 kiosk A: A001 behind 0, 0-0 min
            07:40 kiosk B yes: B002 behind 0, 0-0 min
            07:41 mai 2 next: calls B002 by Priority before A001 B001
            07:42 mai 2 transfer @1: sends B002 to 1, Turn
            07:43 lan 1 next: calls B002 by Counter before A001
            07:44 lan 1 hold: holds B002
            07:45 lan 1 resume B002: calls B002 by Resume before A001 B001
        "#]],
    );
}

#[test]
fn a_counter_takes_up_again_what_it_set_aside_though_it_was_only_sent_there() {
    check(
        "07:30 lan 1 open
         07:30 mai 2 open
         07:30 kiosk B
         07:31 mai 2 next
         07:32 mai 2 transfer @1
         07:33 lan 1 next
         07:34 lan 1 hold
         07:35 mai 2 resume B001
         07:36 mai 2 transfer @1
         07:37 lan 1 next
         07:38 lan 1 hold
         07:39 lan 1 resume B001",
        &expect![[r#"
            07:30 lan 1 open: 1 open
            07:30 mai 2 open: 2 open
            07:30 kiosk B: B001 behind 0, 0-0 min
            07:31 mai 2 next: calls B001 by Turn
            07:32 mai 2 transfer @1: sends B001 to 1, Turn
            07:33 lan 1 next: calls B001 by Counter
            07:34 lan 1 hold: holds B001
            07:35 mai 2 resume B001: calls B001 by Resume
            07:36 mai 2 transfer @1: sends B001 to 1, Turn
            07:37 lan 1 next: calls B001 by Counter
            07:38 lan 1 hold: holds B001
            07:39 lan 1 resume B001: calls B001 by Resume
        "#]],
    );
}
