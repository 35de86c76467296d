//! The real kiosk and a printer that is not: from the touch to the decoded paper while the printer is without paper,
//! open, unplugged, stuck or silent, and when it is back; and the power cut at each step between press and paper.
use serde_json::{Value, json};
use tests::hall::{Hall, office_path};
use tests::paper::Paper;
use tests::patience::until;
use tests::picture::Picture;
use tests::printer::{Condition, Printer};
use tests::wire::Request;

use super::kiosk::{CARD_A, Kiosk, ticket, waiting};

/// Where home says that the number will be on the screen only, percent of the screen's height.
const NOTICE: (usize, usize) = (14, 18);

const WELL: Condition = Condition {
    cover_open: false,
    paper_out: false,
    paper_low: false,
    stalls: false,
    silent: false,
    paper_bytes: None,
    hangs_up_after: None,
};

fn start(hall: &Hall, printer: &Printer) -> Kiosk {
    Kiosk::start(hall, &hall.url(), &["--printer", printer.address()])
}

/// The papers with a code, by what it says; what was spoilt has none.
fn codes(papers: &[Paper]) -> Vec<String> {
    papers.iter().flat_map(Paper::codes).collect()
}

/// Whether the paper with this number came out, as the server heard it.
fn heard(hall: &Hall, number: &str) -> Value {
    let counter = Request::new("GET", &office_path("counters/1")).header("cookie", hall.cookie("clerk-1"));
    until("the server hears of the paper", || {
        let counter = hall.send(&counter).json();
        let waiting = counter["waiting"].as_array().unwrap();
        let printed = waiting.iter().find(|ticket| ticket["number"] == number)?["printed"].clone();
        (!printed.is_null()).then_some(printed)
    })
}

/// Takes a number of service A, and one more if the kiosk asks that; gives its code and its name.
fn take(hall: &Hall, kiosk: &Kiosk, before: usize) -> (String, String) {
    let code = kiosk.take_a();
    let number = ticket(hall, &code)["number"].as_str().unwrap().to_owned();
    assert_eq!(number, format!("A{:03}", before + 1));
    (code, number)
}

/// One after the other on the same kiosk: a fault, under which the number stays on the screen and is told as not
/// printed; then all is well again without a hand, and the next number comes out.
fn through(faults: &[(&str, Fault)], mut printer: Printer) {
    let hall = Hall::open();
    let kiosk = start(&hall, &printer);
    until("home", || kiosk.picture().middle_of(CARD_A));
    let notice = || kiosk.band(NOTICE).0;
    let calm: Picture = notice();
    let (mut before, mut out) = (0, Vec::new());
    for (name, fault) in faults {
        match fault {
            Fault::Is(condition) => printer.is(*condition),
            Fault::Unplugged => printer.unplug(),
        }
        let (code, number) = take(&hall, &kiosk, before);
        assert_eq!(heard(&hall, &number), json!(false), "{name}");
        assert!(!codes(&printer.papers()).contains(&code), "{name}: its paper is not whole");
        kiosk.done();
        until(name, || (notice() != calm).then_some(()));
        match fault {
            Fault::Is(_) => printer.is(WELL),
            Fault::Unplugged => printer.plug_in().unwrap(),
        }
        until("home says no more of it", || (notice() == calm).then_some(()));
        let (code, number) = take(&hall, &kiosk, before + 1);
        assert_eq!(heard(&hall, &number), json!(true), "after {name}");
        out.push(code);
        assert_eq!(codes(&printer.papers()), out, "after {name}: one paper, and no late one of before");
        kiosk.done();
        before += 2;
    }
    assert_eq!(waiting(&hall), json!(before));
}

enum Fault {
    Is(Condition),
    Unplugged,
}

#[test]
fn a_printer_on_the_network_through_all_its_faults() {
    let faults = [
        ("no paper", Fault::Is(Condition { paper_out: true, ..WELL })),
        ("the cover open", Fault::Is(Condition { cover_open: true, ..WELL })),
        ("unplugged", Fault::Unplugged),
        ("paper that ends within a ticket", Fault::Is(Condition { paper_bytes: Some(20_000), ..WELL })),
        ("stuck", Fault::Is(Condition { stalls: true, ..WELL })),
    ];
    through(&faults, Printer::on_network(WELL).unwrap());
}

#[test]
fn a_printer_that_is_a_device_through_its_faults() {
    let faults = [
        ("no paper", Fault::Is(Condition { paper_out: true, ..WELL })),
        ("the cover open", Fault::Is(Condition { cover_open: true, ..WELL })),
        ("paper that ends within a ticket", Fault::Is(Condition { paper_bytes: Some(20_000), ..WELL })),
    ];
    through(&faults, Printer::as_device(WELL).unwrap());
}

#[test]
fn a_printer_that_hangs_up_within_a_ticket_did_not_print_it() {
    let hall = Hall::open();
    let printer = Printer::on_network(Condition { hangs_up_after: Some(20_000), ..WELL }).unwrap();
    let kiosk = start(&hall, &printer);
    let (code, number) = take(&hall, &kiosk, 0);
    assert_eq!(heard(&hall, &number), json!(false));
    assert!(!codes(&printer.papers()).contains(&code));
    kiosk.done();
    let (code, number) = take(&hall, &kiosk, 1);
    assert_eq!((heard(&hall, &number), codes(&printer.papers())), (json!(true), vec![code]));
}

