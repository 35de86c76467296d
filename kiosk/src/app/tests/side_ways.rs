//! Beside the main way: questions before a number, help, papers to bring, a ticket shown to the scanner, easier use.
use protocol::Estimate;

use super::*;

fn services_with(at: usize, change: impl Fn(&mut ServiceNow)) -> Input {
    let mut services = sample::services();
    change(&mut services[at]);
    Input::Services(Ok(services))
}

/// The visitor before has left with A012.
fn after_a_visitor() -> Stage {
    let mut stage = Stage::home();
    stage.touch(Touch::Service(0));
    stage.issued("run-0", Ok(sample::ticket()));
    stage.printed(Ok(Told::Out));
    stage.after(12_000);
    stage
}

#[test]
fn the_same_service_again_within_a_minute_is_a_question() {
    let mut stage = after_a_visitor();
    assert_eq!(stage.touch(Touch::Service(0)), NOTHING);
    assert_eq!(stage.shows(), "A Again(\"A012\")?");
    stage.touch(Touch::Back);
    assert_eq!(stage.shows(), "home vi");
    stage.touch(Touch::Service(0));
    assert_eq!(stage.touch(Touch::Take), ["ask run-1 A - vi"]);
}

#[test]
fn after_a_minute_nobody_is_asked_again() {
    let mut stage = after_a_visitor();
    stage.after(48_000);
    assert_eq!(stage.touch(Touch::Service(0)), ["ask run-1 A - vi"]);
}

#[test]
fn a_long_wait_is_said_before_the_number() {
    let mut stage = Stage::home();
    stage.happens(services_with(1, |service| service.estimate = sample::wait(50, 60)));
    stage.touch(Touch::Service(1));
    assert!(stage.shows().starts_with("B Long"), "{}", stage.shows());
    assert_eq!(stage.touch(Touch::Take), ["ask run-0 B - vi"]);
    let mut stage = Stage::home();
    stage.happens(services_with(1, |service| service.estimate = sample::wait(45, 55)));
    assert_eq!(stage.touch(Touch::Service(1)), ["ask run-0 B - vi"]);
}

#[test]
fn a_turn_after_the_break_is_said_before_the_number() {
    let mut stage = Stage::home();
    let after = Some(sample::at("23T13:00:00"));
    stage.happens(services_with(2, |service| {
        service.estimate = Some(Estimate { low_min: 10, high_min: 20, after });
    }));
    stage.touch(Touch::Service(2));
    assert!(stage.shows().starts_with("C AfterBreak"), "{}", stage.shows());
}

#[test]
fn a_question_nobody_answers_gives_no_number() {
    let mut stage = after_a_visitor();
    stage.touch(Touch::Service(0));
    assert!(stage.after(45_000).iter().all(|act| act.starts_with("load")));
    assert_eq!(stage.shows(), "still there?");
    stage.happens(Input::Contact);
    assert_eq!(stage.shows(), "still there?", "only an answer counts");
    stage.touch(Touch::Stay);
    assert_eq!(stage.shows(), "A Again(\"A012\")?");
    stage.after(60_000);
    assert_eq!(stage.shows(), "home vi");
}

#[test]
fn help_is_said_to_come_when_the_server_knows() {
    let mut stage = Stage::home();
    assert_eq!(stage.touch(Touch::Help), ["call help"]);
    assert_eq!(stage.app.help(), Some(Help::Calling));
    assert_eq!(stage.touch(Touch::Help), NOTHING, "once is enough");
    stage.happens(Input::Helped(Ok(())));
    assert_eq!(stage.app.help(), Some(Help::Coming { until_ms: 15_000 }));
    stage.after(15_000);
    assert_eq!(stage.app.help(), None);
    stage.touch(Touch::Help);
    stage.happens(Input::Helped(Err(away())));
    assert_eq!(stage.app.help(), Some(Help::Unheard { until_ms: 30_000 }));
    let acts = stage.app.handle(Input::Touch(Touch::Service(0)), stage.now_ms);
    let asked =
        acts.iter().find_map(|act| if let Act::Issue { press, .. } = act { Some(press) } else { None });
    assert!(asked.unwrap().request.assist, "who called for help is marked for the clerk");
}

#[test]
fn a_number_given_may_become_one_of_priority() {
    let mut stage = Stage::home();
    stage.touch(Touch::Service(0));
    stage.issued("run-0", Ok(sample::ticket()));
    stage.printed(Ok(Told::Out));
    assert_eq!(stage.touch(Touch::Prioritise), ["prioritise A012 yes"]);
    assert_eq!(stage.touch(Touch::Prioritise), NOTHING);
    stage.happens(Input::Prioritised { number: "A012".into(), result: Ok(()) });
    let Screen::Result(shown) = stage.app.screen() else { panic!() };
    assert!(shown.ticket.priority && shown.change == Change::Made);
}

