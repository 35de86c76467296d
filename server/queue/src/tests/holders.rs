//! What holders can do with their tickets, and staff with tickets that no counter has in hand.
use alloc::format;

use expect_test::expect;

use super::office::{hall, office};
use super::script::{check, check_in, play};

#[test]
fn a_no_show_that_is_back_waits_behind_the_next_three() {
    let script = "07:30 lan 1 open
         07:30 kiosk A
         07:31 kiosk A
         07:31 kiosk A
         07:31 kiosk A
         07:31 kiosk A
         07:31 kiosk A
         07:32:00 lan 1 next
         07:32:10 lan 1 recall
         07:32:20 lan 1 no-show
         07:33 holder A001 returns
         07:33 line 1
         07:33 holder A001 returns
         07:34 lan 1 next
         07:34:10 lan 1 recall
         07:34:20 lan 1 no-show
         07:35 holder A002 returns
         07:35 line 1";
    check(
        script,
        &expect![[r#"
            07:30 lan 1 open: 1 open
            07:30 kiosk A: A001 behind 0, 0-0 min
            07:31 kiosk A: A002 behind 1, 5-10 min
            07:31 kiosk A: A003 behind 2, 10-15 min
            07:31 kiosk A: A004 behind 3, 15-25 min
            07:31 kiosk A: A005 behind 4, 20-30 min
            07:31 kiosk A: A006 behind 5, 25-35 min
            07:32:00 lan 1 next: calls A001 by Turn
            07:32:10 lan 1 recall: recalls A001 for the 1. time
            07:32:20 lan 1 no-show: A001 is a no-show
            07:33 holder A001 returns: A001 is back
            07:33 line 1: A002 A003 A004 A001 A005 A006
            07:33 holder A001 returns: NO: WrongState
            07:34 lan 1 next: calls A002 by Turn
            07:34:10 lan 1 recall: recalls A002 for the 1. time
            07:34:20 lan 1 no-show: A002 is a no-show
            07:35 holder A002 returns: A002 is back
            07:35 line 1: A003 A004 A001 A002 A005 A006
        "#]],
    );
}

#[test]
fn a_holder_comes_back_once_and_staff_take_back_as_often_as_they_like() {
    check(
        "07:30 lan 1 open
         07:30 kiosk A
         07:31:00 lan 1 next
         07:31:10 lan 1 recall
         07:31:20 lan 1 no-show
         07:32:00 holder A001 returns
         07:32:00 lan 1 next
         07:32:10 lan 1 recall
         07:32:20 lan 1 no-show
         07:33 holder A001 returns
         07:33 kiosk A
         07:33 lan A001 returns front
         07:33 line 1
         07:33 lan A001 returns",
        &expect![[r#"
            07:30 lan 1 open: 1 open
            07:30 kiosk A: A001 behind 0, 0-0 min
            07:31:00 lan 1 next: calls A001 by Turn
            07:31:10 lan 1 recall: recalls A001 for the 1. time
            07:31:20 lan 1 no-show: A001 is a no-show
            07:32:00 holder A001 returns: A001 is back
            07:32:00 lan 1 next: calls A001 by Turn
            07:32:10 lan 1 recall: recalls A001 for the 1. time
            07:32:20 lan 1 no-show: A001 is a no-show
            07:33 holder A001 returns: NO: LimitReached
            07:33 kiosk A: A002 behind 0, 0-0 min
            07:33 lan A001 returns front: A001 is back
            07:33 line 1: A001 A002
            07:33 lan A001 returns: NO: WrongState
        "#]],
    );
}

#[test]
fn a_holder_may_be_put_later_once_and_give_up_while_waiting() {
    check(
        "07:30 lan 1 open
         07:30 kiosk A
         07:30 kiosk A
         07:30 kiosk A
         07:30 kiosk A
         07:30 kiosk A
         07:31 holder A001 later
         07:31 line 1
         07:31 holder A001 later
         07:31 holder A003 cancels
         07:31 line 1
         07:31 holder A003 cancels
         07:32 lan 1 next
         07:32 holder A002 cancels
         07:32 holder A002 later
         07:32 lan A002 cancels
         07:33 lan A004 cancels
         07:33 look",
        &expect![[r#"
            07:30 lan 1 open: 1 open
            07:30 kiosk A: A001 behind 0, 0-0 min
            07:30 kiosk A: A002 behind 1, 5-10 min
            07:30 kiosk A: A003 behind 2, 10-15 min
            07:30 kiosk A: A004 behind 3, 15-25 min
            07:30 kiosk A: A005 behind 4, 20-30 min
            07:31 holder A001 later: A001 is put later
            07:31 line 1: A002 A003 A004 A001 A005
            07:31 holder A001 later: NO: LimitReached
            07:31 holder A003 cancels: A003 is cancelled
            07:31 line 1: A002 A004 A001 A005
            07:31 holder A003 cancels: NO: NotWaiting
            07:32 lan 1 next: calls A002 by Turn
            07:32 holder A002 cancels: NO: NotWaiting
            07:32 holder A002 later: NO: NotWaiting
            07:32 lan A002 cancels: NO: NotWaiting
            07:33 lan A004 cancels: A004 is cancelled
            07:33 look: open A001 waiting A002 called A003 cancelled A004 cancelled A005 waiting
        "#]],
    );
}

#[test]
fn whoever_waits_alone_is_put_later_behind_nobody() {
    check(
        "07:30 lan 1 open
         07:30 kiosk A
         07:31 holder A001 later
         07:32 kiosk A
         07:32 line 1",
        &expect![[r#"
            07:30 lan 1 open: 1 open
            07:30 kiosk A: A001 behind 0, 0-0 min
            07:31 holder A001 later: A001 is put later
            07:32 kiosk A: A002 behind 1, 5-10 min
            07:32 line 1: A001 A002
        "#]],
    );
}

#[test]
fn a_visit_is_rated_once_and_only_when_it_is_over() {
    check(
        "07:30 lan 1 open
         07:30 kiosk A
         07:31 holder A001 5
         07:31 lan 1 next
         07:32 lan 1 finish
         07:33 holder A001 5
         07:33 holder A001 4",
        &expect![[r#"
            07:30 lan 1 open: 1 open
            07:30 kiosk A: A001 behind 0, 0-0 min
            07:31 holder A001 5: NO: WrongState
            07:31 lan 1 next: calls A001 by Turn
            07:32 lan 1 finish: finishes A001
            07:33 holder A001 5: A001 gives 5
            07:33 holder A001 4: NO: WrongState
        "#]],
    );
}

#[test]
fn a_kiosk_changes_the_priority_of_its_own_ticket_for_a_minute_and_staff_while_it_waits() {
    check(
        "07:30 lan 1 open
         07:30 kiosk A
         07:31:00 kiosk A
         07:31:30 kiosk A002 priority yes
         07:31:31 line 1
         07:31:40 kiosk A002 priority friend
         07:31:50 kiosk A002 priority none
         07:31:51 line 1
         07:32:01 kiosk A002 priority yes
         07:33 lan issues A
         07:33 kiosk A003 priority yes
         07:40 lan A003 priority elderly
         07:40 line 1
         07:41 lan 1 next
         07:41 lan A003 priority none",
        &expect![[r#"
            07:30 lan 1 open: 1 open
            07:30 kiosk A: A001 behind 0, 0-0 min
            07:31:00 kiosk A: A002 behind 1, 5-10 min
            07:31:30 kiosk A002 priority yes: A002 has 20 min credit
            07:31:31 line 1: A002 A001
            07:31:40 kiosk A002 priority friend: NO: Invalid { field: "priority", detail: "no such group" }
            07:31:50 kiosk A002 priority none: A002 has 0 min credit
            07:31:51 line 1: A001 A002
            07:32:01 kiosk A002 priority yes: NO: WrongState
            07:33 lan issues A: A003 behind 2, 10-15 min
            07:33 kiosk A003 priority yes: NO: Forbidden
            07:40 lan A003 priority elderly: A003 has 20 min credit
            07:40 line 1: A003 A001 A002
            07:41 lan 1 next: calls A003 by Priority before A001 A002
            07:41 lan A003 priority none: NO: NotWaiting
        "#]],
    );
}

#[test]
fn a_manager_stops_a_service_for_today() {
    let script = "07:30 lan stops A flood
         07:30 Hoa stops A flood
         07:30 Hoa stops A flood
         07:30 Hoa stops C flood
         07:30 kiosk A
         07:30 lan issues A
         07:30 kiosk B
         07:31 Hoa resumes A
         07:31 kiosk A";
    check(
        script,
        &expect![[r#"
            07:30 lan stops A flood: NO: Forbidden
            07:30 Hoa stops A flood: A stopped
            07:30 Hoa stops A flood: 
            07:30 Hoa stops C flood: NO: UnknownService
            07:30 kiosk A: NO: ServiceStopped
            07:30 lan issues A: A001 behind 0, no counter
            07:30 kiosk B: B001 behind 0, no counter
            07:31 Hoa resumes A: A given again
            07:31 kiosk A: A002 behind 1, no counter
        "#]],
    );
}

#[test]
fn later_never_brings_anybody_forward() {
    let six =
        "07:30 kiosk A\n 07:30 kiosk A\n 07:30 kiosk A\n 07:30 kiosk A\n 07:30 kiosk A\n 07:30 kiosk A\n";
    let line = |act: &str| {
        let mut hall = hall(office());
        let script = format!("{six} 07:31 holder {act}\n 07:31 line 1");
        play(&mut hall, &script).lines().last().unwrap_or_default().replace("07:31 line 1: ", "")
    };
    assert_eq!(line("A001 later"), "A002 A003 A004 A001 A005 A006");
    assert_eq!(line("A002 later"), "A001 A003 A004 A002 A005 A006");
    assert_eq!(line("A003 later"), "A001 A002 A004 A003 A005 A006");
    // Whoever waits behind three already lets the three behind pass.
    assert_eq!(line("A004 later"), "A001 A002 A003 A005 A006 A004");
    assert_eq!(line("A005 later"), "A001 A002 A003 A004 A006 A005");
    assert_eq!(line("A006 later"), "A001 A002 A003 A004 A005 A006");
}

#[test]
fn behind_nobody_is_in_front_for_who_returns_and_no_change_for_who_is_put_later() {
    let mut at_once = office();
    at_once.rules.return_behind = 0;
    check_in(
        at_once,
        "07:30 lan 1 open
         07:30 kiosk A
         07:30 kiosk A
         07:30 kiosk A
         07:31:00 lan 1 next
         07:31:10 lan 1 recall
         07:31:20 lan 1 no-show
         07:32 holder A003 later
         07:32 line 1
         07:33 holder A001 returns
         07:33 line 1",
        &expect![[r#"
            07:30 lan 1 open: 1 open
            07:30 kiosk A: A001 behind 0, 0-0 min
            07:30 kiosk A: A002 behind 1, 5-10 min
            07:30 kiosk A: A003 behind 2, 10-15 min
            07:31:00 lan 1 next: calls A001 by Turn
            07:31:10 lan 1 recall: recalls A001 for the 1. time
            07:31:20 lan 1 no-show: A001 is a no-show
            07:32 holder A003 later: A003 is put later
            07:32 line 1: A002 A003
            07:33 holder A001 returns: A001 is back
            07:33 line 1: A001 A002 A003
        "#]],
    );
}

#[test]
fn who_waits_for_one_counter_is_put_later_there() {
    check(
        "07:30 lan 1 open
         07:30 mai 2 open
         07:30 kiosk A
         07:30 kiosk A
         07:30 kiosk A
         07:31 lan 1 next
         07:31 lan 1 transfer @2
         07:31 holder A001 later
         07:31 line 1
         07:31 line 2",
        &expect![[r#"
            07:30 lan 1 open: 1 open
            07:30 mai 2 open: 2 open
            07:30 kiosk A: A001 behind 0, 0-0 min
            07:30 kiosk A: A002 behind 1, 0-0 min
            07:30 kiosk A: A003 behind 2, 5-10 min
            07:31 lan 1 next: calls A001 by Turn
            07:31 lan 1 transfer @2: sends A001 to 2, Turn
            07:31 holder A001 later: A001 is put later
            07:31 line 1: A002 A003
            07:31 line 2: A002 A003 A001
        "#]],
    );
}

#[test]
fn whoever_came_back_is_called_twice_again_before_a_no_show() {
    check(
        "07:30 lan 1 open
         07:30 kiosk A
         07:31:00 lan 1 next
         07:31:10 lan 1 recall
         07:31:20 lan 1 no-show
         07:32:00 holder A001 returns
         07:32:00 lan 1 next
         07:32:20 lan 1 no-show
         07:32:20 lan 1 recall
         07:32:40 lan 1 no-show",
        &expect![[r#"
            07:30 lan 1 open: 1 open
            07:30 kiosk A: A001 behind 0, 0-0 min
            07:31:00 lan 1 next: calls A001 by Turn
            07:31:10 lan 1 recall: recalls A001 for the 1. time
            07:31:20 lan 1 no-show: A001 is a no-show
            07:32:00 holder A001 returns: A001 is back
            07:32:00 lan 1 next: calls A001 by Turn
            07:32:20 lan 1 no-show: NO: TooSoon { wait_s: 0, calls: 1 }
            07:32:20 lan 1 recall: recalls A001 for the 1. time
            07:32:40 lan 1 no-show: A001 is a no-show
        "#]],
    );
}
