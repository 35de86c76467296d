//! Event streams over real connections that are cut, silent, wrong or of another log.
#![expect(clippy::unwrap_used, reason = "a test may, its small functions too")]
mod fake;

use std::sync::mpsc;
use std::time::Duration;

use client::{Away, Background, Device, DeviceMessage, Failure, Follower, Mailbox, News, OfficeMessage};
use fake::{Fake, Script, Then, answer, events, patience, problem};
use protocol::{Paused, Stop};
use tokio::time;

fn board(seq: u64) -> String {
    format!(
        "id: {seq}\nevent: board\ndata: {{\"office\":\"tay-ninh\",\"name\":{{}},\"seq\":{seq},\
        \"at\":\"2026-11-23T08:42:10+07:00\",\"open\":true,\"reopens_at\":null,\"calls\":[],\"missed\":[],\
        \"waiting\":[],\"counters\":[],\"notice\":null}}\n\n"
    )
}

fn call(seq: u64) -> String {
    format!(
        "id: {seq}\nevent: call\ndata: {{\"call\":{seq},\"number\":\"A012\",\"counter\":\"3\",\
        \"counter_name\":{{}},\"service\":\"A\",\"short\":{{}},\"at\":\"2026-11-23T08:42:10+07:00\",\"recall\":0}}\n\n"
    )
}

/// News in few words: `connected`, `board 5`, `call 6`, `lost`, …
fn short(news: &News<OfficeMessage>) -> String {
    match news {
        News::Connected => "connected".into(),
        News::Message(OfficeMessage::Board(board)) => format!("board {}", board.seq),
        News::Message(OfficeMessage::Call(call)) => format!("call {}", call.call),
        News::Message(OfficeMessage::Notice(notice)) => format!("notice {}", notice.notice),
        News::Message(OfficeMessage::Withdrawn(withdrawn)) => format!("withdrawn {}", withdrawn.call),
        News::Lost(_) => "lost".into(),
        News::Refused(problem) => format!("refused {}", problem.status),
    }
}

/// What a follower of these scripts hears, without its pauses, and the follower's fake.
async fn hears(scripts: Vec<Script>, count: usize) -> (Vec<String>, Fake) {
    let fake = Fake::start(scripts).await;
    let mut follower = fake.server().office_events("tay-ninh", 7);
    let mut heard = Vec::new();
    for _ in 0..count {
        let news = follower.next().await;
        if matches!(news, News::Lost(_) | News::Refused(_)) {
            skip_the_pause().await;
        }
        heard.push(short(&news));
    }
    (heard, fake)
}

/// Lets the clock jump over any pause; between jumps it is the real one, for the connections are.
async fn skip_the_pause() {
    time::pause();
    time::advance(Duration::from_secs(15)).await;
    time::resume();
}

/// The first loss that a follower of one script meets.
async fn loss(script: Script) -> Failure {
    let fake = Fake::start(vec![script]).await;
    let mut follower: Follower<OfficeMessage> = fake.server().office_events("tay-ninh", 7);
    loop {
        if let News::Lost(failure) = follower.next().await {
            return failure;
        }
    }
}

#[tokio::test]
async fn a_cut_stream_is_resumed_where_it_ended_and_no_call_comes_twice() {
    let first = events(&[board(5), call(6), board(6)].concat(), Then::Cut);
    let second = events(&[call(6), call(7), board(7)].concat(), Then::Hang);
    let (heard, fake) = hears(vec![first, second], 8).await;
    let expected = ["connected", "board 5", "call 6", "board 6", "lost", "connected", "call 7", "board 7"];
    assert_eq!(heard, expected);
    let seen = fake.seen();
    assert_eq!(seen[0].line(), "GET /api/v1/offices/tay-ninh/events HTTP/1.1");
    assert_eq!((seen[0].header("last-event-id"), seen[1].header("last-event-id")), (None, Some("6")));
    assert_eq!(seen[0].header("accept"), Some("text/event-stream"));
}

