//! Which call is large, and for how long.
use expect_test::expect;

use super::hall::check;

#[test]
fn a_call_is_the_hero_until_its_visitor_has_left() {
    check(
        "
        0     join
        1     call A001 1
        1.1   board
        5     watch 60
        61    done 1
        61.1  board
        62    watch 130
        ",
        expect![[r#"
            0     join                 08:42 Mời chờ gọi số
            1     call A001 1          08:42 A001>1 flash
            1.1   board                08:42 A001>1 flash
            5     watch 60             08:42 A001>1
            60                         08:43 A001>1
            61    done 1               08:43 A001>1
            61.1  board                08:43 Mời chờ gọi số
            62    watch 130            08:43 Mời chờ gọi số
            120                        08:44 Mời chờ gọi số
        "#]],
    );
}

#[test]
fn calls_are_heroes_one_after_the_other() {
    check(
        "
        0     join
        1     call A001 1
        2     call B001 2
        2.1   board
        2.2   call C001 3
        2.3   board
        3     watch 30
        ",
        expect![[r#"
            0     join                 08:42 Mời chờ gọi số
            1     call A001 1          08:42 A001>1 flash
            2     call B001 2          08:42 A001>1 | B001>2 flash
            2.1   board                08:42 A001>1 | B001>2 flash
            2.2   call C001 3          08:42 A001>1 | C001>3 B001>2 flash
            2.3   board                08:42 A001>1 | C001>3 B001>2 flash
            3     watch 30             08:42 A001>1 | C001>3 B001>2 flash
            5                          08:42 B001>2 | C001>3 A001>1 flash
            9                          08:42 C001>3 | B001>2 A001>1 flash
        "#]],
    );
}

#[test]
fn a_visitor_who_was_quick_is_still_shown_for_the_least_time() {
    check(
        "
        0     join
        1     call A001 1
        1.5   done 1
        1.6   board
        2     watch 20
        ",
        expect![[r#"
            0     join                 08:42 Mời chờ gọi số
            1     call A001 1          08:42 A001>1 flash
            1.5   done 1               08:42 A001>1 flash
            1.6   board                08:42 A001>1 flash
            2     watch 20             08:42 A001>1 flash
            5                          08:42 Mời chờ gọi số
        "#]],
    );
}

#[test]
fn none_of_a_burst_of_twenty_is_lost() {
    let calls: String = (0..20).map(|i| format!("1.{i:02} call A{i:03} {}\n", i % 2)).collect();
    check(
        &format!("0 join\n{calls}1.3 board\n1.3 watch 100"),
        expect![[r#"
            0     join                 08:42 Mời chờ gọi số
            1.00  call A000 0          08:42 A000>0 flash
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
            1.3   watch 100            08:42 A000>0 | A019>1 A018>0 flash
            5                          08:42 A001>1 | A019>1 A018>0 flash
            9                          08:42 A002>0 | A019>1 A018>0 flash
            13                         08:42 A003>1 | A019>1 A018>0 flash
            17                         08:42 A004>0 | A019>1 A018>0 flash
            21                         08:42 A005>1 | A019>1 A018>0 flash
            25                         08:42 A006>0 | A019>1 A018>0 flash
            29                         08:42 A007>1 | A019>1 A018>0 flash
            33                         08:42 A008>0 | A019>1 A018>0 flash
            37                         08:42 A009>1 | A019>1 A018>0 flash
            41                         08:42 A010>0 | A019>1 A018>0 flash
            45                         08:42 A011>1 | A019>1 A018>0 flash
            49                         08:42 A012>0 | A019>1 A018>0 flash
            53                         08:42 A013>1 | A019>1 A018>0 flash
            57                         08:42 A014>0 | A019>1 A018>0 flash
            60                         08:43 A014>0 | A019>1 A018>0
            61                         08:43 A015>1 | A019>1 A018>0 flash
            65                         08:43 A016>0 | A019>1 A018>0 flash
            69                         08:43 A017>1 | A019>1 A018>0 flash
            73                         08:43 A018>0 | A019>1 flash
            77                         08:43 A019>1 | A018>0 flash
        "#]],
    );
}

#[test]
fn a_recall_makes_its_number_the_hero_again() {
    check(
        "
        0     join
        1     call A001 1
        1.1   board
        9     recall A001 1
        9.1   board
        11    call B001 2
        11.1  board
        20    recall A001 1
        20.1  board
        22    recall A001 1
        22.1  watch 40
        ",
        expect![[r#"
            0     join                 08:42 Mời chờ gọi số
            1     call A001 1          08:42 A001>1 flash
            1.1   board                08:42 A001>1 flash
            9     recall A001 1        08:42 A001>1 flash
            9.1   board                08:42 A001>1 flash
            11    call B001 2          08:42 A001>1 | B001>2 flash
            11.1  board                08:42 A001>1 | B001>2 flash
            20    recall A001 1        08:42 A001>1 | B001>2 flash
            20.1  board                08:42 A001>1 | B001>2 flash
            22    recall A001 1        08:42 A001>1 | B001>2 flash
            22.1  watch 40             08:42 A001>1 | B001>2 flash
            24                         08:42 A001>1 | B001>2 flash
        "#]],
    );
}

#[test]
fn a_call_taken_back_is_not_shown_any_more() {
    check(
        "
        0     join
        1     call A001 1
        1.1   call B001 2
        1.2   call C001 3
        2     undo B001
        2.1   board
        3     watch 12
        12    undo C001
        12.1  board
        13    recall A001 1
        14    undo A001
        ",
        expect![[r#"
            0     join                 08:42 Mời chờ gọi số
            1     call A001 1          08:42 A001>1 flash
            1.1   call B001 2          08:42 A001>1 | B001>2 flash
            1.2   call C001 3          08:42 A001>1 | C001>3 B001>2 flash
            2     undo B001            08:42 A001>1 | C001>3 flash
            2.1   board                08:42 A001>1 | C001>3 flash
            3     watch 12             08:42 A001>1 | C001>3 flash
            5                          08:42 C001>3 | A001>1 flash
            12    undo C001            08:42 C001: gọi nhầm, xin chờ tiếp. | A001>1
            12.1  board                08:42 C001: gọi nhầm, xin chờ tiếp. | A001>1
            13    recall A001 1        08:42 A001>1 flash
            14    undo A001            08:42 A001: gọi nhầm, xin chờ tiếp.
        "#]],
    );
}

#[test]
fn who_was_served_long_ago_is_passed_over_when_the_servers_clock_runs_fast() {
    check(
        "
        0     join
        1     call A001 1
        1.1   call A002 2
        1.2   call A003 1
        1.3   call A004 2
        2     done 1
        2     clock 09:00:00
        2.1   board
        3     watch 20
        ",
        expect![[r#"
            0     join                 08:42 Mời chờ gọi số
            1     call A001 1          08:42 A001>1 flash
            1.1   call A002 2          08:42 A001>1 | A002>2 flash
            1.2   call A003 1          08:42 A001>1 | A003>1 A002>2 flash
            1.3   call A004 2          08:42 A001>1 | A004>2 A003>1 flash
            2     done 1               08:42 A001>1 | A004>2 A003>1 flash
            2     clock 09:00:00       08:42 A001>1 | A004>2 A003>1 flash
            2.1   board                09:00 A001>1 | A004>2 flash
            3     watch 20             09:00 A001>1 | A004>2 flash
            5                          09:00 A004>2 flash
        "#]],
    );
}
