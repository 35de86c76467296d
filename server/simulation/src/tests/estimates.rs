//! The wait that is promised against what happens, over seeded days: a crowd at the door, peaks, breaks, lunch, a late
//! opening, no-shows, priorities. Beside it stand the formulas that kiosks usually reckon with.
mod days;
mod errors;
mod halls;

use days::{Estimate, lived};
use errors::Errors;
use halls::{Place, halls};
use queue::Wait;

/// What a way of reckoning expects.
type Expects = fn(&Estimate) -> Wait;

/// What is compared.
const WAYS: [(&str, Expects); 3] = [
    ("ours", |estimate| estimate.ours),
    ("own line × mean ÷ its open counters", |estimate| estimate.own_line),
    ("all who wait × mean ÷ open counters", |estimate| estimate.whole_hall),
];

fn errors(estimates: &[Estimate]) -> [Errors; 3] {
    WAYS.map(|(_, expects)| {
        Errors::of(estimates.iter().map(|estimate| (expects(estimate), estimate.waited_min)))
    })
}

fn tell(place: &Place, estimates: &[Estimate], errors: &[Errors]) {
    let mean_min = estimates.iter().map(|estimate| estimate.waited_min).sum::<f64>() / estimates.len() as f64;
    println!("\n{}: {} waits of {mean_min:.1} min in the mean", place.name, estimates.len());
    println!("{:38} {:>6} {:>6} {:>6} {:>9}", "minutes", "RMSE", "MAE", "bias", "in range");
    for ((name, _), Errors { rmse, mae, bias, within }) in WAYS.iter().zip(errors) {
        println!("{name:38} {rmse:6.2} {mae:6.2} {bias:+6.2} {:7.1} %", within * 100.0);
    }
}

#[test]
fn what_is_promised_is_nearer_to_what_happens_than_the_usual_formulas() {
    for place in halls() {
        let estimates = lived(&place);
        let [ours, own_line, whole_hall] = errors(&estimates);
        tell(&place, &estimates, &[ours, own_line, whole_hall]);
        for usual in [own_line, whole_hall] {
            assert!(ours.rmse * 1.25 < usual.rmse && ours.mae * 1.25 < usual.mae, "{}", place.name);
            assert!(ours.within > usual.within, "{}", place.name);
        }
        assert!(ours.bias.abs() < 2.0 && ours.within > 0.75, "{}: {ours:?}", place.name);
    }
}

/// Days teach what the office file has wrong.
#[test]
fn learned_means_make_up_for_wrong_minutes() {
    let [mut place, ..] = halls();
    place.file.services[0].minutes = 3;
    let [learned, ..] = errors(&lived(&place));
    place.learns = false;
    let [not_learned, ..] = errors(&lived(&place));
    assert!(learned.bias.abs() < 2.0 && learned.rmse * 2.0 < not_learned.rmse, "{learned:?} {not_learned:?}");
}
