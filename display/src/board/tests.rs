//! Scripts of a hall's minutes, and what the lobby sees at each of their steps.
mod hall;

use expect_test::{Expect, expect};
use texts::Texts;

use hall::{Hall, at, check};

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
            12    undo C001            08:42 Mời chờ gọi số | A001>1
            12.1  board                08:42 Mời chờ gọi số | A001>1
            13    recall A001 1        08:42 A001>1 flash
            14    undo A001            08:42 Mời chờ gọi số
        "#]],
    );
}

#[test]
fn after_a_broken_line_young_calls_are_shown_and_old_ones_stand_in_the_rows() {
    check(
        "
        0     join
        1     call A001 1
        1.1   board
        10    cut
        20    call A002 2
        70    call A003 3
        75    call A004 1
        76    call A005 4
        76    done 4
        90    join
        90    watch 120
        ",
        expect![[r#"
            0     join                 08:42 Mời chờ gọi số
            1     call A001 1          08:42 A001>1 flash
            1.1   board                08:42 A001>1 flash
            10    cut                  (grey) 08:42 A001>1 | Mất kết nối từ 08:42. Xin nghe cán bộ gọi tại quầy.
            20    call A002 2          (grey) 08:42 A001>1 | Mất kết nối từ 08:42. Xin nghe cán bộ gọi tại quầy.
            70    call A003 3          (grey) 08:43 A001>1 | Mất kết nối từ 08:42. Xin nghe cán bộ gọi tại quầy.
            75    call A004 1          (grey) 08:43 A001>1 | Mất kết nối từ 08:42. Xin nghe cán bộ gọi tại quầy.
            76    call A005 4          (grey) 08:43 A001>1 | Mất kết nối từ 08:42. Xin nghe cán bộ gọi tại quầy.
            76    done 4               (grey) 08:43 A001>1 | Mất kết nối từ 08:42. Xin nghe cán bộ gọi tại quầy.
            90    join                 08:43 A003>3 | A004>1 A002>2 flash
            90    watch 120            08:43 A003>3 | A004>1 A002>2 flash
            94                         08:43 A004>1 | A003>3 A002>2 flash
            98                         08:43 A005>4 | A004>1 A003>3 A002>2 flash
            102                        08:43 Mời chờ gọi số | A004>1 A003>3 A002>2
            120                        08:44 Mời chờ gọi số | A004>1 A003>3 A002>2
        "#]],
    );
}

#[test]
fn the_hero_survives_a_short_cut_but_not_a_newer_call_that_is_old() {
    check(
        "
        0     join
        1     call A001 1
        1.1   board
        10    cut
        10.5  cut
        11    join
        20    cut
        25    call A002 2
        100   join
        ",
        expect![[r#"
            0     join                 08:42 Mời chờ gọi số
            1     call A001 1          08:42 A001>1 flash
            1.1   board                08:42 A001>1 flash
            10    cut                  (grey) 08:42 A001>1 | Mất kết nối từ 08:42. Xin nghe cán bộ gọi tại quầy.
            10.5  cut                  (grey) 08:42 A001>1 | Mất kết nối từ 08:42. Xin nghe cán bộ gọi tại quầy.
            11    join                 08:42 A001>1
            20    cut                  (grey) 08:42 A001>1 | Mất kết nối từ 08:42. Xin nghe cán bộ gọi tại quầy.
            25    call A002 2          (grey) 08:42 A001>1 | Mất kết nối từ 08:42. Xin nghe cán bộ gọi tại quầy.
            100   join                 08:43 Mời chờ gọi số | A002>2 A001>1
        "#]],
    );
}

#[test]
fn what_was_still_to_be_shown_when_the_line_broke_is_shown_if_it_still_holds() {
    check(
        "
        0     join
        1     call A001 1
        1.1   call A002 2
        1.2   call A003 3
        1.3   call A004 4
        2     cut
        3     undo A003
        4     watch 8
        8     join
        8     watch 30
        ",
        expect![[r#"
            0     join                 08:42 Mời chờ gọi số
            1     call A001 1          08:42 A001>1 flash
            1.1   call A002 2          08:42 A001>1 | A002>2 flash
            1.2   call A003 3          08:42 A001>1 | A003>3 A002>2 flash
            1.3   call A004 4          08:42 A001>1 | A004>4 A003>3 A002>2 flash
            2     cut                  (grey) 08:42 A001>1 | A004>4 A003>3 A002>2 | Mất kết nối từ 08:42. Xin nghe cán bộ gọi tại quầy.
            3     undo A003            (grey) 08:42 A001>1 | A004>4 A003>3 A002>2 | Mất kết nối từ 08:42. Xin nghe cán bộ gọi tại quầy.
            4     watch 8              (grey) 08:42 A001>1 | A004>4 A003>3 A002>2 | Mất kết nối từ 08:42. Xin nghe cán bộ gọi tại quầy.
            5                          (grey) 08:42 A002>2 | A004>4 A003>3 A001>1 | Mất kết nối từ 08:42. Xin nghe cán bộ gọi tại quầy.
            8     join                 08:42 A002>2 | A004>4 A001>1
            8     watch 30             08:42 A002>2 | A004>4 A001>1
            9                          08:42 A004>4 | A002>2 A001>1 flash
        "#]],
    );
}

#[test]
fn a_display_that_starts_shows_young_calls_and_rows_of_old_ones() {
    check(
        "
        0     call A001 1
        5     call A002 2
        70    call A003 3
        72    look
        73    join
        73    watch 100
        ",
        expect![[r#"
            0     call A001 1           Đang kết nối…
            5     call A002 2           Đang kết nối…
            70    call A003 3           Đang kết nối…
            72    look                  Đang kết nối…
            73    join                 08:43 A003>3 | A002>2 A001>1 flash
            73    watch 100            08:43 A003>3 | A002>2 A001>1 flash
        "#]],
    );
}

#[test]
fn a_cut_greys_the_board_at_the_servers_time_and_a_board_makes_it_whole() {
    check(
        "
        0     join
        0     clock 09:15:50
        0     board
        5     cut
        6     cut
        90    watch 150
        160   join
        ",
        expect![[r#"
            0     join                 08:42 Mời chờ gọi số
            0     clock 09:15:50       08:42 Mời chờ gọi số
            0     board                09:15 Mời chờ gọi số
            5     cut                  (grey) 09:15 Xin nghe cán bộ gọi tại quầy | Mất kết nối từ 09:15. Xin nghe cán bộ gọi tại quầy.
            6     cut                  (grey) 09:15 Xin nghe cán bộ gọi tại quầy | Mất kết nối từ 09:15. Xin nghe cán bộ gọi tại quầy.
            90    watch 150            (grey) 09:17 Xin nghe cán bộ gọi tại quầy | Mất kết nối từ 09:15. Xin nghe cán bộ gọi tại quầy.
            130                        (grey) 09:18 Xin nghe cán bộ gọi tại quầy | Mất kết nối từ 09:15. Xin nghe cán bộ gọi tại quầy.
            160   join                 09:18 Mời chờ gọi số
        "#]],
    );
}

#[test]
fn a_start_without_server_says_so() {
    check(
        "
        0     look
        1     cut
        120   cut
        121   join
        ",
        expect![[r#"
            0     look                  Đang kết nối…
            1     cut                   Xin nghe cán bộ gọi tại quầy | Chưa kết nối được với máy chủ. Xin nghe cán bộ gọi tại quầy.
            120   cut                   Xin nghe cán bộ gọi tại quầy | Chưa kết nối được với máy chủ. Xin nghe cán bộ gọi tại quầy.
            121   join                 08:44 Mời chờ gọi số
        "#]],
    );
}

#[test]
fn nothing_of_an_older_day_is_shown() {
    check(
        "
        0     join
        0     clock 23:59:20
        0     wait 5
        0     call A001 1
        1     call A002 2
        1     no-show 1
        1.1   board
        2     call A003 3
        5     watch 50
        50    call A900 2
        ",
        expect![[r#"
            0     join                 08:42 Mời chờ gọi số
            0     clock 23:59:20       08:42 Mời chờ gọi số
            0     wait 5               08:42 Mời chờ gọi số
            0     call A001 1          08:42 A001>1 flash
            1     call A002 2          08:42 A001>1 | A002>2 flash
            1     no-show 1            08:42 A001>1 | A002>2 flash
            1.1   board                23:59 A001>1 | A002>2 | missed A001 | 5 wait flash
            2     call A003 3          23:59 A001>1 | A003>3 A002>2 | missed A001 | 5 wait flash
            5     watch 50             23:59 A002>2 | A003>3 | missed A001 | 5 wait flash
            8                          23:59 A003>3 | A002>2 | missed A001 | 5 wait flash
            40.1                       00:00 Mời chờ gọi số | 0 wait
            50    call A900 2          00:00 A900>2 | 0 wait flash
        "#]],
    );
}

#[test]
fn nothing_of_an_older_day_is_shown_while_the_line_is_lost() {
    check(
        "
        0     join
        0     clock 23:58:30
        0     wait 5
        0     call A001 1
        1     board
        2     cut
        3     watch 200
        210   done 1
        210   wait 0
        210   closed until 24T07:00
        210   join
        ",
        expect![[r#"
            0     join                 08:42 Mời chờ gọi số
            0     clock 23:58:30       08:42 Mời chờ gọi số
            0     wait 5               08:42 Mời chờ gọi số
            0     call A001 1          08:42 A001>1 flash
            1     board                23:58 A001>1 | 5 wait flash
            2     cut                  (grey) 23:58 A001>1 | 5 wait | Mất kết nối từ 23:58. Xin nghe cán bộ gọi tại quầy.
            3     watch 200            (grey) 23:58 A001>1 | 5 wait | Mất kết nối từ 23:58. Xin nghe cán bộ gọi tại quầy.
            30                         (grey) 23:59 A001>1 | 5 wait | Mất kết nối từ 23:58. Xin nghe cán bộ gọi tại quầy.
            90                         (grey) 00:00 Xin nghe cán bộ gọi tại quầy | Mất kết nối từ 23:58 23/11/2026. Xin nghe cán bộ gọi tại quầy.
            150                        (grey) 00:01 Xin nghe cán bộ gọi tại quầy | Mất kết nối từ 23:58 23/11/2026. Xin nghe cán bộ gọi tại quầy.
            210   done 1               (grey) 00:02 Xin nghe cán bộ gọi tại quầy | Mất kết nối từ 23:58 23/11/2026. Xin nghe cán bộ gọi tại quầy.
            210   wait 0               (grey) 00:02 Xin nghe cán bộ gọi tại quầy | Mất kết nối từ 23:58 23/11/2026. Xin nghe cán bộ gọi tại quầy.
            210   closed until 24T07:00 (grey) 00:02 Xin nghe cán bộ gọi tại quầy | Mất kết nối từ 23:58 23/11/2026. Xin nghe cán bộ gọi tại quầy.
            210   join                 00:02 Bắt đầu lấy số từ 07:00 | 0 wait
        "#]],
    );
}

#[test]
fn a_board_of_another_day_takes_the_place_of_all() {
    check(
        "
        0     join
        0     call A001 1
        1     call A002 2
        2     clock 24T07:00:00
        2     done 1
        2     done 2
        2     board
        3     look
        ",
        expect![[r#"
            0     join                 08:42 Mời chờ gọi số
            0     call A001 1          08:42 A001>1 flash
            1     call A002 2          08:42 A001>1 | A002>2 flash
            2     clock 24T07:00:00    08:42 A001>1 | A002>2 flash
            2     done 1               08:42 A001>1 | A002>2 flash
            2     done 2               08:42 A001>1 | A002>2 flash
            2     board                07:00 Mời chờ gọi số
            3     look                 07:00 Mời chờ gọi số
        "#]],
    );
}

#[test]
fn the_clock_is_the_servers_and_goes_back_only_when_the_server_does() {
    check(
        "
        0     join
        59.9  board
        60.1  look
        60.2  clock 08:42:59
        60.3  board
        61    clock 10:00:00
        61    board
        62    clock 09:00:00
        62    board
        120   watch 300
        ",
        expect![[r#"
            0     join                 08:42 Mời chờ gọi số
            59.9  board                08:42 Mời chờ gọi số
            60.1  look                 08:43 Mời chờ gọi số
            60.2  clock 08:42:59       08:43 Mời chờ gọi số
            60.3  board                08:43 Mời chờ gọi số
            61    clock 10:00:00       08:43 Mời chờ gọi số
            61    board                10:00 Mời chờ gọi số
            62    clock 09:00:00       10:00 Mời chờ gọi số
            62    board                09:00 Mời chờ gọi số
            120   watch 300            09:00 Mời chờ gọi số
            122                        09:01 Mời chờ gọi số
            182                        09:02 Mời chờ gọi số
            242                        09:03 Mời chờ gọi số
        "#]],
    );
}

#[test]
fn a_server_put_back_from_a_copy_is_believed() {
    check(
        "
        0     join
        1     call A001 1
        1.1   call A002 2
        1.2   board
        2     cut
        2     done 1
        2     done 2
        2     new-log
        2     call B001 1
        3     join
        3     watch 20
        ",
        expect![[r#"
            0     join                 08:42 Mời chờ gọi số
            1     call A001 1          08:42 A001>1 flash
            1.1   call A002 2          08:42 A001>1 | A002>2 flash
            1.2   board                08:42 A001>1 | A002>2 flash
            2     cut                  (grey) 08:42 A001>1 | A002>2 | Mất kết nối từ 08:42. Xin nghe cán bộ gọi tại quầy.
            2     done 1               (grey) 08:42 A001>1 | A002>2 | Mất kết nối từ 08:42. Xin nghe cán bộ gọi tại quầy.
            2     done 2               (grey) 08:42 A001>1 | A002>2 | Mất kết nối từ 08:42. Xin nghe cán bộ gọi tại quầy.
            2     new-log              (grey) 08:42 A001>1 | A002>2 | Mất kết nối từ 08:42. Xin nghe cán bộ gọi tại quầy.
            2     call B001 1          (grey) 08:42 A001>1 | A002>2 | Mất kết nối từ 08:42. Xin nghe cán bộ gọi tại quầy.
            3     join                 08:42 B001>1 flash
            3     watch 20             08:42 B001>1 flash
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

#[test]
fn no_shows_stand_on_the_board_for_a_quarter_of_an_hour() {
    check(
        "
        0     join
        1     call A001 1
        1     call A002 2
        10    no-show 1
        310   no-show 2
        310   board
        320   watch 1300
        ",
        expect![[r#"
            0     join                 08:42 Mời chờ gọi số
            1     call A001 1          08:42 A001>1 flash
            1     call A002 2          08:42 A001>1 | A002>2 flash
            10    no-show 1            08:42 A002>2 | A001>1
            310   no-show 2            08:47 A002>2 | A001>1
            310   board                08:47 Mời chờ gọi số | missed A002 A001
            320   watch 1300           08:47 Mời chờ gọi số | missed A002 A001
            360                        08:48 Mời chờ gọi số | missed A002 A001
            420                        08:49 Mời chờ gọi số | missed A002 A001
            480                        08:50 Mời chờ gọi số | missed A002 A001
            540                        08:51 Mời chờ gọi số | missed A002 A001
            600                        08:52 Mời chờ gọi số | missed A002 A001
            660                        08:53 Mời chờ gọi số | missed A002 A001
            720                        08:54 Mời chờ gọi số | missed A002 A001
            780                        08:55 Mời chờ gọi số | missed A002 A001
            840                        08:56 Mời chờ gọi số | missed A002 A001
            900                        08:57 Mời chờ gọi số | missed A002 A001
            960                        08:58 Mời chờ gọi số | missed A002
            1020                       08:59 Mời chờ gọi số | missed A002
            1080                       09:00 Mời chờ gọi số | missed A002
            1140                       09:01 Mời chờ gọi số | missed A002
            1200                       09:02 Mời chờ gọi số | missed A002
            1260                       09:03 Mời chờ gọi số
        "#]],
    );
}

#[test]
fn an_empty_hall_is_told_what_to_expect() {
    check(
        "
        0     clock 06:50
        0     wait 0
        0     counters closed
        0     closed until 07:00
        0     join
        1     clock 07:00
        1     open
        1     board
        2     clock 11:20
        2     closed until 12:30
        2     wait 3
        2     board
        3     wait 0
        3     board
        4     clock 16:50
        4     closed until 24T07:00
        4     board
        5     closed until 26T07:00
        5     board
        6     closed
        6     board
        7     open
        7     counters paused
        7     board
        8     pause 2 17:05
        8     pause 1 17:15
        8     board
        9     counters open
        9     board
        ",
        expect![[r#"
            0     clock 06:50           Đang kết nối…
            0     wait 0                Đang kết nối…
            0     counters closed       Đang kết nối…
            0     closed until 07:00    Đang kết nối…
            0     join                 06:50 Bắt đầu lấy số từ 07:00 | 0 wait
            1     clock 07:00          06:50 Bắt đầu lấy số từ 07:00 | 0 wait
            1     open                 06:50 Bắt đầu lấy số từ 07:00 | 0 wait
            1     board                07:00 Mời chờ gọi số | 0 wait
            2     clock 11:20          07:00 Mời chờ gọi số | 0 wait
            2     closed until 12:30   07:00 Mời chờ gọi số | 0 wait
            2     wait 3               07:00 Mời chờ gọi số | 0 wait
            2     board                11:20 Mời chờ gọi số
            3     wait 0               11:20 Mời chờ gọi số
            3     board                11:20 Lấy số buổi chiều từ 12:30 | 0 wait
            4     clock 16:50          11:20 Lấy số buổi chiều từ 12:30 | 0 wait
            4     closed until 24T07:00 11:20 Lấy số buổi chiều từ 12:30 | 0 wait
            4     board                16:50 Mời trở lại 07:00 ngày mai | 0 wait
            5     closed until 26T07:00 16:50 Mời trở lại 07:00 ngày mai | 0 wait
            5     board                16:50 Mời trở lại 07:00 Thứ Năm, 26/11/2026 | 0 wait
            6     closed               16:50 Mời trở lại 07:00 Thứ Năm, 26/11/2026 | 0 wait
            6     board                16:50 Ngoài giờ lấy số | 0 wait
            7     open                 16:50 Ngoài giờ lấy số | 0 wait
            7     counters paused      16:50 Ngoài giờ lấy số | 0 wait
            7     board                16:50 Quầy tạm ngưng | 0 wait
            8     pause 2 17:05        16:50 Quầy tạm ngưng | 0 wait
            8     pause 1 17:15        16:50 Quầy tạm ngưng | 0 wait
            8     board                16:50 Quầy tạm ngưng, mở lại khoảng 17:05 | 0 wait
            9     counters open        16:50 Quầy tạm ngưng, mở lại khoảng 17:05 | 0 wait
            9     board                16:50 Mời chờ gọi số | 0 wait
        "#]],
    );
}

#[test]
fn a_board_kept_from_before_the_start_is_shown_greyed_while_the_server_is_away() {
    let mut before = Hall::new(None);
    before.run("0 join\n0 call A001 1\n1 call A002 2");
    let kept = |now| Some(hall::earlier(before.board(), "08:42:01", now));
    let script = "
        0     look
        1     cut
        2     call A003 3
        9     join
        9     watch 12
        ";
    let same_day = expect![[r#"
        0     look                  Đang kết nối…
        1     cut                  (grey) 08:55 Xin nghe cán bộ gọi tại quầy | A002>2 A001>1 | Mất kết nối từ 08:42. Xin nghe cán bộ gọi tại quầy.
        2     call A003 3          (grey) 08:55 Xin nghe cán bộ gọi tại quầy | A002>2 A001>1 | Mất kết nối từ 08:42. Xin nghe cán bộ gọi tại quầy.
        9     join                 08:42 A003>3 flash
        9     watch 12             08:42 A003>3 flash
    "#]];
    same_day.assert_eq(&Hall::new(kept("08:55:00")).run(script));
    let next_day = expect![[r#"
        0     look                  Đang kết nối…
        1     cut                  (grey) 07:05 Xin nghe cán bộ gọi tại quầy | Mất kết nối từ 08:42 23/11/2026. Xin nghe cán bộ gọi tại quầy.
        2     call A003 3          (grey) 07:05 Xin nghe cán bộ gọi tại quầy | Mất kết nối từ 08:42 23/11/2026. Xin nghe cán bộ gọi tại quầy.
        9     join                 08:42 A003>3 flash
        9     watch 12             08:42 A003>3 flash
    "#]];
    next_day.assert_eq(&Hall::new(kept("24T07:05:00")).run(script));
}

#[test]
fn counters_are_called_as_their_signs_say() {
    let texts = Texts::new(&crate::words::OWN).unwrap();
    let mut lobby = super::Lobby::new(None);
    let mut board = Hall::new(None).board();
    let names = [("3", "Quầy 3"), ("3a", "Quầy số 3A"), ("p2", "Phòng 201"), ("tra", "Trả kết quả")];
    board.calls = (1..)
        .zip(names)
        .map(|(call, (code, name))| protocol::BoardCall {
            call,
            number: format!("A00{call}"),
            counter: code.into(),
            counter_name: protocol::Text::from([("vi", name)]),
            service: "A".into(),
            at: at("08:30"),
            recalls: 0,
        })
        .collect();
    lobby.hear(super::Heard::Board(Box::new(board)), 0);
    let picture = lobby.picture(&texts.speak("vi", "vi"), 0);
    let signs: Vec<_> = picture.rows.iter().map(|row| format!("{} {}", row.word, row.sign)).collect();
    assert_eq!(signs, ["quầy 3", "quầy số 3A", "phòng 201", "quầy tra"]);
}
