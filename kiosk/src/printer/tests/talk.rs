//! Printers that say how they are, on the network and as a device (a pseudo-terminal): asked, watched, lost and
//! back.
use std::io::Write;
use std::os::fd::OwnedFd;

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{OptionalActions, tcgetattr, tcsetattr};

use super::*;

/// What a printer that is well answers to each question.
const WELL: [u8; 4] = [0x12; 4];
const LOW: [u8; 4] = [0x12, 0x12, 0x12, 0x1E];
const OUT: [u8; 4] = [0x1A, 0x32, 0x12, 0x7E];
const OPEN: [u8; 4] = [0x1A, 0x16, 0x12, 0x12];

/// Reads what a printer gets, and answers a question by these answers, until its end or, if given, until so many
/// bytes came.
fn answering(line: &mut (impl Read + Write), answers: [u8; 4], most: usize) -> Vec<u8> {
    let mut taken = Vec::new();
    let mut byte = [0];
    while taken.len() < most && matches!(line.read(&mut byte), Ok(1)) {
        taken.push(byte[0]);
        if let [.., 0x10, 0x04, question @ 1..=4] = taken[..] {
            line.write_all(&[answers[usize::from(question) - 1]]).unwrap();
        }
    }
    taken
}

/// A printer on the network that meets each connection by one of these in turn, and gives what each got.
fn network(lives: Vec<Life>) -> (Box<dyn Port>, thread::JoinHandle<Vec<Vec<u8>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = address(&format!("tcp:{}", listener.local_addr().unwrap())).port().unwrap();
    let printer = thread::spawn(move || {
        let lives = lives.into_iter();
        lives.map(|(answers, most)| answering(&mut listener.accept().unwrap().0, answers, most)).collect()
    });
    (port, printer)
}

/// What it answers, and after how many bytes it hangs up.
type Life = ([u8; 4], usize);

const WHOLE: usize = usize::MAX;

/// The bytes of the questions alone.
const ASKED: usize = 12;

#[test]
fn a_printer_that_says_all_is_well_has_printed_the_ticket() {
    let (mut port, printer) = network(vec![(WELL, WHOLE)]);
    let raster = raster(Paper::Narrow);
    assert_eq!(port.print(&raster, soon()), Ok(Told::Out));
    assert_ticket(&printer.join().unwrap()[0], &raster);
}

#[test]
fn without_paper_or_with_an_open_cover_nothing_is_sent() {
    for (answers, problem) in [(OUT, PrintProblem::PaperOut), (OPEN, PrintProblem::CoverOpen)] {
        let (mut port, printer) =
            network(vec![(answers, WHOLE), (answers, WHOLE), (LOW, WHOLE), (WELL, WHOLE)]);
        assert_eq!(port.print(&raster(Paper::Narrow), soon()), Err(problem));
        assert_eq!(port.look(soon()), Some(Some(problem)));
        assert_eq!(port.look(soon()), Some(Some(PrintProblem::PaperLow)));
        assert_eq!(port.look(soon()), Some(None));
        assert!(printer.join().unwrap().iter().all(|taken| taken.len() == ASKED));
    }
}

#[test]
fn paper_that_ends_within_a_ticket_is_told_and_the_rest_thrown_away() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let mut port = address(&format!("tcp:{}", listener.local_addr().unwrap())).port().unwrap();
    let raster = raster(Paper::Narrow);
    let whole = escpos::end_band().len() + escpos::encode(&raster).len();
    let printer = thread::spawn(move || {
        let mut stream = listener.accept().unwrap().0;
        answering(&mut stream, WELL, ASKED + whole);
        // Now the roll ends: what is asked afterwards is answered so.
        answering(&mut stream, OUT, WHOLE);
        let why = answering(&mut listener.accept().unwrap().0, OUT, WHOLE);
        let next = answering(&mut listener.accept().unwrap().0, WELL, WHOLE);
        (why, next)
    });
    assert_eq!(port.print(&raster, soon()), Err(PrintProblem::PaperOut));
    assert_eq!(port.print(&raster, soon()), Ok(Told::Out));
    let (why, next) = printer.join().unwrap();
    assert!(why.starts_with(&escpos::CLEAR), "{why:02X?}");
    let next = emulated(&next);
    assert_eq!((next.cuts, next.rows.len()), (2, raster.rows.len()), "what hung out is cut off first");
}

#[test]
fn a_printer_that_hangs_up_within_a_ticket_is_asked_why() {
    let (mut port, printer) = network(vec![(WELL, ASKED + 5_000), (OPEN, WHOLE), (WELL, WHOLE)]);
    let long = Raster { width: 384, height: 80_000, row_bytes: 48, rows: vec![0x55; 48 * 80_000] };
    assert_eq!(port.print(&long, soon()), Err(PrintProblem::CoverOpen));
    let raster = raster(Paper::Narrow);
    assert_eq!(port.print(&raster, soon()), Ok(Told::Out));
    assert_eq!(emulated(&printer.join().unwrap()[2]).rows.len(), raster.rows.len());
}

