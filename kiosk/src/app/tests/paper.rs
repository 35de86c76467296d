//! The paper of a number: out, lost, late, twice, and a printer that says how it is.
use super::*;

#[test]
fn paper_that_did_not_come_keeps_the_number_until_it_is_touched() {
    let mut stage = Stage::home();
    stage.touch(Touch::Service(0));
    stage.issued("run-0", Ok(sample::ticket()));
    let told = stage.printed(Err(PrintProblem::PaperOut));
    assert_eq!(told, ["report A012 Some(PaperOut)", "settle run-0"]);
    stage.after(600_000);
    assert_eq!(stage.shows(), "A012 Stuck(PaperOut)");
    stage.touch(Touch::Done);
    assert_eq!(stage.shows(), "home vi");
}

#[test]
fn a_printer_that_says_nothing_counts_as_off_until_it_speaks() {
    let mut stage = Stage::home();
    stage.touch(Touch::Service(0));
    stage.issued("run-0", Ok(sample::ticket()));
    stage.after(9_999);
    stage.touch(Touch::Done);
    assert_eq!(stage.shows(), "A012 Coming", "it can't be left before its paper is known");
    assert_eq!(stage.after(1), ["report A012 Some(Offline)", "settle run-0"]);
    assert_eq!(stage.shows(), "A012 Stuck(Offline)");
    assert_eq!(stage.printed(Ok(Told::Out)), ["report A012 None", "settle run-0"]);
    assert!(stage.shows().starts_with("A012 Out"));
}

#[test]
fn without_a_printer_the_number_is_shown_and_done() {
    let mut stage = Stage::home_with(Settings { printer: false, ..settings() }, Vec::new());
    stage.touch(Touch::Service(0));
    assert_eq!(stage.issued("run-0", Ok(sample::ticket())), ["settle run-0"]);
    assert_eq!(stage.shows(), "A012 None");
    stage.after(12_000);
    assert_eq!(stage.shows(), "home vi");
}

/// What the kiosk says of its printer with its signs of life.
fn told(stage: &mut Stage, input: Input) -> Vec<Option<String>> {
    let acts = stage.app.handle(input, stage.now_ms);
    acts.into_iter()
        .filter_map(|act| if let Act::Heartbeat(heartbeat) = act { Some(heartbeat.problem) } else { None })
        .collect()
}

#[test]
fn the_server_hears_at_once_how_the_printer_is_and_only_when_that_changes() {
    let mut stage = Stage::home();
    let low = Input::Printer(Some(PrintProblem::PaperLow));
    assert_eq!(told(&mut stage, low.clone()), [Some("printer paper_low".into())]);
    assert_eq!(told(&mut stage, low), []);
    let open = Input::Printer(Some(PrintProblem::CoverOpen));
    assert_eq!(told(&mut stage, open), [Some("printer cover_open".into())]);
    assert_eq!(stage.app.printer_problem(), Some(PrintProblem::CoverOpen));
    assert_eq!(told(&mut stage, Input::Printer(None)), [None]);
    assert_eq!(stage.app.printer_problem(), None);
}

#[test]
fn a_ticket_that_came_out_does_not_make_the_roll_longer() {
    let mut stage = Stage::home();
    stage.happens(Input::Printer(Some(PrintProblem::PaperLow)));
    stage.touch(Touch::Service(0));
    stage.issued("run-0", Ok(sample::ticket()));
    stage.printed(Ok(Told::Out));
    assert_eq!(stage.app.printer_problem(), Some(PrintProblem::PaperLow));
}

#[test]
fn without_paper_a_number_is_given_all_the_same() {
    let mut stage = Stage::home();
    stage.happens(Input::Printer(Some(PrintProblem::PaperOut)));
    assert_eq!(stage.shows(), "home vi");
    assert_eq!(stage.touch(Touch::Service(0)), ["ask run-0 A - vi"]);
    stage.issued("run-0", Ok(sample::ticket()));
    stage.printed(Err(PrintProblem::PaperOut));
    stage.happens(Input::Printer(None));
    assert_eq!(stage.shows(), "A012 Stuck(PaperOut)", "a new roll does not print the old number");
}

#[test]
fn paper_that_may_be_out_already_says_so_when_it_comes_again() {
    let begun = Press { printing: true, ..unsettled("old-1", "23T08:41:00") };
    let mut stage = Stage::home_with(settings(), vec![begun]);
    assert_eq!(stage.issued("old-1", Ok(sample::ticket())), ["print A012 en again"]);
    stage.printed(Ok(Told::Out));
    let reprint = DeviceMessage::Reprint(Box::new(sample::ticket()));
    assert_eq!(stage.happens(Input::Device(News::Message(reprint))), ["print A012 vi again"]);
}
