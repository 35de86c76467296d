//! The printer that is not real, asked and fed by hand.
use super::*;

fn connect(printer: &Printer) -> TcpStream {
    TcpStream::connect(printer.address().strip_prefix("tcp:").unwrap()).unwrap()
}

fn answers(line: &mut (impl Read + Write)) -> [u8; 4] {
    let mut answers = [0; 4];
    for (question, answer) in (1..).zip(&mut answers) {
        line.write_all(&[0x10, 0x04, question]).unwrap();
        line.read_exact(std::slice::from_mut(answer)).unwrap();
    }
    answers
}

/// So many rows of one byte, and a cut.
fn ticket(rows: u8) -> Vec<u8> {
    let black = vec![0xFF; usize::from(rows)];
    [&[0x1B, b'@', 0x1D, b'v', b'0', 0, 1, 0, rows, 0], &black[..], &[0x1D, b'V', 66, 0]].concat()
}

#[test]
fn it_answers_how_it_is() {
    let printer = Printer::on_network(Condition::default()).unwrap();
    let mut line = connect(&printer);
    assert_eq!(answers(&mut line), [0x12; 4]);
    printer.is(Condition { cover_open: true, ..Condition::default() });
    assert_eq!(answers(&mut line), [0x1A, 0x16, 0x12, 0x12]);
    printer.is(Condition { paper_out: true, ..Condition::default() });
    assert_eq!(answers(&mut line), [0x1A, 0x32, 0x12, 0x7E]);
    printer.is(Condition { paper_low: true, ..Condition::default() });
    assert_eq!(answers(&mut line), [0x12, 0x12, 0x12, 0x1E]);
}

#[test]
fn paper_that_ends_goes_on_on_the_next_roll_unless_that_is_thrown_away() {
    for (clears, heights) in [(false, [20]), (true, [10])] {
        let printer =
            Printer::on_network(Condition { paper_bytes: Some(20), ..Condition::default() }).unwrap();
        let mut line = connect(&printer);
        line.write_all(&ticket(20)).unwrap();
        // It answers on arrival, so now it has all of that.
        assert_eq!(answers(&mut line)[3], 0x7E);
        assert_eq!((printer.rows_out(), printer.papers().len()), (10, 0));
        if clears {
            line.write_all(&CLEAR).unwrap();
            answers(&mut line);
        }
        printer.is(Condition::default());
        line.write_all(&[0x1D, b'V', 66, 0]).unwrap();
        crate::patience::until("the paper", || (printer.papers().len() == 1).then_some(()));
        assert_eq!(printer.papers()[0].height(), heights[0]);
    }
}

#[test]
fn unplugged_it_is_not_there_and_then_it_is_again() {
    let mut printer = Printer::on_network(Condition::default()).unwrap();
    answers(&mut connect(&printer));
    printer.unplug();
    assert!(TcpStream::connect(printer.address().strip_prefix("tcp:").unwrap()).is_err());
    printer.plug_in().unwrap();
    assert_eq!(answers(&mut connect(&printer)), [0x12; 4]);
}

#[test]
fn it_hangs_up_once() {
    let printer = Printer::on_network(Condition { hangs_up_after: Some(5), ..Condition::default() }).unwrap();
    let mut line = connect(&printer);
    line.write_all(&[0; 5]).unwrap();
    assert!(!matches!(line.read(&mut [0]), Ok(1..)));
    answers(&mut connect(&printer));
}

#[test]
fn a_device_answers_too() {
    let printer = Printer::as_device(Condition::default()).unwrap();
    let path = printer.address().strip_prefix("file:").unwrap();
    let mut device = std::fs::OpenOptions::new().read(true).write(true).open(path).unwrap();
    assert_eq!(answers(&mut device), [0x12; 4]);
    device.write_all(&ticket(3)).unwrap();
    answers(&mut device);
    assert_eq!(printer.papers()[0].height(), 3);
}