#[test]
fn who_has_answered_once_and_is_silent_now_does_not_print() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let mut port = address(&format!("tcp:{}", listener.local_addr().unwrap())).port().unwrap();
    let printer = thread::spawn(move || {
        answering(&mut listener.accept().unwrap().0, WELL, WHOLE);
        let mut silent = Vec::new();
        listener.accept().unwrap().0.read_to_end(&mut silent).unwrap();
        listener.accept().unwrap().0.read_to_end(&mut silent).unwrap();
        silent
    });
    assert_eq!(port.look(soon()), Some(None));
    assert_eq!(port.print(&raster(Paper::Narrow), soon()), Err(PrintProblem::Offline));
    assert_eq!(port.look(soon()), Some(Some(PrintProblem::Offline)), "and is not well because it is silent");
    assert_eq!(printer.join().unwrap().len(), 6, "two questions and no ticket");
}

#[test]
fn a_silent_printer_is_asked_once() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let mut port = address(&format!("tcp:{}", listener.local_addr().unwrap())).port().unwrap();
    let printer = thread::spawn(move || {
        let taken = || {
            let mut bytes = Vec::new();
            listener.accept().unwrap().0.read_to_end(&mut bytes).unwrap();
            bytes
        };
        [taken(), taken(), taken()]
    });
    let raster = raster(Paper::Narrow);
    assert_eq!(port.print(&raster, soon()), Ok(Told::Sent));
    assert_eq!(port.look(soon()), Some(None), "as far as is known");
    assert_eq!(port.print(&raster, soon()), Ok(Told::Sent));
    let [first, look, second] = printer.join().unwrap();
    assert_ticket(&first, &raster);
    assert!(first.starts_with(&status::question(1)));
    assert_eq!((look.len(), second), (0, escpos::encode(&raster)));
}

/// A device that is a pseudo-terminal: its other end, and its path.
fn terminal() -> (std::fs::File, OwnedFd, String) {
    let printer = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&printer).unwrap();
    unlockpt(&printer).unwrap();
    let path = ptsname(&printer, Vec::new()).unwrap().into_string().unwrap();
    let device = rustix::fs::open(
        &*path,
        rustix::fs::OFlags::RDWR | rustix::fs::OFlags::NOCTTY,
        rustix::fs::Mode::empty(),
    );
    let device = device.unwrap();
    let mut raw = tcgetattr(&device).unwrap();
    raw.make_raw();
    tcsetattr(&device, OptionalActions::Now, &raw).unwrap();
    (printer.into(), device, path)
}

#[test]
fn a_device_is_asked_and_answers_like_one_on_the_network() {
    let (mut printer, _held_open, path) = terminal();
    let mut port = address(&format!("file:{path}")).port().unwrap();
    let raster = raster(Paper::Narrow);
    let whole = escpos::end_band().len() + escpos::encode(&raster).len();
    let printer = thread::spawn(move || {
        answering(&mut printer, OUT, ASKED);
        answering(&mut printer, LOW, ASKED);
        let ticket = answering(&mut printer, WELL, ASKED + whole);
        // Asked until the paper is out.
        answering(&mut printer, WELL, ASKED);
        answering(&mut printer, OUT, ASKED);
        answering(&mut printer, OUT, escpos::CLEAR.len() + ASKED);
        (ticket, printer)
    });
    assert_eq!(port.look(soon()), Some(Some(PrintProblem::PaperOut)));
    assert_eq!(port.look(soon()), Some(Some(PrintProblem::PaperLow)));
    assert_eq!(port.print(&raster, soon()), Err(PrintProblem::PaperOut), "it ended at the last moment");
    // Kept open until here: what a device says last is lost with it.
    let (ticket, _still_there) = printer.join().unwrap();
    assert_ticket(&ticket, &raster);
}

#[test]
fn a_picture_never_says_a_command_that_printers_obey_anywhere() {
    let rows: Vec<u8> = [[0x10, 0x04, 1], [0x10, 0x05, 2], [0x10, 0x14, 2], [0x10, 0x10, 0x04]].concat();
    let raster = Raster { width: 96, height: 1, row_bytes: 12, rows };
    let printed = emulated(&escpos::encode(&raster)).rows;
    let commands = [0x04, 0x05, 0x14];
    assert!(
        printed.windows(2).all(|pair| pair[0] != 0x10 || !commands.contains(&pair[1]) || pair[1..] == [0x04])
    );
    let more: u32 = printed.iter().zip(&raster.rows).map(|(one, other)| (one ^ other).count_ones()).sum();
    assert_eq!(more, 3, "three dots more");
}
