//! Tickets on their way to paper: the bytes, read back by an emulator of a printer, and the ports.
use std::io::Read;
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use screen::picture::Raster;
use texts::Texts;

use super::*;
use crate::{WORDS, sample};

mod talk;

fn slip() -> Slip {
    let texts = Texts::new(&WORDS).unwrap();
    Slip::new(&sample::ticket(), &sample::office(), &texts.speak("vi", "vi"))
}

fn raster(paper: Paper) -> Raster {
    Typesetter::new(paper).set(&slip())
}

/// What a printer makes of some bytes.
#[derive(Debug, Default, PartialEq)]
struct Printed {
    row_bytes: usize,
    rows: Vec<u8>,
    /// The most bytes it got at once.
    band_bytes_max: usize,
    resets: usize,
    cuts: usize,
}

/// An ESC/POS printer: takes the commands that tickets are made of, and nothing else.
fn emulated(mut bytes: &[u8]) -> Printed {
    let mut printed = Printed::default();
    let word = |low: u8, high: u8| usize::from(u16::from_le_bytes([low, high]));
    while !bytes.is_empty() {
        bytes = match bytes {
            // Outside a picture it is passed over, and so is a question.
            [0, rest @ ..] | [0x10, 4, 1..=4, rest @ ..] => rest,
            [0x1B, b'@', rest @ ..] => {
                printed.resets += 1;
                rest
            }
            [0x1D, b'v', b'0', 0, xl, xh, yl, yh, rest @ ..] => {
                let (row_bytes, rows) = (word(*xl, *xh), word(*yl, *yh));
                assert!(printed.row_bytes == 0 || printed.row_bytes == row_bytes);
                printed.row_bytes = row_bytes;
                printed.band_bytes_max = printed.band_bytes_max.max(row_bytes * rows);
                let (picture, rest) = rest.split_at(row_bytes * rows);
                printed.rows.extend(picture);
                rest
            }
            [0x1D, b'V', 66, 0, rest @ ..] => {
                printed.cuts += 1;
                rest
            }
            other => panic!("not understood: {:02X?} …", &other[..other.len().min(8)]),
        };
    }
    printed
}

/// One printed ticket of this picture.
fn assert_ticket(bytes: &[u8], raster: &Raster) {
    let printed = emulated(bytes);
    assert_eq!((printed.resets, printed.cuts), (1, 1));
    assert_eq!((printed.row_bytes, printed.rows.len()), (raster.row_bytes, raster.rows.len()));
    assert!(printed.rows == raster.rows, "the paper differs from the picture");
    assert!(printed.band_bytes_max <= 4096, "more than a cheap printer's memory");
}

#[test]
fn the_paper_is_the_picture_dot_by_dot() {
    for (paper, row_bytes) in [(Paper::Wide, 72), (Paper::Narrow, 48)] {
        let raster = raster(paper);
        assert_eq!(raster.row_bytes, row_bytes);
        assert_ticket(&escpos::encode(&raster), &raster);
    }
}

#[test]
fn the_code_is_read_from_the_paper() {
    let printed = emulated(&escpos::encode(&raster(Paper::Wide)));
    let (width, height) = (printed.row_bytes * 8, printed.rows.len() / printed.row_bytes);
    let dark = |x: usize, y: usize| printed.rows[y * printed.row_bytes + x / 8] >> (7 - x % 8) & 1 == 1;
    let grey = |x, y| if dark(x, y) { 0 } else { 255 };
    let mut picture = rqrr::PreparedImage::prepare_from_greyscale(width, height, grey);
    let (_, url) = picture.detect_grids()[0].decode().unwrap();
    assert_eq!(Some(url), sample::ticket().url);
}

fn address(text: &str) -> Address {
    text.parse().unwrap()
}

fn soon() -> Deadline {
    within(PATIENCE)
}

fn within(duration: Duration) -> Deadline {
    Deadline::after(Instant::now, duration)
}

/// What a ticket becomes on a network printer that does this with the connection.
fn on_printer<T: Send + 'static>(
    milliseconds: u64,
    act: impl FnOnce(TcpStream) -> T + Send + 'static,
) -> (Result<Told, PrintProblem>, T) {
    on_printer_until_over(milliseconds, |stream, _| act(stream))
}

