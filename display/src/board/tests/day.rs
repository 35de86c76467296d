//! The time of day, other days, and a hall in which nothing goes on.
use expect_test::expect;

use super::hall::{Hall, at, check};
use crate::board::{Heard, Lobby};
use texts::Texts;

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
fn counters_are_called_as_their_signs_say() {
    let texts = Texts::new(&crate::words::OWN).unwrap();
    let mut lobby = Lobby::new(None);
    let mut board = Hall::new(None).board();
    let names = [
        ("3", "Quầy 3"),
        ("3a", "Quầy số 3A"),
        ("201", "Phòng 201"),
        ("tra", "Trả kết quả"),
        ("8", "8"),
        ("7", ""),
    ];
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
    lobby.hear(Heard::Board(Box::new(board)), 0);
    let picture = lobby.picture(&texts.speak("vi", "vi"), 0);
    let signs: Vec<_> = picture
        .rows
        .iter()
        .map(|row| format!("{} / {}", row.word, row.sign.as_deref().unwrap_or("-")))
        .collect();
    assert_eq!(signs, ["quầy / 3", "quầy số / 3A", "phòng / 201", "Trả kết quả / -", "quầy / 8", "quầy / 7"]);
}
