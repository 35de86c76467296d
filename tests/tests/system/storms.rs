//! Crowds in bad weather: the server is killed again and again under everybody's hands, at instants that a seed chooses.
use simulation::Dice;
use tests::bad_line::BadLine;
use tests::crowd::{self, Acknowledged};
use tests::hall::Hall;

/// How often the server is killed.
const KILLS: usize = 12;
/// After so many answers the crowd goes home.
const ANSWERS: usize = 1000;
const SEED: u64 = 1;

fn kill_again_and_again(hall: &mut Hall, acknowledged: &Acknowledged, dice: &mut Dice) {
    for _ in 0..KILLS {
        // From the first breath to full run.
        let answers = dice.pick(&[1.0; 100]);
        acknowledged.iter().take(answers).for_each(drop);
        hall.kill();
        hall.start();
        acknowledged.try_iter().for_each(drop);
    }
    acknowledged.iter().take(50).for_each(drop);
}

#[test]
fn a_crowd_loses_nothing_to_a_server_that_is_killed() {
    let mut hall = Hall::with_rules("recall_gap_s = 0");
    let address = hall.address().to_owned();
    let mut dice = Dice::new(SEED);
    let storm = |hall: &mut Hall, told: &Acknowledged| kill_again_and_again(hall, told, &mut dice);
    let records = crowd::gather(&mut hall, &address, SEED, storm);
    records.assert_agree();
    records.assert_known(&hall);
    hall.kill();
    hall.start();
    records.assert_known(&hall);
    hall.stop();
    hall.verify();
    println!("killed {KILLS} times: {}", records.told());
}

#[test]
fn a_crowd_loses_nothing_to_a_line_that_cuts_delays_and_repeats() {
    let mut hall = Hall::with_rules("recall_gap_s = 0");
    let line = BadLine::start(hall.address(), SEED).unwrap();
    let address = line.address().to_owned();
    let records = crowd::gather(&mut hall, &address, SEED, |_, told| {
        told.iter().take(ANSWERS).for_each(drop);
    });
    records.assert_agree();
    records.assert_known(&hall);
    hall.stop();
    hall.verify();
    println!("{} requests harmed: {}", line.harmed(), records.told());
}
