//! Days of a town that are made, not lived: the same from the same seed, and as sound as any.
use std::path::Path;

use jiff::civil::{Date, date};
use tests::history::{self, Made, Plan, TOWN};
use tests::programs::run;

/// The days around a weekend.
const FROM: Date = date(2026, 11, 19);
const UNTIL: Date = date(2026, 11, 23);

fn make(data: &Path, seed: u64) -> Made {
    let plan = Plan { data: data.to_owned(), from: FROM, until: UNTIL, seed, visitors: 60 };
    history::make(&plan, &mut |_| {}).unwrap()
}

/// What a command of the server says of this folder.
fn said(data: &Path, arguments: &[&str]) -> String {
    let data = data.display().to_string();
    let output = run("server", &[arguments, &["--data", &data]].concat(), "").unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// How many events there are in how many days, all of them sound, and every figure of the office.
fn told(data: &Path) -> (String, String) {
    let (from, until) = (FROM.to_string(), UNTIL.to_string());
    let report =
        ["report", "--office", TOWN, "--kind", "visits", "--format", "csv", "--from", &from, "--to", &until];
    (said(data, &["verify"]), said(data, &report))
}

#[test]
fn the_seed_decides_the_days_of_a_town() {
    let folder = tempfile::tempdir().unwrap();
    let [first, again, other] = ["first", "again", "other"].map(|name| folder.path().join(name));
    let made = make(&first, 1);
    assert_eq!(made.days, 4, "a Sunday is off");
    assert!(made.tickets > 120, "{made:?}");
    assert_eq!((make(&again, 1), told(&again)), (made, told(&first)));
    make(&other, 2);
    assert_ne!(told(&other), told(&first));
}
