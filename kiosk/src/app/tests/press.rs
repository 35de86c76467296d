//! Presses that are not answered at once, refused, not written down, or of the run before.
use super::*;

#[test]
fn a_second_touch_before_the_answer_does_nothing() {
    let mut stage = Stage::home();
    stage.touch(Touch::Service(0));
    assert_eq!(stage.touch(Touch::Service(0)), NOTHING);
    assert_eq!(stage.touch(Touch::Service(3)), NOTHING);
    stage.issued("run-0", Ok(sample::ticket()));
    assert_eq!(stage.issued("run-0", Ok(sample::ticket())), NOTHING, "the same answer twice");
    assert_eq!(stage.issued("run-7", Ok(sample::ticket())), NOTHING, "the answer of another press");
}

#[test]
fn a_press_without_an_answer_is_asked_again_with_the_same_key() {
    let mut stage = Stage::home();
    stage.touch(Touch::Service(0));
    stage.issued("run-0", Err(away()));
    assert_eq!(stage.shows(), "issuing");
    assert_eq!(stage.after(200), ["ask again run-0 A - vi"]);
    stage.issued("run-0", Err(away()));
    assert_eq!(stage.after(300), ["ask again run-0 A - vi"]);
    stage.issued("run-0", Err(Failure::Busy { retry_after: Duration::from_secs(3) }));
    assert_eq!(stage.after(2_900), NOTHING, "not before the server wants it");
    assert_eq!(stage.shows(), "stuck");
    assert_eq!(stage.after(200), ["ask again run-0 A - vi"]);
    assert_eq!(stage.issued("run-0", Ok(sample::ticket())), ["print A012 vi"]);
}

#[test]
fn a_press_that_waits_is_asked_at_once_when_the_line_is_back() {
    let mut stage = Stage::home();
    stage.touch(Touch::Service(0));
    for _ in 0..8 {
        stage.issued("run-0", Err(away()));
        stage.after(6_500);
    }
    stage.issued("run-0", Err(away()));
    stage.happens(Input::Link(News::Lost(away())));
    let acts = stage.happens(Input::Link(News::Connected));
    assert_eq!(acts[0], "ask again run-0 A - vi");
}

#[test]
fn who_gives_up_settles_the_press() {
    let mut stage = Stage::home();
    stage.touch(Touch::Service(0));
    assert_eq!(stage.touch(Touch::GiveUp), NOTHING, "not while it goes well");
    stage.issued("run-0", Err(away()));
    stage.after(2_000);
    stage.happens(Input::Escape);
    assert_eq!(stage.shows(), "stuck");
    assert_eq!(stage.touch(Touch::GiveUp), ["settle run-0"]);
    assert_eq!(stage.shows(), "home vi");
    assert_eq!(stage.issued("run-0", Ok(sample::ticket())), NOTHING);
}

#[test]
fn after_ten_minutes_nobody_waits_any_more() {
    let mut stage = Stage::home();
    stage.touch(Touch::Service(0));
    let mut acts = Vec::new();
    for _ in 0..200 {
        stage.issued("run-0", Err(away()));
        acts.extend(stage.after(3_000));
    }
    assert!(acts.contains(&"settle run-0".to_string()));
    assert_eq!(stage.shows(), "home vi");
}

#[test]
fn a_no_is_said_and_the_press_settled() {
    let mut stage = Stage::home();
    stage.touch(Touch::Service(1));
    assert_eq!(stage.issued("run-0", Err(refused(Code::LimitReached)))[0], "settle run-0");
    assert_eq!(stage.shows(), "closed B Some(Limit)");
    stage.after(20_000);
    assert_eq!(stage.shows(), "still there?");
    stage.after(20_000);
    assert_eq!(stage.shows(), "home vi");
    stage.touch(Touch::Service(1));
    stage.issued("run-1", Err(refused(Code::Invalid)));
    assert_eq!(stage.shows(), "fault");
    stage.touch(Touch::Done);
    assert_eq!(stage.shows(), "home vi");
}

#[test]
fn a_closed_service_answers_without_asking_the_server() {
    let mut stage = Stage::home();
    let mut services = sample::services();
    (services[0].open, services[0].reason) = (false, Some(Stop::LastTicket));
    stage.happens(Input::Services(Ok(services)));
    assert_eq!(stage.touch(Touch::Service(0)), NOTHING);
    assert_eq!(stage.shows(), "closed A Some(LastTicket)");
}

#[test]
fn a_press_that_is_not_on_disk_is_not_asked_and_the_kiosk_stops() {
    let mut stage = Stage::home();
    stage.touch(Touch::Service(0));
    stage.happens(Input::Unwritten);
    assert_eq!(stage.shows(), "CannotWrite");
    assert_eq!(stage.touch(Touch::Service(0)), NOTHING);
    assert_eq!(stage.after(10_000), ["check journal"]);
    stage.happens(Input::Journal(false));
    assert_eq!(stage.after(10_000), ["check journal"]);
    stage.happens(Input::Journal(true));
    assert_eq!(stage.shows(), "home vi");
}

#[test]
fn a_press_of_the_run_before_is_asked_again_and_printed() {
    let mut stage = Stage::new(settings(), vec![unsettled("old-3", "23T08:33:00")]);
    stage.happens(Input::Link(News::Connected));
    stage.happens(Input::Office(Ok(sample::office())));
    let acts = stage.happens(Input::Services(Ok(sample::services())));
    assert_eq!(acts, ["ask again old-3 A - en"]);
    assert_eq!(stage.issued("old-3", Ok(sample::ticket())), ["print A012 en"]);
    stage.printed(Ok(Told::Out));
    stage.after(12_000);
    assert_eq!(stage.shows(), "home vi");
}

#[test]
fn several_old_presses_come_one_after_the_other_and_a_no_is_not_shown() {
    let old = vec![unsettled("old-1", "23T08:41:00"), unsettled("old-2", "23T08:42:00")];
    let mut stage = Stage::new(settings(), old);
    assert_eq!(stage.connected(), ["ask again old-1 A - en"]);
    let acts = stage.issued("old-1", Err(refused(Code::ServiceClosed)));
    assert_eq!(acts[..2], ["settle old-1", "ask again old-2 A - en"]);
}

#[test]
fn presses_that_are_too_old_or_of_another_day_or_from_the_future_are_let_go() {
    let old = ["23T08:32:10", "22T08:40:00", "23T09:00:00"];
    let old = old.iter().map(|time| unsettled(time, time)).collect();
    let acts = Stage::new(settings(), old).connected();
    assert_eq!(acts, ["settle 23T08:32:10", "settle 22T08:40:00", "settle 23T09:00:00"]);
}
