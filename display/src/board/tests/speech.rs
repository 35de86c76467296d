//! What is spoken of the calls, when, and how often.
use expect_test::expect;

use super::hall::check;

#[test]
fn each_call_is_spoken_to_its_end_before_the_next() {
    check(
        "
        0     join
        0     sound
        1     call A001 1
        2     call B001 2
        2.1   call C001 3
        2.2   call D001 4
        2.3   board
        3     watch 40
        40    recall B001 2
        40.1  watch 60
        ",
        expect![[r#"
            0     join                 08:42 Mời chờ gọi số
            0     sound                08:42 Mời chờ gọi số
            1     call A001 1          08:42 A001>1 flash [A001, A001]
            2     call B001 2          08:42 A001>1 | B001>2 flash
            2.1   call C001 3          08:42 A001>1 | C001>3 B001>2 flash
            2.2   call D001 4          08:42 A001>1 | D001>4 C001>3 B001>2 flash
            2.3   board                08:42 A001>1 | D001>4 C001>3 B001>2 flash
            3     watch 40             08:42 A001>1 | D001>4 C001>3 B001>2 flash
            7                          08:42 B001>2 | D001>4 C001>3 A001>1 flash [B001]
            11                         08:42 C001>3 | D001>4 B001>2 A001>1 flash [C001, C001]
            17                         08:42 D001>4 | C001>3 B001>2 A001>1 flash [D001, D001]
            40    recall B001 2        08:42 B001>2 | D001>4 C001>3 A001>1 flash [again B001, again B001]
            40.1  watch 60             08:42 B001>2 | D001>4 C001>3 A001>1 flash
            60                         08:43 B001>2 | D001>4 C001>3 A001>1
        "#]],
    );
}

#[test]
fn the_more_calls_wait_the_shorter_each_is_spoken_and_none_is_lost() {
    let calls: String = (0..20).map(|i| format!("1.{i:02} call A{i:03} {}\n", i % 2)).collect();
    check(
        &format!("0 join\n0 sound\n{calls}1.3 board\n1.3 watch 120"),
        expect![[r#"
            0     join                 08:42 Mời chờ gọi số
            0     sound                08:42 Mời chờ gọi số
            1.00  call A000 0          08:42 A000>0 flash [A000, A000]
            1.01  call A001 1          08:42 A000>0 | A001>1 flash
            1.02  call A002 0          08:42 A000>0 | A002>0 A001>1 flash
            1.03  call A003 1          08:42 A000>0 | A003>1 A002>0 flash
            1.04  call A004 0          08:42 A000>0 | A004>0 A003>1 flash
            1.05  call A005 1          08:42 A000>0 | A005>1 A004>0 flash
            1.06  call A006 0          08:42 A000>0 | A006>0 A005>1 flash
            1.07  call A007 1          08:42 A000>0 | A007>1 A006>0 flash
            1.08  call A008 0          08:42 A000>0 | A008>0 A007>1 flash
            1.09  call A009 1          08:42 A000>0 | A009>1 A008>0 flash
            1.10  call A010 0          08:42 A000>0 | A010>0 A009>1 flash
            1.11  call A011 1          08:42 A000>0 | A011>1 A010>0 flash
            1.12  call A012 0          08:42 A000>0 | A012>0 A011>1 flash
            1.13  call A013 1          08:42 A000>0 | A013>1 A012>0 flash
            1.14  call A014 0          08:42 A000>0 | A014>0 A013>1 flash
            1.15  call A015 1          08:42 A000>0 | A015>1 A014>0 flash
            1.16  call A016 0          08:42 A000>0 | A016>0 A015>1 flash
            1.17  call A017 1          08:42 A000>0 | A017>1 A016>0 flash
            1.18  call A018 0          08:42 A000>0 | A018>0 A017>1 flash
            1.19  call A019 1          08:42 A000>0 | A019>1 A018>0 flash
            1.3   board                08:42 A000>0 | A019>1 A018>0 flash
            1.3   watch 120            08:42 A000>0 | A019>1 A018>0 flash
            7                          08:42 A001>1 | A019>1 A018>0 flash [A001]
            11                         08:42 A002>0 | A019>1 A018>0 flash [A002]
            15                         08:42 A003>1 | A019>1 A018>0 flash [A003]
            19                         08:42 A004>0 | A019>1 A018>0 flash [A004]
            23                         08:42 A005>1 | A019>1 A018>0 flash [A005]
            27                         08:42 A006>0 | A019>1 A018>0 flash [A006]
            31                         08:42 A007>1 | A019>1 A018>0 flash [A007]
            35                         08:42 A008>0 | A019>1 A018>0 flash [A008]
            39                         08:42 A009>1 | A019>1 A018>0 flash [A009]
            43                         08:42 A010>0 | A019>1 A018>0 flash [A010]
            47                         08:42 A011>1 | A019>1 A018>0 flash [A011]
            51                         08:42 A012>0 | A019>1 A018>0 flash [A012]
            55                         08:42 A013>1 | A019>1 A018>0 flash [A013]
            59                         08:42 A014>0 | A019>1 A018>0 flash [A014]
            60                         08:43 A014>0 | A019>1 A018>0 flash
            63                         08:43 A015>1 | A019>1 A018>0 flash [A015]
            67                         08:43 A016>0 | A019>1 A018>0 flash [A016]
            71                         08:43 A017>1 | A019>1 A018>0 flash [A017]
            75                         08:43 A018>0 | A019>1 flash [A018, A018]
            81                         08:43 A019>1 | A018>0 flash [A019, A019]
            120                        08:44 A019>1 | A018>0
        "#]],
    );
}

#[test]
fn a_slip_is_told_to_whoever_may_have_heard_it() {
    check(
        "
        0     join
        0     sound
        1     call A001 1
        1.1   call B001 2
        1.2   call C001 3
        3     undo B001
        4     undo A001
        4.1   board
        5     watch 30
        31    undo C001
        31.1  board
        32    watch 60
        ",
        expect![[r#"
            0     join                 08:42 Mời chờ gọi số
            0     sound                08:42 Mời chờ gọi số
            1     call A001 1          08:42 A001>1 flash [A001, A001]
            1.1   call B001 2          08:42 A001>1 | B001>2 flash
            1.2   call C001 3          08:42 A001>1 | C001>3 B001>2 flash
            3     undo B001            08:42 A001>1 | C001>3 flash
            4     undo A001            08:42 A001: gọi nhầm, xin chờ tiếp. | C001>3 [(stop)] [slip A001]
            4.1   board                08:42 A001: gọi nhầm, xin chờ tiếp. | C001>3
            5     watch 30             08:42 A001: gọi nhầm, xin chờ tiếp. | C001>3
            7                          08:42 C001>3 flash [C001, C001]
            31    undo C001            08:42 C001: gọi nhầm, xin chờ tiếp. [slip C001]
            31.1  board                08:42 C001: gọi nhầm, xin chờ tiếp.
            32    watch 60             08:42 C001: gọi nhầm, xin chờ tiếp.
            51                         08:42 Mời chờ gọi số
            60                         08:43 Mời chờ gọi số
        "#]],
    );
}

#[test]
fn a_notice_is_spoken_when_no_call_waits() {
    check(
        "
        0     join
        0     sound
        1     call A001 1
        1.1   notice Hop
        1.2   call B001 2
        2     board
        3     watch 30
        30    notice Nghi
        31    call A002 1
        31.1  watch 60
        ",
        expect![[r#"
            0     join                 08:42 Mời chờ gọi số
            0     sound                08:42 Mời chờ gọi số
            1     call A001 1          08:42 A001>1 flash [A001, A001]
            1.1   notice Hop           08:42 A001>1 flash
            1.2   call B001 2          08:42 A001>1 | B001>2 flash
            2     board                08:42 A001>1 | B001>2 flash
            3     watch 30             08:42 A001>1 | B001>2 flash
            7                          08:42 B001>2 | A001>1 flash [B001, B001]
            13                         08:42 B001>2 | A001>1 [Hop]
            30    notice Nghi          08:42 B001>2 | A001>1 [Nghi]
            31    call A002 1          08:42 B001>2 | A002>1
            31.1  watch 60             08:42 B001>2 | A002>1
            33                         08:42 A002>1 | B001>2 flash [A002, A002]
            60                         08:43 A002>1 | B001>2
        "#]],
    );
}

#[test]
fn a_speaker_that_has_died_holds_nothing_up() {
    check(
        "
        0     join
        0     sound
        1     call A001 1
        1     speaker dies
        1.1   call B001 2
        1.2   board
        2     watch 300
        ",
        expect![[r#"
            0     join                 08:42 Mời chờ gọi số
            0     sound                08:42 Mời chờ gọi số
            1     call A001 1          08:42 A001>1 flash [A001, A001]
            1     speaker dies         08:42 A001>1 flash
            1.1   call B001 2          08:42 A001>1 | B001>2 flash
            1.2   board                08:42 A001>1 | B001>2 flash
            2     watch 300            08:42 A001>1 | B001>2 flash
            17                         08:42 B001>2 | A001>1 flash [B001, B001]
            60                         08:43 B001>2 | A001>1
            120                        08:44 B001>2 | A001>1
            180                        08:45 B001>2 | A001>1
            240                        08:46 B001>2 | A001>1
            300                        08:47 B001>2 | A001>1
        "#]],
    );
}