#[tokio::test]
async fn a_notice_to_be_spoken_comes_once_among_the_calls() {
    let notice = |seq: u64| {
        format!(
            "id: {seq}\nevent: notice\ndata: {{\"notice\":{seq},\"text\":{{\"vi\":\"Xin chú ý\"}},\
            \"at\":\"2026-11-23T08:42:10+07:00\",\"until\":null}}\n\n"
        )
    };
    let first = events(&[board(5), call(6), notice(7)].concat(), Then::Cut);
    let second = events(&[notice(7), notice(8), board(8)].concat(), Then::Hang);
    let (heard, _) = hears(vec![first, second], 8).await;
    let expected = ["connected", "board 5", "call 6", "notice 7", "lost", "connected", "notice 8", "board 8"];
    assert_eq!(heard, expected);
}

#[tokio::test]
async fn half_a_message_at_the_cut_is_not_heard() {
    let half = board(6);
    let first = events(&[board(5), half[..half.len() - 10].to_string()].concat(), Then::Cut);
    let (heard, _) = hears(vec![first, events(&board(6), Then::Hang)], 5).await;
    assert_eq!(heard, ["connected", "board 5", "lost", "connected", "board 6"]);
}

#[tokio::test]
async fn a_log_put_back_from_a_copy_is_followed_from_its_board() {
    let first = events(&[board(500), call(501)].concat(), Then::Cut);
    let second = events(&[board(90), call(91)].concat(), Then::Cut);
    let (heard, fake) = hears(vec![first, second, events("", Then::Hang)], 8).await;
    let expected = ["connected", "board 500", "call 501", "lost", "connected", "board 90", "call 91", "lost"];
    assert_eq!(heard, expected);
    assert_eq!(fake.seen()[1].header("last-event-id"), Some("501"));
}

#[tokio::test]
async fn the_id_of_the_new_log_is_sent_from_then_on() {
    let scripts =
        vec![events(&board(500), Then::Cut), events(&board(90), Then::Cut), events(&board(91), Then::Hang)];
    let (_, fake) = hears(scripts, 8).await;
    assert_eq!(fake.seen()[2].header("last-event-id"), Some("90"));
}

#[tokio::test]
async fn a_refused_follower_keeps_asking_slowly() {
    let scripts = vec![problem("404 Not Found", "unknown_office"), events(&board(5), Then::Hang)];
    let (heard, _) = hears(scripts, 3).await;
    assert_eq!(heard, ["refused 404", "connected", "board 5"]);
}

#[tokio::test]
async fn strange_events_are_passed_over() {
    let text =
        [": hello\n\n", "event: later\ndata: x\n\n", "data: nameless\n\n", "id: 4\n\n", &board(5)].concat();
    let withdrawn = "event: withdrawn\ndata: {\"call\":4,\"number\":\"A011\"}\n\n";
    let (heard, _) = hears(vec![events(&[&text, withdrawn].concat(), Then::Hang)], 3).await;
    assert_eq!(heard, ["connected", "board 5", "withdrawn 4"]);
}

#[tokio::test]
async fn each_way_to_be_lost_is_told() {
    let away = |failure| match failure {
        Failure::Away(away) => away,
        other => panic!("{other}"),
    };
    assert!(matches!(away(loss(events(&board(5), Then::Cut)).await), Away::Cut(_)));
    assert_eq!(away(loss(events(&board(5), Then::Hang)).await), Away::TimedOut(patience().silence));
    assert!(matches!(away(loss(events("event: board\ndata: {}\n\n", Then::Hang)).await), Away::Garbage(_)));
    assert!(matches!(
        away(loss(answer("200 OK", "content-type: text/html\r\n", "<html>")).await),
        Away::Garbage(_)
    ));
    assert!(matches!(
        away(loss((b"\x00\x01\x02".to_vec(), Then::Cut)).await),
        Away::Cut(_) | Away::Garbage(_)
    ));
    let busy = loss(answer("503 Service Unavailable", "retry-after: 3\r\n", "")).await;
    assert_eq!(busy, Failure::Busy { retry_after: Duration::from_secs(3) });
}

