//! The estimate: what is promised to whoever takes a number.
use expect_test::expect;

use super::office::{office, session};
use super::script::{check, check_in};
use crate::Office;

#[test]
fn nothing_is_promised_without_an_able_counter() {
    check(
        "07:30 kiosk A
         07:30 mai 3 open
         07:30 kiosk A
         07:30 kiosk B
         07:31 mai 3 pause break 08:00
         07:31 kiosk B",
        &expect![[r#"
            07:30 kiosk A: A001 behind 0, no counter
            07:30 mai 3 open: 3 open
            07:30 kiosk A: A002 behind 1, no counter
            07:30 kiosk B: B001 behind 0, 0-0 min
            07:31 mai 3 pause break 08:00: 3 paused
            07:31 kiosk B: B002 behind 1, no counter
        "#]],
    );
}

#[test]
fn a_free_counter_means_no_wait_and_every_ticket_adds_its_mean() {
    check(
        "07:30 lan 1 open
         07:30 kiosk A
         07:30 kiosk A
         07:30 kiosk A
         07:30 mai 2 open
         07:30 kiosk A",
        &expect![[r#"
            07:30 lan 1 open: 1 open
            07:30 kiosk A: A001 behind 0, 0-0 min
            07:30 kiosk A: A002 behind 1, 5-10 min
            07:30 kiosk A: A003 behind 2, 10-15 min
            07:30 mai 2 open: 2 open
            07:30 kiosk A: A004 behind 3, 5-10 min
        "#]],
    );
}

#[test]
fn whoever_is_served_long_is_reckoned_with_a_little_more() {
    check(
        "07:30 lan 1 open
         07:30 kiosk A
         07:30 lan 1 next
         07:31 lan 1 start
         07:33 kiosk A
         07:50 kiosk A",
        &expect![[r#"
            07:30 lan 1 open: 1 open
            07:30 kiosk A: A001 behind 0, 0-0 min
            07:30 lan 1 next: calls A001 by Turn
            07:31 lan 1 start: starts A001
            07:33 kiosk A: A002 behind 0, 0-5 min
            07:50 kiosk A: A003 behind 1, 5-15 min
        "#]],
    );
}

#[test]
fn a_wait_across_lunch_says_when_it_goes_on() {
    check(
        "10:50 lan 1 open
         10:51 kiosk A
         10:52 kiosk A
         10:53 kiosk A
         10:54 kiosk A
         10:55 kiosk A
         10:55 kiosk A
         10:55 kiosk A
         10:55 kiosk A
         10:55 kiosk A",
        &expect![[r#"
            10:50 lan 1 open: 1 open
            10:51 kiosk A: A001 behind 0, 0-0 min
            10:52 kiosk A: A002 behind 1, 5-10 min
            10:53 kiosk A: A003 behind 2, 10-15 min
            10:54 kiosk A: A004 behind 3, 15-25 min
            10:55 kiosk A: A005 behind 4, 20-30 min
            10:55 kiosk A: A006 behind 5, 25-35 min
            10:55 kiosk A: A007 behind 6, 105-145 min after 13:00
            10:55 kiosk A: A008 behind 7, 110-155 min after 13:00
            10:55 kiosk A: A009 behind 8, 115-160 min after 13:00
        "#]],
    );
}

/// An office that gives numbers to the end, but none for a line that could not be served by then.
fn projecting() -> Office {
    let mut projecting = office();
    projecting.hours.project_close = true;
    projecting.hours.last_ticket_min = 0;
    projecting
}

#[test]
fn numbers_stop_when_the_line_could_not_be_served() {
    check_in(
        projecting(),
        "11:10 kiosk A
         11:10 kiosk A
         11:10 lan 1 open
         11:10 kiosk A
         11:10 kiosk A
         11:10 kiosk A
         11:10 stop A
         11:10 stop B",
        &expect![[r#"
            11:10 kiosk A: A001 behind 0, no counter
            11:10 kiosk A: A002 behind 1, no counter
            11:10 lan 1 open: 1 open
            11:10 kiosk A: A003 behind 2, 10-15 min
            11:10 kiosk A: A004 behind 3, 15-25 min
            11:10 kiosk A: NO: Stopped(LastTicket)
            11:10 stop A: Some(LastTicket)
            11:10 stop B: None
        "#]],
    );
}

#[test]
fn numbers_go_on_for_a_short_line_by_staff_and_while_no_able_counter_is_open() {
    check_in(
        projecting(),
        "11:10 lan 1 open
         11:10 kiosk A
         11:10 kiosk A
         11:10 kiosk A
         11:10 kiosk A
         11:10 kiosk A
         11:10 kiosk A yes
         11:10 lan issues A
         11:11 lan 1 pause break
         11:11 kiosk A
         11:12 lan 1 close
         11:12 kiosk A
         12:30 lan 1 open
         12:30 kiosk A",
        &expect![[r#"
            11:10 lan 1 open: 1 open
            11:10 kiosk A: A001 behind 0, 0-0 min
            11:10 kiosk A: A002 behind 1, 5-10 min
            11:10 kiosk A: A003 behind 2, 10-15 min
            11:10 kiosk A: A004 behind 3, 15-25 min
            11:10 kiosk A: NO: Stopped(LastTicket)
            11:10 kiosk A yes: A005 behind 0, 0-0 min
            11:10 lan issues A: A006 behind 5, 95-135 min after 13:00
            11:11 lan 1 pause break: 1 paused
            11:11 kiosk A: A007 behind 6, no counter
            11:12 lan 1 close: 1 closed
            11:12 kiosk A: A008 behind 7, no counter
            12:30 lan 1 open: 1 open
            12:30 kiosk A: A009 behind 8, 65-90 min after 13:00
        "#]],
    );
}

#[test]
fn a_session_that_goes_on_after_midnight_is_not_closed_before_its_line() {
    let mut round_the_clock = projecting();
    round_the_clock.hours.off.clear();
    round_the_clock.hours.week = core::array::from_fn(|_| alloc::vec![session(0, 1440)]);
    let script = "23:50 lan 1 open
         23:50 kiosk A
         23:50 kiosk A
         23:50 kiosk A
         23:50 kiosk A";
    check_in(
        round_the_clock.clone(),
        script,
        &expect![[r#"
        23:50 lan 1 open: 1 open
        23:50 kiosk A: A001 behind 0, 0-0 min
        23:50 kiosk A: A002 behind 1, 5-10 min
        23:50 kiosk A: A003 behind 2, 10-15 min
        23:50 kiosk A: A004 behind 3, 15-25 min
    "#]],
    );
    // Closed on Tuesdays, the same Monday night does end.
    round_the_clock.hours.week[1].clear();
    check_in(
        round_the_clock,
        script,
        &expect![[r#"
        23:50 lan 1 open: 1 open
        23:50 kiosk A: A001 behind 0, 0-0 min
        23:50 kiosk A: A002 behind 1, 5-10 min
        23:50 kiosk A: NO: Stopped(LastTicket)
        23:50 kiosk A: NO: Stopped(LastTicket)
    "#]],
    );
}