#[test]
fn the_group_is_asked_for_a_number_given_too() {
    let mut stage = Stage::home();
    stage.happens(Input::Office(Ok(Office { ask_priority_reason: true, ..sample::office() })));
    stage.touch(Touch::Service(0));
    stage.issued("run-0", Ok(sample::ticket()));
    stage.touch(Touch::Prioritise);
    assert_eq!(stage.shows(), "groups for A012");
    assert_eq!(stage.printed(Ok(Told::Out)), ["report A012 None", "settle run-0"]);
    assert_eq!(stage.touch(Touch::Group(1)), ["prioritise A012 disabled"]);
    assert_eq!(stage.shows(), "A012 Out { since_ms: 0 }");
}

#[test]
fn who_stands_here_says_whether_the_paper_came() {
    let mut stage = Stage::home();
    stage.touch(Touch::Service(0));
    stage.issued("run-0", Ok(sample::ticket()));
    assert_eq!(stage.printed(Ok(Told::Sent)), ["report A012 None", "settle run-0"]);
    assert_eq!(stage.touch(Touch::Paper(false)), ["report A012 Some(Unknown)"]);
    stage.after(600_000);
    assert_eq!(stage.shows(), "A012 Stuck(Unknown)");
}

#[test]
fn staff_may_have_a_ticket_printed_again() {
    let mut stage = Stage::home();
    let ticket = Box::new(sample::ticket());
    let wanted = Input::Device(News::Message(DeviceMessage::Reprint(ticket)));
    assert_eq!(stage.happens(wanted.clone()), ["print A012 vi again"]);
    assert_eq!(stage.printed(Ok(Told::Out)), ["report A012 None"]);
    assert_eq!(stage.shows(), "home vi");
    let mut stage = Stage::home_with(Settings { printer: false, ..settings() }, Vec::new());
    assert_eq!(stage.happens(wanted), ["report A012 Some(Offline)"]);
}

#[test]
fn papers_lead_to_a_number_with_its_procedure() {
    let mut stage = Stage::home();
    stage.touch(Touch::Unsure);
    assert_eq!(stage.touch(Touch::Service(0)), ["load procedures A"]);
    stage.happens(Input::Procedures { service: "A".into(), result: Ok(sample::procedures()) });
    stage.touch(Touch::Procedure(1));
    assert_eq!(stage.shows(), "papers Some(\"A\") 3 Some(\"ket-hon\")");
    stage.touch(Touch::Back);
    stage.touch(Touch::Procedure(0));
    let acts = stage.app.handle(Input::Touch(Touch::Take), stage.now_ms);
    let asked =
        acts.iter().find_map(|act| if let Act::Issue { press, .. } = act { Some(press) } else { None });
    assert_eq!(asked.unwrap().request.procedure.as_deref(), Some("khai-sinh"));
}

#[test]
fn back_leads_home_step_by_step() {
    let mut stage = Stage::home();
    stage.touch(Touch::Unsure);
    stage.touch(Touch::Service(0));
    stage.happens(Input::Procedures { service: "A".into(), result: Ok(sample::procedures()) });
    stage.touch(Touch::Procedure(1));
    let mut seen = Vec::new();
    for _ in 0..3 {
        stage.happens(Input::Escape);
        seen.push(stage.shows());
    }
    assert_eq!(seen, ["papers Some(\"A\") 3 None", "papers None 0 None", "home vi"]);
}

fn scanned(stage: &mut Stage, ticket: PublicTicket) {
    let token = sample::ticket().token;
    let code = format!("HTTP://192.168.10.5:7070/T/{token}");
    assert_eq!(stage.happens(Input::Scanned(code)), [format!("load ticket {token}")]);
    stage.happens(Input::Ticket { token, result: Ok(ticket) });
}

#[test]
fn who_missed_a_call_comes_back_by_the_scanner() {
    let mut stage = Stage::home();
    scanned(&mut stage, sample::missed());
    assert_eq!(stage.shows(), "ticket A009 NoShow");
    let token = sample::ticket().token;
    assert_eq!(stage.touch(Touch::Return), [format!("return {token}")]);
    let back = PublicTicket { state: protocol::TicketState::Waiting, ..sample::missed() };
    stage.happens(Input::Ticket { token, result: Ok(back) });
    assert_eq!(stage.shows(), "ticket A009 Waiting");
    stage.touch(Touch::Done);
    assert_eq!(stage.shows(), "home vi");
}

#[test]
fn who_can_not_come_back_any_more_sees_how_it_stands() {
    let mut stage = Stage::home();
    scanned(&mut stage, sample::missed());
    stage.touch(Touch::Return);
    let token = sample::ticket().token;
    let no = Input::Ticket { token: token.clone(), result: Err(refused(Code::WrongState)) };
    assert_eq!(stage.happens(no), [format!("load ticket {token}")]);
}

#[test]
fn what_is_no_ticket_of_ours_is_said() {
    let mut stage = Stage::home();
    assert_eq!(stage.happens(Input::Scanned("4006381333931".into())), NOTHING);
    assert_eq!(stage.shows(), "ticket NoTicket");
    scanned(&mut stage, PublicTicket { office: "other".into(), ..sample::missed() });
    assert_eq!(stage.shows(), "ticket Elsewhere");
}

