//! An office that changes: what is in use stays, what is not may go tomorrow.
use alloc::string::ToString;
use alloc::vec;

use expect_test::expect;

use super::office::{hall, office, service};
use super::script::play;
use crate::{Event, Hall, InUse, Office};

/// The small office without service B and counters 2 and 3.
fn smaller() -> Office {
    let mut office = office();
    office.services.truncate(1);
    office.counters.truncate(1);
    office
}

fn after(script: &str) -> Hall {
    let mut hall = hall(office());
    play(&mut hall, script);
    hall
}

#[test]
fn the_same_office_changes_nothing() {
    assert_eq!(after("07:30 look").change_office(&office()), Ok(None));
    let mut hall = after("07:30 look");
    let Ok(Some(event)) = hall.change_office(&smaller()) else { panic!("nothing is in use") };
    hall.apply(hall.seq + 1, hall.at_ms, &event);
    assert_eq!(hall.change_office(&smaller()), Ok(None), "though it is in force tomorrow only");
    assert_eq!(hall.office().unwrap().services.len(), 2);
    assert!(matches!(hall.change_office(&office()), Ok(Some(Event::OfficeApplied { .. }))));
}

#[test]
fn what_is_in_use_cannot_vanish() {
    let letter = "B".parse().unwrap();
    let counter = |code: &str| InUse::Counter { code: code.to_string() };
    for (script, in_use) in [
        ("07:30 kiosk A", vec![]),
        ("07:30 kiosk B", vec![InUse::Service { letter, tickets: 1 }]),
        ("07:30 kiosk B\n07:31 holder B001 cancels", vec![]),
        ("07:30 thu 3 open", vec![counter("3")]),
        ("07:30 thu 3 open\n07:31 thu 3 close", vec![]),
        (
            "07:30 thu 3 open\n07:30 kiosk B\n07:30 kiosk B\n07:31 thu 3 next\n07:32 thu 3 hold",
            vec![InUse::Service { letter, tickets: 2 }, counter("3")],
        ),
        ("07:30 lan 1 open\n07:30 kiosk B", vec![InUse::Service { letter, tickets: 1 }]),
    ] {
        let change = after(script).change_office(&smaller());
        assert_eq!(change.err().unwrap_or_default(), in_use, "{script}");
    }
}

#[test]
fn a_reason_of_a_pause_stays_while_somebody_pauses_for_it() {
    let mut changed = office();
    changed.pause_reasons.clear();
    let paused = after("07:30 lan 1 open\n07:31 lan 1 pause break");
    let reason = InUse::PauseReason { code: "break".into(), counter: "1".into() };
    assert_eq!(paused.change_office(&changed), Err(vec![reason]));
}

#[test]
fn at_night_everything_may_change() {
    let mut hall = after("07:30 kiosk B\n07:30 thu 3 open\n08:00 Hoa closes day");
    assert!(hall.open_day().is_none());
    let Ok(Some(event)) = hall.change_office(&smaller()) else { panic!("nothing is in use") };
    hall.apply(hall.seq + 1, hall.at_ms, &event);
    assert_eq!(hall.office(), Some(&smaller()));
}

#[test]
fn limits_credits_and_hours_change_at_once_and_services_counters_and_ranges_tomorrow() {
    let mut hall = hall(office());
    play(&mut hall, "07:30 lan 1 open\n07:30 kiosk A\n07:30 kiosk A\n07:50 kiosk A yes");
    let mut new = office();
    new.priorities[0].credit_min = 60;
    (new.rules.recall_gap_s, new.hours.last_ticket_min, new.services[0].daily_limit) = (0, 0, 5);
    new.services[0].range = (500, 999);
    new.services.push(service("C", 5));
    new.counters[0].services.insert("C".parse().unwrap(), 0);
    let Ok(Some(event)) = hall.change_office(&new) else { panic!("nothing is in use") };
    hall.apply(hall.seq + 1, hall.at_ms, &event);
    expect![[r#"
        07:51 line 1: A001 A002 A003
        07:51 kiosk C: NO: Invalid { field: "service", detail: "no such service" }
        07:51 kiosk A yes: A004 behind 0, 0-0 min
        07:51 line 1: A004 A001 A002 A003
        07:52 lan 1 next: calls A004 by Priority before A001 A002 A003
        07:52 lan 1 recall: recalls A004 for the 1. time
        11:29 kiosk A: A005 behind 3, 90-130 min after 13:00
        11:29 kiosk A: NO: Stopped(Limit)
        +2d08:00 kiosk A: A500 behind 0, no counter
        +2d08:00 kiosk C: C001 behind 0, no counter
    "#]]
    .assert_eq(&play(
        &mut hall,
        "07:51 line 1
         07:51 kiosk C
         07:51 kiosk A yes
         07:51 line 1
         07:52 lan 1 next
         07:52 lan 1 recall
         11:29 kiosk A
         11:29 kiosk A
         +2d08:00 kiosk A
         +2d08:00 kiosk C",
    ));
}
