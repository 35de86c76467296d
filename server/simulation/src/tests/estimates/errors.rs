//! How far off estimates are.
use queue::Wait;

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
    /// Of what was expected, and how many minutes were waited.
    pub(super) fn of(estimates: impl Iterator<Item = (Wait, f64)> + Clone) -> Self {
        let count = estimates.clone().count() as f64;
        let mean = |of: &dyn Fn(Wait, f64) -> f64| {
            estimates.clone().map(|(expected, waited)| of(expected, waited)).sum::<f64>() / count
        };
        let error = |expected: Wait, waited: f64| f64::from(expected.expected_s) / 60.0 - waited;
        Self {
            rmse: mean(&|expected, waited| error(expected, waited).powi(2)).sqrt(),
            mae: mean(&|expected, waited| error(expected, waited).abs()),
            bias: mean(&error),
            within: mean(&|shown, waited| if is_within(shown, waited) { 1.0 } else { 0.0 }),
        }
    }
}

fn is_within(shown: Wait, waited: f64) -> bool {
    (f64::from(shown.low_min)..=f64::from(shown.high_min)).contains(&waited.floor())
}
