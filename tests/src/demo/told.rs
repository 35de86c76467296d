//! What the demo says on the terminal.
#![expect(clippy::print_stdout, reason = "the terminal is what it is for")]
use protocol::{Board, CounterState};

use super::day_clock::DayClock;
use super::folder::{Folder, password};
use super::{Options, Stage};

/// What came of the simulated people so far.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    /// Visitors who took a number.
    pub(super) took: usize,
    /// Visitors who got none.
    pub(super) turned_away: usize,
    /// Visits finished.
    pub(super) served: usize,
    /// Visitors who did not come.
    pub(super) no_shows: usize,
}

/// Where everything is, and how to join in.
pub(super) fn opening(options: &Options, stage: &Stage<'_>, clock: &DayClock) {
    let (url, office, folder) = (stage.url(), &stage.office().code, stage.folder());
    let now = clock.from();
    let pace =
        if options.speed == 1 { "real pace".into() } else { format!("{} times as fast", options.speed) };
    let keep = if folder.stays() { "stays" } else { "goes away at the end, but for pictures" };
    println!("\nMột Cửa: a day of {office}, seed {}, at {pace}; it is {now} there\n", options.seed);
    println!("  server     {url}");
    for (name, place) in stage.screens() {
        println!("  {name:<9}  {place}");
    }
    if !options.no_screens {
        println!("  paper      pictures in {}", folder.part("paper"));
    }
    println!("  folder     {} ({keep})", folder.path().display());
    println!("\nSign in as");
    for (user, role) in stage.accounts() {
        println!("  {user:<9}  {:<14}  {role}", password(&user));
    }
    examples(url, office, folder);
    println!("\nCtrl-C ends everything.\n");
}

/// Ready to be pasted into another terminal.
fn examples(url: &str, office: &str, folder: &Folder) {
    let (api, key) = (format!("{url}/api/v1"), folder.part("keys/kiosk"));
    let (hall, cookie) = (format!("{api}/offices/{office}"), folder.part("cookie"));
    let json = "-H 'Content-Type: application/json'";
    let user = "quay-1";
    println!("\nJoin in by hand: touch the kiosk's window, or paste");
    println!("  curl -sw '\\n' {hall}/board");
    println!("  curl -sN {hall}/events");
    println!(
        "  curl -sw '\\n' {hall}/tickets -H \"Authorization: Bearer $(cat {key})\" -H \"Idempotency-Key: $RANDOM$RANDOM\" \\\n    \
         {json} -d '{{\"service\":\"A\"}}'"
    );
    println!(
        "  curl -sw '\\n' {api}/login -c {cookie} {json} -d '{{\"user\":\"{user}\",\"password\":\"{}\"}}'",
        password(user)
    );
    println!("  curl -sw '\\n' {hall}/counters/1 -b {cookie}");
    println!("  curl -sw '\\n' -X POST {hall}/counters/1/open -b {cookie} {json} -d '{{\"takeover\":true}}'");
    for act in ["next", "recall", "start", "finish"] {
        println!("  curl -sw '\\n' -X POST {hall}/counters/1/{act} -b {cookie}");
    }
    println!(
        "A clerk leaves a counter alone for ten minutes after somebody else opened, paused or closed it."
    );
}

/// A line a minute.
pub(super) fn minute(board: &Board, tally: &Tally, now_ms: i64) {
    println!("{}", line(board, tally, now_ms));
}

/// All is about to end.
pub(super) fn closing() {
    println!("\nending");
}

/// A window was closed by hand.
pub(super) fn closed(program: &str) {
    println!("the window of {program} was closed");
}

/// A window can't be opened.
pub(super) fn no_window(program: &str, error: &anyhow::Error) {
    println!("{program} gets no window, so it draws pictures: {error}");
}

fn line(board: &Board, tally: &Tally, now_ms: i64) -> String {
    let minute = now_ms / 60_000;
    let count = |state| board.counters.iter().filter(|counter| counter.state == state).count();
    let waiting: Vec<_> =
        board.waiting.iter().map(|line| format!("{}{}", line.service, line.count)).collect();
    let all: u32 = board.waiting.iter().map(|line| line.count).sum();
    let calls: Vec<_> =
        board.calls.iter().take(3).map(|call| format!("{}→{}", call.number, call.counter)).collect();
    let Tally { took, turned_away, served, no_shows } = tally;
    let turned_away = if *turned_away > 0 { format!(", {turned_away} turned away") } else { String::new() };
    format!(
        "{:02}:{:02}  {all:>3} wait ({})  counters {} open, {} paused  last calls {}  so far {took} came{turned_away}, \
         {served} served, {no_shows} no-shows",
        minute / 60 % 24,
        minute % 60,
        waiting.join(" "),
        count(CounterState::Open),
        count(CounterState::Paused),
        if calls.is_empty() { "none".into() } else { calls.join(" ") },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_minute_is_one_line() {
        let board = serde_json::from_str(
            r##"{"office": "o", "name": {}, "seq": 9, "at": "2026-11-23T08:15:00+07:00", "open": true, "reopens_at": null,
            "missed": [], "notice": null, "calls": [{"call": 9, "number": "A021", "counter": "2", "counter_name": {},
            "service": "A", "at": "2026-11-23T08:14:10+07:00", "recalls": 0}],
            "waiting": [{"service": "A", "short": {}, "color": "#000000", "count": 12, "estimate": null},
            {"service": "T", "short": {}, "color": "#000000", "count": 2, "estimate": null}],
            "counters": [{"counter": "2", "name": {}, "state": "open", "until": null, "number": "A021"},
            {"counter": "3", "name": {}, "state": "paused", "until": null, "number": null}]}"##,
        );
        let tally = Tally { took: 71, turned_away: 1, served: 30, no_shows: 2 };
        expect_test::expect![
            "08:15   14 wait (A12 T2)  counters 1 open, 1 paused  last calls A021→2  so far 71 came, 1 turned away, 30 served, 2 no-shows"
        ]
        .assert_eq(&line(&board.unwrap(), &tally, (8 * 60 + 15) * 60_000 + 59_999));
    }
}
