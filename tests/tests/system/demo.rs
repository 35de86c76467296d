//! The demo: a day that runs by itself, lets people join in, and ends everything it began.
use std::fs;
use std::time::{Duration, Instant};

use client::{Act, Patience, Server, Staff};
use tempfile::TempDir;
use tests::programs::{self, Program};

const OFFICE: &str = "tay-ninh";
/// Ctrl-C ends everything within this.
const END: Duration = Duration::from_secs(2);

/// A demo that was started, and the folder of its log.
struct Demo {
    program: Program,
    url: String,
    _folder: TempDir,
}

impl Demo {
    fn start(arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut command = programs::command("demo").unwrap();
        command.args(["--no-build", "--port", "0"]).args(arguments);
        // Its pictures would stay in the folder for temporary files.
        command.env("TMPDIR", folder.path()).env_remove("DISPLAY");
        let mut program = Program::start("demo", &mut command, &folder.path().join("demo.log")).unwrap();
        let line = program.line("  server", Duration::from_secs(60)).unwrap();
        program.line("Ctrl-C ends", Duration::from_secs(10)).unwrap();
        Self { program, url: line.split_whitespace().last().unwrap().to_owned(), _folder: folder }
    }

    /// The demo's own programs that run, by name and process id.
    fn programs(&self) -> Vec<(String, i32)> {
        let pid = self.program.id();
        let children = fs::read_to_string(format!("/proc/{pid}/task/{pid}/children")).unwrap();
        let child = |pid: &str| {
            Some((fs::read_to_string(format!("/proc/{pid}/comm")).ok()?.trim().to_owned(), pid.parse().ok()?))
        };
        children.split_whitespace().filter_map(child).collect()
    }
}

/// Killed, it would leave its own programs behind.
impl Drop for Demo {
    fn drop(&mut self) {
        self.program.interrupt();
        self.program.wait(Duration::from_secs(20));
    }
}

fn is_running(pid: i32) -> bool {
    fs::exists(format!("/proc/{pid}")).unwrap()
}

/// Plays an hour of the morning and gives what was said.
fn hour(arguments: &[&str]) -> String {
    let hour = ["--no-build", "--port", "0", "--speed", "360", "--from", "07:40", "--until", "08:40"];
    let mut command = programs::command("demo").unwrap();
    let output = command.args(hour).args(arguments).env_remove("DISPLAY").output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{said}\n{}", String::from_utf8_lossy(&output.stderr));
    said
}

/// The last minute that was told, and how many were served by then.
fn last_minute(said: &str) -> (&str, usize) {
    let line = said.lines().rfind(|line| line.contains(" served, ")).unwrap();
    let served = line.split(", ").find_map(|part| part.strip_suffix(" served")).unwrap();
    (&line[..5], served.parse().unwrap())
}

#[test]
fn an_hour_passes_without_screens() {
    let said = hour(&["--no-screens"]);
    let (time, served) = last_minute(&said);
    assert_eq!(time, "08:40", "{said}");
    assert!(served > 10, "{said}");
}

#[test]
fn an_hour_passes_with_pictures_of_both_screens() {
    let folder = tempfile::tempdir().unwrap();
    let said = hour(&["--data", &folder.path().display().to_string()]);
    assert_eq!(last_minute(&said).0, "08:40", "{said}");
    for (screen, least) in [("kiosk", 20), ("display", 20)] {
        let count = fs::read_dir(folder.path().join("pictures").join(screen)).unwrap().count();
        assert!(count >= least, "{count} pictures of the {screen}");
    }
}

#[test]
fn ctrl_c_ends_everything() {
    let mut demo = Demo::start(&["--speed", "60"]);
    let programs = demo.programs();
    let names: Vec<_> = programs.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["server", "display", "kiosk"]);
    let begun = Instant::now();
    demo.program.interrupt();
    let status = demo.program.wait(Duration::from_secs(20)).unwrap();
    assert!(status.success() && begun.elapsed() < END, "{status} after {:?}", begun.elapsed());
    assert!(programs.iter().all(|(_, pid)| !is_running(*pid)), "{programs:?}");
}

#[test]
fn a_program_that_dies_ends_it_with_a_word() {
    let mut demo = Demo::start(&["--speed", "60"]);
    let programs = demo.programs();
    let (_, kiosk) = programs.iter().find(|(name, _)| name == "kiosk").unwrap();
    assert!(std::process::Command::new("kill").args(["-9", &kiosk.to_string()]).status().unwrap().success());
    let status = demo.program.wait(Duration::from_secs(20)).unwrap();
    assert_eq!(status.code(), Some(1));
    assert!(demo.program.last_words().contains("kiosk ended"), "{}", demo.program.last_words());
    assert!(programs.iter().all(|(_, pid)| !is_running(*pid)), "{programs:?}");
}

/// A person takes a counter over; its clerk steps back, and the day goes on.
#[tokio::test(flavor = "multi_thread")]
async fn people_can_join_in() {
    let mut demo = Demo::start(&["--no-screens", "--speed", "120", "--from", "08:00"]);
    let server = Server::new(demo.url.parse().unwrap(), Patience::default());
    let person = Staff::login(server, "manager", "demo-manager").await.unwrap();
    let begun = demo.program.line("08:05", Duration::from_secs(30)).unwrap();
    assert!(begun.contains(" 6 open"), "{begun}");
    let counter = person.at(OFFICE, "1");
    counter.open(true, Act::default()).await.unwrap();
    counter.next(Act::default()).await.unwrap();
    demo.program.line("08:12", Duration::from_secs(30)).unwrap();
    let counters = person.counters(OFFICE).await.unwrap();
    let clerks: Vec<_> = counters.iter().map(|counter| counter.clerk.as_deref().unwrap()).collect();
    assert_eq!(clerks, ["manager", "quay-2", "quay-3", "quay-4", "quay-5", "quay-6"]);
    demo.program.line("08:20", Duration::from_secs(30)).unwrap();
    let counter = person.counter(OFFICE, "1").await.unwrap();
    assert_eq!(counter.summary.clerk.as_deref(), Some("quay-1"), "the clerk has come back");
}
