//! How far off estimates are.

/// Waits are shown in steps of this, minutes.
const STEP_MIN: f64 = 5.0;

/// Errors of estimates, minutes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Errors {
    pub(super) rmse: f64,
    pub(super) mae: f64,
    /// Above 0 when more was expected than was waited.
    pub(super) bias: f64,
    /// The share of the waits, in whole minutes, inside of the range that is shown.
    pub(super) within: f64,
}

impl Errors {
    /// Of what was expected and what was waited.
    pub(super) fn of(estimates: impl Iterator<Item = (f64, f64)> + Clone) -> Self {
        let count = estimates.clone().count() as f64;
        let mean = |error: fn(f64, f64) -> f64| {
            estimates.clone().map(|(expected, waited)| error(expected, waited)).sum::<f64>() / count
        };
        Self {
            rmse: mean(|expected, waited| (expected - waited).powi(2)).sqrt(),
            mae: mean(|expected, waited| (expected - waited).abs()),
            bias: mean(|expected, waited| expected - waited),
            within: mean(|expected, waited| if is_within(expected, waited) { 1.0 } else { 0.0 }),
        }
    }
}

/// The same range is shown around each: the rules' own.
fn is_within(expected: f64, waited: f64) -> bool {
    let low = (expected * 0.85 / STEP_MIN).floor() * STEP_MIN;
    let high = (expected * 1.15 / STEP_MIN).ceil() * STEP_MIN;
    (low..=high).contains(&waited.floor())
}