#[tokio::test]
async fn a_ticket_is_followed_too() {
    let ticket = r#"{"office":"tay-ninh","number":"A012","service":"A","state":"waiting","ahead":3,
"estimate":null,"counter":null,"issued_at":"2026-11-23T08:42:10+07:00","called_at":null,"recalls":0,"later_left":1,
"return_left":1}"#
        .replace('\n', "");
    let fake = Fake::start(vec![events(&format!("id: 9\ndata: {ticket}\n\n"), Then::Hang)]).await;
    let mut follower = fake.server().ticket_events("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 7);
    assert_eq!(follower.next().await, News::Connected);
    let News::Message(ticket) = follower.next().await else { panic!() };
    assert_eq!((ticket.number.as_str(), ticket.ahead), ("A012", 3));
}

#[tokio::test]
async fn a_device_follows_with_its_key_and_comes_back_after_its_last_reprint() {
    let ticket = r#"{"number":"A012","service":"A","token":"ABCDEFGHIJKLMNOPQRSTUVWXYZ","url":null,
"issued_at":"2026-11-23T08:42:10+07:00","ahead":5,"estimate":null,"priority":false}"#
        .replace('\n', "");
    let paused = "event: paused\ndata: {\"paused\":true,\"reason\":\"limit\"}\n\n";
    let reprint = format!("event: reprint\nid: 9\ndata: {ticket}\n\n");
    let first = events(&[paused, &reprint].concat(), Then::Cut);
    let second = events("event: config\ndata: {}\n\n", Then::Hang);
    let fake = Fake::start(vec![first, second]).await;
    let mut follower = Device::new(fake.server(), "tay-ninh", "secret").unwrap().events(7);
    assert_eq!(follower.next().await, News::Connected);
    let paused = Paused { paused: true, reason: Some(Stop::Limit), reason_text: None };
    assert_eq!(follower.next().await, News::Message(DeviceMessage::Paused(paused)));
    let News::Message(DeviceMessage::Reprint(ticket)) = follower.next().await else { panic!() };
    assert_eq!((ticket.number.as_str(), ticket.ahead), ("A012", 5));
    assert!(matches!(follower.next().await, News::Lost(_)));
    skip_the_pause().await;
    assert_eq!(follower.next().await, News::Connected);
    assert_eq!(follower.next().await, News::Message(DeviceMessage::Config));
    let seen = fake.seen();
    for seen in &seen {
        assert_eq!(seen.line(), "GET /api/v1/offices/tay-ninh/device/events HTTP/1.1");
        assert_eq!(seen.header("authorization"), Some("Bearer secret"));
    }
    assert_eq!((seen[0].header("last-event-id"), seen[1].header("last-event-id")), (None, Some("9")));
}

#[tokio::test]
async fn a_follower_may_be_dropped_in_the_middle_of_waiting() {
    let fake = Fake::start(vec![events(&board(5), Then::Hang)]).await;
    let mut follower = fake.server().office_events("tay-ninh", 7);
    let mut heard = Vec::new();
    while heard.len() < 2 {
        tokio::select! {
            biased;
            news = follower.next() => heard.push(short(&news)),
            // Each time something else is first, the follower's own future is dropped.
            () = tokio::task::yield_now() => {}
        }
    }
    assert_eq!(heard, ["connected", "board 5"]);
}

#[test]
fn a_background_thread_carries_news_to_a_program_and_wakes_it() {
    let background = Background::start("network").unwrap();
    let (sender, receiver) = mpsc::channel();
    let (wake, woken) = mpsc::channel();
    let mailbox = Mailbox::new(sender, move || wake.send(()).unwrap());
    let (told, fakes) = mpsc::channel();
    background.spawn(async move {
        told.send(Fake::start(vec![events(&board(5), Then::Hang)]).await).unwrap();
    });
    let fake = fakes.recv().unwrap();
    background.follow(fake.server().office_events("tay-ninh", 7), mailbox, |news| short(&news));
    for expected in ["connected", "board 5"] {
        woken.recv().unwrap();
        assert_eq!(receiver.try_recv().unwrap(), expected);
    }
    // Work that never ends does not keep the program from ending.
    background.spawn(std::future::pending());
    drop(background);
    assert!(receiver.try_iter().all(|news| news == "lost"));
}
