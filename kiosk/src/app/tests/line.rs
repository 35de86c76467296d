//! The line to the server: lost and found, and what is loaded over it.
use super::*;

#[test]
fn a_lost_line_is_told_after_a_while() {
    let mut stage = Stage::home();
    stage.happens(Input::Link(News::Lost(away())));
    stage.after(2_999);
    assert_eq!(stage.shows(), "home vi");
    stage.after(1);
    assert_eq!(stage.shows(), "Away");
    assert_eq!(stage.touch(Touch::Service(0)), NOTHING);
    stage.happens(Input::Link(News::Lost(away())));
    assert_eq!(stage.happens(Input::Link(News::Connected)), ["load office", "load services"]);
    assert_eq!(stage.shows(), "home vi");
}

#[test]
fn a_server_that_is_not_there_at_the_start_is_told() {
    let mut stage = Stage::new(settings(), Vec::new());
    stage.happens(Input::Tick);
    assert_eq!(stage.shows(), "Starting");
    stage.after(3_000);
    assert_eq!(stage.shows(), "Away");
    stage.connected();
    assert_eq!(stage.shows(), "home vi");
}

#[test]
fn a_wrong_key_and_a_wrong_office_are_told_to_staff() {
    let mut stage = Stage::home();
    stage.happens(Input::Heartbeat(Err(refused(Code::Unauthenticated))));
    assert_eq!(stage.shows(), "NotAllowed");
    stage.happens(Input::Heartbeat(Err(away())));
    assert_eq!(stage.shows(), "NotAllowed");
    stage.happens(Input::Heartbeat(Ok(())));
    assert_eq!(stage.shows(), "home vi");
    let Failure::Refused(unknown) = refused(Code::UnknownOffice) else { panic!() };
    stage.happens(Input::Link(News::Refused(unknown)));
    assert_eq!(stage.shows(), "UnknownOffice");
    stage.happens(Input::Link(News::Connected));
    assert_eq!(stage.shows(), "home vi");
}

#[test]
fn waits_are_live_and_the_rest_is_loaded_now_and_then() {
    let mut stage = Stage::home();
    let board = |time, count| {
        Input::Link(News::Message(OfficeMessage::Board(Box::new(sample::board(9, time, count)))))
    };
    stage.after(5_000);
    assert_eq!(stage.happens(board("23T08:42:15", 6)), ["load services"]);
    assert_eq!(stage.app.services()[0].waiting, 6);
    stage.happens(Input::Services(Ok(sample::services())));
    assert_eq!(stage.happens(board("23T08:42:15", 7)), NOTHING, "not more than every two seconds");
    assert_eq!(stage.happens(board("23T08:42:15", 8)), NOTHING);
    assert_eq!(stage.app.services()[0].waiting, 8);
    assert_eq!(stage.after(2_000), ["load services"]);
    stage.happens(Input::Services(Err(away())));
    assert_eq!(stage.after(2_000), ["load services"], "what failed is loaded again");
    stage.happens(Input::Services(Ok(sample::services())));
    assert_eq!(stage.after(41_000), ["load office", "load services"], "a new minute of the server's time");
}

#[test]
fn the_servers_time_is_carried_on_and_only_the_office_sets_it_back() {
    let mut stage = Stage::home();
    let seen = |stage: &Stage| stage.app.server_now().unwrap();
    let board = |time| Input::Link(News::Message(OfficeMessage::Board(Box::new(sample::board(9, time, 5)))));
    stage.after(5_500);
    assert_eq!(seen(&stage), sample::at("23T08:42:10").plus_ms(5_500));
    stage.happens(board("23T08:30:00"));
    assert_eq!(seen(&stage), sample::at("23T08:42:10").plus_ms(5_500), "published a while ago");
    stage.happens(board("23T10:15:00"));
    stage.after(1_000);
    assert_eq!(seen(&stage), sample::at("23T10:15:01"));
    let now: Moment = sample::at("23T08:50:00");
    stage.happens(Input::Office(Ok(Office { now, ..sample::office() })));
    assert_eq!(seen(&stage), now);
}

#[test]
fn many_services_are_shown_page_by_page() {
    let mut stage = Stage::home();
    let many: Vec<_> = sample::services().into_iter().cycle().take(11).collect();
    stage.happens(Input::Services(Ok(many)));
    let places = |stage: &Stage| stage.app.page().map(|(at, _)| at).collect::<Vec<_>>();
    assert_eq!((stage.app.pages(11), places(&stage)), (2, (0..8).collect()));
    stage.touch(Touch::Page);
    assert_eq!(places(&stage), [8, 9, 10]);
    stage.happens(Input::Services(Ok(sample::services())));
    assert_eq!(places(&stage).len(), 6, "the page is gone");
}

#[test]
fn it_tells_that_it_lives_and_what_is_wrong() {
    let mut stage = Stage::home();
    let beats = |stage: &mut Stage, input, ms: u64| {
        stage.now_ms += ms;
        let acts = stage.app.handle(input, stage.now_ms);
        acts.iter().map(short).filter(|act| act.starts_with("heartbeat")).collect::<Vec<_>>()
    };
    assert_eq!(beats(&mut stage, Input::Tick, 30_000), ["heartbeat home None"]);
    assert_eq!(beats(&mut stage, Input::Touch(Touch::Service(0)), 0), NOTHING);
    stage.issued("run-0", Ok(sample::ticket()));
    let outcome = Outcome { number: "A012".into(), printed: Err(PrintProblem::PaperOut) };
    let told = beats(&mut stage, Input::Printed(outcome), 0);
    assert_eq!(told, ["heartbeat result Some(\"printer paper_out\")"]);
}
