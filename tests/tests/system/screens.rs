//! Kiosk and display as real programs, each started for a hall and ready.
use std::process::Command;
use std::time::Duration;

use tests::hall::{Hall, OFFICE};
use tests::programs::{self, Program};
use tests::x_server::XServer;

/// The kiosk's window.
pub(super) const KIOSK: (usize, usize) = (540, 960);
/// The display's.
pub(super) const DISPLAY: (usize, usize) = (1280, 720);

/// The kiosk with the hall's key and a place to keep what it must not forget, and these flags.
pub(super) fn kiosk(hall: &Hall, flags: &[&str], x: Option<&XServer>) -> Program {
    let (key, state) = (hall.key_file("kiosk"), hall.path().join("state").display().to_string());
    // Where nothing is heard, the first key of a keypad does not begin to read.
    let sound = if flags.contains(&"--sound") { &[][..] } else { &["--sound", "off"] };
    start("kiosk", KIOSK, hall, &[&["--key-file", &key, "--state", &state], sound, flags].concat(), x)
}

/// The display of the hall, with these flags.
pub(super) fn display(hall: &Hall, flags: &[&str], x: Option<&XServer>) -> Program {
    let own = ["--server", &hall.url(), "--office", OFFICE];
    start("display", DISPLAY, hall, &[&own, flags].concat(), x)
}

/// One of the two, with a window of this size and these flags alone.
pub(super) fn start(
    name: &str,
    size: (usize, usize),
    hall: &Hall,
    flags: &[&str],
    x: Option<&XServer>,
) -> Program {
    let mut command = command(name, size, flags);
    if let Some(x) = x {
        command.env("DISPLAY", x.display());
    }
    let mut program = Program::start(name, &mut command, &hall.path().join(format!("{name}.log"))).unwrap();
    program.line("ready", Duration::from_secs(30)).unwrap();
    program
}

/// How it is called.
pub(super) fn command(name: &str, size: (usize, usize), flags: &[&str]) -> Command {
    let mut command = programs::command(name).unwrap();
    command.args(["--size", &format!("{}x{}", size.0, size.1)]).args(flags);
    command
}
