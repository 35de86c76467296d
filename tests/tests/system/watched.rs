//! The real programs under a watcher in systemd's place, and the files by which systemd starts them.
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use tests::hall::{Hall, OFFICE};
use tests::programs::{self, Program};
use tests::watcher::Watcher;

use super::screens;

/// Short, so that a test needs not wait long for the silence.
const PATIENCE: Duration = Duration::from_millis(900);

/// What is told at the start is in order, and signs of life come while the program runs, and none while it hangs.
fn is_watched(program: &mut Program, watcher: &Watcher) {
    for _ in 0..3 {
        watcher.hear("WATCHDOG=1");
    }
    program.freeze();
    assert!(watcher.hears_nothing(), "a program that hangs gives no sign");
    program.thaw();
    watcher.hear("WATCHDOG=1");
}

#[test]
fn the_server_tells_that_it_is_ready_that_it_lives_and_that_it_ends() {
    let mut hall = Hall::open();
    hall.stop();
    let watcher = Watcher::new(hall.path(), PATIENCE).unwrap();
    let mut command = programs::command("server").unwrap();
    command.args(["serve", "--data", &hall.data(), "--listen", "127.0.0.1:0"]);
    watcher.stand_over(&mut command);
    let mut server = Program::start("server", &mut command, &hall.path().join("watched.log")).unwrap();
    assert_eq!(watcher.hear("READY=1"), Vec::<String>::new());
    is_watched(&mut server, &watcher);
    server.terminate();
    watcher.hear("STOPPING=1");
    assert!(server.wait(Duration::from_secs(20)).unwrap().success());
}

#[test]
fn kiosk_and_display_tell_that_they_are_ready_and_that_they_live() {
    let hall = Hall::open();
    let key = hall.key_file("kiosk");
    let state = hall.path().join("state").display().to_string();
    let kiosk = ["--office", OFFICE, "--key-file", &key, "--state", &state];
    let display = ["--office", OFFICE, "--sound", "off"];
    for (name, size, flags) in
        [("kiosk", screens::KIOSK, &kiosk[..]), ("display", screens::DISPLAY, &display)]
    {
        let folder = hall.path().join(name);
        std::fs::create_dir(&folder).unwrap();
        let watcher = Watcher::new(&folder, PATIENCE).unwrap();
        let pictures = format!("png:{}", folder.join("pictures").display());
        let own = ["--server", &hall.url(), "--screen", &pictures];
        let mut command = screens::command(name, size, &[&own, flags].concat());
        watcher.stand_over(&mut command);
        let mut program = Program::start(name, &mut command, &folder.join("log")).unwrap();
        watcher.hear("READY=1");
        assert!(folder.join("pictures/000001.png").exists(), "{name} is ready with its first picture");
        is_watched(&mut program, &watcher);
    }
}

/// The files of the services, with our programs in the places of those that are installed.
fn units(folder: &Path) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let ours = programs::folder().unwrap();
    let files = [
        "server/mot-cua.service",
        "kiosk/mot-cua-kiosk.service",
        "display/mot-cua-display.service",
        "display/mot-cua-x.service",
    ];
    let put = |file: &str| {
        let text = std::fs::read_to_string(root.join(file)).unwrap();
        // Where the tests run there is an X server without a screen only.
        let text = text.replace("/usr/local/bin", ours.to_str().unwrap()).replace("/bin/X ", "/bin/Xvfb ");
        let path = folder.join(Path::new(file).file_name().unwrap());
        std::fs::write(&path, text).unwrap();
        path
    };
    files.map(put).to_vec()
}

fn verified(units: &[PathBuf]) -> String {
    let output = Command::new("systemd-analyze").args(["verify", "--man=no"]).args(units).output();
    let output = output.expect("systemd-analyze is missing: tests/install all");
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn systemd_takes_the_services_as_they_are() {
    let folder = tempfile::tempdir().unwrap();
    let units = units(folder.path());
    assert_eq!(verified(&units), "");
    // It would say so if it did not.
    let wrong = std::fs::read_to_string(&units[0]).unwrap().replace("WatchdogSec=60", "WatchdogSec=soon");
    std::fs::write(&units[0], wrong).unwrap();
    assert!(verified(&units).contains("soon"), "{}", verified(&units));
}
