//! Crowds in bad weather: the server is killed again and again under everybody's hands, or the line harms what passes.
//! What was acknowledged is there afterwards, and nothing is there twice.
use std::panic::{AssertUnwindSafe, catch_unwind};

use serde_json::json;
use tests::bad_line::BadLine;
use tests::crowd;
use tests::hall::{Hall, office_path};
use tests::wire::Request;

/// After how many answers of each life the server is killed: at its first breath, and in full run.
const LIVES: [usize; 12] = [1, 40, 7, 90, 25, 63, 0, 99, 3, 78, 15, 52];
/// After so many answers the crowd goes home.
const ANSWERS: usize = 1000;
const SEED: u64 = 1;

#[test]
fn a_crowd_loses_nothing_to_a_server_that_is_killed() {
    let mut hall = Hall::with_rules("recall_gap_s = 0");
    let address = hall.address().to_owned();
    let records = crowd::gather(&mut hall, &address, SEED, |hall, acknowledged| {
        for answers in LIVES {
            acknowledged.iter().take(answers).for_each(drop);
            hall.kill();
            hall.start();
            acknowledged.try_iter().for_each(drop);
        }
        acknowledged.iter().take(50).for_each(drop);
    });
    assert!(records.repeated() > 0);
    records.assert_agree();
    records.assert_known(&hall);
    hall.kill();
    hall.start();
    records.assert_known(&hall);
    hall.stop();
    hall.verify();
    println!("killed {} times: {}", LIVES.len(), records.told());
}

#[test]
fn a_crowd_loses_nothing_to_a_line_that_cuts_delays_and_repeats() {
    let mut hall = Hall::with_rules("recall_gap_s = 0");
    let line = BadLine::start(hall.address(), SEED).unwrap();
    let address = line.address().to_owned();
    let records = crowd::gather(&mut hall, &address, SEED, |_, acknowledged| {
        acknowledged.iter().take(ANSWERS).for_each(drop);
    });
    assert!(line.harmed() > 0 && records.repeated() > 0);
    records.assert_agree();
    records.assert_known(&hall);
    hall.stop();
    hall.verify();
    println!("{} requests harmed: {}", line.harmed(), records.told());
}

/// A storm that goes wrong fails, and does not hang: here a day that ends too early lets everybody be refused.
#[test]
fn a_crowd_that_is_refused_goes_home() {
    let mut hall = Hall::open();
    let address = hall.address().to_owned();
    let close = Request::post(&office_path("day/close"), &json!({})).header("cookie", hall.cookie("manager"));
    let gathering = || {
        crowd::gather(&mut hall, &address, SEED, |hall, acknowledged| {
            acknowledged.iter().take(20).for_each(drop);
            assert!(hall.send(&close).is_success());
            // Ends when nobody asks any more.
            acknowledged.iter().for_each(drop);
        })
    };
    assert!(catch_unwind(AssertUnwindSafe(gathering)).is_err());
}