/// The same on a printer that hears when the kiosk has given up: its channel is closed.
fn on_printer_until_over<T: Send + 'static>(
    milliseconds: u64,
    act: impl FnOnce(TcpStream, Receiver<()>) -> T + Send + 'static,
) -> (Result<Told, PrintProblem>, T) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    // Little room, so that what is not read does not get far: connections take it over.
    rustix::net::sockopt::set_socket_recv_buffer_size(&listener, 4096).unwrap();
    let mut port = address(&format!("tcp:{}", listener.local_addr().unwrap())).port().unwrap();
    let (under_way, over) = channel();
    let printer = thread::spawn(move || act(listener.accept().unwrap().0, over));
    // Higher than any ticket, so that no buffer holds all of it.
    let long = Raster { width: 576, height: 80_000, row_bytes: 72, rows: vec![0x55; 72 * 80_000] };
    let outcome = port.print(&long, within(Duration::from_millis(milliseconds)));
    drop(under_way);
    (outcome, printer.join().unwrap())
}

fn read(stream: &mut TcpStream, count: usize) {
    stream.read_exact(&mut vec![0; count]).unwrap();
}

#[test]
fn a_reset_in_the_middle_is_no_paper() {
    let (outcome, ()) = on_printer(9_000, |mut stream| read(&mut stream, 8_000));
    assert_eq!(outcome, Err(PrintProblem::Offline));
}

#[test]
fn a_reset_after_all_was_sent_is_no_paper() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let mut port = address(&format!("tcp:{}", listener.local_addr().unwrap())).port().unwrap();
    // All of this ticket fits the system's buffers.
    let printer = thread::spawn(move || read(&mut listener.accept().unwrap().0, 8_000));
    assert_eq!(port.print(&raster(Paper::Wide), soon()), Err(PrintProblem::Offline));
    printer.join().unwrap();
}

#[test]
fn a_printer_that_stops_taking_is_offline_and_gets_no_more() {
    let (outcome, (end, late)) = on_printer_until_over(1_500, |mut stream, over| {
        read(&mut stream, 20_000);
        over.recv().unwrap_err();
        // What comes after is cut off by a reset, not by the end of the ticket.
        let mut late = Vec::new();
        (stream.read_to_end(&mut late).map_err(|error| error.kind()), late.len())
    });
    assert_eq!(outcome, Err(PrintProblem::Offline));
    assert_eq!(end, Err(io::ErrorKind::ConnectionReset));
    assert!(late < 5_000_000, "{late} bytes came after the end");
}

#[test]
fn a_printer_may_keep_the_line_open() {
    let (closing, close) = channel::<()>();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let mut port = address(&format!("tcp:{}", listener.local_addr().unwrap())).port().unwrap();
    let printer = thread::spawn(move || {
        let mut stream = listener.accept().unwrap().0;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        close.recv().unwrap_err();
        bytes
    });
    let raster = raster(Paper::Wide);
    assert_eq!(port.print(&raster, soon()), Ok(Told::Sent));
    drop(closing);
    assert_ticket(&printer.join().unwrap(), &raster);
}

#[test]
fn a_pipe_that_nobody_reads_is_offline_and_empty_afterwards() {
    use std::os::unix::fs::OpenOptionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("pipe");
    let made = std::process::Command::new("mkfifo").arg(&path).status().unwrap();
    assert!(made.success());
    let mut port = address(&format!("file:{}", path.display())).port().unwrap();
    let raster = raster(Paper::Wide);
    assert_eq!(port.print(&raster, soon()), Err(PrintProblem::Offline), "without a reader");
    let flags = rustix::fs::OFlags::NONBLOCK.bits().cast_signed();
    let mut reader = std::fs::OpenOptions::new().read(true).custom_flags(flags).open(&path).unwrap();
    let short = within(Duration::from_millis(300));
    assert_eq!(port.print(&raster, short), Err(PrintProblem::Offline), "with one that does not read");
    let mut late = Vec::new();
    reader.read_to_end(&mut late).unwrap();
    assert_eq!(late.len(), 0);
}

#[test]
fn a_device_is_never_made() {
    let folder = tempfile::tempdir().unwrap();
    let link = folder.path().join("link");
    std::os::unix::fs::symlink("/dev/no-such-printer", &link).unwrap();
    for path in ["/dev/no-such-printer", "/dev/../dev/no-such-printer", link.to_str().unwrap()] {
        let mut port = address(&format!("file:{path}")).port().unwrap();
        assert_eq!(port.print(&raster(Paper::Narrow), soon()), Err(PrintProblem::Offline), "{path}");
    }
    assert!(!std::path::Path::new("/dev/no-such-printer").exists());
}

