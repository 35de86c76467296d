//! A line that breaks and comes back, and a display that starts.
use expect_test::expect;

use super::hall::{Hall, check, earlier};

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
fn a_board_kept_from_before_the_start_is_shown_greyed_while_the_server_is_away() {
    let mut before = Hall::new(None);
    before.run("0 join\n0 call A001 1\n1 call A002 2");
    let kept = |now| Some(earlier(before.board(), "08:42:01", now));
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
fn an_unknown_office_is_told_as_such_and_shows_nothing_of_before() {
    check(
        "
        0     join
        1     call A001 1
        10    unknown
        20    cut
        30    join
        ",
        expect![[r#"
            0     join                 08:42 Mời chờ gọi số
            1     call A001 1          08:42 A001>1 flash
            10    unknown               Xin nghe cán bộ gọi tại quầy | Máy chủ không có đơn vị mang mã đã cài cho bảng này. Xin nghe cán bộ gọi tại quầy.
            20    cut                   Xin nghe cán bộ gọi tại quầy | Chưa kết nối được với máy chủ. Xin nghe cán bộ gọi tại quầy.
            30    join                 08:42 A001>1
        "#]],
    );
}
