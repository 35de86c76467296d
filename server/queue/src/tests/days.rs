//! Days: opened by the hours or by a manager, closed by midnight or by one, after clocks that jumped; and what a
//! manager changes of a day.
use alloc::vec;

use expect_test::expect;
use protocol::Text;

use super::office::{DAY, office, session};
use super::script::{check, check_in};
use crate::SpecialDay;

#[test]
fn a_manager_opens_a_day_off_once_and_numbers_begin_again() {
    check(
        "08:00 kiosk A
         +1d00:00 look
         +1d08:00 kiosk A
         +1d08:00 stop A
         +1d08:00 lan opens day
         +1d08:00 Hoa opens day
         +1d08:00 Hoa opens day
         +1d08:00 kiosk A
         +1d08:00 stop A
         +1d23:59 kiosk A
         +2d00:00 look
         +2d07:00 kiosk A",
        &expect![[r#"
            08:00 kiosk A: A001 behind 0, no counter
            +1d00:00 look: closed A001 expired
            +1d08:00 kiosk A: NO: Stopped(Holiday)
            +1d08:00 stop A: Some(Holiday)
            +1d08:00 lan opens day: NO: Forbidden
            +1d08:00 Hoa opens day: 2026-11-24 begins
            +1d08:00 Hoa opens day: NO: DayClosed
            +1d08:00 kiosk A: A001 behind 0, no counter
            +1d08:00 stop A: None
            +1d23:59 kiosk A: A002 behind 1, no counter
            +2d00:00 look: closed A001 expired A002 expired
            +2d07:00 kiosk A: A001 behind 0, no counter
        "#]],
    );
}

#[test]
fn a_date_far_ahead_or_before_the_last_waits_for_a_manager() {
    check(
        "08:00 kiosk A
         +15d08:00 look
         +15d08:00 kiosk A
         +15d08:00 stop A
         +15d08:00 lan 1 open
         +15d08:00 Hoa opens day
         +15d08:01 kiosk A
         +29d08:00 kiosk A
         +29d17:00 Hoa closes day
         +28d08:00 kiosk A
         +28d08:00 Hoa opens day
         +28d08:00 kiosk A",
        &expect![[r#"
            08:00 kiosk A: A001 behind 0, no counter
            +15d08:00 look: closed A001 expired
            +15d08:00 kiosk A: NO: Stopped(DayClosed)
            +15d08:00 stop A: Some(DayClosed)
            +15d08:00 lan 1 open: NO: DayClosed
            +15d08:00 Hoa opens day: 2026-12-08 begins
            +15d08:01 kiosk A: A001 behind 0, no counter
            +29d08:00 kiosk A: A001 behind 0, no counter
            +29d17:00 Hoa closes day: 2026-12-22 ends
            +28d08:00 kiosk A: NO: Stopped(DayClosed)
            +28d08:00 Hoa opens day: 2026-12-21 begins
            +28d08:00 kiosk A: A001 behind 0, no counter
        "#]],
    );
}

#[test]
fn a_day_that_nobody_closed_ends_before_the_next_begins() {
    check(
        "08:00 lan 1 open
         08:00 kiosk A
         08:00 kiosk A
         08:00 kiosk A
         08:00 kiosk B
         08:01 lan 1 next
         08:02 lan 1 hold
         08:03 lan 1 next
         08:04 lan 1 start
         +4d06:00 look
         +4d12:00 look
         +4d12:00 lan 1 finish
         +4d12:00 kiosk A",
        &expect![[r#"
            08:00 lan 1 open: 1 open
            08:00 kiosk A: A001 behind 0, 0-0 min
            08:00 kiosk A: A002 behind 1, 5-10 min
            08:00 kiosk A: A003 behind 2, 10-15 min
            08:00 kiosk B: B001 behind 0, no counter
            08:01 lan 1 next: calls A001 by Turn
            08:02 lan 1 hold: holds A001
            08:03 lan 1 next: calls A002 by Turn
            08:04 lan 1 start: starts A002
            +4d06:00 look: closed A001 expired A002 unfinished A003 expired B001 expired
            +4d12:00 look: open
            +4d12:00 lan 1 finish: NO: CounterClosed
            +4d12:00 kiosk A: NO: Stopped(Hours)
        "#]],
    );
}

#[test]
fn a_worked_saturday_has_its_own_hours_and_a_single_day_goes_before_all() {
    let mut with_days = office();
    with_days.hours.worked = vec![session(480, 600)];
    let closed = SpecialDay { date: DAY, sessions: vec![], reason: Text::from([("vi", "Họp")]) };
    let evening = DAY.tomorrow().unwrap();
    let evening = SpecialDay { date: evening, sessions: vec![session(1080, 1200)], ..closed.clone() };
    with_days.hours.days = vec![closed, evening];
    check_in(
        with_days,
        "08:00 stop A
         +1d17:29 stop A
         +1d17:30 kiosk A
         +5d07:29 stop A
         +5d07:30 kiosk A
         +5d09:29 kiosk A
         +5d09:30 kiosk A
         +5d10:00 kiosk A
         +12d07:00 kiosk A
         +12d11:00 kiosk A",
        &expect![[r#"
            08:00 stop A: Some(Holiday)
            +1d17:29 stop A: Some(Hours)
            +1d17:30 kiosk A: A001 behind 0, no counter
            +5d07:29 stop A: Some(Hours)
            +5d07:30 kiosk A: A001 behind 0, no counter
            +5d09:29 kiosk A: A002 behind 1, no counter
            +5d09:30 kiosk A: NO: Stopped(LastTicket)
            +5d10:00 kiosk A: NO: Stopped(Hours)
            +12d07:00 kiosk A: A001 behind 0, no counter
            +12d11:00 kiosk A: NO: Stopped(LastTicket)
        "#]],
    );
}

#[test]
fn a_manager_lets_a_counter_serve_something_else_today() {
    check(
        "07:30 lan 1 open
         07:30 kiosk B
         07:30 kiosk A
         07:31 line 1
         07:31 lan lets 1 serve B
         07:31 Hoa lets 9 serve B
         07:31 Hoa lets 1 serve C
         07:31 Hoa lets 1 serve A B+5
         07:31 Hoa lets 1 serve A B+5
         07:32 line 1
         07:33 lan 1 next
         07:34 Hoa closes day
         07:34 Hoa lets 1 serve A",
        &expect![[r#"
            07:30 lan 1 open: 1 open
            07:30 kiosk B: B001 behind 0, no counter
            07:30 kiosk A: A001 behind 0, 0-0 min
            07:31 line 1: A001
            07:31 lan lets 1 serve B: NO: Forbidden
            07:31 Hoa lets 9 serve B: NO: UnknownCounter
            07:31 Hoa lets 1 serve C: NO: Invalid { field: "services", detail: "C is no service" }
            07:31 Hoa lets 1 serve A B+5: 1 serves something else
            07:31 Hoa lets 1 serve A B+5: 
            07:32 line 1: A001 B001
            07:33 lan 1 next: calls A001 by Preference before B001
            07:34 Hoa closes day: 2026-11-23 ends
            07:34 Hoa lets 1 serve A: NO: DayClosed
        "#]],
    );
}

#[test]
fn a_notice_is_a_managers_and_ends_in_the_future() {
    check(
        "07:30 lan tells wait
         07:30 Hoa tells wait
         07:30 Hoa tells wait 07:29
         07:30 Hoa tells wait 08:00
         07:31 Hoa tells nothing
         07:32 Hoa closes day
         07:32 Hoa tells wait",
        &expect![[r#"
            07:30 lan tells wait: NO: Forbidden
            07:30 Hoa tells wait: notice
            07:30 Hoa tells wait 07:29: NO: Invalid { field: "until", detail: "lies in the past" }
            07:30 Hoa tells wait 08:00: notice
            07:31 Hoa tells nothing: notice
            07:32 Hoa closes day: 2026-11-23 ends
            07:32 Hoa tells wait: NO: DayClosed
        "#]],
    );
}

#[test]
fn help_is_called_at_any_time_and_a_ticket_printed_again_by_staff() {
    check(
        "06:00 kiosk calls help
         07:30 kiosk A
         07:30 kiosk calls help
         07:31 kiosk A001 prints kiosk-1
         07:31 lan A001 prints kiosk-1
         07:31 lan A002 prints kiosk-1
         07:32 Hoa closes day
         07:32 kiosk calls help
         07:32 lan A001 prints kiosk-1
         07:32 kiosk: printed A001 ok",
        &expect![[r#"
            06:00 kiosk calls help: help
            07:30 kiosk A: A001 behind 0, no counter
            07:30 kiosk calls help: help
            07:31 kiosk A001 prints kiosk-1: NO: Forbidden
            07:31 lan A001 prints kiosk-1: A001 printed again
            07:31 lan A002 prints kiosk-1: NO: UnknownTicket
            07:32 Hoa closes day: 2026-11-23 ends
            07:32 kiosk calls help: help
            07:32 lan A001 prints kiosk-1: NO: DayClosed
            07:32 kiosk: printed A001 ok: A001 printed: true
        "#]],
    );
}

#[test]
fn a_service_has_lead_times_of_its_own() {
    let mut early = office();
    early.services[1].first_ticket_min = Some(90);
    early.services[1].last_ticket_min = Some(5);
    check_in(
        early,
        "05:59 kiosk B
         06:00 kiosk B
         06:00 kiosk A
         06:00 stop A
         07:00 kiosk A
         11:24 kiosk A
         11:24 kiosk B
         11:25 kiosk B
         11:30 kiosk B
         12:29 kiosk A",
        &expect![[r#"
            05:59 kiosk B: NO: Stopped(Hours)
            06:00 kiosk B: B001 behind 0, no counter
            06:00 kiosk A: NO: Stopped(Hours)
            06:00 stop A: Some(Hours)
            07:00 kiosk A: A001 behind 0, no counter
            11:24 kiosk A: NO: Stopped(LastTicket)
            11:24 kiosk B: B002 behind 1, no counter
            11:25 kiosk B: NO: Stopped(LastTicket)
            11:30 kiosk B: B003 behind 2, no counter
            12:29 kiosk A: NO: Stopped(Hours)
        "#]],
    );
}