#[test]
fn a_low_roll_prints_and_managers_hear_of_it() {
    let hall = Hall::open();
    let printer = Printer::on_network(Condition { paper_low: true, ..WELL }).unwrap();
    let kiosk = start(&hall, &printer);
    let (code, number) = take(&hall, &kiosk, 0);
    assert_eq!((heard(&hall, &number), codes(&printer.papers())), (json!(true), vec![code]));
    let hall_events =
        Request::new("GET", &office_path("staff/events")).header("cookie", hall.cookie("manager"));
    until("the manager sees it", || {
        let mut events = hall_events.follow(hall.address()).unwrap();
        let devices = events.read_named("hall").unwrap().data["devices"].clone();
        let low = json!("printer paper_low");
        devices.as_array().unwrap().iter().any(|device| device["problem"] == low).then_some(())
    });
    let log = std::fs::read_to_string(hall.path().join("kiosk.log")).unwrap();
    assert_eq!(log.matches("nearly at its end").count(), 1, "told once");
}

#[test]
fn a_printer_that_says_nothing_leaves_it_to_who_stands_here() {
    let hall = Hall::open();
    let printer = Printer::on_network(Condition { silent: true, ..WELL }).unwrap();
    let kiosk = start(&hall, &printer);
    let (code, number) = take(&hall, &kiosk, 0);
    assert_eq!((heard(&hall, &number), codes(&printer.papers())), (json!(true), vec![code.clone()]));
    // "Phiếu đã ra chưa? [Đã có] [Chưa có]": the second stands where the first does, on the other side.
    until("the answer is taken", || {
        let picture = kiosk.picture();
        let (x, y) = Kiosk::main_button_in(&picture)?;
        // The main button of what follows is as wide as the screen.
        let is_answered = x > picture.width * 2 / 5;
        if !is_answered {
            kiosk.x.click(picture.width - x, y, 1).unwrap();
        }
        is_answered.then_some(())
    });
    until("the server hears that it did not come", || (heard(&hall, &number) == json!(false)).then_some(()));
    assert_eq!(kiosk.result(), code, "the number stays");
    kiosk.done();
    let (_, number) = take(&hall, &kiosk, 1);
    assert_eq!(heard(&hall, &number), json!(true));
    // "Đã có", then "Xong".
    kiosk.done();
    assert_eq!(heard(&hall, &number), json!(true));
}

#[test]
fn staff_have_a_lost_paper_printed_again_and_it_says_so() {
    let hall = Hall::open();
    let printer = Printer::on_network(Condition { paper_out: true, ..WELL }).unwrap();
    let kiosk = start(&hall, &printer);
    let (code, number) = take(&hall, &kiosk, 0);
    assert_eq!(heard(&hall, &number), json!(false));
    printer.is(WELL);
    let reprint = || {
        let path = office_path(&format!("tickets/{number}/reprint"));
        let wanted = Request::post(&path, &json!({"device": "kiosk"}));
        assert!(hall.send(&wanted.header("cookie", hall.cookie("manager"))).is_success());
    };
    reprint();
    until("the server hears of it", || (heard(&hall, &number) == json!(true)).then_some(()));
    assert_eq!(kiosk.result(), code, "the screen is as it was");
    reprint();
    let papers = until("the second", || Some(printer.papers()).filter(|papers| papers.len() == 2));
    assert_eq!(codes(&papers), [code.clone(), code]);
    assert_eq!((papers[0].height(), waiting(&hall)), (papers[1].height(), json!(1)));
}

/// The power of the kiosk, or of both, is cut as soon as this is so on such a printer; gives what it has printed when
/// the kiosk is up again and done, and the code that is on the screen.
fn power_cut(condition: Condition, both: bool, when: impl Fn(&Printer) -> bool) -> (Vec<Paper>, String) {
    let hall = Hall::open();
    let mut printer = Printer::on_network(condition).unwrap();
    let mut kiosk = start(&hall, &printer);
    kiosk.touch_a(1);
    until("the moment", || when(&printer).then_some(()));
    kiosk.program.kill();
    if both {
        printer.unplug();
        printer.plug_in().unwrap();
    }
    printer.is(WELL);
    let mut again = start(&hall, &printer);
    let code = again.result();
    assert_eq!((heard(&hall, "A001"), waiting(&hall)), (json!(true), json!(1)), "never two tickets");
    again.done();
    again.program.kill();
    let papers = printer.papers();
    let third = start(&hall, &printer);
    until("home", || third.picture().middle_of(CARD_A));
    assert_eq!(printer.papers(), papers, "what is settled is not printed any more");
    (papers, code)
}

#[test]
fn power_cut_before_the_printer_took_anything() {
    let (papers, code) = power_cut(Condition { stalls: true, ..WELL }, true, |_| true);
    assert_eq!(codes(&papers), [code]);
}

#[test]
fn power_cut_within_the_paper() {
    let ends = Condition { paper_bytes: Some(20_000), ..WELL };
    let (papers, code) = power_cut(ends, true, |printer| printer.rows_out() > 200);
    assert_eq!((papers.len(), codes(&papers)), (1, vec![code]), "what was begun has no code yet");
}

/// What the kiosk has sent already comes out when the new roll is in.
#[test]
fn the_kiosks_death_within_the_paper() {
    let ends = Condition { paper_bytes: Some(20_000), ..WELL };
    let (papers, code) = power_cut(ends, false, |printer| printer.rows_out() > 200);
    assert_second_says_so(&papers, &code);
}

#[test]
fn power_cut_when_the_paper_is_out_and_the_kiosk_does_not_know_it() {
    let (papers, code) = power_cut(WELL, true, |printer| !printer.papers().is_empty());
    assert_second_says_so(&papers, &code);
}

fn assert_second_says_so(papers: &[Paper], code: &str) {
    assert_eq!(codes(papers), [code, code]);
    assert!(papers[1].height() > papers[0].height(), "the second says that it is a second");
}