#[test]
fn easier_use_is_for_one_visitor_and_gives_more_time() {
    let mut stage = Stage::home();
    stage.touch(Touch::Ease(Ease::Larger));
    stage.touch(Touch::Ease(Ease::Contrast));
    assert!(stage.app.eased(Ease::Larger) && stage.app.eased(Ease::Contrast));
    stage.touch(Touch::Ease(Ease::Larger));
    assert!(!stage.app.eased(Ease::Larger));
    stage.after(119_999);
    assert!(stage.app.eased(Ease::Contrast));
    stage.after(1);
    assert!(!stage.app.eased(Ease::Contrast));
}

/// A012 is on the screen with its paper, and whoever has it is asked which priority group is theirs.
fn asked_for_the_group(paper: Result<Told, PrintProblem>) -> Stage {
    let mut stage = Stage::home();
    stage.happens(Input::Office(Ok(Office { ask_priority_reason: true, ..sample::office() })));
    stage.touch(Touch::Service(0));
    stage.issued("run-0", Ok(sample::ticket()));
    stage.printed(paper);
    stage.touch(Touch::Prioritise);
    stage
}

#[test]
fn who_thinks_about_the_group_still_sees_what_became_of_it() {
    let mut stage = asked_for_the_group(Ok(Told::Out));
    stage.after(20_000);
    assert_eq!(stage.touch(Touch::Group(1)), ["prioritise A012 disabled"]);
    stage.after(30_000);
    assert_eq!(stage.shows(), "A012 Out { since_ms: 0 }", "not before the server has answered");
    stage.happens(Input::Prioritised { number: "A012".into(), result: Ok(()) });
    stage.after(11_900);
    assert_eq!(stage.shows(), "A012 Out { since_ms: 0 }");
    stage.after(100);
    assert_eq!(stage.shows(), "home vi");
}

#[test]
fn a_touch_of_the_result_gives_it_its_time_again() {
    let mut stage = Stage::home();
    stage.touch(Touch::Service(0));
    stage.issued("run-0", Ok(sample::ticket()));
    stage.printed(Ok(Told::Out));
    stage.after(11_900);
    stage.touch(Touch::Help);
    stage.after(11_900);
    assert_eq!(stage.shows(), "A012 Out { since_ms: 0 }");
}

#[test]
fn a_number_without_paper_stays_also_behind_the_question_for_the_group() {
    let mut stage = asked_for_the_group(Err(PrintProblem::PaperOut));
    stage.happens(Input::Scanned(sample::ticket().token));
    assert_eq!(stage.shows(), "groups for A012", "a scan does not take it away");
    stage.after(600_000);
    assert_eq!(stage.shows(), "A012 Stuck(PaperOut)");
}

#[test]
fn a_no_that_came_late_stands_as_long_as_any_other() {
    let mut stage = Stage::home();
    stage.touch(Touch::Service(1));
    stage.issued("run-0", Err(away()));
    stage.after(40_000);
    stage.issued("run-0", Err(refused(Code::LimitReached)));
    assert_eq!(stage.shows(), "closed B Some(Limit)");
    stage.after(14_900);
    assert_eq!(stage.shows(), "closed B Some(Limit)");
}

#[test]
fn the_question_stands_as_it_was_asked() {
    let mut stage = Stage::home();
    let after = Some(sample::at("23T13:00:00"));
    let later = Estimate { low_min: 10, high_min: 20, after };
    stage.happens(services_with(2, |service| service.estimate = Some(later.clone())));
    stage.touch(Touch::Service(2));
    let asked = stage.shows();
    stage.happens(Input::Services(Ok(sample::services())));
    assert_eq!(stage.shows(), asked);
    assert!(asked.starts_with("C AfterBreak"), "{asked}");
}

#[test]
fn the_last_page_of_a_list_that_grows_shorter_is_not_empty() {
    let mut stage = Stage::home();
    stage.happens(Input::Places(4));
    stage.touch(Touch::Unsure);
    stage.touch(Touch::Service(0));
    let many = sample::procedures().into_iter().cycle().take(7).collect();
    stage.happens(Input::Procedures { service: "A".into(), result: Ok(many) });
    stage.touch(Touch::Page);
    stage.touch(Touch::Page);
    stage.happens(Input::Places(6));
    let shown = stage.app.leaf((0..7).collect(), || 99);
    assert_eq!(shown, [5, 6, 99]);
}

#[test]
fn what_the_places_of_a_screen_bring_is_done_too() {
    // A kiosk that draws asks for its places after everything that happens; nothing that falls due is lost.
    let mut stage = Stage::home();
    stage.now_ms = stage.app.next_ms();
    let acts = stage.app.handle(Input::Places(4), stage.now_ms);
    assert!(!acts.is_empty(), "what was due came out");
}