#[test]
fn a_ticket_that_waited_too_long_is_not_printed_any_more() {
    let folder = tempfile::tempdir().unwrap();
    let (tell, told) = channel();
    let (jobs, waiting) = channel();
    jobs.send((slip(), within(Duration::ZERO))).unwrap();
    drop(jobs);
    let port = address(&format!("png:{}", folder.path().display())).port().unwrap();
    let typesetter = Typesetter::new(Paper::Wide);
    let tell = move |said| tell.send(said).unwrap();
    Desk { port, typesetter, clock: Instant::now, known: None, tell }.work(&waiting);
    let lost = Outcome { number: "A012".into(), printed: Err(PrintProblem::Offline) };
    assert_eq!(told.iter().last(), Some(Said::Ticket(lost)));
    assert!(!folder.path().join("000001.png").exists());
}

#[test]
fn a_network_printer_gets_the_ticket() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = address(&format!("tcp:{}", listener.local_addr().unwrap()));
    let taken = thread::spawn(move || {
        let mut bytes = Vec::new();
        listener.accept().unwrap().0.read_to_end(&mut bytes).unwrap();
        bytes
    });
    let raster = raster(Paper::Wide);
    assert_eq!(address.port().unwrap().print(&raster, soon()), Ok(Told::Sent));
    assert_ticket(&taken.join().unwrap(), &raster);
}

#[test]
fn a_printer_that_is_not_there_is_offline() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let gone = address(&format!("tcp:{}", listener.local_addr().unwrap()));
    drop(listener);
    let raster = raster(Paper::Narrow);
    assert_eq!(gone.port().unwrap().print(&raster, soon()), Err(PrintProblem::Offline));
    assert_eq!(
        address("file:/nowhere/lp0").port().unwrap().print(&raster, soon()),
        Err(PrintProblem::Offline)
    );
}

#[test]
fn a_file_gets_one_ticket_after_the_other() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("paper.bin");
    let mut port = address(&format!("file:{}", path.display())).port().unwrap();
    let raster = raster(Paper::Narrow);
    port.print(&raster, soon()).unwrap();
    port.print(&raster, soon()).unwrap();
    let printed = emulated(&std::fs::read(path).unwrap());
    assert_eq!((printed.cuts, printed.rows.len()), (2, raster.rows.len() * 2));
}

#[test]
fn a_device_without_room_is_out_of_paper() {
    // Linux' USB printers say "no space left" when there is no paper; this device always does.
    assert_eq!(
        address("file:/dev/full").port().unwrap().print(&raster(Paper::Narrow), soon()),
        Err(PrintProblem::PaperOut)
    );
}

#[test]
fn pictures_are_counted_on() {
    let folder = tempfile::tempdir().unwrap();
    let address = address(&format!("png:{}/tickets", folder.path().display()));
    let raster = raster(Paper::Narrow);
    for _ in 0..2 {
        address.port().unwrap().print(&raster, soon()).unwrap();
    }
    let second = folder.path().join("tickets/000002.png");
    let mut expected = Vec::new();
    picture::canvas(&raster).write_png(&mut expected).unwrap();
    assert!(std::fs::read(second).unwrap() == expected);
}

#[test]
fn the_printers_thread_tells_what_became_of_each_ticket() {
    let folder = tempfile::tempdir().unwrap();
    let (tell, told) = channel();
    let address = address(&format!("png:{}", folder.path().display()));
    let printer = Printer::start(&address, Paper::Wide, Instant::now, move |said| tell.send(said).unwrap())
        .unwrap()
        .unwrap();
    printer.print(slip());
    let out = Outcome { number: "A012".into(), printed: Ok(Told::Out) };
    assert_eq!(told.recv().unwrap(), Said::Ticket(out));
    assert!(folder.path().join("000001.png").exists());
    assert!(Printer::start(&Address::None, Paper::Wide, Instant::now, |_| {}).unwrap().is_none());
}

#[test]
fn what_is_no_printer_is_refused() {
    for text in
        ["", "lp0", "tcp:", "tcp:host", "tcp::9100", "tcp:host:0", "tcp:host:x", "file:", "png:", "usb:1"]
    {
        assert!(text.parse::<Address>().is_err(), "{text}");
    }
    assert_eq!(address("tcp:[::1]:9100"), Address::Tcp("[::1]:9100".into()));
}
