//! What a visitor reads of the printer, and all of it in a third language.
use super::*;

#[test]
fn a_priority_number_without_paper_or_code() {
    let ticket = protocol::IssuedTicket { priority: true, url: None, ..sample::ticket() };
    check("result_paper_out", &result(ticket, Some(Err(PrintProblem::PaperOut))), UPRIGHT);
}

#[test]
fn a_printer_that_says_nothing_leaves_the_question_to_who_stands_here() {
    check("result_asked", &result(sample::ticket(), Some(Ok(Told::Sent))), UPRIGHT);
}

/// Home while the printer is so.
fn home_with(problem: Option<PrintProblem>) -> App {
    let mut app = home();
    app.handle(Input::Printer(problem), 0);
    app
}

#[test]
fn home_says_before_the_touch_that_no_paper_will_come() {
    check("home_paper_out", &home_with(Some(PrintProblem::PaperOut)), UPRIGHT);
    check("home_cover_open", &home_with(Some(PrintProblem::CoverOpen)), UPRIGHT);
    check("home_printer_off", &home_with(Some(PrintProblem::Offline)), UPRIGHT);
}

#[test]
fn a_printer_that_is_back_or_low_leaves_home_as_it_was() {
    let mut back = home_with(Some(PrintProblem::PaperOut));
    back.handle(Input::Printer(None), 0);
    check("home", &back, UPRIGHT);
    check("home", &home_with(Some(PrintProblem::PaperLow)), UPRIGHT);
}

#[test]
fn the_number_stays_while_the_printer_does_not_print_it() {
    let without = |problem| result(sample::ticket(), Some(Err(problem)));
    check("result_cover_open", &without(PrintProblem::CoverOpen), UPRIGHT);
    check("result_printer_off", &without(PrintProblem::Offline), UPRIGHT);
    check("result_paper_out_lying", &without(PrintProblem::PaperOut), Size::new(1280, 800));
}

/// The same kiosk as who chose Khmer sees it.
fn in_khmer() -> App {
    let spoken = ["vi", "en", "km"].map(String::from).to_vec();
    let mut app = App::new(Settings { spoken, ..settings(true) }, Vec::new());
    app.handle(Input::Link(News::Connected), 0);
    app.handle(Input::Office(Ok(sample::khmer_office())), 0);
    app.handle(Input::Services(Ok(sample::khmer_services())), 0);
    app.handle(Input::Touch(Touch::Language(2)), 0);
    app
}

#[test]
fn a_third_language_from_a_file() {
    let mut app = in_khmer();
    check("home_khmer", &app, UPRIGHT);
    app.handle(Input::Touch(Touch::Service(0)), 0);
    app.handle(Input::Issued { key: "run-0".into(), result: Ok(sample::ticket()) }, 0);
    let printed = Ok(Told::Out);
    app.handle(Input::Printed(Outcome { number: "A012".into(), printed }), 0);
    app.handle(Input::Tick, 2_000);
    check("result_khmer", &app, UPRIGHT);
}
