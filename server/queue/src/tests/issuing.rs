//! Numbers: when they are given, in which order, and until which limit.
use alloc::vec;

use expect_test::expect;

use super::office::{hall, office, service, session};
use super::script::{check, check_in, time_of};
use crate::{Door, Due};

#[test]
fn numbers_count_up_in_each_service_from_the_first_ticket_on() {
    check(
        "06:59 kiosk A
         07:00 kiosk A
         07:00 kiosk A
         07:01 kiosk B
         07:01:30 look",
        &expect![[r#"
            06:59 kiosk A: NO: Stopped(Hours)
            07:00 kiosk A: A001 behind 0, no counter
            07:00 kiosk A: A002 behind 1, no counter
            07:01 kiosk B: B001 behind 0, no counter
            07:01:30 look: open A001 waiting A002 waiting B001 waiting
        "#]],
    );
}

#[test]
fn sessions_bound_what_a_kiosk_gives_but_not_what_staff_give() {
    check(
        "07:00 kiosk A
         10:59 kiosk A
         11:00 kiosk A
         11:00 lan issues A
         11:30 kiosk A
         12:29 kiosk A
         12:30 kiosk A
         16:29 kiosk A
         16:30 kiosk A
         17:00 kiosk A",
        &expect![[r#"
            07:00 kiosk A: A001 behind 0, no counter
            10:59 kiosk A: A002 behind 1, no counter
            11:00 kiosk A: NO: Stopped(LastTicket)
            11:00 lan issues A: A003 behind 2, no counter
            11:30 kiosk A: NO: Stopped(Hours)
            12:29 kiosk A: NO: Stopped(Hours)
            12:30 kiosk A: A004 behind 3, no counter
            16:29 kiosk A: A005 behind 4, no counter
            16:30 kiosk A: NO: Stopped(LastTicket)
            17:00 kiosk A: NO: Stopped(Hours)
        "#]],
    );
}

#[test]
fn a_limit_ends_the_kiosks_numbers_and_the_range_everybodys() {
    let mut limited = office();
    limited.services = vec![
        crate::Service { daily_limit: 2, ..service("A", 6) },
        crate::Service { range: (998, 999), ..service("B", 6) },
    ];
    check_in(
        limited,
        "08:00 kiosk A
         08:00 kiosk A
         08:00 kiosk A
         08:00 stop A
         08:00 lan issues A
         08:00 kiosk B
         08:00 kiosk B
         08:00 lan issues B",
        &expect![[r#"
            08:00 kiosk A: A001 behind 0, no counter
            08:00 kiosk A: A002 behind 1, no counter
            08:00 kiosk A: NO: Stopped(Limit)
            08:00 stop A: Some(Limit)
            08:00 lan issues A: A003 behind 2, no counter
            08:00 kiosk B: B998 behind 0, no counter
            08:00 kiosk B: B999 behind 1, no counter
            08:00 lan issues B: NO: Stopped(Limit)
        "#]],
    );
}

#[test]
fn a_priority_must_be_one_of_the_office() {
    check(
        "08:00 kiosk A yes
         08:00 kiosk A elderly
         08:00 kiosk A friend
         08:00 kiosk C",
        &expect![[r#"
            08:00 kiosk A yes: A001 behind 0, no counter
            08:00 kiosk A elderly: A002 behind 1, no counter
            08:00 kiosk A friend: NO: Invalid { field: "priority", detail: "no such group" }
            08:00 kiosk C: NO: Invalid { field: "service", detail: "no such service" }
        "#]],
    );
    let mut at_the_desk = office();
    at_the_desk.rules.self_priority = false;
    check_in(
        at_the_desk,
        "08:00 kiosk A yes
         08:00 lan issues A yes",
        &expect![[r#"
            08:00 kiosk A yes: NO: Invalid { field: "priority", detail: "this office gives priority at the counter only" }
            08:00 lan issues A yes: A001 behind 0, no counter
        "#]],
    );
}

#[test]
fn a_day_ends_with_every_ticket_in_a_final_state() {
    check(
        "08:00 lan 1 open
         08:00 mai 3 open
         08:01 kiosk A
         08:01 kiosk A
         08:01 kiosk B
         08:02 lan 1 next
         08:03 lan 1 start
         08:04 mai 3 next
         09:00 lan closes day
         09:00 Hoa closes day
         09:00 look
         09:01 kiosk A
         09:01 stop A
         09:01 lan 1 open
         09:02 Hoa opens day",
        &expect![[r#"
            08:00 lan 1 open: 1 open
            08:00 mai 3 open: 3 open
            08:01 kiosk A: A001 behind 0, 0-0 min
            08:01 kiosk A: A002 behind 1, 5-10 min
            08:01 kiosk B: B001 behind 0, 0-0 min
            08:02 lan 1 next: calls A001 by Turn
            08:03 lan 1 start: starts A001
            08:04 mai 3 next: calls B001 by Turn
            09:00 lan closes day: NO: Forbidden
            09:00 Hoa closes day: 2026-11-23 ends
            09:00 look: closed A001 unfinished A002 expired B001 no-show
            09:01 kiosk A: NO: Stopped(DayClosed)
            09:01 stop A: Some(DayClosed)
            09:01 lan 1 open: NO: DayClosed
            09:02 Hoa opens day: NO: DayClosed
        "#]],
    );
}

#[test]
fn a_special_day_goes_before_the_calendar_and_the_calendar_before_the_week() {
    let mut hours = office().hours;
    let tuesday_off = super::office::DAY.tomorrow().unwrap();
    assert_eq!(hours.sessions(tuesday_off), []);
    assert_eq!(hours.sessions("2026-11-28".parse().unwrap()).len(), 2, "a worked Saturday");
    assert_eq!(hours.sessions("2026-12-05".parse().unwrap()).len(), 1, "any other Saturday");
    assert_eq!(hours.sessions("2026-11-29".parse().unwrap()), [], "Sunday");
    let special = crate::SpecialDay {
        date: tuesday_off,
        sessions: vec![session(480, 600)],
        reason: protocol::Text::default(),
    };
    hours.days.push(special);
    assert_eq!(hours.sessions(tuesday_off), [session(480, 600)]);
    assert_eq!(hours.door(tuesday_off, 455, 30, 30), Door::Open(session(480, 600)));
    assert_eq!(hours.door(tuesday_off, 449, 30, 30), Door::Hours);
}

#[test]
fn the_next_opening_is_later_today_or_when_another_day_begins() {
    let hours = office().hours;
    let monday = super::office::DAY;
    assert_eq!(hours.reopening(monday, 300, 30), Some((monday, 420)));
    assert_eq!(hours.reopening(monday, 690, 30), Some((monday, 750)));
    let wednesday = "2026-11-25".parse().unwrap();
    assert_eq!(hours.reopening(monday, 1020, 30), Some((wednesday, 450)), "Tuesday is a day off");
}

#[test]
fn a_day_opens_by_itself_only_when_its_date_can_be_right() {
    let mut hall = hall(office());
    let means = alloc::collections::BTreeMap::new();
    assert_eq!(hall.due(&time_of("06:59")), Due::Nothing);
    let opened = hall.tick(&time_of("07:00"), &means).unwrap();
    hall.apply(2, time_of("07:00").at_ms, &opened);
    let wednesday = time_of("+2d07:00");
    assert_eq!(hall.due(&time_of("+2d00:00")), Due::Close);
    let closed = hall.tick(&wednesday, &means).unwrap();
    hall.apply(3, wednesday.at_ms, &closed);
    assert_eq!(hall.due(&wednesday), Due::Open);
    assert_eq!(hall.due(&time_of("-3d08:00")), Due::Confirm, "a Friday before");
    assert_eq!(hall.due(&time_of("+15d08:00")), Due::Confirm);
    assert_eq!(hall.due(&time_of("+14d08:00")), Due::Open);
}
