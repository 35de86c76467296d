//! Taking back what a counter did: step by step, and to the exact place.
use expect_test::expect;

use super::script::check;

#[test]
fn undo_goes_back_step_by_step_and_to_the_exact_place() {
    check(
        "07:30 lan 1 open
         07:30 kiosk A
         07:31 kiosk A yes
         07:31 kiosk A
         07:32 lan 1 next
         07:32:10 lan 1 recall
         07:32:20 lan 1 start
         07:32:30 lan 1 next
         07:32:31 line 1
         07:32:40 lan 1 undo
         07:32:41 look
         07:32:42 line 1
         07:32:50 lan 1 undo
         07:32:51 lan 1 undo
         07:32:52 look
         07:32:53 line 1
         07:32:54 lan 1 undo",
        &expect![[r#"
            07:30 lan 1 open: 1 open
            07:30 kiosk A: A001 behind 0, 0-0 min
            07:31 kiosk A yes: A002 behind 0, 0-0 min
            07:31 kiosk A: A003 behind 2, 10-15 min
            07:32 lan 1 next: calls A002 by Priority before A001
            07:32:10 lan 1 recall: recalls A002 for the 1. time
            07:32:20 lan 1 start: starts A002
            07:32:30 lan 1 next: finishes A002, calls A001 by Turn
            07:32:31 line 1: A003
            07:32:40 lan 1 undo: takes back Next
            07:32:41 look: open A001 waiting A002 serving A003 waiting
            07:32:42 line 1: A001 A003
            07:32:50 lan 1 undo: takes back Start
            07:32:51 lan 1 undo: takes back Next
            07:32:52 look: open A001 waiting A002 waiting A003 waiting
            07:32:53 line 1: A002 A001 A003
            07:32:54 lan 1 undo: NO: NothingToUndo
        "#]],
    );
}

#[test]
fn undo_gives_back_hold_no_show_transfer_and_resume() {
    check(
        "07:30 lan 1 open
         07:30 kiosk A
         07:30 kiosk A
         07:31:00 lan 1 next
         07:31:05 lan 1 hold
         07:31:06 lan 1 undo
         07:31:10 lan 1 recall
         07:31:11 lan 1 no-show
         07:31:12 lan 1 undo
         07:31:13 lan 1 transfer B end
         07:31:14 lan 1 undo
         07:31:15 lan 1 hold
         07:31:16 lan 1 next
         07:31:17 lan 1 resume A001
         07:31:18 line 1
         07:31:19 lan 1 undo
         07:31:20 look",
        &expect![[r#"
            07:30 lan 1 open: 1 open
            07:30 kiosk A: A001 behind 0, 0-0 min
            07:30 kiosk A: A002 behind 1, 5-10 min
            07:31:00 lan 1 next: calls A001 by Turn
            07:31:05 lan 1 hold: holds A001
            07:31:06 lan 1 undo: takes back Hold
            07:31:10 lan 1 recall: recalls A001 for the 1. time
            07:31:11 lan 1 no-show: A001 is a no-show
            07:31:12 lan 1 undo: takes back NoShow
            07:31:13 lan 1 transfer B end: sends A001 to B, End
            07:31:14 lan 1 undo: takes back Transfer
            07:31:15 lan 1 hold: holds A001
            07:31:16 lan 1 next: calls A002 by Turn
            07:31:17 lan 1 resume A001: A001 is first in its line
            07:31:18 line 1: A001
            07:31:19 lan 1 undo: takes back Resume
            07:31:20 look: open A001 held A002 called
        "#]],
    );
}

#[test]
fn undo_of_a_person_without_a_ticket_cancels_the_number() {
    check(
        "07:30 lan 1 open
         07:31 lan 1 serve A
         07:31 lan 1 undo
         07:31 look
         07:32 lan 1 serve A",
        &expect![[r#"
            07:30 lan 1 open: 1 open
            07:31 lan 1 serve A: serves A001
            07:31 lan 1 undo: takes back Serve
            07:31 look: open A001 cancelled
            07:32 lan 1 serve A: serves A002
        "#]],
    );
}

#[test]
fn undo_is_too_late_after_its_time_and_when_somebody_else_has_gone_on() {
    check(
        "07:30 lan 1 open
         07:30 mai 2 open
         07:30 kiosk A
         07:31:00 lan 1 next
         07:32:01 lan 1 undo
         07:32:02 lan 1 transfer A
         07:32:03 mai 2 next
         07:32:04 lan 1 undo
         07:32:05 mai 2 undo
         07:32:06 lan 1 undo
         07:32:07 mai 2 undo",
        &expect![[r#"
            07:30 lan 1 open: 1 open
            07:30 mai 2 open: 2 open
            07:30 kiosk A: A001 behind 0, 0-0 min
            07:31:00 lan 1 next: calls A001 by Turn
            07:32:01 lan 1 undo: NO: NothingToUndo
            07:32:02 lan 1 transfer A: sends A001 to A, Turn
            07:32:03 mai 2 next: calls A001 by Turn
            07:32:04 lan 1 undo: NO: NothingToUndo
            07:32:05 mai 2 undo: takes back Next
            07:32:06 lan 1 undo: NO: NothingToUndo
            07:32:07 mai 2 undo: NO: NothingToUndo
        "#]],
    );
}

#[test]
fn what_its_holder_has_rated_is_over() {
    check(
        "07:30 lan 1 open
         07:30 kiosk A
         07:31 lan 1 next
         07:32:00 lan 1 finish
         07:32:10 holder A001 5
         07:32:20 lan 1 undo
         07:32:20 look",
        &expect![[r#"
            07:30 lan 1 open: 1 open
            07:30 kiosk A: A001 behind 0, 0-0 min
            07:31 lan 1 next: calls A001 by Turn
            07:32:00 lan 1 finish: finishes A001
            07:32:10 holder A001 5: A001 gives 5
            07:32:20 lan 1 undo: NO: NothingToUndo
            07:32:20 look: open A001 done
        "#]],
    );
}

#[test]
fn nobody_goes_back_to_waiting_for_a_counter_that_closed_meanwhile() {
    check(
        "07:30 lan 1 open
         07:30 mai 2 open
         07:30 kiosk A
         07:31:00 lan 1 next
         07:31:10 lan 1 transfer @2
         07:31:20 Hoa 1 call A001
         07:31:30 mai 2 close
         07:31:40 Hoa 1 undo
         07:31:50 line 1
         07:31:50 lan 1 next",
        &expect![[r#"
            07:30 lan 1 open: 1 open
            07:30 mai 2 open: 2 open
            07:30 kiosk A: A001 behind 0, 0-0 min
            07:31:00 lan 1 next: calls A001 by Turn
            07:31:10 lan 1 transfer @2: sends A001 to 2, Turn
            07:31:20 Hoa 1 call A001: calls A001 by ByNumber
            07:31:30 mai 2 close: 2 closed
            07:31:40 Hoa 1 undo: takes back Call
            07:31:50 line 1: A001
            07:31:50 lan 1 next: calls A001 by Turn
        "#]],
    );
}
