//! The real kiosk and the real display asked whether all is well with them.
use std::process::Output;

use tests::hall::{Hall, OFFICE};
use tests::programs;
use tests::x_server::XServer;

/// Runs a check, in English, and gives its exit code and its lines without those about clock and folder, which depend
/// on the machine.
fn check(name: &str, flags: &[&str], x: Option<&XServer>) -> (Option<i32>, Vec<String>) {
    let mut command = programs::command(name).unwrap();
    command.arg("check").args(flags).args(["--lang", "en"]).env_remove("DISPLAY");
    if let Some(x) = x {
        command.env("DISPLAY", x.display());
    }
    let Output { status, stdout, .. } = command.output().unwrap();
    let said = String::from_utf8(stdout).unwrap();
    let lines = said.lines().filter(|line| !line.contains("clock is") && !line.contains("MB are free"));
    (status.code(), lines.map(String::from).collect())
}

/// The hall's clock is not the machine's: a check tells it, and that is all that is wrong here.
const CLOCK_ONLY: &str = "Things to do: 1.";

#[test]
fn a_kiosk_that_is_well_says_so_of_each_thing_and_prints_a_test() {
    let hall = Hall::open();
    let (key, url) = (hall.key_file("kiosk"), hall.url());
    let at = |name: &str| hall.path().join(name).display().to_string();
    let (state, printer) = (at("state"), format!("file:{}", at("paper")));
    let flags = ["--server", &url, "--office", OFFICE, "--key-file", &key, "--state", &state, "--print"];
    let x = XServer::start(540, 960).unwrap();
    let (code, lines) = check("kiosk", &[&flags[..], &["--printer", &printer]].concat(), Some(&x));
    let expected = [
        format!("✓ The server {url} answers."),
        "✓ The connection is not encrypted: for a private network only.".into(),
        format!("✓ Office {OFFICE}: Trial office."),
        "✓ The server accepts this machine.".into(),
        "✓ The fonts have all letters for: Tiếng Việt, English.".into(),
        format!("✓ The printer {printer} has printed a test."),
        "✓ The screen can be opened.".into(),
        CLOCK_ONLY.into(),
    ];
    assert_eq!((code, lines), (Some(1), expected.to_vec()));
    assert!(std::fs::metadata(at("paper")).unwrap().len() > 1_000, "the test is on paper");
}

#[test]
fn what_is_wrong_is_named_with_what_to_do() {
    let hall = Hall::open();
    let url = hall.url();
    let state = hall.path().join("state").display().to_string();
    let key = hall.path().join("wrong.key");
    std::fs::write(&key, "nobody's-key\n").unwrap();
    let flags =
        ["--server", &url, "--office", OFFICE, "--key-file", key.to_str().unwrap(), "--state", &state];
    let (code, lines) = check("kiosk", &[&flags[..], &["--printer", "tcp:127.0.0.1:9"]].concat(), None);
    assert_eq!(code, Some(1));
    let wrong: Vec<_> = lines.iter().filter(|line| line.starts_with('✗')).collect();
    assert!(
        wrong[0].starts_with("✗ The server does not accept this machine’s key. → Make a new key"),
        "{wrong:?}"
    );
    assert!(wrong[1].starts_with("✗ The printer tcp:127.0.0.1:9: ") && wrong[1].contains("→"), "{wrong:?}");
    assert!(
        wrong[2].starts_with("✗ The screen can’t be opened: ") && wrong[2].contains("DISPLAY"),
        "{wrong:?}"
    );
    assert_eq!(wrong.len(), 3, "{wrong:?}");
}

#[test]
fn a_display_looks_at_its_sound_and_knows_that_it_is_not_approved_yet() {
    let hall = Hall::open();
    let at = |name: &str| hall.path().join(name).display().to_string();
    let (url, state) = (hall.url(), at("state"));
    let (screen, sound) = (format!("png:{}", at("pictures")), format!("wav:{}", at("sound")));
    let own =
        ["--server", &url, "--state", &state, "--screen", &screen, "--sound", &sound, "--speak", "vi,en"];
    let (code, lines) = check("display", &own, None);
    assert!(lines.contains(&"✓ There is sound, and a voice for: vi, en.".into()), "{lines:?}");
    assert!(lines.contains(&"✓ The screen can be opened.".into()), "{lines:?}");
    assert_eq!(code, Some(1));
    let approve =
        "✗ This machine is not approved yet. → Start it; an administrator approves the code on its screen.";
    assert!(lines.contains(&approve.into()), "{lines:?}");
    let public = check("display", &[&own[..], &["--office", OFFICE]].concat(), None).1;
    assert!(public.contains(&"✓ The board is public, no key is used.".into()), "{public:?}");
    let nowhere = check("display", &[&own[..], &["--office", "nowhere"]].concat(), None).1;
    let unknown = format!("✗ The server has no office nowhere. → Mend --office; the server has: {OFFICE}.");
    assert!(nowhere.contains(&unknown), "{nowhere:?}");
}
